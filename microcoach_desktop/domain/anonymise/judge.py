"""Whether a word that equals a name is the name: names are words too (Will, Grace, May, Paris, Page)."""

from __future__ import annotations

import re

from microcoach_desktop.domain.anonymise.grammar import acts, is_common
from microcoach_desktop.domain.anonymise.model import Kind
from microcoach_desktop.domain.anonymise.roster import Form
from microcoach_desktop.domain.anonymise.rules import Rules
from microcoach_desktop.domain.anonymise.words import APOSTROPHES, MASKS, Sort, View, Word

_GLUED = frozenset("_@#/\\")
# Articles by their looks, after which somebody may act: I saw that Mark did it.
_CLAUSES = frozenset(("that", "which", "her", "no", "one"))
_DEGREES = frozenset(("degree", "degrees"))
# Prepositions that may also begin a clause: after May left.
_THEN = frozenset(("and", "after", "before", "until", "till", "since"))
_TOWARDS = frozenset(("to", "for", "from"))
_WEAK_VERBS = frozenset(("is", "was", "has", "had", "can", "will", "would", "may", "might", "must", "should"))
_AND = frozenset(("and", "or", "und", "y", "et", "e", "i", "og", "och", "en"))
# Signs between two thoughts.
BREAKS = frozenset((",", ":", ";", "-", "/", "+", "&", "->", "=", "|", "(", ")", "//", "..", "),", "*"))
_ONE_TO_ONE = re.compile(r"\b1 ?(?:[:/-]|on|to|2) ?1 $")
_BASES = frozenset(("be", "have", "not", "do", "go", "get"))
_ADDRESSED = re.compile(r"\s?(?:[-=]>|→|:(?!\d))")
_MODALS = frozenset(("will", "may", "can"))


def is_name(view: View, first: int, last: int, form: Form, rules: Rules) -> bool:
    """Whether the words from `first` to `last` mean the person. In doubt they do."""
    word = view.words[first]
    joined = "".join(part.folded for part in view.words[first : last + 1])
    if form.sure or (word.gap[-1:] in _GLUED and word.gap):
        return True
    if _is_denial(view, last):
        return False
    if _has_initial(view, first, form):
        return True
    if word.caseless or not is_common(view, word, joined, rules):
        return _is_plain_name(view, first, last, form, rules)
    if not view.cased or not word.capital:
        return _is_named_in_small(view, first, last, form, rules)
    return _is_named_with_capital(view, first, last, form, rules)


def _is_denial(view: View, last: int) -> bool:
    """The t of don't and can't."""
    after = view.after(last)
    return after is not None and after.folded == "t" and after.gap in APOSTROPHES


def _has_initial(view: View, first: int, form: Form) -> bool:
    """L. Stern, where the given name begins so."""
    before = view.before(first)
    return before is not None and view.words[first].gap in {".", ". "} and before.folded in form.initials


def _is_named_with_capital(view: View, first: int, last: int, form: Form, rules: Rules) -> bool:
    joined = "".join(part.folded for part in view.words[first : last + 1])
    before, after = view.before(first), view.after(last)
    if view.owns(last):
        return not _is_law(view, last, joined, rules)
    if before is not None and before.folded in rules.titles:
        return True
    if _is_other_thing(view, first, last, joined, rules):
        return False
    if view.words[first].initial:
        return _starts_as_name(view, last, joined, form, rules)
    if before is not None and (rules.is_a("determiners", before.folded) or _is_possessive(before)):
        clause = before.folded in _CLAUSES and acts(view, after, rules)
        return clause or (form.particles and before.folded in rules.particles)
    return True


def _is_law(view: View, last: int, joined: str, rules: Rules) -> bool:
    """Murphy's law, Parkinson's disease."""
    named = view.after(last + 1)
    return named is not None and rules.is_a("eponyms", joined) and rules.is_a("eponym_nouns", named.folded)


def _is_possessive(word: Word) -> bool:
    """The s of New Year's."""
    return word.folded == "s" and word.gap in APOSTROPHES


