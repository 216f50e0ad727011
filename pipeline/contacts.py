"""Contacts: the office's own telephones take the place of the catalogue's, in every letter from their first day on.

Source: S003 五(三) 联系电话畅通，变更及时更新.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from cases.contacts import ContactRepository
from catalogue.model import Department
from pipeline.services import Services


def with_contacts(connection: sa.Connection, services: Services, day: date) -> Services:
    """Return the services with a catalogue whose departments have the telephones that hold on a day."""
    departments = dict(services.catalogue.departments)
    held = [one for one in ContactRepository(connection).all(services.office.code) if one.holds_on(day)]
    for code in dict.fromkeys(one.department for one in held):
        own = [one for one in held if one.department == code]
        departments[code] = Department(code, own[0].name, tuple(one.phone for one in own))
    return replace(services, catalogue=replace(services.catalogue, departments=departments))
