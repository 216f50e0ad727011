from __future__ import annotations

import pytest

from cases.finding import Severity
from cases.report import Outcome
from catalogue.model import Tolerance, ToleranceAllowed
from tests.validators.builders import finding, item
from validators.outcome import CONFIDENCE_LIMIT, propose

BLOCKING = finding("seal-missing", Severity.BLOCKING)
DOUBTFUL = finding("seal-missing", Severity.BLOCKING, 0.6)
TOLERABLE = finding("material-missing", Severity.TOLERABLE)
REVIEW = finding("seal-unreadable", Severity.REVIEW, 0.9)
NOTICE = finding("page-rotated", Severity.NOTICE, 0.3)
ONLINE = finding("item-online-only", Severity.NOTICE)
WRONG_WAY = finding("item-wrong-channel", Severity.NOTICE)
ENCRYPTED = finding("file-encrypted", Severity.BLOCKING, 1.0)


@pytest.mark.parametrize(
    ("findings", "outcome"),
    [
        ([], Outcome.ACCEPT),
        ([NOTICE], Outcome.ACCEPT),
        ([TOLERABLE, NOTICE], Outcome.TOLERATE),
        ([BLOCKING, TOLERABLE], Outcome.SUPPLEMENT),
        ([ENCRYPTED], Outcome.SUPPLEMENT),
        ([BLOCKING, REVIEW], Outcome.REVIEW),
        ([DOUBTFUL], Outcome.REVIEW),
        ([TOLERABLE, DOUBTFUL], Outcome.REVIEW),
        ([finding("material-missing", Severity.TOLERABLE, 0.5)], Outcome.REVIEW),
        ([ONLINE, BLOCKING, REVIEW], Outcome.GUIDE),
        ([WRONG_WAY], Outcome.ACCEPT),
    ],
)
def test_outcome(findings: list, outcome: Outcome) -> None:
    assert propose(findings, item()) is outcome


def test_tolerable_is_required_where_tolerance_is_never_granted() -> None:
    strict = item(tolerance=Tolerance(ToleranceAllowed.NEVER))
    assert propose([TOLERABLE], strict) is Outcome.SUPPLEMENT


def test_exactly_at_the_limit_a_finding_counts() -> None:
    assert propose([finding("seal-missing", Severity.BLOCKING, CONFIDENCE_LIMIT)], item()) is Outcome.SUPPLEMENT


def test_limit_can_be_set() -> None:
    assert propose([DOUBTFUL], item(), confidence_limit=0.5) is Outcome.SUPPLEMENT


def test_unknown_item_goes_to_an_officer_unless_the_file_must_be_corrected() -> None:
    assert propose([], None) is Outcome.REVIEW
    assert propose([ENCRYPTED], None) is Outcome.SUPPLEMENT


@pytest.mark.parametrize("severity", list(Severity))
def test_refusal_is_never_proposed(severity: Severity) -> None:
    assert propose([finding("seal-missing", severity)], item()) is not Outcome.REFUSE
