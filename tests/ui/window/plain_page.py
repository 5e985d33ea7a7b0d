"""Stands for every page while the window around it is tested."""

from __future__ import annotations

from microcoach_desktop.ui.desk import Desk, Page, PageName
from microcoach_desktop.ui.windows import Windows


class PlainPage(Page):
    """A page that counts how often it was read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.reads = 0
        self.searched = False

    def reload(self) -> None:
        self.reads += 1

    def focus_search(self) -> None:
        self.searched = True


def page(windows: Windows, name: PageName) -> PlainPage:
    found_page = windows.main.page_widget(name)
    assert isinstance(found_page, PlainPage)
    return found_page
