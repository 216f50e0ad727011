"""Unit and item from the name of an archive, and from names with something in front of them; read and judged."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from cases.report import Outcome
from pipeline.without_mail.inspection import inspect_files
from tests.office.services import one_engine, services_in

FOLDER = Path(__file__).parents[1] / "cases_of_others"
UNIT = "北京博雅商贸有限责任公司"
FILES = [
    FOLDER / f"12-zip/{UNIT}+延长缴费期社会保险费补缴.zip",
    *sorted((FOLDER / "14-file-name").glob("*.tif")),
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.name[:6]))
def test_what_stands_around_a_name_is_no_part_of_it(path: Path, tmp_path: Path) -> None:
    services = services_in(tmp_path, engine=one_engine)
    received = datetime.fromisoformat("2020-02-20T09:00:00+08:00")
    (found,) = inspect_files([path], services, received_at=received)
    assert found.report.outcome is Outcome.ACCEPT
    assert (found.report.unit.name, found.report.item.code) == (UNIT, "backpay-extended-period")
    assert {one.code for one in found.report.findings} <= {"name-normalised", "seal-uncoloured"}


def test_there_are_such_files() -> None:
    assert len(FILES) == 4
