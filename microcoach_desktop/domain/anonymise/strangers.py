"""People outside the roster: customers with a title, known given and family names, capitals that look like names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from microcoach_desktop.domain.anonymise.grammar import acts, is_word
from microcoach_desktop.domain.anonymise.model import Kind
from microcoach_desktop.domain.anonymise.rules import Rules
from microcoach_desktop.domain.anonymise.words import Sort, View, Word, fold_in_place

Span = tuple[int, int, Kind]

_LONGEST_RUN = 4
_NOT_PEOPLE = re.compile(
    "(?:お客|皆|患者|看護師|奥|お子|店員|上|下|同|仕|様々|神|王|お疲れ|고객|손|선생|환자|사장|팀장|부장|과장|회원|어머|아버|하느)"
)


def strangers(view: View, rules: Rules) -> Iterator[Span]:
    """Those who are surely people."""
    yield from _spaceless(view, rules)
    place = 0
    while place < len(view.words):
        last, kind = _named(view, place, rules)
        if kind is None:
            place += 1
            continue
        yield view.words[place].start, view.words[last].end, kind
        place = last + 1


def suspects(view: View, rules: Rules) -> Iterator[tuple[int, int]]:
    """Capitals that may be a name: of words that English does not have, or that stand together inside a sentence.

    Where all nouns have capitals, nothing is asked.
    """
    yield from _spaceless_suspects(view, rules)
    if not view.cased or view.german:
        return
    native = _is_surely_english(view, rules)
    place = 0
    while place < len(view.words):
        last = _run(view, place, rules)
        start = place
        alone = view.words[place].initial and (last - place > 1 or not acts(view, view.after(last), rules))
        if alone and not (native and _is_unknown(view.words[place], rules)):
            start += 1  # it has its capital from the sentence
        words = view.words[start : last + 1]
        name = len(words) > 1 or any(_is_called(word, rules) or (native and _is_unknown(word, rules)) for word in words)
        if name and _is_capital(words[0]) and not any(_is_thing(word, rules) for word in words):
            yield words[0].start, words[-1].end
        place = last + 1


def _is_called(word: Word, rules: Rules) -> bool:
    return word.folded in rules.given or word.folded in rules.family


def _is_surely_english(view: View, rules: Rules) -> bool:
    """A single word in capitals may be of any language."""
    small = (word for word in view.words if word.sort is Sort.LETTERS and not word.capital)
    return view.english and bool(rules.dictionary) and any(is_word(word.folded, rules) for word in small)


def _is_unknown(word: Word, rules: Rules) -> bool:
    """Whether English has no such word: mostly a name, at times a product, which the manager keeps."""
    long = _is_capital(word) and len(word.text) > 2
    return long and not is_word(word.folded, rules) and word.folded not in rules.common


def _spaceless_suspects(view: View, rules: Rules) -> Iterator[tuple[int, int]]:
    """What may be a full Chinese name behind a word for a guest; without a title it can be other words too."""
    surnames = "|".join(sorted(rules.surnames["double"] | rules.surnames["chinese"], key=len, reverse=True))
    roles = "|".join(rules.spaceless_roles)
    for found in re.finditer(rf"(?:{roles})((?:{surnames})[㐀-鿿]{{2}})", fold_in_place(view.text)):
        yield found.span(1)


def _named(view: View, place: int, rules: Rules) -> tuple[int, Kind | None]:
    """The last word of a stranger's name that begins here, and what the stranger is."""
    word = view.words[place]
    if word.sort is not Sort.LETTERS:
        return place, None
    last = _titled(view, place, rules)
    if last is not None:
        return last, Kind.CUSTOMER
    before = view.words[place - 1] if place else None
    last = _run(view, place, rules)
    if not _is_capital(word) or (not view.cased and not word.caseless):
        return place, None
    role = before is not None and rules.is_a("roles", before.folded) and word.gap in {" ", ", ", ": ", " ("}
    if role and before is not None and (not word.initial or word.gap == ": ") and _may_follow_role(view, word, rules):
        return last, Kind.CUSTOMER if rules.is_a("role_customers", before.folded) else Kind.PERSON
    return (last, Kind.PERSON) if _is_known(view, place, last, rules) else (place, None)


