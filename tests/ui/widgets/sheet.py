"""One window with every widget in it, for pictures and for measuring."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.avatar import Avatar, AvatarStack
from microcoach_desktop.ui.widgets.badge import Badge
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.buttons import Button, IconButton
from microcoach_desktop.ui.widgets.card import Card, Divider
from microcoach_desktop.ui.widgets.chip import Chip
from microcoach_desktop.ui.widgets.completion import CompletionList, CompletionRow
from microcoach_desktop.ui.widgets.empty import EmptyState
from microcoach_desktop.ui.widgets.field import Field, GrowingEdit, LineEdit
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.nav import NavItem
from microcoach_desktop.ui.widgets.segmented import Segment, SegmentedControl
from microcoach_desktop.ui.widgets.text import ElidedLabel, Label, LinkButton
from microcoach_desktop.ui.widgets.toast import Offer, Toast

PEOPLE = ("Ana Ruiz", "Marek Nowak", "Priya Shah", "Tomás Silva", "Lena Fischer", "Jonas Berg", "Aisha Diallo")
KINDS = (Segment("win", "Win", "award", "win"), Segment("opp", "Opportunity", "sprout", "opp"))
VIEWS = (Segment("month", "Month"), Segment("week", "Week"), Segment("agenda", "Agenda"))


@dataclass(frozen=True, slots=True)
class Sheet:
    window: QWidget
    toast: Toast
    completion: CompletionList
    person: LineEdit


def build_sheet(kit: Kit) -> Sheet:
    window = QWidget()
    columns = QHBoxLayout(window)
    columns.setContentsMargins(12, 20, 28, 90)
    columns.setSpacing(24)
    columns.addWidget(_sidebar(kit))
    main = QVBoxLayout()
    main.setSpacing(12)
    columns.addLayout(main, 1)
    main.addWidget(Label(kit, "Tuesday 11 November", FontRole.TITLE))
    banner = Banner(kit)
    banner.show_message(
        "Not saved: the disk is full. Your text is still here.", "danger", [("Try again", int), ("Copy text", int)]
    )
    main.addWidget(banner)
    main.addWidget(_late_card(kit))
    main.addLayout(_buttons(kit))
    main.addLayout(_chips(kit))
    person = LineEdit(kit, 80, icon="search")
    main.addWidget(_form(kit, person))
    main.addStretch(1)
    columns.addLayout(_rail(kit))
    sheet = Sheet(window, Toast(kit, window), CompletionList(kit, window), person)
    window.resize(kit.theme.px(1180), kit.theme.px(880))
    return sheet


def show_floating(sheet: Sheet) -> None:
    sheet.toast.show_text("Ana moved to Fri 14 Nov, 14:00", "calendar-check", [Offer("Undo", int, "Ctrl+Z")])
    rows = (
        CompletionRow(1, "Marek Nowak", "Picker, early shift", "2 open follow-ups", ((0, 2),)),
        CompletionRow(2, "Tomás Silva", "Team lead, late shift", "last: 3 Nov", ((2, 4),)),
        CompletionRow(None, "Add “ma” to the team", icon="user-plus"),
    )
    sheet.completion.show_rows(rows, sheet.person, 0)


def _sidebar(kit: Kit) -> QWidget:
    side = QWidget()
    side.setFixedWidth(kit.theme.px(190))
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(Button(kit, "New capture", "plus", "primary", "Ctrl+N"))
    column.addSpacing(12)
    for icon, text in (("sun", "Today"), ("square-pen", "Capture"), ("calendar-days", "Calendar"), ("users", "People")):
        item = NavItem(kit, icon, text)
        item.setAutoExclusive(True)
        item.setChecked(text == "Today")
        if text in {"Today", "People"}:
            item.set_badge("5", late=True)
        column.addWidget(item)
    column.addStretch(1)
    column.addWidget(EmptyState(kit, "inbox", "Nothing due. Capture a win?", "New capture"))
    return side


def _late_card(kit: Kit) -> Card:
    card = Card(kit, 14)
    card.focused = True
    row = QHBoxLayout()
    row.setSpacing(12)
    card.body.addLayout(row)
    row.addWidget(Avatar(kit, "Marek Nowak"))
    words = QVBoxLayout()
    words.setSpacing(3)
    words.addWidget(ElidedLabel(kit, "Scan each tote before it leaves the trolley", FontRole.BODY_STRONG))
    meta = QHBoxLayout()
    meta.addWidget(Label(kit, "Marek Nowak", FontRole.SMALL, "text2"))
    meta.addWidget(Label(kit, "1 day late", FontRole.SMALL, "danger"))
    meta.addStretch(1)
    words.addLayout(meta)
    row.addLayout(words, 1)
    for icon, text, color in (
        ("circle-check", "Worked", "win"),
        ("circle-dot-dashed", "Partly", "opp"),
        ("circle", "Not yet", "text2"),
    ):
        button = Button(kit, text, icon)
        button.set_icon(icon, color)
        row.addWidget(button)
    return card


def _buttons(kit: Kit) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(8)
    for line, role in enumerate(("primary", "secondary", "ghost", "danger")):
        grid.addWidget(Button(kit, "Save", None, role, "Ctrl+Return"), line // 2, 4 * (line % 2))
        grid.addWidget(Button(kit, "Adapt", "copy", role), line // 2, 4 * (line % 2) + 1)
        grid.addWidget(Button(kit, "Check in", None, role, compact=True), line // 2, 4 * (line % 2) + 2)
        off = Button(kit, "Off", None, role)
        off.setEnabled(False)
        grid.addWidget(off, line // 2, 4 * (line % 2) + 3)
    grid.addWidget(IconButton(kit, "refresh-cw", "Another opener", role="secondary"), 0, 8)
    grid.addWidget(IconButton(kit, "ellipsis", "More"), 1, 8)
    grid.setColumnStretch(9, 1)
    return grid


def _chips(kit: Kit) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(7)
    row.addWidget(Chip(kit, "Ana Ruiz", avatar="Ana Ruiz", chevron=True))
    row.addWidget(Chip(kit, "Win", "award", "win", chevron=True))
    row.addWidget(Chip(kit, "Opportunity", "sprout", "opp"))
    row.addWidget(Chip(kit, "Fri 14 Nov, 14:00", "calendar-check", "accent", note="in 3 days", chevron=True))
    row.addWidget(Chip(kit, "returns", "hash", "neutral", closable=True))
    row.addWidget(Chip(kit, "Follow up", "calendar-days", "dashed"))
    row.addStretch(1)
    return row


def _form(kit: Kit, person: LineEdit) -> Card:
    card = Card(kit)
    card.body.setSpacing(14)
    first = QHBoxLayout()
    first.setSpacing(12)
    person.setPlaceholderText("Find a person")
    first.addWidget(Field(kit, "&Person", person, required=True), 1)
    kind = SegmentedControl(kit, KINDS)
    kind.set_value("opp")
    first.addWidget(Field(kit, "Kind", kind, required=True))
    context = QComboBox()
    context.addItems(["Shift handover", "One-on-one"])
    context.setAccessibleName("Context")
    first.addWidget(Field(kit, "Context", context), 1)
    card.body.addLayout(first)
    card.body.addWidget(Divider(kit))
    second = QHBoxLayout()
    second.setSpacing(12)
    seen = GrowingEdit(kit, 2, 60)
    seen.setPlainText("Two open returns from aisle 4 were not on the handover.")
    field = Field(kit, "What you saw", seen, "a fact", required=True)
    field.set_error("Needs what you saw.")
    second.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    well = GrowingEdit(kit, 2, 500)
    well.setPlaceholderText("The floor walk was complete and on time.")
    second.addWidget(Field(kit, "What went well", well), 1, Qt.AlignmentFlag.AlignTop)
    card.body.addLayout(second)
    third = QHBoxLayout()
    third.setSpacing(12)
    third.addWidget(Field(kit, "Reading", LineEdit(kit, 20, suffix="today"), "optional"))
    spin = QSpinBox()
    spin.setValue(10)
    third.addWidget(Field(kit, "Minutes", spin))
    check = QCheckBox("Show hints")
    check.setChecked(True)
    third.addWidget(check, 0, Qt.AlignmentFlag.AlignBottom)
    third.addStretch(1)
    card.body.addLayout(third)
    return card


def _rail(kit: Kit) -> QVBoxLayout:
    rail = QVBoxLayout()
    rail.setSpacing(12)
    views = SegmentedControl(kit, VIEWS)
    views.set_value("month")
    rail.addWidget(views, 0, Qt.AlignmentFlag.AlignLeft)
    card = Card(kit, 16)
    head = QHBoxLayout()
    head.addWidget(Label(kit, "Check in first", FontRole.SECTION, "danger"))
    head.addWidget(Badge(kit, "3", "danger"))
    head.addStretch(1)
    head.addWidget(LinkButton(kit, "Reschedule all"))
    card.body.addLayout(head)
    card.body.addWidget(Label(kit, "6 captures this week, 4 wins and 2 opportunities.", wrap=True, color="text2"))
    card.body.addWidget(AvatarStack(kit, PEOPLE))
    bar = QProgressBar()
    bar.setValue(64)
    bar.setAccessibleName("Tries")
    card.body.addWidget(bar)
    badges = QHBoxLayout()
    for text, tone in (("2", "neutral"), ("win", "win"), ("opp", "opp"), ("new", "accent")):
        badges.addWidget(Badge(kit, text, tone))
    badges.addStretch(1)
    card.body.addLayout(badges)
    rail.addWidget(card)
    tip = Card(kit, 16, "accent")
    tip.body.addWidget(Label(kit, "From the playbook", FontRole.BODY_STRONG, "accent_text"))
    tip.body.addWidget(Label(kit, "“Read the board aloud” worked in 8 of 11 tries at handover.", wrap=True))
    tip.body.addWidget(Button(kit, "Use this action", compact=True), 0, Qt.AlignmentFlag.AlignLeft)
    rail.addWidget(tip)
    rail.addStretch(1)
    return rail
