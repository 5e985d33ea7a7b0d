from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from microcoach_desktop.ui.theme.icons import Icons
from microcoach_desktop.ui.theme.theme import Contrast, Mode, Theme
from microcoach_desktop.ui.widgets.kit import Kit


@pytest.fixture
def kit(qapp: QApplication) -> Iterator[Kit]:
    """The theme on the application: light, normal contrast, 100 %."""
    theme = Theme()
    theme.set_mode(Mode.LIGHT)
    theme.set_contrast(Contrast.NORMAL)
    theme.apply(qapp)
    yield Kit(theme, Icons(theme))
    theme.set_mode(Mode.LIGHT)
    theme.set_text_scale(1.0)
