"""What must hold for a move beside the table of states: handling, debts, roles, reasons.

One list of rules, each with its clause; :func:`check_move` names every rule that speaks against a move. Pure: what
is known of the case comes in as :class:`Circumstances`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from cases.errors import MoveNotAllowed, NotPermitted
from cases.lifecycle import COMPLETING, DECISIONS, EVENT_NAMES, STATE_NAMES, Event, State, advance


class Handling(StrEnum):
    """How an item is handled (domain b2); the catalogue's ``mode`` and pass letter say which."""

    PERMIT = "permit"              # 普通许可
    REPORT = "report"              # 报告，只出具收悉证明
    DIRECT = "direct"              # 直接办理
    PROMISE = "promise"            # 承诺制
    TOLERANCE = "tolerance"        # 容缺受理
    DEFERRED = "deferred"          # 延后办理
    CASE_BY_CASE = "case-by-case"  # 一事一议


_ALWAYS = frozenset({
    Event.SCREEN, Event.HOLD, Event.CORRECT, Event.GUIDE, Event.REFUSE, Event.SUPPLEMENT, Event.RECEIVE_PAPER,
    Event.PAPER_DIFFERS, Event.DEFER, Event.RESUME, Event.LAPSE, Event.WITHDRAW, Event.CLOSE, Event.SINGLE_OUT,
    Event.MERGE,
})
_PERMIT = frozenset({
    Event.PASS, Event.ACCEPT, Event.TOLERATE, Event.RELEASE, Event.DEEM, Event.ARRANGE_VISIT, Event.RECORD_VISIT,
    Event.EXTEND, Event.GRANT, Event.DENY, Event.PUBLISH,
})
_OWN: dict[Handling, frozenset[Event]] = {
    Handling.PERMIT: _PERMIT,
    Handling.REPORT: frozenset({Event.CERTIFY, Event.PASS, Event.RELEASE}),
    Handling.DIRECT: frozenset({Event.ACCEPT, Event.TOLERATE}),
    Handling.PROMISE: frozenset({Event.PROMISE, Event.ACCEPT, Event.TOLERATE}),
    Handling.TOLERANCE: frozenset({Event.TOLERATE, Event.ACCEPT}),
    Handling.DEFERRED: frozenset({Event.ACCEPT}),
    Handling.CASE_BY_CASE: frozenset({Event.ACCEPT, Event.TOLERATE, Event.PROMISE}),
}
EVENTS_OF: dict[Handling, frozenset[Event]] = {handling: _ALWAYS | own for handling, own in _OWN.items()}
"""The events that a handling knows: a report is never granted (domain b2: 不得出现批准、许可字样)."""

BY_SUPERVISOR = DECISIONS | {Event.EXTEND, Event.SINGLE_OUT}
"""Moves that a head signs (行政许可法 42 延长经本机关负责人批准; domain b1, b2 一事一议)."""

NEEDS_REASON = frozenset({
    Event.REFUSE, Event.RELEASE, Event.DENY, Event.EXTEND, Event.DEFER, Event.WITHDRAW, Event.RECORD_VISIT,
    Event.PAPER_DIFFERS, Event.SINGLE_OUT, Event.MERGE,
})
"""Moves of which the sender or the file must learn why (行政许可法 32, 38, 42; domain b1)."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of a case when somebody wants to move it.

    Attributes:
        handling: None while the item is unknown.
        reason: What the mover wrote.
        open_debts: Materials still owed under a tolerated acceptance.
        process_first: The item is processed while they are owed (先办后补).
        extended: The decision's time was extended before.
        corrections: Notices of defects already sent.
        new_material: Something came in since the last notice.
        paper_needed: The item's result waits for paper, which is not there yet.
        visit_open: A site visit is arranged and its result not recorded.
        visitors: Officers of the visit whose result is recorded.
        call_needed: The item asks for a logged telephone check (退费), which is missing.
        published: The decision is published, or the item asks for no publication.
        paper_differed: Paper and electronic material differed before.
        guided: The sender was told that the item is handled elsewhere, or only asked a question.
        singled_out: A head has made the case a 一事一议.
    """

    handling: Handling | None = None
    reason: str = ""
    open_debts: int = 0
    process_first: bool = False
    extended: bool = False
    corrections: int = 0
    new_material: bool = True
    paper_needed: bool = False
    visit_open: bool = False
    visitors: int = 0
    call_needed: bool = False
    published: bool = False
    paper_differed: bool = False
    guided: bool = False
    singled_out: bool = False


Rule = Callable[[State, Event, Circumstances], str | None]


