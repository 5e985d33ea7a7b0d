"""One session as a card, folded or with all that is known about it."""

from __future__ import annotations

from datetime import datetime

from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.people import chain_words, wording
from microcoach_desktop.ui.people.blocks import LeadBlock, LineBlock, Look, StackBlock, TextBlock
from microcoach_desktop.ui.people.card import PAD_BOTTOM, PAD_TOP, Card
from microcoach_desktop.ui.people.chain_blocks import TryLine
from microcoach_desktop.ui.people.details import hidden_hits, lines
from microcoach_desktop.ui.people.flow_block import FlowBlock, Item
from microcoach_desktop.ui.people.notes import Note
from microcoach_desktop.ui.theme.theme import FontRole

MOST_LINES = 4
# Two buttons of 24 px that appear at the head of a card.
BUTTONS = 56


class NoteCard(Card):
    """One session, folded or with all that is known about it."""

    def __init__(
        self, look: Look, note: Note, formats: Formats, now: datetime, *, query: str = "", expanded: bool = False
    ) -> None:
        super().__init__(look, query)
        self._most = 0 if expanded else MOST_LINES
        self._add_head(note, formats, now)
        self._add_text(note)
        if not expanded:
            self._add_hits(note, formats, now)
        shown = self._add_foot(note, formats, now)
        if expanded:
            self._add_steps(note, formats, now)
            self._add_details(note, formats, now)
        elif not shown:
            self._bottom = look.px(PAD_BOTTOM)

    def _add_head(self, note: Note, formats: Formats, now: datetime) -> None:
        session, px = note.session, self._look.px
        kind, color = wording.kind_word(session.kind), wording.KIND_COLORS[session.kind]
        context = "repeat" if session.key_task_id is not None else "map-pin"
        items = [
            Item(kind, FontRole.BODY_MEDIUM, color),
            Item(note.person_name, FontRole.BODY_MEDIUM, "text"),
            Item(wording.when_words(session, formats, now)),
        ]
        if session.context:
            items.append(Item(session.context, icon=context, gap=10, spans=self._spans(session.context)))
        if session.original:
            items.append(Item(wording.edited_word(), color="text3"))
        self._add(px(PAD_TOP), FlowBlock(self._look, items, keep_free=px(BUTTONS)))

    def _add_text(self, note: Note) -> None:
        session, look, px = note.session, self._look, self._look.px
        if note.chain is not None:
            origin = wording.next_step_words(note.previous) if note.previous else ""
            self._add(0, TryLine(look, note.chain, session.id, origin))
        self._add(px(1), self._cut(session.observation, FontRole.BODY))
        if session.action:
            self._add(px(2), LeadBlock(look, "arrow-right", px(20), self._cut(session.action, FontRole.BODY_STRONG)))

    def _cut(self, text: str, role: FontRole) -> TextBlock:
        """A text that holds what was searched for is shown whole."""
        spans = self._spans(text)
        return TextBlock(self._look, text, role, spans=spans, most=0 if spans else self._most)

    def _add_foot(self, note: Note, formats: Formats, now: datetime) -> bool:
        foot = wording.standing(note, formats, now)
        start, end, unit = wording.metric_words(note, formats)
        self._bottom = self._look.px(6)
        if foot is None and not start:
            return False
        items = []
        if foot is not None:
            items = [Item(foot.word, FontRole.BODY_MEDIUM, foot.color, icon=foot.icon), Item(foot.detail)]
        numbers = []
        if start:
            reached = wording.is_better(note)
            numbers = [Item(start, FontRole.BODY_STRONG, "text")]
            if end:
                color = "win" if reached else "text" if note.value is not None else "text2"
                numbers.append(Item("", icon="arrow-right", gap=7, color="text2"))
                numbers.append(Item(end, FontRole.BODY_STRONG, color, gap=7))
            numbers.append(Item(unit, gap=7))
        self._add(self._look.px(6), LineBlock(self._look))
        self._add(self._look.px(5), FlowBlock(self._look, items, numbers))
        return True

    def _add_steps(self, note: Note, formats: Formats, now: datetime) -> None:
        if note.chain is None:
            return
        look, px = self._look, self._look.px
        self._add(px(5), LineBlock(look))
        gap = px(7)
        for one in note.chain.tries:
            own = one.session_id == note.session.id
            label = chain_words.step_label(note.chain, one, formats, now)
            role = FontRole.BODY_MEDIUM if own else FontRole.BODY
            name = TextBlock(look, label, role, "text" if own else "text3")
            icon, color = ("clock", "text2") if one.outcome is None else wording.OUTCOME_LOOKS[one.outcome]
            title = TextBlock(look, one.title, role, "text" if own else "accent_text", spans=self._spans(one.title))
            said = FlowBlock(look, [Item(chain_words.outcome_words(one), FontRole.BODY_MEDIUM, color, icon=icon)])
            self._add(gap, LeadBlock(look, name, px(128), StackBlock((said, title))), 0 if own else one.session_id)
            gap = px(3)

    def _add_details(self, note: Note, formats: Formats, now: datetime) -> None:
        look, px = self._look, self._look.px
        self._add(px(5), LineBlock(look))
        gap = px(7)
        for line in lines(note, formats, now):
            self._add_line(gap, line)
            gap = px(3)
        self._bottom = px(10)

    def _add_hits(self, note: Note, formats: Formats, now: datetime) -> None:
        """What a search found in fields that the folded card does not show."""
        for line in hidden_hits(note, self._query, formats, now) if self._query else ():
            self._add_line(self._look.px(3), line)
