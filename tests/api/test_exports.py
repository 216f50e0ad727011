"""Exports and lists of enterprises over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
import sqlalchemy as sa

from record.tables import AUDIT
from record.whitelists import ListedUnit, WhitelistRepository
from tests.office.desk import Desk, desk_of
from tests.views.exports.made import judge, live, office, read_csv, read_xlsx

CODE = "91110105MA00XXXX79"


class _Office:
    """What a desk needs of an office under test."""

    def __init__(self, services: object) -> None:
        self.services = services


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An office with one case of its own and one of another office."""
    with office(Path(tmp_path_factory.mktemp("exports"))) as services:
        case = live(services, "2020-02-12", unit="甲公司", item_name="不定时工作制")
        judge(services, case, uscc=CODE)
        live(services, "2020-02-12", unit="外局公司", office="bj")
        with desk_of(_Office(services)) as desk:
            yield desk


def test_a_spreadsheet_comes_as_a_file_with_a_chinese_name(counter: Desk, tmp_path: Path) -> None:
    answer = counter.ask("GET", "/exports/register.xlsx?from=2020-02-01&to=2020-02-29")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert unquote(answer.headers["content-disposition"]).endswith("办件台账_20200201-20200229.xlsx")
    assert answer.headers["content-length"] == str(len(answer.content))
    assert (answer.headers["cache-control"], answer.headers["x-content-type-options"]) == ("no-store", "nosniff")
    (tmp_path / "a.xlsx").write_bytes(answer.content)
    assert [row["单位名称"] for row in read_xlsx(tmp_path / "a.xlsx")[1]] == ["甲公司"]


def test_the_same_as_csv_and_who_had_it(counter: Desk, tmp_path: Path) -> None:
    answer = counter.ask("GET", "/exports/register.csv", who="auditor")
    (tmp_path / "a.csv").write_bytes(answer.content)
    assert [row["单位名称"] for row in read_csv(tmp_path / "a.csv")] == ["甲公司"]
    with counter.office.services.database.begin() as connection:
        query = sa.select(AUDIT).where(AUDIT.c.event == "export").order_by(AUDIT.c.serial.desc())
        newest = connection.execute(query).first()
    assert newest is not None
    assert (newest.actor, newest.detail["form"], newest.detail["rows"]) == ("本局auditor", "csv", 1)


@pytest.mark.parametrize(("path", "who", "status", "code"), [
    ("/exports/audits.xlsx", "officer", 403, "not-permitted"),
    ("/exports/register.csv", "clerk", 403, "not-permitted"),
    ("/exports/register.csv", "stranger", 404, "not-found"),
    ("/exports/nothing.csv", "officer", 404, "not-found"),
    ("/exports/register.pdf", "officer", 404, "not-found"),
    ("/exports/register.csv?from=2020-03-01&to=2020-02-01", "officer", 422, "request-invalid"),
    ("/exports/register.csv?from=yesterday", "officer", 422, "request-invalid"),
])
def test_refusals(counter: Desk, path: str, who: str, status: int, code: str) -> None:
    answer = counter.ask("GET", path, who=who)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in answer.json()["message"])


def test_lists_that_name_the_unit_are_shown_beside_its_case(counter: Desk) -> None:
    services = counter.office.services
    with services.database.begin() as connection:
        repository = WhitelistRepository(connection)
        repository.replace("bj-chaoyang", "recruitment-recognised", [ListedUnit("甲公司", CODE, "京函1号")],
                           services.clock())
    number = counter.ask("GET", "/cases").json()["cases"][0]["number"]
    (found,) = counter.ask("GET", f"/cases/{number}/whitelists", who="clerk").json()
    assert (found["list"], found["unit"], found["credit_code"], found["source"]) == (
        "recruitment-recognised", "甲公司", CODE, "京函1号")
    assert found["list_name"] == services.catalogue.whitelists["recruitment-recognised"].name
    assert found["matched_by"] == "统一社会信用代码一致"
