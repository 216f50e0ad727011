"""Officers: who works in which office, in which role, on which items; and the answers to their repeated requests."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cases.case import new_id
from cases.errors import KeyReused, NotFound, RequestInvalid
from record.access_tables import OFFICERS
from record.chain.rows import Kind
from record.scoping import Scope
from record.tables import IDEMPOTENCY
from record.touched import mark_changed

ROLE_NAMES = {"clerk": "窗口", "officer": "审核", "supervisor": "主管", "auditor": "稽核"}
"""Every role, with what officers call it."""

ROLES = tuple(ROLE_NAMES)


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who works in an office; sees that office's cases only.

    Attributes:
        items: Codes of the business items that the officer sees; None: all of the office.
        stands_in_for: Names of those whom the officer stands in for today; role and items hold theirs too.
    """

    id: str
    name: str
    role: str
    office: str
    items: frozenset[str] | None = None
    stands_in_for: tuple[str, ...] = ()

    @property
    def scope(self) -> Scope:
        """Which cases the officer sees."""
        return Scope(self.office, self.items)

    @property
    def names(self) -> tuple[str, ...]:
        """Whose cases are the officer's today: his own and those of whom he stands in for."""
        return (self.name, *self.stands_in_for)

    @property
    def registers(self) -> bool:
        """Whether the role may take material in."""
        return self.role != "auditor"

    @property
    def decides(self) -> bool:
        """Whether the role may decide cases and send letters."""
        return self.role in {"officer", "supervisor"}


OFFICER_COLUMNS = (OFFICERS.c.id, OFFICERS.c.name, OFFICERS.c.role, OFFICERS.c.office, OFFICERS.c["items"])
"""What an officer is made of, see :func:`officer_of`."""


def officer_of(row: Any) -> Officer:
    """Return the officer of a row that holds :data:`OFFICER_COLUMNS`."""
    items = frozenset(row.items) if row.items is not None else None
    return Officer(row.id, row.name, row.role, row.office, items)


class OfficerRepository:
    """The only SQL about officers and their repeated requests."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(
        self, name: str, role: str, office: str, now: datetime, items: Collection[str] | None = None
    ) -> Officer:
        """Register an officer.

        Raises:
            RequestInvalid: Unknown role, or the name is taken.
        """
        if role not in ROLES:
            raise RequestInvalid(reason=f"角色须为 {'、'.join(ROLES)} 之一")
        name = name.strip()
        if not name or len(name) > 80 or not name.isprintable():
            raise RequestInvalid(reason="姓名须为1至80个可显示的字符")
        if self._connection.execute(sa.select(OFFICERS.c.id).where(OFFICERS.c.name == name)).scalar() is not None:
            raise RequestInvalid(reason=f"已有名为“{name}”的用户")
        kept = sorted(items) if items is not None else None
        made = Officer(new_id(now), name, role, office, frozenset(kept) if kept is not None else None)
        mark_changed(self._connection, Kind.OFFICER, made.id)
        self._connection.execute(
            OFFICERS.insert().values(
                id=made.id, name=name, role=role, office=office, items=kept, created_at=now
            )
        )
        return made

    def named(self, name: str, office: str) -> Officer | None:
        """Return the officer of that name in an office, None for nobody."""
        return self._one(OFFICERS.c.name == name, OFFICERS.c.office == office)

    def working(self, name: str, office: str) -> Officer | None:
        """Return the officer of that name in an office, None for nobody and for one who was shut out."""
        return self._one(OFFICERS.c.name == name, OFFICERS.c.office == office, OFFICERS.c.disabled_at.is_(None))

    def known(self, name: str, office: str) -> Officer:
        """Return the officer of that name in an office.

        Raises:
            NotFound: Nobody.
        """
        found = self.named(name, office)
        if found is None:
            raise NotFound(what=f"名为“{name}”的用户")
        return found

    def earlier_answer(self, officer: Officer, key: str, request: str) -> dict[str, Any] | None:
        """Return what the same request with this key was answered before, None if it is new.

        Raises:
            KeyReused: The key was used for another request.
        """
        row = self._connection.execute(
            sa.select(IDEMPOTENCY).where(IDEMPOTENCY.c.officer == officer.id, IDEMPOTENCY.c.key == key)
        ).one_or_none()
        if row is None:
            return None
        if row.request_sha256 != _digest(request):
            raise KeyReused()
        return dict(row.response)

    def keep_answer(self, officer: Officer, key: str, request: str, response: dict[str, Any], now: datetime) -> None:
        """Keep the answer, in the transaction of what was done."""
        self._connection.execute(
            IDEMPOTENCY.insert().values(
                officer=officer.id, key=key, request_sha256=_digest(request), response=response, made_at=now
            )
        )

    def forget_answers(self, before: datetime) -> int:
        """Forget the answers that were kept before a time; return how many."""
        return self._connection.execute(IDEMPOTENCY.delete().where(IDEMPOTENCY.c.made_at < before)).rowcount

    def _one(self, *conditions: sa.ColumnElement[bool]) -> Officer | None:
        row = self._connection.execute(sa.select(*OFFICER_COLUMNS).where(*conditions)).one_or_none()
        return officer_of(row) if row is not None else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
