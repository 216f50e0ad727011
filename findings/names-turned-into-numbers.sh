#!/bin/sh
# cn2an: a sentence with names in it
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check cn2an==0.5.24
cat > try.py <<'END'
from importlib.metadata import version

import cn2an

print("cn2an", version("cn2an"))
print("expected: numbers are turned into digits, names are left alone")
seen = {}
for text in ("月工资五千五百元", "张三与李四", "三亚市", "四川省", "七一某某股份有限公司", "统一社会信用代码"):
    seen[text] = cn2an.transform(text, "cn2an")
    print(f"seen: {text} becomes {seen[text]}")
assert list(seen.values()) == ["月工资5500元", "张3与李4", "3亚市", "4川省", "71某某股份有限公司", "统1社会信用代码"]
END
venv/bin/python try.py
