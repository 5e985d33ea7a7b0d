"""Some people's names out of a text, all else as it was. Promotion to the playbook takes out more: see anonymise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from microcoach_desktop.domain.anonymise import Kind, Named, Rules
from microcoach_desktop.domain.anonymise.roster import index_roster
from microcoach_desktop.domain.anonymise.spaceless import spaceless, spaceless_patterns
from microcoach_desktop.domain.anonymise.strangers import strangers
from microcoach_desktop.domain.anonymise.teammates import teammates
from microcoach_desktop.domain.anonymise.words import see
from microcoach_desktop.domain.people import folded

_OWNING = re.compile(r"['\u2019]s?$")


class Redaction:
    """Made once for a roster; `of` is called for each text. A first name that one of `keep` has, too, stays.

    `everybody`: who is surely a person goes out, in the roster or not.
    """

    def __init__(
        self, roster: Sequence[Named], rules: Rules, keep: Sequence[Named] = (), *, everybody: bool = False
    ) -> None:
        self._rules = rules
        self._everybody = everybody
        self._index = index_roster(roster, rules)
        self._patterns = spaceless_patterns(roster, rules)
        self._kept = {folded(part) for person in keep for name in person.names for part in (name, *name.split())}
        # A full name is one wherever it stands, whatever the words around it say.
        names = {name for person in roster for name in person.names if " " in name and folded(name) not in self._kept}
        whole = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(names, key=len, reverse=True))
        self._whole = re.compile(whole, re.IGNORECASE) if whole else None

    def of(self, text: str) -> str:
        if self._whole is not None:
            text = self._whole.sub(Kind.TEAMMATE.placeholder, text)
        view = see(text)
        spans = [*teammates(view, self._index, self._rules), *spaceless(view, self._patterns)]
        if self._everybody:
            spans += strangers(view, self._rules)
        parts: list[str] = []
        place = 0
        for start, end, kind in sorted(spans, key=itemgetter(0, 1)):
            if start >= place and folded(_OWNING.sub("", text[start:end])) not in self._kept:
                parts += [text[place:start], kind.placeholder]
                place = end
        return "".join([*parts, text[place:]])

    def of_value(self, value: Any) -> Any:
        """The same for a list of texts."""
        return [self.of(item) for item in value] if isinstance(value, list) else self.of(value)
