"""The plays of the sample team: the first note of each goes into the playbook, later ones are tries of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import cycle
from typing import Any

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.metrics import Better, Metric
from microcoach_desktop.domain.sessions import Session
from microcoach_desktop.services.coach import Coach

AFTER = {Outcome.WORKED: Decision.STOP, Outcome.PARTLY: Decision.AGAIN, Outcome.NOT_YET: Decision.AGAIN}
# How much of the way to its target a number has gone.
COME = {Outcome.WORKED: 1.0, Outcome.PARTLY: 0.5, Outcome.NOT_YET: 0.0}


@dataclass(slots=True)
class _Told:
    """One play of the stories; `went` is what its check-ins find, again and again."""

    words: Mapping[str, Any]
    went: Iterator[str]
    id: int | None = None


class SamplePlays:
    def __init__(self, coach: Coach, told: Mapping[str, Mapping[str, Any]]) -> None:
        self._coach = coach
        self._plays = {key: _Told(words, cycle(words["went"])) for key, words in told.items()}

    def worded(self, written: Mapping[str, Any]) -> dict[str, Any]:
        """What a note says that tries a play: its own moment, and the play's action."""
        words = self._plays[written["play"]].words
        said = {name: words[name] for name in ("action", "success", "resource", "tags")}
        return {**said, **{name: value for name, value in written.items() if name != "play"}}

    def context(self, key: str) -> str:
        return str(self._plays[key].words["context"])

    def play_id(self, key: str) -> int | None:
        """None until the first note of it was promoted."""
        return self._plays[key].id

    def metric(self, key: str) -> Metric | None:
        found = self._plays[key].words.get("metric")
        return found and Metric(found["name"], unit=found["unit"], better=Better(found["better"]))

    def promote(self, key: str, session_id: int) -> None:
        """As the anonymise step proposes it, for the play's own context."""
        kept = self._coach.playbook.promotion(session_id).kept
        play = self._coach.playbook.promote(session_id, replace(kept, contexts=(self.context(key),)))
        self._plays[key].id = play.id

    def said(self, session: Session) -> Review:
        """What the check-in of a try finds."""
        told = next(told for told in self._plays.values() if told.id == session.play_id)
        outcome = Outcome(next(told.went))
        value = None
        if session.baseline is not None and session.target is not None:
            value = round(session.baseline + COME[outcome] * (session.target - session.baseline))
        return Review(outcome, AFTER[outcome], value=value)
