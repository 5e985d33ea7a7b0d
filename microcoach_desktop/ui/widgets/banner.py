"""The message at the top of a page: what happened, what is safe, what to do."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from microcoach_desktop.ui.theme.shapes import SEGMENT_RADIUS, box
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label
from microcoach_desktop.ui.widgets.tones import tone_colors

ICONS = {"danger": "circle-alert", "info": "info", "opp": "triangle-alert", "win": "circle-check", "accent": "info"}


class Banner(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._tone = "info"
        self._icon = Glyph(kit, "info", "accent_text", 18, parent=self)
        self._text = Label(kit, "", wrap=True, parent=self)
        self._buttons: list[Button] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 8, 10, 8)
        self._row.setSpacing(10)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setMinimumHeight(kit.theme.px(44))
        kit.theme.changed.connect(self.update)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def show_message(
        self, text: str, tone: str = "info", actions: Sequence[tuple[str, Callable[[], object]]] = ()
    ) -> None:
        self._tone = tone
        self._text.setText(text)
        self._icon.set_icon(ICONS[tone], tone_colors(tone, contrast=False).ink)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for label, action in actions:
            button = Button(self._kit, label, compact=True, parent=self)
            button.clicked.connect(action)
            self._row.addWidget(button)
            self._buttons.append(button)
        self.setAccessibleName(text)
        self.show()
        self.update()
        announce(self, text)

    def hide_message(self) -> None:
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        colors = tone_colors(self._tone, contrast=theme.tokens.contrast)
        painter = QPainter(self)
        line = theme.color(colors.line) if colors.line else None
        box(painter, self.contentsRect(), SEGMENT_RADIUS, theme.color(colors.fill), line)
        painter.end()
