"""Where a word that is a name too stands, and what it can be there."""

from __future__ import annotations

from microcoach_desktop.domain.anonymise.grammar import acts, determines, is_finite, is_verb, without_s
from microcoach_desktop.domain.anonymise.roster import Form
from microcoach_desktop.domain.anonymise.rules import Rules
from microcoach_desktop.domain.anonymise.words import Sort, View, Word

# Between two months.
_RANGES = frozenset(("and", "to", "or"))
_DEGREES = frozenset(("degree", "degrees"))
# Prepositions that may also begin a clause: after May left.
_THEN = frozenset(("and", "after", "before", "until", "till", "since"))
_TOWARDS = frozenset(("to", "for", "from"))
WEAK_VERBS = frozenset(("is", "was", "has", "had", "can", "will", "would", "may", "might", "must", "should"))
# Signs between two thoughts.
_BREAKS = frozenset(",:;-/+&>=|()*")
# And, in the languages of the lists.
AND = frozenset(("and", "n", "or", "plus", "und", "y", "et", "e", "i", "og", "och", "en"))
_BASES = frozenset(("be", "have", "not", "do", "go", "get"))
MODALS = frozenset(("will", "may", "can"))


def is_break(gap: str) -> bool:
    """Whether a thought ends between two words; a hyphen only joins them."""
    return gap != "-" and not _BREAKS.isdisjoint(gap)


def does(view: View, word: Word | None, rules: Rules) -> bool:
    """Whether it says that somebody does something: things can only be, have or seem."""
    return word is not None and word.folded not in WEAK_VERBS and is_verb(view, word, rules)


def is_other_thing(view: View, first: int, last: int, joined: str, rules: Rules) -> bool:
    """A month, a place, a brand, a unit, a label with a number, or a part of such a name."""
    before, after = view.before(first), view.after(last)
    if after is not None and not after.gap.strip(" -") and _goes_on_as_thing(view, first, joined, after, rules):
        return True
    if rules.is_a("months", joined) and _is_month(view, first, last, rules):
        return True
    if before is None:
        return False
    return before.folded in _DEGREES or (rules.is_a("places", joined) and _is_place(view, first, rules))


def _goes_on_as_thing(view: View, first: int, joined: str, after: Word, rules: Rules) -> bool:
    """Page 12, Rose Street, the Paris office, the Wheatstone bridge."""
    if after.sort is Sort.DIGITS:
        return rules.is_a("labels", joined)
    if after.capital:
        return after.sort is Sort.LETTERS and rules.is_a("place_nouns", after.folded)
    if after.gap == "-":
        return True
    if rules.is_a("eponyms", joined) and rules.is_a("eponym_nouns", after.folded):
        return True
    if not (rules.is_a("places", joined) and rules.is_a("place_nouns", after.folded)):
        return False
    return not acts(view, after, rules) and not is_asked_about(view, first, rules)


def _is_month(view: View, first: int, last: int, rules: Rules) -> bool:
    before, after = view.before(first), view.after(last)
    if before is not None and (before.sort is Sort.DIGITS or rules.is_a("months", before.folded)):
        return True
    far = view.before(first - 1) if before is not None else None
    if before is not None and before.folded in _RANGES and far is not None and rules.is_a("months", far.folded):
        return not does(view, after, rules)
    beyond = view.after(last + 1)
    if after is not None and after.folded in _RANGES and beyond and rules.is_a("months", beyond.folded):
        return not does(view, view.after(last + 2), rules)
    if before is None:
        return False
    if rules.is_a("month_before_dated", before.folded) and not rules.is_a("weekdays", view.words[first].folded):
        return _is_near(view, first, "dated", rules)
    known = rules.is_a("month_before", before.folded) or rules.is_a("month_before_dated", before.folded)
    return known and not (before.folded in _THEN and acts(view, after, rules))


def _is_place(view: View, first: int, rules: Rules) -> bool:
    before = view.words[first - 1]
    if not rules.is_a("place_before", before.folded):
        return False
    return before.folded not in _TOWARDS or _is_near(view, first, "moving", rules)


def _is_near(view: View, first: int, kind: str, rules: Rules) -> bool:
    """Whether one of the few words before is of the kind."""
    return any(rules.is_a(kind, word.folded) for word in view.words[max(0, first - 5) : first - 1])


def is_asked_about(view: View, first: int, rules: Rules) -> bool:
    """Did may miss it, why is mark late."""
    asks = view.before(first)
    if asks is None:
        return False
    far = view.before(first - 1)
    return rules.is_a("asking", asks.folded) and (far is None or rules.is_a("asking_words", far.folded))


