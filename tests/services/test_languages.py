import pytest

from microcoach_desktop.services.languages import language


@pytest.mark.parametrize(
    ("code", "same_as"), [("de_AT", "de"), ("de-DE", "de"), ("en_GB", "en"), ("xx", "en"), ("..", "en")]
)
def test_a_language_without_a_table_is_english(code: str, same_as: str) -> None:
    assert language(code) == language(same_as)
    assert language("de") != language("en")
