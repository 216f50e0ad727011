"""The makers of blind mails are whole: each starts and reads all that it sets its papers from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.blind import made
from benchmarks.blind.left_out import materials_as_read
from benchmarks.blind.scores import score
from benchmarks.blind.truth import BlindMail
from benchmarks.blind.verdict import CaseVerdict, Told, Verdict
from cases.report import ReportFile


@pytest.mark.parametrize("generator", made.GENERATORS)
def test_maker_has_all_its_texts(generator: str, tmp_path: Path) -> None:
    """No mail has this number: everything is planned, and none is set, which would need a word processor."""
    command = [sys.executable, "-m", generator, "--count", "84", "--ids", "99999", "--out", str(tmp_path)]
    folder = Path(made.__file__).parent / "generators"
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("names", "expected"), [
    (("img_1.jpg", "img_2.jpg", "img_3.jpg"), {1: "form", 2: "letter", 3: "proof", 4: "proof"}),
    (("a.jpg", "b.jpg", "c.jpg"), {1: "form", 2: "proof", 3: "proof", 4: "letter"}),
])  # fmt: skip
def test_pages_of_a_maker_are_found_where_their_files_were_read(
    names: tuple[str, ...], expected: dict[int, str]
) -> None:
    """A maker attaches its files in an order of its own; they are read in that of their names."""
    pages = [{"page": at, "material": of} for at, of in enumerate(("form", "proof", "proof", "letter"), 1)]
    sent = [{"name": "img_1.jpg", "pages": 1}, {"name": "img_3.jpg", "pages": 2}, {"name": "img_2.jpg", "pages": 1}]
    mail = BlindMail(Path("mail.eml"), {"pages": pages, "attachments": sent})
    read = [ReportFile(name, name, "image", 2 if name == "img_3.jpg" else 1) for name in names]
    assert materials_as_read(mail, read) == expected


@pytest.mark.parametrize(("unit", "wrong"), [("乙公司", 0), ("甲公司", 1), (None, 1)])
def test_a_claim_is_compared_with_the_application_of_its_own_unit(unit: str | None, wrong: int) -> None:
    """Two units of one mail ask for the same; the form is there for the first alone."""
    due = {"item": "refund", "outcome": "accept", "defects": [], "missing": []}
    cases = [{**due, "unit": "甲公司", "present": ["form"]}, {**due, "unit": "乙公司", "present": []}]
    mail = BlindMail(Path("mail/mail.eml"), {"cases": cases, "kind": "application", "clean": True})
    claim = Told("material-missing", "blocking", "form", None, "缺少申请表")
    said = Verdict(mail, (CaseVerdict(unit, "refund", "supplement", (claim,), ()),), 1.0)
    assert (score(said).right_claims, len(score(said).wrong_claims)) == (1 - wrong, wrong)
