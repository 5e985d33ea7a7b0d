"""Help with the wording of a note. It never stops anybody from saving, and a text without hints is not proven good."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from microcoach_desktop.domain.clarity.facts import Facts, facts
from microcoach_desktop.domain.clarity.model import Advice, ClarityRules, Hint, NoteField, Rule
from microcoach_desktop.domain.clarity.plans import is_measured, says_until_when, says_when, several_actions
from microcoach_desktop.domain.clarity.reading import KNOWN, PROPER, Reading, read
from microcoach_desktop.domain.clarity.table import load_rules
from microcoach_desktop.domain.hint_labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Advice", "ClarityRules", "Hint", "Label", "NoteField", "hints", "load_rules", "smells_of_incident"]

_ORDER = tuple(Label)
_SAID_ALREADY = ((Label.NO_TIME, Label.VAGUE), (Label.NO_MEASURE, Label.COMPARISON_TO_PEER))
"""The first is no help as long as the second stands: what cannot be seen needs no date yet."""
_NEGATION_REACHES = 24
"""Characters before the words found in which a negation turns them round."""


def hints(text: str, field: NoteField, rules: ClarityRules, *, names: Sequence[str] = ()) -> tuple[Hint, ...]:
    """At most one hint a label, the one to tell first at the head. Any text has an answer."""
    if not text.strip():
        return ()
    reading = read(text, rules, names)
    found: dict[Label, Hint] = {}
    for label, start, end in (*_by_rules(reading, field, rules), *_by_plan(reading.text, field, rules)):
        if label not in found:
            found[label] = Hint(label, start, end, text[start:end], _advice(label, field, rules))
    for label, said in _SAID_ALREADY:
        if said in found:
            found.pop(label, None)
    return tuple(sorted(found.values(), key=lambda hint: _ORDER.index(hint.label)))


def smells_of_incident(text: str, rules: ClarityRules) -> bool:
    """Then the note on the safety system stands beside the hint."""
    return rules.patterns["incident"].search(text.lower()) is not None


def _advice(label: Label, field: NoteField, rules: ClarityRules) -> str:
    special = f"{label.value}_{field.value}"
    return special if special in rules.advice else label.value


def _by_rules(reading: Reading, field: NoteField, rules: ClarityRules) -> Iterator[tuple[Label, int, int]]:
    known = facts(reading.text, rules)
    told: set[Label] = set()
    for rule in rules.rules:
        if field not in rule.fields or rule.label in told or (rule.facts is not None and known.count > rule.facts):
            continue
        source = reading.raw if rule.raw else reading.text
        for begin, stop in reading.sentences:
            sentence = source[begin:stop].strip()
            shift = source.index(sentence, begin)
            span = _found(rule, sentence, known, rules)
            if span:
                told.add(rule.label)
                yield rule.label, span[0] + shift, span[1] + shift
                break


def _found(rule: Rule, sentence: str, known: Facts, rules: ClarityRules) -> tuple[int, int] | None:
    found = rule.pattern.search(sentence)
    return None if found is None or _excused(found, rule, known, rules) else found.span()


def _excused(found: re.Match[str], rule: Rule, known: Facts, rules: ClarityRules) -> bool:
    """Whether the circumstances that the rule names make the words harmless."""
    words, sentence = found[0], found.string
    if (rule.unless and rule.unless.search(sentence)) or (rule.without and rule.without.search(words)):
        return True
    if rule.not_after and rule.not_after.search(sentence, 0, found.start()):
        return True
    if rule.bounded and _can_be_checked(found, known, rules):
        return True
    if rule.about_person and known.count and not _about_person(_clause(found), rules):
        return True
    before = sentence[max(0, found.start() - _NEGATION_REACHES) : found.start()]
    return not rule.plain and rules.patterns["negation"].search(before) is not None


def _can_be_checked(found: re.Match[str], known: Facts, rules: ClarityRules) -> bool:
    """Whether a "never" speaks of one time, or of one thing that is counted or named."""
    if known.one_time:
        return rules.patterns["never"].search(found[0]) is not None
    return known.counted and rules.patterns["never_done"].match(found.string, found.start()) is not None


def _clause(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()], found.string[found.end() :]
    return re.split("[;:]", before)[-1] + found[0] + re.split("[;:]", after)[0]


def _about_person(sentence: str, rules: ClarityRules) -> bool:
    return KNOWN in sentence or PROPER in sentence or rules.patterns["addressed"].search(sentence) is not None


def _by_plan(text: str, field: NoteField, rules: ClarityRules) -> Iterator[tuple[Label, int, int]]:
    everything = (0, len(text.rstrip()))
    missing: list[tuple[Label, tuple[int, int] | None]] = []
    if field is NoteField.ACTION:
        missing = [
            (Label.MULTIPLE_ACTIONS, several_actions(text, rules)),
            (Label.NO_TIME, None if says_when(text, rules) else everything),
        ]
    elif field is NoteField.SUCCESS_MEASURE:
        missing = [
            (Label.NO_MEASURE, None if is_measured(text, rules) else everything),
            (Label.NO_TIME, None if says_until_when(text, rules) else everything),
        ]
    yield from ((label, *span) for label, span in missing if span)
