from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microcoach_desktop.domain.capture_line import (
    LineContext,
    LineDraft,
    LineKind,
    LineMetric,
    LinePerson,
    Note,
    TokenKind,
    index_line,
    parse_indexed,
    parse_line,
    render_line,
)
from microcoach_desktop.domain.when import DateContext
from microcoach_desktop.services.languages import language

BERLIN = ZoneInfo("Europe/Berlin")
NOW = DateContext(datetime(2025, 11, 11, 9, 14, tzinfo=BERLIN), BERLIN, True, language("en"))
PEOPLE = (
    LinePerson(1, ("Ana Ruiz",)),
    LinePerson(2, ("Marek", "Nowak")),
    LinePerson(3, ("Tomás Vidal",)),
    LinePerson(4, ("Priya Shah",)),
    LinePerson(5, ("Lena Berg",)),
)
TWO_ANAS = (*PEOPLE, LinePerson(6, ("Anaïs Petit",)))
CONTEXTS = (LineContext(1, "Shift handover"), LineContext(2, "Stand-up"), LineContext(None, "Returns desk"))


def read(line: str, people: tuple[LinePerson, ...] = PEOPLE, where: DateContext = NOW) -> LineDraft:
    return parse_line(line, people, CONTEXTS, where)


def due(draft: LineDraft) -> str:
    return draft.when.at.strftime("%Y-%m-%d %H:%M") if draft.when and draft.when.at else ""


def test_a_win_with_person_context_and_date() -> None:
    draft = read("@Ana win #handover Closed the checklist before leaving >fri 14:00")
    assert (draft.person_id, draft.kind, draft.context_id) == (1, LineKind.WIN, 1)
    assert draft.context_name == "Shift handover"
    assert draft.text == "Closed the checklist before leaving"
    assert due(draft) == "2025-11-14 14:00"


def test_an_opportunity_with_action_and_metric() -> None:
    draft = read(
        "@Marek opp #handover Two returns not on the sheet + Read the board aloud = missed returns 2 to 0 >thu"
    )
    assert (draft.person_id, draft.kind) == (2, LineKind.OPPORTUNITY)
    assert draft.text == "Two returns not on the sheet"
    assert draft.action == "Read the board aloud"
    assert draft.metric == LineMetric("missed returns", Decimal(2), Decimal(0))
    assert due(draft) == "2025-11-13 14:00"


def test_the_word_win_inside_the_text_is_text() -> None:
    draft = read("@tomas win helped with a big win for the team")
    assert (draft.person_id, draft.kind, draft.text) == (3, LineKind.WIN, "helped with a big win for the team")


def test_the_text_goes_on_after_a_date() -> None:
    draft = read("@Priya opp spoke over the caller >in 3 days then listened")
    assert draft.text == "spoke over the caller then listened"
    assert due(draft) == "2025-11-14 14:00"


@pytest.mark.parametrize(
    "text",
    [
        "error rate > 5 % on Monday",
        "took > 2 hours",
        "waited > 3d",
        "1 + ",
        "a = b",
        "mail to ana@shop.example",
        "@ home",
        "# 5",
        "5 >= 3",
        "C:\\win\\x",
        "\\\\server\\share",
        "costs 5#",
    ],
)
def test_what_only_resembles_a_token_is_text(text: str) -> None:
    draft = read(f"@lena opp {text}".rstrip())
    assert draft.text == text.rstrip()
    assert (draft.when, draft.action, draft.metric, draft.tags) == (None, "", None, ())


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("@lena win x >31 feb", Note.IMPOSSIBLE_DATE),
        ("@lena win x >yesterday", Note.PAST_DATE),
        ("@lena win x >whenever", Note.NOT_A_DATE),
        ("@zoe win x", Note.UNKNOWN_PERSON),
        ("@lena !great x", Note.UNKNOWN_KIND),
    ],
)
def test_unknown_tokens_stay_text_with_a_note(line: str, note: Note) -> None:
    draft = read(line)
    token = next(token for token in draft.tokens if token.kind is TokenKind.UNKNOWN)
    assert token.note is note
    assert token.text in draft.text
    assert draft.when is None


def test_an_unknown_person_can_be_added_and_keeps_the_kind() -> None:
    draft = read("@zoe win helped")
    assert (draft.person_id, draft.unknown_person, draft.kind, draft.text) == (None, "zoe", LineKind.WIN, "@zoe helped")


def test_several_people_match() -> None:
    draft = read("@an win helped", TWO_ANAS)
    assert (draft.person_id, draft.person_candidates) == (None, (1, 6))
    assert draft.tokens[0].note is Note.AMBIGUOUS_PERSON
    assert draft.text == "helped"


def test_a_name_typed_once_more_is_the_same_person_until_the_text_begins() -> None:
    draft = read("@ana @ana win thanked @ana and @marek")
    assert (draft.person_id, draft.kind, draft.text) == (1, LineKind.WIN, "thanked @ana and @marek")
    assert read("@ana @marek win").text == "@marek win"


def test_an_exact_first_name_wins_over_a_prefix() -> None:
    assert read("@ana win", TWO_ANAS).person_id == 1
    assert read("@anais win", TWO_ANAS).person_id == 6
    assert read("@petit win", TWO_ANAS).person_id == 6
    assert read("@AnaRuiz win", TWO_ANAS).person_id == 1


def test_the_first_context_is_the_context_and_the_rest_are_tags() -> None:
    draft = read("@ana win #1 #standup #listening #Listening helped")
    assert (draft.context_id, draft.tags, draft.text) == (2, ("1", "listening"), "helped")
    assert read("#return x").context_name == "Returns desk"


def test_the_last_kind_wins() -> None:
    assert read("win helped !opp").kind is LineKind.OPPORTUNITY
    assert read("win opp helped").kind is LineKind.OPPORTUNITY
    assert read("helped win").kind is None


