"""Tables of words and numbers, and what they leave behind."""

from __future__ import annotations

import gc

import shiboken6
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from microcoach_desktop.ui.widgets.data_table import DataTable
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.table_model import CENTER, LEADING, Cell, TableModel


def test_cells_and_heads_are_told_with_their_alignment(qtbot: QtBot) -> None:
    model = TableModel(lambda column: CENTER if column else LEADING)
    model.show_rows(("Week", "M"), [(Cell("3 Nov"), Cell("2", "Monday 3 November: 2"))])
    place = model.index(0, 1)
    assert place.data() == "2"
    assert place.data(Qt.ItemDataRole.AccessibleTextRole) == "Monday 3 November: 2"
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "3 Nov"
    assert place.data(Qt.ItemDataRole.TextAlignmentRole) == CENTER
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Week"
    assert model.headerData(5, Qt.Orientation.Horizontal) is None


def test_rows_shown_anew_leave_no_item_behind(kit: Kit, qtbot: QtBot) -> None:
    """A wrapper that outlived its item came back in place of the next action of a menu."""
    table = DataTable(kit, "Numbers")
    qtbot.addWidget(table)
    for number in range(20):
        table.show_rows(("Week", "Notes", "Wins"), [(f"Week {number}", "3", "1")])
    gc.collect()
    names = {type(wrapper).__name__ for wrapper in shiboken6.getAllValidWrappers()}
    assert "QStandardItem" not in names
    assert table.texts() == [["Week 19", "3", "1"]]
