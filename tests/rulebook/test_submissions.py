"""Every item: a complete submission comes to what the rulebook says, and each condition asks for its own paper only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import pytest

from cases.report import MaterialStatus, Outcome
from tests.written.scenarios import COMPLETE, Scenario, items, papers, submit, told
from tests.written.submission import defects, judged, rulebook, service, write
from tests.written.world import AGENT, WORLD

pytestmark = pytest.mark.thorough

OUT_OF_TOWN = {"unit": "河北安顺物流有限公司北京分公司", "parent": "河北安顺物流有限公司"}
AGENTS = {"agent": AGENT}
LETTER, CARD, AUTHORITY = "authorisation-letter", "agent-identity", "parent-authorisation"
HOURS = ("hours-both", "hours-comprehensive", "hours-flexible")


def test_every_item_has_a_complete_submission() -> None:
    assert set(COMPLETE) == {one.code for one in rulebook().items}


@pytest.mark.parametrize("item", items())
def test_complete_submission(item: str) -> None:
    scenario = COMPLETE[item]
    report = submit(item, scenario)
    assert report.outcome is scenario.outcome, told(report)
    assert sorted(one.code for one in defects(report)) == sorted(scenario.codes), told(report)
    assert report.item.code == item
    open_lines = [one.name for one in report.materials if one.status is MaterialStatus.UNCERTAIN]
    assert open_lines == [], "nothing may hang on an unknown"


@dataclass(frozen=True, slots=True)
class Case:
    """A condition that holds, and what is said where its paper is left out.

    Attributes:
        also: Papers of a sender for whom it holds.
        gone: The paper it asks for.
        lacking: Outcome and codes without it.
    """

    item: str
    world: dict[str, Any]
    also: tuple[str, ...]
    gone: str
    lacking: tuple[Outcome, tuple[str, ...]]

    @property
    def scenario(self) -> Scenario:
        base = COMPLETE[self.item]
        return replace(base, world=replace(base.world, **self.world), also=(*base.also, *self.also))


MISSING = ("material-missing",)
SUPPLEMENT, TOLERATED = ((one, MISSING) for one in (Outcome.SUPPLEMENT, Outcome.TOLERATE))
DOUBT = ASKED = (Outcome.REVIEW, ("material-uncertain",))
GUIDED = (Outcome.GUIDE, ("item-online-only", "material-missing"))
TREATY = {"remark": "备注：社会保险协定国国民，申请免缴养老保险费"}
CASES = [
    Case("dispatch-new", AGENTS, (LETTER, CARD), LETTER, SUPPLEMENT),
    Case("dispatch-new", AGENTS, (LETTER, CARD), CARD, TOLERATED),
    *(Case(one, AGENTS, (LETTER, CARD), LETTER, ASKED) for one in ("dispatch-change", "dispatch-extension")),
    *(Case(one, AGENTS, (LETTER, CARD), CARD, ASKED) for one in ("dispatch-change", "dispatch-extension")),
    Case("dispatch-cancellation", AGENTS, (LETTER,), LETTER, ASKED),
    *(Case(one, AGENTS, (LETTER,), LETTER, SUPPLEMENT) for one in HOURS),
    *(Case(one, OUT_OF_TOWN, (AUTHORITY,), AUTHORITY, SUPPLEMENT) for one in (*HOURS, "layoff-report")),
    Case("dispatch-change", {"changed": ("住所",)}, ("premises-proof",), "premises-proof", ASKED),
    Case("dispatch-change", {"changed": ("法定代表人",)}, ("legal-representative-identity",),
         "legal-representative-identity", ASKED),
    Case("dispatch-change", {"changed": ("注册资本",)}, ("capital-verification-report",),
         "capital-verification-report", ASKED),
    Case("enrol-foreigner", TREATY, ("treaty-coverage-certificate",), "treaty-coverage-certificate", SUPPLEMENT),
    Case("layoff-report", {"union": False}, ("meeting-minutes-and-signatures",), "meeting-minutes-and-signatures",
         DOUBT),
    Case("injury-benefit", {"unit": "北京市朝阳区第一医院"}, ("commitment-letter",), "commitment-letter", SUPPLEMENT),
    Case("subsidy-training", {"remark": "培训方式：委托培训"}, ("training-agreement",), "training-agreement", GUIDED),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda one: f"{one.item} without {one.gone}")
def test_condition_that_holds(case: Case) -> None:
    complete = submit(case.item, case.scenario)
    assert complete.outcome is COMPLETE[case.item].outcome, told(complete)
    assert sorted(one.code for one in defects(complete)) == sorted(COMPLETE[case.item].codes), told(complete)
    lacking = submit(case.item, case.scenario, without=case.gone)
    assert (lacking.outcome, tuple(sorted(one.code for one in defects(lacking)))) == case.lacking, told(lacking)
    told_of = rulebook().documents[case.gone].name
    assert any(one.material == case.gone or told_of in one.message for one in defects(lacking))


def test_firm_not_set_up_yet_proves_its_head() -> None:
    planned = Scenario(also=("appointment-letter", "name-preapproval"))
    whole = submit("dispatch-new", planned, without="business-licence")
    assert whole.outcome is Outcome.ACCEPT, told(whole)
    report = submit("dispatch-new", Scenario(also=("name-preapproval",)), without="business-licence")
    assert report.outcome is Outcome.SUPPLEMENT, told(report)
    assert [one.material for one in defects(report)] == ["appointment-letter"]


@pytest.mark.parametrize("licence", ["business-licence", "name-preapproval"])
def test_either_report_on_the_capital_will_do(licence: str) -> None:
    also = ("capital-verification-report", licence, *(("appointment-letter",) if licence != "business-licence" else ()))
    written = [code for code in papers("dispatch-new", Scenario(also=also)) if code != "audit-report"]
    codes = [code for code in written if code not in {"business-licence", "name-preapproval"} - {licence}]
    report = judged("dispatch-new", write(codes, WORLD), WORLD)
    assert report.outcome is Outcome.ACCEPT, told(report)


def test_alternatives_satisfy_each_other() -> None:
    for item in HOURS:
        scenario = replace(COMPLETE[item], also=("union-opinion",))
        report = submit(item, scenario, without="staff-congress-resolution")
        assert report.outcome is Outcome.ACCEPT, told(report)


def test_holder_of_permanent_residence_needs_no_permit_to_work() -> None:
    report = submit("enrol-foreigner", Scenario(also=("permanent-residence-card",)))
    assert report.outcome is Outcome.ACCEPT, told(report)
    nobody = submit("enrol-foreigner", Scenario())
    assert nobody.outcome is Outcome.REVIEW, told(nobody)
    assert Counter(one.material for one in defects(nobody)) == {"work-permit": 1, "residence-permit": 1}


def test_every_condition_of_a_list_is_tried() -> None:
    conditional = {(one, line.document) for one in items() for line in service(one).materials if line.condition}
    tried = {(one.item, one.gone) for one in CASES} | {
        ("dispatch-new", "appointment-letter"), ("enrol-foreigner", "work-permit"),
        ("enrol-foreigner", "residence-permit"), ("enrol-foreigner", "permanent-residence-card"),
    }  # fmt: skip
    # The form of an injury names its agent by hand only: no reading tells that another person files.
    assert conditional - tried == {("injury-recognition", "authorisation-letter")}
