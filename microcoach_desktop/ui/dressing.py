"""How the settings want everything to look and to be read."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from microcoach_desktop.services.settings import Settings
from microcoach_desktop.ui.theme.icons import Icons
from microcoach_desktop.ui.theme.theme import Theme
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.proofreader import Proofreader
from microcoach_desktop.ui.windows import MODES


def dressed_kit(app: QApplication, settings: Settings, proofreader: Proofreader | None = None) -> Kit:
    """The first; the application wears it."""
    theme = Theme()
    theme.set_text_scale(settings.text_scale)
    theme.set_mode(MODES[settings.theme])
    theme.apply(app)
    return Kit(theme, Icons(theme), proofreader)


def redress(kit: Kit, before: Settings, settings: Settings) -> None:
    """Only what has changed: each change of the theme polishes every widget."""
    if settings.theme is not before.theme:
        kit.theme.set_mode(MODES[settings.theme])
    if settings.text_scale != before.text_scale:
        kit.theme.set_text_scale(settings.text_scale)
    if kit.proofreader is not None and _spelling(settings) != _spelling(before):
        kit.proofreader.follow_settings()


def _spelling(settings: Settings) -> tuple[object, ...]:
    return settings.check_spelling, settings.spelling_language, settings.own_words
