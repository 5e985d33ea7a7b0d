"""A rounded choice: a person, a kind, a context, a date."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from microcoach_desktop.ui.theme.shapes import box, draw_icon, focus_ring, mixed
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.avatar import paint_avatar
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.tones import tone_colors

MAX_WIDTH = 320


class Chip(QAbstractButton):
    """`note` is quieter text after the main one. Long text is cut and complete in the tooltip."""

    closed = Signal()

    def __init__(
        self,
        kit: Kit,
        text: str,
        icon: str | None = None,
        tone: str = "plain",
        *,
        chevron: bool = False,
        closable: bool = False,
        avatar: str = "",
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._chevron = chevron
        self._closable = closable
        self._content: tuple[str, str | None, str, str, str] | None = None
        self._most = 0
        self._natural = 0
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self._renew)
        self.set_content(text, icon=icon, tone=tone, avatar=avatar, note=note)

    def set_content(
        self, text: str, *, icon: str | None = None, tone: str = "plain", avatar: str = "", note: str = ""
    ) -> None:
        content = (text, icon, tone, avatar, note)
        if content == self._content:
            return
        self._content = content
        self._label, self._icon, self._tone, self._avatar, self._note = content
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(f"{text} {note}".strip())
        self._renew()

    def sizeHint(self) -> QSize:
        theme = self._kit.theme
        return QSize(min(self.natural_width(), self._most or theme.px(MAX_WIDTH)), theme.px(28))

    def limit_width(self, most: int) -> None:
        """Cut the text at this width in px; 0 takes the usual limit again."""
        if most != self._most:
            self._most = most
            self._renew()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._closable and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.closed.emit()
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._closable and self.isDown() and self._close_rect().contains(event.position().toPoint()):
            self.setDown(False)
            self.closed.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        colors = tone_colors("accent" if self.isChecked() else self._tone, contrast=theme.tokens.contrast)
        painter = QPainter(self)
        fill = theme.color(colors.fill) if colors.fill else None
        if self.underMouse() and self.isEnabled():
            fill = mixed(fill or theme.color("surface"), theme.color("text"), 0.05)
        dashed = Qt.PenStyle.DashLine if self._tone == "dashed" else Qt.PenStyle.SolidLine
        line = theme.color(colors.line) if colors.line else None
        box(painter, self.rect(), self.height() / 2, fill, line, pen_style=dashed)
        ink = colors.ink if self.isEnabled() else "disabled"
        self._paint_parts(painter, ink, colors.icon or ink)
        if self.hasFocus():
            focus_ring(painter, self.rect(), self.height() / 2, theme)
        painter.end()

    def _paint_parts(self, painter: QPainter, ink: str, icon_ink: str) -> None:
        theme, icons = self._kit.theme, self._kit.icons
        x = self._lead()
        height = self.height()
        if self._avatar:
            side = theme.px(20)
            paint_avatar(painter, self._mirrored(x, side, (height - side) // 2, side), self._avatar, theme)
            x += side + theme.px(6)
        elif self._icon:
            side = theme.px(16)
            draw_icon(painter, icons, self._icon, icon_ink, self._mirrored(x, side), size=side)
            x += side + theme.px(6)
        end = self.width() - self._tail()
        painter.setFont(self._font())
        painter.setPen(theme.color(ink))
        note_width = self._note_width()
        room = max(0, end - x - note_width)
        shown = painter.fontMetrics().elidedText(self._label, Qt.TextElideMode.ElideRight, room)
        width = min(room, painter.fontMetrics().horizontalAdvance(shown) + 1)
        painter.drawText(self._mirrored(x, width), Qt.AlignmentFlag.AlignCenter, shown)
        if self._note:
            painter.setFont(theme.font(FontRole.BODY))
            spot = self._mirrored(x + width + theme.px(6), note_width - theme.px(6))
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, self._note)
        if self._chevron or self._closable:
            side = theme.px(14)
            name = "x" if self._closable else "chevron-down"
            spot = self._mirrored(end + theme.px(5), side)
            draw_icon(painter, icons, name, ink if ink != "text" else "text2", spot, size=side)

    def _font(self) -> QFont:
        return self._kit.theme.font(FontRole.BODY_MEDIUM)

    def _lead(self) -> int:
        return self._kit.theme.px(4 if self._avatar else 10)

    def _tail(self) -> int:
        return self._kit.theme.px(25 if self._chevron or self._closable else 12)

    def _note_width(self) -> int:
        if not self._note:
            return 0
        return self._kit.theme.metrics(FontRole.BODY).horizontalAdvance(self._note) + self._kit.theme.px(6) + 1

    def natural_width(self) -> int:
        """What the whole text takes, in px."""
        return self._natural

    def _close_rect(self) -> QRect:
        return self._mirrored(self.width() - self._kit.theme.px(28), self._kit.theme.px(28))

    def _mirrored(self, x: int, width: int, y: int = 0, height: int | None = None) -> QRect:
        start = self.width() - x - width if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else x
        return QRect(start, y, width, self.height() if height is None else height)

    def _renew(self) -> None:
        theme = self._kit.theme
        part = theme.px(26) if self._avatar else theme.px(22) if self._icon else 0
        text = theme.metrics(FontRole.BODY_MEDIUM).horizontalAdvance(self._label) + 2
        self._natural = self._lead() + part + text + self._note_width() + self._tail()
        cut = self.natural_width() > self.sizeHint().width()
        self.setToolTip(self._label if cut else "")
        self.updateGeometry()
        self.update()
