"""The office's own telephones take the place of the catalogue's, in every letter from their first day on.

Source: S003 五(三) 联系电话畅通，变更及时更新.
"""

from __future__ import annotations

from dataclasses import replace

from casework.work import Work
from catalogue.model import Department, ServiceItem


def with_telephones(work: Work, item: ServiceItem | None) -> tuple[ServiceItem | None, Department | None]:
    """Return an item and its department with the telephones that are answered today.

    An item's own telephone stays while its department still answers it.
    """
    if item is None:
        return None, None
    held = work.contacts.of_department(work.office.code, item.department, work.today)
    if not held:
        return item, work.catalogue.departments.get(item.department)
    department = Department(item.department, held[0].name, tuple(one.phone for one in held))
    own = tuple(phone for phone in item.phones if phone in department.phones)
    return (item if own == item.phones else replace(item, phones=own)), department
