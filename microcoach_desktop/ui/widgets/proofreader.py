"""What is misspelt, for all fields: the dictionary, the manager's own words and the names of the team."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from microcoach_desktop.domain.changes import Changes, Record
from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.people import Person
from microcoach_desktop.services.ports import SpellingDictionaries, SpellingDictionary
from microcoach_desktop.services.setting_values import MOST_OWN_WORD, MOST_OWN_WORDS
from microcoach_desktop.services.settings import Settings

if TYPE_CHECKING:
    from microcoach_desktop.domain.spelling import Word

MOST_SUGGESTIONS = 5


class Proofreader(QObject):
    """Costs nothing until `prepare` is called. `changed` when other words than before may be misspelt."""

    changed = Signal()
    _arrived = Signal(str, object)

    def __init__(
        self,
        dictionaries: SpellingDictionaries,
        settings: Callable[[], Settings],
        change_settings: Callable[[Settings], None],
        people: Callable[[], Iterable[Person]],
        system_language: str,
    ) -> None:
        super().__init__()
        self._dictionaries = dictionaries
        self._settings = settings
        self._change_settings = change_settings
        self._people = people
        self._system_language = system_language
        self._asked: str | None = None
        """For which setting a dictionary was read or is being read."""
        self._dictionary: SpellingDictionary | None = None
        self._known: frozenset[str] | None = None
        self._worker: Thread | None = None
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)

    def languages(self) -> tuple[str, ...]:
        return self._dictionaries.languages()

    def usual_language(self) -> str:
        """The dictionary for the system's language; "" where there is none."""
        from microcoach_desktop.domain.spelling import best_language

        return best_language(self._system_language, self.languages())

    def prepare(self) -> None:
        """Read the dictionary in a worker, unless that is done, under way or not wanted."""
        if self._asked is not None or not self._settings().check_spelling:
            return
        self._asked = self._settings().spelling_language
        self._worker = Thread(target=self._read, args=(self._asked,), name="dictionary", daemon=True)
        self._worker.start()

    def misspelt(
        self, text: str, ignored: Collection[str] = (), skipped: Collection[tuple[int, int]] = ()
    ) -> list[Word]:
        """`ignored` are casefolded; `skipped` are spans of the text. Nothing before the dictionary is there."""
        dictionary = self._dictionary
        if dictionary is None or not self._settings().check_spelling:
            return []
        from microcoach_desktop.domain.spelling import is_name, overlaps, spelling, words

        try:
            known = self._known_words()
        except MicroCoachError:  # without the names of the team they would be marked
            return []
        return [
            word
            for word in words(text)
            if word.text.casefold() not in ignored
            and not overlaps(skipped, word.start, word.end)
            and not dictionary.knows(spelling(word.text))
            and not is_name(word.text, known)
        ]

    def suggest(self, word: str) -> list[str]:
        if self._dictionary is None:
            return []
        from microcoach_desktop.domain.spelling import spelling

        return list(self._dictionary.suggest(spelling(word)))[:MOST_SUGGESTIONS]

    def add(self, word: str) -> None:
        """To the manager's own words."""
        from microcoach_desktop.domain.spelling import spelling

        settings = self._settings()
        added = (*settings.own_words, spelling(word)[:MOST_OWN_WORD])
        self._change_settings(replace(settings, own_words=added[-MOST_OWN_WORDS:]))

    def follow_settings(self) -> None:
        """They changed."""
        self._known = None
        if self._asked is not None and self._asked != self._settings().spelling_language:
            self._asked = self._dictionary = None
            self.prepare()
        self.changed.emit()

    def follow_team(self, changes: Changes) -> None:
        if changes.of(Record.PERSON):
            self._known = None
            self.changed.emit()

    def close(self) -> None:
        """Wait for the worker."""
        if self._worker is not None:
            self._worker.join()

    def _known_words(self) -> frozenset[str]:
        if self._known is None:
            from microcoach_desktop.domain.spelling import known_names

            names = (name for person in self._people() for name in (*person.names, person.team))
            self._known = known_names((*names, *self._settings().own_words))
        return self._known

    def _read(self, asked: str) -> None:
        dictionary = self._dictionaries.load(asked or self.usual_language())
        with suppress(RuntimeError):  # this object went while it was being read
            self._arrived.emit(asked, dictionary)

    def _take(self, asked: str, dictionary: SpellingDictionary | None) -> None:
        if asked == self._asked:
            self._dictionary = dictionary
            self.changed.emit()
