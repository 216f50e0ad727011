"""Applications that only reading tells apart: each other one becomes a case with its files and the mail's words."""

from __future__ import annotations

from pathlib import Path

from cases.case import Case
from casework.arrival.separation import OtherApplication, separate
from casework.letters.announcing import Announcement
from casework.letters.correspondence import write_letter
from casework.reports import unread_report
from tests.office.counter import Counter


def _opened(counter: Counter, *names: str) -> Case:
    case = counter.open("benefit-new-retiree")
    with counter.services.work() as work:
        message = work.messages.add(
            account="inbox", key="1", channel="mail-insurance", media_type="message/rfc822", name="", telephone=None,
            incomplete=False, suspect=False, sha256="0" * 64, size=1, received_at=work.now, stored_at=work.now,
        )  # fmt: skip
        assert message is not None
        work.cases.join(case, message, subject="材料", body="两项", rfc_id="<1@test>", references=[], findings=[])
        for name in names:
            work.cases.add_file(
                case, work.now, name=name, stored_name=name, kind="pdf", size=1, sha256=name, findings=[]
            )
    return case


def test_another_application_gets_its_files_and_is_read(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    case = _opened(counter, "退休.pdf", "退费.pdf", "审批.pdf", "承诺.pdf")
    with counter.services.work() as work:
        separate(work, case, [OtherApplication(case.unit, "refund", (1, 3))])
    with counter.services.work() as work:
        (message,) = work.cases.joined(case.id)
        by_item = {one.item: one for one in work.cases.cases_of_message(message["message_id"])}
        first, second = by_item["benefit-new-retiree"], by_item["refund"]
        assert (first.id, second.unit, second.applicant) == (case.id, case.unit, case.applicant)
        assert second.number != first.number
        left, given = work.cases.files(first.id), work.cases.files(second.id)
        assert [(one.position, one.name) for one in left] == [(0, "退休.pdf"), (1, "审批.pdf")]
        assert [(one.position, one.name) for one in given] == [(0, "退费.pdf"), (1, "承诺.pdf")]
        assert work.cases.joined(second.id)[0]["body"] == "两项"


def test_another_application_has_a_receipt_of_its_own_where_the_first_had_one(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    case = _opened(counter, "退休.pdf", "退费.pdf")
    with counter.services.work() as work:
        report = unread_report(case, work.cases.files(case.id))
        write_letter(work, case, Announcement("receipt", report, automatic=True))
        separate(work, case, [OtherApplication(case.unit, "refund", (1,))])
    with counter.services.work() as work:
        (message,) = work.cases.joined(case.id)
        other = next(one for one in work.cases.cases_of_message(message["message_id"]) if one.item == "refund")
        (receipt,) = work.letters.of_case(other.id)
    assert (receipt.kind, receipt.automatic) == ("receipt", True)
    assert f"收件编号：{other.number}" in receipt.text
    assert f"与收件编号{case.number}分别办理" in receipt.text
    assert "退费.pdf" in receipt.text
    assert "退休.pdf" not in receipt.text


def test_another_application_has_no_receipt_where_the_first_had_none(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    case = _opened(counter, "退休.pdf", "退费.pdf")
    with counter.services.work() as work:
        separate(work, case, [OtherApplication(case.unit, "refund", (1,))])
    with counter.services.work() as work:
        (message,) = work.cases.joined(case.id)
        other = next(one for one in work.cases.cases_of_message(message["message_id"]) if one.item == "refund")
        assert work.letters.of_case(other.id) == []
