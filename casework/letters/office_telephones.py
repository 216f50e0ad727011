"""Contacts: the office's own telephones take the place of the catalogue's, in every letter from their first day on.

Source: S003 五(三) 联系电话畅通，变更及时更新.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from casework.services import Services
from catalogue.model import Department, ServiceItem
from record.contacts import Contact, ContactRepository


def with_contacts(connection: sa.Connection, services: Services, day: date) -> Services:
    """Return the services with a catalogue whose departments have the telephones that hold on a day.

    An item's own telephone stays while its department still answers it.
    """
    held = [one for one in ContactRepository(connection).all(services.office.code) if one.holds_on(day)]
    if not held:
        return services
    departments = _departments(held)
    items = tuple(_item(item, departments.get(item.department)) for item in services.catalogue.items)
    catalogue = replace(services.catalogue, departments={**services.catalogue.departments, **departments}, items=items)
    return replace(services, catalogue=catalogue)


def _departments(held: Sequence[Contact]) -> dict[str, Department]:
    codes = dict.fromkeys(one.department for one in held)
    own = {code: [one for one in held if one.department == code] for code in codes}
    return {code: Department(code, found[0].name, tuple(one.phone for one in found)) for code, found in own.items()}


def _item(item: ServiceItem, department: Department | None) -> ServiceItem:
    if department is None or set(item.phones) <= set(department.phones):
        return item
    return replace(item, phones=tuple(phone for phone in item.phones if phone in department.phones))
