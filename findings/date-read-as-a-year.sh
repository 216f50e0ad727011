#!/bin/sh
# jionlp: dates with spaces, 元月 or 廿
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check jionlp==1.5.31
cat > try.py <<'END'
import jionlp

BASE = {"year": 2026, "month": 11, "day": 30}
print("jionlp", jionlp.__version__)
print("expected: one day each, or an error")
seen = {}
for text in ("2026年3月5日", "2026 年 3 月 5 日", "二零二六年元月一日", "2026年三月廿日", "２０２６年１１月３０日"):
    read = jionlp.parse_time(text, time_base=BASE)
    seen[text] = tuple(moment[:-9] for moment in read["time"])
    print(f"seen: {text} is read as {' to '.join(seen[text])}, {read['definition']}")
assert seen["2026年3月5日"] == ("2026-03-05", "2026-03-05")
assert seen["2026 年 3 月 5 日"] == ("2026-01-01", "2026-12-31")
assert seen["二零二六年元月一日"] == ("2026-01-01", "2026-12-31")
assert seen["2026年三月廿日"] == ("2026-03-01", "2026-03-31")
assert seen["２０２６年１１月３０日"] == ("26-01-01", "26-12-31")
END
venv/bin/python try.py
