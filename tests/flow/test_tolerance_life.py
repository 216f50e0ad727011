"""A whole life: two cases accepted with a gap on the same day (容缺受理); one unit mends it, the other does not.

Dates are counted by hand on the calendar of 2020: 15/16, 22/23, 29 February, 1, 7/8, 14/15, 21/22 March are weekends,
no holiday falls between. Special hours are a permit: tolerance is an officer's click, on the unit's commitment letter.
"""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta
from pathlib import Path

from record.repository import BEIJING
from tests.drawing import Defect, DrawnSubmission, SubmissionSpec
from tests.drawing.cutting import cut_pages
from tests.drawing.kept import kept_submission
from tests.office.desk import Seat
from tests.office.office import mail, words_of
from tests.office.real_office import RealOffice, Servers, kinds, open_office

LACKING = "special-hours-status"
LACKING_NAME = "单位实行特殊工时工作制申报情况表"
DOCUMENT_NO = "京朝人社工时〔2020〕7号"
PUNCTUAL, LATE = "punctual@corp.test", "late@corp.test"
BEGINS = datetime(2020, 2, 12, 10, tzinfo=BEIJING)


def test_gap_is_mended_in_time_by_one_unit_and_not_by_its_twin(tmp_path: Path, place: Servers) -> None:
    punctual, late = _spec(12), _spec(14)
    with open_office(tmp_path, place, "mail-hours", BEGINS) as (office, clerk, officer, head):
        # Wednesday 12 February: both lack the same paper, both promise to bring it; the acceptance waits for a click.
        for drawn, sender in ((punctual, PUNCTUAL), (late, LATE)):
            office.receive(mail([(drawn.file_name, drawn.content)], sender=sender, message_id=f"<1.{sender}>"))
        mended, missed = (one["number"] for one in officer.cases())
        assert kinds(office.new_letters()) == ["收件回执", "收件回执"]
        for number in (mended, missed):
            case = officer.case(number)
            assert (case["state"], case["outcome"], case["debts"]) == ("review", "tolerate", [])

        # Thursday: accepted with the gap. 20 working days for it, but two less than the decision's 20: 18 from
        # today: 6 to 21 Feb, 5 to 28 Feb, 5 to 6 March, then 9 and 10 March.
        office.pass_until(date(2020, 2, 13))
        for number in (mended, missed):
            officer.send(_held(officer, number, "tolerated-acceptance"))
            (debt,) = officer.case(number)["debts"]
            assert (debt["material"], debt["due"], debt["state"]) == (LACKING, "2020-03-10", "open")
            assert debt["basis"].startswith("容缺受理承诺书（第")
            (notice,) = office.new_letters()
            assert kinds([notice]) == ["容缺受理通知书"]
            assert all(word in words_of(notice) for word in (LACKING_NAME, "2020年3月10日"))
            assert "不能执行" in head.refused(number, "decision", event="grant", note="先批")

        # Three weeks of silence. Then every two hours the schedule looks anew, started again in between:
        # one reminder on the third working day before, Thursday 5, and one on the last before, Monday 9.
        office.pass_until(date(2020, 3, 4))
        _hours(office, date(2020, 3, 4), 23)
        assert office.new_letters() == []
        assert _open_tasks(officer, mended) == _open_tasks(officer, missed) == []
        _hours(office, date(2020, 3, 5), 9)
        office.restart()
        _hours(office, date(2020, 3, 8), 23)
        assert _reminders(office) == {PUNCTUAL: 1, LATE: 1}
        _hours(office, date(2020, 3, 9), 9)
        office.restart()
        _hours(office, date(2020, 3, 10), 11)
        assert _reminders(office) == {PUNCTUAL: 1, LATE: 1}
        assert _open_tasks(officer, mended) == ["decision-due"]  # its own 20 days end on 12 March

        # Tuesday 10 March, the last day: one unit answers the reminder with the paper, and the case goes on.
        (letter,) = [one for one in office.all_letters() if one["To"] == PUNCTUAL][-1:]
        assert kinds([letter]) == ["催补提醒"]
        numbers = next(one.pages for one in _whole(12).truth.materials if one.code == LACKING)
        paper = (f"{LACKING_NAME}.pdf", cut_pages(_whole(12).content, numbers))
        office.receive(mail([paper], sender=PUNCTUAL, message_id="<2.punctual@corp.test>", reply_to=letter))
        case = officer.case(mended)
        assert (case["state"], case["revision"], case["flags"]) == ("electronic-passed", 2, []), case["history"][-5:]
        assert [(debt["state"], debt["settled_by"]) for debt in case["debts"]] == [("cleared", "system")]
        receipt, passed = office.new_letters()
        assert kinds([receipt, passed]) == ["收件回执", "电子材料审核合格"]
        assert all(day in words_of(passed) for day in ("2020年2月13日起", "2020年3月12日止"))

        # The other one is overdue from Wednesday 11: in the ledger and on the case, the closing letter held.
        office.pass_until(date(2020, 3, 11))
        case = officer.case(missed)
        assert (case["state"], case["flags"]) == ("tolerated", ["overdue"])
        overdue = officer.get("/tolerances", state="overdue").json()["tolerances"]
        assert [(debt["case_id"], debt["material"]) for debt in overdue] == [(case["id"], LACKING)]
        assert ("超期未补", LACKING_NAME) in _ledger(officer, late.unit)
        assert "tolerance-overdue" in _open_tasks(officer, missed)
        closure = _held(officer, missed, "overdue-closure")
        assert kinds([one for one in office.all_letters() if one["To"] == LATE]) == [
            "收件回执", "容缺受理通知书", "催补提醒", "催补提醒",
        ]

        # An officer lets it leave; what is owed lapses, and nothing more is asked of the unit.
        officer.send(closure)
        (closed,) = office.new_letters()
        assert (kinds([closed]), closed["To"]) == (["超期未补处理告知"], LATE)
        assert all(word in words_of(closed) for word in ("2020年3月10日", LACKING_NAME))
        assert officer.case(missed)["state"] == "closed"
        assert ("已终止", LACKING_NAME) in _ledger(officer, late.unit)

        # The punctual one comes to its end. The late one applies anew: its case is marked for an officer to
        # see, and goes its way all the same.
        _complete(office, clerk, officer, head, mended)
        office.pass_until(date(2020, 3, 23))
        again = (late.file_name, _whole(14).content)
        office.receive(mail([again], sender=LATE, message_id="<2.late@corp.test>"))
        (new,) = [one for one in officer.cases() if one["number"] not in (mended, missed)]
        assert (new["unit"], new["state"], new["flags"]) == (late.unit, "electronic-passed", ["tolerance-suspended"])
        assert kinds(office.new_letters()) == ["收件回执", "电子材料审核合格"]


