#!/bin/sh
# jionlp: an address in the Xiong'an New Area
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check jionlp==1.5.31
cat > try.py <<'END'
import jionlp

print("jionlp", jionlp.__version__)
print("expected: county 容城县, as it is without the New Area before it")
seen = {}
for text in ("河北省保定市容城县奥威路1号", "河北省保定市雄安新区容城县奥威路1号", "雄安新区容城县奥威路1号"):
    place = jionlp.parse_location(text)
    seen[text] = place["county"], place["detail"]
    print(f"seen: {text}: county {place['county']}, rest {place['detail']}")
assert list(seen.values())[0] == ("容城县", "奥威路1号")
assert list(seen.values())[2] == ("安新县", "区容城县奥威路1号")
END
venv/bin/python try.py
