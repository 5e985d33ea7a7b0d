from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import jsonschema
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from peewee import TextField

from microcoach_desktop.domain.archive import LEFT_OUT, SHAPES, Counts
from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.domain.people import Person
from microcoach_desktop.services.exchange import Side, Stopped
from microcoach_desktop.services.exchange.document import FORMAT, VERSION, everything, read_document
from microcoach_desktop.services.exchange.importing import preview, take
from microcoach_desktop.storage.archive_cells import columns
from microcoach_desktop.storage.archive_schema import document_schema
from microcoach_desktop.storage.schema import PersonRow
from microcoach_desktop.storage.store import Store
from tests.services.exchange.stores import filled, raw, sizes
from tests.world import World

NOW = datetime(2025, 11, 11, 8, 14, tzinfo=UTC)
# Each example opens databases: shrinking one would take minutes.
MODEST = settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
# Texts in which nobody wrote: numbers of other programs, rules, names of zones.
CODES = {"zone", "rule", "uid", "occurrence", "parent_uid", "wordings", "evidence", "superseded", "why"}


@contextmanager
def stores(count: int) -> Iterator[list[Store]]:
    with TemporaryDirectory() as folder:
        made = [Store(_folder(Path(folder) / str(number))) for number in range(count)]
        try:
            yield made
        finally:
            for store in made:
                store.close()


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def brought(store: Store, content: bytes, side: Side = Side.HERE) -> dict[str, Counts]:
    path = store.folder / "given.json"
    path.write_bytes(content)
    found = preview(store, path)
    take(store, found, side)
    return found.counts


