"""The metric card of the person that a page shows, read by the page's worker."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from microcoach_desktop.ui.background import Background
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.metrics.card import MetricCard
from microcoach_desktop.ui.metrics.readings_dialog import ReadingsDialog
from microcoach_desktop.ui.metrics.story import Story, read_story

JOB = "metric"
# What the page needs besides the chart: header, filters and some of the timeline.
OTHERS = 420


class PersonMetric(MetricCard):
    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._background = background
        self._person_id = 0
        self._by_hand = False
        self._metric_ids: dict[int, int] = {}
        self.metric_wanted.connect(self._choose)
        self.add_wanted.connect(self.add_readings)
        self.folded_by_hand.connect(self._remember_fold)

    def read(self, person_id: int) -> None:
        """Show the metric of this person that was looked at last; 0: of nobody."""
        if person_id != self._person_id:
            self.show_story(None, self._now)
        self._person_id = person_id
        self._background.forget(JOB)
        if not person_id:
            return
        now = self._desk.now()
        wanted = self._metric_ids.get(person_id, 0)
        self._background.run(
            JOB,
            partial(read_story, self._desk.coach.store, person_id, wanted, now),
            self._show,
            self._desk.shell.trouble,
        )

    def add_readings(self) -> None:
        """Open the way in for readings of the person."""
        metric = None if self._story is None else self._story.metric
        dialog = ReadingsDialog(self._desk, self._person_id, metric, self.window())
        dialog.saved.connect(self._choose)
        dialog.open()

    def fit_height(self, height: int) -> None:
        """Where the window is low the chart folds, until the manager says otherwise."""
        if not self._by_hand:
            px = self._desk.kit.theme.px
            self.fold(folded=height < px(OTHERS) + self.chart.sizeHint().height())

    def _show(self, story: Story | None) -> None:
        self.show_story(story, self._desk.now())

    def _choose(self, metric_id: int) -> None:
        self._metric_ids[self._person_id] = metric_id
        self.read(self._person_id)

    def _remember_fold(self) -> None:
        self._by_hand = True
