"""Facts of social-insurance items: back-payments, the insured person, foreigners, changes, training, injuries.

Source: S000 二（一）; the facts are those of :mod:`catalogue.facts`. What two papers tell differently is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from cases.names.identifiers import identity_number_valid
from cases.plain_text import bare
from cases.reading import PageReading
from catalogue.conditions import Value
from papers.assignment import Assignment
from papers.back_periods import back_payment
from papers.sure_values import Fields, only_day, only_number, only_text, texts

PERSON_FORMS = ("account-backfill-form", "benefit-form", "backpay-form", "injury-recognition-form")
CHANGES = {
    "changes_address": ("住所", "经营场所", "地址"),
    "changes_legal_rep": ("法定代表人", "法人代表", "负责人"),
    "changes_capital": ("注册资本", "注册资金"),
}
ENOUGH_YEARS = 10
"""Years from which the theoretical ones no longer matter (京社保经办通知 二（一）3)."""

CHANGE_FORM = "dispatch-change-application"
PERMITS_TO_WORK = ("work-permit", "residence-permit")
TREATY = re.compile(r"协定国|社会保险(?:双边)?协定|免缴")
DELEGATED, OWN_TRAINING = re.compile(r"委托培训"), re.compile(r"自主培训|企业自训|自行组织培训")
_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


def derive_insurance(assignment: Assignment, fields: Fields, pages: Sequence[PageReading]) -> dict[str, Value | None]:
    """Return the facts of this group, None for those that the pages do not tell."""
    return {
        **_backpay(assignment, fields, pages),
        **_person(assignment, fields, pages),
        **_changes(fields),
        "permit_to": only_day(fields, "to", ("dispatch-permit",)) or only_day(
            fields, "to", ("dispatch-extension-application",)
        ),
        "holds_permanent_residence": _holds_permanent_residence(assignment),
        "treaty_national": _treaty(assignment, pages),
        "training_delegated": _delegated(assignment, pages),
        **_injury(fields),
    }


def _injury(fields: Fields) -> dict[str, Value | None]:
    """An accident's own, whenever it was diagnosed; else the diagnosis of a disease."""
    accident = only_day(fields, "event_date")
    return {"event_date": accident, "diag_date": accident or only_day(fields, "diag_date")}


def _backpay(assignment: Assignment, fields: Fields, pages: Sequence[PageReading]) -> dict[str, Value | None]:
    forms = {page.page for page in assignment.of("backpay-form")}
    paid = back_payment([page for page in pages if page.number in forms], fields)
    refund = "退费" if assignment.of("refund-application") else None
    return {
        "filing_kind": only_text(fields, "filing_kind") or refund,
        "account": only_text(fields, "account"),
        "from_month": paid.first,
        "to_month": paid.last,
        "backpay_months": paid.months,
        **_years(fields),
    }


def _years(fields: Fields) -> dict[str, Value | None]:
    """Return the years paid; of several people those of the one who has the fewest in Beijing.

    Whoever paid for so many years in Beijing paid at least as many in all.
    """
    here = min(map(int, filter(str.isdigit, texts(fields, "years_in_bj"))), default=None)
    theory, actual = only_number(fields, "theory_years"), only_number(fields, "actual_years")
    if theory is None and actual is None and here is not None and here >= ENOUGH_YEARS:
        theory, actual = 0, here
    return {"years_in_bj": here, "theory_years": theory, "actual_years": actual}


def _person(assignment: Assignment, fields: Fields, pages: Sequence[PageReading]) -> Mapping[str, Value | None]:
    """Birth and sex as the form says, else by the identity number where the forms bear one person's only."""
    birth, sex = only_day(fields, "birth_date"), only_text(fields, "sex")
    number = _identity_number(assignment, pages)
    if number and not texts(fields, "birth_date"):
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    if number and not texts(fields, "sex"):
        sex = "男" if int(number[16]) % 2 else "女"
    kind = only_text(fields, "worker_kind")
    return {"birth_date": birth, "sex": sex, "is_cadre": kind == "干部" if kind else None}


def _identity_number(assignment: Assignment, pages: Sequence[PageReading]) -> str | None:
    """The only identity number on the forms; one that fails its check is another person's, misread."""
    own = {page.page for code in PERSON_FORMS for page in assignment.of(code)}
    text = "\n".join(page.text.replace(" ", "") for page in pages if page.number in own)
    numbers = {number.upper() for number in _IDENTITY.findall(text)}
    return numbers.pop() if len(numbers) == 1 and all(map(identity_number_valid, numbers)) else None


def _changes(fields: Fields) -> dict[str, Value | None]:
    asked = "、".join(bare(one) for one in texts(fields, "changed_items", (CHANGE_FORM,)))
    if not asked:
        return dict.fromkeys(CHANGES)
    return {name: any(word in asked for word in words) for name, words in CHANGES.items()}


def _holds_permanent_residence(assignment: Assignment) -> bool | None:
    if assignment.of("permanent-residence-card"):
        return True
    return False if any(assignment.of(code) for code in PERMITS_TO_WORK) else None


def _treaty(assignment: Assignment, pages: Sequence[PageReading]) -> bool | None:
    said = assignment.of("treaty-coverage-certificate") or any(TREATY.search(bare(page.text)) for page in pages)
    return True if said else None


def _delegated(assignment: Assignment, pages: Sequence[PageReading]) -> bool | None:
    if assignment.of("training-agreement"):
        return True
    plans = {page.page for page in assignment.of("training-plan")}
    text = "".join(bare(page.text) for page in pages if page.number in plans)
    delegated, own = bool(DELEGATED.search(text)), bool(OWN_TRAINING.search(text))
    return delegated if delegated is not own else None
