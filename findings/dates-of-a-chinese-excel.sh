#!/bin/sh
# openpyxl: dates in the formats that only Chinese, Japanese and Korean editions of Excel have
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
cat > try.py <<'END'
import io
import zipfile

import openpyxl
import python_calamine

book = openpyxl.Workbook()
book.active["A1"] = 46086
book.active["A1"].number_format = "0.00"
plain = io.BytesIO()
book.save(plain)
seen = {}
for number in (14, 31, 57, 58):  # 31, 57, 58 are 年月日, 年月, 月日: in the file is the number alone, no format text
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile("dates.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'numFmtId="2"', b'numFmtId="%d"' % number))
    value = openpyxl.load_workbook("dates.xlsx").active["A1"].value
    peer = python_calamine.CalamineWorkbook.from_path("dates.xlsx").get_sheet_by_index(0).to_python()[0][0]
    seen[number] = value, peer
print("openpyxl", openpyxl.__version__)
print("expected: the 5th of March 2026 in all of them")
for number, (value, peer) in seen.items():
    print(f"seen: format {number}: openpyxl {value!r}, calamine {peer!r}")
assert str(seen[14][0])[:10] == "2026-03-05"
assert all(seen[number][0] == 46086 and str(seen[number][1])[:10] == "2026-03-05" for number in (31, 57, 58))
END
venv/bin/python try.py
