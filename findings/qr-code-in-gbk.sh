#!/bin/sh
# segno and zxing-cpp: a QR code with a name in GBK
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check segno==1.6.6 zxing-cpp==3.1.1 pillow==13.0.0
cat > try.py <<'END'
import io
from importlib.metadata import version

import segno
import zxingcpp
from PIL import Image


def read(text, eci):
    file = io.BytesIO()
    segno.make(text, encoding="gbk", mode="byte", eci=eci, micro=False).save(file, kind="png", scale=5)
    (code,) = zxingcpp.read_barcodes(Image.open(file).convert("L"))
    return code.text, code.bytes.decode("gbk")


print("segno", segno.__version__, "zxing-cpp", version("zxing-cpp"))
print("expected: the text that was written, or an error")
seen = {(text, eci): read(text, eci) for text, eci in (("名称：李喆堃", True), ("名称：李喆堃", False), ("有限公司", False))}
for (text, eci), (got, raw) in seen.items():
    print(f"seen: {text} {'marked as GBK' if eci else 'not marked'}: text {got}, bytes as GBK {raw}")
assert all(raw == text and got != text for (text, _), (got, raw) in seen.items())
assert seen["名称：李喆堃", True][0].startswith("名称：李\ufffd")  # segno marks GBK by the number of GB 2312
assert seen["有限公司", False][0] == "ﾓﾐﾏﾞｹｫﾋｾ"
END
venv/bin/python try.py
