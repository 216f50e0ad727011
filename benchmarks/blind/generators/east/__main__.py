"""Command line: `python -m east --seed S --count N --out DIR [--ids 1,5]` or `python -m east --verify DIR`."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from random import Random

from .convert import convert
from .papers import load, set_papers
from .planning import plan
from .produce import editable_index, produce
from .schedule import Slot, slots
from .submission import Submission
from .verify import verify


def _arguments() -> argparse.Namespace:
    """Parsed arguments."""
    parser = argparse.ArgumentParser(prog="east")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=84)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--ids", default="", help="numbers or names of submissions, separated by commas")
    parser.add_argument("--verify", type=Path)
    return parser.parse_args()


def _planned(seed: int, count: int, wanted: set[int]) -> list[tuple[Submission, Slot]]:
    """All planned submissions, or the wanted ones."""
    made = []
    for number, slot in enumerate(slots(seed, count), 1):
        if not wanted or number in wanted:
            made.append((plan(f"east-{seed}-{number:04d}", slot, Random(f"east {seed} {number}")), slot))
    return made


def _editable(submissions: list[Submission], papers: Path) -> None:
    """Converts the forms of some submissions to editable copies."""
    chosen = [
        m for m in submissions if m.kind == "application" and not m.fax and not m.spoil_file and m.rng.random() < 0.08
    ]
    paths = [papers / f"{m.name}-0-{editable_index(m)}.fodt" for m in chosen]
    existing = [path for path in paths if path.exists()]
    if existing:
        convert(existing, papers, "docx")


def generate(seed: int, count: int, out: Path, wanted: set[int]) -> None:
    """Writes the submissions into a folder."""
    pairs = _planned(seed, count, wanted)
    out.mkdir(parents=True, exist_ok=True)
    papers = Path(tempfile.mkdtemp(prefix="papers-", dir=out))
    try:
        set_papers([made for made, _ in pairs], papers)
        _editable([made for made, _ in pairs], papers)
        for made, slot in pairs:
            load(made, papers, slot.defects)
            produce(made, papers, out / made.name)
    finally:
        shutil.rmtree(papers, ignore_errors=True)


def main() -> int:
    """Runs the command."""
    options = _arguments()
    if options.verify:
        problems = verify(options.verify)
        print("\n".join(problems) or "all consistent")
        return 1 if problems else 0
    wanted = {int(part.rsplit("-", 1)[-1]) for part in options.ids.split(",") if part.strip()}
    generate(options.seed, options.count, options.out, wanted)
    return 0


sys.exit(main())
