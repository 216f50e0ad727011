"""Acts on material: what they do to files, mails, debts and states, and that judging again leaves it so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cases.case import Case, StepState
from cases.errors import CaseNotFound, MoveNotAllowed, NotFound, NotPermitted, RequestInvalid
from cases.lifecycle import Event, State
from cases.report import Outcome
from casework import material
from casework.arrival.known_cases import _get
from casework.case_view import view_case
from casework.verdicts import announce_judgement
from record.tables import STEPS
from record.tolerances import DebtState
from tests.office.counter import CLERK, HEAD, OFFICER, Counter, blocking, judged
from tests.validators.builders import page

REASON = "与本件无关"


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


def with_files(counter: Counter, *names: str, **values: Any) -> Case:
    """Return a judged case with some files."""
    case = counter.open(**values)
    with counter.services.work() as work:
        for name in names:
            work.cases.add_file(
                case, work.now, name=name, stored_name=name, kind="pdf", size=1, sha256=work.store.put(name.encode()),
                findings=[],
            )
    return counter.judge(case, blocking(), outcome=Outcome.REVIEW)


def names(counter: Counter, case: Case) -> list[str]:
    with counter.services.reading() as work:
        files = work.cases.files(case.id)
    assert [one.position for one in files] == list(range(len(files)))
    return [one.name for one in files]


def ids(counter: Counter, case: Case, *wanted: str) -> list[str]:
    with counter.services.reading() as work:
        return [one.id for name in wanted for one in work.cases.all_files(case.id) if one.name == name]


def is_to_be_judged(counter: Counter, case: Case) -> bool:
    case = counter.case(case)
    with counter.services.database.begin() as connection:
        rows = connection.execute(STEPS.select().where(STEPS.c.subject == case.id, STEPS.c.state == StepState.QUEUED))
        return case.revision in [row.revision for row in rows]


def test_file_is_left_out_and_taken_back_in(counter: Counter) -> None:
    case = with_files(counter, "a.pdf", "logo.png", "b.pdf")
    left = counter.do(material.discard_file, case, *ids(counter, case, "logo.png"), REASON, OFFICER)
    assert left.state is State.RECEIVED
    assert is_to_be_judged(counter, case)
    assert names(counter, case) == ["a.pdf", "b.pdf"]
    with counter.services.reading() as work:
        assert [(one.name, one.discarded) for one in view_case(work, case.id, OFFICER.scope).discarded] == [
            ("logo.png", REASON)
        ]
    assert [line.detail["note"] for line in counter.history(case, "file-discarded")] == [REASON]
    counter.do(material.restore_file, case, *ids(counter, case, "logo.png"), OFFICER)
    assert sorted(names(counter, case)) == ["a.pdf", "b.pdf", "logo.png"]
    assert is_to_be_judged(counter, case)


def test_letters_that_were_held_of_all_files_leave_no_more(counter: Counter) -> None:
    case = with_files(counter, "a.pdf", "b.pdf")
    assert [one for one in counter.letters(case) if one.state == "held"]
    counter.do(material.discard_file, case, *ids(counter, case, "b.pdf"), REASON, OFFICER)
    assert not [one for one in counter.letters(case) if one.state == "held"]


def test_split_off_files_are_a_case_with_the_same_mail(counter: Counter) -> None:
    case = with_files(counter, "a.pdf", "b.pdf", "c.pdf")
    counter.do(material.split_case, case, ids(counter, case, "b.pdf"), REASON, OFFICER)
    number = counter.history(case, "separated")[0].detail["separated"]
    with counter.services.reading() as work:
        other = work.cases.get(str(number))
    assert names(counter, case) == ["a.pdf", "c.pdf"]
    assert names(counter, other) == ["b.pdf"]
    assert (other.applicant, other.received_at) == (case.applicant, case.received_at)
    assert is_to_be_judged(counter, case)
    assert is_to_be_judged(counter, other)


def test_files_that_officers_parted_stay_apart_however_often_they_are_judged(counter: Counter) -> None:
    case = with_files(counter, "a.pdf", "b.pdf")
    counter.do(material.split_case, case, ids(counter, case, "b.pdf"), REASON, OFFICER)
    for _ in range(2):
        counter.judge(case, blocking(), outcome=Outcome.REVIEW)
    assert names(counter, case) == ["a.pdf"]


def test_moved_files_are_further_material_of_the_other_case(counter: Counter) -> None:
    case, other = with_files(counter, "a.pdf", "b.pdf"), with_files(counter, "x.pdf", item="hours-flexible")
    before = counter.case(other).revision
    counter.do(material.move_files, case, ids(counter, case, "b.pdf"), other.number, REASON, OFFICER)
    assert names(counter, case) == ["a.pdf"]
    assert names(counter, other) == ["x.pdf", "b.pdf"]
    assert counter.case(other).revision == before + 1
    assert counter.history(other, "files-moved")[0].detail["moved_from"] == case.number
    assert is_to_be_judged(counter, case)
    assert is_to_be_judged(counter, other)


def test_joined_case_is_closed_and_points_to_the_other(counter: Counter) -> None:
    waiting = counter.decide(with_files(counter, "old.pdf"), Outcome.SUPPLEMENT)
    assert waiting.state is State.CORRECTION
    case = with_files(counter, "new.pdf", unit=None)
    closed = counter.do(material.join_cases, case, waiting.number, "补正材料", OFFICER)
    assert closed.state is State.CLOSED
    assert counter.case(waiting).state is State.RECEIVED
    assert names(counter, waiting) == ["old.pdf", "new.pdf"]
    assert names(counter, case) == []
    assert is_to_be_judged(counter, waiting)
    assert not is_to_be_judged(counter, case)
    assert not counter.tasks(case, opened=True)
    with counter.services.reading() as work:
        assert view_case(work, case.id, OFFICER.scope).joined_into == waiting.number
        found = _get(work, case.number)  # mail that names the closed one
    assert found is not None
    assert found.id == waiting.id


def test_debts_go_over_with_a_joined_case(counter: Counter) -> None:
    counter.tolerating("dispatch-new", due="20 WD")
    owing = counter.judge(counter.open(), lacking=["agent-identity"])
    assert owing.state is State.TOLERATED
    assert [one.material for one in counter.debts(owing) if one.settled_at is None] == ["agent-identity"]
    other = with_files(counter, "x.pdf")
    counter.do(material.join_cases, owing, other.number, "同一申请", OFFICER)
    assert [one.material for one in counter.debts(other)] == ["agent-identity"]
    assert counter.debts(owing) == []


def test_joined_case_no_longer_moves(counter: Counter) -> None:
    case, other = with_files(counter, "a.pdf"), with_files(counter, "b.pdf")
    counter.do(material.join_cases, case, other.number, "同一申请", OFFICER)
    with pytest.raises(MoveNotAllowed):
        counter.decide(case, Event.ACCEPT)


def test_cases_joined_in_a_row_lead_to_the_last(counter: Counter) -> None:
    one, two, three = (with_files(counter, f"{name}.pdf") for name in "abc")
    counter.do(material.join_cases, one, two.number, "同一申请", OFFICER)
    counter.do(material.join_cases, two, three.number, "同一申请", OFFICER)
    assert names(counter, three) == ["c.pdf", "b.pdf", "a.pdf"]
    with counter.services.reading() as work:
        assert work.material.joined_into(one.id) == three.id


def test_what_the_sender_was_told_stands(counter: Counter) -> None:
    case = counter.decide(with_files(counter, "a.pdf", "b.pdf"), Outcome.SUPPLEMENT)
    with pytest.raises(MoveNotAllowed):
        counter.do(material.discard_file, case, *ids(counter, case, "b.pdf"), REASON, OFFICER)
    with pytest.raises(MoveNotAllowed):
        counter.do(material.split_case, case, ids(counter, case, "b.pdf"), REASON, OFFICER)
    assert names(counter, case) == ["a.pdf", "b.pdf"]


def test_case_that_is_decided_takes_nothing(counter: Counter) -> None:
    done = counter.decide(with_files(counter, "x.pdf"), Event.REFUSE, note="不属于本机关职权")
    case = with_files(counter, "a.pdf", "b.pdf")
    for act, arguments in ((material.join_cases, ()), (material.move_files, (ids(counter, case, "b.pdf"),))):
        with pytest.raises(MoveNotAllowed):
            counter.do(act, case, *arguments, done.number, REASON, HEAD)
    assert counter.case(case).state is State.REVIEW


def test_every_act_wants_a_reason_a_role_and_something_of_the_case(counter: Counter) -> None:
    case = with_files(counter, "a.pdf", "b.pdf")
    file, every = ids(counter, case, "b.pdf"), ids(counter, case, "a.pdf", "b.pdf")
    with pytest.raises(RequestInvalid):
        counter.do(material.discard_file, case, file[0], " ", OFFICER)
    with pytest.raises(NotPermitted):
        counter.do(material.discard_file, case, file[0], REASON, CLERK)
    with pytest.raises(NotPermitted):
        counter.do(material.join_cases, case, case.number, REASON, CLERK)
    with pytest.raises(NotFound):
        counter.do(material.discard_file, case, "nothing", REASON, OFFICER)
    with pytest.raises(RequestInvalid):
        counter.do(material.split_case, case, every, REASON, OFFICER)
    with pytest.raises(RequestInvalid):
        counter.do(material.split_case, case, [], REASON, OFFICER)
    with pytest.raises(RequestInvalid):
        counter.do(material.join_cases, case, case.number, REASON, OFFICER)
    with pytest.raises(MoveNotAllowed):
        counter.do(material.join_cases, case, with_files(counter, "x.pdf").number, " ", OFFICER)


def test_case_of_another_office_is_out_of_reach(counter: Counter) -> None:
    case, other = with_files(counter, "a.pdf", "b.pdf"), with_files(counter, "x.pdf", office="bj")
    with pytest.raises(CaseNotFound):
        counter.do(material.join_cases, case, other.number, REASON, OFFICER)
    with pytest.raises(CaseNotFound):
        counter.do(material.move_files, case, ids(counter, case, "b.pdf"), other.number, REASON, OFFICER)


def test_debt_that_both_cases_have_ends_with_the_one_that_goes_over(counter: Counter) -> None:
    counter.tolerating("dispatch-new", due="20 WD")
    one, other = (counter.judge(counter.open(), lacking=["agent-identity"]) for _ in range(2))
    counter.do(material.join_cases, one, other.number, "同一申请", OFFICER)
    assert [debt.state for debt in counter.debts(one)] == [DebtState.LAPSED]
    assert [debt.state for debt in counter.debts(other)] == [DebtState.OPEN]


def with_pages(counter: Counter, *contents: tuple[int, str], left_out: tuple[int, ...] = ()) -> Case:
    """Return a judged case with two files and pages, each by its file and content."""
    case = with_files(counter, "a.pdf", "b.pdf")
    pages = tuple(
        replace(page(number, file=file), content_key=content) for number, (file, content) in enumerate(contents, 1)
    )
    report = replace(judged(case, blocking(), outcome=Outcome.REVIEW), pages=pages, replaced_pages=left_out)
    return counter.do(announce_judgement, case, report)


def left_out_of(counter: Counter, case: Case) -> list[str]:
    with counter.services.reading() as work:
        return sorted(work.rulings.holding(case.id).discarded)


def test_pages_are_split_off_beside_others_that_do_not_count(counter: Counter) -> None:
    case = with_pages(counter, (0, "one"), (0, "two"), (0, "three"), left_out=(3,))
    counter.do(material.split_pages, case, (2,), REASON, OFFICER)
    assert left_out_of(counter, case) == ["two"]
    assert left_out_of(counter, _opened(counter, case)) == ["one", "three"]


def test_a_page_that_is_there_twice_is_left_out_of_the_case_that_is_opened(counter: Counter) -> None:
    case = with_pages(counter, (0, "same"), (1, "same"), (1, "other"))
    counter.do(material.split_pages, case, (3,), REASON, OFFICER)
    opened = _opened(counter, case)
    assert names(counter, opened) == ["b.pdf"]
    assert left_out_of(counter, opened) == ["same"]


def test_moved_pages_are_further_material_of_the_other_case(counter: Counter) -> None:
    case = with_pages(counter, (0, "one"), (0, "same"), (1, "three"))
    other = with_pages(counter, (0, "same"), (1, "own"))
    before = counter.case(other).revision
    counter.do(material.move_pages, case, (1,), other.number, REASON, OFFICER)
    assert names(counter, case) == ["a.pdf", "b.pdf"]
    assert names(counter, other) == ["a.pdf", "b.pdf", "a.pdf"]
    assert left_out_of(counter, case) == ["one"]
    assert left_out_of(counter, other) == ["same#2"]  # its own page of the same content counts on
    assert counter.case(other).revision == before + 1
    assert [len(counter.history(one, "pages-moved")) for one in (case, other)] == [1, 1]
    assert counter.history(other, "pages-moved")[0].detail["moved_from"] == case.number
    assert is_to_be_judged(counter, case)
    assert is_to_be_judged(counter, other)


def test_no_page_or_every_page_or_to_nowhere_is_moved(counter: Counter) -> None:
    case, other = with_pages(counter, (0, "one"), (1, "two")), with_pages(counter, (0, "x"), (1, "y"))
    for pages in ((), (1, 2)):
        with pytest.raises(RequestInvalid):
            counter.do(material.move_pages, case, pages, other.number, REASON, OFFICER)
    with pytest.raises(NotFound):
        counter.do(material.move_pages, case, (3,), other.number, REASON, OFFICER)
    with pytest.raises(NotPermitted):
        counter.do(material.move_pages, case, (1,), other.number, REASON, CLERK)
    with pytest.raises(CaseNotFound):
        counter.do(material.move_pages, case, (1,), "SL0", REASON, OFFICER)


def _opened(counter: Counter, case: Case) -> Case:
    number = counter.history(case, "separated")[0].detail["separated"]
    with counter.services.reading() as work:
        return work.cases.get(str(number))
