"""Puts resources/ inside the package when a wheel is built.

Mapped as a package of its own, it would turn an editable install into an import hook that costs each start 15 ms.
"""

from pathlib import Path
from shutil import copytree

from setuptools import setup
from setuptools.command.build_py import build_py

SOURCE = Path(__file__).parent / "resources"


class BuildWithResources(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib, "microcoach_desktop", "resources")
            copytree(SOURCE, target, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithResources})
