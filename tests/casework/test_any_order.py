"""Any order of events and days, through the services and real SQLite: no illegal state, nothing told twice."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter as Tally
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cases.case import LetterState
from cases.errors import ShouliError
from cases.finding import PAGES, Finding, Place
from cases.finding_codes import find
from cases.lifecycle import MOVES, UNDECIDED_STATES, Event, State
from cases.moves import BY_SUPERVISOR, EVENTS_OF, NEEDS_REASON
from cases.working_days import due_date, receipt_date
from casework.clock_watch import watch_clocks
from casework.registering import Comparison, arrange_visit, receive_paper, record_visit, settle, withdraw
from record.tasks import TaskRepository
from record.tolerances import OWED, DebtState
from replies.particulars import Particulars
from tests.office.counter import CLERK, HEAD, OFFICER, Counter, blocking

pytestmark = pytest.mark.thorough

DOUBT = find("seal-uncertain", f"{PAGES}印章无法确认。", place=Place(page=1))
JUDGED = st.sampled_from([(), (blocking(),), (DOUBT,), (blocking(), DOUBT)])
LACKING = st.sampled_from([(), ("title-deed",), ("agent-identity", "title-deed")])
NOTES = st.sampled_from(["", "依据材料"])
WHO = st.sampled_from([CLERK, OFFICER, HEAD])


class Lives(RuleBasedStateMachine):
    """One case, whatever happens to it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.counter = Counter(self.folder)

    def teardown(self) -> None:
        self.counter.services.close()
        shutil.rmtree(self.folder)

    @initialize(item=st.sampled_from(["dispatch-new", "layoff-report", "backpay-extended-period"]))
    def mail(self, item: str) -> None:
        self.first = self.counter.open(item)

    def _try(self, act: Callable[..., Any], *arguments: Any, **named: Any) -> None:
        before = self.counter.history(self.first)
        try:
            act(*arguments, **named)
        except ShouliError:
            assert self.counter.history(self.first) == before  # refused: nothing happened, nothing half-done

    @rule(findings=JUDGED, lacking=LACKING)
    def judge(self, findings: tuple[Finding, ...], lacking: tuple[str, ...]) -> None:
        if self.counter.case(self.first).state in UNDECIDED_STATES:
            self.counter.judge(self.first, *findings, lacking=lacking)

    @rule(data=st.data(), any_event=st.sampled_from(list(Event)), who=WHO, note=NOTES)
    def decide(self, data: st.DataObject, any_event: Event, who: object, note: str) -> None:
        here = list(MOVES[self.counter.case(self.first).state])  # half of the tries are moves of the table
        event = data.draw(st.sampled_from([any_event, *here]))
        self._try(
            self.counter.decide, self.first, event, who, note, right_office="某局", resume_when="疫情解除",
        )

    @rule()
    def supplement(self) -> None:
        self._try(self.counter.supplement, self.first)

    @rule(differing=st.sampled_from([(), ("章程",)]), who=WHO, note=NOTES)
    def paper(self, differing: tuple[str, ...], who: object, note: str) -> None:
        self._try(
            self.counter.do, receive_paper, self.first, who, Particulars(),
            Comparison(differing=differing, note=note)
        )

    @rule(who=WHO, note=NOTES)
    def withdraw(self, who: object, note: str) -> None:
        self._try(self.counter.do, withdraw, self.first, who, note)

    @rule(result=NOTES)
    def visit(self, result: str) -> None:
        at = self.counter.watch() + timedelta(days=1)
        stated = Particulars(visit_at=at, visit_place="某路1号", visitors=("甲", "乙"))
        self._try(self.counter.do, arrange_visit, self.first, OFFICER, stated)
        self._try(self.counter.do, record_visit, self.first, OFFICER, result)

    @rule(state=st.sampled_from([DebtState.CLEARED, DebtState.WAIVED]))
    def settle(self, state: DebtState) -> None:
        self._try(self.counter.do, settle, self.first, "title-deed", state, OFFICER, "数据共享可得")

    @rule(days=st.integers(1, 12), twice=st.booleans())
    def wait(self, days: int, twice: bool) -> None:
        self.counter.watch.go_to(receipt_date(self.counter.watch()) + timedelta(days=days), 1)
        watch_clocks(self.counter.services)
        if twice:
            watch_clocks(self.counter.services)

    @invariant()
    def the_record_leads_to_the_state(self) -> None:
        state = None
        for line in self.counter.history(self.first):
            if line.after is None:
                continue
            if state is not None:
                assert line.before == state
                assert line.after == MOVES[State(state)][Event(line.event)]
            state = line.after
        assert state == self.counter.case(self.first).state

    @invariant()
    def every_move_kept_its_rules(self) -> None:
        item = self.counter.services.catalogue.item(self.first.item or "", date(2020, 2, 3))
        assert item is not None
        lines = self.counter.history(self.first)
        singled = False
        for line in lines:
            if line.after is None or line.before is None:
                continue
            event = Event(line.event)
            singled = singled or event is Event.SINGLE_OUT
            assert event in EVENTS_OF[item.handling] or singled
            assert event not in BY_SUPERVISOR or line.actor == HEAD.name
            assert event not in NEEDS_REASON or line.detail["note"]
        assert sum(line.event == Event.EXTEND for line in lines) <= 1
        assert sum(line.event == Event.PAPER_DIFFERS for line in lines) <= 1
        assert not (self.counter.case(self.first).state in {State.GRANTED, State.DENIED} and self._owed())

    @invariant()
    def nothing_is_told_twice(self) -> None:
        reminded = Tally(
            (line.detail["clock"], line.detail["due"], line.detail["before"])
            for line in self.counter.history(self.first, "reminded")
        )
        assert max(reminded.values(), default=0) <= 1
        by_due = Tally((clock, due) for clock, due, _ in reminded)
        assert max(by_due.values(), default=0) <= 2
        letters = Tally((one.kind, one.round) for one in self.counter.letters(self.first))
        assert max(letters.values(), default=0) <= 1
        tasks = Tally(self._tasks())
        assert max(tasks.values(), default=0) <= 1

    @invariant()
    def deemed_accepted_only_when_late_and_never_silently(self) -> None:
        for line in self.counter.history(self.first, Event.DEEM):
            assert line.actor == "system"
            assert receipt_date(line.at) > due_date(date(2020, 2, 3), 5).date
            assert "deemed-accepted" in self.counter.tasks(self.first)
            assert self.counter.letters(self.first, "deemed-accepted-alert")

    @invariant()
    def no_letter_leaves_for_what_an_officer_has_not_done(self) -> None:
        acted = {line.event for line in self.counter.history(self.first) if line.actor != "system"}
        for letter in self.counter.letters(self.first):
            if letter.kind in {"granted", "refused", "overdue-closure", "non-acceptance", "withdrawal"}:
                done = {
                    "granted": Event.GRANT, "refused": Event.DENY, "overdue-closure": Event.LAPSE,
                    "non-acceptance": Event.REFUSE, "withdrawal": Event.WITHDRAW,
                }[letter.kind]
                assert letter.state in {LetterState.HELD, LetterState.VOID} or done in acted

    def _owed(self) -> bool:
        return any(debt.state in OWED for debt in self.counter.debts(self.first))

    def _tasks(self) -> list[tuple[str, int]]:
        with self.counter.services.database.begin() as connection:
            return [(task["kind"], task["round"]) for task in TaskRepository(connection).of_case(self.first.id)]


TestLives = Lives.TestCase
TestLives.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
