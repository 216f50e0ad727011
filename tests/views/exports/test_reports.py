"""What stands in the register, the tolerance ledger, the audit list and the 双公示 records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cases.case import LetterState
from cases.lifecycle import Event
from cases.working_days import working_day
from casework.post_audit import enter_audit
from casework.services import Services
from catalogue.model import Audit, Mode, Tolerance, ToleranceAllowed
from record.letters import LetterRepository
from record.repository import CaseRepository
from record.tolerances import DebtState, Promise, ToleranceRepository
from tests.record.made import letter
from tests.views.exports.made import TODAY, judge, live, make, moment, office, officer, read_csv, read_xlsx, table

SCREEN = ("2020-02-12", Event.SCREEN, "system")


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with office(tmp_path) as opened:
        yield opened


def changed(services: Services, code: str, **values: Any) -> Services:
    """Return services whose catalogue has one item changed."""
    items = tuple(replace(item, **values) if item.code == code else item for item in services.catalogue.items)
    assert any(item.code == code for item in items)
    return replace(services, catalogue=replace(services.catalogue, items=items))


class TestRegister:
    def test_tells_the_course_of_a_case(self, services: Services, tmp_path: Path) -> None:
        case = live(
            services, "2020-02-12", [
                SCREEN, ("2020-02-13", Event.CORRECT, "张三"), ("2020-02-18", Event.SUPPLEMENT, "system"),
                ("2020-02-18", Event.SCREEN, "system"), ("2020-02-19", Event.PASS, "system"),
                ("2020-03-02", Event.GRANT, "李四"), ("2020-03-04", Event.PUBLISH, "王五"),
                ("2020-03-05", Event.CLOSE, "王五"),
            ], item="dispatch-new", item_name="新申请劳务派遣行政许可", channel="mail-dispatch",
        )
        with services.database.begin() as connection:
            letters = LetterRepository(connection)
            letters.add(letter(case, sent_at=moment("2020-02-12"), state=LetterState.SENT))
            letters.add(letter(case, "supplement-notice", state=LetterState.HELD, message_id="<2@x>"))
            letters.add(letter(case, "acceptance", state=LetterState.VOID, message_id="<3@x>"))
        (row,) = table(services, "register", tmp_path)
        assert (row["办件编号"], row["单位名称"]) == (case.number, "北京某某有限公司")
        assert (row["收件渠道"], row["经办人"], row["当前状态"]) == ("电子邮件", "王五", "已办结")
        times = ("收件时间", "首次答复时间", "补正告知时间", "受理日期", "决定或出证时间", "办结时间")
        assert [row[name] for name in times] == [
            datetime.fromisoformat(text) for text in (
                "2020-02-12 09:30", "2020-02-13 15:30", "2020-02-13 15:30", "2020-02-19", "2020-03-02 15:30",
                "2020-03-05 15:30",
            )
        ]
        names = services.catalogue.letters
        assert row["已发文书"] == (
            f"{names['receipt'].name}（2020-02-12）；{names['supplement-notice'].name}（待工作人员确认）"
        )

    def test_holds_the_days_asked_for_in_the_offices_zone(self, services: Services, tmp_path: Path) -> None:
        numbers = [
            live(services, datetime.fromisoformat(text)).number
            for text in ("2020-02-11T15:59:59+00:00", "2020-02-11T16:00:00+00:00", "2020-02-12T15:59:59+00:00",
                         "2020-02-12T16:00:00+00:00")
        ]
        live(services, "2020-02-12", office="bj")
        found = [row["办件编号"] for row in table(services, "register", tmp_path, "2020-02-12")]
        assert found == numbers[1:3]

    def test_deemed_acceptance_counts_from_receipt_and_withdrawn_cases_end(
        self, services: Services, tmp_path: Path
    ) -> None:
        live(services, "2020-02-12", [("2020-02-20", Event.DEEM, "system"), ("2020-02-21", Event.WITHDRAW, "张三")])
        (row,) = table(services, "register", tmp_path)
        assert (row["受理日期"], row["首次答复时间"]) == (datetime.fromisoformat("2020-02-12"), None)
        assert row["办结时间"] == datetime.fromisoformat("2020-02-21 15:30")


class TestTolerances:
    def test_tells_what_is_owed_by_whom_and_until_when(self, services: Services, tmp_path: Path) -> None:
        case = live(services, "2020-02-12", unit="甲公司", item_name="劳务派遣")
        with services.database.begin() as connection:
            ledger = ToleranceRepository(connection)
            ledger.grant(case, [
                Promise("a", "营业执照副本", date(2020, 3, 11), basis="第7页容缺受理承诺书"),
                Promise("b", "房屋产权证明", None, "epidemic_end", 3), Promise("c", "审计报告", date(2020, 4, 1)),
            ], "hold", date(2020, 2, 12), moment("2020-02-12"))
            ledger.settle(case.id, ["c"], DebtState.CLEARED, moment("2020-02-20"), by="system")
        rows = {row["所欠材料"]: row for row in table(services, "tolerances", tmp_path)}
        late, waiting, done = rows["营业执照副本"], rows["房屋产权证明"], rows["审计报告"]
        assert (late["办件编号"], late["单位名称"], late["承诺依据"]) == (case.number, "甲公司", "第7页容缺受理承诺书")
        assert (late["状态"], late["超期天数"], late["办理方式"]) == ("超期未补", 9, "补齐后办理")
        assert (waiting["补齐期限"], waiting["期限说明"], waiting["状态"]) == (
            None, "疫情解除后三个月内（日期待定）", "待补")
        assert (done["状态"], done["了结人"], done["超期天数"]) == ("已补齐", "系统核销（收到补交材料）", None)

    def test_keeps_old_debts_while_they_are_owed(self, services: Services, tmp_path: Path) -> None:
        case = live(services, "2019-12-02")
        with services.database.begin() as connection:
            ledger = ToleranceRepository(connection)
            ledger.grant(case, [Promise(code, code, date(2020, 1, 2)) for code in "abc"], "hold", date(2019, 12, 2),
                         moment("2019-12-02"))
            ledger.settle(case.id, ["b"], DebtState.WAIVED, moment("2019-12-31"), by="张三")
            ledger.settle(case.id, ["c"], DebtState.WAIVED, moment("2020-01-01"), by="张三")
        rows = table(services, "tolerances", tmp_path)
        assert {(row["所欠材料"], row["了结人"]) for row in rows} == {("a", None), ("c", "张三")}
        assert table(services, "tolerances", tmp_path, "2019-11-01", "2019-11-30") == []


class TestAudits:
    def test_lists_every_marked_case_with_its_reasons(self, services: Services, tmp_path: Path) -> None:
        live(services, "2020-02-12")
        marked = [
            (live(services, "2020-02-12", flags=["post-audit-required"]), "须事后审核"),
            (live(services, "2020-02-12", flags=["late-marked", "fax", "prepaid"]), "逾期办理标识、预发待遇"),
            (live(services, "2020-02-12", [SCREEN, ("2020-02-13", Event.TOLERATE, "张三")]), "容缺受理"),
            (live(services, "2020-02-12", [SCREEN, ("2020-02-13", Event.HOLD, "system"),
                                           ("2020-02-14", Event.PROMISE, "张三")]), "承诺办理"),
            (live(services, "2020-02-12", item="layoff-report"), "须事后审核、逾期办理标识"),
            (live(services, "2020-02-12", item="hours-flexible"), "一事一议"),
            (live(services, "2020-02-12", [SCREEN, ("2020-02-13", Event.TOLERATE, "张三")],
                  item="dispatch-new"), "容缺受理、先办后补、适用应急规定"),
        ]
        changed_once = changed(services, "layoff-report", audit=Audit(50, late=True))
        changed_twice = changed(changed_once, "hours-flexible", mode=Mode.CASE_BY_CASE)
        first = Tolerance(ToleranceAllowed.AUTOMATIC, kind="process_first")
        services = changed(
            changed_twice, "dispatch-new", mode=Mode.TOLERANCE, tolerance=first, emergency="epidemic_end"
        )
        rows = table(services, "audits", tmp_path)
        assert [(row["办件编号"], row["列入原因"]) for row in rows] == [(case.number, why) for case, why in marked]

    def test_draws_the_share_of_each_item_and_the_same_again(self, services: Services, tmp_path: Path) -> None:
        services = changed(services, "layoff-report", audit=Audit(30))
        for number in range(47):
            item = ("layoff-report", "hours-flexible")[number % 2]
            live(services, "2020-02-12", flags=["post-audit-required"], item=item, item_name=item)
        rows = table(services, "audits", tmp_path, "2020-01-01", "2020-02-29")
        drawn = {row["办件编号"] for row in rows if row["抽查"] == "抽中"}
        for item, share in (("layoff-report", 30), ("hours-flexible", 10)):
            mine = sorted((row for row in rows if row["业务事项"] == item), key=lambda row: row["抽样值"])
            size = ceil(len(mine) * share / 100)
            assert [row["办件编号"] in drawn for row in mine] == [True] * size + [False] * (len(mine) - size)
        again = table(services, "audits", tmp_path, "2020-01-01", "2020-02-29")
        assert {row["办件编号"] for row in again if row["抽查"]} == drawn
        other = table(services, "audits", tmp_path, "2020-01-02", "2020-02-29")
        assert {row["办件编号"] for row in other if row["抽查"]} != drawn
        assert len(other) == len(rows) == 47

    def test_an_audited_case_stays_in_the_list_with_its_finding(self, services: Services, tmp_path: Path) -> None:
        path = [SCREEN, ("2020-02-13", Event.HOLD, "system"), ("2020-02-13", Event.ACCEPT, "张三"),
                ("2020-02-14", Event.CLOSE, "张三")]
        case = live(services, "2020-02-12", path, flags=["post-audit-required"])
        (before,) = table(services, "audits", tmp_path)
        with services.work() as work:
            enter_audit(work, case, officer("auditor"), "抽查档案，无误")
        (after,) = table(services, "audits", tmp_path)
        assert before["稽核情况"] == "待稽核"
        assert (after["稽核情况"], after["稽核人"], after["稽核意见"]) == ("已稽核", "本局auditor", "抽查档案，无误")
        assert [after[name] for name in ("列入原因", "抽查", "抽样值")] == [
            before[name] for name in ("列入原因", "抽查", "抽样值")]

    def test_the_method_stands_above_the_list(self, services: Services, tmp_path: Path) -> None:
        live(services, "2020-02-12", flags=["prepaid"])
        exported = make(services, "audits", "xlsx", tmp_path)
        assert "SHA-256" in str(openpyxl.load_workbook(exported.path).active["A2"].value)


CODE = "91110105MA00XXXX79"


def decided(services: Services, event: Event, day: str = "2020-02-20", **values: Any) -> Any:
    detail = values.pop("detail", {})
    named = {"item": "dispatch-new", "item_name": "新申请劳务派遣行政许可", **values}
    return live(
        services, "2020-02-12", [SCREEN, ("2020-02-13", Event.PASS, "张三"), (day, event, "李四", detail)], **named
    )


class TestPublications:
    def test_tells_what_the_national_standard_asks(self, services: Services, tmp_path: Path) -> None:
        case = decided(services, Event.GRANT, detail={"document_no": "朝人社许〔2020〕1号", "permit_no": "京110105"})
        judge(services, case, uscc=CODE, legal_rep="王五")
        (row,) = table(services, "publications", tmp_path)
        bureau = services.office.bureau
        assert {name: row[name] for name in (
            "行政相对人名称", "行政相对人类别", "统一社会信用代码", "法定代表人", "证件号码", "行政许可决定文书名称",
            "行政许可决定文书号", "许可类别", "许可证书名称", "许可编号", "许可内容", "许可机关", "当前状态",
            "数据来源单位",
        )} == {
            "行政相对人名称": "北京某某有限公司", "行政相对人类别": "法人及非法人组织", "统一社会信用代码": CODE,
            "法定代表人": "王五", "证件号码": None, "行政许可决定文书名称": "准予行政许可决定书",
            "行政许可决定文书号": "朝人社许〔2020〕1号", "许可类别": "普通", "许可证书名称": "劳务派遣经营许可证",
            "许可编号": "京110105", "许可内容": "新申请劳务派遣行政许可", "许可机关": bureau, "当前状态": "有效",
            "数据来源单位": bureau,
        }
        assert (row["许可决定日期"], row["有效期自"]) == (datetime(2020, 2, 20), datetime(2020, 2, 20))  # noqa: DTZ001  # as Excel
        assert row["有效期至"] == datetime(2023, 2, 19)  # noqa: DTZ001  # as Excel
        assert row["待补充"] == "许可机关统一社会信用代码、数据来源单位统一社会信用代码"

    def test_what_the_record_does_not_hold_is_named(self, services: Services, tmp_path: Path) -> None:
        decided(services, Event.DENY)
        (row,) = table(services, "publications", tmp_path)
        assert (row["当前状态"], row["行政许可决定文书名称"]) == ("不予许可", "不予行政许可决定书")
        assert (row["有效期自"], row["许可证书名称"]) == (None, None)
        assert row["待补充"].startswith("统一社会信用代码、行政许可决定文书号、")
        assert "有效期" not in row["待补充"]

    @pytest.mark.parametrize("name", ["王小五", "欧阳小五"])
    def test_natural_persons_are_hidden(self, services: Services, tmp_path: Path, name: str) -> None:
        case = decided(services, Event.GRANT, unit=name)
        judge(services, case, uscc="110101199001010015", legal_rep=name)
        exported = make(services, "publications", "csv", tmp_path)
        text = exported.path.read_text(encoding="utf-8-sig")
        assert name not in text
        assert "110101199001010015" not in text
        assert f"{name[0]}{'*' * (len(name) - 1)},自然人," in text
        (row,) = read_csv(exported.path)
        assert row["备注"].startswith("自然人信息已作隐藏处理，请核对；有效期按3年推算")
        assert "统一社会信用代码" not in row["待补充"].split("、")

    def test_a_sole_trader_is_told_by_the_code(self, services: Services, tmp_path: Path) -> None:
        case = decided(services, Event.GRANT, unit="北京某某面馆")
        judge(services, case, uscc="92110105MA00XXXX76")
        (row,) = table(services, "publications", tmp_path)
        assert (row["行政相对人类别"], row["统一社会信用代码"]) == ("个体工商户", "92110105MA00XXXX76")

    def test_is_due_seven_working_days_after_the_decision(self, services: Services, tmp_path: Path) -> None:
        cases = {day: decided(services, Event.GRANT, day) for day in ("2020-02-20", "2020-03-11", "2020-03-10")}
        with services.database.begin() as connection:
            repository = CaseRepository(connection)
            repository.move(repository.get(cases["2020-03-10"].id), Event.PUBLISH, moment("2020-03-12"), actor="王五")
        rows = {row["许可决定日期"].date(): row for row in table(services, "publications", tmp_path)}
        for day, row in rows.items():
            due = day
            for _ in range(7):
                due += timedelta(days=1)
                while not working_day(due)[0]:
                    due += timedelta(days=1)
            assert row["应公示日期"].date() == due
        assert [rows[day]["公示情况"] for day in sorted(rows)] == ["超期未公示", "已公示", "待公示"]

    def test_only_permits_decided_in_the_period(self, services: Services, tmp_path: Path) -> None:
        decided(services, Event.GRANT, "2020-02-20")
        decided(services, Event.GRANT, "2020-03-02")
        decided(services, Event.GRANT, "2020-02-21", office="bj")
        live(services, "2020-02-12", [SCREEN, ("2020-02-20", Event.CERTIFY, "张三")], item="layoff-report")
        rows = table(services, "publications", tmp_path, "2020-02-01", "2020-02-29")
        assert [row["许可决定日期"].date() for row in rows] == [date(2020, 2, 20)]


def test_contacts_show_catalogue_and_import(services: Services, tmp_path: Path) -> None:
    rows = table(services, "contacts", tmp_path)
    departments = services.catalogue.departments
    assert [(row["科室代码"], row["电话"]) for row in rows] == [
        (code, phone) for code, one in departments.items() for phone in one.phones]
    assert {row["来源"] for row in rows} == {"业务目录"}


@pytest.mark.parametrize("name", ["register", "tolerances", "audits", "publications", "statistics"])
def test_an_empty_office_gives_headings(services: Services, tmp_path: Path, name: str) -> None:
    title, rows = read_xlsx(make(services, name, "xlsx", tmp_path).path)
    assert title
    assert all(row.get("收件数") in (0, None) for row in rows)
    assert make(services, name, "csv", tmp_path).file_name.endswith(f"_20200101-{TODAY:%Y%m%d}.csv")
