"""Officers and their tokens; a token is shown once and kept only as its SHA-256."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cases.case import new_id
from cases.errors import KeyReused, NotAuthenticated, RequestInvalid
from record.scoping import Scope
from record.tables import IDEMPOTENCY, OFFICERS

ROLES = ("clerk", "officer", "supervisor", "auditor")


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who works in an office; sees that office's cases only."""

    id: str
    name: str
    role: str
    office: str

    @property
    def scope(self) -> Scope:
        """Which cases the officer sees."""
        return Scope(self.office)

    @property
    def registers(self) -> bool:
        """Whether the role may take material in."""
        return self.role != "auditor"

    @property
    def decides(self) -> bool:
        """Whether the role may decide cases and send letters."""
        return self.role in {"officer", "supervisor"}


class OfficerRepository:
    """The only SQL about officers and their repeated requests."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, name: str, role: str, office: str, now: datetime) -> str:
        """Register an officer and return the token, which nobody can show again.

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
        token = secrets.token_urlsafe(32)
        self._connection.execute(
            OFFICERS.insert().values(
                id=new_id(now), name=name, role=role, office=office, token_sha256=_digest(token), created_at=now
            )
        )
        return token

    def by_token(self, token: str) -> Officer:
        """Return the officer a token belongs to.

        Raises:
            NotAuthenticated: Nobody's token.
        """
        query = sa.select(OFFICERS.c.id, OFFICERS.c.name, OFFICERS.c.role, OFFICERS.c.office)
        row = self._connection.execute(query.where(OFFICERS.c.token_sha256 == _digest(token))).one_or_none()
        if row is None:
            raise NotAuthenticated()
        return Officer(**row._mapping)

    def named(self, name: str, office: str) -> Officer | None:
        """Return the officer of that name in an office, None for nobody."""
        query = sa.select(OFFICERS.c.id, OFFICERS.c.name, OFFICERS.c.role, OFFICERS.c.office)
        row = self._connection.execute(query.where(OFFICERS.c.name == name, OFFICERS.c.office == office)).one_or_none()
        return Officer(**row._mapping) if row is not None else None

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


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
