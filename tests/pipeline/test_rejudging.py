"""An officer answers the questions of a case: it is judged anew at once, and only its drafts change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

import pytest

from cases.case import Case, Letter, LetterState
from cases.errors import MoveNotAllowed, NotFound, NotPermitted, RequestInvalid, VersionConflict
from cases.kept_rulings import KeptRuling
from cases.lifecycle import Event, State
from cases.questions.answering import Given
from cases.reading import ColourMode, PageReading
from cases.report import Outcome, Report, ReportFile
from cases.rulings import Life
from casework.asked_questions import QuestionsView, view_questions
from casework.case_moves import Move, move_case
from casework.reports import judged_report
from casework.rulings import corrections
from casework.rulings.examples import examples
from casework.rulings.saying import answer
from casework.verdicts import announce_judgement
from judging.judge import judge_pages
from judging.reader import ReadFiles
from ocr.seals.name_tests import without_strips
from ocr.seals.seals import find_seals
from pipeline.case_question import question_about
from pipeline.rejudging import Say, judge_by_item, say, withdraw
from record.officers import Officer
from record.promises import digests_named
from tests.drawing import official_seal
from tests.ocr.seals.seal_pages import sealed_page
from tests.office.counter import CLERK, OFFICER, Counter
from tests.office.services import one_engine
from tests.validators.builders import UNIT, page, seal
from views.evidence_parts import shown_evidence
from views.evidence_pictures import Drawer

FILE = sha256(b"file").hexdigest()


def _page(number: int, heading: str, *lines: str, sealed: str = UNIT, score: float = 0.95) -> PageReading:
    stamp = seal(sealed, text_score=score)
    return replace(page(number, heading, *lines, seals=(stamp,)), content_key=f"key-{number}")


PAGES = (
    _page(1, "劳务派遣经营许可注销申请书", f"单位名称：{UNIT}", "注销原因：停止经营", sealed="", score=0.0),
    _page(2, "劳务派遣经营许可证", "编号：京劳派110105201700123", f"单位名称：{UNIT}"),
    _page(3, "说明", "各车间、班组："),
)


class Bench:
    """A case that was read and judged, and an officer who looks at it."""

    def __init__(self, folder: Path, counter: Counter | None = None, applicant: str = "firm@corp.test") -> None:
        self.counter = counter or Counter(folder)
        self.case = self.counter.open("dispatch-cancellation", unit=UNIT, applicant=applicant)
        services = self.counter.services
        with services.work() as work:
            work.cases.add_file(
                self.case, work.now, name="申请.pdf", stored_name="申请.pdf", kind="pdf", sha256=FILE, size=4,
                findings=[],
            )
            work.readings.keep_file(FILE, [one.content_key for one in PAGES], ())
        self.judge(PAGES)

    def judge(self, pages: Sequence[PageReading]) -> None:
        """Judge pages as a worker does, with what officers said."""
        services = self.counter.services
        with services.work() as work:
            asked = question_about(work, self.case.id)
            files = (ReportFile("申请.pdf", "申请.pdf", "pdf", len(pages), FILE),)
            read = ReadFiles(files, tuple(pages), (1,))
            report = judge_pages(read, asked.question, asked.catalogue, services.office)
            announce_judgement(work, work.cases.get(self.case.id), report)

    def say(self, what: Say, officer: Officer = OFFICER) -> Case:
        """Say something of the case and keep it."""
        services = self.counter.services
        change = say(services, officer, self.case.id, what)
        with services.work() as work:
            return change(work, work.cases.get(self.case.id))

    def answer(self, kind: str, key: int, **given: str) -> Case:
        """Answer the question of a kind."""
        asked = next(one.question for one in self.view().open if one.question.kind == kind)
        return self.say(lambda looked: answer(looked, asked.key, key, Given(**given)))  # type: ignore[arg-type]

    def back(self, ruling: str = "") -> Case:
        """Take the last answer back, or another one."""
        services = self.counter.services
        change = withdraw(services, OFFICER, self.case.id, ruling)
        with services.work() as work:
            return change(work, work.cases.get(self.case.id))

    def view(self, officer: Officer = OFFICER) -> QuestionsView:
        """Return the questions as they stand for an officer."""
        with self.counter.services.reading() as work:
            case = work.cases.get(self.case.id)
            return view_questions(work, case, judged_report(work, case), officer)

    def report(self) -> Report:
        """Return the newest report."""
        with self.counter.services.reading() as work:
            return judged_report(work, work.cases.get(self.case.id))

    def rulings(self) -> list[KeptRuling]:
        """Return all rulings, withdrawn ones too."""
        with self.counter.services.reading() as work:
            return work.rulings.of_case(self.case.id)

    def held(self) -> list[Letter]:
        """Return the drafts that wait."""
        return [one for one in self.counter.letters(self.case) if one.state is LetterState.HELD]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


KINDS = ["seal-unreadable", "material-unrecognised-page", "material-uncertain"]


def test_last_answer_leaves_the_letter_of_the_outcome_held(bench: Bench) -> None:
    assert [one.question.kind for one in bench.view().open] == KINDS
    for kind in KINDS:
        assert bench.counter.case(bench.case).outcome == Outcome.REVIEW
        case = bench.answer(kind, 1)
    assert (case.state, case.outcome) == (State.REVIEW, Outcome.ACCEPT)
    assert bench.view().open == ()
    [draft] = bench.held()
    assert draft.kind == "electronic-pass"
    assert not bench.counter.letters(case, "electronic-pass")[0].automatic


def test_every_answer_is_a_line_of_the_record_and_moves_nothing(bench: Bench) -> None:
    moves = len([one for one in bench.counter.history(bench.case) if one.after])
    bench.answer("seal-unreadable", 1)
    [line] = bench.counter.history(bench.case, "answered")
    assert (line.actor, line.detail["question"]) == (OFFICER.name, "第1页的印章，是申请单位的公章吗？")
    assert (line.detail["answer"], line.detail["said"]) == (1, "是")
    assert len([one for one in bench.counter.history(bench.case) if one.after]) == moves


def test_defect_is_in_the_draft_and_goes_when_the_answer_is_taken_back(bench: Bench) -> None:
    bench.answer("seal-unreadable", 2)
    [notice] = bench.held()
    assert "印章与申请单位的名称不一致" in notice.text
    bench.back()
    assert bench.held() == []
    assert [one.question.kind for one in bench.view().open] == KINDS
    [ruling] = bench.rulings()
    assert (ruling.life, ruling.ended_by) == (Life.WITHDRAWN, OFFICER.name)
    assert [one.event for one in bench.counter.history(bench.case)][-1] == "ruling-withdrawn"
    again = bench.answer("seal-unreadable", 2)
    assert [one.id for one in bench.held()] == [notice.id], again


def test_another_answer_to_the_same_question_takes_the_place_of_the_first(bench: Bench) -> None:
    key = bench.view().open[0].question.key
    bench.answer("material-unrecognised-page", 3)
    bench.say(lambda looked: answer(looked, key, 3, Given()))
    lives = [one.life for one in bench.rulings()]
    assert lives == [Life.ANSWERED, Life.ANSWERED]
    with pytest.raises(NotFound):
        bench.say(lambda looked: answer(looked, key, 1, Given()))  # it is no doubt any more: taken back first


def test_draft_is_written_anew_under_its_number_with_each_answer(bench: Bench) -> None:
    bench.answer("material-unrecognised-page", 3)
    [first] = bench.held()
    bench.answer("seal-unreadable", 3)
    [second] = bench.held()
    assert first.id == second.id
    assert "第1页（劳务派遣经营许可注销申请书）看不清" not in first.text
    assert "第1页（劳务派遣经营许可注销申请书）看不清" in second.text


def test_correcting_the_unit_asks_about_the_seals_again(bench: Bench) -> None:
    bench.answer("seal-unreadable", 1)
    case = bench.say(lambda looked: corrections.correct_unit(looked, "北京华星劳务有限公司"))
    assert case.unit == "北京华星劳务有限公司"
    assert bench.rulings()[0].life is Life.CHANGED
    asked = next(one for one in bench.view().open if one.question.kind == "seal-unreadable")
    assert asked.before is not None
    assert asked.before.shown.word == "是"
    bench.back()
    assert bench.counter.case(bench.case).unit == UNIT
    assert [one.life for one in bench.rulings()] == [Life.ANSWERED, Life.WITHDRAWN]


def test_correcting_the_item_judges_by_its_list(bench: Bench) -> None:
    case = bench.say(lambda looked: corrections.correct_item(looked, "dispatch-new"))
    assert (case.item, case.item_name) == ("dispatch-new", "新申请劳务派遣行政许可")
    assert bench.report().item.source == "option"
    assert any(one.code == "material-missing" for one in bench.report().findings)


def test_day_of_receipt_moves_the_clocks_and_back(bench: Bench) -> None:
    before = bench.counter.case(bench.case)
    earlier = before.received_at - timedelta(days=3)
    case = bench.say(lambda looked: corrections.correct_receipt(looked, earlier, "传真先到"))
    assert case.received_at == earlier
    assert case.due_at is not None
    assert before.due_at is not None
    assert case.due_at < before.due_at
    bench.back()
    assert bench.counter.case(bench.case).received_at == before.received_at
    assert bench.counter.case(bench.case).due_at == before.due_at


def test_finding_is_struck_by_its_key_and_one_is_added(bench: Bench) -> None:
    bench.say(lambda looked: corrections.strike(
        looked, corrections.key_of_finding(looked.report.findings[0], looked), "看错了"
    ))  # fmt: skip
    bench.say(lambda looked: corrections.add(looked, "material-missing", "缺少委托书，请补交", (), ""))
    added = [one for one in bench.report().findings if one.message == "缺少委托书，请补交。"]
    assert len(added) == 1
    assert [one.detail["kind"] for one in bench.counter.history(bench.case, "corrected")] == ["strike", "add"]


def test_page_is_sorted_discarded_and_brought_back(bench: Bench) -> None:
    bench.say(lambda looked: corrections.sort_page(looked, 3, "dispatched-workers-settlement"))
    assert bench.report().page_documents[3] == "dispatched-workers-settlement"
    bench.say(lambda looked: corrections.discard_pages(looked, (3,), "夹带"))
    assert bench.report().replaced_pages == (3,)
    bench.back()
    bench.back()
    assert 3 not in bench.report().page_documents
    assert bench.report().replaced_pages == ()


def test_value_is_corrected_in_its_place(bench: Bench) -> None:
    document = "dispatch-cancellation-application"
    bench.say(lambda looked: corrections.correct_value(looked, 1, document, "unit_name", "北京华兴公司"))
    form = next(one for one in bench.report().materials if one.code == document)
    assert [(one.value, one.page) for one in form.fields if one.name == "unit_name"] == [("北京华兴公司", 1)]


def test_answers_hold_when_a_worker_judges_again(bench: Bench) -> None:
    bench.answer("seal-unreadable", 1)
    bench.judge(PAGES)
    assert [one.question.kind for one in bench.view().open] == KINDS[1:]
    bench.judge((replace(PAGES[0], content_key="key-9"), *PAGES[1:]))
    assert [one.question.kind for one in bench.view().open] == KINDS
    assert bench.rulings()[0].life is Life.CHANGED


def test_only_who_decides_may_answer_and_only_before_the_sender_was_told(bench: Bench) -> None:
    key = bench.view().open[0].question.key
    with pytest.raises(NotPermitted):
        bench.say(lambda looked: answer(looked, key, 1, Given()), CLERK)
    bench.counter.decide(bench.case, Outcome.SUPPLEMENT)
    with pytest.raises(MoveNotAllowed):
        bench.say(lambda looked: answer(looked, key, 1, Given()))


def test_of_two_answers_at_one_moment_the_second_is_refused(bench: Bench) -> None:
    services, key = bench.counter.services, bench.view().open[0].question.key
    first, second = (
        say(services, OFFICER, bench.case.id, lambda looked: answer(looked, key, 1, Given())) for _ in range(2)
    )
    with services.work() as work:
        seen = work.cases.get(bench.case.id)
        first(work, seen)
    with pytest.raises(VersionConflict), services.work() as work:
        second(work, seen)
    assert len(bench.rulings()) == 1


def test_every_answer_is_a_labelled_example(bench: Bench) -> None:
    bench.answer("seal-unreadable", 1)
    bench.back()
    since = datetime(2020, 1, 1, tzinfo=UTC)
    with bench.counter.services.reading() as work:
        [one] = examples(work, since, since + timedelta(days=90))
    assert (one.code, one.answer, one.withdrawn, one.contents) == ("seal", 1, True, ("key-1",))


def test_pictures_that_were_seen_are_kept_with_the_answer(bench: Bench) -> None:
    services = bench.counter.services
    asked = bench.view().open[0].question
    drawer = Drawer(services, bench.report(), asked.evidence)
    [name] = [one.name for one in shown_evidence(asked.evidence, bench.report()).parts if one.name.startswith("strip")]
    services.pictures.put(drawer.key_of(name), b"as it was shown")
    bench.answer("seal-unreadable", 1)
    [digest] = bench.rulings()[0].shown.crops
    assert services.store.get(digest) == b"as it was shown"
    with services.reading() as work:
        kept = [one for one in digests_named(work.connection) if one[0] == "回答所见"]
        assert kept == [("回答所见", bench.rulings()[0].id, digest)]


def test_numbers_of_people_are_hidden_in_what_is_said(bench: Bench) -> None:
    number = "110101199003074514"
    bench.say(lambda looked: corrections.discard_pages(looked, (3,), f"夹带{number}的证件"))
    bench.say(lambda looked: corrections.add(looked, "material-missing", f"缺少{number}的证件", (), ""))
    kept = "".join(f"{one.ruling}{one.shown}" for one in bench.rulings())
    lines = "".join(str(one.detail) for one in bench.counter.history(bench.case))
    assert number not in kept + lines
    assert "110" in kept


def test_seals_are_tested_against_the_name_of_a_corrected_unit(bench: Bench) -> None:
    name = "北京华星劳务有限公司"
    impression = find_seals(sealed_page((official_seal(name), 0, 870, 1070)), 200.0, ColourMode.COLOUR, one_engine())[0]
    pages = (replace(PAGES[0], seals=(replace(impression, text="北京", text_score=0.3),)), *PAGES[1:])
    with bench.counter.services.work() as work:
        for one in pages:
            work.readings.keep_page(one)
    bench.judge(without_strips(pages))
    asked = bench.view().open[0].question
    assert (asked.kind, asked.pages) == ("seal-unreadable", (1,))
    bench.say(lambda looked: corrections.correct_unit(looked, name))
    [test] = bench.report().pages[0].seals[0].tests
    assert test.name == name
    assert 1 not in {page for one in bench.view().open if one.question.family == "seal" for page in one.question.pages}


def test_the_item_of_a_case_that_could_not_be_read_is_set_and_it_is_read_again(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    case = counter.do(move_case, counter.open(), Move(Event.HOLD))
    change = judge_by_item(counter.services, OFFICER, case.id, "hours-flexible")
    assert counter.do(change, case).item == "hours-flexible"
    assert counter.case(case).state is State.RECEIVED
    with pytest.raises(NotFound):
        counter.do(judge_by_item(counter.services, OFFICER, case.id, "nothing"), case)


def test_day_of_receipt_is_taken_back_in_the_order_in_which_it_was_corrected(bench: Bench) -> None:
    before = bench.counter.case(bench.case).received_at
    first, second = (before - timedelta(days=days) for days in (3, 1))
    bench.say(lambda looked: corrections.correct_receipt(looked, first, "传真先到"))
    bench.say(lambda looked: corrections.correct_receipt(looked, second, "看邮戳"))
    earlier, _ = bench.rulings()
    with pytest.raises(MoveNotAllowed, match="收到日期"):
        bench.back(earlier.id)
    assert bench.counter.case(bench.case).received_at == second
    bench.back()
    bench.back()
    assert bench.counter.case(bench.case).received_at == before


@pytest.mark.parametrize("at", [
    datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), datetime(2018, 12, 31, tzinfo=UTC),
    datetime(2020, 2, 4, tzinfo=UTC), datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-12))),
], ids=["begin of time", "long ago", "to come", "end of time"])
def test_day_of_receipt_lies_within_a_year(bench: Bench, at: datetime) -> None:
    with pytest.raises(RequestInvalid, match="收到日期"):
        bench.say(lambda looked: corrections.correct_receipt(looked, at, "看邮戳"))

