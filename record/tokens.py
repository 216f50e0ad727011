"""Tokens: keys of programs that act for an officer; shown once and kept only as their SHA-256."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cases.case import new_id
from cases.errors import NotAuthenticated, NotFound
from record.access_tables import OFFICERS, TOKENS
from record.chain.rows import Kind
from record.officers import OFFICER_COLUMNS, Officer, officer_of
from record.touched import mark_changed


@dataclass(frozen=True, slots=True)
class Token:
    """A token as its owner sees it.

    Attributes:
        scopes: What it may be used for, within what the role may; None: all of that.
        expires_at: None: never.
        last_used_at: To about ten minutes.
    """

    id: str
    name: str
    scopes: frozenset[str] | None
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None

    def holds_at(self, now: datetime) -> bool:
        """Whether it is good at a time."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)

    def allows(self, scope: str) -> bool:
        """Whether it may be used for something."""
        return self.scopes is None or scope in self.scopes


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token is to be good for; see :class:`Token`."""

    name: str
    scopes: Collection[str] | None = None
    expires_at: datetime | None = None


class TokenRepository:
    """The only SQL about tokens."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def make(self, officer: Officer, grant: Grant, now: datetime) -> str:
        """Make a token and return it, which nobody can show again."""
        token = secrets.token_urlsafe(32)
        mark_changed(self._connection, Kind.OFFICER, officer.id)
        self._connection.execute(
            TOKENS.insert().values(
                id=new_id(now), officer=officer.id, name=grant.name, sha256=digest(token), created_at=now,
                scopes=sorted(grant.scopes) if grant.scopes is not None else None, expires_at=grant.expires_at,
            )
        )
        return token

    def bearer(self, token: str, now: datetime) -> tuple[Officer, Token]:
        """Return the officer whom a token belongs to, and the token.

        Raises:
            NotAuthenticated: Nobody's, or it is good no more.
        """
        held = self._connection.execute(sa.select(*_COLUMNS).where(TOKENS.c.sha256 == digest(token)))
        row = held.one_or_none()
        if row is None or not _token(row).holds_at(now):
            raise NotAuthenticated()
        query = sa.select(*OFFICER_COLUMNS).where(OFFICERS.c.id == row.officer, OFFICERS.c.disabled_at.is_(None))
        owner = self._connection.execute(query).one_or_none()
        if owner is None:
            raise NotAuthenticated()
        return officer_of(owner), _token(row)

    def used(self, token: Token, now: datetime) -> None:
        """Note that a token was used."""
        self._connection.execute(TOKENS.update().where(TOKENS.c.id == token.id).values(last_used_at=now))

    def of(self, officer: Officer) -> list[Token]:
        """Return an officer's tokens, newest first, those that are revoked too."""
        query = sa.select(*_COLUMNS).where(TOKENS.c.officer == officer.id).order_by(TOKENS.c.id.desc())
        return [_token(row) for row in self._connection.execute(query)]

    def revoke(self, officer: Officer, token_id: str, now: datetime) -> None:
        """Make one of an officer's tokens good for nothing.

        Raises:
            NotFound: The officer has no such token.
        """
        mine = (TOKENS.c.id == token_id, TOKENS.c.officer == officer.id)
        if not self._revoke(officer, mine, now):
            raise NotFound(what="该令牌")

    def revoke_all(self, officer: Officer, now: datetime) -> int:
        """Make all of an officer's tokens good for nothing; return how many were good."""
        good = sa.or_(TOKENS.c.expires_at.is_(None), TOKENS.c.expires_at > now)
        return self._revoke(officer, (TOKENS.c.officer == officer.id, good), now)

    def _revoke(self, officer: Officer, which: tuple[sa.ColumnElement[bool], ...], now: datetime) -> int:
        mark_changed(self._connection, Kind.OFFICER, officer.id)
        held = TOKENS.update().where(*which, TOKENS.c.revoked_at.is_(None))
        return self._connection.execute(held.values(revoked_at=now)).rowcount


_COLUMNS = [one for one in TOKENS.c if one.name != "sha256"]


def digest(secret: str) -> str:
    """Return what is kept of a token or a cookie."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _token(row: Any) -> Token:
    scopes = frozenset(row.scopes) if row.scopes is not None else None
    return Token(row.id, row.name, scopes, row.created_at, row.expires_at, row.revoked_at, row.last_used_at)
