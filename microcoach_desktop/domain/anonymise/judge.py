"""Whether a word that equals a name is the name: names are words too (Will, Grace, May, Paris, Page)."""

from __future__ import annotations

from dataclasses import replace

from microcoach_desktop.domain.anonymise.roster import Form
from microcoach_desktop.domain.anonymise.rules import Rules
from microcoach_desktop.domain.anonymise.words import APOSTROPHES, Sort, View, Word, see

# The least share of a language's small words among all words.
ENGLISH = 0.2
GERMAN = 0.15
_GLUED = frozenset("_@#/\\")
# Articles by their looks, after which somebody may act: I saw that Mark did it.
_CLAUSES = frozenset(("that", "which", "her", "no", "one"))
_DEGREES = frozenset(("degree", "degrees"))
# Prepositions that may also begin a clause: after May left.
_THEN = frozenset(("and", "after", "before", "until", "till", "since"))
_TOWARDS = frozenset(("to", "for", "from"))
_WEAK_VERBS = frozenset(("is", "was", "has", "had", "can", "will", "would", "may", "might", "must", "should"))
_MODALS = frozenset(("will", "may", "can"))


def acts(word: Word | None, rules: Rules) -> bool:
    """Whether it looks like the verb of a sentence whose subject stands before it."""
    if word is None or word.sort is not Sort.LETTERS:
        return False
    past = len(word.folded) > 3 and word.folded.endswith("ed")
    return past or rules.is_a("finite", word.folded)


def is_common(view: View, folded: str, rules: Rules) -> bool:
    """Whether it is a word too in the language of the text."""
    return folded in rules.common or (folded in rules.common_elsewhere and not view.english)


def read(text: str, rules: Rules) -> View:
    """A view that knows its language: German writes every noun with a capital, others give names endings.

    English is what has enough of its small words, or none of another language.
    """
    view = see(text)
    english, german, other = (_share(view, language, rules) for language in ("english", "german", "elsewhere"))
    return replace(
        view,
        english=english >= ENGLISH or (text.isascii() and not german and not other),
        german=german >= GERMAN and german > english,
    )


def _share(view: View, language: str, rules: Rules) -> float:
    words = [word for word in view.words if word.sort is Sort.LETTERS]
    return sum(rules.is_a(language, word.folded) for word in words) / max(1, len(words))


def is_name(view: View, first: int, last: int, form: Form, rules: Rules) -> bool:
    """Whether the words from `first` to `last` mean the person. In doubt they do."""
    word = view.words[first]
    joined = "".join(part.folded for part in view.words[first : last + 1])
    if form.sure or (word.gap[-1:] in _GLUED and word.gap):
        return True
    if word.caseless or not is_common(view, joined, rules):
        return _is_plain_name(view, first, last, form, rules)
    if not view.cased or not word.capital:
        return (not view.cased and view.owns(last)) or _is_named_in_small(view, first, last, rules)
    return _is_named_with_capital(view, first, last, form, rules)


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
        clause = before.folded in _CLAUSES and acts(after, rules)
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
        return view.owns(last) or acts(after, rules)
    if form.family and not form.given and articled and after is not None:
        return not rules.is_a("eponym_nouns", after.folded)
    return True


def _is_named_in_small(view: View, first: int, last: int, rules: Rules) -> bool:
    """In small letters a word is a word, unless somebody is told something or acts."""
    before, after = view.before(first), view.after(last)
    told = before is not None and rules.is_a("strong_told", before.folded)
    if told and (after is None or after.folded in {"about", "to", "that", "how", "why", "and", "for", "what", "not"}):
        return True
    return (before is None or rules.is_a("joiners", before.folded)) and _does(after, rules)


def _does(word: Word | None, rules: Rules) -> bool:
    """Whether it says that somebody does something: things can only be, have or seem."""
    return word is not None and rules.is_a("finite", word.folded) and word.folded not in _WEAK_VERBS


def _is_other_thing(view: View, first: int, last: int, joined: str, rules: Rules) -> bool:
    """A month, a place, a brand, a unit, a label with a number, or a part of such a name."""
    before, after = view.before(first), view.after(last)
    if after is not None and not after.gap.strip(" -") and _goes_on_as_thing(joined, after, rules):
        return True
    if rules.is_a("months", joined) and _is_month(view, first, last, rules):
        return True
    if before is None:
        return False
    return before.folded in _DEGREES or (rules.is_a("places", joined) and _is_place(view, first, rules))


def _goes_on_as_thing(joined: str, after: Word, rules: Rules) -> bool:
    """Page 12, Rose Street, the Paris office, the Wheatstone bridge."""
    if after.sort is Sort.DIGITS:
        return rules.is_a("labels", joined)
    if after.capital:
        return after.sort is Sort.LETTERS and rules.is_a("place_nouns", after.folded)
    if after.gap == "-":
        return True
    if rules.is_a("eponyms", joined) and rules.is_a("eponym_nouns", after.folded):
        return True
    return rules.is_a("places", joined) and rules.is_a("place_nouns", after.folded) and not acts(after, rules)


def _is_month(view: View, first: int, last: int, rules: Rules) -> bool:
    before, after = view.before(first), view.after(last)
    if before is not None and (before.sort is Sort.DIGITS or rules.is_a("months", before.folded)):
        return True
    beyond = view.after(last + 1)
    if after is not None and after.folded in {"and", "to", "or"} and beyond and rules.is_a("months", beyond.folded):
        return not _does(view.after(last + 2), rules)
    if before is None or not rules.is_a("month_before", before.folded):
        return False
    return not (before.folded in _THEN and acts(after, rules))


def _is_place(view: View, first: int, rules: Rules) -> bool:
    before = view.words[first - 1]
    if not rules.is_a("place_before", before.folded):
        return False
    near = view.words[max(0, first - 5) : first - 1]
    return before.folded not in _TOWARDS or not any(rules.is_a("spoken", word.folded) for word in near)


def _starts_as_name(view: View, last: int, joined: str, form: Form, rules: Rules) -> bool:
    """At the start of a sentence every word has a capital: what follows decides."""
    after = view.after(last)
    if after is None or after.gap.strip() in {",", ":"} or (after.capital and after.folded in rules.suffixes):
        return True
    if acts(after, rules):
        return not (joined in _MODALS and _is_base(after, rules))
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
    if joined in _MODALS and (rules.is_a("subjects", after.folded) or _is_base(after, rules) or _asks(view, last)):
        return True
    if after.sort is Sort.DIGITS or rules.is_a("after_verb", after.folded):
        return True
    if after.capital:
        return False
    beyond = view.after(last + 1)
    if len(after.folded) > 3 and after.folded.endswith("s"):
        return beyond is None or not rules.is_a("determiners", beyond.folded)
    # Grace period ends: who acts is the word in between.
    return beyond is not None and not beyond.capital and rules.is_a("finite", beyond.folded)


def _is_base(word: Word, rules: Rules) -> bool:
    return not word.capital and (rules.is_a("finite", f"{word.folded}s") or word.folded in {"be", "have", "not"})


def _asks(view: View, place: int) -> bool:
    """Whether the sentence ends with a question mark."""
    ends = view.words[place].end
    for mark in view.text[ends:]:
        if mark in ".!?\n":
            return mark == "?"
    return False
