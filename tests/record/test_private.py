"""Data are for the service's account alone, whatever the account's umask is."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from pipeline.bootstrap import build_services
from pipeline.settings import Settings
from record.private import Privacy, is_private, make_private_folder


@pytest.fixture(autouse=True)
def _open_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def _open_to_others(folder: Path) -> list[str]:
    return [str(path) for path in (folder, *folder.rglob("*")) if not is_private(path)]


def test_first_start_makes_everything_for_its_account_alone(tmp_path: Path) -> None:
    services = build_services(Settings(data=tmp_path / "new" / "data"))
    services.store.put(b"a paper")
    assert _open_to_others(tmp_path / "new" / "data") == []
    services.close()


def test_store_elsewhere_is_private_too(tmp_path: Path) -> None:
    services = build_services(Settings(data=tmp_path / "data", store_url=f"file://{tmp_path / 'store'}"))
    services.store.put(b"a paper")
    assert _open_to_others(tmp_path / "store") == []
    services.close()


def test_open_folder_of_ours_is_closed_and_told(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "store").mkdir(parents=True)
    with structlog.testing.capture_logs() as logs:
        build_services(Settings(data=data)).close()
    assert [(one["event"], one["folder"], one["tightened"]) for one in logs] == [
        ("data.readable", "data", True), ("data.readable", "store", True),
    ]
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    with structlog.testing.capture_logs() as logs:
        build_services(Settings(data=data)).close()
    assert logs == []


def test_folder_that_everybody_shares_is_told_and_left(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    assert make_private_folder(shared) is Privacy.OPEN
    assert stat.S_IMODE(shared.stat().st_mode) == 0o1777


@pytest.mark.skipif(os.geteuid() != 0, reason="needs an account that may give a folder away")
def test_folder_of_another_account_is_told_and_left(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    os.chown(other, 12345, 12345)
    assert make_private_folder(other) is Privacy.OPEN
    assert stat.S_IMODE(other.stat().st_mode) == 0o755


def test_commands_write_for_their_account_alone(tmp_path: Path) -> None:
    from commands.__main__ import main

    assert main(["letters", "preview", str(tmp_path / "letters")]) == 0
    assert _open_to_others(tmp_path / "letters") == []
