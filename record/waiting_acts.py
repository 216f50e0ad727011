"""WaitingActRepository: acts of officers that are carried out later. The caller owns the transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cases.errors import NotFound
from cases.waiting import WAITING, Stage, WaitingAct
from record.scoping import Scope
from record.tables import CASES
from record.teamwork_tables import WAITING_ACTS
from record.touched import touch


class WaitingActRepository:
    """The only SQL about acts that wait."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, act: WaitingAct) -> None:
        """Keep an act that waits."""
        values = {name: getattr(act, name) for name in WaitingAct.__dataclass_fields__}
        self._connection.execute(WAITING_ACTS.insert().values(**{**values, "asked": dict(act.asked)}))
        touch(self._connection, act.case_id)

    def get(self, act_id: str) -> WaitingAct:
        """Return an act.

        Raises:
            NotFound: There is none with this id.
        """
        row = self._connection.execute(sa.select(WAITING_ACTS).where(WAITING_ACTS.c.id == act_id)).one_or_none()
        if row is None:
            raise NotFound(what="该项办理")
        return _act(row)

    def of_case(self, case_id: str) -> WaitingAct | None:
        """Return the act of a case that is still to be carried out, None for none."""
        query = sa.select(WAITING_ACTS).where(WAITING_ACTS.c.case_id == case_id, WAITING_ACTS.c.stage.in_(WAITING))
        row = self._connection.execute(query).one_or_none()
        return _act(row) if row is not None else None

    def last_of_case(self, case_id: str) -> WaitingAct | None:
        """Return the newest act of a case that waits or waited, None for none."""
        query = sa.select(WAITING_ACTS).where(WAITING_ACTS.c.case_id == case_id)
        row = self._connection.execute(query.order_by(WAITING_ACTS.c.id.desc()).limit(1)).one_or_none()
        return _act(row) if row is not None else None

    def of_stage(self, scope: Scope, stage: Stage, limit: int = 200) -> list[WaitingAct]:
        """Return the acts of a stage of all cases that a scope shows, oldest first."""
        query = sa.select(WAITING_ACTS).join(CASES, CASES.c.id == WAITING_ACTS.c.case_id)
        query = query.where(WAITING_ACTS.c.stage == stage, *scope.conditions())
        rows = self._connection.execute(query.order_by(WAITING_ACTS.c.made_at, WAITING_ACTS.c.id).limit(limit))
        return [_act(row) for row in rows]

    def move(self, act: WaitingAct, after: Stage, **values: Any) -> bool:
        """Change the stage unless somebody else has changed it; tell whether it was changed."""
        touch(self._connection, act.case_id)
        mine = (WAITING_ACTS.c.id == act.id, WAITING_ACTS.c.stage == act.stage)
        return self._connection.execute(WAITING_ACTS.update().where(*mine).values(stage=after, **values)).rowcount == 1

    def end(self, act: WaitingAct, after: Stage, now: datetime, note: str = "") -> bool:
        """Bring an act to its end; False when it is there already."""
        return self.move(act, after, ended_at=now, note=note or act.note)


def _act(row: sa.Row[Any]) -> WaitingAct:
    values = dict(row._mapping)
    return WaitingAct(**{**values, "stage": Stage(str(values["stage"]))})
