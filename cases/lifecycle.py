"""Life cycle: the states of a case and the moves between them, as one table.

Source: domain b1–b3. Duplicate, name fix, routed, deemed accepted, extended, overdue, audit and paper difference
are flags and letters on a case, not states (design ruling 12). A move that is not in the table is refused with
its reason; what else must hold for a move is in :mod:`cases.moves`.
"""

from __future__ import annotations

from enum import StrEnum

from cases.errors import MoveNotAllowed


class State(StrEnum):
    """State of a case; :data:`STATE_NAMES` says what it is called."""

    RECEIVED = "received"
    SCREENING = "screening"
    REVIEW = "review"
    CORRECTION = "correction"
    ACCEPTED = "accepted"
    TOLERATED = "tolerated"
    PROMISED = "promised"
    ELECTRONIC_PASSED = "electronic-passed"
    PAPER_RECEIVED = "paper-received"
    SITE_VISIT = "site-visit"
    GRANTED = "granted"
    DENIED = "denied"
    PUBLISHED = "published"
    CERTIFIED = "certified"
    DEFERRED = "deferred"
    NOT_ACCEPTED = "not-accepted"
    NOT_REQUIRED = "not-required"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


STATE_NAMES = {
    State.RECEIVED: "收件",
    State.SCREENING: "机审中",
    State.REVIEW: "待人工核对",
    State.CORRECTION: "待补正",
    State.ACCEPTED: "已受理",
    State.TOLERATED: "容缺受理",
    State.PROMISED: "承诺办理",
    State.ELECTRONIC_PASSED: "电子材料审核合格",
    State.PAPER_RECEIVED: "纸质材料收讫",
    State.SITE_VISIT: "现场核查",
    State.GRANTED: "准予许可",
    State.DENIED: "不予许可",
    State.PUBLISHED: "已公示",
    State.CERTIFIED: "已出具收悉证明",
    State.DEFERRED: "延后办理",
    State.NOT_ACCEPTED: "不予受理",
    State.NOT_REQUIRED: "依法不需许可",
    State.WITHDRAWN: "已撤回",
    State.CLOSED: "已办结",
}


class Event(StrEnum):
    """What moves a case; :data:`EVENT_NAMES` says what it is called."""

    SCREEN = "screen"
    HOLD = "hold"
    PASS = "pass"
    ACCEPT = "accept"
    TOLERATE = "tolerate"
    PROMISE = "promise"
    CERTIFY = "certify"
    CORRECT = "correct"
    GUIDE = "guide"
    REFUSE = "refuse"
    RELEASE = "release"
    DEEM = "deem"
    SUPPLEMENT = "supplement"
    RECEIVE_PAPER = "receive-paper"
    PAPER_DIFFERS = "paper-differs"
    ARRANGE_VISIT = "arrange-visit"
    RECORD_VISIT = "record-visit"
    EXTEND = "extend"
    GRANT = "grant"
    DENY = "deny"
    PUBLISH = "publish"
    DEFER = "defer"
    RESUME = "resume"
    LAPSE = "lapse"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    SINGLE_OUT = "single-out"
    MERGE = "merge"


EVENT_NAMES = {
    Event.SCREEN: "开始机审",
    Event.HOLD: "转人工核对",
    Event.PASS: "审核合格",
    Event.ACCEPT: "受理",
    Event.TOLERATE: "容缺受理",
    Event.PROMISE: "承诺办理",
    Event.CERTIFY: "出具收悉证明",
    Event.CORRECT: "补正告知",
    Event.GUIDE: "渠道指引",
    Event.REFUSE: "不予受理",
    Event.RELEASE: "告知不需许可",
    Event.DEEM: "视为受理",
    Event.SUPPLEMENT: "登记补正材料",
    Event.RECEIVE_PAPER: "登记纸质材料",
    Event.PAPER_DIFFERS: "登记纸电不一致",
    Event.ARRANGE_VISIT: "约定现场核查",
    Event.RECORD_VISIT: "登记核查结果",
    Event.EXTEND: "延长期限",
    Event.GRANT: "准予许可",
    Event.DENY: "不予许可",
    Event.PUBLISH: "登记公示",
    Event.DEFER: "延后办理",
    Event.RESUME: "恢复办理",
    Event.LAPSE: "超期终止",
    Event.WITHDRAW: "撤回",
    Event.CLOSE: "办结",
    Event.SINGLE_OUT: "一事一议",
    Event.MERGE: "并入另一件",
}

_SINGLED_OUT = {Event.SINGLE_OUT: State.REVIEW}
_MERGED = {Event.MERGE: State.CLOSED}
_JUDGED = {
    Event.HOLD: State.REVIEW,
    Event.PASS: State.ELECTRONIC_PASSED,
    Event.ACCEPT: State.ACCEPTED,
    Event.TOLERATE: State.TOLERATED,
    Event.CERTIFY: State.CERTIFIED,
    Event.CORRECT: State.CORRECTION,
    Event.GUIDE: State.REVIEW,
    Event.REFUSE: State.NOT_ACCEPTED,
    Event.WITHDRAW: State.WITHDRAWN,
}
_UNDECIDED = {
    **_JUDGED, Event.SCREEN: State.SCREENING, Event.SUPPLEMENT: State.RECEIVED, Event.DEEM: State.ACCEPTED,
    Event.DEFER: State.DEFERRED, **_SINGLED_OUT, **_MERGED,
}
_BY_OFFICER = {Event.PROMISE: State.PROMISED, Event.RELEASE: State.NOT_REQUIRED}
_DECISION = {
    Event.GRANT: State.GRANTED, Event.DENY: State.DENIED, Event.ARRANGE_VISIT: State.SITE_VISIT,
    Event.WITHDRAW: State.WITHDRAWN, Event.CLOSE: State.CLOSED, Event.DEFER: State.DEFERRED, **_SINGLED_OUT,
}

