"""What an action and its measure of success should hold: one step, a moment, something to count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from microcoach_desktop.domain.clarity.facts import has_number, without_times
from microcoach_desktop.domain.clarity.reading import KNOWN, PROPER, SAID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from microcoach_desktop.domain.clarity.model import ClarityRules

Span = tuple[int, int]
_WORD = re.compile(r"[\w'-]+")
_START = re.compile(r"^\W*|[.!?;\n]\s*(?:\d[.)]\s*)?|[:]\s*|,\s*|\band\b\s*|&\s*|\bthen\b\s*|\bplus\b\s*|\balso\b\s*")
_JOINED_ON = re.compile(r"(?:\band|&|\bthen) +$")
_NOT_COMMANDS = ("ing", "ed", "ly", "s", KNOWN, PROPER, SAID)
_FUNCTION = ("common", "small_words", "number_word", "calendar")
_NOT_NOUNS = (KNOWN, PROPER, SAID, '"', "'", "\u201c", "\u2018")


def several_actions(text: str, rules: ClarityRules) -> Span | None:
    """The span from the second action on. "Stop and ask" is one step, and so is a routine with a cue."""
    steps = list(_steps(text, rules))
    if len(steps) < 2:
        return None
    between = text[steps[0][1] : steps[1][0]]
    cued = rules.patterns["cued"].search(text) is not None
    added = rules.patterns["addition"].search(between) is not None or ";" in between
    small = rules.words["small_step"]
    big = sum(text[start:end] not in small for start, end in steps)
    joined_on = _JOINED_ON.search(text, 0, steps[0][0]) is not None and "," not in between
    if len(steps) > 2:
        several = not cued or big >= 2
    else:
        long_enough = len(between.split()) >= 3 and len(text[steps[1][1] :].split()) >= 2
        # "…, and call X and order Y": the first "and" joins on to a verb of no list.
        several = added or (big == 2 and long_enough and (joined_on or not cued))
    return (steps[1][0], len(text.rstrip())) if several else None


def _steps(text: str, rules: ClarityRules) -> Iterator[Span]:
    """Verbs that tell to do something, at the start of a sentence or joined to an earlier one."""
    seen = -1
    for opening in _START.finditer(text):
        for at in _word_starts(text, opening.end(), rules):
            found = _WORD.match(text, at)
            if found and at > seen and _is_command(found, rules):
                seen = at
                yield found.span()
                break


def _word_starts(text: str, at: int, rules: ClarityRules) -> list[int]:
    """Where the verb may stand, the likeliest last word of "and then by Friday please call" first."""
    starts = [at]
    while joint := rules.patterns["joiner"].match(text, at):
        at = joint.end() + len(text[joint.end() :]) - len(text[joint.end() :].lstrip(" ,:"))
        starts.insert(0, at)
    return starts


def _is_command(word: re.Match[str], rules: ClarityRules) -> bool:
    if word[0] not in rules.words["commands"]:
        return _is_unknown_verb(word, rules)
    return word.start() == 0 or word[0] not in rules.words["noun_like"] or _takes_object(word.string, word.end(), rules)


def _is_unknown_verb(word: re.Match[str], rules: ClarityRules) -> bool:
    """Whether a word of no list tells to do something by what follows: "…, chamfer the edges"."""
    if not word[0].isalpha() or word[0].endswith(_NOT_COMMANDS) or any(word[0] in rules.words[n] for n in _FUNCTION):
        return False
    following = _WORD.match(word.string, word.end() + 1)
    return following is not None and following[0] in rules.words["determiner"] and word.string[word.end()] == " "


def _takes_object(text: str, end: int, rules: ClarityRules) -> bool:
    """Whether a word that may be a noun is a deed: "and order the parts", but not "and order number"."""
    rest = text[end:].lstrip(" ")
    if rest.startswith(_NOT_NOUNS) or rest[:1].isdecimal():
        return True
    following = _WORD.match(rest)
    return following is not None and (following[0] in rules.words["follows_verb"] or following[0].endswith("ing"))


def says_when(text: str, rules: ClarityRules) -> bool:
    """A moment, a deadline or a cue for an action."""
    return rules.patterns["any_time"].search(text) is not None


def says_until_when(text: str, rules: ClarityRules) -> bool:
    """A deadline or a period over which a result is looked at."""
    return rules.patterns["end_time"].search(text) is not None


def is_measured(text: str, rules: ClarityRules) -> bool:
    """A number, or something that is plainly there or not and is not a matter of taste."""
    if has_number(text, rules) or SAID in text:
        return True
    rest = without_times(text, rules)
    if any(rules.patterns[name].search(rest) for name in ("soft_result", "harsh")):
        return False
    return any(rules.patterns[name].search(rest) for name in ("measure", "observable"))
