"""TaskRepository: what officers have to do for a case, beside its flags. The caller owns the transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cases.case import Case, new_id
from cases.errors import NotFound
from cases.tasks import TaskKind
from record.inserts import add_once
from record.tables import CASES, TASKS
from record.touched import touch


class TaskRepository:
    """The only SQL about officers' tasks."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, case: Case, kind: TaskKind, text: str, now: datetime) -> None:
        """Give the officers something to do, once per case, kind and revision."""
        row = {
            "id": new_id(now), "case_id": case.id, "kind": kind, "round": case.revision, "text": text,
            "created_at": now,
        }
        add_once(self._connection, TASKS, ("case_id", "kind", "round"), row)
        touch(self._connection, case.id)

    def renew(self, case: Case, kind: TaskKind, text: str, now: datetime) -> None:
        """Give the officers something to do that may come again: one that was ticked off is open once more."""
        self.add(case, kind, text, now)
        mine = (TASKS.c.case_id == case.id, TASKS.c.kind == kind, TASKS.c.round == case.revision)
        self._connection.execute(TASKS.update().where(*mine).values(text=text, done_at=None))

    def open_again(self, case: Case, kind: TaskKind, text: str, now: datetime) -> None:
        """Give the officers something to do, again where they ticked it off; what is still open stays as it is."""
        self.add(case, kind, text, now)
        mine = (TASKS.c.case_id == case.id, TASKS.c.kind == kind, TASKS.c.round == case.revision)
        done = TASKS.update().where(*mine, TASKS.c.done_at.is_not(None))
        self._connection.execute(done.values(text=text, done_at=None))

    def finish(self, case_id: str, kinds: Sequence[TaskKind], now: datetime) -> int:
        """Tick off the open tasks of some kinds; return how many there were."""
        result = self._connection.execute(
            TASKS.update()
            .where(TASKS.c.case_id == case_id, TASKS.c.kind.in_(kinds), TASKS.c.done_at.is_(None))
            .values(done_at=now)
        )
        touch(self._connection, case_id)
        return result.rowcount

    def finish_about(self, office: str, applicant: str, kind: TaskKind, now: datetime) -> None:
        """Tick off the open tasks of a kind in all cases of an applicant."""
        query = _about(office, applicant, kind).where(TASKS.c.done_at.is_(None))
        for case_id in self._connection.execute(query).scalars().all():
            self.finish(case_id, (kind,), now)

    def called_about(self, office: str, applicant: str, kind: TaskKind, since: datetime) -> bool:
        """Tell whether a case of an applicant has an open task of a kind, or one made or ticked off since a time."""
        known = sa.or_(TASKS.c.done_at.is_(None), TASKS.c.created_at > since, TASKS.c.done_at > since)
        return self._connection.execute(_about(office, applicant, kind).where(known).limit(1)).first() is not None

    def tick_off(self, case_id: str, task_id: str, now: datetime) -> str:
        """Tick one open task off and return its kind.

        Raises:
            NotFound: The case has no such task, or it is done.
        """
        key = (TASKS.c.case_id == case_id, TASKS.c.id == task_id, TASKS.c.done_at.is_(None))
        kind = self._connection.execute(sa.select(TASKS.c.kind).where(*key)).scalar()
        if kind is None:
            raise NotFound(what="待办的该项任务")
        self._connection.execute(TASKS.update().where(*key).values(done_at=now))
        touch(self._connection, case_id)
        return str(kind)

    def of_case(self, case_id: str) -> list[dict[str, Any]]:
        """Return what officers have to do for a case, oldest first."""
        order = (TASKS.c.created_at, TASKS.c.round, TASKS.c.id)
        rows = self._connection.execute(sa.select(TASKS).where(TASKS.c.case_id == case_id).order_by(*order))
        return [dict(row._mapping) for row in rows]


def _about(office: str, applicant: str, kind: TaskKind) -> sa.Select[Any]:
    """Ask for the cases of an applicant that have, or had, a task of a kind."""
    query = sa.select(TASKS.c.case_id).join(CASES, CASES.c.id == TASKS.c.case_id)
    return query.where(CASES.c.office == office, CASES.c.applicant == applicant, TASKS.c.kind == kind)
