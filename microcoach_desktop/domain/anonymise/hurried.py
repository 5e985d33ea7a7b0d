"""Texts whose writer left out capitals: a word is a name wherever a person is more likely than the word."""

from __future__ import annotations

import re

from microcoach_desktop.domain.anonymise.context import (
    AND,
    MODALS,
    WEAK_VERBS,
    does,
    is_asked_about,
    is_break,
    is_modal,
    is_other_thing,
    starts_as_name,
    starts_as_word,
)
from microcoach_desktop.domain.anonymise.grammar import acts, determines, is_finite
from microcoach_desktop.domain.anonymise.model import Kind
from microcoach_desktop.domain.anonymise.roster import Form
from microcoach_desktop.domain.anonymise.rules import Rules
from microcoach_desktop.domain.anonymise.words import MASKS, Sort, View, Word

_ONE_TO_ONE = re.compile(r"\b1 ?(?:[:/-]|on|to|2) ?1 $")
_ADDRESSED = re.compile(r"\s?(?:[-=]>|→|:(?!\d))")
_LISTED = frozenset((",", "/", "+", "&"))
_TOWARDS = frozenset(("to", "for", "of"))


def is_named_in_a_hurry(view: View, first: int, last: int, form: Form, rules: Rules) -> bool:
    """For a word that no article stands before."""
    joined = "".join(part.folded for part in view.words[first : last + 1])
    follows = form.family and _follows_given(view, first)
    if view.owns(last) or follows or _is_subject_of_modal(view, last, joined, rules):
        return True
    if is_other_thing(view, first, last, joined, rules):
        return False
    word, before = view.words[first], view.before(first)
    if before is None:
        return starts_as_name(view, last, joined, form, rules)
    called = form.given or not view.english
    if called and _is_where_people_are(view, first, last, joined, rules):
        return True
    if is_break(word.gap) and called:
        return starts_as_name(view, last, joined, form, rules)
    starts = is_break(word.gap) or rules.is_a("joiners", before.folded) or rules.is_a("adverbs", before.folded)
    return (starts and _is_subject(view, last, joined, rules)) or _is_likely_person(view, first, last, form, rules)


def _is_subject_of_modal(view: View, last: int, joined: str, rules: Rules) -> bool:
    """Next time drew should: no verb stands before another unless it is a noun too."""
    after = view.after(last)
    return after is not None and after.folded in WEAK_VERBS and is_finite(joined, rules) and joined not in rules.nouns


def _is_likely_person(view: View, first: int, last: int, form: Form, rules: Rules) -> bool:
    """A given name is more often the person than the word, where nothing speaks for the word."""
    joined = "".join(part.folded for part in view.words[first : last + 1])
    before, after = view.words[first - 1], view.after(last)
    if not view.english or not form.given or form.derived or before.sort is not Sort.LETTERS:
        return False
    verb = rules.is_a("finite", joined) or joined in MODALS or rules.is_a("subjects", before.folded)
    if verb or rules.is_a("asking", before.folded) or rules.is_a("before_words", before.folded):
        return False
    if after is None:
        return True
    # Please mark it, always chase the client.
    object_ = determines(view, after, rules) or rules.is_a("pronouns", after.folded)
    return after.sort is not Sort.DIGITS and not object_ and after.folded not in {"it", "them"}


def _follows_given(view: View, first: int) -> bool:
    """The family name of somebody whose given name has been taken out."""
    return view.words[first].gap == " " and _is_person(view.before(first))


def _is_where_people_are(view: View, first: int, last: int, joined: str, rules: Rules) -> bool:
    """After a word that people stand after, before what only people do, and beside other people."""
    before, after = view.words[first - 1], view.after(last)
    if _ADDRESSED.match(view.text, view.words[last].end) or _ONE_TO_ONE.search(view.text[: view.words[first].start]):
        return True
    articled = after is not None and determines(view, after, rules)
    if rules.is_a("beside_people", before.folded) or (before.folded in _TOWARDS and _is_spoken(view, first, rules)):
        return not articled
    if rules.is_a("given_to", before.folded) or is_asked_about(view, first, rules):
        return True
    if after is not None and (
        after.folded == "who" or (rules.is_a("believing", before.folded) and acts(view, after, rules))
    ):
        return True
    if does(view, after, rules) and not is_modal(view, last, joined, rules):
        return not rules.is_a("subjects", before.folded)
    return _is_among_people(view, first, last, joined, rules)


def _is_spoken(view: View, first: int, rules: Rules) -> bool:
    """Talked to mark, sent the list to will."""
    return any(rules.is_a("spoken", word.folded) for word in view.words[max(0, first - 4) : first - 1])


def _is_among_people(view: View, first: int, last: int, joined: str, rules: Rules) -> bool:
    """Beside somebody who has been taken out already: ann, mark and will."""
    after = view.after(last)
    far_before = view.words[first - 2] if first > 1 else None
    if view.words[first - 1].folded in AND and (_is_person(far_before) or _is_pronoun(far_before, rules)):
        return True
    if after is None:
        return view.words[first].gap.strip() in _LISTED and _is_person(view.words[first - 1])
    if after.folded in AND and _is_person(view.after(last + 1)):
        return True
    if starts_as_word(view, last, after, joined, rules):
        return False
    listed = view.words[first].gap.strip() in _LISTED and _is_person(view.words[first - 1])
    return listed or (after.gap.strip() in _LISTED and _is_person(after))


def _is_person(word: Word | None) -> bool:
    return word is not None and word.sort is Sort.MASK and word.text[0] == MASKS[Kind.TEAMMATE]


def _is_pronoun(word: Word | None, rules: Rules) -> bool:
    return word is not None and rules.is_a("pronouns", word.folded)


def _is_subject(view: View, last: int, joined: str, rules: Rules) -> bool:
    """Mark checked, mark late."""
    after = view.after(last)
    if after is not None and rules.is_a("standing", after.folded):
        return True
    return acts(view, after, rules) and not is_modal(view, last, joined, rules)
