"""What is being typed, as text that survives a kill."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from microcoach_desktop.domain.errors import StoreError
from microcoach_desktop.services.coach import Coach

Body = dict[str, str]


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
        """The newest of the two; a damaged one counts as none."""
        path = self._path()
        texts = []
        with suppress(OSError):
            texts.append(path.read_text("utf-8"))
        stored = self._coach.store.drafts.find(self.host)
        if stored is not None:
            texts.append(stored.body)
        for text in texts:
            with suppress(ValueError):
                body = json.loads(text)
                if isinstance(body, dict):
                    return {str(key): str(value) for key, value in body.items()}
        return {}

    def drop(self) -> None:
        self._coach.save_draft(self.host, "")
        self._drop_file()

    def _path(self) -> Path:
        return self._coach.store.folder / f"draft-{self.host}.json"

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
