"""Some people's names out of a text, all else as it was. Promotion to the playbook takes out more: see anonymise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from microcoach_desktop.domain.anonymise import Kind, Named, Rules
from microcoach_desktop.domain.anonymise.roster import index_roster
from microcoach_desktop.domain.anonymise.spaceless import spaceless, spaceless_patterns
from microcoach_desktop.domain.anonymise.teammates import teammates
from microcoach_desktop.domain.anonymise.words import see

LEAST_NAME = 2


class Redaction:
    """Made once for a roster; `of` is called for each text."""

    def __init__(self, roster: Sequence[Named], rules: Rules, instead: str = Kind.TEAMMATE.placeholder) -> None:
        self._rules = rules
        self._instead = instead
        self._index = index_roster(roster, rules)
        self._patterns = spaceless_patterns(roster, rules)
        # A full name is one wherever it stands, whatever the words around it say.
        names = sorted({name for person in roster for name in person.names if len(name) >= LEAST_NAME}, key=len)
        whole = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in reversed(names) if " " in name)
        self._whole = re.compile(whole, re.IGNORECASE) if whole else None

    def of(self, text: str) -> str:
        if self._whole is not None:
            text = self._whole.sub(self._instead, text)
        view = see(text)
        found = sorted(
            {
                (start, end)
                for start, end, _ in (*teammates(view, self._index, self._rules), *spaceless(view, self._patterns))
            }
        )
        parts, place = [], 0
        for start, end in found:
            if end > place:
                parts += [text[place:start], self._instead] if start >= place else []
                place = end
        return "".join([*parts, text[place:]])

    def of_value(self, value: Any) -> Any:
        """The same for a list of texts."""
        return [self.of(item) for item in value] if isinstance(value, list) else self.of(value)
