"""The services of an office under test: over SQLite in a folder; catalogue and engine are loaded once in a process."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from casework.services import Account, Services
from ocr.engine import OcrEngine
from ocr.engines.engines import make_engine
from pipeline.bootstrap import build_judging
from pipeline.jobs import work
from pipeline.settings import Settings
from record.database import Database
from record.files import DirectoryStore
from record.pictures import PictureCache
from record.private import make_private_folder, touch_private_file
from record.repository import BEIJING
from replies.outbox import OutboxMailer
from tests.office.kept_lines import KeptEngine
from tests.office.profile import set_up


@dataclass
class Watch:
    """A clock that stands where it is put; what it shows is aware."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at

    def go_to(self, day: date, hour: int = 10) -> None:
        """Move to an hour of a day in Beijing; never back."""
        self.at = max(self.at, datetime.combine(day, time(hour), tzinfo=BEIJING))


@cache
def one_engine() -> OcrEngine:
    """Return the default engine, loaded at its first use; on one thread, since another process tests beside."""
    return KeptEngine(make_engine("rapid", None, 1))


def services_in(folder: Path, **changes: Any) -> Services:
    """Open an office's record in a folder, with an outbox beside it; what is changed differs from the usual."""
    settings = Settings(data=folder)
    make_private_folder(folder)
    database = Database(settings.database)
    record = Path(str(database.engine.url.database))
    if not record.exists():
        touch_private_file(record)
        record.write_bytes(_empty_record())
    database.create()
    usual = {
        "database": database, "store": DirectoryStore(settings.store), "disk": folder, "engine": one_engine,
        "pictures": PictureCache(folder / "pictures"),
        "accounts": {"": Account("office@office.test", OutboxMailer(folder / "outbox"))},
    }
    return replace(_judging(), **{**usual, **changes})


@cache
def _empty_record() -> bytes:
    """Return the file of a record without rows: to make its tables takes longer than many a test."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.sqlite3"
        database = Database(f"sqlite:///{path}")
        database.create()
        database.close()  # which takes the log of writes into the file
        return path.read_bytes()


@cache
def _judging() -> Services:
    """Build judging for an office in which the emergency of 2020 lasts, whatever day it is."""
    judging = build_judging(Settings())
    lasting = replace(judging.catalogue, presumed={"epidemic_end": date.max})
    return replace(judging, office=set_up(judging.office), catalogue=lasting)


def work_off(services: Services) -> None:
    """Work until nothing is due.

    Raises:
        AssertionError: It never ends.
    """
    for _ in range(50):
        with services.reading() as read:
            due = read.steps.due(services.clock())
        if not due:
            return
        for step in due:
            work(services, step.id)
    raise AssertionError("work without end")
