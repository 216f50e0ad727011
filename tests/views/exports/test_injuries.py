"""The daily report of injuries: made once the day is over, also when it is zero, once however often it is tried."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from cases.lifecycle import Event
from casework.services import Services
from pipeline.daily_reports import DAYS_AT_ONCE, keep_daily_reports
from pipeline.maintenance import verify
from pipeline.schedule import run_sweeper
from record.office_tables import DAILY_REPORTS
from record.repository import CaseRepository
from record.tables import AUDIT
from tests.views.exports.made import live, make, moment, office, read_csv, read_xlsx

ITEM = "injury-recognition-green-lane"


def on(services: Services, day: str, hour: int = 8) -> Services:
    """Return the services at another time, with an item that is reported day by day."""
    items = list(services.catalogue.items)
    if not any(item.code == ITEM for item in items):
        items.append(replace(items[0], code=ITEM, name="工伤认定绿色通道"))
    reported = tuple(replace(item, daily_report=item.code == ITEM) for item in items)
    return replace(
        services, clock=lambda: moment(day, hour), catalogue=replace(services.catalogue, items=reported)
    )


def kept(services: Services) -> list[dict[str, Any]]:
    with services.database.begin() as connection:
        rows = connection.execute(sa.select(DAILY_REPORTS).order_by(DAILY_REPORTS.c.day))
        return [dict(row._mapping) for row in rows]


def book(services: Services, report: dict[str, Any], folder: Path) -> tuple[str, list[dict[str, Any]]]:
    (folder / "kept.xlsx").write_bytes(services.store.get(report["sha256"]))
    return read_xlsx(folder / "kept.xlsx")


def injury(services: Services, received: str | datetime, **values: Any) -> Any:
    return live(services, received, item=ITEM, item_name="工伤认定绿色通道", channel="mail-insurance", **values)


def test_a_day_without_cases_is_reported_as_zero(tmp_path: Path) -> None:
    with office(tmp_path) as opened:
        services = on(opened, "2020-02-13")
        assert keep_daily_reports(services) == 1
        (report,) = kept(services)
        assert (report["day"], report["cases"], report["office"]) == (date(2020, 2, 12), [], "bj-chaoyang")
        title, rows = book(services, report, tmp_path)
    assert title == "工伤认定情况日报（零报告）"
    (row,) = rows
    assert (row["日期"].date(), row["情况"]) == (date(2020, 2, 12), "零报告：当日未收到工伤认定申请")


def test_a_days_cases_are_those_of_the_offices_day(tmp_path: Path) -> None:
    with office(tmp_path) as opened:
        services = on(opened, "2020-02-13")
        injury(services, datetime.fromisoformat("2020-02-11T15:59:00+00:00"))
        mine = [
            injury(services, datetime.fromisoformat("2020-02-11T16:00:00+00:00"), unit="某某医院"),
            injury(services, datetime.fromisoformat("2020-02-12T15:59:00+00:00")),
        ]
        injury(services, datetime.fromisoformat("2020-02-12T16:00:00+00:00"))
        injury(services, "2020-02-12", office="bj")
        live(services, "2020-02-12", item="hours-flexible")
        assert keep_daily_reports(services) == 1
        title, rows = book(services, kept(services)[0], tmp_path)
    assert title == "工伤认定情况日报（共2件）"
    assert [row["办件编号"] for row in rows] == [case.number for case in mine]
    assert rows[0]["单位名称"] == "某某医院"
    assert rows[1]["情况"] == "第2件，当日共2件"


def test_it_is_made_once_and_again_after_midnight(tmp_path: Path) -> None:
    with office(tmp_path) as opened:
        for hour in (0, 8, 23):
            keep_daily_reports(on(opened, "2020-02-13", hour))
        first = kept(opened)
        assert [row["day"] for row in first] == [date(2020, 2, 12)]
        injury(opened, "2020-02-12")  # filed late: what was reported stays as it was
        keep_daily_reports(on(opened, "2020-02-14", 0))
        assert kept(opened)[:1] == first
        assert [row["day"] for row in kept(opened)] == [date(2020, 2, 12), date(2020, 2, 13)]
        with opened.database.begin() as connection:
            entries = connection.execute(sa.select(AUDIT).where(AUDIT.c.event == "daily-report")).all()
        assert [entry.detail["day"] for entry in entries] == ["2020-02-12", "2020-02-13"]
        assert entries[0].detail["sha256"] == first[0]["sha256"]


def test_days_of_standstill_are_made_up_for(tmp_path: Path) -> None:
    with office(tmp_path) as opened:
        keep_daily_reports(on(opened, "2020-02-13"))
        case = injury(opened, "2020-02-20")
        later = on(opened, "2020-03-20")
        assert keep_daily_reports(later) == DAYS_AT_ONCE
        while keep_daily_reports(later):
            pass
        days = [row["day"] for row in kept(opened)]
        assert days == [date(2020, 2, 12) + timedelta(days=number) for number in range(37)]
        assert {row["day"]: row["cases"] for row in kept(opened) if row["cases"]} == {date(2020, 2, 20): [case.id]}


def test_a_case_that_comes_to_light_late_is_reported_once(tmp_path: Path) -> None:
    with office(tmp_path) as opened:
        keep_daily_reports(on(opened, "2020-02-13"))
        injury(opened, "2020-02-11")  # before there were daily reports
        late = injury(opened, "2020-02-12")  # came just before midnight, or its item was told by an officer today
        today = injury(opened, "2020-02-13")
        services = on(opened, "2020-02-14")
        keep_daily_reports(services)
        title, rows = book(services, kept(opened)[1], tmp_path)
        keep_daily_reports(on(opened, "2020-02-15"))
        assert [row["cases"] for row in kept(opened)] == [[], [late.id, today.id], []]
    assert title == "工伤认定情况日报（共2件，其中补报1件）"
    assert [(row["办件编号"], row["情况"], row["日期"].day) for row in rows] == [
        (late.number, "补报：此前日报未列入", 12), (today.number, "第1件，当日共1件", 13),
    ]


def test_the_sweeper_makes_them_and_verify_watches_over_them(tmp_path: Path) -> None:
    with office(tmp_path) as opened:
        services, stop = on(opened, "2020-02-13"), threading.Event()
        sweeper = threading.Thread(target=run_sweeper, args=(services, 0.05, stop))
        sweeper.start()
        deadline = time.monotonic() + 20
        while not kept(services) and time.monotonic() < deadline:
            time.sleep(0.02)
        stop.set()
        sweeper.join()
        (report,) = kept(services)
        assert verify(services) == []
        digest = report["sha256"]
        (tmp_path / "store" / digest[:2] / digest[2:4] / digest).unlink()
        assert verify(services) == ["日报“2020-02-12”：未找到文件内容。"]


def test_a_clock_that_goes_back_makes_nothing(tmp_path: Path) -> None:
    with office(tmp_path) as opened:
        keep_daily_reports(on(opened, "2020-02-13"))
        assert keep_daily_reports(on(opened, "2020-02-01")) == 0


def test_an_office_without_injuries_reports_none(tmp_path: Path) -> None:
    with office(tmp_path) as opened:
        items = tuple(replace(item, daily_report=False) for item in opened.catalogue.items)
        services = replace(opened, catalogue=replace(opened.catalogue, items=items))
        assert keep_daily_reports(services) == 0
        assert kept(services) == []


def test_the_kept_report_is_what_an_officer_gets(tmp_path: Path) -> None:
    with office(tmp_path) as opened:
        services = on(opened, "2020-02-13")
        keep_daily_reports(services)
        injury(services, "2020-02-12")
        exported = make(services, "injuries", "xlsx", tmp_path, "2020-02-12")
        assert exported.path.read_bytes() == services.store.get(kept(services)[0]["sha256"])
        assert exported.file_name == "工伤认定情况日报_20200212.xlsx"


def test_several_days_show_zero_days_too(tmp_path: Path) -> None:
    with office(tmp_path) as opened:
        services = on(opened, "2020-02-14")
        case = injury(services, "2020-02-12")
        with services.database.begin() as connection:
            CaseRepository(connection).move(case, Event.DEEM, moment("2020-02-13"), actor="system")
        rows = read_csv(make(services, "injuries", "csv", tmp_path, "2020-02-11", "2020-02-13").path)
    assert [(row["日期"], row["情况"][:3], row["办件编号"]) for row in rows] == [
        ("2020-02-11", "零报告", ""), ("2020-02-12", "第1件", case.number), ("2020-02-13", "零报告", ""),
    ]
    assert rows[1]["当前状态"] == "已受理"
