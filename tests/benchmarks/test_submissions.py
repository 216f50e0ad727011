"""The benchmark of whole submissions: what it judges, what it keeps, what it calls right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.reliability import Observation, calibration_error
from benchmarks.submission_figures import figures
from benchmarks.submission_group import SubmissionGroup
from benchmarks.submission_mix import Mixed, submissions_of
from benchmarks.submission_record import DefectRecord, SubmissionRecord
from benchmarks.submissions import RECORDS, code_digest, run
from judging.kept_readings import ReadingsOfOneRun
from tests.drawing import Defect, SubmissionSpec
from tests.drawing.materials import ITEMS


def record(seed: int = 1, **values: Any) -> SubmissionRecord:
    usual: dict[str, Any] = {
        "seed": seed, "item": "layoff-report", "device": "日常彩色扫描", "defects": (), "wanted": "accept",
        "allowed": ("accept",), "outcome": "accept", "automatic": (), "wrong_letter": "", "found": (),
        "false_defects": (), "findings": (), "misplaced": (), "observations": (), "pages": 2, "new_pages": 2,
        "drawing_seconds": 0.1, "judging_seconds": 0.5,
    }  # fmt: skip
    return SubmissionRecord(**(usual | values))


def value(records: list[SubmissionRecord], group: str, name: str) -> float:
    return next(one.value for one in figures(records) if (one.group, one.name) == (group, name))


def test_every_seed_begins_clean_and_every_item_meets_every_defect_that_has_room() -> None:
    mixed = [submissions_of(seed) for seed in range(100)]
    assert all(group[0].spec.defects == () and len(group) >= 4 for group in mixed)
    met = {(one.spec.item, defect) for group in mixed for one in group for defect in one.spec.defects}
    assert len(met) >= len(ITEMS) * len(Defect) - 6
    assert any(len(one.spec.defects) == 2 for group in mixed for one in group)


def test_calibration_error_is_the_gap_between_confidence_and_truth() -> None:
    honest = [Observation("material", 0.96, index > 0) for index in range(25)]
    boasting = [Observation("material", 0.99, index % 2 == 0) for index in range(10)]
    assert calibration_error(honest) == pytest.approx(0.0)
    assert calibration_error(boasting) == pytest.approx(0.49)


def test_figures_tell_wrong_letters_missed_defects_and_clean_ones_in_review() -> None:
    records = [
        record(),
        record(outcome="review"),
        record(automatic=("receipt-certificate",), wrong_letter="accept, not supplement", defects=("no-seals",),
               found=(DefectRecord("no-seals", False, False),)),
        record(defects=("page-unsealed",), outcome="supplement", found=(DefectRecord("page-unsealed", True, False),)),
    ]  # fmt: skip
    assert value(records, "全部", "错发的自动文书") == 1
    assert value(records, "缺陷", "找出的比例") == 0.5
    assert value(records, "无误彩色扫描", "转人工") == 0.5


def test_run_goes_on_behind_the_last_whole_line_and_begins_anew_with_other_code(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    head = f'{{"code": "{code_digest()}"}}\n'
    line = f"7\t{RECORDS.dump_json([record(7)]).decode()}\n"
    path.write_text(f"{head}{line}{line[:40]}", "utf-8")
    assert run([7], path) == [record(7)]
    assert path.read_text("utf-8") == head + line
    path.write_text(f'{{"code": "other"}}\n{line}', "utf-8")
    assert run([], path) == []
    assert path.read_text("utf-8") == head


@pytest.mark.reading
@pytest.mark.servers
def test_shared_pages_are_read_once_and_a_bare_page_is_found() -> None:
    group = SubmissionGroup(ReadingsOfOneRun())
    spec = SubmissionSpec("backpay-extended-period", 1007)
    clean = group.record(Mixed("日常彩色扫描", spec))
    spoilt = group.record(
        Mixed("日常彩色扫描", SubmissionSpec("backpay-extended-period", 1007, (Defect.PAGE_UNSEALED,)))
    )
    assert clean is not None
    assert spoilt is not None
    assert (clean.outcome, clean.wrong_letter, clean.new_pages, clean.pages) == ("accept", "", 2, 2)
    assert (spoilt.new_pages, spoilt.found) == (1, (DefectRecord("page-unsealed", True, False),))
