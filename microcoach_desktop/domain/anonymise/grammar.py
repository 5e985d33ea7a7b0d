"""What a text is written in and how carefully, and what a word in it can be."""

from __future__ import annotations

from dataclasses import replace

from microcoach_desktop.domain.anonymise.rules import Rules
from microcoach_desktop.domain.anonymise.words import FREE, Sort, View, Word, see

# The least share of a language's small words among all words.
ENGLISH = 0.2
GERMAN = 0.15
_LEAST_VERB = 4
# Names and hasty spellings are in no dictionary.
_KNOWN = 0.4
_PREFIXES = ("re", "un", "mis", "over", "under")


def read(text: str, rules: Rules, *, hurried: bool | None = None) -> View:
    """A view that knows its language: German writes every noun with a capital, others give names endings.

    English is what has more of its small words than another language, or as many and words of its dictionary.
    """
    view = see(text)
    english, german, other = (_share(view, language, rules) for language in ("english", "german", "elsewhere"))
    foreign = max(german, other)
    likely = FREE.sub("", text).isascii() and english >= foreign and _is_mostly_known(view, rules)
    return replace(
        view,
        english=likely or (english >= ENGLISH and english > foreign),
        german=german >= GERMAN and german > english,
        hurried=is_hurried(view) if hurried is None else hurried,
    )


def determines(view: View, word: Word, rules: Rules) -> bool:
    """Whether it is an article or the like in the language of the text."""
    return rules.is_a("determiners", word.folded) or (
        not view.english and rules.is_a("determiners_elsewhere", word.folded)
    )


def acts(view: View, word: Word | None, rules: Rules) -> bool:
    """Whether it looks like the verb of a sentence whose subject stands before it."""
    if word is None or word.sort is not Sort.LETTERS:
        return False
    return is_verb(view, word, rules) or _ends_as_verb(view, word)


def is_verb(view: View, word: Word, rules: Rules) -> bool:
    """Whether it is a known verb as it goes with somebody, in the language of the text."""
    return is_finite(word.folded, rules) or (not view.english and rules.is_a("finite_elsewhere", word.folded))


def is_finite(folded: str, rules: Rules) -> bool:
    """Whether it is an English verb as it goes with somebody: took, overheard, greets."""
    stems = without_s(folded)
    if rules.is_a("finite", folded) or any(stem in rules.verbs and stem not in rules.nouns for stem in stems):
        return True
    return any(folded.startswith(prefix) and is_finite(folded.removeprefix(prefix), rules) for prefix in _PREFIXES)


def without_s(folded: str) -> tuple[str, ...]:
    """What may have grown an -s: listens, misses, carries. Empty for another word."""
    if not folded.endswith("s") or folded.endswith("ss"):
        return ()
    return (folded[:-1], folded[:-2] if folded.endswith("es") else folded[:-1], f"{folded[:-3]}y")


def is_common(view: View, word: Word, folded: str, rules: Rules) -> bool:
    """Whether it is a word too in the language of the text, written as here."""
    if folded in rules.common_elsewhere and not view.english:
        return True
    if _is_accented(word):
        return False
    if folded not in rules.common:
        # Where capitals are written a teddy bear is no Teddy.
        small = view.english and view.cased and not (word.capital or view.hurried)
        return small and bool(rules.dictionary) and is_word(folded, rules)
    if word.capital or not view.english:
        return True
    return is_word(folded, rules) or rules.is_a("months", folded) or rules.is_a("places", folded)


def is_word(folded: str, rules: Rules) -> bool:
    """Whether English writes it in small letters."""
    if rules.is_a("names_in_small", folded):
        return False
    if not rules.dictionary:
        return True
    return (
        folded in rules.dictionary
        or any(
            stem in rules.dictionary
            for ending in rules.word_endings
            if folded.endswith(ending)
            for stem in _stems(folded.removesuffix(ending))
        )
        or any(folded.startswith(prefix) and is_word(folded.removeprefix(prefix), rules) for prefix in _PREFIXES)
    )


def _stems(cut: str) -> tuple[str, ...]:
    """What may have lost its end to an ending: check, scan(n), clos(e), carr(y)."""
    return (cut, f"{cut}e", cut[:-1] if cut[-1:] == cut[-2:-1] else cut, f"{cut[:-1]}y" if cut.endswith("i") else cut)


def _is_accented(word: Word) -> bool:
    """In small letters an accent tells mäx from max."""
    return not word.capital and word.text != word.folded and len(word.text) == len(word.folded)


def _ends_as_verb(view: View, word: Word) -> bool:
    """English -ed, Spanish and Italian stressed -o, German -t and -te, Portuguese -ou."""
    if len(word.folded) < _LEAST_VERB:
        return False
    if word.folded.endswith("ed") or word.text.endswith(("ó", "ò")):
        return True
    return not view.english and not word.capital and word.folded.endswith(("t", "te", "ou"))


def _is_mostly_known(view: View, rules: Rules) -> bool:
    """Whether enough of the words in small letters are English."""
    small = [word.folded for word in view.words if word.sort is Sort.LETTERS and not word.capital]
    return sum(is_word(folded, rules) for folded in small) >= _KNOWN * len(small)


def is_hurried(view: View) -> bool:
    """Whether its first sentence begins with a small letter; somebody taken out may have had a capital."""
    starts = (word for word in view.words if word.initial and word.sort in {Sort.LETTERS, Sort.MASK})
    first = next(starts, None)
    return not view.cased or (first is not None and first.sort is Sort.LETTERS and not first.capital)


def _share(view: View, language: str, rules: Rules) -> float:
    # With a capital it may be a name: Sam is a small word of Croatian.
    words = [word for word in view.words if word.sort is Sort.LETTERS and not (view.cased and word.capital)]
    return sum(rules.is_a(language, word.folded) for word in words) / max(1, len(words))
