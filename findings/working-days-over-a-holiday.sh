#!/bin/sh
# jionlp: a time limit in working days that runs over the National Day
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check jionlp==1.5.31 chinesecalendar==1.11.0
cat > try.py <<'END'
import datetime

import chinese_calendar
import jionlp

received = datetime.date(2026, 9, 28)
last = received
left = 5
while left:
    last += datetime.timedelta(1)
    left -= chinese_calendar.is_workday(last)
read = jionlp.parse_time("5个工作日内", time_base={"year": 2026, "month": 9, "day": 28})
print("jionlp", jionlp.__version__)
print("expected: five working days from", received, "end on", last, "by chinesecalendar")
print("seen:", read["time"][1][:10], read["definition"])
assert last == datetime.date(2026, 10, 10)
assert read["time"][1][:10] == "2026-10-05" and not chinese_calendar.is_workday(datetime.date(2026, 10, 5))
END
venv/bin/python try.py
