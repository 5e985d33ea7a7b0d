"""Every command of the program with its key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.ui.commands import Command
from microcoach_desktop.ui.deeds import Deeds
from microcoach_desktop.ui.desk import PageName, Routine
from microcoach_desktop.ui.routines.hosts import routine_name
from microcoach_desktop.ui.windows import Windows


def command_list(windows: Windows, deeds: Deeds) -> list[Command]:
    go, coach, edit, view = _tr("Go"), _tr("MicroCoach"), _tr("Edit"), _tr("View")
    pages = [
        (PageName.TODAY, _tr("Today"), "sun", "Ctrl+1"),
        (PageName.CAPTURE, _tr("Capture"), "square-pen", "Ctrl+2"),
        (PageName.CALENDAR, _tr("Calendar"), "calendar-days", "Ctrl+3"),
        (PageName.PEOPLE, _tr("People"), "users", "Ctrl+4"),
        (PageName.PLAYBOOK, _tr("Playbook"), "book-open", "Ctrl+5"),
        (PageName.INSIGHTS, _tr("Insights"), "chart-line", "Ctrl+6"),
        (PageName.SETTINGS, _tr("Settings"), "settings", "Ctrl+,"),
    ]
    shown = [
        Command(name.value, title, icon, partial(windows.open_page, name), keys, go)
        for name, title, icon, keys in pages
    ]
    icons = {
        Routine.HANDOVER: "users",
        Routine.AFTER_ACTION: "repeat",
        Routine.PREPARATION: "message-circle",
        Routine.WEEKLY: "calendar-check",
    }
    routines = [
        Command(f"routine {name.value}", routine_name(name), icon, partial(windows.start_routine, name), "", coach)
        for name, icon in icons.items()
    ]
    return [
        Command("new", _tr("New capture"), "plus", windows.quick_capture, "Ctrl+N", coach),
        *shown,
        *routines,
        Command("palette", _tr("Go to…"), "search", deeds.open_palette, "Ctrl+K", go),
        Command("find", _tr("Search this page"), "search", deeds.search_page, "Ctrl+F", go),
        Command("find everyone", _tr("Search everyone"), "search", deeds.search_everyone, "Ctrl+Shift+F", go),
        Command("undo", _tr("Undo"), "undo-2", windows.undo, "Ctrl+Z", edit),
        Command("redo", _tr("Redo"), "redo-2", windows.redo, "Ctrl+Shift+Z", edit),
        Command("add people", _tr("Add people"), "user-plus", windows.add_people, "", edit),
        Command("key tasks", _tr("Edit key tasks"), "bell", windows.edit_key_tasks, "", edit),
        Command("periods", _tr("Edit time off and milestones"), "moon", windows.edit_periods, "", edit),
        Command("reminders", _tr("Show reminders"), "history", windows.show_reminders, "", coach),
        Command("templates", _tr("Edit templates"), "layout-template", windows.edit_templates, "", edit),
        Command("import playbook", _tr("Import a playbook"), "download", deeds.import_playbook, "", edit),
        Command("export", _tr("Export notes"), "upload", deeds.export, "Ctrl+E", edit),
        Command("import records", _tr("Import records"), "download", deeds.import_records, "", edit),
        Command("import calendar", _tr("Import a calendar"), "download", windows.import_calendar, "", edit),
        Command("export calendar", _tr("Export a calendar"), "upload", deeds.export_calendar, "", edit),
        Command("summary", _tr("Weekly summary"), "calendar-check", deeds.open_summary, "", coach),
        Command("pause", _tr("Pause reminders for 1 hour"), "bell-off", partial(deeds.pause, 1), "", coach),
        Command("resume", _tr("Resume reminders"), "bell-ring", partial(deeds.pause, 0), "", coach),
        Command(
            "larger", _tr("Larger text"), "plus", partial(deeds.change_text_scale, 1), "Ctrl++", view, anywhere=True
        ),
        Command(
            "smaller", _tr("Smaller text"), "minus", partial(deeds.change_text_scale, -1), "Ctrl+-", view, anywhere=True
        ),
        Command(
            "normal",
            _tr("Normal text size"),
            "circle",
            partial(deeds.change_text_scale, 0),
            "Ctrl+0",
            view,
            anywhere=True,
        ),
        Command(
            "sidebar",
            _tr("Fold the sidebar"),
            "app-window",
            deeds.toggle_sidebar,
            "Ctrl+B",
            view,
        ),
        Command("menu bar", _tr("Menu bar"), "app-window", deeds.toggle_menu_bar, "F10", view),
        Command("next pane", _tr("Next pane"), "arrow-right", partial(deeds.next_pane, 1), "F6", view),
        Command("last pane", _tr("Previous pane"), "arrow-right", partial(deeds.next_pane, -1), "Shift+F6", view),
        Command("shortcuts", _tr("Shortcuts"), "keyboard", deeds.open_shortcuts, "F1", view, anywhere=True),
        Command("close", _tr("Close window"), "x", deeds.close_window, "Ctrl+W", coach),
        Command("quit", _tr("Quit"), "log-out", windows.quit_wanted.emit, "Ctrl+Q", coach, anywhere=True),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)
