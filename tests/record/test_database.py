"""Database: a commit is a commit, times are aware, several processes at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa

from record.database import Database
from record.tables import CASES
from tests.record.made import NOW, open_case


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("busy_timeout", 15000), ("foreign_keys", 1)]
)
def test_sqlite_is_opened_safely(database: Database, pragma: str, value: object) -> None:
    with database.begin() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_naive_time_is_refused(database: Database) -> None:
    with pytest.raises(sa.exc.StatementError, match="naive"), database.begin() as connection:
        open_case(connection, due_at=datetime(2020, 2, 12, 9, 0))  # noqa: DTZ001


def test_times_come_back_aware_and_equal(database: Database) -> None:
    local = datetime(2020, 2, 12, 9, 0, tzinfo=timezone(timedelta(hours=8)))
    with database.begin() as connection:
        case = open_case(connection, due_at=local)
        assert case.due_at == local
        assert case.due_at is not None
        assert case.due_at.tzinfo is UTC
        assert connection.execute(sa.select(CASES.c.id).where(CASES.c.due_at < local)).scalar() is None


def test_exception_rolls_everything_back(database: Database) -> None:
    def fail() -> None:
        with database.begin() as connection:
            open_case(connection)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with database.begin() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(CASES)).scalar_one() == 0


def test_a_new_file_that_another_process_writes_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE first (x)")
    other.execute("BEGIN IMMEDIATE")
    done = threading.Timer(0.5, other.execute, ["COMMIT"])
    done.start()
    database = Database(f"sqlite:///{path}")
    with database.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    database.close()
    done.join()
    other.close()


def test_processes_that_start_at_once_make_one_record(tmp_path: Path) -> None:
    code = (
        "import sys; from record.database import Database; from tests.record.made import open_case;"
        "d = Database(sys.argv[1]); d.create()\n"
        "for _ in range(10):\n with d.begin() as c: open_case(c)"
    )
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    started = [subprocess.Popen([sys.executable, "-c", code, url], cwd=Path.cwd()) for _ in range(3)]
    assert [process.wait(timeout=60) for process in started] == [0, 0, 0]
    database = Database(url)
    with database.begin() as connection:
        numbers = connection.execute(sa.select(CASES.c.number).order_by(CASES.c.number)).scalars().all()
    database.close()
    assert numbers == [f"SL{NOW:%Y%m%d}-{number:06d}" for number in range(1, 31)]
