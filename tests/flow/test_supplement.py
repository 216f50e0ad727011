"""A supplement mailed as a reply turns the case; only the new pages are read."""

from __future__ import annotations

from pathlib import Path

from cases.lifecycle import State
from casework.decisions import send_held
from record.officers import Officer
from record.repository import CaseRepository
from tests.drawing import Defect, SubmissionSpec
from tests.drawing.cutting import cut_pages
from tests.drawing.kept import kept_submission
from tests.office.office import Office, mail, words_of

LACKING = "legal-representative-certificate"


def test_reply_with_the_missing_material_is_accepted(tmp_path: Path, engine: object) -> None:
    office = Office(tmp_path, engine, "mail-hours")
    spec = SubmissionSpec("hours-flexible", seed=12, agent=False, born_digital=True)
    whole = kept_submission(spec)
    lacking = kept_submission(
        SubmissionSpec("hours-flexible", seed=12, agent=False, born_digital=True, missing=(LACKING,),
                       defects=(Defect.MISSING_REQUIRED,))
    )
    office.mail(mail([(lacking.file_name, lacking.content)]))
    office.run()

    (case,) = office.cases()
    assert (case.outcome, case.state) == ("supplement", State.REVIEW), office.report(case.id)["findings"]
    held = [letter for letter in office.letters(case.id) if letter.state == "held"]
    assert [letter.kind for letter in held] == ["supplement-notice"]
    with office.services.work() as work:
        send_held(work, held[0], Officer("1", "王审核", "officer", case.office))
    office.run()
    assert office.cases()[0].state is State.CORRECTION
    notice = office.outbox()[-1]
    assert "法定代表人身份证明书" in words_of(notice)
    assert notice["In-Reply-To"] == "<1@corp.test>"

    before = office.pages_read()
    numbers = next(one.pages for one in whole.truth.materials if one.code == LACKING)
    paper = ("法定代表人身份证明书.pdf", cut_pages(whole.content, numbers))
    reply = mail([paper], message_id="<2@corp.test>", reply_to=notice)
    office.mail(reply)
    office.run()

    (case,) = office.cases()
    assert case.outcome == "accept", office.report(case.id)["findings"]
    assert (case.state, case.revision) == (State.ELECTRONIC_PASSED, 2)
    assert office.pages_read() - before == len(numbers)
    passed = office.outbox()[-1]
    assert passed["In-Reply-To"] == "<2@corp.test>"
    assert "<1@corp.test>" in passed["References"]


def test_reply_from_another_address_goes_to_an_officer(tmp_path: Path, engine: object) -> None:
    office = Office(tmp_path, engine)
    drawn = kept_submission(SubmissionSpec("backpay-extended-period", seed=3, born_digital=True))
    office.mail(mail([(drawn.file_name, drawn.content[:2000])]))
    office.run()
    letter = office.outbox()[-1]
    office.mail(
        mail([(drawn.file_name, drawn.content)], sender="other@elsewhere.test", message_id="<9@elsewhere.test>",
             reply_to=letter)
    )
    office.run()
    (case,) = office.cases()
    assert case.state is State.REVIEW
    assert "sender-differs" in case.flags
    codes = {finding["code"] for finding in office.report(case.id)["findings"]}
    assert "mail-sender-unauthenticated" in codes
    assert all(letter["To"] == "firm@corp.test" for letter in office.outbox())


def test_same_mail_again_makes_no_second_case(tmp_path: Path, engine: object) -> None:
    office = Office(tmp_path, engine)
    drawn = kept_submission(SubmissionSpec("backpay-extended-period", seed=3, born_digital=True))
    office.mail(mail([(drawn.file_name, drawn.content)]))
    office.run()
    sent = len(office.outbox())
    office.mail(mail([(drawn.file_name, drawn.content)]))                               # delivered twice
    office.mail(mail([(drawn.file_name, drawn.content)], message_id="<5@corp.test>"))   # sent again
    office.run()
    (case,) = office.cases()
    letters = office.outbox()[sent:]
    assert [str(one["Subject"]).startswith("【重复件提示】") for one in letters] == [True]
    with office.services.database.begin() as connection:
        assert len(CaseRepository(connection).files(case.id)) == 1
