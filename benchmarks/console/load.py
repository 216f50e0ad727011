"""Fifty officers at once, as :mod:`benchmarks.console.officers` lets them work, while two processes read pages.

python -m benchmarks.console.load --minutes 5
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import shutil
import socket
import statistics
import sys
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import httpx
import uvicorn

from api.app import create_app
from api.listening import listen
from benchmarks.console import CASES, kinds, token_of
from benchmarks.console.made import NOW, OFFICERS, made_services
from benchmarks.console.officers import work
from cases.submission import FileKind
from judging.kept_readings import NoReadings
from judging.reader import CaseContent, Reader
from ocr.engines.engines import make_engine
from record.scoping import Scope
from sandbox.limits import Limits
from tests.drawing import SubmissionSpec, draw_submission
from tests.office.services import Watch, services_in

PATIENCE = 120.0
MOST = 300.0
"""Milliseconds that 95 of 100 requests must not exceed."""
LOWER = 10
"""By how much the readers give way."""


def main() -> int:
    """Run the load; 1 where a request failed or took too long."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.console.load", description="办件台负载测试")
    parser.add_argument("--minutes", type=float, default=5.0, metavar="分钟")
    parser.add_argument("--cases", type=int, default=CASES, metavar="件")
    parser.add_argument("--readers", type=int, default=2, metavar="个", help="同时识别材料的进程数")
    parser.add_argument("--officers", type=int, default=len(OFFICERS), metavar="名", help="同时办理的人数")
    options = parser.parse_args()
    services, folder = made_services(options.cases)
    with closing(services):
        tokens = [token_of(services, name) for name in OFFICERS[: options.officers]]
        paths = [path for kind in kinds(services) for path in kind.paths]
    context = multiprocessing.get_context("spawn")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    children = [context.Process(target=_serve, args=(folder, port), daemon=True)]
    children += [context.Process(target=_read, args=(folder, number), daemon=True) for number in range(options.readers)]
    for child in children:
        child.start()
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address)
        tally = asyncio.run(work(address, tokens, paths, options.minutes * 60))
    finally:
        for child in children:
            child.terminate()
            child.join(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)
    quick = [_is_quick("查看", tally.looks), _is_quick("办理", tally.acts)]
    print(f"其中回答{tally.answers}次；实时连接{len(tokens)}路，收到{tally.events}条；出错{len(tally.failures)}次")
    for failure in tally.failures[:10]:
        print(f"  {failure}")
    return 0 if not tally.failures and all(quick) else 1


def _is_quick(what: str, times: list[float]) -> bool:
    """Print how long requests took, and tell whether 95 of 100 were quick enough."""
    if len(times) < 2:
        print(f"{what}{len(times)}次")
        return True
    slow = statistics.quantiles(times, n=20)[-1]
    print(f"{what}{len(times)}次：中位数{statistics.median(times):.0f} ms，第95百分位{slow:.0f} ms，上限{MOST:.0f} ms")
    return slow <= MOST


def _wait(address: str) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            httpx.get(f"{address}/api/v1/health", timeout=5)
        except httpx.HTTPError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            return


def _serve(folder: Path, port: int) -> None:
    services = services_in(folder, clock=Watch(NOW))
    with listen("127.0.0.1", port) as listener:
        config = uvicorn.Config(create_app(services), log_config=None, access_log=False)
        uvicorn.Server(config).run(sockets=[listener])


def _read(folder: Path, number: int) -> None:
    """Read submissions again and again, each page noted in the record as a worker does."""
    os.nice(LOWER)
    services = services_in(folder, clock=Watch(NOW))
    with services.reading() as work:
        case = work.cases.page(Scope(services.office.code), limit=1)[0]
    engine = make_engine("rapid", None, 1)

    def beat(phrase: str) -> None:
        with services.work() as work:
            work.progress.note(case.id, phrase, work.now)

    reader = Reader(lambda: engine, Limits(), NoReadings(), beat)
    for seed in range(number * 1000, number * 1000 + 1000):
        sent = draw_submission(SubmissionSpec("hours-comprehensive", seed=seed)).content
        reader.read(CaseContent("申请.pdf", "申请.pdf", FileKind.PDF, f"{seed:064x}", partial(bytes, sent)), {})


if __name__ == "__main__":
    sys.exit(main())
