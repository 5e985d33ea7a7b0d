import pytest

from microcoach_desktop.domain.people import Tone
from microcoach_desktop.domain.sessions import BUDGETS
from microcoach_desktop.services.languages import language
from microcoach_desktop.services.phrases import openers


def test_each_tone_has_openers_that_fit_the_field() -> None:
    found = openers()
    assert set(found) == set(Tone)
    for phrases in found.values():
        assert len(phrases) == len(set(phrases)) >= 1
        assert all(0 < len(phrase) <= BUDGETS["opener"] for phrase in phrases)


@pytest.mark.parametrize(
    ("code", "same_as"), [("de_AT", "de"), ("de-DE", "de"), ("en_GB", "en"), ("xx", "en"), ("..", "en")]
)
def test_a_language_without_a_table_is_english(code: str, same_as: str) -> None:
    assert language(code) == language(same_as)
    assert language("de") != language("en")
