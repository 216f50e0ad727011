#!/bin/sh
# cpca: addresses in districts that were county-level cities before
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check cpca==0.5.5 setuptools==80.9.0
cat > try.py <<'END'
from importlib.metadata import version

import cpca

print("cpca", version("cpca"))
print("expected: the district by its name of today, or no district")
texts = ["江苏省南通市海门区人民路1号", "河南省洛阳市偃师区人民路1号", "山东省青岛市即墨区人民路1号"]
found = cpca.transform(texts)
seen = list(zip(found["区"], found["地址"], found["adcode"]))
for text, (district, rest, code) in zip(texts, seen):
    print(f"seen: {text}: district {district} ({code}), rest {rest}")
assert seen == [("海门市", "区人民路1号", "320684"), ("偃师市", "区人民路1号", "410381"), ("即墨市", "区人民路1号", "370282")]
END
venv/bin/python try.py
