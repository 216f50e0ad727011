"""An office with cases whose lives are told day by day, and exports read back as a spreadsheet program reads them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl

from cases.case import Case
from cases.lifecycle import Event
from cases.working_days import ZONE
from casework.services import Services
from record.officers import Officer
from record.repository import CaseRepository
from tests.office.services import services_in
from tests.record.made import open_case
from views.exports.export import Exported, Order, export

TODAY = date(2020, 3, 20)


def moment(day: date | str, hour: int = 9, minute: int = 30) -> datetime:
    """Return a time of a day in Beijing."""
    parsed = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime.combine(parsed, time(hour, minute), tzinfo=ZONE)


def officer(role: str = "supervisor", office: str = "bj-chaoyang") -> Officer:
    return Officer("1", f"本局{role}", role, office)


@contextmanager
def office(folder: Path, day: date = TODAY, **changes: Any) -> Iterator[Services]:
    """Open an office's services in a folder; it is noon of ``day`` there."""
    services = services_in(folder, clock=lambda: moment(day, 12), **changes)
    yield services
    services.close()


Step = tuple[str, Event, str] | tuple[str, Event, str, dict[str, Any]]


def live(services: Services, received: str | datetime, steps: Sequence[Step] = (), **values: Any) -> Case:
    """Open a case on a day and move it: (day, event, who, detail) each."""
    at = received if isinstance(received, datetime) else moment(received)
    with services.database.begin() as connection:
        case, repository = open_case(connection, at, **values), CaseRepository(connection)
        for day, event, actor, *detail in steps:
            case = repository.move(case, event, moment(day, 15), actor=actor, detail=detail[0] if detail else None)
    return case


def judge(services: Services, case: Case, findings: Sequence[tuple[str, str]] = (), **fields: str) -> None:
    """Keep a report with these findings (code, severity) and values read from the licence."""
    content = {
        "findings": [{"code": code, "severity": severity} for code, severity in findings],
        "materials": [{"code": "business-licence", "fields": [
            {"name": name, "value": value} for name, value in fields.items()
        ]}],
    }
    with services.database.begin() as connection:
        CaseRepository(connection).keep_report(case, case.received_at, rules="1", reader="1", content=content)


def make(services: Services, name: str, form: str, folder: Path, *days: str, role: str = "supervisor") -> Exported:
    first, last = (date.fromisoformat(day) for day in (days * 2)[:2]) if days else (None, None)
    return export(services, officer(role), Order(name, form, first, last), folder)


def table(services: Services, name: str, folder: Path, *days: str) -> list[dict[str, Any]]:
    """Return an export's rows by heading, from xlsx."""
    return read_xlsx(make(services, name, "xlsx", folder, *days).path)[1]


def read_xlsx(path: Path) -> tuple[str, list[dict[str, Any]]]:
    """Return title and rows of a workbook, over all its sheets."""
    book = openpyxl.load_workbook(path)
    rows: list[dict[str, Any]] = []
    for sheet in book.worksheets:
        headings, *lines = list(sheet.iter_rows(min_row=3, values_only=True))
        rows += [dict(zip([str(one) for one in headings], line, strict=True)) for line in lines]
    title = str(book.worksheets[0]["A1"].value)
    book.close()
    return title, rows


def read_csv(path: Path) -> list[dict[str, str]]:
    """Return the rows of a csv file by heading."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))
