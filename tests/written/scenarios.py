"""A complete submission for every business item, and the findings that even a complete one must raise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from cases.reading import PageReading
from cases.report import Outcome, Report
from record.repository import BEIJING
from tests.written.submission import RECEIVED, judged, listed, rulebook, service, write
from tests.written.world import AGENT, WORLD, World

GUIDED, ASKED = Outcome.GUIDE, Outcome.REVIEW
TWO_YEARS, FIVE_YEARS = "2018年1月至2019年12月", "2015年1月至2019年12月"
EXTENDED = "2020年1月至2020年2月"
GROUP = "北京恒诚远达集团有限公司"
BRANCH = replace(WORLD, unit=f"{GROUP}通州分公司", parent=GROUP, worker=WORLD.head)
HOURS = replace(WORLD, worker=WORLD.head)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One submission and what it comes to.

    Attributes:
        also: Papers that a condition of the list asks of this sender.
        codes: Findings that must be there; no others may.
    """

    world: World = WORLD
    also: tuple[str, ...] = ()
    outcome: Outcome = Outcome.ACCEPT
    codes: tuple[str, ...] = ()
    received: datetime = RECEIVED


ONLINE = Scenario(outcome=GUIDED, codes=("item-online-only",))
BEFORE_WINDOW = Scenario(outcome=GUIDED, codes=("item-online-only", "item-outside-window"))
OFFICER = Scenario(outcome=ASKED, codes=("item-unknown",))
COMPLETE: dict[str, Scenario] = {
    "account-backfill": Scenario(),
    "backpay-base-difference": Scenario(replace(WORLD, filing="基数差")),
    "backpay-extended-period": Scenario(replace(WORLD, months=EXTENDED)),
    "backpay-monthly-report": Scenario(replace(WORLD, filing="月报")),
    "backpay-over-three-years": Scenario(replace(WORLD, months=FIVE_YEARS)),
    "backpay-recent-three-months": Scenario(),
    "backpay-three-years-general": Scenario(replace(WORLD, months=TWO_YEARS)),
    "backpay-three-years-temporary": Scenario(replace(WORLD, months=TWO_YEARS, account="临时")),
    "backpay-under-ten-years": Scenario(replace(WORLD, months=TWO_YEARS, theory_years=3, actual_years=4)),
    "benefit-new-retiree": Scenario(),
    "benefit-simplified": Scenario(),
    "case-by-case": OFFICER,
    "complaint": Scenario(outcome=GUIDED, codes=("item-deferred", "item-unknown")),
    "dispatch-annual-report": Scenario(),
    "dispatch-branch-filing": Scenario(BRANCH),
    "dispatch-cancellation": Scenario(),
    "dispatch-change": Scenario(),
    "dispatch-extension": Scenario(),
    "dispatch-new": Scenario(also=("audit-report",)),
    "enrol-foreigner": Scenario(also=("work-permit", "residence-permit")),
    "enrol-hk-macao-taiwan": Scenario(),
    "enrol-part-time": Scenario(),
    "hours-both": Scenario(replace(HOURS, system="综合计算工时工作制和不定时工作制")),
    "hours-comprehensive": Scenario(HOURS),
    "hours-flexible": Scenario(replace(HOURS, system="不定时工作制")),
    "injury-benefit": Scenario(also=("commitment-letter",)),
    "injury-medical-reimbursement": Scenario(received=datetime(2023, 12, 4, 9, tzinfo=BEIJING)),  # none here before
    "injury-recognition-green-lane": Scenario(),
    "injury-recognition": Scenario(),
    "insured-change-general": Scenario(),
    "insured-change-key-fields": Scenario(replace(WORLD, changed=("姓名",))),
    "labour-capacity-assessment": OFFICER,
    "late-filing": Scenario(),
    "layoff-report": Scenario(replace(WORLD, agent=AGENT)),
    "payment-extension-july": ONLINE,
    "payment-extension-march": Scenario(outcome=GUIDED, codes=("item-nothing-to-file",)),
    "personnel-file-transfer": OFFICER,
    "refund": Scenario(),
    "subsidy-one-off-insurance": BEFORE_WINDOW,
    "subsidy-placement-service": Scenario(outcome=GUIDED, codes=("item-online-only", "item-deferred")),
    "subsidy-post-and-insurance": ONLINE,
    "subsidy-recruitment": Scenario(),
    "subsidy-training": ONLINE,
    "unemployment-premium-refund": BEFORE_WINDOW,
    "zero-employment-family": OFFICER,
}


def papers(item: str, scenario: Scenario) -> list[str]:
    """Return the documents of a complete submission, in the order of the list."""
    return listed(service(item, scenario.received), also=scenario.also)


def pages(item: str, scenario: Scenario, without: str = "") -> list[PageReading]:
    """Write a complete submission, but for one document."""
    return write([code for code in papers(item, scenario) if code != without], scenario.world)


def submit(item: str, scenario: Scenario, without: str = "") -> Report:
    """Judge a complete submission, but for one document."""
    return judged(item, pages(item, scenario, without), scenario.world, scenario.received)


def told(report: Report) -> str:
    """Return the findings for a failing test."""
    lines = [f"{one.code} {one.severity} {one.confidence} {one.material}: {one.message}" for one in report.findings]
    return "\n".join([f"outcome {report.outcome}", *lines])


def items() -> list[str]:
    """Return all items in force on the day of receipt."""
    return [one.code for one in rulebook().items_on(RECEIVED.date())]
