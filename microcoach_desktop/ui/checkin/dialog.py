"""The check-in: how did it go, and what comes next. Two keys are enough."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from microcoach_desktop.domain.checkins import Outcome, Review, WhyNot
from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.domain.local_time import add_working_days, at_time
from microcoach_desktop.domain.reminders import later_today
from microcoach_desktop.domain.sessions import BUDGETS
from microcoach_desktop.ui.checkin.draft import ReviewDraft
from microcoach_desktop.ui.checkin.next_step import NextStep
from microcoach_desktop.ui.checkin.reading import ReadingPart
from microcoach_desktop.ui.checkin.tiles import OUTCOMES, OutcomeTiles
from microcoach_desktop.ui.checkin.why_not import WhyNotRow
from microcoach_desktop.ui.checkin.wording import recorded_sentence
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.playbook.wording_dialog import promote
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.avatar import Avatar
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.buttons import Button, IconButton
from microcoach_desktop.ui.widgets.card import Divider
from microcoach_desktop.ui.widgets.edits import GrowingEdit
from microcoach_desktop.ui.widgets.field import Field
from microcoach_desktop.ui.widgets.scroll import scrolled
from microcoach_desktop.ui.widgets.sheet import Sheet
from microcoach_desktop.ui.widgets.text import Label

WIDTH = 560
SCREEN_EDGE = 60
KEYS = dict(zip((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4), OUTCOMES, strict=True))


class CheckInDialog(QDialog):
    """Reads the check-in anew when made. Raises NotFound when it has been removed.

    Closed with text in it, it is only hidden: shown again, the text is there. A draft survives the program, too.
    """

    def __init__(self, desk: Desk, check_in_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        store = desk.coach.store
        self._check_in = store.check_ins.get(check_in_id)
        self._session = store.sessions.get(self._check_in.session_id)
        self._person = store.people.get(self._session.person_id)
        metric_id = self._session.metric_id
        self._metric = None if metric_id is None else store.metrics.get(metric_id)
        self._recorded = False
        self._later_at = desk.now()
        self._own_height = 0
        self.setWindowTitle(self.tr("Check in"))
        self._build()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)
        self.tiles.chosen.connect(self._outcome_changed)
        self._draft = ReviewDraft(desk.coach, self, check_in_id, self._session)
        self.tiles.setFocus()

    @property
    def outcome(self) -> Outcome | None:
        return self.tiles.outcome

    def choose(self, outcome: Outcome) -> None:
        """Pick an outcome; the next step that usually follows is picked with it."""
        self.tiles.choose(outcome)
        self._outcome_changed(outcome)

    def save(self) -> None:
        """Record it; what cannot be saved stays on the screen with the reason."""
        outcome = self.outcome
        if outcome is None:
            self.banner.show_message(self.tr("Choose how it went: 1, 2, 3 or 4."), "info")
            self.tiles.setFocus()
            return
        try:
            done = self._desk.coach.review(self._check_in.id, self._review(outcome))
        except InvalidRecord as error:
            self._point_at(error)
            return
        except MicroCoachError as error:
            self.banner.show_message(error.sentence, "danger", [(self.tr("Try again"), self.save)])
            return
        self._recorded = True
        self._draft.drop()
        self._desk.shell.toast(recorded_sentence(self._desk, done))
        self.close()
        if self.next_step.wants_play:
            promote(self._desk, self._session.id, self.parentWidget())

    def show_card(self) -> None:
        """Turn the screen round."""
        from microcoach_desktop.ui.card.window import show_card

        show_card(self._desk, self._session.id, self.parentWidget())

    def postpone(self) -> None:
        """To the time that the button's label says, or anew when that has passed."""
        desk = self._desk
        if self._later_at <= desk.now():
            self._say_later()
        try:
            desk.coach.reschedule({self._check_in.id: self._later_at})
        except MicroCoachError as error:
            self.banner.show_message(error.sentence, "danger", [(self.tr("Try again"), self.postpone)])
            return
        moment = desk.formats().short_moment(self._later_at, desk.now())
        desk.shell.toast(self.tr("{name}: {moment}.").format(name=self._person.first_name, moment=moment))
        self.close()

    def done(self, result: int) -> None:
        written = self.learned.toPlainText().strip() or (self.reading is not None and self.reading.edit.text())
        kept = not self._recorded and bool(written or self.next_step.is_touched)
        if not self._recorded:
            self._draft.keep()
        super().done(result)
        if not kept:
            self.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._say_later()
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        outcome = KEYS.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if outcome is not None and plain and self._takes_digits():
            self.choose(outcome)
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The content asks for more or less height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    # ----------------------------------------------------------------------------------------------------------------

    def _takes_digits(self) -> bool:
        """Without single-key shortcuts a digit works on the tiles alone."""
        focused = self.focusWidget()
        if isinstance(focused, QLineEdit | QPlainTextEdit):
            return False
        return self._desk.settings().single_key_shortcuts or self.tiles.has_focus()

    def _outcome_changed(self, outcome: Outcome) -> None:
        self.banner.hide_message()
        self.why_not.setVisible(outcome is Outcome.NOT_TRIED)
        self.next_step.follow_outcome(outcome)

    def _review(self, outcome: Outcome) -> Review:
        value = None if self.reading is None else self.reading.value()
        decision, action, due_at = self.next_step.agreed()
        why: WhyNot | None = self.why_not.value if outcome is Outcome.NOT_TRIED else None
        learned = self.learned.toPlainText().strip()
        return Review(outcome, decision, why, value, learned, action, due_at)

    def _point_at(self, error: InvalidRecord) -> None:
        if self.reading is not None and error.field in {"reading", "value"}:
            self.reading.point_at(error.what_happened)
        elif error.field in {"learned", "observation"}:
            self._learned_field.set_error(error.what_happened)
            self.learned.setFocus()
        elif not self.next_step.point_at(error):
            self.banner.show_message(error.sentence, "danger")

    def _say_later(self) -> None:
        desk, now, settings, zone = self._desk, self._desk.now(), self._desk.settings(), self._desk.coach.zone()
        ends_at = at_time(now.date(), settings.day_ends_at, zone)
        next_day = add_working_days(now.date(), 1, frozenset(settings.working_days))
        self._later_at = later_today(now, ends_at, at_time(next_day, settings.day_starts_at, zone))
        local = self._later_at.astimezone(zone).date()
        text = self.tr("Later today")
        if local == now.date() + timedelta(days=1):
            text = self.tr("Tomorrow {time}").format(time=desk.formats().time(self._later_at))
        elif local != now.date():
            text = desk.formats().moment(self._later_at, now)
        self.later.setText(text)
        self.later.setToolTip(desk.formats().moment(self._later_at, now))

    def _fit(self) -> None:
        """Follow the content as far as the screen goes, unless the height was chosen by hand; what is more scrolls."""
        content = self._content.layout()
        if content is None or not self.isVisible() or self.isMaximized() or self.height() != self._own_height:
            return
        rest = self.height() - self._area.height()
        wanted = content.totalHeightForWidth(self._area.width()) + rest
        self._own_height = min(wanted, self.screen().availableGeometry().height() - SCREEN_EDGE)
        self.resize(self.width(), self._own_height)

    def _build(self) -> None:
        kit = self._desk.kit
        self.banner = Banner(kit)
        self.tiles = OutcomeTiles(kit)
        self.why_not = WhyNotRow(kit)
        self.why_not.hide()
        self.reading: ReadingPart | None = None
        if self._metric is not None:
            self.reading = ReadingPart(kit, self._metric, self._session, self._desk.formats())
        self.learned = GrowingEdit(kit, 2, BUDGETS["reflection"])
        helper = self.tr("optional, one line is enough")
        self._learned_field = Field(kit, self.tr("What happened"), self.learned, helper)
        self.learned.textChanged.connect(lambda: self._learned_field.set_error(None))
        self.next_step = NextStep(self._desk, self._session, retention=self._check_in.retention)
        parts = (self.banner, self._header(), self.tiles, self.why_not, self.reading)
        self._content = Sheet(kit, "surface")
        rows = QVBoxLayout(self._content)
        rows.setContentsMargins(24, 22, 24, 22)
        rows.setSpacing(18)
        for part in (*parts, self._learned_field, self.next_step):
            if part is not None:
                rows.addWidget(part)
        rows.addStretch(1)
        # Without it the scroll area asks for the height of the narrowest layout.
        self._content.setMinimumHeight(1)
        self._content.installEventFilter(self)
        self._area = scrolled(self._content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._area, 1)
        outer.addWidget(Divider(kit))
        outer.addWidget(self._footer())
        screen = self.screen().availableGeometry()
        self.setMinimumWidth(min(kit.theme.px(400), screen.width() - SCREEN_EDGE))
        self.resize(min(kit.theme.px(WIDTH), screen.width() - SCREEN_EDGE), kit.theme.px(360))
        self._own_height = self.height()

    def _header(self) -> QWidget:
        kit, session, now = self._desk.kit, self._session, self._desk.now()
        title = self.tr("{name}: {action}").format(name=self._person.first_name, action=session.title)
        header = QWidget()
        line = QHBoxLayout(header)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(Avatar(kit, self._person.name, 40), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(Label(kit, title, FontRole.SECTION, wrap=True))
        words.addWidget(Label(kit, self._agreed(now), FontRole.SMALL, "text2", wrap=True))
        line.addLayout(words, 1)
        self.card = IconButton(kit, "monitor", self.tr("Show the card"))
        self.card.clicked.connect(self.show_card)
        line.addWidget(self.card, 0, Qt.AlignmentFlag.AlignTop)
        return header

    def _agreed(self, now: datetime) -> str:
        formats, session = self._desk.formats(), self._session
        day = formats.day((session.talked_at or session.captured_at).astimezone(now.tzinfo).date(), now)
        said = self.tr("Agreed {day}.").format(day=day)
        if session.context:
            said = self.tr("Agreed {day}, {context}.").format(day=day, context=session.context)
        if self._check_in.due_at is not None:
            said += " " + self.tr("Due {when}.").format(when=formats.relative(self._check_in.due_at, now))
        if self._check_in.retention:
            said += " " + self.tr("It worked then: does it still work?")
        return said

    def _footer(self) -> QWidget:
        kit = self._desk.kit
        footer = Sheet(kit, "surface2")
        line = QHBoxLayout(footer)
        line.setContentsMargins(24, 12, 24, 12)
        line.setSpacing(10)
        line.addWidget(Label(kit, self.tr("1, 2, 3 or 4 picks the outcome"), FontRole.SMALL, "text2", wrap=True), 1)
        self.later = Button(kit, self.tr("Later today"), role="ghost")
        self.later.clicked.connect(self.postpone)
        self.save_button = Button(kit, self.tr("Save"), role="primary", keys="Ctrl+↵")
        self.save_button.clicked.connect(self.save)
        for button in (self.later, self.save_button):
            button.setAutoDefault(False)
            line.addWidget(button)
        return footer
