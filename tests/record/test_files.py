"""DirectoryStore: durable, by content, never wrong bytes."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import pytest

from cases.errors import NotFound
from record.files import DirectoryStore


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "made" / "store"


def _paths(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_bytes_come_back_under_their_digest(root: Path) -> None:
    store = DirectoryStore(root)
    name = store.put(b"%PDF-1.4")
    assert name == hashlib.sha256(b"%PDF-1.4").hexdigest()
    assert DirectoryStore(root).get(name) == b"%PDF-1.4"
    assert _paths(root) == [root / name[:2] / name[2:4] / name]


def test_same_bytes_twice_are_one_file_left_alone(root: Path) -> None:
    store = DirectoryStore(root)
    name = store.put(b"once")
    (path,) = _paths(root)
    before = path.stat().st_mtime_ns, path.stat().st_ino
    assert store.put(b"once") == name
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_spoilt_content_is_refused_and_mended_by_the_next_write(root: Path) -> None:
    store = DirectoryStore(root)
    name = store.put(b"right")
    (path,) = _paths(root)
    path.write_bytes(b"wrong")
    with pytest.raises(NotFound, match="摘要"):
        store.get(name)
    store.put(b"right")
    assert store.get(name) == b"right"


def test_unknown_digest_is_not_found(root: Path) -> None:
    with pytest.raises(NotFound):
        DirectoryStore(root).get("0" * 64)


def test_writers_at_once_leave_one_whole_file(root: Path) -> None:
    content = b"x" * 2_000_000
    threads = [threading.Thread(target=DirectoryStore(root).put, args=(content,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (path,) = _paths(root)
    assert path.read_bytes() == content


def test_failed_write_leaves_nothing_behind(root: Path) -> None:
    root.parent.mkdir(parents=True)
    root.write_bytes(b"a file where the folder should be")
    with pytest.raises(OSError, match=r".+"):
        DirectoryStore(root).put(b"x")
    assert root.read_bytes() == b"a file where the folder should be"