def test_literals() -> None:
    draft = read("@ana win parcel \\#1 was \\@home \\>fri")
    assert draft.text == "parcel #1 was @home >fri"
    assert (draft.tags, draft.when) == ((), None)
    assert [token.kind for token in draft.tokens].count(TokenKind.LITERAL) == 3


def test_a_token_turned_back_is_text() -> None:
    line = "@ana win called >fri 14:00"
    start = line.index(">")
    draft = parse_line(line, PEOPLE, CONTEXTS, NOW, frozenset({(start, len(line))}))
    assert (draft.text, draft.when) == ("called >fri 14:00", None)


def test_no_follow_up() -> None:
    draft = read("@ana win helped >none")
    assert (draft.no_follow_up, draft.when, draft.text) == (True, None, "helped")


def test_a_blank_before_a_date() -> None:
    assert due(read("@ana win helped > fri 9am")) == "2025-11-14 09:00"


@pytest.mark.parametrize(
    ("line", "metric"),
    [
        ("= wait 5 -> 2", LineMetric("wait", Decimal(5), Decimal(2))),
        ("= wait 5->2", LineMetric("wait", Decimal(5), Decimal(2))),
        ("= error rate 2,5% to 1.5%", LineMetric("error rate", Decimal("2.5"), Decimal("1.5"), "%")),
        ("= sales 1,000 to 2,500", LineMetric("sales", Decimal(1000), Decimal(2500))),
        ("= wait 5min to 90s", None),
        ("= 5 to 3", None),
    ],
)
def test_metrics(line: str, metric: LineMetric | None) -> None:
    assert read(line).metric == metric


@pytest.mark.parametrize(
    ("line", "text"),
    [("#- saw it", "saw it"), ("@- saw it", "@- saw it"), ("! saw it", "! saw it"), ("!5 saw it", "!5 saw it")],
)
def test_signs_without_a_name(line: str, text: str) -> None:
    draft = read(line)
    assert (draft.text, draft.context_id, draft.kind) == (text, None, None)


def test_the_first_word_of_an_action_is_never_the_kind() -> None:
    draft = read("@ana opp late + win the first call")
    assert (draft.kind, draft.action) == (LineKind.OPPORTUNITY, "win the first call")


def test_a_target_that_is_no_number_makes_no_metric() -> None:
    assert read("@ana opp x = wait 5 to nothing").metric is None


def test_who_and_what_is_gone_meanwhile_is_written_as_far_as_possible() -> None:
    draft = read("@ana win #handover helped")
    nobody = index_line((), ())
    assert render_line(draft, nobody, NOW) == "win #Shifthandover helped"
    twins = index_line((LinePerson(1, ("Ana Ruiz",)), LinePerson(9, ("Ana Ruiz",))), CONTEXTS)
    assert render_line(replace(draft, tokens=()), twins, NOW) == "win #Shift helped"


def test_a_context_whose_words_are_shared_is_written_in_one() -> None:
    contexts = (LineContext(1, "Early handover"), LineContext(2, "Late handover"), LineContext(3, "Late"))
    draft = parse_line("#latehandover x", PEOPLE, contexts, NOW)
    assert draft.context_id == 2
    assert render_line(draft, index_line(PEOPLE, contexts), NOW) == "#Latehandover x"


def test_translated_words_work_beside_the_english_ones() -> None:
    german = replace(NOW, language=language("de"))
    draft = read("@ana erfolg #handover Liste geschlossen >morgen 9 Uhr", where=german)
    assert (draft.kind, due(draft)) == (LineKind.WIN, "2025-11-12 09:00")
    assert read("@ana win x = Fehler 3 auf 0", where=german).metric == LineMetric("Fehler", Decimal(3), Decimal(0))


def test_spaces_and_lines_inside_the_text_stay() -> None:
    assert read("@ana win one  two\nthree #tag four").text == "one  two\nthree four"


PIECES = (
    "@ana", "@an", "@zoe", "@", "win", "opp", "!win", "!opp", "!x", "#handover", "#tag", "#", "#1", ">fri", ">",
    ">tom 9am", ">31 feb", ">none", ">in 2 hours", "+", "=", "wait", "2", "to", "0", "->", "\\#1", "\\win", "\\\\@x",
    "\\", "helped", "the team", "5%", "a@b", ">today", "fri", "\n", "  ", "in 3 days", "@anaruiz,", "= wait 3 to 1",
    "+ call her", ">eod", "noon", "=x", "+1", "#Tag", "1,5", ">2w", "\\>fri",
)  # fmt: skip
LINES = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.text(max_size=80)
INDEX = index_line(TWO_ANAS, CONTEXTS)


@given(LINES)
@settings(max_examples=400)
def test_rendering_and_reading_again_gives_the_same_draft(line: str) -> None:
    draft = parse_indexed(line, INDEX, NOW)
    again = parse_indexed(render_line(draft, INDEX, NOW), INDEX, NOW)
    assert replace(again, tokens=()) == replace(draft, tokens=())


@given(LINES)
@settings(max_examples=400)
def test_no_characters_are_lost(line: str) -> None:
    draft = parse_indexed(line, INDEX, NOW)
    rest = list(line)
    for token in draft.tokens:
        assert line[token.start : token.end] == token.text
        if token.kind not in {TokenKind.UNKNOWN, TokenKind.LITERAL}:
            rest[token.start : token.end] = " " * (token.end - token.start)
        elif token.kind is TokenKind.LITERAL:
            rest[token.start] = " "
    kept = sorted("".join(draft.text + draft.action).replace(" ", ""))
    assert sorted("".join("".join(rest).split())) == sorted("".join("".join(kept).split()))