MOVES: dict[State, dict[Event, State]] = {
    State.RECEIVED: {
        Event.SCREEN: State.SCREENING, Event.HOLD: State.REVIEW, Event.WITHDRAW: State.WITHDRAWN,
        Event.SUPPLEMENT: State.RECEIVED, Event.DEEM: State.ACCEPTED, Event.DEFER: State.DEFERRED, **_SINGLED_OUT,
        **_MERGED,
    },
    State.SCREENING: _UNDECIDED,
    State.REVIEW: {**_UNDECIDED, **_BY_OFFICER, Event.CLOSE: State.CLOSED},
    State.CORRECTION: {
        Event.SUPPLEMENT: State.RECEIVED, Event.REFUSE: State.NOT_ACCEPTED, Event.HOLD: State.REVIEW,
        Event.WITHDRAW: State.WITHDRAWN, Event.LAPSE: State.CLOSED, **_SINGLED_OUT, **_MERGED,
    },
    State.TOLERATED: {
        Event.SUPPLEMENT: State.RECEIVED, Event.ACCEPT: State.ACCEPTED, Event.PASS: State.ELECTRONIC_PASSED,
        Event.CERTIFY: State.CERTIFIED, Event.WITHDRAW: State.WITHDRAWN, Event.LAPSE: State.CLOSED,
        Event.CLOSE: State.CLOSED, **_SINGLED_OUT, **_MERGED,
    },
    State.PROMISED: {
        Event.HOLD: State.REVIEW, Event.WITHDRAW: State.WITHDRAWN, Event.CLOSE: State.CLOSED, **_SINGLED_OUT,
    },
    State.ACCEPTED: {**_DECISION, Event.EXTEND: State.ACCEPTED, Event.RECEIVE_PAPER: State.PAPER_RECEIVED},
    State.ELECTRONIC_PASSED: {
        **_DECISION, Event.EXTEND: State.ELECTRONIC_PASSED, Event.RECEIVE_PAPER: State.PAPER_RECEIVED,
    },
    State.PAPER_RECEIVED: {**_DECISION, Event.EXTEND: State.PAPER_RECEIVED, Event.PAPER_DIFFERS: State.CORRECTION,
                           Event.CORRECT: State.CORRECTION},
    State.SITE_VISIT: {**_DECISION, Event.EXTEND: State.SITE_VISIT, Event.RECORD_VISIT: State.SITE_VISIT},
    State.GRANTED: {Event.PUBLISH: State.PUBLISHED, Event.CLOSE: State.CLOSED},
    State.DENIED: {Event.PUBLISH: State.PUBLISHED, Event.CLOSE: State.CLOSED},
    State.PUBLISHED: {Event.CLOSE: State.CLOSED},
    State.CERTIFIED: {Event.CLOSE: State.CLOSED},
    State.DEFERRED: {
        Event.RESUME: State.RECEIVED, Event.WITHDRAW: State.WITHDRAWN, Event.CLOSE: State.CLOSED, **_SINGLED_OUT,
    },
    State.NOT_ACCEPTED: {},
    State.NOT_REQUIRED: {},
    State.WITHDRAWN: {},
    State.CLOSED: {},
}

ENDED_STATES = frozenset(state for state, moves in MOVES.items() if not moves)
"""States that nothing leads out of."""

OPEN_STATES = frozenset({State.RECEIVED, State.SCREENING, State.REVIEW, State.CORRECTION, State.TOLERATED})
"""States in which further material still joins the case by itself."""

DECIDED_STATES = frozenset({State.GRANTED, State.DENIED, State.PUBLISHED, State.CERTIFIED}) | ENDED_STATES
"""States after the decision: only delivery, publication and the end follow."""

BEING_READ = frozenset({State.RECEIVED, State.SCREENING})
"""States in which the material is still being read."""

UNDECIDED_STATES = frozenset({State.RECEIVED, State.SCREENING, State.REVIEW})
"""States of which the sender was told nothing yet: new rules may still judge the case anew (trust I19)."""

COMPLETING = frozenset({Event.PASS, Event.ACCEPT, Event.PROMISE, Event.CERTIFY})
"""Moves that say that the material is complete; a tolerated acceptance leaves something owed."""

ANSWERS = COMPLETING | {Event.TOLERATE, Event.CORRECT, Event.REFUSE, Event.RELEASE}
"""Moves that answer the sender about his material; the first of them is what statistics count (行政许可法 32)."""

ENDS_WAITING = ANSWERS | {Event.DEEM, Event.WITHDRAW, Event.CLOSE, Event.MERGE}
"""Moves after which nobody waits for an answer any more: alarms and tasks of the notice clock end.

Beside the answers these are deemed acceptance, which replaces an answer that was not given, and the ends of a case that
was never answered; of one that was joined to another, that one is answered.
"""

DECISIONS = frozenset({Event.GRANT, Event.DENY})
"""Moves that decide on a permit."""


def advance(state: State, event: Event) -> State:
    """Return the state that ``event`` leads to.

    Raises:
        MoveNotAllowed: The table has no such move; nothing happened.
    """
    target = MOVES[state].get(event)
    if target is None:
        reason = "该办件已经终结" if not MOVES[state] else "该状态下不允许此操作"
        raise MoveNotAllowed(state=STATE_NAMES[state], event=EVENT_NAMES[event], reason=reason)
    return target
