"""A program that wants to be the first; prints what it became, and then each command. Started by the tests."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.paths import Places
from microcoach_desktop.system.single_instance import SingleInstance
from microcoach_desktop.system.wire import Command


def main() -> int:
    app = QCoreApplication([])
    here = Path(sys.argv[1])
    instance = SingleInstance(Places(here, here, here, here))
    if not instance.acquire():
        print("second", instance.hand_over(Command.SHOW), flush=True)  # noqa: T201
        return 0
    instance.serve()
    print("first", flush=True)  # noqa: T201

    def on_command(command: object) -> None:
        print(command, flush=True)  # noqa: T201
        if command is Command.QUIT:
            app.quit()

    instance.command.connect(on_command)
    status = app.exec()
    instance.release()
    return status


if __name__ == "__main__":
    sys.exit(main())
