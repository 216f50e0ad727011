"""Life cycle: the states of a case and the moves between them, as one table.

Source: domain b1–b3. Duplicate, name fix, routed, overdue and the like are flags and letters on a case,
not states (design ruling 12). A move that is not in the table is refused with its reason.
"""

from __future__ import annotations

from enum import StrEnum

from cases.errors import MoveNotAllowed


class State(StrEnum):
    """State of a case."""

    RECEIVED = "received"                    # 收件
    SCREENING = "screening"                  # 机审
    REVIEW = "review"                        # 待人工核对
    CORRECTION = "correction"                # 补正告知
    ACCEPTED = "accepted"                    # 受理
    TOLERATED = "tolerated"                  # 容缺受理
    ELECTRONIC_PASSED = "electronic-passed"  # 电子材料审核合格
    PAPER_RECEIVED = "paper-received"        # 纸质材料收到
    CERTIFIED = "certified"                  # 出具《收悉证明》
    NOT_ACCEPTED = "not-accepted"            # 不予受理
    WITHDRAWN = "withdrawn"                  # 撤回
    CLOSED = "closed"                        # 办结


STATE_NAMES = {
    State.RECEIVED: "收件",
    State.SCREENING: "机审中",
    State.REVIEW: "待人工核对",
    State.CORRECTION: "待补正",
    State.ACCEPTED: "已受理",
    State.TOLERATED: "容缺受理",
    State.ELECTRONIC_PASSED: "电子材料审核合格",
    State.PAPER_RECEIVED: "纸质材料收讫",
    State.CERTIFIED: "已出具收悉证明",
    State.NOT_ACCEPTED: "不予受理",
    State.WITHDRAWN: "已撤回",
    State.CLOSED: "已办结",
}


class Event(StrEnum):
    """What moves a case."""

    SCREEN = "screen"                        # 开始机审
    HOLD = "hold"                            # 转人工
    PASS = "pass"                            # 电子材料审核合格
    ACCEPT = "accept"                        # 受理
    TOLERATE = "tolerate"                    # 容缺受理
    CERTIFY = "certify"                      # 出具收悉证明
    CORRECT = "correct"                      # 发出补正告知
    GUIDE = "guide"                          # 渠道指引
    REFUSE = "refuse"                        # 不予受理
    SUPPLEMENT = "supplement"                # 收到补正材料
    RECEIVE_PAPER = "receive-paper"          # 收到纸质材料
    WITHDRAW = "withdraw"                    # 撤回
    CLOSE = "close"                          # 办结


EVENT_NAMES = {
    Event.SCREEN: "开始机审",
    Event.HOLD: "转人工核对",
    Event.PASS: "审核合格",
    Event.ACCEPT: "受理",
    Event.TOLERATE: "容缺受理",
    Event.CERTIFY: "出具收悉证明",
    Event.CORRECT: "补正告知",
    Event.GUIDE: "渠道指引",
    Event.REFUSE: "不予受理",
    Event.SUPPLEMENT: "登记补正材料",
    Event.RECEIVE_PAPER: "登记纸质材料",
    Event.WITHDRAW: "撤回",
    Event.CLOSE: "办结",
}

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

MOVES: dict[State, dict[Event, State]] = {
    State.RECEIVED: {Event.SCREEN: State.SCREENING, Event.HOLD: State.REVIEW, Event.WITHDRAW: State.WITHDRAWN,
                     Event.SUPPLEMENT: State.RECEIVED},
    State.SCREENING: {**_JUDGED, Event.SCREEN: State.SCREENING, Event.SUPPLEMENT: State.RECEIVED},
    State.REVIEW: {**_JUDGED, Event.SCREEN: State.SCREENING, Event.SUPPLEMENT: State.RECEIVED},
    State.CORRECTION: {Event.SUPPLEMENT: State.RECEIVED, Event.REFUSE: State.NOT_ACCEPTED, Event.HOLD: State.REVIEW,
                       Event.WITHDRAW: State.WITHDRAWN},
    State.TOLERATED: {Event.SUPPLEMENT: State.RECEIVED, Event.ACCEPT: State.ACCEPTED,
                      Event.PASS: State.ELECTRONIC_PASSED, Event.WITHDRAW: State.WITHDRAWN},
    State.ELECTRONIC_PASSED: {Event.RECEIVE_PAPER: State.PAPER_RECEIVED, Event.WITHDRAW: State.WITHDRAWN,
                              Event.CLOSE: State.CLOSED},
    State.PAPER_RECEIVED: {Event.CORRECT: State.CORRECTION, Event.WITHDRAW: State.WITHDRAWN, Event.CLOSE: State.CLOSED},
    State.ACCEPTED: {Event.WITHDRAW: State.WITHDRAWN, Event.CLOSE: State.CLOSED},
    State.CERTIFIED: {Event.CLOSE: State.CLOSED},
    State.NOT_ACCEPTED: {},
    State.WITHDRAWN: {},
    State.CLOSED: {},
}

OPEN_STATES = frozenset({State.RECEIVED, State.SCREENING, State.REVIEW, State.CORRECTION, State.TOLERATED})
"""States in which further material still joins the case by itself."""

UNDECIDED_STATES = frozenset({State.RECEIVED, State.SCREENING, State.REVIEW})
"""States of which the sender was told nothing yet: new rules may still judge the case anew (trust I19)."""


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
