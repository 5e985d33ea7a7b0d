"""The one thing that a page hands to its widgets."""

from dataclasses import dataclass

from microcoach_desktop.ui.theme.icons import Icons
from microcoach_desktop.ui.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class Kit:
    theme: Theme
    icons: Icons