def check_move(state: State, event: Event, known: Circumstances, role: str = "system") -> State:
    """Return the state that a move leads to.

    Args:
        state: Where the case is.
        event: The move.
        known: What is known of the case.
        role: Role of the officer who moves it; ``system`` for the service itself.

    Raises:
        NotPermitted: Only a supervisor may.
        MoveNotAllowed: The table or one of the rules speaks against it; the sentence names each reason.
    """
    target = advance(state, event)
    if event in BY_SUPERVISOR and role != "supervisor":
        raise NotPermitted(action=EVENT_NAMES[event])
    reasons = [reason for rule in RULES if (reason := rule(state, event, known)) is not None]
    if reasons:
        raise MoveNotAllowed(state=STATE_NAMES[state], event=EVENT_NAMES[event], reason="；".join(reasons))
    return target


def _known_to_handling(state: State, event: Event, known: Circumstances) -> str | None:
    """Refuse what the item's handling does not know (domain b2)."""
    if known.handling is None:
        return None if event in _ALWAYS else "请先选定业务事项"
    special = _OWN[Handling.CASE_BY_CASE] if known.singled_out else frozenset()
    return None if event in EVENTS_OF[known.handling] | special else "该事项的办理方式没有这一步"


def _reason_given(state: State, event: Event, known: Circumstances) -> str | None:
    """Ask for the reason; 一事一议 wants one for every move of an officer (domain b2)."""
    single = known.handling is Handling.CASE_BY_CASE or known.singled_out
    special = single and event in _OWN[Handling.CASE_BY_CASE]
    needed = event in NEEDS_REASON or special
    return "请填写理由" if needed and not known.reason.strip() else None


_WITHOUT_DEBTS = COMPLETING | DECISIONS
"""What says that the material is complete, or decides on it."""


def _no_debts(state: State, event: Event, known: Circumstances) -> str | None:
    """Decide nothing while tolerated materials are owed (domain f2); 先办后补 may close with the debt open."""
    held = event in _WITHOUT_DEBTS or (event is Event.CLOSE and not known.process_first)
    if known.open_debts and held:
        return f"尚有{known.open_debts}项容缺材料未补齐"
    return None


def _extended_once(state: State, event: Event, known: Circumstances) -> str | None:
    """Extend a decision's time once (行政许可法 42; LP19 12)."""
    return "期限只能延长一次" if event is Event.EXTEND and known.extended else None


def _one_notice(state: State, event: Event, known: Circumstances) -> str | None:
    """Tell all defects at once; again only for new material or where paper differs (domain b3.2)."""
    again = event is Event.CORRECT and known.corrections and not known.new_material
    return "补正内容须一次告知，收到新材料后方可再次告知" if again else None


def _paper_first(state: State, event: Event, known: Circumstances) -> str | None:
    """Decide on paper where the item asks for it (附件3 二)."""
    return "纸质材料尚未收到" if event in DECISIONS and known.paper_needed else None


def _visit_recorded(state: State, event: Event, known: Circumstances) -> str | None:
    """Decide after an arranged visit only with its result (LP19 11)."""
    return "现场核查结果尚未登记" if event in DECISIONS and known.visit_open else None


def _two_visitors(state: State, event: Event, known: Circumstances) -> str | None:
    """Visit with two officers or more (行政许可法 34; LP19 11)."""
    return "现场核查须有两名以上工作人员" if event is Event.RECORD_VISIT and known.visitors < 2 else None


def _call_logged(state: State, event: Event, known: Circumstances) -> str | None:
    """Handle a refund only after the telephone check with the insured person (S000 二(一)2)."""
    return "请先登记与参保人的电话核实记录" if event is Event.PROMISE and known.call_needed else None


def _published_first(state: State, event: Event, known: Circumstances) -> str | None:
    """Close a decided permit only after its publication (双公示，附件3 四)."""
    decided = state in {State.GRANTED, State.DENIED} and event is Event.CLOSE
    return "许可决定尚未公示" if decided and not known.published else None


def _differs_once(state: State, event: Event, known: Circumstances) -> str | None:
    """Send a case back for paper that differs once; then it is decided (domain b1 PAPER_DIFF)."""
    return "纸电不一致只能退回补正一次" if event is Event.PAPER_DIFFERS and known.paper_differed else None


def _guided_first(state: State, event: Event, known: Circumstances) -> str | None:
    """Close an unaccepted case only after its sender was shown the right way (domain b1 ROUTED)."""
    early = state is State.REVIEW and event is Event.CLOSE and not known.guided
    return "尚未受理，也未作渠道指引，不能办结" if early else None


RULES: tuple[Rule, ...] = (
    _known_to_handling, _reason_given, _no_debts, _extended_once, _one_notice, _paper_first, _visit_recorded,
    _two_visitors, _call_logged, _published_first, _differs_once, _guided_first,
)
