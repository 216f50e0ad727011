"""Every outcome of every item: its letter can be written, names each defect once, hides numbers and becomes a PDF."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from cases.finding import PAGES, Finding, Severity
from cases.page_runs import pages_text
from cases.report import LetterDraft, Outcome, Report
from cases.working_days import receipt_date
from replies.defects import sentence_of, to_mend, to_verify
from replies.letter import LetterContext, write
from replies.pdf import letter_pdf
from replies.selection import select
from tests.written.scenarios import COMPLETE, items, pages, papers, submit, told
from tests.written.sheet import impression
from tests.written.submission import judged, rulebook, service

pytestmark = pytest.mark.thorough

OFFICE = rulebook().offices["bj-chaoyang"]
NUMBER = "SL20200224-000044"
WHOLE_NUMBER = re.compile(r"(?<!\d)\d{17}[\dX](?!\d)")


def letters(item: str, report: Report, received: datetime) -> list[LetterDraft]:
    """Write the letters that the service would choose."""
    judged_as = service(report.item.code or item, received)
    catalogue = rulebook()
    chosen = select(report, judged_as, OFFICE, catalogue.letters)
    return [
        write(kind, LetterContext(
            NUMBER, report, judged_as, OFFICE, catalogue.departments[judged_as.department], catalogue, received,
            received + timedelta(days=1), automatic=automatic,
        ))
        for kind, automatic in chosen
    ]  # fmt: skip


def _owed_name(report: Report, finding: Finding) -> str:
    """Return what a letter calls a material that is tolerated."""
    return next(one.name for one in report.materials if one.code == finding.material)


def _check(item: str, report: Report, draft: LetterDraft) -> None:
    text = draft.text
    assert not WHOLE_NUMBER.search(text + draft.html + draft.subject)
    if draft.kind in {"supplement-notice", "tolerated-acceptance"}:
        told = to_mend(report) if draft.kind == "tolerated-acceptance" else (*to_mend(report), *to_verify(report))
        later = service(item).tolerance.by_notice
        for finding in told:
            if later and finding.severity is Severity.TOLERABLE:
                named = rulebook().documents[finding.material or ""].name
                assert text.count(f". {named}") == (draft.kind == "tolerated-acceptance"), text
                continue
            sentence = sentence_of(replace(finding, page=None)) if draft.kind == "supplement-notice" else ""
            sentence = sentence.replace(PAGES, pages_text(finding.pages))
            sentence = sentence or _owed_name(report, finding)
            assert text.count(sentence) == 1, f"{item}: “{sentence}” {text.count(sentence)}×\n{text}"
    if draft.automatic:
        assert report.outcome is not Outcome.REVIEW
        assert report.outcome is Outcome.GUIDE or all(one.confirmed for one in to_mend(report))
        assert report.outcome is Outcome.GUIDE or not service(item).officer_only
        assert report.outcome is Outcome.GUIDE or service(item).confirmed


@pytest.mark.parametrize("item", items())
def test_letters_of_an_item(item: str) -> None:
    """The complete submission, and that with each paper left out in turn."""
    scenario = COMPLETE[item]
    seen: set[str] = set()
    for without in ("", *dict.fromkeys(papers(item, scenario))):
        report = submit(item, scenario, without)
        for draft in letters(item, report, scenario.received):
            _check(item, report, draft)
            if draft.legal and draft.kind not in seen:
                made = letter_pdf(draft, OFFICE.signatory(None), NUMBER, receipt_date(scenario.received))
                assert made.startswith(b"%PDF-"), draft.kind
                seen.add(draft.kind)


EXPECTED = {
    Outcome.ACCEPT: {"acceptance", "electronic-pass", "receipt-certificate", "report-received", "commitment-accepted"},
    Outcome.TOLERATE: {"tolerated-acceptance"}, Outcome.SUPPLEMENT: {"supplement-notice"},
    Outcome.GUIDE: {"channel-guidance", "deferred"}, Outcome.REVIEW: {"supplement-notice"},
}  # fmt: skip


@pytest.mark.parametrize("item", items())
def test_outcome_has_its_letter(item: str) -> None:
    report = submit(item, COMPLETE[item])
    kinds = {draft.kind for draft in letters(item, report, COMPLETE[item].received)}
    assert kinds <= EXPECTED[report.outcome]
    assert kinds or report.outcome is Outcome.REVIEW, "only a question goes without a letter"
    if report.outcome is Outcome.ACCEPT:
        assert kinds == {service(item).pass_letter}


@pytest.mark.parametrize("item", ["refund", "backpay-three-years-general"])
def test_commitment_is_confirmed_by_an_officer_alone(item: str) -> None:
    """A phone check is logged before anything is announced (S000 二（一）2)."""
    (draft,) = letters(item, submit(item, COMPLETE[item]), COMPLETE[item].received)
    assert (draft.kind, draft.automatic) == ("commitment-accepted", False)
    assert (service(item).phone_check is not None) is (item == "refund")


@pytest.mark.parametrize("item", ["dispatch-new", "hours-comprehensive", "layoff-report"])
def test_all_defects_of_a_round_are_in_one_notice(item: str) -> None:
    """Half the papers missing, one page without a seal, one with a stranger's."""
    scenario = COMPLETE[item]
    first, second, *others = pages(item, scenario)
    stranger = impression("上海大通物流股份公司")
    left = [replace(first, seals=()), replace(second, seals=(stranger,)), *others[: len(others) // 2]]
    report = judged(item, left, scenario.world)
    codes = {one.code for one in to_mend(report)}
    assert {"seal-missing", "seal-unit-mismatch", "material-missing"} <= codes, told(report)
    (draft,) = letters(item, report, scenario.received)
    assert (draft.kind, draft.automatic) == ("supplement-notice", False)
    assert len(to_mend(report)) >= 5
    _check(item, report, draft)