def _spec(seed: int) -> DrawnSubmission:
    return kept_submission(
        SubmissionSpec(
            "hours-flexible", seed=seed, agent=False, born_digital=True, missing=(LACKING,), commitment=True,
            defects=(Defect.MISSING_TOLERABLE,),
        )
    )


def _whole(seed: int) -> DrawnSubmission:
    return kept_submission(SubmissionSpec("hours-flexible", seed=seed, agent=False, born_digital=True))


def _complete(office: RealOffice, clerk: Seat, officer: Seat, head: Seat, number: str) -> None:
    """Lead the mended case to its end: paper, decision on its last day, publication, completion."""
    office.pass_until(date(2020, 3, 12))
    clerk.act(number, "paper", received_on="2020-03-12", received=["全套申请材料"])
    head.act(number, "decision", event="grant", note="符合规定", document_no=DOCUMENT_NO, pickup="电话预约")
    office.pass_until(date(2020, 3, 16))
    officer.act(number, "decision", event="publish", note="已公示")
    officer.act(number, "decision", event="close", note="已领取", result="准予实行不定时工作制", pickup="已领取")
    case = officer.case(number)
    assert (case["state"], case["flags"], case["clocks"]) == ("closed", [], [])
    assert kinds(office.new_letters()) == ["纸质材料收讫", "准予行政许可决定书", "办结与领取通知"]


def _hours(office: RealOffice, day: date, hour: int) -> None:
    office.pass_until(day, hour, step=timedelta(hours=2))


def _held(desk: Seat, number: str, kind: str) -> dict[str, str]:
    (letter,) = [one for one in desk.case(number)["letters"] if (one["kind"], one["state"]) == (kind, "held")]
    return dict(letter)


def _open_tasks(desk: Seat, number: str) -> list[str]:
    return [task["kind"] for task in desk.case(number)["tasks"] if task["done_at"] is None]


def _reminders(office: RealOffice) -> dict[str, int]:
    """Count the new letters by recipient, all of which must be reminders of the one gap."""
    letters = office.new_letters()
    assert set(kinds(letters)) == {"催补提醒"}
    assert all(word in words_of(letter) for letter in letters for word in (LACKING_NAME, "2020年3月10日"))
    recipients = [str(letter["To"]) for letter in letters]
    return {one: recipients.count(one) for one in recipients}


def _ledger(desk: Seat, unit: str) -> list[tuple[str, str]]:
    """Return state and material of a unit's rows in the exported ledger."""
    rows = list(csv.reader(io.StringIO(desk.get("/exports/tolerances.csv").content.decode("utf-8-sig"))))
    head = next(row for row in rows if "单位名称" in row)
    found = [dict(zip(head, row, strict=False)) for row in rows if unit in row]
    return [(row["状态"], row["所欠材料"]) for row in found]
