"""RulingRepository: what officers said of cases, nothing of it ever deleted. The caller owns the transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from pydantic import TypeAdapter

from cases.errors import NotFound
from cases.kept_rulings import KeptRuling, Shown
from cases.rulings import Life, Ruling, Rulings
from record.ruling_tables import RULINGS
from record.tables import CASES
from record.touched import touch

_RULING: TypeAdapter[Ruling] = TypeAdapter(Ruling)
_SHOWN: TypeAdapter[Shown] = TypeAdapter(Shown)


class RulingRepository:
    """The only SQL about rulings."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, kept: KeptRuling) -> None:
        """Keep a new ruling, behind those that the case has."""
        last = sa.select(sa.func.max(RULINGS.c.place)).where(RULINGS.c.case_id == kept.case_id).scalar_subquery()
        self._connection.execute(RULINGS.insert().values(
            id=kept.id, case_id=kept.case_id, place=sa.func.coalesce(last + 1, 1), question=kept.question,
            kind=kept.ruling.kind, life=kept.life, officer=kept.officer, at=kept.at,
            ended_at=kept.ended_at, ended_by=kept.ended_by,
            ruling=_RULING.dump_python(kept.ruling, mode="json"), shown=_SHOWN.dump_python(kept.shown, mode="json"),
        ))
        touch(self._connection, kept.case_id)

    def of_case(self, case_id: str) -> list[KeptRuling]:
        """Return the rulings of a case, oldest first, withdrawn ones too."""
        query = sa.select(RULINGS).where(RULINGS.c.case_id == case_id).order_by(RULINGS.c.place)
        return [_kept(row) for row in self._connection.execute(query)]

    def holding(self, case_id: str) -> Rulings:
        """Return the rulings of a case that nobody took back, as judging hears them."""
        return Rulings(tuple(one.ruling for one in self.of_case(case_id) if one.holds))

    def get(self, case_id: str, ruling_id: str) -> KeptRuling:
        """Return one ruling of a case.

        Raises:
            NotFound: The case has no such ruling.
        """
        found = next((one for one in self.of_case(case_id) if one.id == ruling_id), None)
        if found is None:
            raise NotFound(what="这一条回答或更正")
        return found

    def withdraw(self, kept: KeptRuling, now: datetime, by: str) -> None:
        """Take a ruling back; it stays in the record."""
        self._set(kept, life=Life.WITHDRAWN, ended_at=now, ended_by=by)

    def set_lives(self, rulings: Iterable[tuple[KeptRuling, Life]]) -> None:
        """Write what became of rulings where that changed."""
        for kept, life in rulings:
            if kept.life is not life:
                self._set(kept, life=life)

    def examples(self, office: str, since: datetime, until: datetime) -> list[KeptRuling]:
        """Return the answers that an office's officers gave between two times, oldest first."""
        query = sa.select(RULINGS).join(CASES, CASES.c.id == RULINGS.c.case_id)
        query = query.where(CASES.c.office == office, RULINGS.c.at >= since, RULINGS.c.at < until)
        return [_kept(row) for row in self._connection.execute(query.order_by(RULINGS.c.at, RULINGS.c.id))]

    def _set(self, kept: KeptRuling, **values: object) -> None:
        self._connection.execute(RULINGS.update().where(RULINGS.c.id == kept.id).values(**values))
        touch(self._connection, kept.case_id)


def _kept(row: sa.Row[tuple[object, ...]]) -> KeptRuling:
    values = row._mapping
    return KeptRuling(
        values["case_id"], values["question"], _RULING.validate_python(values["ruling"]),
        _SHOWN.validate_python(values["shown"]), Life(str(values["life"])), values["officer"], values["at"],
        values["ended_at"], values["ended_by"],
    )
