"""The mails judged by this checkout, as ``shouli check`` judges them; what was read is kept beside the mails."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from benchmarks.blind.left_out import claims_of
from benchmarks.blind.truth import BlindMail
from benchmarks.blind.verdict import Verdict, case_verdicts
from casework.kept_readings import KeptReadings
from casework.services import Services
from pipeline.bootstrap import build_judging
from pipeline.settings import Settings
from pipeline.without_mail.inspection import inspect_files, reader_of
from record.database import Database
from record.schema import NEWEST
from views.report_json import report_document, several_cases

READING = ("ocr", "sandbox", "intake")
AFTER_READING = (
    "cross_page_seal.py", "strip_matching.py", "strip_circle.py", "impressions.py", "same_stamp.py",
    "strip_alignment.py", "name_tests.py", "name_test.py", "name_cells.py", "name_likelihood.py", "flat_line.py",
    "seal_characters.py", "look_alikes.py", "fixed_words.py", "deceiving.py", "stamp_odds.py", "overlaid.py",
    "inside_ring.py",
)
"""What readings depend on, and what of it looks at pages that were read: rules may change without reading anew."""


def judge_all(mails: Sequence[BlindMail], processes: int) -> list[Verdict]:
    """Judge all mails, in processes of one inference thread each, and tell how far it is."""
    return list(_told(mails, processes))


def _told(mails: Sequence[BlindMail], processes: int) -> Iterator[Verdict]:
    started = time.monotonic()
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for done, verdict in enumerate(pool.map(judge_mail, mails), 1):
            left = (time.monotonic() - started) / done * (len(mails) - done) / 60
            print(f"{done}/{len(mails)} {verdict.mail.name}，还需约 {left:.0f} 分钟", file=sys.stderr, flush=True)
            yield verdict


def judge_mail(mail: BlindMail) -> Verdict:
    """Judge one mail and, where it is clean, the same without one of its materials at a time."""
    services = _services(mail.path.parent.parent)
    started = time.perf_counter()
    inspections = inspect_files(
        [mail.path], services, received_at=mail.received_at, channel=mail.channel,
        reader=reader_of(services, KeptReadings(services)),
    )  # fmt: skip
    seconds = time.perf_counter() - started
    documents = [report_document(one.report, one.letters) for one in inspections]
    whole = documents[0] if len(documents) == 1 else several_cases(documents)
    claims = claims_of(mail, inspections[0], services) if mail.clean and len(inspections) == 1 else (0, ())
    return Verdict(mail, case_verdicts(whole), seconds, claims)


@cache
def _services(folder: Path) -> Services:
    """Return this process's catalogue, office bj-chaoyang and engine, and the database of what was read."""
    database = Database(f"sqlite:///{folder.parent / f'readings-{NEWEST}.db'}")
    database.create()
    return replace(build_judging(Settings(threads=1)), database=database, reader=_reader())


@cache
def _reader() -> str:
    every = (source for folder in READING for source in Path(folder).rglob("*.py"))
    sources = sorted(source for source in every if source.name not in AFTER_READING)
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:12]
