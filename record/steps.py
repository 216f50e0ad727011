"""StepRepository: work that has to be done, leased by fenced attempts.

A step is queued in the transaction that makes it necessary. A worker leases it (the attempt is counted
and committed before the work, so that a killed worker counts), does the work and finishes it in the
transaction of its results. A late write of an older attempt finds another fence and is refused.
Source: trust I8, I10, I13, I15.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from cases.case import Step, StepKind, StepState, new_id
from record.chain.rows import Kind
from record.inserts import add_once
from record.tables import STEPS, UtcTime
from record.touched import mark_changed

MAX_ATTEMPTS = 3
LEASE = timedelta(seconds=90)
"""Longer than the sandbox's page limit; renewed after each page."""
LETTER_LEASE = timedelta(minutes=20)
"""Longer than all of SMTP's time limits together: a slow server must not make a second worker send a second copy."""
AT_ONCE = timedelta()

_SUBJECTS = {StepKind.PARSE: Kind.MESSAGE, StepKind.READ: Kind.CASE}
"""Whose chain a step belongs to; one of a letter or an act is made with it, which marks the case."""

_COLUMNS = [STEPS.c[name] for name in ("id", "kind", "subject", "revision", "state", "fence", "queue")]


class LeaseLost(Exception):
    """Another attempt has taken the step over; what was done here is rolled back."""


class StepRepository:
    """The only SQL about steps. The caller owns the transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(
        self, kind: StepKind, subject: str, revision: int, queue: str, now: datetime, wait: timedelta = AT_ONCE
    ) -> str:
        """Queue a step, due now or after a while; the same kind, subject and revision again is the same step.

        A new one is announced when the transaction is committed (:attr:`record.database.Database.announce`).
        """
        key = {"kind": kind, "subject": subject, "revision": revision}
        row = {
            "id": new_id(now), **key, "queue": queue, "state": StepState.QUEUED, "fence": 0, "holder": "",
            "not_before": now + wait, "error": "", "created_at": now,
        }
        is_new = add_once(self._connection, STEPS, tuple(key), row)
        if kind in _SUBJECTS:
            mark_changed(self._connection, _SUBJECTS[kind], subject)
        mine = [STEPS.c[name] == value for name, value in key.items()]
        step = _step(self._connection.execute(sa.select(*_COLUMNS).where(*mine)).one())
        if is_new:
            self._connection.get_execution_options().get("steps_made", []).append(step)
        return step.id

    def again(self, kind: StepKind, subject: str, queue: str, now: datetime, wait: timedelta = AT_ONCE) -> str:
        """Queue work that has been done or given up once more, as a step of its own."""
        mine = (STEPS.c.kind == kind, STEPS.c.subject == subject)
        last = self._connection.execute(sa.select(sa.func.max(STEPS.c.revision)).where(*mine)).scalar()
        return self.add(kind, subject, int(last or 0) + 1, queue, now, wait)

    def cancel(self, kind: StepKind, subject: str) -> bool:
        """Take back a step that nobody has begun; False when it is done, or being done at this moment."""
        mine = (STEPS.c.kind == kind, STEPS.c.subject == subject, STEPS.c.state == StepState.QUEUED)
        return self._connection.execute(STEPS.update().where(*mine).values(state=StepState.DONE)).rowcount == 1

    def lease(self, step_id: str, holder: str, now: datetime) -> Step | None:
        """Take a queued step, counting the attempt; None when it is done, taken or not yet due."""
        long, short = (sa.literal(now + lease, UtcTime) for lease in (LETTER_LEASE, LEASE))
        until = sa.case((STEPS.c.kind == StepKind.LETTER, long), else_=short)
        taken = self._connection.execute(
            STEPS.update()
            .where(STEPS.c.id == step_id, STEPS.c.state == StepState.QUEUED, STEPS.c.not_before <= now)
            .values(state=StepState.RUNNING, fence=STEPS.c.fence + 1, holder=holder, lease_until=until)
            .returning(*_COLUMNS)
        ).one_or_none()
        return _step(taken) if taken is not None else None

    def renew(self, step: Step, now: datetime) -> bool:
        """Prolong the lease; False when it was lost to another attempt."""
        return self._update(step, lease_until=now + LEASE)

    def finish(self, step: Step) -> bool:
        """Mark the step done; False when it was lost, and the caller must roll back."""
        return self._update(step, state=StepState.DONE, holder="", error="")

    def give_back(self, step: Step, not_before: datetime, error: str, *, final: bool) -> bool:
        """Queue the step for another attempt, or fail it for good."""
        state = StepState.FAILED if final else StepState.QUEUED
        return self._update(step, state=state, holder="", not_before=not_before, error=error[:500])

    def wait(self, step: Step, not_before: datetime, reason: str) -> bool:
        """Queue the step again as if it had not been tried: what stopped it says nothing about it."""
        return self._update(
            step, state=StepState.QUEUED, holder="", not_before=not_before, error=reason[:500], fence=step.fence - 1
        )

    def release_dead(self, holders: list[str], now: datetime) -> int:
        """Queue again what expired leases or the named dead holders were working on; count it."""
        lost = sa.or_(STEPS.c.lease_until < now, STEPS.c.holder.in_(holders))
        result = self._connection.execute(
            STEPS.update()
            .where(STEPS.c.state == StepState.RUNNING, lost)
            .values(state=StepState.QUEUED, holder="", not_before=now)
        )
        return int(result.rowcount)

    def holders(self) -> list[str]:
        """Return who is working now."""
        query = sa.select(STEPS.c.holder).where(STEPS.c.state == StepState.RUNNING).distinct()
        return list(self._connection.execute(query).scalars())

    def due(self, now: datetime, queue: str | None = None, limit: int = 500) -> list[Step]:
        """Return queued steps whose time has come, of one queue or of all, oldest first."""
        query = (
            sa.select(*_COLUMNS)
            .where(STEPS.c.state == StepState.QUEUED, STEPS.c.not_before <= now)
            .order_by(STEPS.c.not_before, STEPS.c.id)
            .limit(limit)
        )
        if queue is not None:
            query = query.where(STEPS.c.queue == queue)
        return [_step(row) for row in self._connection.execute(query)]

    def get(self, step_id: str) -> Step | None:
        """Return the step as it stands, None when there is no such id."""
        row = self._connection.execute(sa.select(*_COLUMNS).where(STEPS.c.id == step_id)).one_or_none()
        return _step(row) if row is not None else None

    def open_count(self) -> int:
        """Count steps that are queued or running, whenever they are due."""
        query = sa.select(sa.func.count()).select_from(STEPS)
        return int(self._connection.execute(query.where(STEPS.c.state.in_(["queued", "running"]))).scalar_one())

    def _update(self, step: Step, **values: object) -> bool:
        result = self._connection.execute(
            STEPS.update()
            .where(STEPS.c.id == step.id, STEPS.c.state == StepState.RUNNING, STEPS.c.fence == step.fence)
            .values(**values)
        )
        return result.rowcount == 1


def claim(connection: sa.Connection, step: Step) -> None:
    """Finish the step in this transaction, or roll everything back when it was lost.

    Raises:
        LeaseLost: A newer attempt has the step.
    """
    if not StepRepository(connection).finish(step):
        raise LeaseLost(step.id)


def _step(row: sa.Row[tuple[object, ...]]) -> Step:
    values = dict(row._mapping)
    values["kind"] = StepKind(str(values["kind"]))
    values["state"] = StepState(str(values["state"]))
    return Step(**values)
