#!/bin/sh
# rapidocr: characters that the models in the wheels have no class for
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check \
    --no-deps rapidocr-onnxruntime==1.4.4 rapidocr==3.10.0 onnxruntime==1.32.0 numpy==2.4.6
cat > try.py <<'END'
import importlib.util
from importlib.metadata import version
from pathlib import Path

import onnxruntime


def classes(package, model):
    path = Path(importlib.util.find_spec(package).origin).parent / "models" / model
    session = onnxruntime.InferenceSession(str(path))
    return set(session.get_modelmeta().custom_metadata_map["character"].split("\n"))


old = classes("rapidocr_onnxruntime", "ch_PP-OCRv4_rec_infer.onnx")
new = classes("rapidocr", "PP-OCRv6_rec_small.onnx")
cells = [bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
hanzi = [sign for cell in cells if (sign := cell.decode("gb2312", "ignore"))]
given_names = "镕翀赟婳昉燊晢"
print("rapidocr-onnxruntime", version("rapidocr-onnxruntime"), "and rapidocr", version("rapidocr"))
print("expected: all of GB 2312, the set of 1980, and what is common in names and leases")
missing = {name: sum(sign not in known for sign in hanzi) for name, known in (("older", old), ("newer", new))}
print(f"seen: of {len(hanzi)} characters of GB 2312 no class for", missing)
print("seen: no class in the older for", *(sign for sign in given_names if sign not in old))
print("seen: no class in the newer for", *(sign for sign in "㎡№㈠" if sign not in new))
assert len(hanzi) == 6763 and missing == {"older": 1284, "newer": 61}
assert not set(given_names) & old and set(given_names) <= new
assert {"㎡", "№"} <= old and not {"㎡", "№", "㈠"} & new
END
venv/bin/python try.py
