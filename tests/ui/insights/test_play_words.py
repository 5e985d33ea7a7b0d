"""The playbook's card: ordered by how sure a result is, not by its share."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QLocale

from microcoach_desktop.domain.checkins import Outcome, Review
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.playbook import Wording
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.insights import Practice
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.insights.play_words import plays
from microcoach_desktop.ui.insights.shown import Meters, Shown, Words

NOW = datetime(2025, 11, 11, 9, tzinfo=UTC)
RESULTS = {"Say it once": (3, 3), "Read it aloud": (9, 10), "Scan first": (1, 5), "Photo first": (2, 2)}


def fill(desk: Desk, results: dict[str, tuple[int, int]]) -> None:
    coach = desk.coach
    people = coach.save_people(Person("Ana"), Person("Ben"))
    for action, (worked, tried) in results.items():
        first = coach.capture(Session(people[0].id, Kind.OPPORTUNITY, "Seen.", action=action)).session
        play = coach.playbook.promote(first.id, Wording(action, ("Shift handover",)))
        for place in range(tried):
            note = Session(
                people[place % 2].id, Kind.OPPORTUNITY, "Seen.", action=action, play_id=play.id, context=f"C{place % 3}"
            )
            captured = coach.capture(note, coach.now())
            assert captured.check_in is not None
            coach.review(captured.check_in.id, Review(Outcome.WORKED if place < worked else Outcome.NOT_YET))


def shown(desk: Desk) -> Shown:
    words = Words(Formats(QLocale(QLocale.Language.English), desk.formats().zone), NOW)
    return plays(Practice(desk.coach.store, desk.now()).plays(), words)


def test_many_tries_come_before_a_few_that_all_worked(desk: Desk) -> None:
    fill(desk, RESULTS)
    found = shown(desk)
    assert [row[0] for row in found.rows] == ["Read it aloud", "Say it once", "Scan first", "Photo first"]
    assert found.rows[0] == ("Read it aloud", 10, 9, 2, 3)
    assert found.figure == "90 %"
    assert found.sentence.startswith("“Read it aloud” has the best evidence so far: worked in 9 of 10 tries, likely ")
    assert isinstance(found.chart, Meters)
    assert [meter.words for meter in found.chart.meters] == ["9 of 10", "3 of 3", "1 of 5"]
    lows = [meter.likely[0] for meter in found.chart.meters if meter.likely is not None]
    assert lows == sorted(lows, reverse=True)


def test_what_is_missing_is_said(desk: Desk) -> None:
    assert shown(desk).needs == "Nothing is in the playbook yet."
    fill(desk, {"Photo first": (2, 2)})
    assert shown(desk).needs == "Not enough yet: three tries of the same action."


def test_a_retired_action_does_not_count(desk: Desk) -> None:
    fill(desk, RESULTS)
    for entry in desk.coach.playbook.entries():
        if entry.play.wording.action == "Read it aloud":
            desk.coach.playbook.retire(entry.play.uid)
    assert shown(desk).rows[0][0] == "Say it once"
