#!/bin/sh
# reportlab: the dot in names such as those of Uyghurs, set in STSong-Light
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check reportlab==5.1.0 pdfplumber==0.11.10 pypdf==7.1.1
cat > try.py <<'END'
import pdfplumber
import pypdf
import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
page = canvas.Canvas("name.pdf")
page.setFont("STSong-Light", 12)
page.drawString(50, 700, "某某\u00b7某某")
page.drawString(50, 650, "某某\u30fb某某")
page.save()
with pdfplumber.open("name.pdf") as pdf:
    by_glyphs = pdf.pages[0].extract_text().split()
by_codes = pypdf.PdfReader("name.pdf").pages[0].extract_text().split()
print("reportlab", reportlab.__version__)
print("expected: the dot U+00B7, which input methods give, is on the page, or an error")
print("seen: by the glyphs that the font's CMap (UniGB-UCS2-H) names:", *map(ascii, by_glyphs))
print("seen: by the codes alone:", *map(ascii, by_codes))
assert by_glyphs == ["某某某某", "某某\u00b7某某"]  # the first has no dot; the second is drawn with the glyph of the dot
assert by_codes == ["某某\u00b7某某", "某某\u30fb某某"]
END
venv/bin/python try.py
