"""Lists imported as csv: telephones that letters then print, enterprises that officers then see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from cases.errors import UsageError
from cases.report import ItemRef, Outcome, Report, Unit
from casework.confirmations import confirmations
from casework.imported_lists import MAX_REFUSALS, import_contacts, import_whitelist
from casework.letters.announcing import Announcement
from casework.letters.correspondence import compose_letter
from casework.letters.office_telephones import with_telephones
from casework.services import Services
from record.contacts import Contact, ContactRepository
from record.tables import AUDIT
from record.whitelists import MatchedBy, WhitelistRepository
from tests.views.exports.made import judge, live, moment, office, table

HEADINGS = "科室代码,科室名称,电话,生效日期,失效日期,备注\n"
UNITS = "单位名称,统一社会信用代码,来源\n"
LIST = "recruitment-recognised"
CODE, OTHER = "91110105MA00XXXX79", "91371002MA3DEM0Q3B"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with office(tmp_path) as opened:
        yield opened


def file(folder: Path, text: str, encoding: str = "utf-8-sig") -> Path:
    path = folder / "名单.csv"
    path.write_bytes(text.encode(encoding))
    return path


def contacts(services: Services) -> list[Contact]:
    with services.database.begin() as connection:
        return ContactRepository(connection).all("bj-chaoyang")


class TestContacts:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
    def test_are_taken_in_as_excel_saves_them(self, services: Services, tmp_path: Path, encoding: str) -> None:
        text = HEADINGS + "labour-relations,劳动关系科,65090452,2020/2/1,,值班\nlabour-service,劳服中心,010-67364754," \
            "2020年2月3日,2020-03-01,\n\n,,,,,\n"
        assert import_contacts(services, file(tmp_path, text, encoding), "张三") == (2, [])
        assert contacts(services) == [
            Contact("labour-relations", "劳动关系科", "65090452", date(2020, 2, 1), None, "值班"),
            Contact("labour-service", "劳服中心", "010-67364754", date(2020, 2, 3), date(2020, 3, 1)),
        ]
        with services.database.begin() as connection:
            entry = connection.execute(sa.select(AUDIT).where(AUDIT.c.event == "contacts-imported")).one()
        assert (entry.actor, entry.detail) == ("张三", {"lines": 2})

    @pytest.mark.parametrize(("line", "reason"), [
        ("nobody,某科,65090452,2020-02-01,,", "没有代码为“nobody”的科室"),
        ("labour-relations,,65090452,2020-02-01,,", "缺少科室名称"),
        ("labour-relations,劳动关系科,12x,2020-02-01,,", "“12x”不是电话号码"),
        ("labour-relations,劳动关系科,=1+1,2020-02-01,,", "“=1+1”不是电话号码"),
        ("labour-relations,劳动关系科,65090452,,,", "缺少生效日期"),
        ("labour-relations,劳动关系科,65090452,2020-02-30,,", "生效日期“2020-02-30”不是日期"),
        ("labour-relations,劳动关系科,65090452,明天,,", "生效日期“明天”不是日期"),
        ("labour-relations,劳动关系科,65090452,2020-02-02,2020-02-01,", "失效日期2020-02-01早于生效日期2020-02-02"),
        ("labour-relations,劳动关系科,65090452,2020-02-02,,备注,多余", "有7列，首行只有6列"),
        ("labour-relations,劳动\x07关系科,65090452,2020-02-02,,", "含有不可见字符"),
    ])
    def test_each_wrong_line_is_named_and_nothing_is_taken(
        self, services: Services, tmp_path: Path, line: str, reason: str
    ) -> None:
        good = "labour-service,劳服中心,67364754,2020-02-01,,\n"
        assert import_contacts(services, file(tmp_path, HEADINGS + good), "张三") == (1, [])
        taken, refusals = import_contacts(services, file(tmp_path, HEADINGS + good + line + "\n" + good), "张三")
        assert taken == 0
        assert len(refusals) == 2  # the last line repeats the first
        assert refusals[0].startswith("第3行：")
        assert reason in refusals[0]
        assert [one.phone for one in contacts(services)] == ["67364754"]

    def test_the_same_telephone_twice_on_a_day_is_refused(self, services: Services, tmp_path: Path) -> None:
        row = "labour-relations,劳动关系科,65090452,{},{},\n"
        apart = row.format("2020-02-01", "2020-02-10") + row.format("2020-02-11", "")
        assert import_contacts(services, file(tmp_path, HEADINGS + apart), "张三") == (2, [])
        again = row.format("2020-02-01", "2020-02-11") + row.format("2020-02-11", "")
        assert import_contacts(services, file(tmp_path, HEADINGS + again), "张三") == (
            0, ["第3行：与第2行的科室、电话相同且有效期重叠。"])

    def test_an_endless_heading_is_refused(self, services: Services, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="不是有效的 CSV"):
            import_contacts(services, file(tmp_path, "科" * 200_000), "张三")

    @pytest.mark.parametrize("text", ["", "科室,电话\n", "科室代码,科室代码,科室名称,电话,生效日期\n", "\x00"],
                             ids=["empty", "other", "twice", "nul"])
    def test_other_headings_are_refused(self, services: Services, tmp_path: Path, text: str) -> None:
        with pytest.raises(UsageError, match="首行须为"):
            import_contacts(services, file(tmp_path, text), "张三")

    def test_what_cannot_be_read_is_refused(self, services: Services, tmp_path: Path) -> None:
        for content in (b"\xff\xfe\x00\xd8", b"\x80\x80\xff"):
            (tmp_path / "x.csv").write_bytes(content)
            with pytest.raises(UsageError):
                import_contacts(services, tmp_path / "x.csv", "张三")
        for path in (tmp_path / "missing.csv", tmp_path):
            with pytest.raises(UsageError, match="读不到"):
                import_contacts(services, path, "张三")
        assert import_contacts(services, file(tmp_path, HEADINGS), "张三") == (0, ["文件中没有任何联系电话"])

    def test_a_flood_of_errors_is_cut(self, services: Services, tmp_path: Path) -> None:
        _, refusals = import_contacts(services, file(tmp_path, HEADINGS + "x,y,z,1,2,3\n" * 5000), "张三")
        assert len(refusals) == MAX_REFUSALS + 1

    def test_letters_print_what_holds_on_their_day(self, services: Services, tmp_path: Path) -> None:
        text = HEADINGS + "labour-relations,劳动关系科,11112222,2020-02-01,2020-02-15,\n" \
            "labour-relations,劳动关系二科,33334444,2020-02-16,,\nlabour-relations,劳动关系二科,55556666,2020-02-16,,\n"
        import_contacts(services, file(tmp_path, text), "张三")
        item = services.catalogue.item("hours-flexible", date(2020, 2, 12))
        assert item is not None
        case = live(services, "2020-02-12", item=item.code, item_name=item.name)
        report = Report(Outcome.REVIEW, Unit("甲公司"), ItemRef(item.code, item.name), (), (), (), ())
        texts = []
        for day in ("2020-01-31", "2020-02-15", "2020-02-16"):
            with replace(services, clock=partial(moment, day)).reading() as work:
                texts.append(compose_letter(work, case, Announcement("receipt", report)).text)
        assert services.catalogue.departments["labour-relations"].phones[0] in texts[0]
        assert "劳动关系科，联系电话：11112222" in texts[1]
        assert "劳动关系二科，联系电话：33334444、55556666" in texts[2]
        assert "11112222" not in texts[2]

    def test_other_offices_and_departments_stay(self, services: Services, tmp_path: Path) -> None:
        import_contacts(services, file(tmp_path, HEADINGS + "labour-service,劳服中心,67364754,2020-02-01,,\n"), "张三")
        kept = services.catalogue.departments
        for code, phones in (("labour-relations", kept["labour-relations"].phones), ("labour-service", ("67364754",))):
            item = next(one for one in services.catalogue.items if one.department == code)
            with replace(services, clock=partial(moment, "2020-02-12")).reading() as work:
                _, department = with_telephones(work, item)
            assert department is not None
            assert department.phones == phones

    def test_an_items_own_telephone_stays_while_it_is_answered(self, services: Services, tmp_path: Path) -> None:
        text = HEADINGS + "labour-relations,劳动关系科,65090451,2020-02-01,,\n" \
            "labour-relations,劳动关系科,65090499,2020-02-01,,\n"
        import_contacts(services, file(tmp_path, text), "张三")
        day = date(2020, 2, 12)
        with replace(services, clock=partial(moment, day)).reading() as work:
            phones = {code: one.phones for code in ("layoff-report", "hours-flexible")
                      if (one := with_telephones(work, work.catalogue.item(code, day))[0])}
        assert phones == {"layoff-report": ("65090451",), "hours-flexible": ()}

    def test_the_directory_exports_what_was_imported(self, services: Services, tmp_path: Path) -> None:
        for phone in ("67364754", "'13800138000"):  # with the apostrophe that our own csv would put before it
            text = f"{HEADINGS}labour-service,劳服中心,{phone},2020-02-01,,\n"
            assert import_contacts(services, file(tmp_path, text), "张三") == (1, [])
        rows = [row for row in table(services, "contacts", tmp_path) if row["科室代码"] == "labour-service"]
        assert [(row["电话"], row["来源"], row["当前有效"]) for row in rows] == [("13800138000", "导入", "是")]


class TestWhitelists:
    def match(self, services: Services, name: str | None, code: str = "") -> list[MatchedBy]:
        with services.database.begin() as connection:
            return [one.matched_by for one in WhitelistRepository(connection).match("bj-chaoyang", name, code)]

    def test_matches_by_code_then_by_name(self, services: Services, tmp_path: Path) -> None:
        text = UNITS + f"甲（北京）公司,{CODE},京函1号\n乙公司,,京函1号\n"
        assert import_whitelist(services, LIST, file(tmp_path, text), "张三") == (2, [])
        assert self.match(services, "改了名的公司", CODE) == [MatchedBy.CODE]
        assert self.match(services, "甲(北京) 公司") == [MatchedBy.NAME]
        assert self.match(services, "甲(北京)公司", OTHER) == [MatchedBy.NAME_OTHER_CODE]
        assert self.match(services, "乙公司", OTHER) == [MatchedBy.NAME]
        assert self.match(services, "甲公司") == self.match(services, None) == self.match(services, "") == []

    def test_the_surest_match_of_each_list_is_shown(self, services: Services, tmp_path: Path) -> None:
        import_whitelist(services, LIST, file(tmp_path, UNITS + f"甲公司,{OTHER},\n丙公司,{CODE},\n"), "张三")
        import_whitelist(services, "urgent-recruiters", file(tmp_path, UNITS + "甲公司,,\n"), "张三")
        case = live(services, "2020-02-12", unit="甲公司")
        judge(services, case, uscc=CODE)
        with services.reading() as work:
            found = confirmations(work, work.cases.get(case.id))
        assert [(one.whitelist, one.matched_by, one.unit.name) for one in found] == [
            (LIST, MatchedBy.CODE, "丙公司"), ("urgent-recruiters", MatchedBy.NAME, "甲公司")]

    def test_an_import_takes_the_place_of_the_last(self, services: Services, tmp_path: Path) -> None:
        import_whitelist(services, LIST, file(tmp_path, UNITS + "甲公司,,\n"), "张三")
        import_whitelist(services, LIST, file(tmp_path, UNITS + "乙公司,,\n"), "张三")
        assert self.match(services, "甲公司") == []
        assert self.match(services, "乙公司") == [MatchedBy.NAME]

    @pytest.mark.parametrize(("line", "reason"), [
        (",91110105MA00XXXX79,", "缺少单位名称"),
        ("甲公司,91110105MA00XXXX78,", "统一社会信用代码“91110105MA00XXXX78”有误"),
        ("乙公司,,", "与第2行重复"),
    ])
    def test_wrong_lines(self, services: Services, tmp_path: Path, line: str, reason: str) -> None:
        taken, refusals = import_whitelist(services, LIST, file(tmp_path, f"{UNITS}乙公司,,\n{line}\n"), "张三")
        assert (taken, len(refusals)) == (0, 1)
        assert refusals[0].startswith("第3行：")
        assert reason in refusals[0]
        assert self.match(services, "乙公司") == []

    def test_unknown_lists_are_named(self, services: Services, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match=LIST):
            import_whitelist(services, "nothing", file(tmp_path, UNITS), "张三")
