"""The sweeper's round: what fails is logged with its place, and stops nothing else."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from structlog.testing import capture_logs

from casework.services import Services
from pipeline.schedule import run_sweeper
from record.daily_reports import DailyReportRepository
from record.office_tables import DAILY_REPORTS
from record.tables import ANCHORS, STEPS
from tests.office.counter import Counter


class OneRound(threading.Event):
    """Is set at the end of the first round."""

    def wait(self, timeout: float | None = None) -> bool:
        self.set()
        return True


def _round(services: Services) -> list[Any]:
    """Run the sweeper for one round and return what it logged."""
    with capture_logs() as logs:
        run_sweeper(services, 60.0, OneRound())
    return logs


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


def _break(counter: Counter, table: sa.Table) -> None:
    with counter.services.database.begin() as connection:
        table.drop(connection)


def _reports(counter: Counter) -> bool:
    with counter.services.database.begin() as connection:
        return DailyReportRepository(connection).newest_day(counter.services.office.code, "injuries") is not None


@pytest.mark.parametrize(
    ("broken", "event", "place"),
    [(STEPS, "sweep.failed", "steps.py:"), (ANCHORS, "clocks.failed", "anchors.py:")], ids=["sweep", "clocks"],
)
def test_what_fails_does_not_stop_the_daily_reports(
    counter: Counter, broken: sa.Table, event: str, place: str
) -> None:
    _break(counter, broken)
    failed = [line for line in _round(counter.services) if line["log_level"] == "error"]
    assert [(line["event"], line["kind"]) for line in failed] == [(event, "OperationalError")]
    assert failed[0]["where"].startswith(place)
    assert _reports(counter)


def test_daily_reports_that_fail_do_not_stop_the_rest(counter: Counter) -> None:
    case = counter.open()
    _break(counter, DAILY_REPORTS)
    logs = _round(counter.services)
    assert [line["event"] for line in logs if line["log_level"] == "error"] == ["reports.failed"]
    assert counter.case(case).due_at != case.due_at  # the clocks were looked at
