"""Debts: what a tolerated acceptance leaves owed, and what a supplement or an officer settles of it.

Source: domain b2 容缺, f1, f2, f40; the ledger itself is :mod:`record.tolerances`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cases.case import Case, Flag
from cases.errors import MoveNotAllowed
from cases.finding import Severity
from cases.finding_codes import About, code_of
from cases.history import AuditEvent
from cases.lifecycle import STATE_NAMES, State
from cases.report import COMMITMENT, MaterialReading, MaterialStatus, Outcome, Report
from casework.case_moves import change_flags, show_dues
from casework.item_rules import debt_due, processes_first, supplement_due
from casework.work import Work
from catalogue.model import Catalogue, ServiceItem
from record.anchors import months_text
from record.tolerances import Debt, DebtState, Promise
from replies.particulars import Owed

ORIGINAL = ":original"
"""Suffix of the code of a debt whose copy is there."""

_SETTLED = {DebtState.CLEARED: AuditEvent.DEBTS_CLEARED, DebtState.WAIVED: AuditEvent.DEBTS_WAIVED}
_DOUBTS = frozenset({Severity.BLOCKING, Severity.REVIEW, Severity.TOLERABLE})


def lacking(report: Report, more: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the codes of the materials that a tolerated acceptance leaves owed."""
    found = [one.material for one in report.of(Severity.TOLERABLE) if one.material is not None]
    return tuple(dict.fromkeys([*found, *more]))


def originals(item: ServiceItem | None, report: Report) -> tuple[str, ...]:
    """Return what is owed of an item that takes a copy now and its original later (影印件先行, S000 二(二)3).

    A scan never settles such a debt: the code is not that of the copy, so an officer enters the original.
    """
    if item is None or not item.tolerance.original:
        return ()
    later = {one.document for one in item.materials if one.original_later}
    present = (one.code for one in report.materials if one.status is MaterialStatus.PRESENT)
    return tuple(f"{code}{ORIGINAL}" for code in present if code in later)


def debt_name(catalogue: Catalogue, report: Report, code: str) -> str:
    """Return the Chinese name of what is owed under a code."""
    document = code.removesuffix(ORIGINAL)
    named = next((one.name for one in report.materials if one.code == document), None)
    known = catalogue.documents.get(document)
    name = named or (known.name if known is not None else document)
    return f"{name}（原件）" if code.endswith(ORIGINAL) else name


def forgive(report: Report, debts: Sequence[Debt]) -> Report:
    """Return the report without what an officer has waived: data sharing has it, or it is not asked any more."""
    waived = {debt.material for debt in debts if debt.state is DebtState.WAIVED}
    if not waived:
        return report
    findings = tuple(
        one for one in report.findings if one.severity is not Severity.TOLERABLE or one.material not in waived
    )
    materials = tuple(
        replace(one, status=MaterialStatus.NOT_NEEDED)
        if one.code in waived and one.status is MaterialStatus.MISSING else one
        for one in report.materials
    )
    report = replace(report, findings=findings, materials=materials)
    done = report.outcome is Outcome.TOLERATE and not report.of(Severity.TOLERABLE)
    return replace(report, outcome=Outcome.ACCEPT) if done else report


def with_dates(work: Work, item: ServiceItem | None, report: Report, debts: Sequence[Debt] = ()) -> Report:
    """Return the report with the dates that a letter written today states, so that both say the same."""
    if report.outcome is Outcome.SUPPLEMENT:
        due = supplement_due(work.catalogue, item, work.office, work.today)
        return replace(report, supplement_due=due, tolerance_due=None)
    if report.outcome is not Outcome.TOLERATE or item is None:
        return replace(report, supplement_due=None, tolerance_due=None)
    agreed = [debt.due for debt in debts if debt.due is not None]
    owed_until = min(agreed) if agreed else debt_due(work.catalogue, item, work.today).due
    return replace(report, supplement_due=None, tolerance_due=owed_until)


