"""MaterialRepository: which files count, what went over to another case, and pages looked at without cover."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from cases.case import Case, CaseFile
from cases.errors import NotFound
from record.material_tables import DISCARDED_FILES, JOINED_CASES, PAGE_VIEWS
from record.tables import CASE_MESSAGES, FILES, TOLERANCES
from record.tolerances import OWED
from record.touched import touch

VIEW_LASTS = timedelta(minutes=1)
"""How long the address of an uncovered page holds; it is good for one look."""

_FAR = 1_000_000
"""Positions that no case has: files stand there while they are numbered anew."""


class MaterialRepository:
    """The only SQL about files that change hands. The caller owns the transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    # ---- files

    def discard(self, case: Case, file: CaseFile, reason: str | None) -> None:
        """Leave a file out of the judgement, or take it back in where the reason is None; files are numbered anew."""
        self._connection.execute(DISCARDED_FILES.delete().where(DISCARDED_FILES.c.file_id == file.id))
        if reason is not None:
            self._connection.execute(DISCARDED_FILES.insert().values(file_id=file.id, reason=reason))
        self._number(case.id)

    def hand_over(self, case: Case, files: Sequence[CaseFile], to: Case) -> None:
        """Give files of a case to another one, behind those it has, in its present round."""
        touch(self._connection, case.id)
        for place, one in enumerate(files):
            values = {"case_id": to.id, "revision": to.revision, "position": _FAR + place}
            self._connection.execute(FILES.update().where(FILES.c.id == one.id).values(**values))
        self._number(case.id)
        self._number(to.id)

    def _number(self, case_id: str) -> None:
        """Number the files of a case from 0, those that count first."""
        touch(self._connection, case_id)
        query = sa.select(FILES.c.id).outerjoin(DISCARDED_FILES).where(FILES.c.case_id == case_id)
        order = (DISCARDED_FILES.c.file_id.is_not(None), FILES.c.position)
        ids = list(self._connection.execute(query.order_by(*order)).scalars())
        for start in (2 * _FAR, 0):
            for place, one in enumerate(ids):
                self._connection.execute(FILES.update().where(FILES.c.id == one).values(position=start + place))

    # ---- cases joined to others

    def join(self, case: Case, into: Case, now: datetime) -> None:
        """Note that a case went over into another, with its mails and what it still owes."""
        self._connection.execute(JOINED_CASES.insert().values(case_id=case.id, into_id=into.id, joined_at=now))
        touch(self._connection, case.id)
        mine, there = CASE_MESSAGES.c.case_id == case.id, CASE_MESSAGES.c.case_id == into.id
        known = sa.select(CASE_MESSAGES.c.message_id).where(there)
        self._connection.execute(
            CASE_MESSAGES.update().where(mine, CASE_MESSAGES.c.message_id.not_in(known))
            .values(case_id=into.id, revision=into.revision)
        )
        owed = sa.select(TOLERANCES.c.material).where(TOLERANCES.c.case_id == into.id)
        self._connection.execute(
            TOLERANCES.update()
            .where(TOLERANCES.c.case_id == case.id, TOLERANCES.c.state.in_(OWED), TOLERANCES.c.material.not_in(owed))
            .values(case_id=into.id, unit=into.unit)
        )
        touch(self._connection, into.id)

    def joined_into(self, case_id: str) -> str | None:
        """Return the id of the case that a case went over into, at last; None for one that stands by itself."""
        found, seen = case_id, {case_id}
        while True:
            query = sa.select(JOINED_CASES.c.into_id).where(JOINED_CASES.c.case_id == found)
            further = self._connection.execute(query).scalar()
            if further is None or further in seen:
                return None if found == case_id else found
            seen.add(further)
            found = str(further)

    # ---- pages without cover

    def open_view(self, case: Case, page: int, officer_id: str, now: datetime) -> str:
        """Return the token of one look at a page without cover; only its digest is kept."""
        token = secrets.token_urlsafe(24)
        self._connection.execute(PAGE_VIEWS.delete().where(PAGE_VIEWS.c.expires_at < now))
        self._connection.execute(PAGE_VIEWS.insert().values(
            token_sha256=_digest(token), case_id=case.id, page=page, officer=officer_id, expires_at=now + VIEW_LASTS,
        ))
        return token

    def take_view(self, token: str, case: Case, page: int, officer_id: str, now: datetime) -> None:
        """Use up the token of one look.

        Raises:
            NotFound: It was used, is too old, or is for another page, case or officer.
        """
        result = self._connection.execute(PAGE_VIEWS.delete().where(
            PAGE_VIEWS.c.token_sha256 == _digest(token), PAGE_VIEWS.c.case_id == case.id, PAGE_VIEWS.c.page == page,
            PAGE_VIEWS.c.officer == officer_id, PAGE_VIEWS.c.expires_at >= now,
        ))
        if result.rowcount != 1:
            raise NotFound(what="该页的查看链接（只能用一次，一分钟内有效）")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