def _is_plain_name(view: View, first: int, last: int, form: Form, rules: Rules) -> bool:
    """A name that is no common word: everywhere, but not where an article stands before small letters."""
    word, before, after = view.words[first], view.before(first), view.after(last)
    articled = before is not None and rules.is_a("determiners", before.folded)
    if view.cased and not word.capital:
        counted = before is not None and before.sort is Sort.DIGITS and word.gap.isspace()
        return len(word.folded) > 2 and (view.owns(last) or not (articled or counted))
    if len(word.folded) <= 2 and not view.cased and not word.caseless:
        starts = word.initial and not rules.is_a("english", word.folded)
        return starts or view.owns(last) or acts(view, after, rules)
    if form.family and not form.given and articled and after is not None:
        return not rules.is_a("eponym_nouns", after.folded)
    return True


def _is_named_in_small(view: View, first: int, last: int, form: Form, rules: Rules) -> bool:
    """In small letters a word is a word, unless somebody is told something or acts.

    Who writes in a hurry leaves out capitals: there it is a name wherever a person is more likely than the word.
    """
    before, after = view.before(first), view.after(last)
    if before is not None and before.folded in rules.titles and (view.hurried or view.words[first].gap == ". "):
        return not _counts(view, first - 1)
    if before is not None and rules.is_a("determiners", before.folded) and view.words[first].gap.isspace():
        return False
    told = before is not None and rules.is_a("strong_told", before.folded)
    if told and (view.hurried or after is None or rules.is_a("after_told", after.folded)):
        return True
    if view.hurried:
        return _is_named_in_a_hurry(view, first, last, form, rules)
    return (before is None or rules.is_a("joiners", before.folded)) and _does(after, rules)


def _is_named_in_a_hurry(view: View, first: int, last: int, form: Form, rules: Rules) -> bool:
    joined = "".join(part.folded for part in view.words[first : last + 1])
    if view.owns(last):
        return True
    if _is_other_thing(view, first, last, joined, rules):
        return False
    word, before = view.words[first], view.before(first)
    if before is None:
        return _starts_as_name(view, last, joined, form, rules)
    if form.given and (_is_beside_person(view, first, last, rules) or _ONE_TO_ONE.search(view.text[: word.start])):
        return True
    starts = word.gap.strip() in BREAKS or rules.is_a("joiners", before.folded)
    return starts and _is_subject(view, last, joined, rules)


def _is_subject(view: View, last: int, joined: str, rules: Rules) -> bool:
    """Mark checked, mark late."""
    after = view.after(last)
    if after is not None and rules.is_a("standing", after.folded):
        return True
    return acts(view, after, rules) and not _is_modal(view, last, joined, rules)


def _is_beside_person(view: View, first: int, last: int, rules: Rules) -> bool:
    """With will, by hope, will -> ann; and beside somebody who has been taken out already."""
    before, after = view.words[first - 1], view.after(last)
    if _ADDRESSED.match(view.text, view.words[last].end):
        return True
    if rules.is_a("beside_people", before.folded):
        return after is None or not rules.is_a("determiners", after.folded)
    far_before = view.words[first - 2] if first > 1 else None
    far_after = view.after(last + 1) if after is not None else None
    return (_joins(before) and _is_person(far_before)) or (_joins(after) and _is_person(far_after))


def _joins(word: Word | None) -> bool:
    return word is not None and word.folded in _AND


def _is_person(word: Word | None) -> bool:
    return word is not None and word.sort is Sort.MASK and word.text[0] == MASKS[Kind.TEAMMATE]


def _does(word: Word | None, rules: Rules) -> bool:
    """Whether it says that somebody does something: things can only be, have or seem."""
    return word is not None and rules.is_a("finite", word.folded) and word.folded not in _WEAK_VERBS


def _counts(view: View, place: int) -> bool:
    """Whether a number stands before: 500 ms are no lady."""
    return place > 0 and view.words[place - 1].sort is Sort.DIGITS


def _is_other_thing(view: View, first: int, last: int, joined: str, rules: Rules) -> bool:
    """A month, a place, a brand, a unit, a label with a number, or a part of such a name."""
    before, after = view.before(first), view.after(last)
    if after is not None and not after.gap.strip(" -") and _goes_on_as_thing(view, joined, after, rules):
        return True
    if rules.is_a("months", joined) and _is_month(view, first, last, rules):
        return True
    if before is None:
        return False
    return before.folded in _DEGREES or (rules.is_a("places", joined) and _is_place(view, first, rules))


