"""Several people after one piece of work, in one minute: a handover, or an after-action review."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QComboBox, QDialog, QWidget

from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.domain.insights import Scope
from microcoach_desktop.domain.process_items import ProcessItem
from microcoach_desktop.domain.reminders import Answer, ReminderKind
from microcoach_desktop.services.insights import Patterns, Practice
from microcoach_desktop.ui.background import Background
from microcoach_desktop.ui.capture.draft import DRAFT_MS, Body, DraftKeeper
from microcoach_desktop.ui.desk import Desk, PageName, Routine
from microcoach_desktop.ui.routines.frame import RoutineFrame
from microcoach_desktop.ui.routines.hosts import host_of, routine_name
from microcoach_desktop.ui.routines.occasion import occasion_of, present_people, task_at_hand
from microcoach_desktop.ui.routines.process import OpenItems, ProcessCard
from microcoach_desktop.ui.routines.round_hints import RoundHints
from microcoach_desktop.ui.routines.round_people import PeopleCard
from microcoach_desktop.ui.routines.wording import saved_round
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.text import Label

SIZE = (880, 640)
# What the words at the foot need beside the buttons.
STATUS_WIDTH = 220


class RoundSheet(QDialog):
    """Kept as a draft while it is typed in; saving all of it is one step for undo. Nothing to note is an answer."""

    def __init__(
        self, desk: Desk, routine: Routine, key_task_id: int = 0, nominal: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._routine = routine
        self._filling = True
        self.setWindowTitle(routine_name(routine))
        self._background = Background(desk.coach.store, self)
        self._keeper = DraftKeeper(desk.coach, "")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_MS)
        self._timer.timeout.connect(self._keep_draft)
        self._build()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)
        self._list_tasks()
        self.begin(key_task_id or task_at_hand(desk), nominal)

    def begin(self, key_task_id: int, nominal: str = "") -> None:
        """Take up what was typed about this key task, or start afresh."""
        if self._timer.isActive():
            self._keep_draft()
        self._filling = True
        self._keeper = DraftKeeper(self._desk.coach, host_of(self._routine, key_task_id))
        body = self._keeper.find()
        self._occasion = occasion_of(self._desk, key_task_id, body.get("occurrence", "") or nominal)
        self._task.setCurrentIndex(max(0, self._task.findData(self._occasion.key_task_id or 0)))
        self._fill(body)
        self._filling = False
        self._say(self.tr("Draft restored") if body else "")
        self._follow()
        self.people.focus_first()

    def save(self) -> None:
        """All rows with text in one step; what cannot be saved is pointed at and nothing is written."""
        troubled = next((row for row in self.people.rows if row.trouble()), None)
        if troubled is not None:
            troubled.point_at(troubled.trouble())
            self.frame.scroll.ensureWidgetVisible(troubled)
            return
        notes = [row.note() for row in self.people.written()]
        items = self._checked_items()
        if items is None:
            return
        try:
            if notes or items:
                captured = self._desk.coach.capture_many(notes, self._keeper.host, items)
                self._desk.shell.toast(saved_round(captured, len(items)))
            else:
                self._answer_nothing()
        except MicroCoachError as error:
            self.frame.banner.show_message(error.sentence, "danger", [(self.tr("Try again"), self.save)])
            return
        self._timer.stop()
        self.accept()

    def done(self, result: int) -> None:
        """Esc and the cross keep what was typed."""
        if self._timer.isActive():
            self._keep_draft()
        super().done(result)

    # ----------------------------------------------------------------------------------------------------------------

    def _fill(self, body: Body) -> None:
        """The parts for this key task, with what the draft holds."""
        desk, occasion = self._desk, self._occasion
        store = desk.coach.store
        self.open_items = OpenItems(desk, store.process_items.open_of(occasion.key_task_id))
        self.open_items.finished.connect(self._finish_item)
        self.people = PeopleCard(desk, occasion, present_people(desk, occasion.task))
        self.process = ProcessCard(desk)
        self._hints.forget()
        self._hints.names = [name for person in store.people.all() for name in person.names]
        for row in self.people.rows:
            self._hints.watch(row)
            row.fill(body)
        self.process.fill(body)
        self.process.insights_wanted.connect(self._open_insights)
        for part in (self.people, self.process):
            part.edited.connect(self._edited)
        self.people.empty_wanted.connect(self._add_people)
        self.frame.show_parts((self.open_items, self.people, self.process))
        shows_process = self._routine is Routine.AFTER_ACTION or bool(self.process.written())
        self.process.setVisible(shows_process)
        self._add_process.setVisible(bool(self.people.rows) and not shows_process)
        self._task.setVisible(bool(self.people.rows))
        if shows_process:
            self._ask_patterns()

    def _ask_patterns(self) -> None:
        practice = Practice(self._desk.coach.store, self._desk.now())
        self._background.run("patterns", practice.patterns, self._show_patterns, self._desk.shell.trouble)

    def _show_patterns(self, found: Patterns) -> None:
        self.process.show_patterns([behaviour for behaviour in found.tags if behaviour.scope is Scope.PROCESS])

    def _show_process(self) -> None:
        self._add_process.hide()
        self.process.show()
        self.process.items[0].edits["planned"].setFocus()
        self._ask_patterns()

    def _checked_items(self) -> list[ProcessItem] | None:
        """None when one of them cannot be saved, which is said at its field."""
        found = []
        for fields in self.process.written():
            item = fields.item(self._occasion.key_task_id, self._occasion.nominal)
            try:
                found.append(item.checked())
            except InvalidRecord as error:
                fields.point_at(error)
                return None
        return found

    def _answer_nothing(self) -> None:
        """The question of this happening is answered as well."""
        occasion, desk = self._occasion, self._desk
        if occasion.task is None or occasion.nominal is None:
            return
        asked = desk.coach.store.reminders.find(ReminderKind.KEY_TASK, occasion.task.id, occasion.nominal)
        if asked is not None:
            desk.reminding.answer((asked.id,), Answer.SKIPPED, desk.now())

    def _finish_item(self, item_id: int) -> None:
        try:
            self._desk.coach.routines.finish_process_item(item_id)
            left = self._desk.coach.store.process_items.open_of(self._occasion.key_task_id)
        except MicroCoachError as error:
            self.frame.banner.show_message(error.sentence, "danger")
            return
        self._desk.shell.toast(self.tr("Marked as done."))
        self.open_items.show_items(left)

    def _edited(self) -> None:
        if not self._filling:
            self._say("")
            self._timer.start()
            self._follow()

    def _follow(self) -> None:
        """What the button will do."""
        count, items = len(self.people.written()), len(self.process.written())
        words = self.tr("Save 1 note") if count == 1 else self.tr("Save {count} notes").format(count=count)
        if not count:
            words = self.tr("Save") if items else self.tr("Nothing to note")
        self.save_button.setText(words)
        self.save_button.setEnabled(bool(self.people.rows) or bool(items))

    def _typed(self) -> Body:
        body = self.people.body_of_draft() | self.process.draft()
        return body | {"occurrence": self._occasion.nominal or ""} if any(body.values()) else {}

    def _keep_draft(self) -> None:
        self._timer.stop()
        try:
            self._keeper.keep(self._typed())
        except (MicroCoachError, OSError):
            self._say(self.tr("The draft could not be kept. Your text is still here."))
            return
        if self._typed():
            self._say(self.tr("Draft kept {time}").format(time=self._desk.formats().time(self._desk.now())))

    def _say(self, words: str) -> None:
        usual = self.tr("Tab goes to the next person, Ctrl+Enter saves all.") if self.people.rows else ""
        self._status.setText(words or usual)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow or enlarged window the words stand above the buttons."""
        super().resizeEvent(event)
        buttons = self._add_process.sizeHint().width() + self.save_button.sizeHint().width()
        stacked = self.width() < buttons + self._desk.kit.theme.px(STATUS_WIDTH)
        way = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if self._foot.direction() != way:
            self._foot.setDirection(way)

    def _task_chosen(self, place: int) -> None:
        self.begin(int(self._task.itemData(place)))

    def _open_insights(self) -> None:
        self._desk.shell.open_page(PageName.INSIGHTS)

    def _add_people(self) -> None:
        self.close()
        self._desk.shell.add_people()

    def _list_tasks(self) -> None:
        self._task.addItem(self.tr("The whole team"), 0)
        for task in self._desk.coach.store.key_tasks.all():
            self._task.addItem(task.name, task.id)

    def _build(self) -> None:
        kit = self._desk.kit
        self._hints = RoundHints(self._desk, self)
        self._task = QComboBox()
        self._task.setAccessibleName(self.tr("Key task"))
        self._task.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._task.setMinimumContentsLength(16)
        self._task.activated.connect(self._task_chosen)
        self.frame = RoutineFrame(kit, routine_name(self._routine), SIZE, self, beside=self._task)
        self._status = Label(kit, "", FontRole.SMALL, "text2", wrap=True)
        self._add_process = Button(kit, self.tr("About the process"), "plus", role="ghost")
        self._add_process.clicked.connect(self._show_process)
        self.save_button = Button(kit, "", role="primary", keys="Ctrl+↵")
        self.save_button.clicked.connect(self.save)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.addWidget(self._status, 1)
        self._foot.addLayout(self.frame.foot_row((self._add_process, self.save_button)))
        self.frame.foot.addLayout(self._foot)
