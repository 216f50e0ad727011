"""Whole submissions: wrong automatic letters, defects missed, clean ones sent to an officer, trust in each check.

    python -m benchmarks.submissions --from 10000 --count 300 --out bench-out/submissions.jsonl

judges the submissions of 300 seeds (five each), writes a line for every seed as it goes, and goes on where it was
cut off as long as the code is the same.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from pydantic import TypeAdapter

from benchmarks.corpus import Corpus
from benchmarks.figure import Figure
from benchmarks.submission_figures import figures
from benchmarks.submission_group import judge_seed
from benchmarks.submission_record import SubmissionRecord

SEEDS = 310
"""Five submissions each, but for the few that cannot be drawn."""

SOURCES = (
    "benchmarks", "cases", "catalogue", "judging", "ocr", "papers", "pipeline", "replies", "sandbox", "tests/drawing",
    "validators",
)
RECORDS = TypeAdapter(list[SubmissionRecord])


def measure(corpus: Corpus) -> list[Figure]:
    """Judge the mix and return its figures."""
    path = Path("bench-out") / f"submissions-{'tuning' if corpus.tuning else 'held-out'}.jsonl"
    return figures(run(corpus.seeds(SEEDS), path, corpus.processes))


def run(seeds: Iterable[int], path: Path, processes: int = 2) -> list[SubmissionRecord]:
    """Judge the submissions of the seeds that the file does not hold yet; return those of all seeds."""
    wanted, known = list(seeds), _kept(path)
    left = [seed for seed in wanted if seed not in known]
    started = time.monotonic()
    with path.open("a", encoding="utf-8") as output:
        for done, (seed, records) in enumerate(_judged(left, processes), 1):
            known[seed] = records
            output.write(f"{seed}\t{RECORDS.dump_json(records).decode()}\n")
            output.flush()
            _tell(f"{done}/{len(left)}", records, (time.monotonic() - started) / done * (len(left) - done))
    return [record for seed in wanted for record in known[seed]]


def _judged(seeds: list[int], processes: int) -> Iterator[tuple[int, list[SubmissionRecord]]]:
    """Judge seeds in processes of one inference thread each: what is found is the same, and no core idles."""
    if seeds:
        with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
            yield from zip(seeds, pool.map(judge_seed, seeds), strict=True)


def _tell(place: str, records: list[SubmissionRecord], seconds_left: float) -> None:
    wrong = sum(bool(record.wrong_letter) for record in records)
    line = f"{place} 种子 {records[0].seed if records else ''}：错发 {wrong}，还需约 {seconds_left / 60:.0f} 分钟"
    print(line, file=sys.stderr, flush=True)


def _kept(path: Path) -> dict[int, list[SubmissionRecord]]:
    """Return the records of an earlier run of the same code; a file of other code is begun anew."""
    path.parent.mkdir(parents=True, exist_ok=True)
    head = json.dumps({"code": code_digest()})
    lines = path.read_text("utf-8").split("\n") if path.exists() else [""]
    if lines[0] != head:
        path.write_text(head + "\n", "utf-8")
        return {}
    whole = [line.split("\t", 1) for line in lines[1:-1]]  # what follows the last line break was cut off
    path.write_text("\n".join([*lines[:-1], ""]), "utf-8")
    return {int(seed): RECORDS.validate_json(records) for seed, records in whole}


def code_digest() -> str:
    """Return a digest of all that a record depends on."""
    digest = hashlib.sha256()
    for folder in SOURCES:
        for source in sorted((*Path(folder).rglob("*.py"), *Path(folder).rglob("*.yaml"))):
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def main() -> int:
    """Judge what was asked for and print the figures; 1 when a figure misses its limit."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.submissions", description="整份材料的结论")
    parser.add_argument("--from", dest="first", type=int, default=10_000, metavar="种子", help="第一个种子")
    parser.add_argument("--count", type=int, default=SEEDS, metavar="个", help="种子数，每个五份材料")
    parser.add_argument("--out", type=Path, default=Path("bench-out/submissions.jsonl"), metavar="文件")
    parser.add_argument("--processes", type=int, default=2, metavar="个")
    options = parser.parse_args()
    found = figures(run(range(options.first, options.first + options.count), options.out, options.processes))
    for one in found:
        mark = "" if one.holds else "  ✗"
        print(f"{one.group}\t{one.name}\t{one.value:.4g} {one.unit}\t{one.limit}\t{one.count}{mark}")
    return 0 if all(one.holds for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
