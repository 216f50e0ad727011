"""What stands in a cell: text stays text whoever sent it, dates are dates, long numbers whole, private ones hidden."""

from __future__ import annotations

import csv
import tempfile
import unicodedata
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from tests.views.exports.made import read_csv, read_xlsx
from views.exports.separated import csv_text, write_csv
from views.exports.sheet import Column, Kind, Row, Sheet, plain, starts_formula
from views.exports.workbook import write_xlsx

MADE = datetime(2020, 3, 20, 4, 0, tzinfo=UTC)
HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1",
    "＝1+1", "＋1", "－1", "＠x", "﹢1", "\u3000=1", "−1",
    '=HYPERLINK("http://x.test","看")', '=cmd|"/c calc"!A1', "{=1}", '"=1', "',=1", "\u200b=1", "\ufeff=1", "\x00=1",
]


def sheet(*rows: Row, kind: Kind = Kind.TEXT) -> Sheet:
    width = len(rows[0]) if rows else 1
    return Sheet("表", "注", tuple(Column(f"列{number}", kind) for number in range(width)), rows)


def csv_cell(value: str, kind: Kind = Kind.TEXT) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.csv"
        write_csv(sheet((value,), kind=kind), path)
        with path.open(encoding="utf-8-sig", newline="") as stream:
            lines = list(csv.reader(stream))
    assert len(lines) == 2
    assert len(lines[1]) <= 1
    return lines[1][0] if lines[1] else ""


def xlsx_cells(*values: str, kind: Kind = Kind.TEXT) -> list[openpyxl.cell.Cell]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.xlsx"
        write_xlsx(sheet(*((value,) for value in values), kind=kind), path, MADE)
        book = openpyxl.load_workbook(path)
        return [book.active.cell(4 + number, 1) for number in range(len(values))]


def is_dangerous(cell: str) -> bool:
    """Tell, apart from the code under test, whether a spreadsheet may see a formula at the beginning of a cell."""
    folded = unicodedata.normalize("NFKC", cell)
    return cell[:1] in "\t\r\n" if cell[:1].isspace() and not folded.strip() else folded.lstrip()[:1] in tuple("=+-@−")


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.CODE])
def test_no_cell_from_outside_starts_a_formula(kind: Kind) -> None:
    for text, found in zip(HOSTILE, xlsx_cells(*HOSTILE, kind=kind), strict=True):
        cell = csv_cell(text, kind)
        assert not is_dangerous(cell), ascii(text)
        assert cell[:1] not in tuple("\t\r\n"), ascii(text)
        assert found.data_type == "s", ascii(text)
        assert found.quotePrefix or not starts_formula(str(found.value)), ascii(text)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=12), st.sampled_from([Kind.TEXT, Kind.CODE]))
@example(["<r><t>x</t></r>", "_x0041_ & <b>"], Kind.TEXT)
def test_any_text_is_one_safe_cell(texts: list[str], kind: Kind) -> None:
    cleaned = [str(plain(text, kind)) for text in texts]
    cells = [csv_cell(text, kind) for text in texts]
    assert not any(is_dangerous(cell) for cell in cells)
    assert [cell.removeprefix("'") for cell in cells] == [text.removeprefix("'") for text in cleaned]
    found = xlsx_cells(*texts, kind=kind)
    assert all(cell.data_type == "s" or cell.value is None for cell in found)
    assert [unescape(str(cell.value or "")).strip() for cell in found] == [text.strip() for text in cleaned]


def test_what_looks_like_ready_xml_stays_text() -> None:
    """The library writes <r>…</r> unescaped in constant memory: a unit's name could break the whole file."""
    hostile = "<r><t>甲</t></c><c r=\"Z9\"><f>1+1</f></r>"
    (found,) = xlsx_cells(hostile)
    assert str(found.value).strip() == hostile
    assert found.parent.max_column == 1


def test_dates_are_dates_in_the_offices_zone(tmp_path: Path) -> None:
    late = datetime(2020, 2, 12, 17, 30, 20, tzinfo=UTC)  # past midnight in Beijing
    columns = (Column("时间", Kind.TIME), Column("日期", Kind.DATE), Column("数", Kind.COUNT), Column("比", Kind.SHARE))
    made = Sheet("表", "注", columns, [(late, date(2020, 2, 12), 3, 0.125)])
    write_xlsx(made, tmp_path / "a.xlsx", MADE)
    ((row),) = read_xlsx(tmp_path / "a.xlsx")[1]
    local, day = datetime.fromisoformat("2020-02-13T01:30:20"), datetime.fromisoformat("2020-02-12")
    assert row == {"时间": local, "日期": day, "数": 3, "比": 0.125}
    write_csv(made, tmp_path / "a.csv")
    (line,) = read_csv(tmp_path / "a.csv")
    assert line == {"时间": "2020-02-13 01:30", "日期": "2020-02-12", "数": "3", "比": "12.5%"}


def test_long_numbers_stay_whole_and_private_ones_are_hidden() -> None:
    code, identity, mobile = "913710021234567890", "110101199001010015", "13800138000"
    (whole, hidden, phone) = xlsx_cells(code, kind=Kind.CODE) + xlsx_cells(f"经办人{identity}") + xlsx_cells(mobile)
    assert (whole.value, whole.data_type, whole.number_format) == (code, "s", "@")
    assert identity not in str(hidden.value)
    assert phone.value == "138****8000"
    assert csv_cell(code, Kind.CODE) == f"'{code}"
    assert csv_cell("0010", Kind.CODE) == "'0010"
    assert csv_cell("65090452", Kind.CODE) == "65090452"
    assert identity not in csv_cell(f"经办人{identity}")


def test_csv_opens_in_excel(tmp_path: Path) -> None:
    write_csv(sheet(("甲，“乙”,丙", 'a"b')), tmp_path / "a.csv")
    content = (tmp_path / "a.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 2
    assert read_csv(tmp_path / "a.csv") == [{"列0": "甲，“乙”,丙", "列1": 'a"b'}]
    assert csv_text(None) == ""


def test_headings_stay_in_sight_and_titles_stand_above(tmp_path: Path) -> None:
    write_xlsx(sheet(("甲",)), tmp_path / "a.xlsx", MADE)
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert [page["A1"].value, page["A2"].value, page["A3"].value, page["A4"].value] == ["表", "注", "列0", "甲"]
    assert page.freeze_panes == "A4"
    assert page["A3"].font.bold
    assert page.column_dimensions["A"].width > 10


def test_what_one_worksheet_cannot_hold_goes_on_in_the_next(tmp_path: Path) -> None:
    rows = [(f"第{number}行",) for number in range(7)]
    assert write_xlsx(sheet(*rows), tmp_path / "a.xlsx", MADE, rows_of_a_sheet=3) == 7
    assert [row["列0"] for row in read_xlsx(tmp_path / "a.xlsx")[1]] == [row[0] for row in rows]
    assert len(openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames) == 3


def test_the_same_rows_give_the_same_bytes_and_leave_nothing_beside(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_xlsx(sheet(("甲",)), tmp_path / name, MADE)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]
    assert zipfile.ZipFile(tmp_path / "a.xlsx").testzip() is None


def test_a_row_of_another_width_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="zip"):
        write_csv(Sheet("表", "注", (Column("甲"),), [("a", "b")]), tmp_path / "a.csv")
