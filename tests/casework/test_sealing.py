"""What bears the seal: who sends it, what goes with it, and the decision to accept that follows an electronic pass."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pdfplumber
import pytest

from cases.case import Case, Letter
from cases.errors import MoveNotAllowed, NotPermitted, RequestInvalid
from cases.lifecycle import Event, State
from casework.decisions import send_held
from casework.letters.sealing import paper_of, send_sealed
from casework.registering import receive_paper
from replies.particulars import Particulars
from tests.office.counter import CLERK, HEAD, OFFICER, Counter

SCAN = b"%PDF-1.7 scan"


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


def task(counter: Counter, case: Case) -> str:
    with counter.services.reading() as work:
        (text,) = [str(one["text"]) for one in work.tasks.of_case(case.id)
                   if one["kind"] == "seal-needed" and one["done_at"] is None]  # fmt: skip
    return text


def mail(counter: Counter, letter: Letter) -> EmailMessage:
    found = message_from_bytes(counter.services.store.get(letter.content_sha256), policy=default)
    assert isinstance(found, EmailMessage)
    return found


def scan(counter: Counter, letter: Letter, content: bytes = SCAN) -> Letter:
    with counter.services.work() as work:
        return send_sealed(work, work.letters.get(letter.id), OFFICER, content)


def passed(counter: Counter) -> tuple[Case, Letter]:
    case = counter.judge(counter.open())
    (decision,) = counter.letters(case, "acceptance")
    return case, decision


def test_a_pass_leaves_and_the_decision_to_accept_waits_for_the_seal(counter: Counter) -> None:
    case, decision = passed(counter)
    assert case.state is State.ELECTRONIC_PASSED
    (told,) = counter.letters(case, "electronic-pass")
    assert (told.state, decision.state, decision.automatic) == ("queued", "held", False)
    assert "《受理决定书》随后送达" in told.text
    assert decision.text.startswith("受理决定书\n\n文号：朝人社许受〔2020〕1号\n")
    assert task(counter, case) == "《受理决定书》待用印，请在2020-02-10前打印、用印并送达申请单位。"  # 5 working days


def test_the_sealed_scan_of_that_decision_goes_as_its_letter(counter: Counter) -> None:
    case, decision = passed(counter)
    sent = scan(counter, decision)
    (kept,) = counter.letters(case, "acceptance")
    assert (kept.id, kept.state, kept.text) == (decision.id, "queued", sent.text)
    assert "北京市朝阳区人力资源和社会保障局（印章见所附PDF）\n" in kept.text
    assert "另行送达" not in kept.text
    (paper,) = mail(counter, kept).iter_attachments()
    assert (paper.get_filename(), paper.get_content()) == ("受理决定书.pdf", SCAN)
    assert "seal-needed" not in counter.tasks(case, opened=True)


def test_later_acts_do_not_make_it_void_and_a_withdrawal_does(counter: Counter) -> None:
    case, decision = passed(counter)
    counter.do(receive_paper, case, CLERK, Particulars(received=("申请书",)))
    assert [one.state for one in counter.letters(case, "acceptance")] == ["held"]
    case = counter.decide(case, Event.DEFER, note="疫情", resume_when="疫情解除后")
    assert [one.state for one in counter.letters(case, "acceptance")] == ["held"]
    counter.decide(case, Event.CLOSE, result="申请单位注销")
    assert [one.state for one in counter.letters(case, "acceptance")] == ["void"]
    assert decision.kind == "acceptance"


def test_it_may_be_sent_before_the_paper_without_deciding_anything_again(counter: Counter) -> None:
    case, decision = passed(counter)
    with counter.services.work() as work:
        send_held(work, work.letters.get(decision.id), OFFICER)
    (kept,) = counter.letters(case, "acceptance")
    assert (kept.state, counter.case(case).state) == ("queued", State.ELECTRONIC_PASSED)
    assert list(mail(counter, kept).iter_attachments()) == []
    assert "加盖印章的《受理决定书》另行送达。" in kept.text
    assert "seal-needed" in counter.tasks(case, opened=True)


def test_an_officers_pass_is_followed_by_it_too_and_only_once(counter: Counter) -> None:
    counter.services = replace(counter.services, office=replace(counter.services.office, policy="strict"))
    case = counter.judge(counter.open())
    assert counter.letters(case, "acceptance") == []
    case = counter.decide(case, Event.PASS)
    assert [one.state for one in counter.letters(case, "acceptance")] == ["held"]


def test_an_office_that_accepts_by_the_paper_writes_it_then(counter: Counter) -> None:
    counter.services = replace(counter.services, office=replace(counter.services.office, acceptance_event="paper"))
    case = counter.judge(counter.open())
    assert counter.letters(case, "acceptance") == []
    counter.watch.go_to(date(2020, 2, 14))
    counter.do(receive_paper, case, CLERK, Particulars(received=("申请书",)))
    (decision,) = counter.letters(case, "acceptance")
    assert "受理日期为2020年2月14日" in decision.text


def test_acceptance_of_what_is_no_permit_leaves_by_itself_with_its_paper(counter: Counter) -> None:
    case = counter.judge(counter.open("late-filing", channel="mail-insurance"))
    (told,) = counter.letters(case, "acceptance")
    assert (told.state, told.text.partition("\n")[0]) == ("queued", "受理通知书")
    (paper,) = mail(counter, told).iter_attachments()
    assert paper.get_filename() == "受理通知书.pdf"
    assert counter.tasks(case) == []


def test_a_decision_is_told_at_once_and_its_sealed_paper_follows(counter: Counter) -> None:
    case, _ = passed(counter)
    counter.do(receive_paper, case, CLERK, Particulars(received=("申请书",)))
    case = counter.decide(case, Event.GRANT, HEAD, document_no="京朝人社派许字〔2020〕第12号")
    (told,) = counter.letters(case, "granted")
    assert told.state == "queued"
    assert list(mail(counter, told).iter_attachments()) == []
    assert "文号：京朝人社派许字〔2020〕第12号\n" in told.text
    assert task(counter, case) == "《准予行政许可决定书》待用印，请打印、用印并送达申请单位。"
    scan(counter, told)
    first, second = sorted(counter.letters(case, "granted"), key=lambda one: "印章见所附PDF" in one.text)
    assert (first.text, second.state) == (told.text, "queued")
    assert "（印章见所附PDF）" in second.text
    (paper,) = mail(counter, second).iter_attachments()
    assert paper.get_content() == SCAN


def test_the_paper_to_be_sealed_is_the_letter(counter: Counter) -> None:
    case, decision = passed(counter)
    with counter.services.reading() as work:
        content = paper_of(work, decision)
        (receipt,) = [letter for letter in work.letters.of_case(case.id) if letter.kind == "electronic-pass"]
        assert paper_of(work, receipt).startswith(b"%PDF-")
    with pdfplumber.open(io.BytesIO(content)) as document:
        text = document.pages[0].extract_text()
    assert "文号：朝人社许受〔2020〕1号" in text
    assert "另行送达" not in text


def test_what_cannot_be_sent_as_sealed_is_refused(counter: Counter) -> None:
    case, decision = passed(counter)
    (told,) = counter.letters(case, "electronic-pass")
    with pytest.raises(RequestInvalid, match="无需加盖印章"):
        scan(counter, told)
    with pytest.raises(RequestInvalid, match="PDF"):
        scan(counter, decision, b"PK scan")
    with counter.services.work() as work, pytest.raises(NotPermitted):
        send_sealed(work, decision, CLERK, SCAN)
    report = counter.judge(counter.open("layoff-report"))
    (certificate,) = counter.letters(report, "receipt-certificate")
    with pytest.raises(MoveNotAllowed, match="请先作出决定"):
        scan(counter, certificate)


def test_letter_that_is_written_anew_keeps_its_number(counter: Counter) -> None:
    case = counter.judge(counter.open("layoff-report"))
    (held,) = counter.letters(case, "receipt-certificate")
    other = counter.judge(counter.open("layoff-report"))
    counter.decide(case, Event.CERTIFY, headcount=36)
    (told,) = counter.letters(case, "receipt-certificate")
    assert ("朝人社收〔2020〕1号" in held.text, "朝人社收〔2020〕1号" in told.text) == (True, True)
    assert "裁减人数：36人" in told.text
    assert "朝人社收〔2020〕2号" in counter.letters(other, "receipt-certificate")[0].text
