"""WhitelistRepository: lists of enterprises that other offices confirmed, as evidence for officers (domain a5 93).

A match decides nothing: it is shown, with how it was found, and an officer draws the conclusion.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

import sqlalchemy as sa

from cases.case import new_id
from cases.plain_text import name_as_written
from record.office_tables import WHITELISTS


class MatchedBy(IntEnum):
    """How a unit was found on a list, the surest first."""

    CODE = 1
    NAME = 2
    NAME_OTHER_CODE = 3


MATCH_NAMES = {
    MatchedBy.CODE: "统一社会信用代码一致",
    MatchedBy.NAME: "单位名称一致（名单或材料中没有统一社会信用代码）",
    MatchedBy.NAME_OTHER_CODE: "单位名称一致，但统一社会信用代码不同，请核对",
}


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """One line of a list; ``credit_code`` is empty where the list gives none, ``source`` names the paper."""

    name: str
    credit_code: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A unit found on a list; ``whitelist`` is the list's code in the catalogue."""

    whitelist: str
    unit: ListedUnit
    matched_by: MatchedBy
    imported_at: datetime


class WhitelistRepository:
    """The only SQL about lists of enterprises. The caller owns the transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def replace(self, office: str, whitelist: str, units: Iterable[ListedUnit], now: datetime) -> None:
        """Replace one list of an office."""
        mine = (WHITELISTS.c.office == office, WHITELISTS.c.list == whitelist)
        self._connection.execute(WHITELISTS.delete().where(*mine))
        rows = [
            {"id": new_id(now), "office": office, "list": whitelist, "credit_code": unit.credit_code,
             "name": unit.name, "folded_name": name_as_written(unit.name), "source": unit.source, "imported_at": now}
            for unit in units
        ]
        if rows:
            self._connection.execute(WHITELISTS.insert(), rows)

    def match(self, office: str, name: str | None, credit_code: str) -> list[Match]:
        """Return the surest match of each list that names the unit: by its code, else by its name."""
        folded = name_as_written(name or "")
        wanted = [column == value for column, value in (
            (WHITELISTS.c.credit_code, credit_code), (WHITELISTS.c.folded_name, folded)) if value]
        if not wanted:
            return []
        query = sa.select(WHITELISTS).where(WHITELISTS.c.office == office, sa.or_(*wanted))
        rows = self._connection.execute(query.order_by(WHITELISTS.c.list, WHITELISTS.c.id))
        best: dict[str, Match] = {}
        for found in (_match(row, credit_code) for row in rows):
            known = best.get(found.whitelist)
            if known is None or found.matched_by < known.matched_by:
                best[found.whitelist] = found
        return list(best.values())


def _match(row: sa.Row[tuple[object, ...]], credit_code: str) -> Match:
    values = row._mapping
    listed = str(values["credit_code"])
    if listed and listed == credit_code:
        matched_by = MatchedBy.CODE
    else:
        matched_by = MatchedBy.NAME_OTHER_CODE if listed and credit_code else MatchedBy.NAME
    unit = ListedUnit(str(values["name"]), listed, str(values["source"]))
    return Match(str(values["list"]), unit, matched_by, values["imported_at"])
