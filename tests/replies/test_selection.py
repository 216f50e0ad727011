"""Which letter a case gets and whether it may leave by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cases.finding import Finding, Severity
from cases.report import MaterialReading, MaterialStatus, Need, Outcome, Report, Unit
from catalogue.model import Mode, SealGate, ServiceItem, Tolerance, ToleranceAllowed
from replies.selection import select
from tests.replies.made import catalogue, finding, item, report
from tests.validators.builders import page

SEAL = finding("seal-missing", page=3)
ENCRYPTED = finding("file-encrypted", file=0)
MISSING = finding("material-missing", material="articles-of-association")
OWED = finding("material-missing", Severity.TOLERABLE, material="title-deed")
DOUBT = finding("seal-uncertain", Severity.REVIEW, page=2)
GRANTED = Tolerance(ToleranceAllowed.AUTOMATIC, source="《示例通知》")
COMMITMENT = MaterialReading("tolerance-commitment", "容缺受理承诺书", Need.OPTIONAL, MaterialStatus.PRESENT, (11,))


def chosen(made: Report, policy: str = "standard", code: str = "dispatch-new") -> tuple[tuple[str, bool], ...]:
    office = replace(catalogue().offices["bj-chaoyang"], policy=policy)
    return select(made, item(code), office, catalogue().letters)


def tolerated(allowed: ToleranceAllowed, made: Report, needed: bool = True) -> tuple[tuple[str, bool], ...]:
    service = replace(item(), tolerance=Tolerance(allowed, commitment_needed=needed, source="《示例通知》"))
    return select(made, service, catalogue().offices["bj-chaoyang"], catalogue().letters)


@pytest.mark.parametrize(
    ("made", "standard"),
    [
        pytest.param(report(), ("electronic-pass", True), id="clean"),
        pytest.param(report(Outcome.GUIDE), ("channel-guidance", True), id="online only"),
        pytest.param(report(Outcome.SUPPLEMENT, SEAL), ("supplement-notice", False), id="seal missing"),
        pytest.param(report(Outcome.SUPPLEMENT, ENCRYPTED), ("format-correction", True), id="encrypted file alone"),
        pytest.param(
            report(Outcome.SUPPLEMENT, ENCRYPTED, MISSING),
            ("format-correction", True),
            id="material may lie in the encrypted file",
        ),
        pytest.param(
            report(Outcome.SUPPLEMENT, finding("mail-no-attachment")), ("format-correction", True), id="no attachment"
        ),
        pytest.param(
            report(Outcome.SUPPLEMENT, ENCRYPTED, SEAL),
            ("supplement-notice", False),
            id="format problem goes into the notice",
        ),
        pytest.param(report(Outcome.REVIEW, DOUBT, ENCRYPTED), ("format-correction", False), id="doubt and bad file"),
        pytest.param(report(Outcome.REVIEW, DOUBT, SEAL), ("supplement-notice", False), id="doubt beside defect"),
    ],
)
def test_letter_of_a_case_under_the_standard_profile(made: Report, standard: tuple[str, bool]) -> None:
    assert chosen(made) == (standard,)


SENT = ("electronic-pass", "acceptance", "tolerated-acceptance", "format-correction", "channel-guidance")
"""Letters that announce an outcome and may leave by themselves; 承诺办理确认 never does."""


def announcing(kind: str, *findings: Finding, surely: bool = True) -> tuple[tuple[str, bool], ...]:
    """Return what is chosen for a case that gets such a letter, with more found against it."""
    plain = replace(item(), mode=Mode.DIRECT)
    calls: dict[str, tuple[Report, ServiceItem]] = {
        "electronic-pass": (report(), plain), "acceptance": (report(), replace(plain, pass_letter="acceptance")),
        "tolerated-acceptance": (
            replace(report(Outcome.TOLERATE, OWED), materials=(COMMITMENT,)), replace(plain, tolerance=GRANTED),
        ),
        "format-correction": (report(Outcome.SUPPLEMENT, ENCRYPTED), plain),
        "channel-guidance": (report(Outcome.GUIDE), plain),
    }
    made, service = calls[kind]
    pages = (page(1, "申请书"),)
    made = replace(made, findings=(*made.findings, *findings), pages=pages, item=replace(made.item, surely=surely))
    return select(made, service, catalogue().offices["bj-chaoyang"], catalogue().letters)


@pytest.mark.parametrize("kind", SENT)
def test_letter_that_announces_an_outcome_leaves_where_nothing_stands_against_it(kind: str) -> None:
    assert announcing(kind) == ((kind, True),)


@pytest.mark.parametrize("kind", SENT)
def test_letter_that_announces_an_outcome_waits_while_a_question_stands(kind: str) -> None:
    assert announcing(kind, DOUBT) == ((kind, False),)


@pytest.mark.parametrize("kind", SENT)
def test_letter_that_announces_an_outcome_waits_where_the_item_is_not_surely_shown(kind: str) -> None:
    assert announcing(kind, surely=False) == ((kind, kind == "channel-guidance"),)


@pytest.mark.parametrize("kind", SENT)
def test_hints_and_notices_hold_nothing_back(kind: str) -> None:
    remarks = (finding("name-normalised", Severity.NOTICE), replace(SEAL, severity=Severity.HINT, confirmed=False))
    assert announcing(kind, *remarks) == ((kind, True),)


def test_commitment_is_never_confirmed_by_itself() -> None:
    assert chosen(report(code="refund"), code="refund") == (("commitment-accepted", False),)


def test_what_bears_the_seal_never_leaves_by_itself() -> None:
    service = replace(item(), pass_letter="acceptance")
    assert service.mode is Mode.PERMIT
    office, letters = catalogue().offices["bj-chaoyang"], catalogue().letters
    assert select(report(), service, office, letters) == (("acceptance", False),)
    assert select(report(), replace(service, mode=Mode.DIRECT), office, letters) == (("acceptance", True),)


def test_guidance_for_no_known_item_is_an_officers() -> None:
    office = catalogue().offices["bj-chaoyang"]
    assert select(report(Outcome.GUIDE), None, office, catalogue().letters) == (("channel-guidance", False),)


def test_rerouted_material_is_told_so_whatever_stands_against_the_rest() -> None:
    wrong = finding("item-wrong-channel", Severity.NOTICE)
    assert chosen(report(Outcome.ACCEPT, wrong, DOUBT)) == (("rerouted", True), ("electronic-pass", False))


def _unsure(made: Report) -> Report:
    return replace(made, item=replace(made.item, surely=False))


def test_nothing_is_announced_for_an_item_that_the_pages_do_not_surely_show() -> None:
    assert chosen(_unsure(report())) == (("electronic-pass", False),)
    read = replace(_unsure(report(Outcome.SUPPLEMENT, ENCRYPTED)), pages=(page(1, "申请书"),))
    assert chosen(read) == (("format-correction", False),)


def test_format_correction_needs_no_item_where_no_page_can_be_read() -> None:
    unread = replace(_unsure(report(Outcome.SUPPLEMENT, ENCRYPTED)), pages=())
    assert chosen(unread) == (("format-correction", True),)


def test_guidance_by_name_leaves_but_not_beside_a_doubt() -> None:
    assert chosen(_unsure(report(Outcome.GUIDE))) == (("channel-guidance", True),)
    assert chosen(report(Outcome.GUIDE, DOUBT)) == (("channel-guidance", False),)


@pytest.mark.parametrize(
    "outcome", [Outcome.ACCEPT, Outcome.TOLERATE, Outcome.SUPPLEMENT, Outcome.REVIEW, Outcome.GUIDE]
)
@pytest.mark.parametrize(
    "found", [(), (SEAL,), (ENCRYPTED,), (DOUBT,), (OWED,)], ids=lambda one: str([f.code for f in one])
)
def test_strict_profile_sends_no_judgement_by_itself(outcome: Outcome, found: tuple[Finding, ...]) -> None:
    made = report(outcome, *found)
    assert not any(automatic for _, automatic in chosen(made, "strict"))


def test_doubt_alone_leaves_everything_to_an_officer() -> None:
    assert chosen(report(Outcome.REVIEW, DOUBT)) == ()


def test_unknown_item_drafts_a_correction_for_an_officer() -> None:
    office = catalogue().offices["bj-chaoyang"]
    assert select(report(Outcome.REVIEW, DOUBT), None, office, catalogue().letters) == (("format-correction", False),)


def test_pass_with_a_doubtful_finding_is_held() -> None:
    assert chosen(report(Outcome.ACCEPT, DOUBT)) == (("electronic-pass", False),)


def test_pass_for_an_unknown_unit_is_held() -> None:
    assert chosen(replace(report(), unit=Unit(None))) == (("electronic-pass", False),)


def test_receipt_certificate_is_an_officers() -> None:
    assert chosen(report(code="layoff-report"), code="layoff-report") == (("receipt-certificate", False),)


@pytest.mark.parametrize(
    ("allowed", "with_commitment", "needed", "automatic"),
    [
        (ToleranceAllowed.AUTOMATIC, True, True, True),
        (ToleranceAllowed.AUTOMATIC, False, True, False),
        (ToleranceAllowed.AUTOMATIC, False, False, True),
        (ToleranceAllowed.OFFICER, True, True, False),
        (ToleranceAllowed.NEVER, True, True, False),
    ],
)
def test_tolerance_leaves_only_with_commitment_and_leave(
    allowed: ToleranceAllowed, with_commitment: bool, needed: bool, automatic: bool
) -> None:
    made = report(Outcome.TOLERATE, OWED)
    if with_commitment:
        made = replace(made, materials=(*made.materials, COMMITMENT))
    assert tolerated(allowed, made, needed) == (("tolerated-acceptance", automatic),)


@pytest.mark.parametrize("rule", [{"source": ""}, {"source": "本项目自定，待确认", "confirmed": False}])
def test_favour_that_no_binding_text_grants_is_held(rule: dict[str, Any]) -> None:
    service = replace(item(), tolerance=Tolerance(ToleranceAllowed.AUTOMATIC, commitment_needed=False, **rule))
    made = select(report(Outcome.TOLERATE, OWED), service, catalogue().offices["bj-chaoyang"], catalogue().letters)
    assert made == (("tolerated-acceptance", False),)


@pytest.mark.parametrize("kept", [{"confirmed": False}, {"severity": Severity.HINT, "confirmed": False}])
def test_what_only_officers_may_read_calls_for_no_notice(kept: dict[str, Any]) -> None:
    assert chosen(report(Outcome.REVIEW, replace(DOUBT, **kept))) == ()


def test_paper_without_the_units_own_seal_has_its_notice_drafted() -> None:
    bare = replace(SEAL, severity=Severity.REVIEW)
    assert chosen(report(Outcome.REVIEW, bare)) == (("supplement-notice", False),)


@pytest.mark.parametrize(("gate", "letters"), [
    (SealGate.ADVISE, (("supplement-notice", False),)), (SealGate.BLOCK, ()),
])
def test_paper_on_which_no_colour_shows_has_its_notice_drafted_where_seals_are_advised(
    gate: SealGate, letters: tuple[tuple[str, bool], ...]
) -> None:
    grey = replace(SEAL, code="seal-uncoloured", severity=Severity.REVIEW)
    made = report(Outcome.REVIEW, grey)
    office = catalogue().offices["bj-chaoyang"]
    assert select(made, replace(item(), seal_gate=gate), office, catalogue().letters) == letters


def test_letter_missing_from_the_table_is_held() -> None:
    letters = {code: one for code, one in catalogue().letters.items() if code != "electronic-pass"}
    office = catalogue().offices["bj-chaoyang"]
    assert select(report(), item(), office, letters) == (("electronic-pass", False),)
