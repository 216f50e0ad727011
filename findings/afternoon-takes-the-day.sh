#!/bin/sh
# dateparser: a date with 上午 or 下午 and no hour
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check dateparser==1.5.0
cat > try.py <<'END'
import datetime

import dateparser

NOW = {"RELATIVE_BASE": datetime.datetime(2026, 11, 30, 9, 0)}
print("dateparser", dateparser.__version__)
print("expected: the 5th of March, or nothing")
seen = {}
for text in ("2026年3月5日", "2026年3月5日上午", "2026年3月5日下午", "2026年3月5日下午2:30"):
    seen[text] = dateparser.parse(text, languages=["zh"], settings=NOW)
    print(f"seen: {text} is read as {seen[text]}")
assert seen["2026年3月5日"] == datetime.datetime(2026, 3, 5)
assert seen["2026年3月5日上午"] == datetime.datetime(2026, 3, 30, 5)
assert seen["2026年3月5日下午"] == datetime.datetime(2026, 3, 30, 17)
assert seen["2026年3月5日下午2:30"] == datetime.datetime(2026, 3, 5, 14, 30)
END
venv/bin/python try.py
