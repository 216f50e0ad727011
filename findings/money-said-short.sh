#!/bin/sh
# jionlp: sums of money said the short way
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check jionlp==1.5.31
cat > try.py <<'END'
import jionlp

print("jionlp", jionlp.__version__)
print("expected: the last digit counts in the unit below: 一万二 is 12000")
seen = {}
for said, meant in (("一万二", 12000), ("三千五", 3500), ("五千五", 5500), ("一万二千", 12000), ("三千五百元", 3500)):
    seen[said] = float(jionlp.parse_money(said)["num"]), meant
    print(f"seen: {said} is read as {seen[said][0]:.2f}, meant {meant}")
assert seen["一万二"][0] == 10002 and seen["三千五"][0] == 3005 and seen["五千五"][0] == 5005
assert seen["一万二千"][0] == 12000 and seen["三千五百元"][0] == 3500
END
venv/bin/python try.py
