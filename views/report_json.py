"""The report as the JSON object of the contract (``check --json``, ``GET /cases/{id}/report``).

``report.schema.json`` beside this file is its JSON Schema.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from cases.finding import Finding
from cases.reading import PageReading, Seal
from cases.report import LetterDraft, MaterialReading, Outcome, Report

SCHEMA = 1


def report_document(report: Report, letters: Sequence[LetterDraft] = ()) -> dict[str, Any]:
    """Return one case's report as plain values."""
    return {
        "schema": SCHEMA,
        "outcome": str(report.outcome),
        "cases": [],
        "unit": {"name": report.unit.name, "source": report.unit.source},
        "item": {
            "code": report.item.code, "name": report.item.name, "source": report.item.source,
            "surely": report.item.surely,
        },
        "files": [
            {"name": one.name, "stored_name": one.stored_name, "kind": one.kind, "pages": one.pages}
            for one in report.files
        ],
        "pages": [_page(page, report) for page in report.pages],
        "materials": [_material(one) for one in report.materials],
        "findings": [_finding(one) for one in report.findings],
        "letters": [
            {"kind": one.kind, "automatic": one.automatic, "subject": one.subject, "text": one.text}
            for one in letters
        ],
        "tolerance_due": report.tolerance_due.isoformat() if report.tolerance_due else None,
        "supplement_due": report.supplement_due.isoformat() if report.supplement_due else None,
        "seconds": report.seconds,
    }


def several_cases(documents: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return one object over several (unit, item) pairs: outcome ``review``, one object each in ``cases``."""
    empty = {"name": None, "source": ""}
    return {
        "schema": SCHEMA,
        "outcome": str(Outcome.REVIEW),
        "cases": list(documents),
        "unit": empty,
        "item": {"code": None, **empty, "surely": False},
        "files": [one for document in documents for one in document["files"]],
        "pages": [],
        "materials": [],
        "findings": [],
        "letters": [],
        "tolerance_due": None,
        "supplement_due": None,
        "seconds": {"total": round(sum(document["seconds"].get("total", 0.0) for document in documents), 3)},
    }


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of the report."""
    return dict(json.loads(Path(__file__).with_name("report.schema.json").read_text(encoding="utf-8")))


def _page(page: PageReading, report: Report) -> dict[str, Any]:
    similarity = report.seal_similarity.get(page.number, ())
    verdict = report.page_seals.get(page.number)
    return {
        "number": page.number,
        "file": page.file,
        "file_page": page.file_page,
        "size_mm": [round(side, 1) for side in page.size_mm],
        "source": str(page.source),
        "colour": str(page.colour),
        "rotation": page.rotation,
        "document": report.page_documents.get(page.number),
        "seal": str(verdict) if verdict is not None else "absent",
        "text": page.text,
        "lines": [{"text": one.text, "box": _box(one.box), "score": round(one.score, 3)} for one in page.lines],
        "seals": [
            _seal(seal, similarity[index] if index < len(similarity) else None)
            for index, seal in enumerate(page.seals)
        ],
        "fragments": [
            {"edge": str(one.edge), "colour": str(one.colour), "box": _box(one.box), "score": round(one.score, 3)}
            for one in page.fragments
        ],
    }


def _seal(seal: Seal, similarity: float | None) -> dict[str, Any]:
    return {
        "kind": str(seal.kind),
        "shape": str(seal.shape),
        "colour": str(seal.colour),
        "box": _box(seal.box),
        "size_mm": [round(side, 1) for side in seal.size_mm],
        "text": seal.text,
        "inner_text": seal.inner_text,
        "score": round(seal.score, 3),
        "unit_similarity": round(similarity, 3) if similarity is not None else None,
    }


def _material(one: MaterialReading) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "need": str(one.need),
        "status": str(one.status),
        "pages": list(one.pages),
        "cross_page_seal": str(one.cross_page_seal),
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": str(one.severity),
        "confidence": round(one.confidence, 3),
        "material": one.material,
        "page": one.page,
        "pages": list(one.all_pages),
        "file": one.file,
        "box": _box(one.box) if one.box is not None else None,
        "message": one.message,
        "clause": one.clause,
    }


def _box(box: tuple[float, float, float, float]) -> list[float]:
    return [round(value, 1) for value in box]