def starts_as_name(view: View, last: int, joined: str, form: Form, rules: Rules) -> bool:
    """At the start of a sentence every word has a capital: what follows decides."""
    after = view.after(last)
    if after is None or is_break(after.gap) or (after.capital and after.folded in rules.suffixes):
        return True
    if acts(view, after, rules) or _acts_on(view, last + 1, rules):
        return not (joined in MODALS and _is_base(after, rules))
    if is_modal(view, last, joined, rules):
        return False
    if after.folded in AND:
        return _starts_a_pair(view, last, joined, form, rules)
    if rules.is_a("adverbs", after.folded) or after.folded.endswith("ly") or _is_to_do(view, last, rules):
        return True
    # People are mostly called by the given name: a bare family name or a guessed short form must be seen to act.
    usual = (form.given and (view.hurried or not form.derived)) or not view.english
    return usual and not starts_as_word(view, last, after, joined, rules)


def _acts_on(view: View, place: int, rules: Rules) -> bool:
    """Hates the form, scans 12 boxes: what may be a thing too has an object. Double-checked: the half of a verb."""
    word, beyond = view.words[place], view.after(place)
    if beyond is None or word.sort is not Sort.LETTERS or word.capital:
        return False
    if beyond.gap == "-":
        return acts(view, beyond, rules)
    objects = beyond.sort is Sort.DIGITS or determines(view, beyond, rules) or rules.is_a("pronouns", beyond.folded)
    return objects and any(stem in rules.verbs for stem in without_s(word.folded))


def _starts_a_pair(view: View, last: int, joined: str, form: Form, rules: Rules) -> bool:
    """Grace and Ella, Grace and the new starter; not: mark and scan."""
    beyond = view.after(last + 1)
    if beyond is None or beyond.capital or beyond.folded == "i" or determines(view, beyond, rules):
        return True
    return view.hurried and form.given and not rules.is_a("imperatives", joined)


def _is_to_do(view: View, last: int, rules: Rules) -> bool:
    """Melody to chase 3 quotes: a name, "to" and a verb, as agreements are noted."""
    after, beyond = view.after(last), view.after(last + 1)
    if after is None or beyond is None or after.folded != "to" or beyond.sort is not Sort.LETTERS:
        return False
    return not (beyond.capital or determines(view, beyond, rules) or rules.is_a("after_verb", beyond.folded))


def starts_as_word(view: View, last: int, after: Word, joined: str, rules: Rules) -> bool:
    """Whether what follows speaks for the word: mark when done, price of milk, grace periods, grace period ends."""
    if after.sort is Sort.DIGITS:
        return rules.is_a("months", joined)
    if rules.is_a("english", joined) and joined not in MODALS:
        return _starts_as_small_word(view, after, rules)
    orders = rules.is_a("imperatives", joined)
    if rules.is_a("after_verb", after.folded):
        return orders or after.folded == "of" or rules.is_a("months", joined)
    if after.capital:
        return False
    beyond = view.after(last + 1)
    if len(after.folded) > 3 and any(stem in rules.dictionary for stem in without_s(after.folded)):
        acted = any(stem in rules.verbs for stem in without_s(after.folded))
        thing = not view.hurried and (not acted or rules.is_a("describing", joined))
        return thing and (beyond is None or not determines(view, beyond, rules))
    # Grace period ends: who acts is the word in between.
    spaced = beyond is not None and beyond.gap.isspace()
    return beyond is not None and spaced and not beyond.capital and is_verb(view, beyond, rules)


def _starts_as_small_word(view: View, after: Word, rules: Rules) -> bool:
    """Do not, so the, in bay 2; but An and My stand before no preposition."""
    return determines(view, after, rules) or after.folded == "not" or not rules.is_a("english", after.folded)


def is_modal(view: View, last: int, joined: str, rules: Rules) -> bool:
    """Will check, may also need; will you."""
    place = last + 1
    while (after := view.after(place - 1)) is not None and rules.is_a("adverbs", after.folded):
        place += 1
    if joined not in MODALS or after is None or after.sort is not Sort.LETTERS:
        return False
    beyond = view.after(place)
    goes_on = beyond is not None and rules.is_a("after_verb", beyond.folded)
    if goes_on and not acts(view, after, rules):
        return True
    return rules.is_a("subjects", after.folded) or _is_base(after, rules) or _asks(view, last)


def _is_base(word: Word, rules: Rules) -> bool:
    return not word.capital and (is_finite(f"{word.folded}s", rules) or word.folded in _BASES)


def _asks(view: View, place: int) -> bool:
    """Whether the sentence ends with a question mark."""
    ends = view.words[place].end
    for mark in view.text[ends:]:
        if mark in ".!?\n":
            return mark == "?"
    return False
