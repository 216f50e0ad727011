"""Every defect that is visible in a round stands in its one notice (行政许可法 32, trust I25)."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.finding import Finding, Severity
from cases.report import ItemRef, MaterialReading, MaterialStatus, Need, Outcome, Report, ReportFile, Unit
from cases.working_days import receipt_date
from pipeline.bootstrap import build_judging
from pipeline.settings import Settings
from replies.letter import LetterContext, write

pytestmark = pytest.mark.thorough

NOW = datetime(2020, 2, 12, 2, tzinfo=UTC)
MATERIALS = ("articles-of-association", "business-licence", "title-deed", None)
CODES = (
    "material-missing", "seal-missing", "cross-page-seal-missing", "material-field-missing",
    "material-signature-missing",
)


@cache
def _services() -> Any:
    return build_judging(Settings(data=Path("unused")))


def _finding(number: int, code: str, material: str | None, page: int | None, severity: Severity) -> Finding:
    return Finding(code, severity, f"第{number}项问题甲{number}乙，请补正。", material=material, page=page)


FINDINGS = st.lists(
    st.tuples(
        st.sampled_from(CODES), st.sampled_from(MATERIALS), st.none() | st.integers(1, 9),
        st.sampled_from([Severity.BLOCKING, Severity.TOLERABLE]),
    ),
    min_size=1, max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(drawn=FINDINGS, round_=st.integers(1, 3), told=st.integers(0, 25))
def test_no_defect_is_left_for_a_later_notice(drawn: list[Any], round_: int, told: int) -> None:
    services = _services()
    findings = tuple(_finding(number, *one) for number, one in enumerate(drawn, 1))
    report = Report(
        outcome=Outcome.SUPPLEMENT, unit=Unit("北京某某有限公司", "form"),
        item=ItemRef("dispatch-new", "", "file-name"),
        files=(ReportFile("申请.pdf", "申请.pdf", "pdf", 9),), pages=(), findings=findings,
        materials=tuple(
            MaterialReading(code, services.catalogue.documents[code].name, Need.REQUIRED, MaterialStatus.PRESENT)
            for code in MATERIALS if code is not None
        ),
    )
    item = services.catalogue.item("dispatch-new", receipt_date(NOW))
    assert item is not None
    letter = write("supplement-notice", LetterContext(
        "SL20200212-000001", report, item, services.office, None, services.catalogue, NOW, NOW, round_,
        previous=findings[:told],
    ))
    for number, finding in enumerate(findings, 1):
        assert letter.text.count(f"甲{number}乙") == 1, finding
        assert f"甲{number}乙" in letter.html
