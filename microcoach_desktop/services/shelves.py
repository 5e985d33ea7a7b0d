"""The parts of the coach that have a service of their own, each imported when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from microcoach_desktop.services.ports import Clock
from microcoach_desktop.storage.store import Store

if TYPE_CHECKING:
    from microcoach_desktop.services.bundles import Bundles
    from microcoach_desktop.services.merging import Merging
    from microcoach_desktop.services.playbook import Playbook
    from microcoach_desktop.services.routines import Routines
    from microcoach_desktop.services.templates import TemplateShelf


class Shelves:
    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self._clock = clock

    @cached_property
    def templates(self) -> TemplateShelf:
        from microcoach_desktop.services.templates import TemplateShelf

        return TemplateShelf(self.store, self._clock)

    @cached_property
    def playbook(self) -> Playbook:
        from microcoach_desktop.services.playbook import Playbook

        return Playbook(self.store, self._clock)

    @cached_property
    def bundles(self) -> Bundles:
        """Playbook files between teams."""
        from microcoach_desktop.services.bundles import Bundles

        return Bundles(self.store, self._clock)

    @cached_property
    def merging(self) -> Merging:
        """Two records of one person."""
        from microcoach_desktop.services.merging import Merging

        return Merging(self.store, self._clock)

    @cached_property
    def routines(self) -> Routines:
        from microcoach_desktop.services.routines import Routines

        return Routines(self.store, self._clock)
