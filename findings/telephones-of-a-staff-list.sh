#!/bin/sh
# markitdown: a column of telephone numbers with one empty cell
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check "markitdown[xlsx]==0.1.9"
cat > try.py <<'END'
from importlib.metadata import version

import markitdown
import openpyxl


def table(*numbers):
    book = openpyxl.Workbook()
    book.active.append(["name", "telephone"])
    for number in numbers:
        book.active.append(["某", number])
    book.save("staff.xlsx")
    return markitdown.MarkItDown().convert("staff.xlsx").text_content


full, gap = table(13800000001, 13800000002), table(13800000001, None, 13800000002)
print("markitdown", version("markitdown"))
print("expected: 13800000001 and 13800000002 (made up) with and without an empty cell between them")
print("seen without:", full, "seen with:", gap, sep="\n")
assert "13800000001" in full and "13800000002" in full
assert "13800000001" not in gap and gap.count("1.380000e+10") == 2
END
venv/bin/python try.py
