"""Work: its catalogue is that of the record, and a case's situation is put together once for each state of the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from cases.case import Case
from cases.clocks import ClockKind
from cases.errors import NotFound
from cases.history import AuditEvent
from cases.lifecycle import Event, State
from cases.report import Outcome
from casework.acts import Call, add_note, log_call
from casework.anchor_dates import set_anchor
from casework.case_view import view_case
from casework.decisions import decide
from casework.registering import Comparison, arrange_visit, receive_paper, settle, withdraw
from casework.verdicts import announce_judgement
from casework.work import Work
from catalogue.model import Standing
from pipeline.bootstrap import build_services
from pipeline.settings import Settings
from record.chain.checking import check_chains
from record.scoping import Scope
from record.tolerances import DebtState
from replies.particulars import Particulars
from tests.office.counter import HEAD, OFFICER, Counter, judged

EMERGENCY = "backpay-over-three-years"
ENDED, LATER = date(2020, 3, 1), date(2020, 7, 1)


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    found = Counter(tmp_path)
    found.tolerating("subsidy-recruitment", due="10 WD")
    return found


def _standing(work: Work) -> Standing | None:
    item = work.catalogue.item(EMERGENCY, LATER)
    return item.standing if item is not None else None


class TestCatalogue:
    def test_a_day_that_is_rolled_back_was_never_set(self, counter: Counter) -> None:
        def fail() -> None:
            with counter.services.work() as work:
                set_anchor(work, "epidemic_end", ENDED, by="李科长")
                assert _standing(work) is Standing.ENDED
                raise NotFound(what="该文件")

        with pytest.raises(NotFound):
            fail()
        assert counter.services.catalogue.anchors["epidemic_end"] is None
        with counter.services.reading() as work:
            assert _standing(work) is Standing.HOLDS

    def test_a_process_that_only_reads_shows_what_another_has_set(self, counter: Counter, tmp_path: Path) -> None:
        counter.watch.go_to(LATER)
        case = counter.decide(counter.judge(counter.open(EMERGENCY), outcome=Outcome.REVIEW), Event.ACCEPT)
        reader = replace(build_services(Settings(data=tmp_path)), clock=counter.watch)
        with reader.reading() as work:
            assert _standing(work) is Standing.HOLDS
            assert [one.kind for one in view_case(work, case.id, Scope(case.office)).clocks] == [ClockKind.DECISION]
        with counter.services.work() as work:
            set_anchor(work, "epidemic_end", ENDED, by="李科长")
        with reader.reading() as work:
            assert _standing(work) is Standing.ENDED
            clocks = view_case(work, case.id, Scope(case.office)).clocks
            assert [one.kind for one in clocks] == [ClockKind.DECISION], "what was accepted is handled to its end"


Act = Callable[[Work, Case], object]
VISIT = Particulars(visit_at=datetime(2020, 2, 12, 1, tzinfo=UTC), visit_place="某路1号", visitors=("甲", "乙"))
ACTS: dict[str, tuple[str, tuple[str, ...], Act]] = {
    "judged": ("dispatch-new", (), lambda work, case: announce_judgement(work, case, judged(case))),
    "tolerated": ("subsidy-recruitment", ("title-deed",), lambda work, case: decide(work, case, Event.TOLERATE, HEAD)),
    "waived": ("subsidy-recruitment", ("title-deed", "agent-identity"), lambda work, case: settle(
        work, case, "title-deed", DebtState.WAIVED, OFFICER, "数据共享")),
    "cleared": ("subsidy-recruitment", ("title-deed",), lambda work, case: settle(
        work, case, "title-deed", DebtState.CLEARED, OFFICER, "收到")),
    "lapsed": ("subsidy-recruitment", ("title-deed",), lambda work, case: withdraw(work, case, OFFICER, "来信撤回")),
    "note": ("dispatch-new", (), lambda work, case: add_note(work, case, "备注", OFFICER)),
    "call": ("refund", (), lambda work, case: log_call(work, case, OFFICER, Call("verify", "参保人", "", "属实"))),
    "paper": ("dispatch-new", (), lambda work, case: receive_paper(work, case, OFFICER, Particulars())),
    "paper differs": ("dispatch-new", (), lambda work, case: receive_paper(
        work, case, OFFICER, Particulars(), Comparison(True, ("章程",), "页数不同"))),
    "visit": ("dispatch-new", (), lambda work, case: arrange_visit(
        work, work.cases.get(receive_paper(work, case, OFFICER, Particulars()).id), OFFICER, VISIT)),
    "anchor": ("subsidy-recruitment", ("title-deed",), lambda work, _: set_anchor(
        work, "epidemic_end", ENDED, by="李科长")),
}


class TestSituation:
    @pytest.mark.parametrize("name", ACTS)
    def test_what_is_kept_is_what_would_be_put_together_anew(self, counter: Counter, name: str) -> None:
        item, lacking, act = ACTS[name]
        case = counter.open(item) if name == "judged" else counter.judge(counter.open(item), lacking=lacking)
        if name == "tolerated":
            case = counter.judge(counter.open(item), lacking=lacking, outcome=Outcome.REVIEW)
        with counter.services.work() as work:
            work.situation(work.cases.get(case.id))
            act(work, work.cases.get(case.id))
            case = work.cases.get(case.id)
            assert work.situation(case) == replace(work).situation(case)
        with counter.services.reading() as work:
            assert list(check_chains(work.connection)) == [], "whatever an act changes is marked"

    def test_debts_that_become_overdue_are_known_at_once(self, counter: Counter) -> None:
        case = counter.judge(counter.open("subsidy-recruitment"), lacking=("title-deed",))
        with counter.services.work() as work:
            assert [one.state for one in work.situation(case).debts] == [DebtState.OPEN]
            late = work.debts.mark_overdue(date(2020, 3, 31), case.id)
            work.record(AuditEvent.DEBTS_OVERDUE, case.id, "system", materials=[one.material for one in late])
            assert [one.state for one in work.situation(case).debts] == [DebtState.OVERDUE]

    @pytest.mark.parametrize(("choice", "states"), [(Event.PASS, 2), (Event.TOLERATE, 3), (Event.CORRECT, 2)])
    def test_a_decision_reads_it_once_for_each_state_of_the_case(
        self, counter: Counter, choice: Event, states: int
    ) -> None:
        """A tolerated acceptance has three states: before, accepted, with its debts."""
        item = "subsidy-recruitment" if choice is Event.TOLERATE else "dispatch-new"
        case = counter.judge(counter.open(item), lacking=("title-deed",), outcome=Outcome.REVIEW)
        assert case.state is State.REVIEW
        asked = _histories_read(counter, lambda: counter.decide(case, choice, note="请补正"))
        assert counter.case(case).state is not State.REVIEW
        assert asked <= states

    def test_a_judgement_reads_it_once_for_each_state_of_the_case(self, counter: Counter) -> None:
        case = counter.open()
        asked = _histories_read(counter, lambda: counter.judge(case))
        assert counter.case(case).state is State.ELECTRONIC_PASSED
        assert asked <= 3  # received, screening, passed


def _histories_read(counter: Counter, act: Callable[[], object]) -> int:
    """Count how often the record of a case is read, but for the chain, which reads the lines of a transaction."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(" ".join(statement.split()))

    sa.event.listen(counter.services.database.engine, "before_cursor_execute", note)
    act()
    sa.event.remove(counter.services.database.engine, "before_cursor_execute", note)
    return sum(one.startswith("SELECT audit.") and "json_array" not in one for one in statements)
