"""CaseRepository: numbers, offices, versions, pages, and a record that explains every state."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from cases.errors import CaseNotFound, MoveNotAllowed, NotFound, VersionConflict
from cases.lifecycle import Event, State
from cases.tasks import TaskKind
from record import audit
from record.database import Database
from record.messages import MessageRepository
from record.repository import CaseFilter, CaseRepository
from record.scoping import Scope
from record.tables import CASES
from record.tasks import TaskRepository
from tests.record.made import NOW, message, open_case


def test_numbers_count_up_within_the_day_in_beijing(database: Database) -> None:
    with database.begin() as connection:
        late = datetime(2020, 2, 12, 16, 30, tzinfo=UTC)  # 00:30 on the 13th in Beijing
        numbers = [open_case(connection, now).number for now in (NOW, NOW, late, NOW)]
    assert numbers == ["SL20200212-000001", "SL20200212-000002", "SL20200213-000001", "SL20200212-000003"]


def test_numbers_are_unique_under_several_writers(database: Database) -> None:
    def write() -> None:
        for _ in range(15):
            with database.begin() as connection:
                open_case(connection)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.begin() as connection:
        numbers = connection.execute(sa.select(CASES.c.number)).scalars().all()
    assert sorted(numbers) == [f"SL20200212-{number:06d}" for number in range(1, 61)]


def test_case_is_found_by_id_and_number_in_its_office_only(database: Database) -> None:
    with database.begin() as connection:
        case, repository = open_case(connection), CaseRepository(connection)
        assert repository.get(case.id, Scope("bj-chaoyang")) == repository.get(case.number) == case
        for office in ("bj", ""):
            with pytest.raises(CaseNotFound):
                repository.get(case.id, Scope(office))


def test_open_case_is_not_found_from_another_office(database: Database) -> None:
    with database.begin() as connection:
        case, repository = open_case(connection, item="hours-flexible"), CaseRepository(connection)
        assert repository.open_case("bj-chaoyang", case.applicant, case.unit, case.item) == case
        assert repository.open_case("bj", case.applicant, case.unit, case.item) is None
        assert repository.open_case("bj-chaoyang", "other@corp.test", case.unit, case.item) is None


def test_pages_go_through_all_cases_newest_first(database: Database) -> None:
    with database.begin() as connection:
        made = [open_case(connection, NOW + timedelta(seconds=n)).id for n in range(7)]
        open_case(connection, office="bj")
        repository, seen, after = CaseRepository(connection), [], None
        while page := repository.page(Scope("bj-chaoyang"), after=after, limit=3):
            seen += [case.id for case in page]
            after = page[-1].id
    assert seen == made[::-1]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"state": "received"}, 2), ({"state": "closed"}, 0), ({"item": "hours-flexible"}, 1), ({"flag": "fax"}, 1),
        ({"flag": "f"}, 0), ({"flag": "%"}, 0), ({"text": "某某"}, 1), ({"text": "%"}, 0), ({"text": "-000002"}, 1),
        ({"due_before": NOW + timedelta(days=2)}, 1), ({"due_before": NOW}, 0),
    ],
)
def test_filters(database: Database, filters: dict[str, Any], found: int) -> None:
    with database.begin() as connection:
        open_case(connection, item="hours-flexible", due_at=NOW + timedelta(days=1))
        open_case(connection, unit="上海远方厂", flags=["fax"])
        page = CaseRepository(connection).page(Scope("bj-chaoyang"), CaseFilter(**filters))
    assert len(page) == found


def test_stale_version_is_refused_and_writes_nothing(database: Database) -> None:
    with database.begin() as connection:
        repository = CaseRepository(connection)
        seen = open_case(connection)
        repository.change(seen, NOW, unit="甲")
        with pytest.raises(VersionConflict) as refused:
            repository.move(seen, Event.HOLD, NOW, actor="王")
        assert refused.value.detail == {"expected": 1, "actual": 2}
        assert repository.get(seen.id).state is State.RECEIVED


def test_moves_are_recorded_and_replay_to_the_state(database: Database) -> None:
    with database.begin() as connection:
        repository, case = CaseRepository(connection), open_case(connection)
        for event in (Event.SCREEN, Event.HOLD, Event.CORRECT, Event.SUPPLEMENT):
            case = repository.move(case, event, NOW, actor="王审核", detail={"note": "理由"})
        lines = audit.history(connection, case.id)
        state = None
        for line in lines:
            assert line.before == state
            assert line.actor
            state = line.after
        assert state == case.state
        assert lines[-1].detail == {"note": "理由"}
        assert repository.cases_without_audit() == []
        connection.execute(CASES.update().values(state="closed"))
        assert repository.cases_without_audit() == [case.number]


def test_refused_move_leaves_no_record(database: Database) -> None:
    with database.begin() as connection:
        repository, case = CaseRepository(connection), open_case(connection)
        with pytest.raises(MoveNotAllowed):
            repository.move(case, Event.CLOSE, NOW, actor="王")
        assert [line.event for line in audit.history(connection, case.id)] == ["receive"]


def test_message_is_entered_once_per_account_and_key(database: Database) -> None:
    with database.begin() as connection:
        ledger = MessageRepository(connection)
        assert message(ledger) is not None
        assert message(ledger) is None
        assert message(ledger, account="n") is not None
        assert message(ledger, key="INBOX;2;1") is not None
        assert ledger.known("m", ["INBOX;1;1", "INBOX;1;2", "INBOX;2;1"]) == {"INBOX;1;1", "INBOX;2;1"}
        assert ledger.known("m", []) == frozenset()


OURS = Scope("bj-chaoyang")


def test_ledger_pages_and_states(database: Database) -> None:
    with database.begin() as connection:
        ledger = MessageRepository(connection)
        made = [message(ledger, str(n), stored_at=NOW + timedelta(seconds=n)) for n in range(5)]
        ledger.mark(str(made[2]), "ignored", note="退信：…")
        assert [row.id for row in ledger.page(OURS, limit=2)] == [made[4], made[3]]
        assert [row.id for row in ledger.page(OURS, after=made[1])] == [made[0]]
        assert [(row.id, row.note) for row in ledger.page(OURS, "ignored")] == [(made[2], "退信：…")]
        with pytest.raises(NotFound):
            ledger.get("0")


def test_report_of_the_newest_revision_counts(database: Database) -> None:
    with database.begin() as connection:
        repository, case = CaseRepository(connection), open_case(connection)
        with pytest.raises(NotFound):
            repository.report(case.id)
        repository.keep_report(case, NOW, rules="1", reader="r", content={"outcome": "review"})
        repository.keep_report(case, NOW, rules="1", reader="r", content={"outcome": "supplement"})
        case = repository.change(case, NOW, revision=2)
        repository.keep_report(case, NOW, rules="1", reader="r", content={"outcome": "accept"})
        assert repository.report(case.id) == {"outcome": "accept"}
        assert repository.report_before(case.id, 2) == {"outcome": "supplement"}
        assert repository.report_before(case.id, 1) is None


def test_task_is_given_once_per_round(database: Database) -> None:
    with database.begin() as connection:
        tasks, case = TaskRepository(connection), open_case(connection)
        for text in ("一", "二"):
            tasks.add(case, TaskKind.READ_REPLY, text, NOW)
        case = CaseRepository(connection).change(case, NOW, revision=2)
        tasks.add(case, TaskKind.READ_REPLY, "三", NOW)
        assert [task["text"] for task in tasks.of_case(case.id)] == ["一", "三"]


def test_scope_of_items_shows_them_and_what_nobody_named_yet(database: Database) -> None:
    """An officer of some items sees their cases, and those whose item has to be found out."""
    with database.begin() as connection:
        repository = CaseRepository(connection)
        case = open_case(connection)
        assert repository.page(Scope(case.office, frozenset())) == [case]
        named = repository.change(case, NOW, item="dispatch-new")
        assert repository.get(case.id, Scope(case.office, frozenset({"dispatch-new"}))) == named
        with pytest.raises(CaseNotFound):
            repository.get(case.id, Scope(case.office, frozenset({"hours-comprehensive"})))
