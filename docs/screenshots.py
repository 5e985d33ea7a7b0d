"""Pictures of every page and dialog from the sample team: `python docs/screenshots.py [--out docs/screenshots]`.

Light and dark, at 100 % and 200 % text, off screen and with a clock that stands still, so that a change of the code is
the only thing that changes a picture. The pages also without anybody, with one person and with two hundred.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QLocale
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from teams import Stopped, fill_many, fill_nobody, fill_one, fill_sample

from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.local_time import zone_of
from microcoach_desktop.domain.playbook import can_be_offered
from microcoach_desktop.domain.reminders import Policy
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.services.coach import Coach
from microcoach_desktop.services.ports import Card, KeyTaskCard
from microcoach_desktop.services.reminding import Reminding
from microcoach_desktop.services.settings import CalendarView, Settings
from microcoach_desktop.storage.store import Store
from microcoach_desktop.ui.capture.draft import DRAFT_MS
from microcoach_desktop.ui.capture.page import CapturePage
from microcoach_desktop.ui.card.window import show_card
from microcoach_desktop.ui.command_list import command_list
from microcoach_desktop.ui.deeds import Deeds
from microcoach_desktop.ui.desk import Desk, PageName, Prefill, Routine
from microcoach_desktop.ui.export.opening import open_export
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.hub import Hub
from microcoach_desktop.ui.insights.page import InsightsPage
from microcoach_desktop.ui.people.merge_dialog import MergeDialog
from microcoach_desktop.ui.playbook.compare import CompareDialog
from microcoach_desktop.ui.playbook.page import PlaybookPage
from microcoach_desktop.ui.playbook.wording_dialog import promote
from microcoach_desktop.ui.status import Status
from microcoach_desktop.ui.telling import PopupNotifier
from microcoach_desktop.ui.theme.icons import Icons
from microcoach_desktop.ui.theme.theme import Mode, Theme
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.windows import Windows

ZONE = "Europe/Berlin"
NOW = datetime(2025, 11, 11, 8, 14, tzinfo=UTC)
SIZE = (1280, 832)
# How often a quarter of a second is waited for a worker.
PATIENCE = 80


class Studio:
    """The windows over a store that `fill` has filled, as the program builds them."""

    def __init__(self, app: QApplication, folder: Path, fill: Callable[[Store, datetime, str], None]) -> None:
        self._app = app
        self.theme = Theme()
        self.theme.set_mode(Mode.LIGHT)
        self.theme.apply(app)
        kit = Kit(self.theme, Icons(self.theme))
        self._store = Store(folder)
        fill(self._store, NOW, ZONE)
        self._settings = Settings()
        self._hub = Hub(self._store)
        self._notifier = PopupNotifier()
        policy = Policy(zone_of(ZONE))
        self.windows = Windows(sample=False)
        locale = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
        self.desk = Desk(
            coach=Coach(self._store, Stopped(NOW, ZONE)),
            reminding=Reminding(self._store, self._notifier, lambda: policy),
            kit=kit,
            hub=self._hub,
            shell=self.windows,
            formats=lambda: Formats(locale, zone_of(ZONE)),
            settings=lambda: self._settings,
            change_settings=self._change,
        )
        self._notifier.work_at(self.desk)
        deeds = Deeds(self.windows)
        self.windows.build(self.desk, command_list(self.windows, deeds))
        self._status = Status(self.windows, deeds)
        self.windows.main.resize(*SIZE)
        self.windows.show_main()
        self._status.refresh()

    def settle(self) -> None:
        """Let workers answer and layouts come to rest."""
        QTest.qWait(250)
        self._app.processEvents()

    def wait(self, done: Callable[[], bool]) -> None:
        """Raises RuntimeError after a while: a picture of something half done helps nobody."""
        for _ in range(PATIENCE):
            self.settle()
            if done():
                return
        raise RuntimeError("a page or dialog is never done")

    def page(self, name: PageName) -> QWidget:
        page = self.windows.open_page(name)
        self.settle()
        if isinstance(page, InsightsPage):
            self.wait(lambda: not page.background.busy)
        return self.windows.main

    def capture(self) -> QWidget:
        """After a key task, with one of its people."""
        task = next(task for task in self._store.key_tasks.all() if task.name == "Site briefing")
        self.windows.page_capture(Prefill(task.person_ids[0], Kind.OPPORTUNITY, key_task_id=task.id))
        page = self.windows.open_page(PageName.CAPTURE)
        if isinstance(page, CapturePage):
            page.panel.form.observation.setPlainText("2 of 6 lifts started before the answer from below came.")
            page.panel.form.impact.setPlainText("One roofer had to step back from the fall line.")
        QTest.qWait(DRAFT_MS)
        self.settle()
        return self.windows.main

    def calendar(self, view: CalendarView) -> QWidget:
        self._change(replace(self._settings, calendar_view=view))
        self.windows.open_page(PageName.CALENDAR).mark_stale()  # type: ignore[attr-defined]
        self.settle()
        return self.windows.main

    def playbook(self) -> QWidget:
        self._playbook_page()
        return self.windows.main

    def compare(self) -> QWidget:
        self._playbook_page().compare()
        self.settle()
        return next(found for found in self.windows.main.findChildren(CompareDialog) if found.isVisible())

    def anonymise(self) -> QWidget:
        """A note that names a colleague and a day."""
        notes = self._store.sessions.page(HistoryFilter(text="Beata"), limit=10)
        note = next(note for note in notes if "Beata" in note.action and can_be_offered(note))
        dialog = promote(self.desk, note.id, self.windows.main)
        self.settle()
        return dialog or self.windows.main

    def export(self) -> QWidget:
        dialog = open_export(self.desk, self.windows.main, self._store.people.all()[0])
        self.wait(dialog.save.isEnabled)
        return dialog

    def quick(self) -> QWidget:
        window = self.windows.prepare_quick()
        self.windows.quick_capture(Prefill())
        self.settle()
        return window

    def check_in(self) -> QWidget:
        due = self._store.check_ins.due_by(NOW)
        self.windows.check_in(due[0].id)
        self.settle()
        return self.windows._dialogs[f"check-in {due[0].id}"]  # noqa: SLF001 - only here

    def key_tasks(self) -> QWidget:
        self.windows.edit_key_tasks()
        self.settle()
        return self.windows._dialogs["key tasks"]  # noqa: SLF001 - only here

    def templates(self) -> QWidget:
        self.windows.edit_templates()
        self.settle()
        return self.windows._dialogs["templates"]  # noqa: SLF001 - only here

    def card(self) -> QWidget:
        """What a person is shown of the first note with an action that is talked about."""
        notes = self._store.sessions.page(HistoryFilter(kind=Kind.OPPORTUNITY), limit=50)
        note = next(note for note in notes if note.action and note.success)
        window = show_card(self.desk, note.id, self.windows.main)
        self.settle()
        return window or self.windows.main

    def routine(self, routine: Routine) -> QWidget:
        """Opened as from the palette."""
        self.windows.start_routine(routine)
        self.settle()
        return self.windows._dialogs[f"{routine.value} 0"]  # noqa: SLF001 - only here

    def merge(self) -> QWidget:
        people = self._store.people.all()
        dialog = MergeDialog(self.desk, people[0].id, people[1].id, self.windows.main)
        dialog.show()
        self.settle()
        return dialog

    def popup(self) -> QWidget:
        popup = self._notifier.popup
        if popup is None:
            raise RuntimeError("there is no popup")
        popup.show_card(self._card())
        self.settle()
        return popup

    def close(self) -> None:
        self._status.tray.hide()
        self.windows.close()
        self._hub.close()
        self._store.close()

    def _card(self) -> Card:
        from microcoach_desktop.domain.reminders import Reminder, ReminderKind

        task = max(self._store.key_tasks.all(), key=lambda task: len(task.person_ids))
        people = tuple(p for p in self._store.people.all() if p.id in task.person_ids)
        trying = next((f for p in people for f in self._store.check_ins.open_of(p.id)), None)
        reminder = Reminder(ReminderKind.KEY_TASK, task.id, "2025-11-11T08:00", NOW, id=1)
        return KeyTaskCard(((reminder, task),), people, trying)

    def _playbook_page(self) -> PlaybookPage:
        """With two actions ticked."""
        page = self.windows.open_page(PageName.PLAYBOOK)
        if not isinstance(page, PlaybookPage):
            raise TypeError("this is another page")
        self.settle()
        for row in page.rows[1:3]:
            row.tick.setChecked(True)
        self.settle()
        return page

    def _change(self, settings: Settings) -> None:
        self._settings = settings


def views(studio: Studio) -> dict[str, Callable[[], QWidget]]:
    return {
        "today": lambda: studio.page(PageName.TODAY),
        "capture": studio.capture,
        "calendar": lambda: studio.calendar(CalendarView.MONTH),
        "week": lambda: studio.calendar(CalendarView.WEEK),
        "agenda": lambda: studio.calendar(CalendarView.AGENDA),
        "people": lambda: studio.page(PageName.PEOPLE),
        "playbook": studio.playbook,
        "compare": studio.compare,
        "anonymise": studio.anonymise,
        "export": studio.export,
        "insights": lambda: studio.page(PageName.INSIGHTS),
        "settings": lambda: studio.page(PageName.SETTINGS),
        "quick-capture": studio.quick,
        "check-in": studio.check_in,
        "key-tasks": studio.key_tasks,
        "templates": studio.templates,
        "popup": studio.popup,
        "card": studio.card,
        "handover": lambda: studio.routine(Routine.HANDOVER),
        "preparation": lambda: studio.routine(Routine.PREPARATION),
        "weekly": lambda: studio.routine(Routine.WEEKLY),
        "merge": studio.merge,
    }


TEAMS = {"empty": fill_nobody, "one": fill_one, "many": fill_many}
PAGES = (PageName.TODAY, PageName.CALENDAR, PageName.PEOPLE, PageName.PLAYBOOK, PageName.INSIGHTS)


@contextmanager
def opened(app: QApplication, fill: Callable[[Store, datetime, str], None] = fill_sample) -> Iterator[Studio]:
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(app, Path(folder), fill)
        try:
            yield studio
        finally:
            studio.close()


def save(widget: QWidget, path: Path) -> None:
    """Without an alpha channel, packed as far as PNG goes: the repository stays small."""
    grabbed = widget.grab().toImage()
    picture = QImage(grabbed.size(), QImage.Format.Format_RGB888)
    picture.fill(widget.palette().window().color())
    painter = QPainter(picture)
    painter.drawImage(0, 0, grabbed)
    painter.end()
    writer = QImageWriter(str(path))
    writer.setCompression(100)
    if not writer.write(picture):
        raise RuntimeError(f"{path} could not be written")
    print(path)


def main() -> int:
    parser = argparse.ArgumentParser(description="Pictures of every page from the sample team")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent / "screenshots")
    parser.add_argument("--only", nargs="*", help="the names of some pictures")
    chosen = parser.parse_args()
    out: Path = chosen.out
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application is running")
    with opened(app) as studio:
        for mode in (Mode.LIGHT, Mode.DARK):
            for percent in (100, 200):
                studio.theme.set_mode(mode)
                studio.theme.set_text_scale(percent / 100)
                studio.windows.main.resize(*SIZE)
                for name, show in views(studio).items():
                    if chosen.only and name not in chosen.only:
                        continue
                    widget = show()
                    save(widget, out / f"{name}-{mode.value}-{percent}.png")
                    if widget is not studio.windows.main:
                        widget.close()
        studio.theme.set_mode(Mode.LIGHT)
        studio.theme.set_text_scale(1)
    for team, fill in TEAMS.items():
        names = {f"{page.value}-{team}": page for page in PAGES}
        wanted = [name for name in names if not chosen.only or name in chosen.only]
        if not wanted:
            continue
        with opened(app, fill) as studio:
            for name in wanted:
                save(studio.page(names[name]), out / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
