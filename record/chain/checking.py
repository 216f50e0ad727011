"""Checking: whether chains hold, and whether lines and rows are those that their last links bind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import groupby

import sqlalchemy as sa

from record.chain.links import Link, hash_of, link_of
from record.chain.rows import NOTHING, Kind, Line, Sealed, digest_of, lines_after, sealed_rows, subjects_in
from record.chain_tables import CHAIN_LINKS
from record.tables import CASES


class Fault(StrEnum):
    """What is not as the chain says."""

    UNLINKED = "unlinked"  # rows without a chain
    BROKEN = "broken"      # links changed or lacking
    CHANGED = "changed"
    LACKING = "lacking"
    ADDED = "added"


AUDIT_LINES = "audit"
LINKS = "chain_link"


@dataclass(frozen=True, slots=True)
class Problem:
    """One part of one subject that is not as its chain says.

    Attributes:
        number: Printed number of a case, empty where its row is gone and for all else.
        part: Table of the rows.
    """

    kind: Kind
    subject: str
    number: str
    part: str
    fault: Fault


def check_chains(connection: sa.Connection, since: datetime | None = None) -> Iterator[Problem]:
    """Yield what is not as the chains say, subject by subject.

    Args:
        connection: A reading transaction.
        since: Look only at chains that got a link since then, and at all of those; None: at every chain.
    """
    for kind in Kind:
        seen = set()
        for subject, links in _chains(connection, kind, since):
            seen.add(subject)
            yield from _problems(connection, kind, subject, links)
        if since is None:
            for subject in subjects_in(connection, kind):
                if subject not in seen and sealed_rows(connection, kind, subject):
                    yield _problem(connection, kind, subject, LINKS, Fault.UNLINKED)


def _chains(connection: sa.Connection, kind: Kind, since: datetime | None) -> Iterator[tuple[str, list[Link]]]:
    query = sa.select(CHAIN_LINKS).where(CHAIN_LINKS.c.kind == kind)
    if since is not None:
        changed = sa.select(CHAIN_LINKS.c.subject).where(CHAIN_LINKS.c.kind == kind, CHAIN_LINKS.c.at >= since)
        query = query.where(CHAIN_LINKS.c.subject.in_(changed))
    ordered = query.order_by(CHAIN_LINKS.c.subject, CHAIN_LINKS.c.place)
    rows = connection.execute(ordered, execution_options={"yield_per": 1000})
    for subject, links in groupby((link_of(row) for row in rows), lambda one: one.subject):
        yield subject, list(links)


def _problems(connection: sa.Connection, kind: Kind, subject: str, links: Sequence[Link]) -> Iterator[Problem]:
    if not _holds(links):
        yield _problem(connection, kind, subject, LINKS, Fault.BROKEN)
    fault = _fault_of_lines(links, lines_after(connection, kind, subject, 0))
    if fault is not None:
        yield _problem(connection, kind, subject, AUDIT_LINES, fault)
    for part, found in _differences(links[-1].rows, sealed_rows(connection, kind, subject)):
        yield _problem(connection, kind, subject, part, found)


def _holds(links: Sequence[Link]) -> bool:
    """Tell whether the links of a chain follow on each other from the first."""
    before = ""
    for place, link in enumerate(links, 1):
        if link.place != place or link.sha256 != hash_of(replace(link, place=place), before):
            return False
        before = link.sha256
    return True


def _fault_of_lines(links: Sequence[Link], lines: Sequence[Line]) -> Fault | None:
    """Return how the lines of the audit record differ from what the links bind, None where they do not."""
    whole = max((place for place, link in enumerate(links) if link.erases), default=0)
    first = links[whole - 1].last_line if whole else 0  # lines up to an erasure need not be there
    for link in links[whole:]:
        mine = [line.text for line in lines if first < line.serial <= link.last_line]
        first = max(first, link.last_line)
        if (fault := _fault(link.lines, digest_of(mine))) is not None:
            return fault
    beyond = any(line.serial > first for line in lines)
    return Fault.ADDED if beyond else None


def _differences(bound: Sealed, found: Sealed) -> Iterator[tuple[str, Fault]]:
    for part in sorted({*bound, *found}):
        fault = _fault(bound.get(part, NOTHING), found.get(part, NOTHING))
        if fault is not None:
            yield part, fault


def _fault(bound: tuple[int, str], found: tuple[int, str]) -> Fault | None:
    if bound == found:
        return None
    if bound[0] == found[0]:
        return Fault.CHANGED
    return Fault.LACKING if found[0] < bound[0] else Fault.ADDED


def _problem(connection: sa.Connection, kind: Kind, subject: str, part: str, fault: Fault) -> Problem:
    number = None
    if kind is Kind.CASE:
        number = connection.execute(sa.select(CASES.c.number).where(CASES.c.id == subject)).scalar()
    return Problem(kind, subject, str(number or ""), part, fault)
