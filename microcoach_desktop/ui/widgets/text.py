"""Plain text in the theme's fonts and colours."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from microcoach_desktop.ui.theme.shapes import focus_ring
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.pressing import pressed_by_enter


class Label(QLabel):
    """Shows what a person typed as it is, never as markup."""

    def __init__(
        self,
        kit: Kit,
        text: str = "",
        role: FontRole = FontRole.BODY,
        color: str = "text",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._role = role
        self._color = color
        self._tabular = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            # Not Minimum: the hint of a wrapped label is that of a narrow column, and windows would stand too high.
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._dress()
        kit.theme.changed.connect(self._dress)
        self.setText(text)

    def set_color(self, color: str) -> None:
        if color != self._color:
            self._color = color
            self._dress()

    def set_role(self, role: FontRole) -> None:
        if role is not self._role:
            self._role = role
            self._dress()

    def set_tabular(self) -> None:
        """Digits of equal width, for times and numbers in columns."""
        self._tabular = True
        self._dress()

    def _dress(self) -> None:
        font = self._kit.theme.font(self._role)
        self.setFont(self._kit.theme.tabular(font) if self._tabular else font)
        palette = self.palette()
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            palette.setColor(group, QPalette.ColorRole.WindowText, self._kit.theme.color(self._color))
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText, self._kit.theme.color("disabled"))
        self.setPalette(palette)


class ElidedLabel(Label):
    """One line that ends in … when there is no room; the whole text stays in the tooltip and for screen readers."""

    def __init__(
        self,
        kit: Kit,
        text: str = "",
        role: FontRole = FontRole.BODY,
        color: str = "text",
        *,
        parent: QWidget | None = None,
    ) -> None:
        self._full = ""
        super().__init__(kit, "", role, color, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._full = text
        super().setText(text)
        self.setAccessibleName(text)
        self._note_cut()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._full) + 2, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._note_cut()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, QPalette.ColorRole.WindowText))
        area = self.contentsRect()
        line = self._full.replace("\n", " ")
        shown = self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, area.width())
        flags = self.style().visualAlignment(self.layoutDirection(), self.alignment())
        painter.drawText(area, flags | Qt.TextFlag.TextSingleLine, shown)
        painter.end()

    def _note_cut(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self._full) > max(self.width(), 1)
        self.setToolTip(self._full if cut else "")


class LinkButton(QPushButton):
    """Text that acts: a real button without a box."""

    def __init__(self, kit: Kit, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._kit = kit
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self._renew)
        self._renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        metrics = self._kit.theme.metrics(FontRole.BODY_MEDIUM)
        width = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return QSize(width + 8, max(self._kit.theme.px(24), metrics.height() + 4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = QFont(self._kit.theme.font(FontRole.BODY_MEDIUM))
        font.setUnderline(self.underMouse() and self.isEnabled())
        painter.setFont(font)
        painter.setPen(self._kit.theme.color("accent_text" if self.isEnabled() else "disabled"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextHideMnemonic, self.text())
        if self.hasFocus():
            focus_ring(painter, self.rect(), 5, self._kit.theme)
        painter.end()

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()
