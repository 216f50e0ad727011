"""The same mails judged by another checkout, through its own command line and in its own environment."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.blind.truth import BlindMail
from benchmarks.blind.verdict import Verdict, case_verdicts


def judge_beside(mails: Sequence[BlindMail], checkout: Path) -> list[Verdict]:
    """Return the other checkout's verdicts; those that it gave before are kept beside the mails.

    Args:
        mails: What to judge.
        checkout: A folder with another version of the project and its ``.venv``.
    """
    return [_verdict(mail, checkout) for mail in mails]


def _verdict(mail: BlindMail, checkout: Path) -> Verdict:
    kept = mail.path.with_name(f"{checkout.name}.json")
    if not kept.exists():
        kept.write_text(json.dumps(_judge(mail, checkout), ensure_ascii=False), encoding="utf-8")
    found = json.loads(kept.read_text(encoding="utf-8"))
    return Verdict(mail, case_verdicts(found["report"]), found["seconds"])


def _judge(mail: BlindMail, checkout: Path) -> dict[str, object]:
    """Run the other command; a run that ends in an error of its own counts as a question without item."""
    print(f"{checkout.name} {mail.name} …", file=sys.stderr, flush=True)
    command = [
        str((checkout / ".venv/bin/shouli").resolve()), "check", str(mail.path.resolve()), "--json",
        "--channel", mail.channel, "--received", mail.received_at.isoformat(),
    ]  # fmt: skip
    started = time.perf_counter()
    run = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    report = json.loads(run.stdout) if run.stdout.startswith("{") else _failed(run.stderr)
    return {"report": report, "seconds": seconds}


def _failed(said: str) -> dict[str, object]:
    finding = {"code": "failed", "severity": "review", "message": said.strip()[-200:]}
    return {"unit": {"name": None}, "item": {"code": None}, "outcome": "review", "findings": [finding], "letters": []}
