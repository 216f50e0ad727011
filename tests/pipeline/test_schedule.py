"""The sweeper's round: what fails is logged with its place, and stops nothing else."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from structlog.testing import capture_logs

from casework.filling import fill_copies
from casework.services import Services
from pipeline.schedule import run_sweeper
from record.daily_reports import DailyReportRepository
from record.office_tables import DAILY_REPORTS
from record.tables import STEPS, TOLERANCES
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
    counter = Counter(tmp_path)
    fill_copies(counter.services)  # done once, at an earlier start
    return counter


def _break(counter: Counter, table: sa.Table) -> None:
    with counter.services.database.begin() as connection:
        table.drop(connection)


def _reports(counter: Counter) -> bool:
    with counter.services.database.begin() as connection:
        return DailyReportRepository(connection).newest_day(counter.services.office.code, "injuries") is not None


def test_sweep_that_fails_does_not_stop_the_daily_reports(counter: Counter) -> None:
    _break(counter, STEPS)
    (failed,) = [line for line in _round(counter.services) if line["log_level"] == "error"]
    assert (failed["event"], failed["kind"]) == ("sweep.failed", "OperationalError")
    assert failed["where"].startswith("steps.py:")
    assert _reports(counter)


def test_clocks_that_fail_do_not_stop_the_daily_reports(counter: Counter) -> None:
    counter.open()
    _break(counter, TOLERANCES)
    (failed,) = [line for line in _round(counter.services) if line["log_level"] == "error"]
    assert (failed["event"], failed["code"]) == ("clock.failed", "OperationalError")
    assert failed["where"].startswith("tolerances.py:")
    assert _reports(counter)


def test_daily_reports_that_fail_do_not_stop_the_rest(counter: Counter) -> None:
    case = counter.open()
    _break(counter, DAILY_REPORTS)
    logs = _round(counter.services)
    assert [line["event"] for line in logs if line["log_level"] == "error"] == ["reports.failed"]
    assert counter.case(case).due_at != case.due_at  # the clocks were looked at
