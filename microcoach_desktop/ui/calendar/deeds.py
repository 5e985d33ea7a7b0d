"""What can be done with an entry of the calendar; each deed is one undo step, and is said aloud."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.domain.local_time import at_time
from microcoach_desktop.ui.calendar.items import DayItem, moved
from microcoach_desktop.ui.calendar.periods import Spot
from microcoach_desktop.ui.desk import Prefill
from microcoach_desktop.ui.moving import MoveDeeds


class CalendarDeeds(MoveDeeds):
    """The parent of menus is `window` too."""

    def open(self, item: DayItem) -> None:
        """The check-in, what was said at a done one, or the key task."""
        if item.follow_up is None:
            if item.occurrence is not None:
                self._desk.shell.edit_key_tasks(item.occurrence.task.id)
        elif item.follow_up.reviewed_at is None:
            self._desk.shell.check_in(item.follow_up.id)
        else:
            self._desk.shell.open_person(item.follow_up.person_id, item.follow_up.session_id)

    def move_to(self, follow_up: FollowUp, spot: Spot) -> bool:
        """To a day or a time; whether it went there."""
        if spot.clock is None:
            return self.move_to_day(follow_up, spot.day)
        return self.move(follow_up, at_time(spot.day, spot.clock, self._desk.coach.zone()))

    def move_to_day(self, follow_up: FollowUp, to: date) -> bool:
        """To another day at the same wall time; whether it went there.

        Where that hour of today is over, it goes to the end of the work day.
        """
        zone = self._desk.coach.zone()
        usual = at_time(to, self._desk.settings().default_time, zone)
        at = usual if follow_up.due_at is None else moved(follow_up.due_at, to, zone)
        return self.move(follow_up, self._ahead(at, to))

    def capture_on(self, spot: Spot) -> None:
        """A note whose follow-up is there."""
        if self.is_past(spot):
            self.say(self.tr("This time has passed. Choose a later one."))
            return
        clock = spot.clock or self._desk.settings().default_time
        at = at_time(spot.day, clock, self._desk.coach.zone())
        self._desk.shell.quick_capture(Prefill(follow_up_at=self._ahead(at, spot.day)))

    def menu(self, item: DayItem, at: QPoint) -> None:
        """What a right click offers, at this place of the screen."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        follow_up = item.follow_up
        if follow_up is None:
            menu.addAction(self.tr("Edit key task…")).triggered.connect(lambda: self.open(item))
        elif follow_up.reviewed_at is not None:
            menu.addAction(self.tr("Show in the history")).triggered.connect(lambda: self.open(item))
        else:
            menu.addAction(self.tr("Check in…") + "\tC").triggered.connect(lambda: self.open(item))
            menu.addAction(self.tr("Reschedule…") + "\tR").triggered.connect(lambda: self.reschedule(follow_up))
            remove = menu.addAction(self.tr("Remove the date") + "\tDel")
            remove.triggered.connect(lambda: self.remove_date(follow_up))
            menu.addSeparator()
            shows = menu.addAction(self.tr("Show in the history"))
            shows.triggered.connect(lambda: self._desk.shell.open_person(follow_up.person_id, follow_up.session_id))
        menu.popup(at)

    def key(self, item: DayItem, key: Qt.Key) -> bool:
        """Enter, C, R and Delete on an entry; whether the key meant something."""
        single = self._desk.settings().single_key_shortcuts
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or (single and key == Qt.Key.Key_C):
            self.open(item)
            return True
        if not (key == Qt.Key.Key_Delete or (single and key == Qt.Key.Key_R)):
            return False
        follow_up = self.movable(item)
        if follow_up is not None and key == Qt.Key.Key_R:
            self.reschedule(follow_up)
        elif follow_up is not None:
            self.remove_date(follow_up)
        return True

    def movable(self, item: DayItem) -> FollowUp | None:
        """Its follow-up, or None after saying why it stays where it is."""
        follow_up = item.follow_up
        if follow_up is None:
            self.say(self.tr("A key task is moved in Edit key tasks."))
        elif follow_up.reviewed_at is not None:
            self.say(self.tr("This check-in has been recorded, so it stays."))
        else:
            return follow_up
        return None

    def is_past(self, spot: Spot) -> bool:
        now = self._desk.now()
        if spot.day != now.date() or spot.clock is None:
            return spot.day < now.date()
        return at_time(spot.day, spot.clock, self._desk.coach.zone()) <= now

    def _ahead(self, at: datetime, day: date) -> datetime:
        """The same moment, or later today where that hour of today is over."""
        now, zone = self._desk.now(), self._desk.coach.zone()
        if at > now or day != now.date():
            return at
        soon = (now + timedelta(hours=1)).replace(second=0, microsecond=0)
        return max(at_time(day, self._desk.settings().day_ends_at, zone), min(soon, at_time(day, time(23, 59), zone)))

    def export(self) -> None:
        from microcoach_desktop.ui.calendar_import.export import ask_and_export

        ask_and_export(self._desk, self._window)
