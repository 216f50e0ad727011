"""Decisions through real SQLite: whole paths, refusals with their reasons, and what the record keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cases.case import Case, Flag
from cases.errors import MoveNotAllowed, NotPermitted, RequestInvalid
from cases.finding import Finding, Severity
from cases.lifecycle import Event, State
from cases.report import MaterialReading, MaterialStatus, Need, Outcome
from cases.tasks import TaskKind
from casework.acts import Call, log_call, set_item
from casework.registering import Comparison, arrange_visit, receive_paper, record_visit, withdraw
from casework.verdicts import announce_judgement
from record.messages import MessageRepository
from record.officers import Officer
from record.repository import CaseRepository
from replies.particulars import Particulars
from tests.office.counter import CLERK, HEAD, OFFICER, Counter, blocking, judged


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


def test_a_permit_from_its_mail_to_its_end(counter: Counter) -> None:
    case = counter.judge(counter.open())
    assert case.state is State.ELECTRONIC_PASSED
    counter.watch.go_to(date(2020, 2, 10))
    paper = Particulars(received=("申请书",), received_on=date(2020, 2, 7), tracking_no="SF1234567890123")
    case = counter.do(receive_paper, case, CLERK, paper)
    visit = Particulars(
        visit_at=datetime(2020, 2, 12, 1, tzinfo=UTC), visit_place="朝阳区某路1号", visitors=("王审核", "赵收件")
    )
    case = counter.do(arrange_visit, case, OFFICER, visit)
    with pytest.raises(MoveNotAllowed, match="核查结果尚未登记"):
        counter.decide(case, Event.GRANT, HEAD)
    case = counter.do(record_visit, case, OFFICER, "场所、设施与申报一致")
    with pytest.raises(NotPermitted):
        counter.decide(case, Event.GRANT, OFFICER)
    case = counter.decide(case, Event.GRANT, HEAD, document_no="京1234")
    with pytest.raises(MoveNotAllowed, match="尚未公示"):
        counter.decide(case, Event.CLOSE, OFFICER)
    case = counter.decide(case, Event.PUBLISH, OFFICER)
    case = counter.decide(case, Event.CLOSE, OFFICER, result="已发证")
    assert (case.state, case.due_at, case.notice_due) == (State.CLOSED, None, None)
    kinds = {letter.kind for letter in counter.letters(case)}
    assert kinds == {"electronic-pass", "acceptance", "paper-received", "site-visit", "granted", "completion"}
    assert "京1234" in counter.letters(case, "granted")[0].text
    assert "朝阳区某路1号" in counter.letters(case, "site-visit")[0].text


def test_every_move_says_who_when_why_and_under_which_rules(counter: Counter) -> None:
    case = counter.judge(counter.open())
    counter.watch.go_to(date(2020, 2, 5))
    counter.do(withdraw, case, OFFICER, "申请单位来信撤回")
    for line in counter.history(case)[1:]:
        if line.after is not None:
            assert line.detail["rules"] == counter.services.catalogue.version
            assert line.detail["item_version"] == "2020-02-03.1" or line.event == Event.SCREEN
    (line,) = counter.history(case, Event.WITHDRAW)
    assert (line.actor, line.at, line.detail["note"]) == ("王审核", counter.watch(), "申请单位来信撤回")


def test_a_report_is_certified_and_knows_no_permit(counter: Counter) -> None:
    case = counter.judge(counter.open("layoff-report"))
    assert [letter.state for letter in counter.letters(case, "receipt-certificate")] == ["held"]
    with pytest.raises(MoveNotAllowed, match="没有这一步"):
        counter.decide(case, Event.ACCEPT)
    case = counter.decide(case, Outcome.ACCEPT)
    assert case.state is State.CERTIFIED
    with pytest.raises(MoveNotAllowed):
        counter.decide(case, Event.GRANT, HEAD)
    assert counter.decide(case, Event.CLOSE).state is State.CLOSED


def test_one_notice_names_all_and_a_second_needs_new_material(counter: Counter) -> None:
    case = counter.judge(counter.open(), blocking(), blocking("business-licence"))
    case = counter.decide(case, Outcome.SUPPLEMENT)
    (notice,) = counter.letters(case, "supplement-notice")
    assert "articles-of-association" in notice.text
    assert "business-licence" in notice.text
    case = counter.decide(case, Event.HOLD, note="撤回核对")
    with pytest.raises(MoveNotAllowed, match="一次告知"):
        counter.decide(case, Event.CORRECT)
    case = counter.judge(counter.supplement(case), blocking())
    assert counter.decide(case, Event.CORRECT).state is State.CORRECTION
    assert len(counter.letters(case, "supplement-notice")) == 2


def test_the_letter_and_the_report_state_the_same_day(counter: Counter) -> None:
    case = counter.judge(counter.open(), blocking())
    counter.watch.go_to(date(2020, 2, 7))
    case = counter.decide(case, Outcome.SUPPLEMENT)
    with counter.services.database.begin() as connection:
        report = CaseRepository(connection).report(case.id)
    assert report["supplement_due"] == "2020-02-21"
    assert "2020年2月21日" in counter.letters(case, "supplement-notice")[0].text
    assert case.due_at is not None
    assert case.due_at.date() == date(2020, 2, 21)


def test_paper_that_differs_sends_the_case_back_once(counter: Counter) -> None:
    case = counter.judge(counter.open())
    with pytest.raises(NotPermitted):
        counter.do(receive_paper, case, CLERK, Particulars(), Comparison(differing=("章程",), note="页数不同"))
    case = counter.do(receive_paper, case, OFFICER, Particulars(), Comparison(differing=("章程",), note="页数不同"))
    assert (case.state, "paper-differs" in case.flags) == (State.CORRECTION, True)
    (notice,) = counter.letters(case, "supplement-notice")
    assert "章程" in notice.text
    assert "页数不同" in notice.text
    case = counter.judge(counter.supplement(case))
    assert case.state is State.ELECTRONIC_PASSED
    case = counter.do(receive_paper, case, CLERK, Particulars())
    with pytest.raises(MoveNotAllowed, match="只能退回补正一次"):
        counter.do(receive_paper, case, OFFICER, Particulars(), Comparison(differing=("章程",), note="仍不同"))


def test_time_is_extended_once_by_a_head_with_reasons(counter: Counter) -> None:
    case = counter.judge(counter.open())
    assert case.due_at is not None
    assert case.due_at.date() == date(2020, 3, 2)
    with pytest.raises(NotPermitted):
        counter.decide(case, Event.EXTEND, OFFICER, "材料复杂")
    with pytest.raises(MoveNotAllowed, match="请填写理由"):
        counter.decide(case, Event.EXTEND, HEAD)
    case = counter.decide(case, Event.EXTEND, HEAD, "案情复杂")
    assert case.due_at is not None
    assert case.due_at.date() == date(2020, 3, 16)
    assert "2020年3月16日" in counter.letters(case, "extension")[0].text
    with pytest.raises(MoveNotAllowed, match="只能延长一次"):
        counter.decide(case, Event.EXTEND, HEAD, "再延长")


def test_deferred_until_resumed_and_judged_anew(counter: Counter) -> None:
    case = counter.judge(counter.open(), blocking())
    with pytest.raises(RequestInvalid, match="恢复办理的条件"):
        counter.decide(case, Event.DEFER, note="疫情防控")
    case = counter.decide(case, Event.DEFER, note="疫情防控", resume_when="恢复现场办公后")
    assert (case.due_at, case.notice_due) == (None, None)
    assert "恢复现场办公后" in counter.letters(case, "deferred")[0].text
    counter.pass_days(date(2020, 3, 16))
    assert counter.case(case).state is State.DEFERRED
    case = counter.decide(case, Event.RESUME)
    assert (case.state, case.revision) == (State.RECEIVED, 2)
    assert case.notice_due is not None
    assert case.notice_due.date() == date(2020, 3, 23)


def test_a_head_singles_a_case_out_with_a_note(counter: Counter) -> None:
    case = counter.judge(counter.open("layoff-report"))
    with pytest.raises(NotPermitted):
        counter.decide(case, Event.SINGLE_OUT, OFFICER, "急需")
    with pytest.raises(MoveNotAllowed, match="请填写理由"):
        counter.decide(case, Event.SINGLE_OUT, HEAD)
    case = counter.decide(case, Event.SINGLE_OUT, HEAD, "防疫物资生产急需")
    assert case.state is State.REVIEW
    assert {"case-by-case", "post-audit-required"} <= set(case.flags)
    with pytest.raises(MoveNotAllowed, match="请填写理由"):
        counter.decide(case, Event.ACCEPT)
    case = counter.decide(counter.decide(case, Event.ACCEPT, note="一事一议会议纪要"), Event.CLOSE)
    note = counter.decide(case, Event.SINGLE_OUT, HEAD, "补记")
    assert note.state is State.CLOSED
    assert len(counter.history(case, Event.SINGLE_OUT)) == 2


def test_who_only_reads_or_registers_decides_nothing(counter: Counter) -> None:
    case = counter.judge(counter.open(), blocking())
    for role in ("clerk", "auditor"):
        with pytest.raises(NotPermitted):
            counter.decide(case, Event.CORRECT, Officer("1", "某", role, case.office))
    with pytest.raises(MoveNotAllowed, match="登记功能"):
        counter.decide(case, Event.SUPPLEMENT)


def test_an_unknown_item_can_only_be_asked_about_or_refused(counter: Counter) -> None:
    case = counter.judge(replace(counter.open(), item=None, item_name=""), blocking())
    with pytest.raises(MoveNotAllowed, match="选定业务事项"):
        counter.decide(case, Event.ACCEPT)
    assert counter.decide(case, Event.REFUSE, note="不属于本机关职权").state is State.NOT_ACCEPTED


def test_no_officers_letter_is_lost_behind_a_void_draft(counter: Counter) -> None:
    case = counter.judge(counter.open("layoff-report"))
    case = counter.decide(case, Event.CORRECT, note="请补充说明")
    case = counter.decide(case, Event.HOLD)
    case = counter.decide(case, Event.CERTIFY)
    assert [letter.state for letter in counter.letters(case, "receipt-certificate")] == ["queued"]


def test_a_refund_is_promised_after_its_telephone_check(counter: Counter) -> None:
    case = counter.judge(counter.open("refund"))
    assert case.state is State.REVIEW
    with pytest.raises(MoveNotAllowed, match="电话核实"):
        counter.decide(case, Outcome.ACCEPT)
    case = counter.do(log_call, case, CLERK, Call("verify", "参保人", "13800138000", "本人确认退费"))
    (line,) = counter.history(case, "call")
    assert "13800138000" not in str(line.detail)
    assert counter.decide(case, Outcome.ACCEPT).state is State.PROMISED


def test_a_legal_letter_that_leaves_twice_in_a_round_bears_two_numbers(counter: Counter) -> None:
    case = counter.decide(counter.judge(counter.open("backpay-three-years-general")), Event.PROMISE)
    case = counter.decide(case, Event.HOLD, note="承诺书日期有误")
    case = counter.decide(case, Event.PROMISE)
    told = counter.letters(case, "commitment-accepted")
    assert (case.revision, len(told)) == (1, 2)
    numbers = {line for one in told for line in one.text.splitlines() if line.startswith("文号：")}
    assert numbers == {f"文号：朝社保诺〔2020〕{place}号" for place in (1, 2)}


def _decidable(counter: Counter, item: str) -> Case:
    case = counter.judge(counter.open(item))
    case = counter.decide(case, Event.PASS) if case.state is State.REVIEW else case
    return counter.do(receive_paper, case, CLERK, Particulars(received=("申请书",)))


def test_a_permit_is_valid_for_the_years_of_its_item_unless_stated(counter: Counter) -> None:
    case = counter.decide(_decidable(counter, "dispatch-new"), Event.GRANT, HEAD, permit_no="京110105")
    (letter,) = counter.letters(case, "granted")
    assert "证照编号：京110105\n" in letter.text
    assert "有效期：自2020年2月3日起至2023年2月2日止" in letter.text
    (line,) = counter.history(case, Event.GRANT)
    kept = [line.detail[name] for name in ("permit_no", "valid_from", "valid_to", "validity")]
    assert kept == ["京110105", "2020-02-03", "2023-02-02", "counted"]


def test_a_permit_has_the_days_that_the_officer_states(counter: Counter) -> None:
    case = _decidable(counter, "dispatch-new")
    with pytest.raises(RequestInvalid, match="止日不得早于起日"):
        counter.decide(case, Event.GRANT, HEAD, valid_from=date(2020, 3, 1), valid_to=date(2020, 2, 28))
    with pytest.raises(RequestInvalid, match="只用于准予许可"):
        counter.decide(case, Event.DENY, HEAD, "不符合条件", permit_no="京110105")
    case = counter.decide(case, Event.GRANT, HEAD, valid_from=date(2020, 3, 1))
    (line,) = counter.history(case, Event.GRANT)
    assert (line.detail["valid_from"], line.detail["valid_to"]) == ("2020-03-01", "2023-02-28")


def test_an_extended_permit_is_not_counted_from_the_day_of_its_decision(counter: Counter) -> None:
    case = counter.decide(_decidable(counter, "dispatch-extension"), Event.GRANT, HEAD)
    (line,) = counter.history(case, Event.GRANT)
    assert not {"valid_from", "valid_to", "validity"} & set(line.detail)
    assert "有效期" not in counter.letters(case, "granted")[0].text


def test_an_acceptance_on_copies_names_the_originals_still_owed(counter: Counter) -> None:
    case = counter.open("benefit-new-retiree")
    paper = MaterialReading("administrative-approval", "行政部门审批件", Need.TOLERABLE, MaterialStatus.PRESENT, (1,))
    report = replace(judged(case), materials=(paper,))
    with counter.services.work() as work:
        case = announce_judgement(work, case, report)
    (letter,) = counter.letters(case, "acceptance")
    assert "目前无需提交：\n- 行政部门审批件（原件）（疫情解除后按通知提交）" in letter.text


def test_a_benefit_paid_beforehand_is_marked_for_the_audit(counter: Counter) -> None:
    case = counter.judge(counter.open("benefit-new-retiree"), outcome=Outcome.REVIEW)
    with pytest.raises(RequestInvalid, match="只能随受理"):
        counter.decide(case, Event.DEFER, OFFICER, "系统停机", resume_when="系统恢复", prepaid=True)
    case = counter.decide(case, Event.ACCEPT, prepaid=True)
    assert "prepaid" in case.flags
    (line,) = counter.history(case, Event.ACCEPT)
    assert (line.detail["prepaid"], line.actor) == (True, "王审核")
    assert "预发" not in counter.letters(case, "acceptance")[0].text
    permit = counter.judge(counter.open(), outcome=Outcome.REVIEW)
    with pytest.raises(RequestInvalid, match="不涉及预发待遇"):
        counter.decide(permit, Event.PASS, prepaid=True)


def test_words_of_the_mail_raise_the_priority_of_a_cleared_account(counter: Counter) -> None:
    for body, flagged in (("因跨省转移，请优先办理", True), ("请办理补缴", False)):
        counter.watch.go_to(date(2020, 2, 18))
        case = counter.open("backpay-extended-period")
        with counter.services.database.begin() as connection:
            repository, now = CaseRepository(connection), counter.watch()
            stored = MessageRepository(connection).add(
                account="inbox", key=body, channel="mail-insurance", media_type="message/rfc822", name="",
                telephone=None, incomplete="", suspect="", sha256="0" * 64, size=1, received_at=now, stored_at=now,
            )
            assert stored is not None
            repository.join(case, stored, rfc_id=None, references=[], subject="补缴", body=body, findings=[])
        assert ("account-clearing" in counter.judge(case).flags) is flagged


def test_a_proposed_green_lane_is_an_officers_to_open(counter: Counter) -> None:
    doubt = Finding("item-green-lane", Severity.REVIEW, "单位名称或者材料中有“医院”")
    case = counter.judge(counter.open("injury-recognition"), doubt)
    assert (case.state, "green-lane-proposed" in case.flags) == (State.REVIEW, True)
    case = counter.judge(counter.do(set_item, case, "injury-recognition-green-lane", OFFICER))
    assert (case.item, "green-lane-proposed" in case.flags) == ("injury-recognition-green-lane", False)


def test_what_an_item_marks_goes_with_it_and_what_a_head_marked_stays(counter: Counter) -> None:
    case = counter.judge(counter.open("complaint"), outcome=Outcome.REVIEW)
    assert Flag.COMPLAINT in case.flags
    counter.decide(case, Event.SINGLE_OUT, HEAD, "一事一议")
    case = counter.do(set_item, case, "dispatch-new", OFFICER)
    case = counter.judge(case, outcome=Outcome.REVIEW)
    assert set(case.flags) == {Flag.CASE_BY_CASE, Flag.POST_AUDIT}


def test_who_had_to_be_told_by_telephone_was_told_by_a_call(counter: Counter) -> None:
    case = counter.judge(counter.open(applicant=None, telephone="010"), blocking())
    with counter.services.work() as work:
        work.tasks.add(case, TaskKind.TELEPHONE_SENDER, "请致电告知。", work.now)
    counter.do(log_call, case, CLERK, Call("verify", "参保人", "", "属实"))
    assert counter.tasks(case, opened=True) == ["telephone-sender"]
    counter.do(log_call, case, CLERK, Call("inform", "张经办", "", "已告知"))
    assert counter.tasks(case, opened=True) == []
