#!/bin/sh
# python-docx: a date that an older Word has wrapped in a smart tag
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check python-docx==1.2.0 docx2txt==0.9
cat > try.py <<'END'
import docx
import docx2txt
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

document = docx.Document()
paragraph = document.add_paragraph("签订日期：")
paragraph._p.append(parse_xml(
    f'<w:smartTag {nsdecls("w")} w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate">'
    "<w:r><w:t>2026年3月5日</w:t></w:r></w:smartTag>"))
paragraph.add_run("起生效")
document.save("smart.docx")
seen = docx.Document("smart.docx").paragraphs[0].text
peer = docx2txt.process("smart.docx").strip()
print("python-docx", docx.__version__)
print("expected: 签订日期：2026年3月5日起生效, as Word shows it and docx2txt reads it:", peer)
print("seen:", seen)
assert seen == "签订日期：起生效" and peer == "签订日期：2026年3月5日起生效"
END
venv/bin/python try.py
