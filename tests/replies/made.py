"""Reports and contexts for the letters, made by hand on the shipped catalogue."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from cases.finding import Finding, Severity
from cases.reading import ColourMode, PageReading, Source
from cases.report import (
    ItemRef,
    MaterialReading,
    MaterialStatus,
    Need,
    Outcome,
    Report,
    ReportFile,
    Unit,
)
from catalogue.loader import load_catalogue
from catalogue.model import Catalogue, ServiceItem
from replies.letter import LetterContext

UNIT = "北京朝启人力资源有限公司"
RECEIVED = datetime(2020, 2, 12, 1, 5, tzinfo=UTC)
NOW = datetime(2020, 2, 13, 2, 0, tzinfo=UTC)
NUMBER = "SL20200212-000123"


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


def item(code: str = "dispatch-new") -> ServiceItem:
    found = catalogue().item(code, date(2020, 2, 12))
    assert found is not None
    return found


def finding(code: str, severity: Severity = Severity.BLOCKING, message: str = "", **values: Any) -> Finding:
    return Finding(code, severity, message or f"{code}的说明。", **values)


def materials(service: ServiceItem) -> tuple[MaterialReading, ...]:
    """Return every needed material of the item as present, two pages each."""
    names = catalogue().documents
    needed = [one for one in service.materials if one.need in {Need.REQUIRED, Need.TOLERABLE}]
    return tuple(
        MaterialReading(
            one.document, names[one.document].name, one.need, MaterialStatus.PRESENT, (2 * place + 1, 2 * place + 2)
        )
        for place, one in enumerate(needed)
    )


def page(number: int) -> PageReading:
    return PageReading(number, 0, number, (210.0, 297.0), Source.OCR, ColourMode.COLOUR, 0, (), (), (), 0.05)


def report(outcome: Outcome = Outcome.ACCEPT, *findings: Finding, code: str = "dispatch-new", **values: Any) -> Report:
    service = item(code)
    made = Report(
        outcome,
        Unit(UNIT, "file-name"),
        ItemRef(code, service.name, "file-name"),
        (ReportFile(f"{UNIT}+{service.name}.pdf", f"{UNIT}+{service.name}.pdf", "pdf", 10),),
        tuple(page(number) for number in range(1, 11)),
        materials(service),
        findings,
    )
    return replace(made, **values)


def context(made: Report | None = None, code: str = "dispatch-new", **values: Any) -> LetterContext:
    service = item(code)
    base = LetterContext(
        NUMBER,
        made or report(code=code),
        service,
        catalogue().offices["bj-chaoyang"],
        catalogue().departments[service.department],
        catalogue().letters,
        RECEIVED,
        NOW,
    )
    return replace(base, **values)