def _titled(view: View, place: int, rules: Rules) -> int | None:
    """Mrs K, Ms. Thandiwe Mbeki, Dr Weber: the title goes too."""
    word, after = view.words[place], view.words[place + 1] if place + 1 < len(view.words) else None
    if word.folded not in rules.titles or after is None or after.gap not in {" ", ". ", ".", "\n", "\xa0", ".\xa0"}:
        return None
    short = view.hurried and after.gap == ". "
    written = word.capital or short or (not view.english and word.folded in rules.titles_in_small)
    if word.folded in rules.weak_titles and (not written or after.initial or _is_thing(after, rules)):
        return None
    start = place + 1
    while start + 1 < len(view.words) and view.words[start].folded in rules.titles | rules.particles:
        start += 1
    if after.caseless and after.sort is Sort.LETTERS:
        return start
    strong = short or word.folded not in rules.weak_titles
    typed_small = view.hurried and strong and not after.capital and after.sort is Sort.LETTERS
    if typed_small:
        return None if _is_thing(after, rules) or _counts(view, place) else start
    name = view.words[start]
    return _run(view, start, rules, single=True) if _is_capital(name) and not _is_thing(name, rules) else None


def _counts(view: View, place: int) -> bool:
    """Whether a number stands before: 500 ms are no lady."""
    return place > 0 and view.words[place - 1].sort is Sort.DIGITS


def _may_follow_role(view: View, word: Word, rules: Rules) -> bool:
    if _is_thing(word, rules) or word.shouted:
        return False
    return not view.german or word.folded in rules.given or word.folded in rules.family


def _is_known(view: View, place: int, last: int, rules: Rules) -> bool:
    """A given or family name that is no common word, or an ending that only family names have."""
    words = view.words[place : last + 1]
    first = words[0]
    if any(_is_thing(word, rules) for word in words[1:]):
        return False
    if first.folded in rules.given and (first.folded not in rules.common or len(words) > 1):
        return not (first.initial and len(words) == 1 and first.folded in rules.common)
    if len(words) > 1 and (words[-1].folded in rules.family or _ends_as_family(words[-1], rules)):
        return not _is_thing(first, rules)
    if _is_thing(first, rules) or first.folded in rules.common or view.german:
        return False
    if first.initial and not (acts(view, view.after(place), rules) or view.owns(place)):
        return False
    return first.folded in rules.family or _ends_as_family(first, rules)


def _ends_as_family(word: Word, rules: Rules) -> bool:
    return len(word.folded) > 5 and word.folded.endswith(rules.sure_endings) and word.capital


def _run(view: View, place: int, rules: Rules, *, single: bool = False) -> int:
    """The last of the capital words that follow each other; particles and initials may stand between."""
    last = place
    if not (_is_capital(view.words[place]) or (single and view.words[place].capital)) or view.words[place].caseless:
        return last
    for following in range(place + 1, min(place + _LONGEST_RUN, len(view.words))):
        word = view.words[following]
        if not (word.gap in {" ", "-", "'", "’", "\xa0", ". "} and word.sort is Sort.LETTERS) or word.initial:
            break
        if word.gap == ". " and len(view.words[following - 1].text) > 1:
            break
        if word.gap in {"'", "’"} and (word.folded in {"s", "ll", "d", "ve", "re", "m", "t"} or not word.capital):
            break
        if word.folded in rules.titles - rules.weak_titles:
            break
        if _is_capital(word) and not _is_thing(word, rules):
            last = following
        elif word.folded not in rules.particles and not (len(word.text) == 1 and word.capital):
            break
    return last


def _is_capital(word: Word) -> bool:
    return word.sort is Sort.LETTERS and word.capital and (not word.shouted or len(word.text) > 3) and word.text != "I"


def _is_thing(word: Word, rules: Rules) -> bool:
    """A capital that is no person: a day, a month, a product, a place."""
    kinds = ("stop_capitals", "place_nouns", "months", "places", "english")
    return len(word.text) > 1 and any(rules.is_a(kind, word.folded) for kind in kinds)


def _spaceless(view: View, rules: Rules) -> Iterator[Span]:
    """A surname and title in Chinese or Japanese, a full name and title in Korean."""
    chinese = "|".join(sorted(rules.surnames["double"] | rules.surnames["chinese"], key=len, reverse=True))
    titles = "|".join(map(re.escape, rules.spaceless_titles))
    japanese = "|".join(sorted(rules.surnames["japanese"], key=len, reverse=True))
    korean = "".join(rules.surnames["hangul"])
    patterns = (
        rf"(?:{chinese})(?:[㐀-鿿]{{1,2}})?(?:先生|女士|小姐|太太|夫人|阿姨|老师|医生|師傅|师傅)",
        rf"(?:{japanese})[㐀-鿿ぁ-ん]{{0,3}}?(?:{titles})",
        r"[ァ-ヺー]{2,}(?:さん|さま|様|氏)",
        rf"(?<![가-힣])[{korean}][가-힣]{{2}}\s?(?:씨|님|고객)",
    )
    folded = fold_in_place(view.text)
    for pattern in patterns:
        for found in re.finditer(pattern, folded):
            if not _NOT_PEOPLE.match(found[0]):
                yield found.start(), found.end(), Kind.CUSTOMER
