"""The JSON Schema of a file with all records, made from the columns; published in docs/data.schema.json."""

from __future__ import annotations

from typing import Any

from peewee import AutoField, BooleanField, Field, FloatField, IntegerField

from microcoach_desktop.domain.archive import SHAPES, Shape
from microcoach_desktop.storage.archive_cells import LONGEST_LIST, LONGEST_TEXT, columns, empty
from microcoach_desktop.storage.schema import DayField, EnumField, InstantField, TupleField, WallField, WallsField

_WALL = {"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}", "description": "local wall time"}


def document_schema(name: str, version: int) -> dict[str, Any]:
    tables = {shape.table: {"type": "array", "items": _record(shape)} for shape in SHAPES}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "All records of MicroCoach",
        "description": "Ids hold within one file. What is left out of a record is empty.",
        "type": "object",
        "properties": {
            "format": {"const": name},
            "version": {"type": "integer", "minimum": 1, "maximum": version},
            "exported_at": {"type": "string", "format": "date-time"},
            "records": {"type": "object", "properties": tables, "additionalProperties": False},
        },
        "required": ["format", "version", "records"],
    }


def _record(shape: Shape) -> dict[str, Any]:
    points = {pointer.column: pointer.table or "what its kind is about" for pointer in shape.pointers}
    fields = columns(shape.table)
    properties = {}
    for name, field in fields:
        told = _column(field)
        if name in points:
            told = {**told, "description": f"id in {points[name]}"}
        properties[name] = {"anyOf": [told, {"type": "null"}]} if field.null else told
    required = [name for name, field in fields if empty(field) is None and not field.null]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _column(field: Field) -> dict[str, Any]:
    """By the first kind that the column is."""
    text = {"type": "string", "maxLength": LONGEST_TEXT}
    kinds: list[tuple[type[Field], dict[str, Any]]] = [
        (AutoField, {"type": "integer", "minimum": 1}),
        (BooleanField, {"type": "boolean"}),
        (InstantField, {"type": "string", "format": "date-time"}),
        (FloatField, {"type": "number"}),
        (IntegerField, {"type": "integer"}),
        (WallsField, _listed(_WALL)),
        (TupleField, _listed(_items(field, text))),
        (EnumField, {"enum": _members(field)}),
        (DayField, {"type": "string", "format": "date"}),
        (WallField, _WALL),
    ]
    return next((told for kind, told in kinds if isinstance(field, kind)), text)


def _items(field: Field, text: dict[str, Any]) -> dict[str, Any]:
    if field.column_name.endswith("_ids"):
        return {"type": "integer", "minimum": 1}
    return {"enum": _members(field)} if _members(field) else text


def _members(field: Field) -> list[str]:
    return [member.value for member in getattr(field, "kind", None) or ()]


def _listed(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "maxItems": LONGEST_LIST}
