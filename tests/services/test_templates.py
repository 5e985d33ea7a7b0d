"""Templates: those that come along, the manager's own, and files that go in and out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError, ReadOnly
from microcoach_desktop.domain.people import Person, Tone
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.domain.templates import Part, Template, read_template, suggested, template_table
from microcoach_desktop.services.coach import Coach
from microcoach_desktop.services.templates import DEFAULT, built_in, template_text
from microcoach_desktop.storage.store import Store
from tests.clock import MovedClock

OWN = Template(
    "Bay check",
    "One bay, one fact.",
    (Part.ACTION, Part.CUE),
    ((Part.OBSERVATION, "Which bay?"), (Part.ACTION, "In the next hour?")),
    "in 2 days",
    Tone.DIRECT,
    ("bay", "dock"),
)


@pytest.fixture
def coach(tmp_path: Path) -> Iterator[Coach]:
    store = Store(tmp_path)
    yield Coach(store, MovedClock(datetime(2025, 11, 11, 9, 14)))
    store.close()


def names(coach: Coach) -> list[str]:
    return [template.name for template in coach.templates.own()]


def test_seven_come_along_the_usual_one_first() -> None:
    keys = [template.key for template in built_in()]
    assert keys[0] == DEFAULT
    assert set(keys) == {
        "observe-reflect-act",
        "observation-impact-offer",
        "after-action-review",
        "shift-handover",
        "one-on-one",
        "quick-win",
        "feed-forward",
    }
    assert all(template.intent and template.parts for template in built_in())


@pytest.mark.parametrize("template", [*built_in(), OWN])
def test_a_template_survives_its_file(template: Template) -> None:
    assert read_template(template_table(template), template.key) == template


@pytest.mark.parametrize(
    ("key_task", "key"),
    [
        ("Shift handover", "shift-handover"),
        ("Early Handover, bay 4", "shift-handover"),
        ("1:1 with Ravi", "one-on-one"),
        ("One-on-One", "one-on-one"),
        ("After-action review", "after-action-review"),
        ("AAR", "after-action-review"),
        ("Stand-up", DEFAULT),
        ("Bizarre preview", DEFAULT),
        ("Floor review", DEFAULT),
        ("Retrospective, team B", "after-action-review"),
        ("", DEFAULT),
    ],
)
def test_the_key_task_brings_its_template(coach: Coach, key_task: str, key: str) -> None:
    assert coach.templates.suggest(None, key_task, key_task).key == key


def test_what_was_used_last_in_such_a_note_comes_again(coach: Coach) -> None:
    (ana,) = coach.save_people(Person("Ana"))
    coach.capture(Session(ana.id, Kind.WIN, "x", context="Shift handover", template="Quick win"))
    coach.capture(Session(ana.id, Kind.OPPORTUNITY, "x", context="", template="Feed-forward"))
    suggest = coach.templates.suggest
    assert suggest(Kind.WIN, "Shift handover", "Shift handover").key == "quick-win"
    assert suggest(Kind.OPPORTUNITY, "Shift handover", "Shift handover").key == "shift-handover"
    assert suggest(Kind.OPPORTUNITY, "", "").key == "feed-forward"
    assert suggest(Kind.WIN, "", "").key == DEFAULT


def test_a_removed_template_is_not_suggested() -> None:
    assert suggested(built_in(), "", "Gone").key == DEFAULT


def test_own_ones_are_made_changed_moved_and_removed_with_undo(coach: Coach) -> None:
    bay = coach.templates.save(OWN)
    coach.templates.save(replace(OWN, name="Call block"))
    assert names(coach) == ["Bay check", "Call block"]
    assert coach.templates.find(bay.key) == bay
    coach.templates.save(replace(bay, name="Dock check"))
    assert names(coach) == ["Dock check", "Call block"]
    coach.templates.move(bay.key, 1)
    assert names(coach) == ["Call block", "Dock check"]
    coach.templates.move(bay.key, 1)
    assert names(coach) == ["Call block", "Dock check"]
    coach.templates.remove(bay.key)
    assert names(coach) == ["Call block"]
    for expected in (["Call block", "Dock check"], ["Dock check", "Call block"], ["Bay check", "Call block"]):
        coach.undo()
        assert names(coach) == expected


def test_an_own_template_comes_before_the_built_in_ones_and_fits_its_key_task(coach: Coach) -> None:
    bay = coach.templates.save(replace(OWN, key_tasks=("handover",)))
    assert coach.templates.all()[0] == bay
    assert coach.templates.suggest(None, "Shift handover", "Shift handover") == bay


def test_what_comes_along_cannot_be_changed(coach: Coach) -> None:
    for deed in (lambda: coach.templates.save(built_in()[0]), lambda: coach.templates.remove(DEFAULT)):
        with pytest.raises(MicroCoachError, match="comes with the program"):
            deed()


@pytest.mark.parametrize(
    ("template", "field"),
    [
        (replace(OWN, name="  "), "name"),
        (replace(OWN, name="x" * 61), "name"),
        (replace(OWN, name="quick WIN"), "name"),
        (replace(OWN, intent="x" * 161), "intent"),
        (replace(OWN, prompts=((Part.CUE, "x" * 121),)), "prompts"),
        (replace(OWN, key_tasks=("x",) * 13), "key_tasks"),
        (replace(OWN, key_tasks=("x" * 61,)), "key_tasks"),
        (replace(OWN, follow_up="x" * 61), "follow_up"),
    ],
)
def test_a_wrong_template_is_refused_by_field(coach: Coach, template: Template, field: str) -> None:
    with pytest.raises(InvalidRecord) as caught:
        coach.templates.save(template)
    assert caught.value.field == field
    assert names(coach) == []


def test_a_file_goes_out_and_comes_in_with_a_free_name(coach: Coach, tmp_path: Path) -> None:
    bay = coach.templates.save(OWN)
    path = tmp_path / "bay.toml"
    coach.templates.export(bay.key, path)
    again = coach.templates.import_file(path)
    assert (again.name, again.parts, again.prompts) == ("Bay check (2)", bay.parts, bay.prompts)
    assert coach.templates.import_file(path).name == "Bay check (3)"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"name = ", "not a template file"),
        (b"\xff\xfe\x00", "not text"),
        (b"x" * 70_000, "too long"),
        (b"intent = 'x'", "needs a name"),
        (b"name = 3", "must be a text"),
        (b"name = 'x'\nfields = 'action'", "must be a list"),
        (b"name = 'x'\nfields = ['mood']", "no field .mood."),
        (b"name = 'x'\nopener = 'rude'", "not a tone"),
        (b"name = 'x'\nscore = 3", "has no .score."),
        (b"name = 'x'\nprompts = 'x'", "prompts must be a table"),
        (b"name = 'x'\n[prompts]\nmood = 'x'", "no field .mood."),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence(coach: Coach, tmp_path: Path, text: bytes, sentence: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(text)
    with pytest.raises(InvalidRecord, match=sentence) as caught:
        coach.templates.import_file(path)
    assert caught.value.what_to_do
    assert names(coach) == []


def test_a_file_that_is_not_there_and_a_folder_that_cannot_be_written(coach: Coach, tmp_path: Path) -> None:
    with pytest.raises(InvalidRecord, match="cannot be read"):
        coach.templates.import_file(tmp_path / "none.toml")
    with pytest.raises(ReadOnly):
        coach.templates.export(DEFAULT, tmp_path / "no" / "such" / "x.toml")
    coach.templates.export("own-77", tmp_path / "gone.toml")
    assert not (tmp_path / "gone.toml").exists()


def test_an_exported_file_reads_well() -> None:
    assert template_text(OWN).splitlines()[0] == 'name = "Bay check"'
