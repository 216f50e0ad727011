"""How findings and reports are kept in JSON columns."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter

from cases.finding import PAGES, Finding
from cases.page_runs import pages_text
from cases.report import Report


def _findings(kept: Any) -> Any:
    """Return kept findings in today's form."""
    return [_finding(one) if isinstance(one, dict) else one for one in kept]


def _finding(kept: dict[str, Any]) -> dict[str, Any]:
    """Part sentence and page of a finding of a time when they were kept as one finished message."""
    if "message" not in kept:
        return kept
    page = kept.get("page")
    sentence = kept["message"].replace(pages_text([page]), PAGES) if page is not None else kept["message"]
    return {**kept, "sentence": sentence, "pages": [page] if PAGES in sentence else []}


def _report(kept: Any) -> Any:
    return {**kept, "findings": _findings(kept["findings"])} if isinstance(kept, dict) else kept


FINDINGS: TypeAdapter[tuple[Finding, ...]] = TypeAdapter(Annotated[tuple[Finding, ...], BeforeValidator(_findings)])
REPORT: TypeAdapter[Report] = TypeAdapter(Annotated[Report, BeforeValidator(_report)])
