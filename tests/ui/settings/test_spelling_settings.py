"""The switch, the language and the own words of the spell checker."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.services.ports import SpellingDictionary
from microcoach_desktop.services.settings import Settings
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.settings import spelling
from microcoach_desktop.ui.settings.page import SettingsPage
from microcoach_desktop.ui.settings.spelling import OwnWords, language_name
from microcoach_desktop.ui.widgets.proofreader import Proofreader


class FakeDictionaries:
    def __init__(self) -> None:
        self.there: tuple[str, ...] = ("de_DE", "en_GB", "en_US")

    def languages(self) -> tuple[str, ...]:
        return self.there

    def load(self, language: str) -> SpellingDictionary | None:
        return None


@pytest.fixture
def dictionaries() -> FakeDictionaries:
    return FakeDictionaries()


@pytest.fixture
def proofreader(desk: Desk, dictionaries: FakeDictionaries) -> Proofreader:
    return Proofreader(dictionaries, desk.settings, desk.change_settings, list, "de-AT")


@pytest.fixture
def page(desk: Desk, proofreader: Proofreader, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(replace(desk, kit=replace(desk.kit, proofreader=proofreader)))
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


def language(page: QWidget) -> QComboBox:
    return next(w for w in page.findChildren(QComboBox) if w.accessibleName() == "Language of your notes")


def test_showing_it_changes_nothing(page: SettingsPage, desk: Desk) -> None:
    assert desk.settings() == Settings()


def test_it_can_be_switched_off(page: SettingsPage, desk: Desk) -> None:
    next(w for w in page.findChildren(QCheckBox) if w.accessibleName() == "Check spelling").click()
    assert not desk.settings().check_spelling


def test_a_language_is_chosen_from_those_that_are_there(page: SettingsPage, desk: Desk) -> None:
    box = language(page)
    offered = [box.itemText(row) for row in range(box.count())]
    assert offered == ["Same as the system (Deutsch)", "Deutsch", "British English", "American English"]
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert desk.settings().spelling_language == "en_GB"


def test_a_dictionary_that_is_gone_is_still_named(
    page: SettingsPage, desk: Desk, dictionaries: FakeDictionaries
) -> None:
    desk.change_settings(replace(desk.settings(), spelling_language="de_DE"))
    dictionaries.there = ("en_US",)
    page.reload()
    assert language(page).currentText() == "Deutsch (not installed)"
    assert language(page).itemText(0) == "Same as the system (no dictionary)"


def test_own_words_are_edited_as_lines(page: SettingsPage, desk: Desk, proofreader: Proofreader, qtbot: QtBot) -> None:
    own = page.findChildren(OwnWords)[0]
    desk.change_settings(replace(desk.settings(), own_words=("kaizenboard",)))
    proofreader.follow_settings()
    assert own.toPlainText() == "kaizenboard"
    own.setPlainText("kaizenboard\n  gemba \n\ngemba\n")
    qtbot.waitUntil(lambda: desk.settings().own_words == ("kaizenboard", "gemba"))
    own.setPlainText("")
    qtbot.waitUntil(lambda: desk.settings().own_words == ())


def test_a_language_without_a_name_is_called_by_its_code() -> None:
    assert language_name("qqq") == "qqq"


def test_the_folder_for_dictionaries_is_made_and_opened(
    page: SettingsPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    class Opener:
        @staticmethod
        def openUrl(url: QUrl) -> None:
            opened.append(url.toLocalFile())

    monkeypatch.setattr(spelling, "QDesktopServices", Opener)
    shows = [w for w in page.findChildren(QAbstractButton) if w.accessibleName() == "More languages"]
    shows[0].click()
    assert opened == [(desk.coach.store.folder / "dictionaries").as_posix()]
    assert (desk.coach.store.folder / "dictionaries").is_dir()
