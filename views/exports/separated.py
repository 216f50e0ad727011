"""csv: UTF-8 with byte order mark, so that Excel reads the Chinese; CRLF; one line of headings."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

from views.exports.sheet import Kind, Sheet, Value, is_long_number, plain, starts_formula


def write_csv(sheet: Sheet, path: Path) -> int:
    """Write a file and return its number of rows, the headings not counted."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([column.heading for column in sheet.columns])
        for row in sheet.rows:
            writer.writerow([
                csv_text(plain(value, column.kind), column.kind)
                for value, column in zip(row, sheet.columns, strict=True)
            ])
            count += 1
    return count


def csv_text(value: Value, kind: Kind = Kind.TEXT) -> str:
    """Return a value as it stands in csv.

    An apostrophe goes before a text that a spreadsheet would take for a formula (trust T13) or a rounded number.
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return f"'{value}" if starts_formula(value) or is_long_number(value) else value
    return f"{value:.1%}" if kind is Kind.SHARE else f"{value:.1f}" if kind is Kind.NUMBER else str(value)
