"""The template of the note: suggested while nobody picked one, and what it brings."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from microcoach_desktop.domain.templates import Template
from microcoach_desktop.services.templates import built_in
from microcoach_desktop.ui.capture.form import CaptureForm
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.widgets.buttons import Button


class TemplateChoice(Button):
    """A button with the template's name and a list. `changed` when another template applies."""

    changed = Signal()

    def __init__(self, desk: Desk, form: CaptureForm, parent: QWidget | None = None) -> None:
        super().__init__(desk.kit, "", icon="layout-template", role="ghost", parent=parent)
        self._desk = desk
        self._form = form
        self._picked = False
        self.template: Template = desk.coach.templates.suggest(None, "", "")
        self.clicked.connect(self._open)
        form.kind.changed.connect(self.follow)
        form.context.changed.connect(self.follow)
        self._apply(self.template)

    def follow(self, _value: str = "") -> None:
        """What suits kind and context, as long as none was picked by hand."""
        if self._picked:
            return
        task, context = self._form.context.task, self._form.context.currentText().strip()
        name = context if task is None else task.name
        self._apply(self._desk.coach.templates.suggest(self._form.chosen_kind(), name, name))

    def pick(self, key: str) -> None:
        found = self._desk.coach.templates.find(key)
        if found is not None:
            self._picked = True
            self._apply(found)

    def renew(self) -> None:
        """The templates were changed elsewhere."""
        found = self._desk.coach.templates.find(self.template.key)
        if self._picked and found is not None:
            self._apply(found)
            return
        self._picked = False
        self.follow()

    def text_for_draft(self) -> str:
        return self.template.key if self._picked else ""

    def start(self, key: str) -> None:
        """A new note: with the picked template of its draft, else with a suggestion."""
        self._picked = False
        if key:
            self.pick(key)
        self.follow()

    def menu_of_all(self) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        own = self._desk.coach.templates.own()
        for group in (own, built_in()):
            for template in group:
                action = menu.addAction(template.name.replace("&", "&&"))
                action.setToolTip(template.intent)
                action.setData(template.key)
                action.setCheckable(True)
                action.setChecked(template.key == self.template.key)
            if group is own and own:
                menu.addSeparator()
        menu.addSeparator()
        menu.addAction(self.tr("Edit templates…"))
        menu.triggered.connect(self._chosen)
        return menu

    def _chosen(self, action: QAction) -> None:
        if action.data():
            self.pick(action.data())
            return
        from microcoach_desktop.ui.templates.dialog import TemplatesDialog

        TemplatesDialog(self._desk, self.window()).open()

    def _open(self) -> None:
        menu = self.menu_of_all()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _apply(self, template: Template) -> None:
        changed = template != self.template or not self.text()
        self.template = template
        if changed:
            self.setText(template.name.replace("&", "&&"))
            self.setAccessibleName(self.tr("Template: {name}").format(name=template.name))
            self.setAccessibleDescription(template.intent)
            self._form.show_template(template)
            self.changed.emit()
