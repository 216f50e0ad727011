"""What a chain binds: the rows of a case, a mail, an officer, a reading, the office; and the lines of its audit record.

Rows are told by the database as JSON texts, columns in the order given here. A column that is not named is not bound:
it changes without anybody's act (leases, attempts of a step, last use of a token). A revision that changes bound
columns has to check the chains before, and to add a link to each afterwards.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import sqlalchemy as sa

from cases.case import StepKind
from record.access_tables import OFFICERS, TOKENS
from record.material_tables import DISCARDED_FILES, JOINED_CASES
from record.office_tables import CONTACTS
from record.ruling_tables import JOINED_SEALS, RULINGS
from record.tables import (
    ANCHORS,
    ASSIGNMENTS,
    AUDIT,
    CASE_MESSAGES,
    CASES,
    FILE_READINGS,
    FILES,
    LETTERS,
    MESSAGES,
    PAGE_READINGS,
    REPORTS,
    STEPS,
    TASKS,
    TOLERANCES,
)
from record.teamwork_tables import LETTER_EDITS, STAND_INS, WAITING_ACTS


class Kind(StrEnum):
    """What has a chain of its own."""

    CASE = "case"
    MESSAGE = "message"
    OFFICER = "officer"
    READING = "reading"
    OFFICE = "office"


OFFICE = "office"
"""The one subject of :attr:`Kind.OFFICE`: what is about no case."""

Sealed = Mapping[str, tuple[int, str]]
"""By part: how many rows, and the SHA-256 of them."""

NOTHING = (0, hashlib.sha256().hexdigest())


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the audit record as text."""

    serial: int
    text: str


_SUBJECT = sa.bindparam("subject", type_=sa.String)
_STEP = ("id", "kind", "subject", "revision", "queue", "created_at")


def _all_but(table: sa.Table, *but: str) -> list[sa.Column[object]]:
    return [column for column in table.columns if column.name not in but]


def _told(
    part: str, columns: Iterable[sa.Column[object]], *conditions: sa.ColumnElement[bool]
) -> sa.Select[str, str]:
    text: sa.ColumnElement[str] = sa.func.json_array(*columns, type_=sa.Text)
    name: sa.ColumnElement[str] = sa.literal_column(f"'{part}'", sa.String)
    return sa.select(name.label("part"), text.label("row")).where(*conditions)


def _steps(kind: StepKind, whose: sa.ColumnElement[bool]) -> sa.Select[str, str]:
    return _told("step", [STEPS.c[name] for name in _STEP], STEPS.c.kind == sa.literal_column(f"'{kind}'"), whose)


def _of_case() -> list[sa.Select[str, str]]:
    whole = {
        "case_message": CASE_MESSAGES, "file": FILES, "report": REPORTS, "letter": LETTERS, "letter_edit": LETTER_EDITS,
        "task": TASKS, "tolerance": TOLERANCES, "assignment": ASSIGNMENTS, "ruling": RULINGS,
        "joined_case": JOINED_CASES, "waiting_act": WAITING_ACTS,
    }
    files = sa.select(FILES.c.id).where(FILES.c.case_id == _SUBJECT)
    letters = sa.select(LETTERS.c.id).where(LETTERS.c.case_id == _SUBJECT)
    acts = sa.select(WAITING_ACTS.c.id).where(WAITING_ACTS.c.case_id == _SUBJECT)
    return [
        _told("case", CASES.columns, CASES.c.id == _SUBJECT),
        *(_told(name, table.columns, table.c.case_id == _SUBJECT) for name, table in whole.items()),
        _told("discarded_file", DISCARDED_FILES.columns, DISCARDED_FILES.c.file_id.in_(files)),
        _steps(StepKind.READ, STEPS.c.subject == _SUBJECT),
        _steps(StepKind.LETTER, STEPS.c.subject.in_(letters)),
        _steps(StepKind.ACT, STEPS.c.subject.in_(acts)),
    ]


def _of_others() -> dict[Kind, list[sa.Select[str, str]]]:
    changing = ("totp_last", "last_login_at", "last_login_from")
    return {
        Kind.MESSAGE: [
            _told("message", MESSAGES.columns, MESSAGES.c.id == _SUBJECT),
            _steps(StepKind.PARSE, STEPS.c.subject == _SUBJECT),
        ],
        Kind.OFFICER: [
            _told("officer", _all_but(OFFICERS, *changing), OFFICERS.c.id == _SUBJECT),
            _told("token", _all_but(TOKENS, "last_used_at"), TOKENS.c.officer == _SUBJECT),
        ],
        Kind.READING: [
            _told("file_reading", FILE_READINGS.columns, FILE_READINGS.c.sha256 == _SUBJECT),
            _told("page_reading", PAGE_READINGS.columns, PAGE_READINGS.c.content_key == _SUBJECT),
            _told("joined_seal", JOINED_SEALS.columns, JOINED_SEALS.c.key == _SUBJECT),
        ],
        Kind.OFFICE: [
            _told("anchor", ANCHORS.columns), _told("stand_in", STAND_INS.columns), _told("contact", CONTACTS.columns),
        ],
    }


@cache
def _query(kind: Kind) -> sa.CompoundSelect[str, str]:
    return sa.union_all(*(_of_case() if kind is Kind.CASE else _of_others()[kind]))


def sealed_rows(connection: sa.Connection, kind: Kind, subject: str) -> Sealed:
    """Return number and digest of the rows of a subject as they stand; parts without a row are left out."""
    found: dict[str, list[str]] = {}
    for part, row in connection.execute(_query(kind), {"subject": subject}):
        found.setdefault(part, []).append(row)
    return {part: digest_of(sorted(rows)) for part, rows in sorted(found.items())}


def lines_after(connection: sa.Connection, kind: Kind, subject: str, serial: int) -> list[Line]:
    """Return the lines of the audit record about a subject behind one of them, oldest first."""
    if kind is Kind.CASE:
        whose = AUDIT.c.case_id == subject
    elif kind is Kind.OFFICE:
        whose = AUDIT.c.case_id.is_(None)
    else:
        return []
    text = sa.func.json_array(*AUDIT.columns, type_=sa.Text)
    query = sa.select(AUDIT.c.serial, text).where(whose, AUDIT.c.serial > serial).order_by(AUDIT.c.serial)
    return [Line(row[0], row[1]) for row in connection.execute(query)]


def digest_of(texts: Iterable[str]) -> tuple[int, str]:
    """Return how many texts there are, and their SHA-256; none holds a line break: they are JSON."""
    count, digest = 0, hashlib.sha256()
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass"))
        digest.update(b"\n")
        count += 1
    return count, digest.hexdigest()


_SUBJECTS = {
    Kind.CASE: [CASES.c.id], Kind.MESSAGE: [MESSAGES.c.id], Kind.OFFICER: [OFFICERS.c.id],
    Kind.READING: [FILE_READINGS.c.sha256, PAGE_READINGS.c.content_key, JOINED_SEALS.c.key],
}


def subjects_in(connection: sa.Connection, kind: Kind) -> list[str]:
    """Return every subject of a kind that has rows, in order."""
    if kind is Kind.OFFICE:
        return [OFFICE]
    found = {str(one) for column in _SUBJECTS[kind] for one in connection.execute(sa.select(column)).scalars()}
    return sorted(found)
