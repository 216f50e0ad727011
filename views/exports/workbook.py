"""xlsx: one table per workbook, written row by row in constant memory. The only home of XlsxWriter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from views.exports.sheet import Column, Kind, Row, Sheet, Value, plain, starts_formula

ROWS_OF_A_SHEET = 1_000_000
"""A worksheet ends at 1,048,576 rows; what is more goes on in another."""

_HEADING_ROW = 2
_NUMBER_FORMATS = {
    Kind.TEXT: "@", Kind.CODE: "@", Kind.COUNT: "0", Kind.NUMBER: "0.0", Kind.SHARE: "0.0%",
    Kind.DATE: "yyyy-mm-dd", Kind.TIME: "yyyy-mm-dd hh:mm",
}


def write_xlsx(sheet: Sheet, path: Path, made_at: datetime, rows_of_a_sheet: int = ROWS_OF_A_SHEET) -> int:
    """Write a workbook and return its number of rows; the same rows and time give the same bytes.

    Args:
        sheet: The table.
        path: File to be written; temporary files go to its folder.
        made_at: Time of making, kept in the file's properties.
        rows_of_a_sheet: Rows after which another worksheet is begun.
    """
    options = {
        "constant_memory": True, "tmpdir": str(path.parent), "strings_to_numbers": False, "strings_to_formulas": False,
        "strings_to_urls": False, "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(str(path), options) as workbook:
        workbook.set_properties({"title": sheet.title, "created": plain(made_at, Kind.TIME)})
        return _Book(workbook, sheet).write(rows_of_a_sheet)


class _Book:
    """Writes the worksheets of one workbook."""

    def __init__(self, workbook: xlsxwriter.Workbook, sheet: Sheet) -> None:
        self._workbook, self._sheet = workbook, sheet
        self._title = workbook.add_format({"bold": True, "font_size": 14})
        self._heading = workbook.add_format({"bold": True, "border": 1, "bg_color": "#DDEBF7", "text_wrap": True})
        self._formats = {kind: workbook.add_format({"num_format": form}) for kind, form in _NUMBER_FORMATS.items()}
        # Editing such a cell would otherwise turn its text into a formula.
        self._quoted = workbook.add_format({"num_format": "@", "quote_prefix": True})

    def write(self, rows_of_a_sheet: int) -> int:
        rows, count, worksheet, place = iter(self._sheet.rows), 0, self._begin(1), _HEADING_ROW
        for row in rows:
            if place - _HEADING_ROW == rows_of_a_sheet:
                worksheet, place = self._begin(count // rows_of_a_sheet + 1), _HEADING_ROW
            place += 1
            count += 1
            for column, (value, kind) in enumerate(self._values(row)):
                self._cell(worksheet, place, column, value, kind)
        return count

    def _begin(self, number: int) -> Worksheet:
        worksheet = self._workbook.add_worksheet(str(number) if number > 1 else "数据")
        for place, column in enumerate(self._sheet.columns):
            worksheet.set_column(place, place, column.width)
        worksheet.write_string(0, 0, str(plain(self._sheet.title, Kind.TEXT)), self._title)
        worksheet.write_string(1, 0, str(plain(self._sheet.note, Kind.TEXT)))
        for place, column in enumerate(self._sheet.columns):
            worksheet.write_string(_HEADING_ROW, place, column.heading, self._heading)
        worksheet.freeze_panes(_HEADING_ROW + 1, 0)
        worksheet.set_landscape()
        worksheet.repeat_rows(_HEADING_ROW)
        return worksheet

    def _values(self, row: Row) -> Iterator[tuple[Value, Kind]]:
        columns: tuple[Column, ...] = self._sheet.columns
        for value, column in zip(row, columns, strict=True):
            yield plain(value, column.kind), column.kind

    def _cell(self, worksheet: Worksheet, row: int, column: int, value: Value, kind: Kind) -> None:
        if value is None or value == "":
            return
        if isinstance(value, str):
            worksheet.write_string(row, column, _not_rich(value), self._text_format(value))
        elif isinstance(value, date):
            worksheet.write_datetime(row, column, value, self._formats[kind])
        else:
            worksheet.write_number(row, column, value, self._formats[kind])

    def _text_format(self, text: str) -> Format:
        return self._quoted if starts_formula(text) else self._formats[Kind.TEXT]


def _not_rich(text: str) -> str:
    """Keep the library from taking a text for ready-made XML, which it writes unescaped in constant memory."""
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
