"""Tries that grew out of each other."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from microcoach_desktop.domain.chains import Try, chains

START = datetime(2025, 11, 3, 9, tzinfo=UTC)


def link(session_id: int, previous_id: int | None = None, day: int | None = None) -> Try:
    at = START + timedelta(days=session_id if day is None else day)
    return Try(session_id, previous_id, f"try {session_id}", at)


def order(*tries: Try) -> dict[int, list[int]]:
    return {key: [one.session_id for one in chain.tries] for key, chain in chains(tries).items()}


def test_a_chain_is_told_in_the_order_of_time_whatever_comes_first() -> None:
    assert order(link(3, 2), link(1), link(2, 1), link(4)) == {1: [1, 2, 3], 2: [1, 2, 3], 3: [1, 2, 3]}


def test_two_that_grew_out_of_one_are_of_the_same_chain() -> None:
    chain = chains([link(1), link(2, 1), link(3, 1), link(4, 2)])[3]
    assert [one.session_id for one in chain.tries] == [1, 2, 3, 4]
    assert (chain.place(1), chain.place(3)) == (1, 3)
    before, after = chain.beside(3, -1), chain.beside(3, 1)
    assert (before and before.session_id, after and after.session_id) == (2, 4)
    assert (chain.beside(1, -1), chain.beside(4, 1)) == (None, None)


def test_a_try_whose_former_one_is_gone_or_itself_stands_alone() -> None:
    assert order(link(2, 1), link(5, 5)) == {}


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12), st.integers(0, 3)), max_size=20))
def test_any_links_fall_apart_into_whole_chains(drawn: list[tuple[int, int, int]]) -> None:
    tries = {number: link(number, previous, day) for number, previous, day in drawn}
    found = chains(tries.values())
    for number, one in tries.items():
        linked = one.previous_id in tries and one.previous_id != number
        assert not linked or found[number] is found[one.previous_id or 0]
    for chain in {id(chain): chain for chain in found.values()}.values():
        ids = [one.session_id for one in chain.tries]
        assert len(ids) == len(set(ids)) >= 2
        assert list(chain.tries) == sorted(chain.tries, key=lambda one: (one.captured_at, one.session_id))
        assert all(found[number] is chain for number in ids)
