"""The one thing that a page hands to its widgets."""

from dataclasses import dataclass

from microcoach_desktop.ui.theme.icons import Icons
from microcoach_desktop.ui.theme.theme import Theme
from microcoach_desktop.ui.widgets.proofreader import Proofreader


@dataclass(frozen=True, slots=True)
class Kit:
    """Without a proofreader no spelling is checked."""

    theme: Theme
    icons: Icons
    proofreader: Proofreader | None = None
