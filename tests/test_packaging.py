"""What a wheel holds, and whether the program works from it alone."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from shutil import copy, copytree, ignore_patterns
from zipfile import ZipFile

import pytest

REPO = Path(__file__).parent.parent
FOLDERS = ("microcoach_desktop", "resources")
FILES = ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "CHANGELOG.md", "LICENSE")
LOOK = """
from PySide6.QtWidgets import QApplication
from microcoach_desktop import paths
from microcoach_desktop.ui.theme.icons import Icons
from microcoach_desktop.ui.theme.theme import Theme
app = QApplication([])
theme = Theme()
theme.apply(app)
assert not Icons(theme).pixmap("users", "text", 20).isNull()
print(paths.resource("fonts"), app.font().family(), sep="\\n")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that no earlier build is in it."""
    source = tmp_path_factory.mktemp("source")
    for folder in FOLDERS:
        copytree(REPO / folder, source / folder, ignore=ignore_patterns("__pycache__"))
    for name in FILES:
        copy(REPO / name, source / name)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", "dist", "."], cwd=source, check=True, stdin=subprocess.DEVNULL)
    return next((source / "dist").glob("*.whl"))


def test_the_wheel_holds_one_package_with_every_resource_and_licence(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    inside = {"microcoach_desktop/" + path.relative_to(REPO).as_posix() for path in _files(REPO / "resources")}
    assert inside <= names
    assert len(inside) > 80
    top = {name.split("/")[0] for name in names}
    assert {name for name in top if not name.endswith(".dist-info")} == {"microcoach_desktop"}
    licences = {name.rsplit("/", 1)[-1] for name in names if ".dist-info/licenses/" in name}
    assert licences == {"LICENSE", "LICENSE-Inter.txt", "LICENSE-Lucide.txt", "LICENSE-SCOWL.txt"}


def test_every_module_is_in_the_wheel(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    modules = {
        path.relative_to(REPO).as_posix() for path in _files(REPO / "microcoach_desktop") if path.suffix == ".py"
    }
    assert modules <= names


def test_the_program_finds_fonts_and_icons_when_installed(wheel: Path, tmp_path: Path) -> None:
    ZipFile(wheel).extractall(tmp_path / "installed")
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "installed"), "QT_QPA_PLATFORM": "offscreen"}
    told = subprocess.run(
        [sys.executable, "-c", LOOK], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert told[0] == str(tmp_path / "installed" / "microcoach_desktop" / "resources" / "fonts")
    assert told[1] == "Inter"


def test_the_version_is_told_once(tmp_path: Path) -> None:
    project = tomllib.loads((REPO / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["dynamic"] == ["version"]
    told = subprocess.run(
        [sys.executable, "-m", "microcoach_desktop", "--version"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    from microcoach_desktop import __version__

    assert told == f"MicroCoach {__version__}\n"
    assert f"## {__version__}" in (REPO / "CHANGELOG.md").read_text("utf-8")


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
