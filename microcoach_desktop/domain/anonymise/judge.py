"""Whether a word that equals a name is the name: names are words too (Will, Grace, May, Paris, Page)."""

from __future__ import annotations

from microcoach_desktop.domain.anonymise.context import AND, does, is_other_thing, starts_as_name
from microcoach_desktop.domain.anonymise.grammar import acts, determines, is_common
from microcoach_desktop.domain.anonymise.hurried import is_named_in_a_hurry
from microcoach_desktop.domain.anonymise.roster import Form
from microcoach_desktop.domain.anonymise.rules import Rules
from microcoach_desktop.domain.anonymise.words import APOSTROPHES, Sort, View, Word

_WORDS_OF_ONE = frozenset("aieyounw")
_GLUED = frozenset("_@#/\\")
# Articles by their looks, after which somebody may act: I saw that Mark did it.
_CLAUSES = frozenset(("that", "which", "her", "no", "one"))


def is_name(view: View, first: int, last: int, form: Form, rules: Rules) -> bool:
    """Whether the words from `first` to `last` mean the person. In doubt they do."""
    word = view.words[first]
    joined = "".join(part.folded for part in view.words[first : last + 1])
    if form.sure or (word.gap[-1:] in _GLUED and word.gap):
        return True
    if _is_denial(view, last):
        return False
    if _has_initial(view, first, last, form) or _has_title_after(view, last, rules):
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


def _has_initial(view: View, first: int, last: int, form: Form) -> bool:
    """L. Stern and matt j, where the other name begins so."""
    before, after = view.before(first), view.after(last)
    if form.family and before is not None and view.words[first].gap in {".", ". "}:
        return before.folded in form.initials
    if not form.given or after is None or after.gap != " " or after.folded in _WORDS_OF_ONE:
        return False
    return after.folded in form.initials


def _has_title_after(view: View, last: int, rules: Rules) -> bool:
    """Kaya bey, Suzuki san."""
    after = view.after(last)
    return after is not None and not after.gap.strip(" -") and rules.is_a("titles_after", after.folded)


def _is_named_with_capital(view: View, first: int, last: int, form: Form, rules: Rules) -> bool:
    joined = "".join(part.folded for part in view.words[first : last + 1])
    before = view.before(first)
    if view.owns(last):
        return not _is_law(view, last, joined, rules)
    if before is not None and before.folded in rules.titles:
        return True
    if is_other_thing(view, first, last, joined, rules):
        return False
    if view.words[first].initial:
        return starts_as_name(view, last, joined, form, rules)
    if before is not None and (determines(view, before, rules) or _is_possessive(before)):
        return _is_name_after_article(view, first, last, form, rules)
    return True


def _is_name_after_article(view: View, first: int, last: int, form: Form, rules: Rules) -> bool:
    """English gives a word no capital after "our" or "what" inside a sentence, and seldom in "the Grace handover"."""
    before, after = view.words[first - 1], view.after(last)
    if form.particles and before.folded in rules.particles:
        return True
    if not view.english or _is_possessive(before):
        return before.folded in _CLAUSES and acts(view, after, rules)
    if not rules.is_a("articles", before.folded):
        return True
    plain = after is not None and after.sort is Sort.LETTERS and after.gap == " " and not after.capital
    month = rules.is_a("months", view.words[first].folded)
    return plain and not month and not acts(view, after, rules)


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
    articled = before is not None and determines(view, before, rules)
    if view.cased and not word.capital:
        counted = before is not None and before.sort is Sort.DIGITS and word.gap.isspace()
        return len(word.folded) > 2 and (view.owns(last) or not (articled or counted))
    if len(word.folded) <= 2 and not view.cased and not word.caseless:
        return view.owns(last) or acts(view, after, rules) or not _is_small_word(word.folded, rules)
    if form.family and not form.given and articled and after is not None:
        return not rules.is_a("eponym_nouns", after.folded)
    return True


def _is_small_word(folded: str, rules: Rules) -> bool:
    """A word or a unit of two letters."""
    kinds = ("english", "german", "elsewhere", "determiners", "subjects", "after_verb", "adverbs")
    return folded in rules.initials_not_names or any(rules.is_a(kind, folded) for kind in kinds)


def _is_named_in_small(view: View, first: int, last: int, form: Form, rules: Rules) -> bool:
    """In small letters a word is a word, unless somebody is told something or acts.

    Who writes in a hurry leaves out capitals: there it is a name wherever a person is more likely than the word.
    """
    before, after = view.before(first), view.after(last)
    if before is not None and before.folded in rules.titles and (view.hurried or view.words[first].gap == ". "):
        return not _counts(view, first - 1)
    articled = before is not None and determines(view, before, rules) and before.folded not in AND
    if articled and view.words[first].gap.isspace():
        return False
    told = before is not None and rules.is_a("strong_told", before.folded)
    if told and (view.hurried or after is None or rules.is_a("after_told", after.folded)):
        return True
    if (before is None or rules.is_a("joiners", before.folded)) and does(view, after, rules):
        return True
    return view.hurried and is_named_in_a_hurry(view, first, last, form, rules)


def _counts(view: View, place: int) -> bool:
    """Whether a number stands before: 500 ms are no lady."""
    return place > 0 and view.words[place - 1].sort is Sort.DIGITS
