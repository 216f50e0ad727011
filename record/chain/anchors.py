"""Anchors: each day's digest over all links, in a file beside the record; whoever writes chains anew cannot meet them.

A line binds the links since the line before and that line's digest, so each covers the heads of all chains. Copies of
the file (printed, mailed, on another machine) make it proof.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from record.chain_tables import CHAIN_LINKS
from record.private import touch_private_file


@dataclass(frozen=True, slots=True)
class ChainAnchor:
    """One line of the file.

    Attributes:
        day: On which it was written.
        first, last: Serials of the links that it binds.
        links: How many they are.
        sha256: Over the digest of the line before and the hashes of the links.
    """

    day: date
    first: int
    last: int
    links: int
    sha256: str

    def __str__(self) -> str:
        return f"{self.day.isoformat()} {self.first} {self.last} {self.links} {self.sha256}"


def read_anchors(path: Path) -> list[ChainAnchor]:
    """Return the lines of the file, oldest first; none where there is no file.

    Raises:
        ValueError: A line is none of ours.
        OSError: The file cannot be read.
    """
    if not path.exists():
        return []
    return [_anchor(line) for line in path.read_text(encoding="ascii").splitlines()]


def next_anchor(connection: sa.Connection, before: ChainAnchor | None, day: date) -> ChainAnchor | None:
    """Return the line that binds the links since the line before, None where there are none."""
    first = before.last + 1 if before is not None else 1
    last = connection.execute(sa.select(sa.func.max(CHAIN_LINKS.c.serial))).scalar() or 0
    if last < first:
        return None
    links, sha256 = _bound(connection, first, last, before.sha256 if before is not None else "")
    return ChainAnchor(day, first, last, links, sha256)


def append_anchor(path: Path, anchor: ChainAnchor) -> None:
    """Append a line durably; nothing that is there is changed.

    Raises:
        OSError: The file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    touch_private_file(path)
    with path.open("ab") as stream:
        stream.write(f"{anchor}\n".encode("ascii"))
        stream.flush()
        os.fsync(stream.fileno())


def broken_anchors(connection: sa.Connection, anchors: list[ChainAnchor], since: date | None = None) -> list[date]:
    """Return the days whose digest the links do not give, of all days or of those since one."""
    before, broken = "", []
    for anchor in anchors:
        if since is None or anchor.day >= since:
            found = _bound(connection, anchor.first, anchor.last, before)
            if found != (anchor.links, anchor.sha256):
                broken.append(anchor.day)
        before = anchor.sha256
    return broken


def _bound(connection: sa.Connection, first: int, last: int, before: str) -> tuple[int, str]:
    links, digest = 0, hashlib.sha256(before.encode())
    query = sa.select(CHAIN_LINKS.c.sha256).where(CHAIN_LINKS.c.serial.between(first, last))
    for sha256 in connection.execute(query.order_by(CHAIN_LINKS.c.serial)).scalars():
        digest.update(f"\n{sha256}".encode())
        links += 1
    return links, digest.hexdigest()


def _anchor(line: str) -> ChainAnchor:
    day, first, last, links, sha256 = line.split(" ")
    return ChainAnchor(date.fromisoformat(day), int(first), int(last), int(links), sha256)