def test_every_table_and_column_of_the_database_is_in_the_document_or_left_out_on_purpose(tmp_path: Path) -> None:
    store = Store(tmp_path)
    database = store.journal._database
    tables = {row[0] for row in database.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
    own = {table for table in tables if not table.startswith(("sqlite_", "session_fts", "process_fts"))}
    assert own == {shape.table for shape in SHAPES} | set(LEFT_OUT)
    for shape in SHAPES:
        there = [row[1] for row in database.execute_sql(f"PRAGMA table_info({shape.table})")]
        assert sorted(there) == sorted(name for name, _ in columns(shape.table)), shape.table
    store.close()


def test_every_column_that_names_a_record_and_every_text_is_declared(tmp_path: Path) -> None:
    for shape in SHAPES:
        named = {name for name, _ in columns(shape.table) if name.endswith(("_id", "_ids"))}
        assert named <= {pointer.column for pointer in shape.pointers}, shape.table
        plain = {name for name, field in columns(shape.table) if type(field).__name__ in ("TextField", "TupleField")}
        texts = {name for name in plain if name not in named and not _is_enums(shape.table, name)}
        assert texts - CODES == set(shape.words), shape.table
        assert all(isinstance(field, TextField) for name, field in columns(shape.table) if name in shape.words)


def _is_enums(table: str, name: str) -> bool:
    return getattr(dict(columns(table))[name], "kind", None) is not None


@MODEST
@given(data=st.data())
def test_an_empty_store_becomes_an_equal_one(data: st.DataObject) -> None:
    with stores(2) as (first, second):
        data.draw(filled(first))
        content = everything(first, NOW)
        brought(second, content)
        assert raw(second) == raw(first)
        assert everything(second, NOW) == content


@MODEST
@given(data=st.data())
def test_two_stores_become_one_that_lacks_nothing_and_takes_nothing_twice(data: st.DataObject) -> None:
    with stores(2) as (mine, theirs):
        data.draw(filled(mine))
        data.draw(filled(theirs))
        before = mine.archive.read()
        content = everything(theirs, NOW)
        counts = brought(mine, content)
        after = mine.archive.read()
        for table, rows in before.items():
            assert {row_id: after[table][row_id] for row_id in rows} == rows
            assert len(after[table]) == len(rows) + counts.get(table, Counts()).new
        again = brought(mine, content)
        assert all(not found.new for found in again.values())
        assert sizes(mine.archive.read()) == sizes(after)


def test_a_record_that_differs_stays_or_is_replaced_as_the_manager_says(world: World, tmp_path: Path) -> None:
    ana = world.person("Ana Ruiz", role="Picker")
    world.note(ana)
    content = everything(world.store, NOW)
    world.coach.save_people(replace(ana, role="Lead"))
    assert brought(world.store, content)["person"] == Counts(changed=1)
    assert world.store.people.get(ana.id).role == "Lead"
    brought(world.store, content, Side.FILE)
    assert world.store.people.get(ana.id).role == "Picker"


def test_a_copy_is_made_before_and_the_search_finds_what_came(world: World, tmp_path: Path) -> None:
    world.note(world.person("Ana Ruiz"), "Counted the pallets aloud.")
    with stores(1) as (other,):
        with other.journal.quietly() as unit:
            unit.insert(PersonRow, Person("Marek Nowak"))
        path = tmp_path / "all.json"
        path.write_bytes(everything(world.store, NOW))
        made = take(other, preview(other, path))
        assert made is not None
        assert made.exists()
        from microcoach_desktop.domain.follow_ups import HistoryFilter

        found = other.sessions.page(HistoryFilter(text="pallets"))
        assert [other.people.get(note.person_id).name for note in found] == ["Ana Ruiz"]
        assert [person.name for person in other.people.all()] == ["Ana Ruiz", "Marek Nowak"]


def test_it_can_be_stopped(world: World) -> None:
    world.note(world.person("Ana"))
    with pytest.raises(Stopped):
        everything(world.store, NOW, lambda _done: False)


GOOD = {
    "format": "microcoach-data",
    "version": VERSION,
    "records": {"person": [{"id": 1, "name": "A", "tone": "direct"}]},
}
SESSION = {"id": 1, "person_id": 1, "kind": "win", "observation": "x", "captured_at": "2025-11-11T08:14:00Z",
           "zone": "UTC", "exactness": "about", "source": "seen", "proposed_by": "manager"}  # fmt: skip


def changed(**more: object) -> bytes:
    return json.dumps({**GOOD, **more}).encode()


def with_session(**more: object) -> bytes:
    return changed(records={**GOOD["records"], "session": [{**SESSION, **more}]})  # type: ignore[dict-item]


def test_what_is_left_out_of_a_file_is_empty(world: World) -> None:
    brought(world.store, with_session())
    assert world.store.sessions.get(1).observation == "x"
    assert world.store.people.get(1).role == ""


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff\xfe\x00", b"[]", b"{}", b"null", b'{"format": "microcoach-data"}', b"[" * 100_000,
        b'{"a":' * 50_000, b"9" * 6000, changed(version=VERSION + 1), changed(version="1"), changed(version=True),
        changed(records=[]), changed(records={"person": {}}), changed(records={"person": [1]}),
        changed(records={"person": [{"id": 1}]}),
        changed(records={"person": [{"id": -1, "name": "A", "tone": "direct"}]}),
        changed(records={"person": [{"id": True, "name": "A", "tone": "direct"}]}),
        changed(records={"person": [{"id": 2**70, "name": "A", "tone": "direct"}]}),
        changed(records={"person": [{"id": 1, "name": "A", "tone": "loud"}]}),
        changed(records={"person": [{"id": 1, "name": "A" * 500, "tone": "direct"}]}),
        changed(records={"person": [*GOOD["records"]["person"], *GOOD["records"]["person"]]}),  # type: ignore[index]
        changed(records={"person": [{**GOOD["records"]["person"][0], "shoe_size": 43}]}),  # type: ignore[index]
        changed(records={"wizard": []}),
        changed(records={"template": [{"id": 1, "place": 1, "body": "name = "}]}),
        changed(records={"metric": [{"id": n, "name": name, "better": "lower"} for n, name in ((1, "a"), (2, "A"))]}),
        with_session(person_id=7), with_session(previous_id=1), with_session(captured_at="yesterday"),
        with_session(captured_at="2025-11-11T08:14:00"), with_session(zone="Moon/Base"), with_session(tags=["a"] * 9),
        with_session(tags="abc"), with_session(tags=[1]), with_session(sensitive="yes"), with_session(baseline="1"),
        with_session(minutes=10**9), with_session(observation=" "), with_session(play_id=1),
        with_session(impact_on=["moon"]), b'{"format": "microcoach-data", "version": NaN}',
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_meant_is_refused_with_a_sentence_and_changes_nothing(
    world: World, content: bytes
) -> None:
    before = raw(world.store)
    with pytest.raises(MicroCoachError) as told:
        brought(world.store, content)
    assert told.value.what_happened.endswith(".")
    assert raw(world.store) == before


@MODEST
@given(
    junk=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["person", "session", "id", "name", "tags"]), inner, max_size=3)
        ),
    )
)
def test_junk_is_refused_with_a_sentence(junk: object) -> None:
    with stores(1) as (store,):
        content = json.dumps({**GOOD, "records": {"person": junk, "session": junk}}).encode()
        if junk == []:
            assert sizes(read_document(store, content))["person"] == 0
            return
        with pytest.raises(InvalidRecord):
            read_document(store, content)


def test_the_published_description_is_that_of_the_columns() -> None:
    place = Path(__file__).parents[3] / "docs" / "data.schema.json"
    assert json.loads(place.read_text("utf-8")) == document_schema(FORMAT, VERSION), "run docs/data_schema.py"


@MODEST
@given(data=st.data())
def test_what_is_written_is_as_described(data: st.DataObject) -> None:
    with stores(1) as (store,):
        data.draw(filled(store))
        written = json.loads(everything(store, NOW))
    jsonschema.validate(written, document_schema(FORMAT, VERSION), cls=jsonschema.Draft202012Validator)
    assert set(written["records"]) == {shape.table for shape in SHAPES}
