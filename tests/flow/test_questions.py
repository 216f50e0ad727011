"""A mail of which an officer is asked something: answered, judged anew at once, and only then told to its sender."""

from __future__ import annotations

from pathlib import Path

from cases.case import LetterState
from cases.questions.answering import Given
from cases.report import Outcome
from casework.asked_questions import QuestionsView, view_questions
from casework.decisions import send_held
from casework.reports import judged_report
from casework.rulings.saying import answer
from pipeline.rejudging import say
from record.officers import Officer
from tests.drawing import SubmissionSpec
from tests.drawing.cutting import cut_pages
from tests.drawing.kept import kept_submission
from tests.office.office import Office, mail, words_of


def asked(office: Office) -> QuestionsView:
    """Return what is asked of the only case."""
    (case,) = office.cases()
    with office.services.reading() as work:
        return view_questions(work, case, judged_report(work, case), Officer("1", "王审核", "officer", case.office))


def give(office: Office, key: int, given: Given | None = None) -> None:
    """Answer the first question."""
    (case,) = office.cases()
    officer, question = Officer("1", "王审核", "officer", case.office), asked(office).open[0].question.key
    change = say(office.services, officer, case.id, lambda looked: answer(looked, question, key, given or Given()))
    with office.services.work() as work:
        change(work, work.cases.get(case.id))


def test_answer_settles_the_case_without_reading_again_and_nothing_leaves_by_itself(
    tmp_path: Path, engine: object
) -> None:
    office = Office(tmp_path, engine)
    drawn = kept_submission(SubmissionSpec("backpay-extended-period", seed=3, born_digital=True))
    office.mail(mail([(f"{drawn.unit}+新增退休人员申报.pdf", drawn.content)]))
    office.run()
    assert [one.question.sentence for one in asked(office).open] == ["办的是“延长缴费期社会保险费补缴”吗？"]
    pages, sent = office.pages_read(), len(office.outbox())

    give(office, 1)
    (case,) = office.cases()
    assert (case.state, case.outcome, case.item) == ("review", Outcome.ACCEPT, "backpay-extended-period")
    office.run()
    assert (office.pages_read(), len(office.outbox())) == (pages, sent)
    [held] = [one for one in office.letters(case.id) if one.state is LetterState.HELD]

    with office.services.work() as work:
        send_held(work, held, Officer("1", "王审核", "officer", case.office))
    office.run()
    (case,) = office.cases()
    assert case.state == "accepted"
    assert case.number in words_of(office.outbox()[-1])


def test_answer_holds_when_a_worker_reads_the_case_again(tmp_path: Path, engine: object) -> None:
    office = Office(tmp_path, engine)
    drawn = kept_submission(SubmissionSpec("backpay-extended-period", seed=3, born_digital=True))
    office.mail(mail([(f"{drawn.unit}+新增退休人员申报.pdf", drawn.content)]))
    office.run()
    give(office, 2, Given(value="benefit-new-retiree"))
    (case,) = office.cases()
    assert case.item == "benefit-new-retiree"
    assert asked(office).said[0].shown.word == "新增退休人员申报"
    more = [("补充.pdf", cut_pages(drawn.content, [1]))]
    office.mail(mail(more, message_id="<2@corp.test>", reply_to=office.outbox()[-1]))
    office.run()
    [again] = office.cases()
    assert (again.item, again.revision) == ("benefit-new-retiree", 2)
    assert office.report(case.id)["item"]["source"] == "option"
