"""Write data.schema.json, the description of a file with all records. A test says when it is out of date."""

from __future__ import annotations

import json
from pathlib import Path

from microcoach_desktop.services.exchange.document import FORMAT, VERSION
from microcoach_desktop.storage.archive_schema import document_schema

PLACE = Path(__file__).with_name("data.schema.json")


def text() -> str:
    return json.dumps(document_schema(FORMAT, VERSION), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PLACE.write_text(text(), "utf-8")
