"""The composition root: settings, store, services, windows. The only file that knows everyone."""

from __future__ import annotations

import gc
from datetime import timedelta
from typing import TYPE_CHECKING

from microcoach_desktop.domain.errors import Damaged, MicroCoachError
from microcoach_desktop.paths import Options, Places
from microcoach_desktop.services.coach import Coach, Habits
from microcoach_desktop.services.ports import GlobalDeed
from microcoach_desktop.services.settings import Settings, SettingsFile
from microcoach_desktop.system.autostart import start_again

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from microcoach_desktop.domain.reminders import Policy
    from microcoach_desktop.storage.store import Store
    from microcoach_desktop.system.crash import CrashLog
    from microcoach_desktop.system.single_instance import SingleInstance

UNSEEN_MS = 1_500


class Program:
    """One running MicroCoach: introduces the parts to each other and takes them apart again."""

    def __init__(
        self, app: QApplication, where: Places, options: Options, instance: SingleInstance, log: CrashLog
    ) -> None:
        self._app = app
        self._where = where
        self._options = options
        self._instance = instance
        self._log = log
        self._file = SettingsFile(where.config / "settings.toml")
        self._settings = self._file.load()
        self._settled = False
        self._ended = False
        self._damage: Damaged | None = None

    def run(self) -> int:
        from microcoach_desktop.ui.start_trouble import find_way_out, open_store

        self._dress()
        store = open_store(self._where.data, self._kit)
        if store is None:
            return 1
        code = 1
        try:
            self._assemble(store)
            self._show()
            code = int(self._app.exec())
        except Damaged as error:
            self._damage = error
        finally:
            self._close(store)
        if self._damage is not None and find_way_out(self._damage, self._where.data, self._kit):
            self._instance.release()
            start_again(self._options.data_dir)
        return code

    def _dress(self) -> None:
        from PySide6.QtCore import QLocale

        from microcoach_desktop.system.dictionaries import dictionaries_for
        from microcoach_desktop.ui.dressing import dressed_kit
        from microcoach_desktop.ui.widgets.proofreader import Proofreader

        self._proofreader = Proofreader(
            dictionaries_for(self._where.data),
            lambda: self._settings,
            self._change_settings,
            lambda: self._coach.store.people.all(archived=True),
            QLocale.system().uiLanguages()[0],
        )
        self._kit = dressed_kit(self._app, self._settings, self._proofreader)

    def _assemble(self, store: Store) -> None:
        from PySide6.QtCore import QLocale

        from microcoach_desktop.services.reminding import Reminding
        from microcoach_desktop.services.rhythm import HoursNow
        from microcoach_desktop.system.autostart import capture_command, system_autostart
        from microcoach_desktop.system.clock import SystemClock
        from microcoach_desktop.system.heartbeat import Heartbeat
        from microcoach_desktop.system.surroundings import Surroundings
        from microcoach_desktop.ui.command_list import command_list
        from microcoach_desktop.ui.deeds import Deeds
        from microcoach_desktop.ui.desk import Desk
        from microcoach_desktop.ui.formats import Formats
        from microcoach_desktop.ui.hub import Hub
        from microcoach_desktop.ui.status import Status
        from microcoach_desktop.ui.telling import PopupNotifier
        from microcoach_desktop.ui.windows import Windows

        clock = SystemClock()
        self._coach = Coach(store, clock, self._habits)
        if self._options.demo:
            self._fill_sample(store)
        self._hours = HoursNow(store)
        self._notifier = PopupNotifier(lambda: self._surroundings.notices)
        quiet_until = self._coach.now() + timedelta(minutes=2 if self._options.hidden else 0)
        self._reminding = Reminding(store, self._notifier, self._policy, quiet_until, clock.boot_seconds)
        self._windows = Windows(sample=self._options.demo)
        keys = {GlobalDeed.CAPTURE: self._windows.quick_capture, GlobalDeed.REMINDER: self._notifier.take_focus}
        self._surroundings = Surroundings(self._app, keys)
        self._hub = Hub(store)
        self._hub.changed.connect(self._proofreader.follow_team)
        desk = Desk(
            self._coach,
            self._reminding,
            self._kit,
            self._hub,
            self._windows,
            lambda: Formats(QLocale(), self._coach.zone()),
            lambda: self._settings,
            self._change_settings,
            system_autostart(self._options.data_dir),
            lambda: self._notifier.refused,
            lambda: self._surroundings.hotkeys,
            capture_command(self._options.data_dir),
            lambda: self._surroundings.presence.presenting(),  # noqa: PLW0108 - begins when it is needed
        )
        self._notifier.work_at(desk)
        deeds = Deeds(self._windows)
        self._windows.build(desk, command_list(self._windows, deeds))
        self._status = Status(self._windows, deeds)
        self._windows.quit_wanted.connect(self._quit)
        self._windows.leave_sample.connect(self._leave_sample)
        self._windows.mend_wanted.connect(self._mend)
        self._heartbeat = Heartbeat(clock)
        self._heartbeat.beat.connect(self._beat)
        self._instance.command.connect(self._obey)
        # Called in the failing thread: the signal carries it to the window's.
        self._log.install_excepthook(lambda bug: self._windows.bug_met.emit(bug.expected))

    def _show(self) -> None:
        from PySide6.QtCore import QTimer

        if self._options.capture:
            self._windows.quick_capture()
        elif not self._options.hidden:
            self._windows.show_main()
        self._app.commitDataRequest.connect(self._leave)
        # After the first paint: what the first window does not need. A window that nobody can see is never painted.
        self._windows.main.first_painted.connect(self._settle)
        shows_main = not (self._options.capture or self._options.hidden)
        QTimer.singleShot(UNSEEN_MS if shows_main else 0, self._settle)

    def _settle(self) -> None:
        if self._settled:
            return
        self._settled = True
        gc.collect()
        gc.freeze()
        self._instance.serve()
        self._status.find_tray()
        self._heartbeat.start(self._app)
        self._beat()
        from PySide6.QtCore import QTimer

        QTimer.singleShot(400, self._windows.prepare_quick)
        QTimer.singleShot(800, lambda: self._surroundings.hotkeys.bind(self._settings.global_keys))

    def _beat(self) -> None:
        """One heartbeat; the timer is armed for the next instant at which something becomes due."""
        if self._ended:
            return
        # Collected here and nowhere else: in a paint event or in a worker it could delete a window under Qt's hands.
        gc.collect()
        now = self._coach.now()
        try:
            self._reminding.tick(now)
            self._heartbeat.arm(self._reminding.next_at(now))
        except MicroCoachError as error:
            self._windows.trouble(error, self._beat)
        self._windows.look_at_calendar()
        self._status.find_tray()
        self._status.refresh()

    def _obey(self, command: object, token: str) -> None:
        from microcoach_desktop.system.activation import finish_launch, keep_token
        from microcoach_desktop.system.wire import Command

        if command is Command.QUIT:
            self._quit()
            return
        keep_token(token)
        if command is Command.CAPTURE:
            self._windows.quick_capture()
            finish_launch(token, self._windows.prepare_quick().winId())
        else:
            self._windows.show_main()
            finish_launch(token, self._windows.main.winId())

    def _leave(self, _session: object) -> None:
        """The computer is shutting down: the windows may close."""
        self._windows.leaving = True
        self._windows.remember_place()

    def _quit(self) -> None:
        self._ended = True
        self._windows.remember_place()
        # quit() would ask every window first, and the main window answers a close by going to the tray.
        self._app.exit(0)

    def _mend(self, damage: Damaged) -> None:
        """Copies can only take the file's place when nobody has it open."""
        self._damage = damage
        self._quit()

    def _close(self, store: Store) -> None:
        """Widgets go before Qt does; then one backup a day."""
        self._ended = True
        if hasattr(self, "_windows"):
            self._heartbeat.stop()
            self._status.tray.hide()
            self._surroundings.close()
            self._windows.close()
            self._hub.close()
            # Without a loop nothing that was marked for deletion would go before Qt does.
            from PySide6.QtCore import QEvent

            self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        try:
            if store.needs_backup(self._coach.now().date() if hasattr(self, "_coach") else None):
                store.back_up("close")
        except MicroCoachError:
            import logging

            logging.getLogger("microcoach_desktop.program").warning("The backup on closing was not made.")
        store.close()

    def _change_settings(self, settings: Settings) -> None:
        from microcoach_desktop.ui.dressing import redress

        before, self._settings = self._settings, settings
        try:
            self._file.save(settings)
        except MicroCoachError as error:
            self._windows.trouble(error)
        if settings.global_keys != before.global_keys:
            self._surroundings.hotkeys.bind(settings.global_keys)
        redress(self._kit, before, settings)

    def _habits(self) -> Habits:
        settings = self._settings
        return Habits(
            frozenset(settings.working_days),
            settings.default_follow_up_days,
            settings.default_time,
            settings.retention_days,
        )

    def _policy(self) -> Policy:
        from microcoach_desktop.services.rhythm import policy_of

        zone = self._coach.zone()
        hours = self._hours.at(self._coach.now(), self._settings, zone)
        return policy_of(self._settings, zone, hours, busy=self._surroundings.presence.away())

    def _fill_sample(self, store: Store) -> None:
        if not store.people.all(archived=True):
            from microcoach_desktop.services.demo import fill_demo

            now = self._coach.now()
            fill_demo(store, now, str(now.tzinfo))

    def _leave_sample(self) -> None:
        """Start with the manager's own data; the sample stays in its folder."""
        start_again(self._options.data_dir)
        self._quit()
