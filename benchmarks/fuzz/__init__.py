"""Coverage-guided fuzzing of what parses names, fields, mails, reports of mail systems and fax files.

Needs ``pip install atheris==3.0.0``, which nothing else does. Each target runs in a process of its own; what breaks it
is told.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.figure import Figure

TARGETS = {"name": "文件名", "header": "邮件字段", "message": "邮件", "report": "退信", "fax": "传真文件"}
_DONE = re.compile(r"^Done (\d+) (?:runs|in)|^stat::number_of_executed_units: +(\d+)", re.MULTILINE)
_LONGEST = 4096
"""Bytes of one input: enough for a mail of several parts."""
_GRACE = 120.0
"""Seconds beyond the time asked for, until a target counts as hanging."""


def measure(corpus: Corpus) -> list[Figure]:
    """Return inputs tried and exceptions met, target by target."""
    return [figure for target in TARGETS for figure in _fuzzed(target, corpus.minutes)]


def _fuzzed(target: str, minutes: float) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder, "seeds")
        seeds.mkdir()
        for number, content in enumerate(_seeds(target)):
            seeds.joinpath(str(number)).write_bytes(content)
        options = [f"-max_total_time={round(minutes * 60)}", f"-max_len={_LONGEST}", "-timeout=10"]
        command = [sys.executable, "-m", "benchmarks.fuzz.targets", target, *options, "-print_final_stats=1"]
        command += [f"-artifact_prefix={folder}/broken-", str(seeds)]
        told, status = _told(command, minutes * 60 + _GRACE)
        broken = [path.read_bytes() for path in Path(folder).glob("broken-*")]
    if status or broken:
        print(told[-4000:], *broken, sep="\n", file=sys.stderr)
    found = _DONE.search(told)
    runs = int(found[1] or found[2]) if found else 0
    yield Figure("fuzz", TARGETS[target], "输入", float(runs), "个", least=1.0)
    yield Figure("fuzz", TARGETS[target], "异常或超时", float(bool(status or broken)), "个", most=0.0, count=runs)


def _told(command: list[str], seconds: float) -> tuple[str, int]:
    """Run a command; return all that it wrote and its status, 1 where it does not end."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        return (error.stderr or b"").decode("utf-8", "replace"), 1
    return (done.stdout + done.stderr).decode("utf-8", "replace"), done.returncode


def _seeds(target: str) -> Iterator[bytes]:
    """Yield what the fuzzer starts from."""
    from benchmarks.hostile import mails, names  # makes PDFs, which only this needs

    if target == "message":
        yield from (made for trial in [*mails.trials(), *names.trials()] if len(made := trial.make()) <= _LONGEST)
    elif target == "report":
        yield b"Action: failed\r\nFinal-Recipient: rfc822;a@b.example\r\n\r\n--a\r\nContent-Type: message/rfc822\r\n"
    elif target == "header":
        yield b'=?gb2312?B?1tA=?= "a" <a@b.example>, (c) d@e.example; filename*0*=utf-8\'\'%E6%9F%90; filename*1=".pdf"'
    elif target == "name":
        yield "某某公司+新申请劳务派遣行政许可（2）.pdf".encode("utf-16-le")
    else:
        yield b"II*\0\x08\0\0\0\x01\0\x0e\x01\x02\0\x09\0\0\0\x1a\0\0\0\0\0\0\0+86 10123\0"
