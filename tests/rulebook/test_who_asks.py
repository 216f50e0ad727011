"""What only a guide of elsewhere, memory or our own default asks of a paper is a hint: no letter, no other outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from cases.errors import RequestInvalid
from cases.finding import Severity
from cases.reading import PageReading
from cases.report import Outcome, Report
from replies.letter import write as write_letter
from replies.selection import select
from tests.replies.made import ANNOUNCED, context
from tests.replies.made import report as made_report
from tests.written.scenarios import COMPLETE, items, pages, papers, submit, told
from tests.written.sheet import Paper, impression, set_page
from tests.written.submission import judged, rulebook, service, write
from tests.written.world import AGENT, WORLD, World

pytestmark = pytest.mark.thorough

OFFICE = rulebook().offices["bj-chaoyang"]
STRANGER = "北京诚达商贸有限公司"
SHORT_NAMES = re.compile(
    r"附件\s?[0-9一二三四五六七八九十]|京社保经办通知|东城|通州|深圳|钦州|威海|宁夏|办事指南"
    r"|(?<![A-Za-z])(?:S0|LP|GST|GAT|JB)\d|memory|default|待确认|-(?:notice|guide|rules)"
)
"""What no letter may hold: short names of texts, other districts' and cities' guides, keys of our data."""


def _replaced(item: str, world: World, code: str, paper: Paper) -> list[PageReading]:
    """A complete submission with another wording of one paper."""
    scenario = replace(COMPLETE[item], world=world)
    codes = papers(item, scenario)
    written = write(codes, world)
    at = codes.index(code)
    return [*written[:at], set_page(paper, at + 1, world.unit), *written[at + 1 :]]


def _letter(report: Report, item: str) -> tuple[tuple[str, bool], str]:
    """The letter that a judged case gets, whether it leaves by itself, and its words."""
    (chosen,) = select(report, service(item), OFFICE, rulebook().letters)
    return chosen, write_letter(chosen[0], context(report, item)).text


def test_five_lines_and_the_seal_are_authority_enough() -> None:
    world = replace(WORLD, agent=AGENT)
    who = f"兹委托我单位{AGENT.name}（{AGENT.number}）"
    lines = (who, "办理裁减人员报告事宜。", f"{world.unit}（盖章）", "2020年2月18日")
    report = judged(
        "layoff-report", _replaced("layoff-report", world, "authorisation-letter", Paper("授权委托书", lines)), world
    )
    assert report.outcome is Outcome.ACCEPT, told(report)
    asked = [one for one in report.findings if one.material == "authorisation-letter"]
    assert {one.severity for one in asked} <= {Severity.HINT}, told(report)
    assert any(one.code == "material-signature-missing" for one in asked), "the officer still reads it"


def test_commitment_in_other_words_is_a_commitment() -> None:
    item = "backpay-three-years-general"
    world = COMPLETE[item].world
    paper = Paper("承诺书", (f"{world.unit}承诺补缴情况属实，虚假承诺愿担法律责任。", "2020年2月18日"))
    report = judged(item, _replaced(item, world, "commitment-letter", paper), world)
    assert report.outcome is Outcome.ACCEPT, told(report)
    assert {one.severity for one in report.findings} <= {Severity.HINT}, told(report)


def _sealed(item: str, *names: str) -> Report:
    """A complete submission with these impressions, or none, on every page."""
    seals = tuple(impression(name, at) for at, name in enumerate(names))
    written = [replace(page, seals=seals) for page in pages(item, COMPLETE[item])]
    return judged(item, written, COMPLETE[item].world)


@pytest.mark.parametrize("item", ["backpay-monthly-report", "enrol-hk-macao-taiwan"])
def test_insurance_paper_without_seal_is_accepted_and_not_told_to_be_sealed(item: str) -> None:
    report = _sealed(item)
    assert report.outcome is Outcome.ACCEPT, told(report)
    assert {one.severity for one in report.findings} == {Severity.HINT}
    (kind, _), text = _letter(report, item)
    assert kind == "acceptance"
    assert "公章" not in text.replace("盖章处", "")


@pytest.mark.parametrize("item", ["refund", "backpay-three-years-temporary", "account-backfill"])
def test_application_for_money_and_commitment_need_the_units_own_seal(item: str) -> None:
    report = _sealed(item)
    assert report.outcome is Outcome.REVIEW, told(report)
    lacking = [one for one in report.findings if one.severity is Severity.REVIEW]
    assert {one.material for one in lacking} == {"commitment-letter"} | ({"refund-application"} & set(papers(
        item, COMPLETE[item])))  # fmt: skip
    (kind, automatic), text = _letter(report, item)
    assert (kind, automatic) == ("supplement-notice", False)
    assert "未见公章，请加盖后重新提交" in text


@pytest.mark.parametrize("item", ["refund", "backpay-monthly-report"])
def test_another_units_seal_is_a_question_on_every_paper(item: str) -> None:
    report = _sealed(item, STRANGER)
    assert report.outcome is Outcome.REVIEW, told(report)
    assert {one.code for one in report.findings if one.severity is Severity.REVIEW} == {"seal-unit-mismatch"}


def test_what_is_only_proposed_is_one_question_and_no_line_of_a_letter() -> None:
    item = "dispatch-branch-filing"
    first, *_ = pages(item, COMPLETE[item])
    report = judged(item, [first], COMPLETE[item].world)
    assert [(one.code, one.severity) for one in report.findings] == [("material-uncertain", Severity.REVIEW)]
    assert select(report, service(item), OFFICE, rulebook().letters) == ()
    whole = submit(item, COMPLETE[item])
    assert whole.findings == (), "what is there is not asked about"


def test_list_of_another_office_is_not_confirmed_with_this_one() -> None:
    item = "hours-flexible"
    assert [OFFICE.list_of(item).value, rulebook().offices["bj"].list_of(item).value] == ["confirmed", "proposed"]


def _letters(item: str) -> Iterator[str]:
    """Every letter of an item: with nothing handed in, and of each kind that can be written for it."""
    if COMPLETE[item].outcome is not Outcome.GUIDE and service(item).materials:
        first, *_ = pages(item, COMPLETE[item])
        bare = judged(item, [replace(first, seals=())], COMPLETE[item].world)
        yield write_letter("supplement-notice", context(bare, item, note="请补正。")).text
    for kind in rulebook().letters:
        try:
            yield write_letter(kind, context(made_report(code=item), item, note="说明。", particulars=ANNOUNCED)).text
        except RequestInvalid:  # a report is never called a permit
            continue


@pytest.mark.parametrize("item", items())
def test_letters_cite_binding_texts_by_their_full_titles_only(item: str) -> None:
    for text in _letters(item):
        plain = text.replace(ANNOUNCED.right_office, "").replace(COMPLETE[item].world.unit, "")
        assert not (found := SHORT_NAMES.search(plain)), (found, text)
        assert all(one.startswith("《") for one in re.findall(r"（依据：(.)", plain))


@pytest.mark.parametrize(("item", "gone"), [
    ("enrol-hk-macao-taiwan", "labour-contract"), ("enrol-hk-macao-taiwan", "enrolment-addition-form"),
    ("enrol-foreigner", "labour-contract"), ("enrol-foreigner", "enrolment-addition-form"),
    ("enrol-part-time", "enrolment-addition-form"),
])  # fmt: skip
def test_what_comes_later_at_an_enrolment_is_the_officers_to_grant(item: str, gone: str) -> None:
    report = submit(item, COMPLETE[item], without=gone)
    assert report.outcome is Outcome.TOLERATE, told(report)
    assert [one.severity for one in report.findings if one.code == "material-missing"] == [Severity.TOLERABLE]
    assert not any(automatic for _, automatic in select(report, service(item), OFFICE, rulebook().letters))
