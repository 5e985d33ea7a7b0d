"""Whether spelling is checked, in which language, and which words the manager taught it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QSize, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QSizePolicy

from microcoach_desktop.services.setting_values import MOST_OWN_WORD, MOST_OWN_WORDS
from microcoach_desktop.ui.settings.controls import Controls
from microcoach_desktop.ui.settings.rows import Group
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.edits import GrowingEdit
from microcoach_desktop.ui.widgets.proofreader import Proofreader

PAUSE_MS = 400


def _tr(text: str) -> str:
    return QCoreApplication.translate("SettingsSpelling", text)


def spelling_group(controls: Controls, proofreader: Proofreader) -> Group:
    kit = controls.desk.kit
    group = Group(kit, _tr("Spelling"))
    checking = _tr("Misspelt words in notes are underlined; a right click or Shift+F10 on one offers better words.")
    group.add(_tr("Check spelling"), checking, controls.switch("check_spelling"))
    language = LanguageChoice(controls, proofreader)
    group.add(_tr("Language of your notes"), "", language)
    folder = Button(kit, _tr("Show folder"), icon="file")
    folder.clicked.connect(lambda: _open(controls.desk.coach.store.folder / "dictionaries"))
    finding = _tr(
        "Put a Hunspell dictionary (.aff and .dic) into the folder. "
        "Those of the system and of LibreOffice are found too."
    )
    group.add(_tr("More languages"), finding, folder)
    own = OwnWords(controls, proofreader)
    group.add(_tr("Your own words"), _tr("One per line. Names of your team are never misspelt."), own)
    return group


def language_name(code: str) -> str:
    """In the language itself, as its speakers look for it."""
    locale = QLocale(code)
    name = locale.nativeLanguageName() if locale.language() is not QLocale.Language.C else ""
    return name[:1].upper() + name[1:] if name else code


class LanguageChoice(QComboBox):
    """Lists what is there each time the settings are shown."""

    def __init__(self, controls: Controls, proofreader: Proofreader) -> None:
        super().__init__()
        self._controls = controls
        self._proofreader = proofreader
        self.activated.connect(self._save)
        controls.on_load(self.load)

    def load(self) -> None:
        usual, languages = self._proofreader.usual_language(), self._proofreader.languages()
        known = language_name(usual) if usual else self.tr("no dictionary")
        chosen = self._controls.desk.settings().spelling_language
        self.clear()
        self.addItem(self.tr("Same as the system ({language})").format(language=known), "")
        for code in languages:
            self.addItem(language_name(code), code)
        if chosen and chosen not in languages:
            self.addItem(self.tr("{language} (not installed)").format(language=language_name(chosen)), chosen)
        self.setCurrentIndex(self.findData(chosen))

    def _save(self) -> None:
        self._controls.set(spelling_language=self.currentData())


class OwnWords(GrowingEdit):
    """Kept when the typing rests."""

    def __init__(self, controls: Controls, proofreader: Proofreader) -> None:
        super().__init__(controls.desk.kit, 2, MOST_OWN_WORDS * MOST_OWN_WORD, prose=False)
        self._controls = controls
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._save)
        self.textChanged.connect(self._pause.start)
        controls.on_load(self.load)
        proofreader.changed.connect(self.load)

    def sizeHint(self) -> QSize:
        return QSize(self._kit.theme.px(180), super().sizeHint().height())

    def load(self) -> None:
        """Again after a word was added in a note; not under the hands."""
        words = self._controls.desk.settings().own_words
        if words != self._words() and not self.hasFocus():
            self.setPlainText("\n".join(words))
            self._pause.stop()

    def _words(self) -> tuple[str, ...]:
        lines = (line.strip()[:MOST_OWN_WORD] for line in self.toPlainText().splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))[:MOST_OWN_WORDS]

    def _save(self) -> None:
        if self._words() != self._controls.desk.settings().own_words:
            self._controls.set(own_words=self._words())


def _open(folder: Path) -> None:
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder if folder.is_dir() else folder.parent)))
