"""FileStore: bytes for ever, named by their SHA-256.

Order of a write (trust I1): temporary file, fsync, rename, fsync of the folder; only then may a row or a mailbox
be told. A second write of the same bytes changes nothing.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol

from cases.errors import NotFound
from record.private import touch_private_file


class FileStore(Protocol):
    """Keeps bytes by content; never overwrites, never forgets."""

    def put(self, content: bytes) -> str:
        """Keep the bytes durably and return their SHA-256 in hex."""
        ...

    def get(self, sha256: str) -> bytes:
        """Return the bytes, checked against their name.

        Raises:
            NotFound: No such bytes, or they no longer match their digest.
        """
        ...


class DirectoryStore:
    """FileStore in a folder of one machine: ``ab/cd/abcd…``.

    Args:
        root: Folder; made when first written to.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, content: bytes) -> str:
        """Keep the bytes durably and return their SHA-256 in hex."""
        digest = hashlib.sha256(content).hexdigest()
        target = self._path(digest)
        for folder in (self._root, target.parent.parent, target.parent):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not _holds(target, digest):
            self._write(target, content)
        # also where the file was there: whoever wrote it may have died before its name was durable
        for folder in (target.parent, target.parent.parent, self._root):
            _sync_folder(folder)
        return digest

    def _write(self, target: Path, content: bytes) -> None:
        temporary = target.parent / f".{target.name}.{secrets.token_hex(4)}"
        try:
            touch_private_file(temporary)
            with temporary.open("r+b") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)

    def get(self, sha256: str) -> bytes:
        """Return the bytes, checked against their name."""
        try:
            content = self._path(sha256).read_bytes()
        except OSError as error:
            raise NotFound(what="文件内容") from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise NotFound(what="与登记摘要一致的文件内容")
        return content

    def remove(self, sha256: str) -> bool:
        """Delete bytes that nobody may keep any longer; tell whether they were there."""
        path = self._path(sha256)
        if not path.exists():
            return False
        path.unlink()
        _sync_folder(path.parent)
        return True

    def digests(self, before: datetime) -> Iterator[str]:
        """Yield the names of all bytes that were stored before a time."""
        for path in self._root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/[0-9a-f]*"):
            if path.stat().st_mtime < before.timestamp():
                yield path.name

    def _path(self, digest: str) -> Path:
        return self._root / digest[:2] / digest[2:4] / digest


class ScratchStore:
    """Shows a store as if bytes were in it that are never written.

    Args:
        store: What is in it already.
    """

    def __init__(self, store: FileStore) -> None:
        self._store, self._held = store, dict[str, bytes]()

    def put(self, content: bytes) -> str:
        """Remember the bytes for a while and return their SHA-256 in hex."""
        digest = hashlib.sha256(content).hexdigest()
        self._held[digest] = content
        return digest

    def get(self, sha256: str) -> bytes:
        """Return the bytes, remembered or kept."""
        return self._held[sha256] if sha256 in self._held else self._store.get(sha256)


def _holds(path: Path, digest: str) -> bool:
    """Tell whether the file is there and whole; a spoilt one is written anew."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == digest
    except FileNotFoundError:
        return False


def _sync_folder(folder: Path) -> None:
    """Make the folder's entries durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
