"""A label, its helper and its error around one input."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.announce import announce
from microcoach_desktop.ui.widgets.edits import GrowingEdit, LineEdit
from microcoach_desktop.ui.widgets.glyph import Glyph
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label

__all__ = ["Field", "GrowingEdit", "LineEdit"]


class Field(QWidget):
    """The label is the buddy of `widget`, so Alt with its letter goes there."""

    def __init__(
        self,
        kit: Kit,
        label: str,
        widget: QWidget,
        helper: str = "",
        *,
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.widget = widget
        self._helper = helper
        self._required = self.tr("required") if required else ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        self.label = Label(kit, label, FontRole.BODY_MEDIUM, parent=self)
        self.label.setBuddy(widget)
        self._head = head = QHBoxLayout()
        head.setSpacing(7)
        head.addWidget(self.label)
        if required:
            head.addWidget(Label(kit, self._required, FontRole.SMALL, "accent_text", parent=self))
        self._helper_label = Label(kit, helper, FontRole.SMALL, "text3", parent=self)
        self._helper_label.setVisible(bool(helper))
        head.addWidget(self._helper_label)
        head.addStretch(1)
        column.addLayout(head)
        self._prompt = Label(kit, "", FontRole.SMALL, "text3", wrap=True, parent=self)
        self._prompt.hide()
        column.addWidget(self._prompt)
        column.addWidget(widget)
        self._error_row = QWidget(self)
        error = QHBoxLayout(self._error_row)
        error.setContentsMargins(0, 0, 0, 0)
        error.setSpacing(6)
        self._error = Label(kit, "", FontRole.SMALL, "danger", wrap=True, parent=self._error_row)
        error.addWidget(Glyph(kit, "circle-alert", "danger", 14, parent=self._error_row))
        error.addWidget(self._error, 1)
        column.addWidget(self._error_row)
        self._error_row.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._overfull = ""
        if isinstance(widget, GrowingEdit):
            widget.overfull.connect(self._follow_overfull)
        if not widget.accessibleName():
            widget.setAccessibleName(label.replace("&", ""))
        self._describe("")

    def set_helper(self, helper: str) -> None:
        self._helper = helper
        self._show_helper()
        self._describe(self._error.text())

    def set_prompt(self, prompt: str) -> None:
        """A question above the input that helps to fill it; it takes the helper's place, or a line if it is long."""
        if prompt == self._prompt.text():
            return
        self._prompt.setText(prompt)
        self._show_helper()
        self._describe(self._error.text())

    def set_error(self, text: str | None) -> None:
        """Shows what is wrong below the field and says it; None takes it away, unless the text is too long."""
        self._show_error(text or self._overfull)
        if text:
            announce(self.widget, text)

    def _follow_overfull(self, over: int) -> None:
        """Said aloud once, not at each key."""
        said = bool(self._overfull)
        self._overfull = ""
        if over and isinstance(self.widget, GrowingEdit):
            words = self.tr("This field holds {most} characters at most. Shorten it by {over} to save it.")
            self._overfull = words.format(most=self.widget.hard_limit, over=over)
            if not said:
                announce(self.widget, self._overfull)
        self._show_error(self._overfull)

    def _show_error(self, text: str) -> None:
        self._error.setText(text)
        self._error_row.setVisible(bool(text))
        self._describe(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_helper()

    def _show_helper(self) -> None:
        prompt, metrics = self._prompt.text(), self._helper_label.fontMetrics()
        taken = self._head.sizeHint().width() - self._helper_label.sizeHint().width() * self._helper_label.isVisible()
        below = bool(prompt) and taken + metrics.horizontalAdvance(prompt) + 2 * self._head.spacing() > self.width()
        self._prompt.setVisible(below)
        beside = "" if below else prompt or self._helper
        self._helper_label.setText(beside)
        self._helper_label.setVisible(bool(beside))

    def _describe(self, error: str) -> None:
        parts = [part for part in (self._required, self._prompt.text() or self._helper, error) if part]
        self.widget.setAccessibleDescription(". ".join(parts))
