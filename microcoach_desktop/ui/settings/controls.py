"""Controls that each write their own key at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import time
from enum import Enum
from typing import Any

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QTimeEdit

from microcoach_desktop.ui.desk import Desk


class Controls:
    """`reload` puts what is set into all of them, without writing anything."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.loading = False
        self._loaders: list[Callable[[], None]] = []

    def on_load(self, load: Callable[[], None]) -> None:
        self._loaders.append(load)

    def reload(self) -> None:
        self.loading = True
        for load in self._loaders:
            load()
        self.loading = False

    def set(self, **changed: Any) -> None:
        if not self.loading:
            self.desk.change_settings(replace(self.desk.settings(), **changed))

    def choice(self, key: str, options: Sequence[tuple[Enum | float, str]]) -> QComboBox:
        box = QComboBox()
        for value, text in options:
            box.addItem(text, value)
        values = [value for value, _ in options]

        def load() -> None:
            value = getattr(self.desk.settings(), key)
            nearest = (
                value
                if value in values
                else min(values, key=lambda v: abs(float(v) - value) if isinstance(v, float) else 0)
            )
            box.setCurrentIndex(values.index(nearest))

        self.on_load(load)
        box.activated.connect(lambda index: self.set(**{key: values[index]}))
        return box

    def number(self, key: str, least: int, most: int, unit: str = "") -> QSpinBox:
        box = QSpinBox()
        box.setRange(least, most)
        box.setSuffix(f" {unit}" if unit else "")
        self.on_load(lambda: box.setValue(getattr(self.desk.settings(), key)))
        box.valueChanged.connect(lambda value: self.set(**{key: value}))
        return box

    def switch(self, key: str) -> QCheckBox:
        box = QCheckBox()
        self.on_load(lambda: box.setChecked(getattr(self.desk.settings(), key)))
        box.toggled.connect(lambda on: self.set(**{key: on}))
        return box

    def time(self, key: str) -> QTimeEdit:
        edit = QTimeEdit()
        self.on_load(lambda: edit.setTime(shown(getattr(self.desk.settings(), key))))
        edit.timeChanged.connect(lambda at: self.set(**{key: chosen(at)}))
        return edit


def shown(at: time) -> QTime:
    return QTime(at.hour, at.minute)


def chosen(at: QTime) -> time:
    return time(at.hour(), at.minute())
