"""The officers' pages over a record of 100,000 cases: wall and processor time of each kind of request.

python -m benchmarks.console.load   measures fifty officers at once while pages are read
"""

from __future__ import annotations

import random
import shutil
import statistics
import time
from contextlib import closing
from dataclasses import dataclass

import httpx

from benchmarks.console.made import OFFICERS, made_services
from benchmarks.corpus import Corpus
from benchmarks.figure import Figure
from casework.services import Services
from casework.work import Work
from record.officers import Officer
from record.tokens import Grant
from tests.servers.http_api import serving

CASES = 100_000
LEAST_CASES = 2_000
ROUNDS = 60
DESK, SEARCH, CASE, PICTURE = 50.0, 200.0, 150.0, 300.0
"""Milliseconds that 95 of 100 requests must not exceed."""

QUEUES = ("check", "letters", "overdue", "today", "open", "call", "tolerance")
FILTERS = (
    "item=layoff-report", "channel=mail-hours", "outcome=review", "sender=firm0123", "day=2023-02-08",
    "text=%E9%A4%90%E9%A5%AE", "item=dispatch-new&outcome=supplement&whose=mine",
)
WORDS = ("派遣", "章程", "裁减", "餐饮", "补缴", "工时", "盖章", "派遣 章程", "有限公司", "承诺")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of request.

    Attributes:
        most: Milliseconds that 95 of 100 must not exceed.
    """

    name: str
    most: float
    paths: tuple[str, ...]


def measure(corpus: Corpus) -> list[Figure]:
    """Return median, 95th percentile and processor time of each kind of request."""
    count = max(round(CASES * corpus.share), LEAST_CASES)
    services, folder = made_services(count)
    try:
        with closing(services), serving(services) as address:
            headers = {"Authorization": f"Bearer {token_of(services, OFFICERS[0])}"}
            with httpx.Client(base_url=address, headers=headers, timeout=60) as client:
                return [figure for kind in kinds(services) for figure in _figures(client, kind)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def token_of(services: Services, name: str) -> str:
    """Return a token of a made officer."""
    with services.work() as work:
        officer = work.officers.known(name, services.office.code)
        return work.tokens.make(officer, Grant("测量"), work.now)


def kinds(services: Services, rounds: int = ROUNDS) -> list[Kind]:
    """Return what is asked, each path once, in any order."""
    chance = random.Random(rounds)
    with services.reading() as work:
        officer = work.officers.known(OFFICERS[0], services.office.code)
        cases, units = _some_cases(work, officer, chance)
        pictured = [one for one in cases if work.cases.files(one)[0].kind == "image"]
    found = [f"/search?q={word}" for word in (*WORDS, *units)]
    return [
        Kind("办件台页面", DESK, tuple(f"/?queue={one}" for one in QUEUES)),
        Kind("办件台接口", DESK, tuple(f"/api/v1/desk?queue={one}&whose=mine" for one in QUEUES)),
        Kind("办件台筛选", DESK, tuple(f"/?queue={one}&{other}" for one in ("check", "open") for other in FILTERS)),
        Kind("搜索", SEARCH, tuple(found)),
        Kind("办件页面", CASE, tuple(f"/cases/{one}" for one in cases[:rounds])),
        Kind("页面图片，首次", PICTURE, tuple(f"/api/v1/cases/{one}/pages/1.webp?width=900" for one in pictured)),
    ]


def _some_cases(work: Work, officer: Officer, chance: random.Random) -> tuple[list[str], list[str]]:
    """Return ids of the newest cases in any order, and two characters of some units' names."""
    rows = work.cases.page(officer.scope, limit=7_000)
    chance.shuffle(rows)
    return [row.id for row in rows], [(row.unit or "")[2:4] for row in rows[:10]]


def _figures(client: httpx.Client, kind: Kind) -> list[Figure]:
    once = kind.most == PICTURE  # a picture is drawn once
    often = len(kind.paths) if once else max(ROUNDS, len(kind.paths))
    paths = [kind.paths[at % len(kind.paths)] for at in range(often)]
    for path in kind.paths[:3]:
        client.get(path.replace("width=900", "width=1800")).raise_for_status()  # else nothing would be drawn below
    times, begun = [], time.process_time()
    for path in paths:
        started = time.perf_counter()
        client.get(path).raise_for_status()
        times.append((time.perf_counter() - started) * 1000)
    busy = (time.process_time() - begun) * 1000 / max(len(paths), 1)
    if not times:
        return []
    slow = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    said = {"benchmark": "console", "group": kind.name, "unit": "ms", "count": len(times)}
    return [
        Figure(name="中位数", value=statistics.median(times), **said),  # type: ignore[arg-type]
        Figure(name="第95百分位", value=slow, most=kind.most, **said),  # type: ignore[arg-type]
        Figure(name="处理器时间（含测量方）", value=busy, **said),  # type: ignore[arg-type]
    ]
