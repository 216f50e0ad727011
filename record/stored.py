"""How findings and reports are kept in JSON columns."""

from __future__ import annotations

from pydantic import TypeAdapter

from cases.finding import Finding
from cases.report import Report

FINDINGS: TypeAdapter[tuple[Finding, ...]] = TypeAdapter(tuple[Finding, ...])
REPORT: TypeAdapter[Report] = TypeAdapter(Report)
