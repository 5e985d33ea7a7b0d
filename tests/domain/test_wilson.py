from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microcoach_desktop.domain import wilson as subject
from microcoach_desktop.domain.wilson import Interval, wilson


def test_z_leaves_a_tenth_on_either_side() -> None:
    assert pytest.approx(NormalDist().inv_cdf(0.9), abs=1e-12) == subject.Z_80


@pytest.mark.parametrize(
    ("worked", "tried", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, table I, score method, 95 %.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_newcombes_published_intervals(
    monkeypatch: pytest.MonkeyPatch, worked: int, tried: int, low: float, high: float
) -> None:
    monkeypatch.setattr(subject, "Z_80", NormalDist().inv_cdf(0.975))
    found = wilson(worked, tried)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(st.integers(1, 500).flatmap(lambda tried: st.tuples(st.integers(0, tried), st.just(tried))))
def test_both_ends_solve_the_score_equation(counts: tuple[int, int]) -> None:
    worked, tried = counts
    share, found = worked / tried, wilson(worked, tried)
    assert 0 <= found.low <= share <= found.high <= 1
    for end in (found.low, found.high):
        if 0 < end < 1:
            assert (share - end) ** 2 == pytest.approx(subject.Z_80**2 * end * (1 - end) / tried, rel=1e-6, abs=1e-12)


def test_nothing_tried_and_what_cannot_be() -> None:
    assert wilson(0, 0) == Interval(0.0, 1.0)
    for wrong in [(1, 0), (3, 2), (-1, 4)]:
        with pytest.raises(ValueError, match="part of"):
            wilson(*wrong)
