"""Links: one for each subject that a transaction changed, written at its end and committed with it.

A link is the SHA-256 over the link before, the lines that the audit record got since, and the rows as they stand now.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from record.chain.rows import Kind, Sealed, digest_of, lines_after, sealed_rows, subjects_in
from record.chain_tables import CHAIN_LINKS
from record.touched import take_changed


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain.

    Attributes:
        place: Among the links of its subject, from 1.
        at: Time of day of this machine when it was written, whatever time the service plays.
        last_line: Serial of the newest line of the audit record that the chain binds, 0 before the first.
        lines: Number and digest of the lines since the link before.
        rows: By part, number and digest of the rows.
        erases: Lines that the links before bind were erased when this one was written.
        sha256: Over the link before and all of this.
    """

    kind: str
    subject: str
    place: int
    at: datetime
    last_line: int
    lines: tuple[int, str]
    rows: Sealed
    erases: bool = False
    sha256: str = ""


def hash_of(link: Link, before: str) -> str:
    """Return the SHA-256 of a link behind the one with the hash ``before``, empty for the first."""
    told = [
        link.kind, link.subject, link.place, link.at.astimezone(UTC).isoformat(), link.last_line, list(link.lines),
        {part: list(rows) for part, rows in link.rows.items()}, link.erases,
    ]
    text = json.dumps(told, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def link_of(row: sa.Row[tuple[object, ...]]) -> Link:
    """Return a row of the table of links as a value."""
    values = {name: row._mapping[name] for name in Link.__dataclass_fields__}
    values["lines"] = tuple(values["lines"])
    values["rows"] = {part: tuple(rows) for part, rows in values["rows"].items()}
    return Link(**values)


def link_changes(connection: sa.Connection) -> None:
    """Append a link to the chain of every subject that this transaction changed."""
    for kind, subject in take_changed(connection):
        add_link(connection, Kind(kind), subject)


def link_unlinked(connection: sa.Connection) -> int:
    """Give what has no chain yet its first link, and return how many: a record of a time before the chain."""
    made = 0
    for kind in Kind:
        known = set(connection.execute(sa.select(CHAIN_LINKS.c.subject).where(CHAIN_LINKS.c.kind == kind)).scalars())
        for subject in subjects_in(connection, kind):
            if subject not in known:
                add_link(connection, kind, subject)
                made += 1
    return made


def add_link(connection: sa.Connection, kind: Kind, subject: str, *, erases: bool = False) -> None:
    """Append a link to a chain; nothing where neither lines nor rows are other than at its last link."""
    last = newest(connection, kind, subject)
    lines = lines_after(connection, kind, subject, last.last_line if last is not None else 0)
    rows = sealed_rows(connection, kind, subject)
    if not lines and rows == (last.rows if last is not None else {}):
        return
    link = Link(
        kind, subject, last.place + 1 if last is not None else 1, datetime.now(UTC),
        lines[-1].serial if lines else (last.last_line if last is not None else 0),
        digest_of(line.text for line in lines), rows, erases,
    )
    values = {name: getattr(link, name) for name in Link.__dataclass_fields__}
    values["sha256"] = hash_of(link, last.sha256 if last is not None else "")
    connection.execute(CHAIN_LINKS.insert().values(**values))


def newest(connection: sa.Connection, kind: Kind, subject: str) -> Link | None:
    """Return the last link of a chain, None before the first."""
    mine = (CHAIN_LINKS.c.kind == kind, CHAIN_LINKS.c.subject == subject)
    query = sa.select(CHAIN_LINKS).where(*mine).order_by(CHAIN_LINKS.c.place.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return link_of(row) if row is not None else None
