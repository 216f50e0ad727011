"""Who may have which export, of which days, and what the record keeps of it."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from cases.errors import NotFound, NotPermitted, RequestInvalid, UsageError
from casework.services import Services
from record.tables import AUDIT
from tests.views.exports.made import TODAY, live, make, moment, office, officer, read_csv, read_xlsx
from views.exports.delivery import export_to_file, export_to_stream
from views.exports.export import EXPORTS, Order, export
from views.exports.period import Period, period_of

ROLES = ("clerk", "officer", "supervisor", "auditor")


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with office(tmp_path) as opened:
        yield opened


def entries(services: Services) -> list[dict[str, Any]]:
    with services.database.begin() as connection:
        rows = connection.execute(sa.select(AUDIT).where(AUDIT.c.event == "export").order_by(AUDIT.c.serial))
        return [dict(row._mapping) for row in rows]


@pytest.mark.parametrize("name", EXPORTS)
def test_only_its_roles_may_have_an_export(services: Services, tmp_path: Path, name: str) -> None:
    may = {"audits": ROLES[2:], "contacts": ROLES}.get(name, ROLES[1:])
    assert set(may) == EXPORTS[name].roles
    for role in ROLES:
        if role in may:
            make(services, name, "csv", tmp_path, role=role)
        else:
            with pytest.raises(NotPermitted) as refused:
                make(services, name, "csv", tmp_path, role=role)
            assert refused.value.message == f"您的角色无权执行“导出{EXPORTS[name].title}”。"
    assert [entry["actor"] for entry in entries(services)] == [f"本局{role}" for role in may]


def test_the_record_keeps_who_had_what(services: Services, tmp_path: Path) -> None:
    for day in ("2020-02-11", "2020-02-12", "2020-02-13"):
        live(services, day)
    make(services, "register", "xlsx", tmp_path, "2020-02-12", "2020-02-13", role="auditor")
    (entry,) = entries(services)
    assert (entry["actor"], entry["at"], entry["case_id"]) == ("本局auditor", moment(TODAY, 12), None)
    assert entry["detail"] == {
        "export": "register", "form": "xlsx", "from": "2020-02-12", "to": "2020-02-13", "rows": 2,
    }


def test_nothing_of_another_office(services: Services, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        export(services, officer("supervisor", "bj"), Order("register", "csv"), tmp_path)
    with pytest.raises(NotFound):
        export(services, officer(), Order("unknown", "csv"), tmp_path)
    with pytest.raises(RequestInvalid):
        export(services, officer(), Order("register", "pdf"), tmp_path)
    assert entries(services) == []
    assert list(tmp_path.glob("export.*")) == []


@pytest.mark.parametrize(("first", "last", "expected"), [
    (None, None, Period(date(2020, 1, 1), TODAY)),
    (None, date(2019, 6, 1), Period(date(2019, 1, 1), date(2019, 6, 1))),
    (date(2019, 6, 1), None, Period(date(2019, 6, 1), TODAY)),
    (TODAY, TODAY, Period(TODAY, TODAY)),
])
def test_period(first: date | None, last: date | None, expected: Period) -> None:
    assert period_of(first, last, TODAY) == expected


def test_period_of_a_daily_report() -> None:
    assert period_of(None, None, TODAY, one_day=True) == Period(TODAY, TODAY)
    assert list(Period(date(2020, 2, 28), date(2020, 3, 1)).days()) == [
        date(2020, 2, 28), date(2020, 2, 29), date(2020, 3, 1)]


@pytest.mark.parametrize(("first", "last", "word"), [
    (TODAY, TODAY - timedelta(days=1), "晚于结束日期"), (None, TODAY + timedelta(days=1), "晚于今天"),
    (date(1999, 12, 31), None, "不得早于"), (None, date(1999, 12, 31), "晚于结束日期"),
], ids=["backwards", "future", "too-early", "too-early-end"])
def test_periods_that_cannot_be(first: date | None, last: date | None, word: str) -> None:
    with pytest.raises(RequestInvalid, match=word):
        period_of(first, last, TODAY)


def test_a_file_is_the_users_own_and_replaced_as_a_whole(services: Services, tmp_path: Path) -> None:
    live(services, "2020-02-12")
    out = tmp_path / "台账.XLSX"
    out.write_text("old")
    exported = export_to_file(services, officer(), "register", out, None, None)
    assert (exported.path, exported.rows) == (out, 1)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert len(read_xlsx(out)[1]) == 1
    before = set(tmp_path.iterdir())
    with pytest.raises(NotPermitted):
        export_to_file(services, officer("clerk"), "register", out, None, None)
    assert set(tmp_path.iterdir()) == before
    assert len(read_xlsx(out)[1]) == 1


@pytest.mark.parametrize("name", ["台账.pdf", "台账", "没有的文件夹/台账.csv"])
def test_a_file_that_cannot_be_written(services: Services, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        export_to_file(services, officer(), "register", tmp_path / name, None, None)
    assert entries(services) == []


def test_a_stream_leaves_nothing_behind(services: Services, tmp_path: Path) -> None:
    case = live(services, "2020-02-12")
    stream, name = export_to_stream(services, officer(), Order("register", "csv"))
    with stream:
        assert not Path(stream.name).parent.exists()
        (tmp_path / "copy.csv").write_bytes(stream.read())
    assert [row["办件编号"] for row in read_csv(tmp_path / "copy.csv")] == [case.number]
    assert name == "办件台账_20200101-20200320.csv"


def test_an_export_sees_one_moment_and_keeps_nobody_from_writing(services: Services) -> None:
    numbers = [live(services, "2020-02-12").number]
    with services.database.snapshot() as reading:
        count = sa.text('SELECT count(*) FROM "case"')
        assert reading.execute(count).scalar() == 1
        numbers.append(live(services, "2020-02-12").number)
        assert reading.execute(count).scalar() == 1
    with services.database.snapshot() as reading:
        assert reading.execute(count).scalar() == len(numbers) == 2
