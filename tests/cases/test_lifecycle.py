"""Life cycle: exactly the moves of the table, each refusal with its reason."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from cases.errors import MoveNotAllowed
from cases.lifecycle import (
    ANSWERS,
    COMPLETING,
    ENDED_STATES,
    ENDS_WAITING,
    EVENT_NAMES,
    MOVES,
    OPEN_STATES,
    STATE_NAMES,
    UNDECIDED_STATES,
    Event,
    State,
    advance,
)

ENDS = {State.NOT_ACCEPTED, State.NOT_REQUIRED, State.WITHDRAWN, State.CLOSED}


def test_every_state_and_event_has_a_name() -> None:
    assert set(STATE_NAMES) == set(State) == set(MOVES)
    assert set(EVENT_NAMES) == set(Event)


def test_every_state_is_reached_from_received() -> None:
    reached, todo = {State.RECEIVED}, [State.RECEIVED]
    while todo:
        new = set(MOVES[todo.pop()].values()) - reached
        reached |= new
        todo += new
    assert reached == set(State)


def test_every_event_moves_something_and_every_case_can_end() -> None:
    assert {event for moves in MOVES.values() for event in moves} == set(Event)
    assert {state for state, moves in MOVES.items() if not moves} == ENDS


def test_answers_and_what_ends_the_waiting_differ_by_what_tells_the_sender_nothing_of_his_material() -> None:
    assert COMPLETING < ANSWERS < ENDS_WAITING
    assert {Event.DEEM, Event.WITHDRAW, Event.CLOSE, Event.MERGE} == ENDS_WAITING - ANSWERS


@pytest.mark.parametrize("state", sorted(UNDECIDED_STATES))
def test_whatever_ends_an_unanswered_case_ends_the_waiting(state: State) -> None:
    ending = {event for event, target in MOVES[state].items() if target in ENDED_STATES}
    assert ending
    assert ending <= ENDS_WAITING


@pytest.mark.parametrize(
    ("state", "event", "target"),
    [(state, event, target) for state, moves in MOVES.items() for event, target in moves.items()],
)
def test_move_of_the_table(state: State, event: Event, target: State) -> None:
    assert advance(state, event) is target


@pytest.mark.parametrize(
    ("state", "event"), [(state, event) for state in State for event in Event if event not in MOVES[state]]
)
def test_other_moves_are_refused_with_a_reason(state: State, event: Event) -> None:
    with pytest.raises(MoveNotAllowed) as refused:
        advance(state, event)
    message = refused.value.message
    assert STATE_NAMES[state] in message
    assert EVENT_NAMES[event] in message
    assert ("已经终结" in message) == (state in ENDS)


def test_a_decided_case_is_open_only_for_what_was_asked_of_its_sender() -> None:
    assert {State.CORRECTION, State.TOLERATED} == OPEN_STATES - UNDECIDED_STATES
    assert all(Event.SUPPLEMENT in MOVES[state] for state in OPEN_STATES)


class Life(RuleBasedStateMachine):
    """Any events in any order: the state is the table's, and what ended stays ended."""

    def __init__(self) -> None:
        super().__init__()
        self.state, self.ended = State.RECEIVED, False

    @rule(event=st.sampled_from(list(Event)))
    def happen(self, event: Event) -> None:
        allowed = MOVES[self.state].get(event)
        try:
            self.state = advance(self.state, event)
        except MoveNotAllowed:
            assert allowed is None
        else:
            assert self.state is allowed
            assert not self.ended
        self.ended = self.ended or self.state in ENDS

    @invariant()
    def ended_cases_stay(self) -> None:
        assert self.ended == (self.state in ENDS)


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=50, deadline=None)
