#!/bin/sh
# python-docx, docx2txt, mammoth: boxes ticked by an enclosed character or by a sign of Wingdings
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check python-docx==1.2.0 docx2txt==0.9 mammoth==1.13.0
cat > try.py <<'END'
from importlib.metadata import version

import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def runs(inner):
    return parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>")


def enclosed(sign):  # Word's 带圈字符: one sign laid over a box by a field
    code = f" eq \\o\\ac(□,{sign}) "
    return ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">' + code
            + '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')


def symbol(code):  # Insert, Symbol, Wingdings
    return f'<w:r><w:sym w:font="Wingdings" w:char="{code}"/></w:r>'


def said(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def read(inner):
    document = docx.Document()
    document.element.body.insert(0, runs(inner))
    document.save("form.docx")
    with open("form.docx", "rb") as file:
        mammoth_text = mammoth.extract_raw_text(file).value.strip()
    return docx.Document("form.docx").paragraphs[0].text, docx2txt.process("form.docx").strip(), mammoth_text


names = "python-docx", "docx2txt", "mammoth"
print(*(f"{name} {version(name)}" for name in names))
print("expected: a sign before 同意 (agreed, ticked) that differs from the one before 不同意 (not agreed, empty)")
field = read(enclosed("√") + said("同意") + said("□不同意"))
wingdings = read(symbol("F0FE") + said("同意") + symbol("F0A8") + said("不同意"))
print("seen, enclosed character:", dict(zip(names, field)))
print("seen, Wingdings:", dict(zip(names, wingdings)))
assert field == ("同意□不同意",) * 3
assert wingdings == ("同意不同意", "同意不同意", "🗹同意🞎不同意")
END
venv/bin/python try.py
