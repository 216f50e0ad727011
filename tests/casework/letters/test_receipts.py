"""One letter for files that cannot be opened: their correction, else the receipt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cases.case import LetterState
from tests.casework.arrival.test_inquiries import file_mail, judge_case
from tests.office.counter import Counter


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path, date(2020, 2, 24))


def _letters(counter: Counter, *files: str) -> list[tuple[str, LetterState]]:
    (case,) = file_mail(counter, "报送材料", "请查收附件。", *files)
    assert [one.kind for one in counter.letters(case)] == ([] if len(files) == 1 else ["receipt"])
    if len(files) == 1:
        judge_case(counter, case)
    return [(one.kind, one.state) for one in counter.letters(case)]


def test_unusable_file_alone_gets_its_correction_and_no_receipt(counter: Counter) -> None:
    assert _letters(counter, "申请材料.exe") == [("format-correction", LetterState.QUEUED)]


def test_where_no_letter_leaves_by_itself_the_receipt_does(counter: Counter) -> None:
    counter.services = replace(counter.services, office=replace(counter.services.office, policy="strict"))
    written = _letters(counter, "申请材料.exe")  # within one second, so in no order
    assert sorted(written) == [("format-correction", LetterState.HELD), ("receipt", LetterState.QUEUED)]


def test_beside_a_file_that_can_be_read_there_is_a_receipt(counter: Counter) -> None:
    assert _letters(counter, "申请材料.exe", "申请材料.pdf") == [("receipt", LetterState.QUEUED)]
