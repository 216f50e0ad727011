"""Moves: each rule refuses with its sentence, and no order of events reaches an illegal state."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from cases.errors import MoveNotAllowed, NotPermitted
from cases.lifecycle import MOVES, Event, State
from cases.moves import BY_SUPERVISOR, EVENTS_OF, NEEDS_REASON, Circumstances, Handling, check_move

pytestmark = pytest.mark.thorough

PERMIT = Circumstances(Handling.PERMIT, reason="依据材料", visitors=2, published=True)


@pytest.mark.parametrize(("state", "event", "change", "sentence"), [
    (State.REVIEW, Event.CERTIFY, {}, "没有这一步"),
    (State.REVIEW, Event.PASS, {"handling": None}, "请先选定业务事项"),
    (State.REVIEW, Event.REFUSE, {"reason": " "}, "请填写理由"),
    (State.PAPER_RECEIVED, Event.GRANT, {"open_debts": 2}, "尚有2项容缺材料未补齐"),
    (State.ACCEPTED, Event.CLOSE, {"open_debts": 1}, "尚有1项"),
    (State.ACCEPTED, Event.EXTEND, {"extended": True}, "只能延长一次"),
    (State.REVIEW, Event.CORRECT, {"corrections": 1, "new_material": False}, "一次告知"),
    (State.ELECTRONIC_PASSED, Event.GRANT, {"paper_needed": True}, "纸质材料尚未收到"),
    (State.SITE_VISIT, Event.DENY, {"visit_open": True}, "核查结果尚未登记"),
    (State.SITE_VISIT, Event.RECORD_VISIT, {"visitors": 1}, "两名以上"),
    (State.REVIEW, Event.PROMISE, {"handling": Handling.PROMISE, "call_needed": True}, "电话核实"),
    (State.GRANTED, Event.CLOSE, {"published": False}, "尚未公示"),
    (State.REVIEW, Event.ACCEPT, {"handling": Handling.CASE_BY_CASE, "reason": ""}, "请填写理由"),
])
def test_each_rule_refuses_with_its_sentence(
    state: State, event: Event, change: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(MoveNotAllowed) as refused:
        check_move(state, event, replace(PERMIT, **change), "supervisor")
    assert sentence in refused.value.message


def test_every_reason_is_named_at_once() -> None:
    known = Circumstances(Handling.PERMIT, open_debts=1, paper_needed=True, visit_open=True)
    with pytest.raises(MoveNotAllowed) as refused:
        check_move(State.SITE_VISIT, Event.DENY, known, "supervisor")
    assert refused.value.message.count("；") == 3  # reason, debt, paper, visit


@pytest.mark.parametrize("event", sorted(BY_SUPERVISOR))
def test_only_a_head_decides_permits(event: Event) -> None:
    with pytest.raises(NotPermitted):
        check_move(State.PAPER_RECEIVED, event, PERMIT, "officer")
    assert check_move(State.PAPER_RECEIVED, event, PERMIT, "supervisor") is MOVES[State.PAPER_RECEIVED][event]


def test_process_first_may_close_with_a_debt() -> None:
    known = Circumstances(Handling.TOLERANCE, open_debts=1, process_first=True)
    assert check_move(State.TOLERATED, Event.CLOSE, known) is State.CLOSED


def test_a_report_is_certified_and_never_granted() -> None:
    assert not EVENTS_OF[Handling.REPORT] & {Event.GRANT, Event.DENY, Event.PUBLISH, Event.ACCEPT}
    assert Event.CERTIFY in EVENTS_OF[Handling.REPORT]


class Life(RuleBasedStateMachine):
    """Any events with any circumstances in any order: the promises of domain b2 and b3 hold throughout."""

    def __init__(self) -> None:
        super().__init__()
        self.state, self.seen, self.debts, self.extensions = State.RECEIVED, [State.RECEIVED], 0, 0
        self.handling: Handling = Handling.PERMIT
        self.moved = False

    @rule(handling=st.sampled_from(list(Handling)))
    def choose_item(self, handling: Handling) -> None:
        if not self.moved:
            self.handling = handling

    @rule(
        event=st.sampled_from(list(Event)), reason=st.sampled_from(["", "理由"]),
        role=st.sampled_from(["officer", "supervisor"]), debts=st.integers(0, 2),
        visitors=st.integers(0, 3), published=st.booleans(), process_first=st.booleans(),
    )
    def happen(
        self, event: Event, reason: str, role: str, debts: int, visitors: int, published: bool, process_first: bool
    ) -> None:
        known = Circumstances(
            self.handling, reason, debts, process_first, extended=self.extensions > 0, visitors=visitors,
            published=published,
        )
        before = self.state
        try:
            self.state = check_move(before, event, known, role)
        except (MoveNotAllowed, NotPermitted):
            assert self.state is before
            return
        self.moved = True
        self.seen.append(self.state)
        self.extensions += event is Event.EXTEND
        assert event in EVENTS_OF[self.handling]
        assert reason or event not in NEEDS_REASON
        assert not (debts and event in {Event.GRANT, Event.DENY})
        assert role == "supervisor" or event not in BY_SUPERVISOR

    @invariant()
    def only_permits_are_decided(self) -> None:
        assert self.handling is Handling.PERMIT or not {State.GRANTED, State.DENIED, State.PUBLISHED} & set(self.seen)

    @invariant()
    def nothing_is_withdrawn_after_its_decision(self) -> None:
        if State.WITHDRAWN in self.seen:
            assert not {State.GRANTED, State.DENIED, State.CERTIFIED} & set(self.seen)

    @invariant()
    def time_is_extended_once(self) -> None:
        assert self.extensions <= 1


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=80, deadline=None)
