from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from microcoach_desktop.domain.local_time import zone_of
from microcoach_desktop.domain.reminders import Policy
from microcoach_desktop.services.coach import Coach
from microcoach_desktop.services.reminding import Reminding
from microcoach_desktop.services.settings import Settings
from microcoach_desktop.storage.store import Store
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.hub import Hub
from microcoach_desktop.ui.theme.icons import Icons
from microcoach_desktop.ui.theme.theme import Contrast, Mode, Theme
from microcoach_desktop.ui.widgets.kit import Kit
from tests.clock import MovedClock
from tests.fakes import FakeNotifier
from tests.ui.shell import RecordingShell


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


@pytest.fixture
def clock() -> MovedClock:
    """The moment of the mocks: Tuesday 11 November 2025, 09:14 in Berlin."""
    return MovedClock(datetime(2025, 11, 11, 9, 14))


@pytest.fixture
def shell() -> RecordingShell:
    return RecordingShell()


@pytest.fixture
def notifier() -> FakeNotifier:
    return FakeNotifier()


@pytest.fixture
def desk(kit: Kit, clock: MovedClock, shell: RecordingShell, notifier: FakeNotifier, tmp_path: Path) -> Iterator[Desk]:
    """A desk over a real store on the disk."""
    store = Store(tmp_path)
    settings = [Settings()]
    hub = Hub(store)
    locale = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    policy = Policy(zone_of(clock.zone()))
    made = Desk(
        coach=Coach(store, clock),
        reminding=Reminding(store, notifier, lambda: policy),
        kit=kit,
        hub=hub,
        shell=shell,
        formats=lambda: Formats(locale, zone_of(clock.zone())),
        settings=lambda: settings[0],
        change_settings=lambda changed: settings.__setitem__(0, changed),
    )
    yield made
    hub.close()
    store.close()
