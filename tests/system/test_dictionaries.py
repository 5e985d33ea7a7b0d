"""Dictionaries as they are shipped and as people put them somewhere."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pytest

from microcoach_desktop import paths
from microcoach_desktop.system.dictionaries import HunspellDictionaries, dictionaries_for
from microcoach_desktop.system.hunspell import HunspellDictionary

SHIPPED = paths.resource("spelling")


@pytest.fixture(scope="module")
def british() -> HunspellDictionary:
    return HunspellDictionary(SHIPPED / "en_GB.dic")


def write(folder: Path, name: str, words: list[str], affixes: str = "SET UTF-8\n", encoding: str = "utf-8") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.aff").write_text(affixes, encoding)
    (folder / f"{name}.dic").write_text("\n".join([str(len(words)), *words, ""]), encoding)


@pytest.mark.parametrize("word", ["colour", "Handover", "didn't", "checklists", "HANDOVER", "organised"])
def test_right_words(british: HunspellDictionary, word: str) -> None:
    assert british.knows(word)


@pytest.mark.parametrize("word", ["teh", "chekclist", "recieve", "color", "didnt"])
def test_wrong_words(british: HunspellDictionary, word: str) -> None:
    assert not british.knows(word)


@pytest.mark.parametrize(("wrong", "right"), [("teh", "the"), ("chekclist", "checklist"), ("recieve", "receive")])
def test_the_likeliest_comes_first(british: HunspellDictionary, wrong: str, right: str) -> None:
    assert british.suggest(wrong)[0] == right


def test_words_of_another_script_are_not_judged(british: HunspellDictionary) -> None:
    assert british.knows("Дюйм")
    assert british.knows("交接")


def test_read_in_parts_it_knows_what_it_knows_in_one(british: HunspellDictionary) -> None:
    from hunspell import Hunspell

    whole = Hunspell("en_GB", hunspell_data_dir=str(SHIPPED))
    lines = (SHIPPED / "en_GB.dic").read_text("utf-8").splitlines()[1::40]
    stems = [stem for line in lines if (stem := line.split("/")[0])[0].isalpha()]
    tried = [form for stem in stems for form in (stem, stem.upper(), f"{stem}s", f"un{stem}", f"{stem}ing", stem[::-1])]
    assert len(tried) > 5_000
    assert [word for word in tried if british.knows(word) != whole.spell(word)] == []


def test_shipped_and_own_dictionaries_are_offered(tmp_path: Path) -> None:
    own = tmp_path / "dictionaries"
    write(own, "nds_DE", ["moin"])
    write(own, "hyph_nds_DE", ["1mo"])
    (own / "fr_FR.dic").write_text("1\nbonjour\n", "utf-8")  # without its .aff
    languages = dictionaries_for(tmp_path).languages()
    assert {"en_GB", "en_US", "nds_DE"} <= set(languages)
    assert "fr_FR" not in languages
    found = dictionaries_for(tmp_path).load("nds_DE")
    assert found is not None
    assert found.knows("moin")
    assert not found.knows("mion")


def test_an_earlier_folder_comes_first(tmp_path: Path) -> None:
    write(tmp_path / "a", "en-GB", ["hello"])
    write(tmp_path / "b", "en_GB", ["good"])
    write(tmp_path / "b", "de_DE_frami", ["gut"])
    dictionaries = HunspellDictionaries(lambda: (tmp_path / "nowhere", tmp_path / "a", tmp_path / "b"))
    assert dictionaries.languages() == ("de_DE", "en_GB")
    found = dictionaries.load("en_GB")
    assert found is not None
    assert (found.knows("hello"), found.knows("good")) == (True, False)


def test_an_older_encoding_is_read_and_does_not_judge_what_it_cannot_write(tmp_path: Path) -> None:
    write(tmp_path, "de_DE", ["Übergabe"], "SET ISO8859-1\n", "iso8859-1")
    found = HunspellDictionaries(lambda: (tmp_path,)).load("de_DE")
    assert found is not None
    assert found.knows("Übergabe")
    assert not found.knows("Übergbae")
    assert found.knows("Łukasz")
    assert list(found.suggest("Łukasz")) == []


def test_letters_of_any_folder_will_do(tmp_path: Path) -> None:
    folder = tmp_path / "Wörter 词"
    folder.mkdir()
    for suffix in ("aff", "dic"):
        copy(SHIPPED / f"en_US.{suffix}", folder)
    found = HunspellDictionaries(lambda: (folder,)).load("en_US")
    assert found is not None
    assert found.knows("color")


@pytest.mark.parametrize("affixes", ["SET no-such-encoding\n", "SET UTF-8\nPFX A Y 99\n"])
def test_a_broken_dictionary_is_none_or_harmless(tmp_path: Path, affixes: str) -> None:
    write(tmp_path, "xx", ["word"], affixes)
    found = HunspellDictionaries(lambda: (tmp_path,)).load("xx")
    assert found is None or found.knows("word")


def test_an_empty_one_and_a_missing_one(tmp_path: Path) -> None:
    write(tmp_path, "xx", [])
    dictionaries = HunspellDictionaries(lambda: (tmp_path,))
    assert dictionaries.load("yy") is None
    found = dictionaries.load("xx")
    assert found is None or found.knows("anything") in {True, False}
