from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import platformdirs
import pytest

from microcoach_desktop import runtime
from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.paths import Options, places, private_folder, resource
from microcoach_desktop.runtime import SOCKET_PATH_BYTES


def test_resource_is_found_in_the_source_tree() -> None:
    assert resource("when", "en.json").is_file()
    assert resource("icons", "no such thing.svg").parent.name == "icons"


def test_resource_of_a_frozen_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("icons") == tmp_path / "resources" / "icons"


def test_data_folder_is_what_platformdirs_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for home in ("", str(tmp_path / "home")):
        monkeypatch.setenv("XDG_DATA_HOME", home)
        assert places(None, demo=False).data == platformdirs.user_data_path("microcoach", appauthor=False)


def test_demo_shares_no_folder_with_the_record(tmp_path: Path) -> None:
    for data_dir in (None, tmp_path):
        real, demo = places(data_dir, demo=False), places(data_dir, demo=True)
        assert not set(real) & set(demo)


def test_an_own_data_folder_holds_everything_but_the_socket(tmp_path: Path) -> None:
    where = places(tmp_path / "mine", demo=False)
    assert where.data == where.config == tmp_path / "mine"
    assert where.log.parent == where.data


def test_one_folder_under_two_names_has_one_runtime_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    monkeypatch.chdir(tmp_path)
    runtimes = {
        places(Path(name), demo=False).runtime for name in ("real", "link", "./real/../link", f"{tmp_path}/real")
    }
    assert len(runtimes) == 1
    assert runtimes != {places(tmp_path, demo=False).runtime}


def test_runtime_is_in_the_private_session_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = tmp_path / "session"
    session.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(session))
    monkeypatch.setattr(runtime, "SOCKET_PATH_BYTES", 4096)
    assert places(tmp_path, demo=False).runtime.parent == session
    session.chmod(0o755)
    assert places(tmp_path, demo=False).runtime.parent != session


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes have no path")
def test_socket_address_stays_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = tmp_path / ("l" * 90)
    long.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    runtime = places(long, demo=False).runtime
    assert len(os.fsencode(runtime / "socket")) <= SOCKET_PATH_BYTES


def test_private_folder_keeps_others_out(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    before = os.umask(0o022)
    try:
        private_folder(folder)
        (folder / "file").write_text("text")
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "file").stat().st_mode) == 0o600
        folder.chmod(0o755)
        assert stat.S_IMODE(private_folder(folder).stat().st_mode) == 0o700
    finally:
        os.umask(before)


def test_a_folder_that_cannot_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")
    before = os.umask(0o022)
    try:
        with pytest.raises(MicroCoachError) as raised:
            private_folder(tmp_path / "file" / "data")
    finally:
        os.umask(before)
    assert str(tmp_path) in raised.value.sentence
    assert raised.value.what_to_do


def test_options_have_quiet_defaults() -> None:
    assert Options() == Options(data_dir=None, demo=False, capture=False, hidden=False)