def _goes_on_as_thing(view: View, joined: str, after: Word, rules: Rules) -> bool:
    """Page 12, Rose Street, the Paris office, the Wheatstone bridge."""
    if after.sort is Sort.DIGITS:
        return rules.is_a("labels", joined)
    if after.capital:
        return after.sort is Sort.LETTERS and rules.is_a("place_nouns", after.folded)
    if after.gap == "-":
        return True
    if rules.is_a("eponyms", joined) and rules.is_a("eponym_nouns", after.folded):
        return True
    return rules.is_a("places", joined) and rules.is_a("place_nouns", after.folded) and not acts(view, after, rules)


def _is_month(view: View, first: int, last: int, rules: Rules) -> bool:
    before, after = view.before(first), view.after(last)
    if before is not None and (before.sort is Sort.DIGITS or rules.is_a("months", before.folded)):
        return True
    beyond = view.after(last + 1)
    if after is not None and after.folded in {"and", "to", "or"} and beyond and rules.is_a("months", beyond.folded):
        return not _does(view.after(last + 2), rules)
    if before is None or not rules.is_a("month_before", before.folded):
        return False
    return not (before.folded in _THEN and acts(view, after, rules))


def _is_place(view: View, first: int, rules: Rules) -> bool:
    before = view.words[first - 1]
    if not rules.is_a("place_before", before.folded):
        return False
    near = view.words[max(0, first - 5) : first - 1]
    return before.folded not in _TOWARDS or not any(rules.is_a("spoken", word.folded) for word in near)


def _starts_as_name(view: View, last: int, joined: str, form: Form, rules: Rules) -> bool:
    """At the start of a sentence every word has a capital: what follows decides."""
    after = view.after(last)
    if after is None or after.gap.strip() in BREAKS or (after.capital and after.folded in rules.suffixes):
        return True
    if acts(view, after, rules):
        return not (joined in _MODALS and _is_base(after, rules))
    if _is_modal(view, last, joined, rules):
        return False
    if after.folded in {"and", "or"}:
        beyond = view.after(last + 1)
        return beyond is None or beyond.capital or beyond.folded == "i"
    if rules.is_a("adverbs", after.folded) or after.folded.endswith("ly") or _is_to_do(view, last, rules):
        return True
    # People are mostly called by the given name: a bare family name or a guessed short form must be seen to act.
    usual = (form.given and not form.derived) or not view.english
    return usual and not _starts_as_word(view, last, after, joined, rules)


def _is_to_do(view: View, last: int, rules: Rules) -> bool:
    """Melody to chase 3 quotes: a name, "to" and a verb, as agreements are noted."""
    after, beyond = view.after(last), view.after(last + 1)
    if after is None or beyond is None or after.folded != "to" or beyond.sort is not Sort.LETTERS:
        return False
    return not (beyond.capital or rules.is_a("determiners", beyond.folded) or rules.is_a("after_verb", beyond.folded))


def _starts_as_word(view: View, last: int, after: Word, joined: str, rules: Rules) -> bool:
    verb = rules.is_a("finite", f"{joined}s")
    if after.sort is Sort.DIGITS:
        return verb or rules.is_a("months", joined)
    if rules.is_a("after_verb", after.folded):
        return True
    if after.capital:
        return False
    beyond = view.after(last + 1)
    if len(after.folded) > 3 and after.folded.endswith("s") and (verb or not view.hurried):
        return beyond is None or not rules.is_a("determiners", beyond.folded)
    # Grace period ends: who acts is the word in between.
    return beyond is not None and not beyond.capital and rules.is_a("finite", beyond.folded)


def _is_modal(view: View, last: int, joined: str, rules: Rules) -> bool:
    """Will check, may also need; will you."""
    place = last + 1
    while (after := view.after(place - 1)) is not None and rules.is_a("adverbs", after.folded):
        place += 1
    if joined not in _MODALS or after is None or after.sort is not Sort.LETTERS:
        return False
    beyond = view.after(place)
    goes_on = view.hurried and beyond is not None and rules.is_a("after_verb", beyond.folded)
    if goes_on and not acts(view, after, rules):
        return True
    return rules.is_a("subjects", after.folded) or _is_base(after, rules) or _asks(view, last)


def _is_base(word: Word, rules: Rules) -> bool:
    return not word.capital and (rules.is_a("finite", f"{word.folded}s") or word.folded in _BASES)


def _asks(view: View, place: int) -> bool:
    """Whether the sentence ends with a question mark."""
    ends = view.words[place].end
    for mark in view.text[ends:]:
        if mark in ".!?\n":
            return mark == "?"
    return False
