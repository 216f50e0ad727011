"""A whole life: a dispatch permit from its mail to its 双公示 (附件3; 行政许可法 32, 42, 44; LP19).

Dates are counted by hand on the calendar of 2020: 15/16, 22/23, 29 February, 1, 7/8, 14/15, 21/22 March are weekends,
no holiday falls between.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pdfplumber
import pypdfium2
import zxingcpp

from record.repository import BEIJING
from tests.drawing import SubmissionSpec
from tests.drawing.kept import kept_submission
from tests.office.desk import Seat
from tests.office.office import mail, words_of
from tests.office.real_office import Servers, attached, kinds, open_office

WAYBILL = "EMS1234567890123"
DOCUMENT_NO = "京朝人社派许字〔2020〕第12号"
BEGINS = datetime(2020, 2, 12, 9, 30, tzinfo=BEIJING)


def test_dispatch_permit_from_mail_to_publication(tmp_path: Path, place: Servers) -> None:
    drawn = kept_submission(SubmissionSpec("dispatch-new", seed=3, agent=False, born_digital=True))
    with open_office(tmp_path, place, "mail-dispatch", BEGINS) as (office, clerk, officer, head):
        # Wednesday 12 February: the mail is answered at once, twice; that the pass is an acceptance starts 20 days.
        office.receive(mail([(drawn.file_name, drawn.content)]))
        (number,) = [one["number"] for one in officer.cases()]
        receipt, passed = office.new_letters()
        assert kinds([receipt, passed]) == ["收件回执", "电子材料审核合格"]
        assert "不迟于2020年2月19日" in words_of(receipt)  # 13, 14, 17, 18, 19
        assert "至2020年3月11日止" in words_of(passed)  # 8 days to 24 Feb, 29 Feb is a Saturday, 8 days from 2 March
        assert {passed["To"], passed["In-Reply-To"]} == {"firm@corp.test", "<1@corp.test>"}
        assert _read_code(attached(passed)["封装袋标签.pdf"]) == number
        (seal,) = officer.case(number)["tasks"]
        assert (seal["kind"], "2020-02-19" in seal["text"]) == ("seal-needed", True)
        (decision,) = [one for one in officer.case(number)["letters"] if one["kind"] == "acceptance"]
        assert "受理决定书" in _paper_text(officer.paper(decision))
        officer.seal(decision, officer.paper(decision))  # as it would come from the scanner
        (accepted,) = office.new_letters()
        assert kinds([accepted]) == ["受理决定书"]
        assert "印章见所附PDF" in words_of(accepted)
        assert list(attached(accepted)) == ["受理决定书.pdf"]
        _nothing_but(officer, number, "electronic-passed", decision="2020-03-11")
        assert "纸质材料尚未收到" in head.refused(number, "decision", event="grant", document_no=DOCUMENT_NO)

        # Thursday: the unit answers with its courier number; that is no new case and asks for nobody.
        office.pass_until(date(2020, 2, 13))
        office.receive(mail([], body=f"材料已寄出，运单号：{WAYBILL}。", message_id="<2@corp.test>", reply_to=passed))
        assert [one["number"] for one in officer.cases()] == [number]
        assert [line["detail"]["number"] for line in _lines(officer, number, "courier-number")] == [WAYBILL]
        _nothing_but(officer, number, "electronic-passed", decision="2020-03-11")

        # Monday: the envelope is opened, what is in it compared with what was mailed.
        office.pass_until(date(2020, 2, 17))
        assert office.new_letters() == []
        papers = ["全套申请材料"]
        clerk.act(number, "paper", received_on="2020-02-17", tracking_no=WAYBILL, received=papers, compared=True)
        (arrived,) = office.new_letters()
        assert kinds([arrived]) == ["纸质材料收讫"]
        assert "2020年2月17日" in words_of(arrived)
        assert [one["detail"]["compared"] for one in _lines(officer, number, "receive-paper")] == ["equal"]

        # Tuesday: a visit is arranged; no decision before its result, no visit by one officer, none by a clerk.
        office.pass_until(date(2020, 2, 18))
        visit = {"visit_at": "2020-02-21T10:00:00+08:00", "place": "朝阳区建国路8号", "bring": "营业执照原件"}
        assert "两名以上" in officer.refused(number, "site-visit", visitors=["王审核"], **visit)
        assert "无权" in clerk.refused(number, "site-visit", visitors=["王审核", "孙核查"], **visit)
        officer.act(number, "site-visit", visitors=["王审核", "孙核查"], **visit)
        (invitation,) = office.new_letters()
        assert kinds([invitation]) == ["现场核查预约"]
        told = ("2020年2月21日", "建国路8号", "王审核", "孙核查", "营业执照原件")
        assert all(word in words_of(invitation) for word in told)
        assert "现场核查结果尚未登记" in head.refused(number, "decision", event="grant", document_no=DOCUMENT_NO)
        office.pass_until(date(2020, 2, 21), 16)
        officer.act(number, "site-visit", result="场所、设施与申报一致")

        # Monday 24: the head extends the time, once. 11 March and ten more: 12, 13, 16 … 20, 23, 24, 25.
        office.pass_until(date(2020, 2, 24))
        assert "无权" in officer.refused(number, "decision", event="extend", note="情况复杂")
        assert "请填写理由" in head.refused(number, "decision", event="extend")
        head.act(number, "decision", event="extend", note="需向登记机关核实出资情况")
        (longer,) = office.new_letters()
        assert kinds([longer]) == ["延长办理期限告知书"]
        assert "2020年3月25日" in words_of(longer)
        _ticked_off(officer, number)
        assert "期限只能延长一次" in head.refused(number, "decision", event="extend", note="再延长")
        _nothing_but(officer, number, "site-visit", decision="2020-03-25")

        # Monday 9 March: granted, by the head alone; five days for the letter, seven for the publication.
        office.pass_until(date(2020, 3, 9))
        assert office.new_letters() == []
        assert "无权" in officer.refused(number, "decision", event="grant", document_no=DOCUMENT_NO)
        head.act(
            number, "decision", event="grant", note="符合法定条件", document_no=DOCUMENT_NO, pickup="3月16日起领取"
        )
        (granted,) = office.new_letters()
        assert (kinds([granted]), attached(granted)) == (["准予行政许可决定书"], {})
        (decision,) = [one for one in officer.case(number)["letters"] if one["kind"] == "granted"]
        paper = _paper_text(officer.paper(decision))
        assert all(word in paper for word in (DOCUMENT_NO, drawn.unit, "2020年3月9日"))
        _ticked_off(officer, number)
        _nothing_but(officer, number, "granted", publication="2020-03-18")  # 10–13, 16, 17, 18
        assert _publication(officer, number, "公示情况", "应公示日期") == ["待公示", date(2020, 3, 18)]
        assert "尚未公示" in officer.refused(number, "decision", event="close", result="已发证")

        # Wednesday: the row of the export is what goes to the credit platform; then it is confirmed.
        office.pass_until(date(2020, 3, 11))
        assert _publication(officer, number, "行政相对人名称", "统一社会信用代码", "行政许可决定文书号") == [
            drawn.unit, drawn.dossier.code, DOCUMENT_NO,
        ]
        officer.act(number, "decision", event="publish", note="已在双公示信息页面公示")
        assert _publication(officer, number, "公示情况") == ["已公示"]
        _nothing_but(officer, number, "published")

        # Monday 16: fetched and closed; the month after says nothing more.
        office.pass_until(date(2020, 3, 16))
        officer.act(number, "decision", event="close", note="已领取", result="已发证", pickup="已领取")
        (done,) = office.new_letters()
        assert kinds([done]) == ["办结与领取通知"]
        assert "终结" in head.refused(number, "decision", event="grant", document_no=DOCUMENT_NO)
        office.pass_until(date(2020, 4, 17))
        assert office.new_letters() == []
        _nothing_but(officer, number, "closed")
        _trail_is_whole(officer, number)


def _nothing_but(desk: Seat, number: str, state: str, **clocks: str) -> None:
    """See that a case is in a state, with these clocks running and no flag or task on it."""
    case = desk.case(number)
    open_tasks = [one for one in case["tasks"] if one["done_at"] is None]
    assert (case["state"], case["flags"], open_tasks) == (state, [], [])
    assert {one["kind"]: one["due"] for one in case["clocks"]} == clocks


def _ticked_off(desk: Seat, number: str) -> None:
    """See that a paper waits for its seal, and tick it off: it was handed over."""
    (task,) = [one for one in desk.case(number)["tasks"] if one["done_at"] is None]
    assert task["kind"] == "seal-needed"
    desk.act(number, f"tasks/{task['id']}/done")


def _lines(desk: Seat, number: str, event: str) -> list[dict[str, Any]]:
    return [line for line in desk.case(number)["history"] if line["event"] == event]


def _publication(desk: Seat, number: str, *headings: str) -> list[object]:
    """Return cells of a case's row in the export, as an officer's spreadsheet shows them."""
    content = desk.get("/exports/publications.xlsx").content
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].values)
    head = next(row for row in rows if "办件编号" in row)
    (row,) = [dict(zip(head, row, strict=True)) for row in rows if number in row]
    cells = [row[heading] for heading in headings]
    return [cell.date() if isinstance(cell, datetime) else cell for cell in cells]


def _read_code(label: bytes) -> str:
    with pypdfium2.PdfDocument(label) as document:
        picture = document[0].render(scale=3).to_pil()
    (code,) = zxingcpp.read_barcodes(picture)
    return str(code.text)


def _paper_text(content: bytes) -> str:
    with pdfplumber.open(io.BytesIO(content)) as document:
        return "".join(page.extract_text() for page in document.pages).replace("\n", "")


def _trail_is_whole(desk: Seat, number: str) -> None:
    """See that every move says who, when, why and by which rules, each from where the last one led."""
    arrival, *moves = [line for line in desk.case(number)["history"] if line["after"] is not None]
    assert (arrival["event"], arrival["actor"], arrival["after"]) == ("receive", "system", moves[0]["before"])
    assert [(line["event"], line["actor"], line["at"][:10]) for line in moves] == [
        ("screen", "system", "2020-02-12"), ("pass", "system", "2020-02-12"), ("receive-paper", "赵收件", "2020-02-17"),
        ("arrange-visit", "王审核", "2020-02-18"), ("record-visit", "王审核", "2020-02-21"),
        ("extend", "李科长", "2020-02-24"), ("grant", "李科长", "2020-03-09"), ("publish", "王审核", "2020-03-11"),
        ("close", "王审核", "2020-03-16"),
    ]
    for earlier, later in pairwise(moves):
        assert later["before"] == earlier["after"]
    for line in moves:
        detail = line["detail"]
        assert any(detail.get(word) for word in ("note", "outcome", "letter", "received", "visitors")), line
        assert detail["rules"] == moves[0]["detail"]["rules"] != "", line
        assert detail["item_version"] == "2020-02-03.1", line
