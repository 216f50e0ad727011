"""The process that holds the model, and its sandbox, killed in the middle of a page: real Redis, RQ worker, files."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from pipeline.bootstrap import build_services
from pipeline.schedule import poll_source, sweep
from pipeline.settings import load_settings
from record.repository import CaseRepository
from record.steps import StepRepository
from record.tables import CASES, LETTERS, PAGE_READINGS, STEPS
from tests.ocr.file.made_pdfs import written_page
from tests.office.office import mail

PATIENCE = 120.0
PAGES = 10
"""More than the sandbox renders ahead, so that it is at work while the first page is read."""

MARK = 0.12345
"""Share of ink written into a kept reading, which no page has: a report that shows it was made from that reading."""


class Bureau:
    """Folders for mail, a real queue store, and reading workers that can be killed."""

    def __init__(self, folder: Path, redis_url: str) -> None:
        for part in ("new", "cur", "tmp"):
            (folder / "inbox" / part).mkdir(parents=True)
        config = folder / "shouli.toml"
        config.write_text(
            f'data = "{folder / "data"}"\n'
            f'[[mailboxes]]\nname = "m"\nkind = "maildir"\nchannel = "mail-insurance"\npath = "{folder / "inbox"}"\n'
            f'[[outgoing]]\naddress = "office@office.test"\nkind = "outbox"\npath = "{folder / "outbox"}"\n',
            encoding="utf-8",
        )
        clean = {key: value for key, value in os.environ.items() if not key.startswith("SHOULI_")}
        self.environment = {**clean, "SHOULI_CONFIG": str(config), "SHOULI_REDIS_URL": redis_url}
        self.services = build_services(load_settings(self.environment), redis_url=redis_url)
        self.inbox = folder / "inbox" / "new"

    def receive(self) -> None:
        """Put a scan of ``PAGES`` different pages into the mailbox and poll it."""
        message = mail([("瑞丰有限公司特殊工时.pdf", scan())])
        (self.inbox / "1.test").write_bytes(message.as_bytes())
        assert poll_source(self.services, self.services.sources[0]) == 1

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[bytes]]:
        """Run one worker for all queues."""
        process = subprocess.Popen([sys.executable, "-m", "commands", "worker"], env=self.environment)
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def wait(self, done: Callable[[], object]) -> None:
        """Sweep until something is so."""
        deadline = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < deadline, self.rows(STEPS)
            sweep(self.services)
            time.sleep(0.05)

    def idle(self) -> bool:
        """Tell whether nothing is left to do."""
        with self.services.database.begin() as connection:
            return StepRepository(connection).open_count() == 0

    def rows(self, table: sa.Table) -> list[dict[str, Any]]:
        """Return a table's rows."""
        with self.services.database.begin() as connection:
            return [dict(row._mapping) for row in connection.execute(sa.select(table))]

    def attempts(self) -> list[int]:
        """Return how often each reading was begun."""
        return [row["fence"] for row in self.rows(STEPS) if row["kind"] == "read"]

    def report(self) -> dict[str, Any]:
        """Return the report of the only case."""
        (case,) = self.rows(CASES)
        with self.services.database.begin() as connection:
            return CaseRepository(connection).report(case["id"])

    def mark_readings(self) -> int:
        """Write ``MARK`` into every reading kept so far; return how many there are."""
        kept = self.rows(PAGE_READINGS)
        with self.services.database.begin() as connection:
            for row in kept:
                chosen = PAGE_READINGS.c.content_key == row["content_key"]
                connection.execute(PAGE_READINGS.update().where(chosen).values(content={**row["content"], "ink": MARK}))
        return len(kept)


def scan() -> bytes:
    """Return pages of one line each as a PDF of pictures: quick to read, and no two alike."""
    pages = [written_page([f"第{number}页 实行综合计算工时工作制申请"], mode="RGB") for number in range(1, PAGES + 1)]
    target = io.BytesIO()
    pages[0].save(target, "PDF", resolution=200, save_all=True, append_images=pages[1:])
    return target.getvalue()


@pytest.fixture
def bureau(tmp_path: Path, redis_server: dict[str, str]) -> Iterator[Bureau]:
    made = Bureau(tmp_path, redis_server["REDIS_URL"])
    yield made
    made.services.close()


def test_model_process_killed_in_the_middle_of_a_page(bureau: Bureau) -> None:
    bureau.receive()
    with bureau.worker() as process:
        bureau.wait(lambda: len(bureau.rows(PAGE_READINGS)) >= 2)
        process.send_signal(signal.SIGKILL)
        process.wait()
    kept = bureau.mark_readings()
    assert 2 <= kept < PAGES
    with bureau.worker():
        bureau.wait(bureau.idle)
    assert bureau.attempts() == [2]
    inks = [page["ink"] for page in bureau.report()["pages"]]
    assert (len(inks), inks.count(MARK)) == (PAGES, kept)
    _answered_once(bureau)


def test_sandbox_killed_in_the_middle_of_a_file(bureau: Bureau) -> None:
    bureau.receive()
    with bureau.worker() as process:
        bureau.wait(lambda: bureau.rows(PAGE_READINGS))
        (sandbox,) = _sandboxes(process.pid)
        os.kill(sandbox, signal.SIGKILL)
        bureau.wait(bureau.idle)
    assert bureau.attempts() == [1]
    report = bureau.report()
    assert [page["file_page"] for page in report["pages"]] == list(range(1, PAGES + 1))
    assert not any("page-unreadable" in page["flags"] for page in report["pages"])
    assert not any(finding["code"] == "file-limit-reached" for finding in report["findings"])
    _answered_once(bureau)


def _answered_once(bureau: Bureau) -> None:
    """Assert the receipt sent once, the answer drafted once: 特殊工时 may be three items, an officer picks one."""
    letters = sorted((letter["kind"], letter["state"]) for letter in bureau.rows(LETTERS))
    assert letters == [("format-correction", "held"), ("receipt", "sent")]


def _sandboxes(worker: int) -> list[int]:
    """Return the sandbox processes that a worker has started."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                if parent == worker and b"sandbox.child" in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
            except OSError:
                continue
    return found
