"""What is being typed, as text that survives a kill."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from microcoach_desktop.domain.errors import MicroCoachError, StoreError
from microcoach_desktop.services.coach import Coach

Body = dict[str, str]
DRAFT_MS = 500
"""A draft is written so long after the last key."""


def read_body(text: str) -> Body:
    """What a draft holds; nothing where it is damaged."""
    with suppress(ValueError, RecursionError):
        body = json.loads(text)
        if isinstance(body, dict):
            return {str(key): str(value) for key, value in body.items()}
    return {}


class DraftKeeper:
    """Keeps one window's draft in the store, or beside it when the store cannot be written."""

    def __init__(self, coach: Coach, host: str) -> None:
        self._coach = coach
        self.host = host

    def keep(self, body: Body) -> bool:
        """True when it is in the store; False when it went to the file beside it. Raises OSError when neither works."""
        text = json.dumps(body, ensure_ascii=False) if any(body.values()) else ""
        try:
            self._coach.save_draft(self.host, text)
        except StoreError:
            self._to_file(text)
            return False
        self._drop_file()
        return True

    def find(self) -> Body:
        """The newest of the two; one that is damaged or cannot be read counts as none."""
        texts = []
        with suppress(OSError, ValueError):
            texts.append(self._path().read_text("utf-8"))
        with suppress(StoreError):
            stored = self._coach.store.drafts.find(self.host)
            texts += [] if stored is None else [stored.body]
        return next((body for body in map(read_body, texts) if body), {})

    def drop(self) -> None:
        self._coach.save_draft(self.host, "")
        self._drop_file()

    def take_up(self, wanted: str, *, asked: bool) -> Body:
        """The own draft, or the picked one, which becomes the own. A note about somebody else (`asked`) starts empty.

        What was in the own draft is then set aside, never dropped.
        """
        if not asked and wanted in {"", self.host}:
            return self.find()
        picked = DraftKeeper(self._coach, wanted).find() if wanted else {}
        if wanted == self.host:
            return picked
        self.set_aside()
        if picked:
            with suppress(MicroCoachError, OSError):
                self.keep(picked)
                DraftKeeper(self._coach, wanted).drop()
        return picked

    def set_aside(self) -> None:
        """Another note comes in between: the draft moves to a name of its own and stays in the list of drafts."""
        body = self.find()
        if any(body.values()):
            aside = f"{self.host} {self._coach.now():%Y-%m-%d %H:%M:%S}"
            if DraftKeeper(self._coach, aside).keep(body):
                with suppress(MicroCoachError):
                    self.drop()

    def _path(self) -> Path:
        return self._coach.store.folder / f"draft-{self.host.replace(':', '.')}.json"

    def _to_file(self, text: str) -> None:
        path = self._path()
        unfinished = path.with_suffix(".part")
        with os.fdopen(
            os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)

    def _drop_file(self) -> None:
        with suppress(OSError):
            self._path().unlink(missing_ok=True)
