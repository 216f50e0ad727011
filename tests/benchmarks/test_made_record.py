"""The record that the benchmark of the officers' pages makes is one that the program might have written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.console import made
from cases.desk import Queue
from casework.copies import copy_case
from casework.desk import view_desk
from casework.search import search
from casework.services import Services
from record.desk import DeskFilter
from record.officers import Officer
from record.tables import CASES

ME = Officer("", made.OFFICERS[0], "officer", "bj-chaoyang")


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    found, folder = made.made_services(200)
    yield found
    found.close()
    shutil.rmtree(folder)


def test_it_holds_together_and_lists_show_what_the_program_would_show(services: Services) -> None:
    with services.reading() as work:
        assert work.cases.cases_without_audit() == []
        seen = view_desk(work, ME, Queue.OPEN, DeskFilter())
        assert seen.total == round(200 * made.OPEN_SHARE)
        assert len(search(work, ME, "派遣").hits) == 20
    with services.work() as work:
        for case_id in work.connection.execute(CASES.select().with_only_columns(CASES.c.id)).scalars().all():
            before = work.search.digest(case_id), work.desk.entry(case_id)
            copy_case(work, case_id)
            assert (work.search.digest(case_id), work.desk.entry(case_id)) == before
