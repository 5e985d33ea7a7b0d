"""Settings. Each applies at once; there is no OK button."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from microcoach_desktop import __version__, paths
from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.services.settings import ThemeMode
from microcoach_desktop.ui.desk import Desk, Page
from microcoach_desktop.ui.settings.controls import Controls
from microcoach_desktop.ui.settings.data import DataDeeds
from microcoach_desktop.ui.settings.rhythm import hours_group, key_tasks_group, limits_group
from microcoach_desktop.ui.settings.rows import Group
from microcoach_desktop.ui.settings.shortcuts import shortcuts_group
from microcoach_desktop.ui.settings.spelling import spelling_group
from microcoach_desktop.ui.settings.wording import WordingChoices
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.edits import LineEdit
from microcoach_desktop.ui.widgets.empty import EmptyState
from microcoach_desktop.ui.widgets.text import Label

WIDTH = 720


class SettingsPage(Page):
    """Reads the settings when shown; every control writes its own key."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._kit = desk.kit
        self._controls = Controls(desk)
        self.search = LineEdit(self._kit, 60, icon="search")
        self.search.setPlaceholderText(self.tr("Find a setting"))
        self.search.setAccessibleName(self.tr("Find a setting"))
        self.search.textChanged.connect(self._find)
        self._none = EmptyState(self._kit, "search", self.tr("No setting matches."))
        self._none.hide()
        self._groups = [
            self._appearance(),
            self._reminders(),
            hours_group(self._controls),
            limits_group(self._controls),
            shortcuts_group(self._controls),
            self._capture(),
            *([spelling_group(self._controls, self._kit.proofreader)] if self._kit.proofreader is not None else []),
            DataDeeds(desk, self).group(self._controls),
            self._about(),
        ]
        self._column = QWidget()
        self._kit.theme.changed.connect(self._keep_measure)
        self._keep_measure()
        self._lay_out()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self._column)
        rows.setContentsMargins(28, 20, 28, 28)
        rows.setSpacing(12)
        rows.addWidget(Label(self._kit, self.tr("Settings"), FontRole.TITLE))
        rows.addWidget(self.search)
        for group in self._groups:
            rows.addWidget(group)
        rows.addWidget(self._none)
        rows.addStretch(1)
        middle = QWidget()
        across = QHBoxLayout(middle)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._column, 1)
        across.addStretch(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(middle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def reload(self) -> None:
        self._controls.reload()

    def focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _appearance(self) -> Group:
        group = Group(self._kit, self.tr("Appearance"))
        themes = [
            (ThemeMode.SYSTEM, self.tr("Same as the system")),
            (ThemeMode.LIGHT, self.tr("Light")),
            (ThemeMode.DARK, self.tr("Dark")),
        ]
        group.add(self.tr("Theme"), "", self._controls.choice("theme", themes))
        sizes = [(factor / 100, f"{factor} %") for factor in (90, 100, 110, 125, 150, 175, 200)]
        group.add(
            self.tr("Text size"),
            self.tr("Ctrl+plus and Ctrl+minus change it too."),
            self._controls.choice("text_scale", sizes),
        )
        return group

    def _reminders(self) -> Group:
        group = key_tasks_group(self._controls)
        if self.desk.autostart is not None:
            group.add(self.tr("Start at login"), self.tr("Starts in the tray, without a window."), self._autostart())
        return group

    def _capture(self) -> Group:
        group = Group(self._kit, self.tr("Capture and follow-up"))
        helper = self.tr("Working days between a note and its check-in.")
        group.add(self.tr("Default follow-up"), helper, self._controls.number("default_follow_up_days", 1, 30))
        group.add(self.tr("Default time"), "", self._controls.time("default_time"))
        edit = Button(self._kit, self.tr("Edit templates"), icon="layout-template")
        edit.clicked.connect(self._edit_templates)
        group.add(self.tr("Templates"), self.tr("Which fields a note offers, with which questions."), edit)
        hinting = self.tr("A line under a field says why its words may not land. It never stops you from saving.")
        group.add(self.tr("Wording hints"), hinting, self._controls.switch("wording_hints"))
        wording = WordingChoices(self.desk)
        self._controls.on_load(wording.load)
        group.add(self.tr("Hints shown"), "", wording)
        single = self._controls.switch("single_key_shortcuts")
        group.add(self.tr("Single-key shortcuts"), self.tr("For example 1 for worked, R for reschedule."), single)
        return group

    def _about(self) -> Group:
        group = Group(self._kit, self.tr("About"))
        licences = Button(self._kit, self.tr("Licences"))
        licences.clicked.connect(self._show_licences)
        text = self.tr("Version {version}. Nothing leaves this computer.").format(version=__version__)
        group.add("MicroCoach", text, licences)
        return group

    # controls -----------------------------------------------------------------------------------------------------

    def _autostart(self) -> QCheckBox:
        box = QCheckBox()
        autostart = self.desk.autostart
        if autostart is None:
            return box

        def turn(on: bool) -> None:
            if self._controls.loading:
                return
            try:
                (autostart.turn_on if on else autostart.turn_off)()
            except MicroCoachError as error:
                self.desk.shell.trouble(error)
                self.reload()

        self._controls.on_load(lambda: box.setChecked(autostart.is_on()))
        box.toggled.connect(turn)
        return box

    def _keep_measure(self) -> None:
        self._column.setMaximumWidth(self._kit.theme.px(WIDTH))

    # deeds --------------------------------------------------------------------------------------------------------

    def _find(self, wanted: str) -> None:
        found = [group.narrow_to(wanted) for group in self._groups]
        self._none.setVisible(not any(found))

    def _edit_templates(self) -> None:
        from microcoach_desktop.ui.templates.dialog import TemplatesDialog

        TemplatesDialog(self.desk, self.window()).open()

    def _show_licences(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.resource("icons").parent)))
