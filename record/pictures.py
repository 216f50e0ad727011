"""Pictures that were made once and may be made again: kept by name in a folder of bounded size."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
import threading
from pathlib import Path

from record.private import touch_private_file

MOST_BYTES = 2_000_000_000
"""About 20,000 pages as they are shown."""

_LOOK_EVERY = 256
_KEPT_SHARE = 0.8


class PictureCache:
    """Keeps pictures by a name that says all that they were made of; forgets those not asked for longest.

    Nothing is lost with it. Where it cannot write it keeps nothing.

    Args:
        root: Folder; None keeps nothing.
        most: Bytes that it may hold, roughly.
    """

    def __init__(self, root: Path | None, most: int = MOST_BYTES) -> None:
        self._root = root
        self._most = most
        self._written = 0
        self._lock = threading.Lock()

    @property
    def keeps(self) -> bool:
        """Whether it keeps anything at all."""
        return self._root is not None

    def get(self, name: str) -> bytes | None:
        """Return what was kept under a name, None where nothing is."""
        path = self._path(name)
        if path is None:
            return None
        try:
            content = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return content

    def clear(self) -> None:
        """Forget every picture; one that is looked at again is made again."""
        if self._root is not None:
            shutil.rmtree(self._root, ignore_errors=True)

    def put(self, name: str, content: bytes) -> None:
        """Keep a picture."""
        path = self._path(name)
        if path is None:
            return
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            begun = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
            touch_private_file(begun)
            begun.write_bytes(content)
            begun.replace(path)
        with self._lock:
            self._written += 1
            due = self._written % _LOOK_EVERY == 0
        if due:
            self.tidy()

    def tidy(self) -> None:
        """Forget what was not asked for longest, where there is more than the folder may hold."""
        if self._root is None:
            return
        found: list[tuple[float, int, Path]] = []
        for path in self._root.glob("*/*"):
            with contextlib.suppress(OSError):
                status = path.stat()
                found.append((status.st_mtime, status.st_size, path))
        held = sum(size for _, size, _ in found)
        if held <= self._most:
            return
        for _, size, path in sorted(found):
            path.unlink(missing_ok=True)
            held -= size
            if held <= self._most * _KEPT_SHARE:
                return

    def _path(self, name: str) -> Path | None:
        if self._root is None:
            return None
        digest = hashlib.sha256(name.encode()).hexdigest()
        return self._root / digest[:2] / digest
