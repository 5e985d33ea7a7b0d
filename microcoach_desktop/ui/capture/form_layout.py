"""How the fields stand: six bands on the page, fewer behind "Add detail" in the quick window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.templates import Part
from microcoach_desktop.ui.capture.bands import Band
from microcoach_desktop.ui.widgets.field import Field

if TYPE_CHECKING:
    from microcoach_desktop.ui.capture.bands import Row
    from microcoach_desktop.ui.capture.form import CaptureForm
    from microcoach_desktop.ui.widgets.kit import Kit

OPTIONAL: tuple[Part, ...] = tuple(part for part in Part if part is not Part.OBSERVATION)

# Not as letters of the labels: both would want the same keys, and Qt would then give them to neither.
FIELD_KEYS = {
    "person_id": "Alt+P",
    "context": "Alt+C",
    "follow_up": "Alt+F",
    "action": "Alt+A",
    "metric": "Alt+M",
}


def named_fields(form: CaptureForm, kit: Kit) -> dict[str, Field]:
    """By the name that a session, a refusal and a template use for it."""
    fields = {
        "person_id": Field(kit, _tr("Person"), form.person, required=True),
        "kind": Field(kit, _tr("Kind"), form.kind, required=True),
        "context": Field(kit, _tr("Context"), form.context),
        "opener": Field(kit, _tr("Opener"), form.opener, _tr("permission and purpose")),
        "went_well": Field(kit, _tr("What went well"), form.went_well),
        "observation": Field(kit, _tr("What you saw"), form.observation, required=True),
        "impact": Field(kit, _tr("Impact"), form.impact, _tr("on results, team or customer")),
        "reflection": Field(kit, _tr("In their words"), form.reflection),
        "action": Field(kit, _tr("One action to try"), form.action, _tr("small enough for the next shift")),
        "proposed_by": Field(kit, _tr("Whose idea"), form.proposed_by),
        "cue": Field(kit, _tr("Cue"), form.cue, _tr("when …, then …")),
        "success": Field(kit, _tr("Success looks like"), form.success),
        "metric": Field(kit, _tr("Metric"), form.measure),
        "close": Field(kit, _tr("Words to end with"), form.close_words),
        "follow_up": Field(kit, _tr("When"), form.when),
        "resource": Field(kit, _tr("Resource"), form.resource),
        "tags": Field(kit, _tr("Tags"), form.tags),
        "promise": Field(kit, _tr("Your promise"), form.promise),
        "promise_by": Field(kit, _tr("Promise due"), form.promise_by),
        "private_note": Field(kit, _tr("Private note"), form.private_note, _tr("for you alone")),
    }
    for name, keys in FIELD_KEYS.items():
        fields[name].label.setToolTip(keys)
    return fields


def page_bands(form: CaptureForm, kit: Kit) -> dict[str, Band]:
    f = form.fields
    promised: Row = [(f["promise"], 3), (f["promise_by"], 2)]

    def band(name: str, helper: str, *rows: Row, first: bool = False) -> Band:
        return Band(kit, name, helper, list(rows), gutter=True, first=first)

    return {
        "who": band(_tr("Who"), "", [(f["person_id"], 4), (f["kind"], 0), (f["context"], 4)], first=True),
        "open": band(_tr("Open"), _tr("ask first"), [(f["opener"], 1)]),
        "observe": band(
            _tr("Observe"), _tr("facts only"), [(f["went_well"], 1), (f["observation"], 1)], [(form.seen, 1)]
        ),
        "reflect": band(_tr("Reflect"), "", [(f["impact"], 1)], [(form.question, 1)], [(f["reflection"], 1)]),
        "act": band(
            _tr("Act"),
            _tr("one thing"),
            [(f["action"], 5), (f["resource"], 2)],
            [(f["proposed_by"], 0), (f["cue"], 1)],
            [(f["success"], 2), (f["metric"], 4)],
        ),
        "follow": band(
            _tr("Follow up"),
            "",
            [(f["follow_up"], 4), (f["tags"], 3)],
            [(f["close"], 1)],
            promised,
            [(f["private_note"], 1)],
        ),
    }


def quick_bands(form: CaptureForm, kit: Kit) -> dict[str, Band]:
    """What the quick window always shows is not in its folded part."""
    f = form.fields
    promised: Row = [(f["promise"], 3), (f["promise_by"], 2)]

    def band(name: str, *rows: Row) -> Band:
        return Band(kit, name, "", list(rows), gutter=False)

    return {
        "who": band("", [(f["person_id"], 3), (f["kind"], 0), (f["context"], 3)]),
        "open": band(_tr("Open"), [(f["opener"], 1)]),
        "observe": band(
            _tr("Observe"),
            [(form.seen, 1)],
            [(f["went_well"], 1), (f["impact"], 1)],
            [(form.question, 1)],
            [(f["reflection"], 1)],
        ),
        "act": band(
            _tr("Act"),
            [(f["action"], 1)],
            [(f["proposed_by"], 0), (f["cue"], 1)],
            [(f["success"], 1)],
            [(f["metric"], 1)],
        ),
        "follow": band(
            _tr("Follow up"),
            [(f["resource"], 1), (f["tags"], 1)],
            [(f["close"], 1)],
            promised,
            [(f["private_note"], 1)],
        ),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("Capture", text)
