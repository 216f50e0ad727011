"""ContactRepository: which department answers which telephone, and from when until when (S003 五(三))."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

import sqlalchemy as sa

from cases.case import new_id
from record.chain.rows import OFFICE, Kind
from record.office_tables import CONTACTS
from record.touched import mark_changed


@dataclass(frozen=True, slots=True)
class Contact:
    """A telephone of a department, valid on both days and between; ``valid_to`` None: until further notice."""

    department: str
    name: str
    phone: str
    valid_from: date
    valid_to: date | None = None
    note: str = ""

    def holds_on(self, day: date) -> bool:
        """Tell whether the telephone is answered on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class ContactRepository:
    """The only SQL about contacts. The caller owns the transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def replace(self, office: str, contacts: Iterable[Contact], now: datetime) -> None:
        """Replace the directory of an office."""
        mark_changed(self._connection, Kind.OFFICE, OFFICE)
        self._connection.execute(CONTACTS.delete().where(CONTACTS.c.office == office))
        for contact in contacts:
            self._connection.execute(CONTACTS.insert().values(id=new_id(now), office=office, **asdict(contact)))

    def all(self, office: str) -> list[Contact]:
        """Return the directory of an office, by department, newest validity first."""
        return self._select(CONTACTS.c.office == office)

    def of_department(self, office: str, department: str, day: date) -> tuple[Contact, ...]:
        """Return what holds for a department on a day; empty when the directory does not name it."""
        found = self._select(CONTACTS.c.office == office, CONTACTS.c.department == department)
        return tuple(one for one in found if one.holds_on(day))

    def _select(self, *conditions: sa.ColumnElement[bool]) -> list[Contact]:
        columns = [CONTACTS.c[name] for name in Contact.__dataclass_fields__]
        order = (CONTACTS.c.department, CONTACTS.c.valid_from.desc(), CONTACTS.c.phone)
        rows = self._connection.execute(sa.select(*columns).where(*conditions).order_by(*order))
        return [Contact(**row._mapping) for row in rows]
