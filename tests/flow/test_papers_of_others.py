"""Eight of the mails that ``./run bench blind`` makes, two of each generator, kept as they were made.

They come to what their makers, who did not know this program, say is due.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from benchmarks.blind.scores import Score, score
from benchmarks.blind.truth import read_mail
from benchmarks.blind.verdict import Verdict, case_verdicts
from casework.services import Services
from pipeline.bootstrap import build_judging
from pipeline.settings import Settings
from pipeline.without_mail.inspection import inspect_files
from views.report_json import report_document

FOLDER = Path(__file__).parents[1] / "papers_of_others"
MAILS = sorted(one.name for one in FOLDER.iterdir())


@cache
def services() -> Services:
    return build_judging(Settings())


def scored(name: str) -> Score:
    mail = read_mail(FOLDER / name)
    found = inspect_files([mail.path], services(), received_at=mail.received_at, channel=mail.channel)
    cases = [case for one in found for case in case_verdicts(report_document(one.report, one.letters))]
    return score(Verdict(mail, tuple(cases), 0.0))


@pytest.mark.parametrize("name", MAILS)
def test_mail_comes_to_what_its_maker_says(name: str) -> None:
    found = scored(name)
    told = [(one.severity, one.code, one.message) for case in found.verdict.cases for one in case.findings]
    assert (found.wrong_letters, found.missed, found.wrong_claims) == ((), (), ()), told
    assert found.placed, told
    if found.mail.clean and found.mail.kind == "application":
        assert (found.as_due, found.alone) == (True, True), told


def test_slice_holds_two_of_each_generator() -> None:
    makers = [read_mail(FOLDER / name).generator for name in MAILS]
    assert {makers.count(one) for one in ("north", "south", "east", "west")} == {2}
