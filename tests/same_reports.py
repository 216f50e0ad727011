"""Compare the reports of two checkouts on the drawn submissions of the demonstration.

``python -m tests.same_reports BEFORE`` runs ``shouli check --json`` of this checkout and of the checkout ``BEFORE``,
each with its own environment, and prints every place where the two reports differ, ``seconds`` apart. Exit status 1
where they do. ``--keep FOLDER`` writes both reports of each submission there; such a folder may stand for ``BEFORE``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.demo.samples import SAMPLES, Sample, supplement

ROOT = Path(__file__).resolve().parents[1]
RECEIVED = "2020-02-20T09:00+08:00"


def main() -> int:
    """Compare, and tell by the exit status whether anything differs."""
    about = (__doc__ or "").partition("\n")[0]
    parser = argparse.ArgumentParser(prog="python -m tests.same_reports", description=about)
    parser.add_argument("before", type=Path, help="another checkout, set up with ./run setup; or a folder of --keep")
    parser.add_argument("--keep", type=Path, help="folder that gets both reports of each submission")
    asked = parser.parse_args()
    differing = 0
    for number, (title, paths, channel) in enumerate(_drawn(), 1):
        kept = asked.before / f"{number:02}-before.json"
        before = _kept(kept) if kept.exists() else _report(asked.before, paths, channel)
        reports = [before, _report(ROOT, paths, channel)]
        if asked.keep is not None:
            _keep(asked.keep, number, reports)
        found = list(differences(*reports))
        differing += bool(found)
        print(f"{number:2} {title}: {'the same' if not found else f'{len(found)} differences'}", flush=True)
        for line in found:
            print(f"     {line}")
    return 1 if differing else 0


def differences(before: Any, after: Any, place: str = "") -> Iterator[str]:
    """Yield each place where two documents differ, with both values shortened; ``seconds`` never counts."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            if key != "seconds":
                yield from differences(before.get(key), after.get(key), f"{place}.{key}".lstrip("."))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, pair in enumerate(zip(before, after, strict=True)):
            yield from differences(*pair, f"{place}[{index}]")
    elif before != after:
        yield f"{place}: {_short(before)} → {_short(after)}"


def _drawn() -> Iterator[tuple[str, list[Path], str]]:
    with tempfile.TemporaryDirectory() as folder:
        for number, sample in enumerate((*SAMPLES, Sample("补交的材料", "mail-hours", supplement, "review"))):
            paths = []
            for name, content in sample.draw():
                paths.append(Path(folder, str(number), name))
                paths[-1].parent.mkdir(exist_ok=True)
                paths[-1].write_bytes(content)
            if paths:
                yield sample.title, paths, sample.channel


def _report(root: Path, paths: list[Path], channel: str) -> Any:
    module = "commands" if (root / "commands").is_dir() else "pipeline"
    command = [str(root / ".venv/bin/python"), "-m", module, "check", *map(str, paths), "--channel", channel,
               "--received", RECEIVED, "--json"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1, 3):
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def _kept(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _keep(folder: Path, number: int, reports: list[Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, report in zip(("before", "after"), reports, strict=True):
        text = json.dumps(report, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / f"{number:02}-{name}.json").write_text(text, encoding="utf-8")


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 160 else f"{text[:157]}…"


if __name__ == "__main__":
    sys.exit(main())
