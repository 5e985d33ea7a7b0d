"""Buttons; the style draws them from their dynamic properties."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.pressing import pressed_by_enter


class Button(QPushButton):
    """`role` is primary, secondary, ghost or danger; `keys` is the shortcut shown at the end."""

    def __init__(
        self,
        kit: Kit,
        text: str,
        icon: str | None = None,
        role: str = "secondary",
        keys: str = "",
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kit = kit
        self.setProperty("role", role)
        self.setProperty("keys", keys)
        self.setProperty("compact", compact)
        self.setProperty("lineIcon", icon or "")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        kit.theme.changed.connect(self.updateGeometry)

    def set_role(self, role: str) -> None:
        self._set("role", role)

    def set_keys(self, keys: str) -> None:
        self._set("keys", keys)

    def set_icon(self, icon: str | None, color: str = "") -> None:
        """`color` is a token; empty means the colour of the text."""
        self.setProperty("iconColor", color)
        self._set("lineIcon", icon or "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _set(self, name: str, value: str) -> None:
        self.setProperty(name, value)
        # The button keeps its hint until it hears of a change, and then measures and paints itself anew.
        self.changeEvent(QEvent(QEvent.Type.StyleChange))


class IconButton(QPushButton):
    """A square button; its name is said to screen readers and shown as the tooltip with its keys."""

    def __init__(
        self,
        kit: Kit,
        icon: str,
        name: str,
        description: str = "",
        *,
        role: str = "ghost",
        keys: str = "",
        size: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._size = size
        self.setProperty("role", role)
        self.setProperty("lineIcon", icon)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name, description, keys)
        kit.theme.changed.connect(self.updateGeometry)

    def set_name(self, name: str, description: str = "", keys: str = "") -> None:
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setToolTip(f"{name}  {keys}" if keys else name)

    def set_icon(self, icon: str, color: str = "") -> None:
        self.setProperty("lineIcon", icon)
        self.setProperty("iconColor", color)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        side = self._kit.theme.px(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
