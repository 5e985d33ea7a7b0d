"""A matter of the process as a card: it is about the work, so no person is in it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.people import wording
from microcoach_desktop.ui.people.blocks import LeadBlock, LineBlock, Look, TextBlock
from microcoach_desktop.ui.people.card import PAD_TOP, Card
from microcoach_desktop.ui.people.details import Line
from microcoach_desktop.ui.people.flow_block import FlowBlock, Item
from microcoach_desktop.ui.people.note_card import BUTTONS
from microcoach_desktop.ui.people.notes import Matter
from microcoach_desktop.ui.theme.theme import FontRole


def _tr(text: str) -> str:
    return QCoreApplication.translate("People", text)


class MatterCard(Card):
    """Always whole: its four answers are short."""

    def __init__(self, look: Look, matter: Matter, formats: Formats, now: datetime, *, query: str = "") -> None:
        super().__init__(look, query)
        px, item = look.px, matter.item
        head = [
            Item(wording.process_word(), FontRole.BODY_MEDIUM, "text"),
            Item(wording.short_day(item.noted_at, formats, now)),
            Item(matter.task_name, icon="repeat" if matter.task_name else ""),
        ]
        self._add(px(PAD_TOP), FlowBlock(look, head, keep_free=px(BUTTONS)))
        for line in lines(matter):
            self._add_line(px(2), line)
        if item.next_step:
            step = TextBlock(look, item.next_step, FontRole.BODY_STRONG, spans=self._spans(item.next_step))
            self._add(px(2), LeadBlock(look, "arrow-right", px(20), step))
        icon, color, word, day = standing(matter, formats, now)
        self._add(px(6), LineBlock(look))
        self._add(px(5), FlowBlock(look, [Item(word, FontRole.BODY_MEDIUM, color, icon=icon), Item(day)]))


def matter_sentence(matter: Matter, formats: Formats, now: datetime) -> str:
    """The whole card for screen readers."""
    item = matter.item
    parts = [wording.process_word(), wording.short_day(item.noted_at, formats, now), matter.task_name]
    parts += [f"{line.label}: {line.value}" for line in lines(matter)]
    if item.next_step:
        parts.append(_tr("Next time: {step}").format(step=item.next_step))
    parts += standing(matter, formats, now)[2:]
    return ", ".join(part.strip(" ,.") for part in parts if part.strip(" ,.")) + "."


def lines(matter: Matter) -> list[Line]:
    """What was answered, but for the step that was agreed."""
    item = matter.item
    asked = ((_tr("Planned"), item.planned), (_tr("What happened"), item.happened), (_tr("Why"), item.reason))
    return [Line(label, said, said) for label, said in asked if said]


def standing(matter: Matter, formats: Formats, now: datetime) -> tuple[str, str, str, str]:
    """Icon, colour, word and day."""
    done_at = matter.item.done_at
    if done_at is None:
        return "circle-dashed", "text2", _tr("Open"), ""
    return "circle-check", "win", _tr("Done"), wording.short_day(done_at, formats, now)