def enter_debts(
    work: Work, case: Case, report: Report, materials: Sequence[str], *, by: str, note: str = ""
) -> Case:
    """Enter what a tolerated acceptance leaves owed; what is owed already keeps its date.

    Raises:
        MoveNotAllowed: Nothing is lacking that could be owed.
    """
    item = work.item(case)
    if item is None or not materials:
        reason = "没有可容缺的材料"
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event="容缺受理", reason=reason)
    due = debt_due(work.catalogue, item, work.today)
    basis = _basis(report, note)
    promises = [
        Promise(code, debt_name(work.catalogue, report, code), due.due, due.anchor, due.months, basis)
        for code in materials
    ]
    handling = "process-first" if processes_first(item, work.office) else "hold"
    work.debts.grant(case, promises, handling, work.today, work.now)
    work.record(
        AuditEvent.DEBTS_ENTERED, case.id, by, materials=list(materials), due=due.due.isoformat() if due.due else None
    )
    return show_dues(work, case)


def _basis(report: Report, note: str) -> str:
    """Return where the commitment stands: pages of the commitment letter, else the officer's note."""
    commitment = next((one for one in report.materials if one.code == COMMITMENT), None)
    pages = commitment.pages if commitment is not None else ()
    pages = pages or tuple(number for number, code in report.page_documents.items() if code == COMMITMENT)
    return f"容缺受理承诺书（第{'、'.join(map(str, pages))}页）" if pages else note[:200]


def clear_debts(work: Work, case: Case, report: Report, *, by: str, doubtful: bool = False) -> Case:
    """Clear what the newest material brought; the rest stays owed.

    Args:
        work: The transaction of the judgement or decision.
        case: The case.
        report: The newest judgement.
        by: ``system``, or the officer.
        doubtful: An officer has looked: what is there counts, even where the judgement doubts it.
    """
    came = [
        one.code for one in report.materials
        if (one.status is MaterialStatus.PRESENT and (doubtful or not _against(report, one)))
        or one.status is MaterialStatus.NOT_NEEDED
        or (doubtful and one.status is MaterialStatus.UNCERTAIN)
    ]
    return settle_debts(work, case, came, DebtState.CLEARED, by=by)


def _against(report: Report, reading: MaterialReading) -> bool:
    """Tell whether a finding speaks against a material: one of its own, or a seal on pages of several."""
    weighty = [one for one in report.findings if one.severity in _DOUBTS]
    of_several = [one for one in weighty if one.material is None and code_of(one).about is About.SEAL]
    return any(one.material == reading.code for one in weighty) or any(
        one.is_on(page) for one in of_several for page in reading.pages
    )


def settle_debts(
    work: Work, case: Case, materials: Sequence[str], state: DebtState, *, by: str, note: str = ""
) -> Case:
    """Settle debts of a case; when nothing overdue is left, the mark goes; what is not owed is passed over."""
    owed = [debt.material for debt in work.debts.owed(case.id) if debt.material in materials]
    if not owed:
        return case
    work.debts.settle(case.id, owed, state, work.now, by=by)
    work.record(_SETTLED[state], case.id, by, materials=owed, note=note)
    late = any(debt.state is DebtState.OVERDUE for debt in work.debts.owed(case.id))
    if Flag.OVERDUE in case.flags and not late and case.state is not State.CORRECTION:
        case = work.cases.change(case, work.now, flags=change_flags(case.flags, lowered=(Flag.OVERDUE,)))
    return show_dues(work, case)


def owed_lines(debts: Sequence[Debt]) -> tuple[Owed, ...]:
    """Return debts as a letter lists them."""
    return tuple(Owed(debt.material_name, debt.due, due_text(debt)) for debt in debts)


def due_text(debt: Debt) -> str:
    """Return what stands for the due date of a debt that has none yet, empty where it has one."""
    if debt.due is not None or debt.anchor is None:
        return ""
    return months_text(debt.anchor, debt.anchor_months)
