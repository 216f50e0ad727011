#!/bin/sh
# pypdf: pages of fax machines, coded in two dimensions or with rows that begin on a byte
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check \
    pypdf==7.1.1 pikepdf==10.18.0 pypdfium2==5.15.2 pillow==13.0.0
cat > try.py <<'END'
import io

import pikepdf
import pypdf
import pypdfium2
from PIL import Image

W, H = 64, 16
image = Image.new("1", (W, H), 1)
image.paste(0, (32, 3, W, H))
tiff = io.BytesIO()
image.save(tiff, "TIFF", compression="group3", tiffinfo={292: 1, 278: H})
tags = Image.open(tiff).tag_v2
mixed = tiff.getvalue()[tags[273][0]:][:tags[279][0]]
rows = ["1"] * 3 + ["001" + "00011011" + "000001101010"] + ["11"] * 12  # Group 4 by hand: white, then half black
bits = "".join(row + "0" * (-len(row) % 8) for row in rows)
aligned = int(bits, 2).to_bytes(len(bits) // 8, "big")


def pages(coded, **how):
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(W, H))
    stream = pikepdf.Stream(pdf, b"")
    how = pikepdf.Dictionary(Columns=W, Rows=H, **how)
    stream.write(coded, filter=pikepdf.Name.CCITTFaxDecode, decode_parms=how)
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stream.Width, stream.Height, stream.BitsPerComponent, stream.ColorSpace = W, H, 1, pikepdf.Name.DeviceGray
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=stream))
    page.Contents = pikepdf.Stream(pdf, b"q %d 0 0 %d 0 0 cm /Im Do Q" % (W, H))
    file = io.BytesIO()
    pdf.save(file)
    drawn = next(iter(pypdfium2.PdfDocument(file)[0].get_objects())).get_bitmap().to_pil()
    read = pypdf.PdfReader(file).pages[0].images[0].image
    return [picture.convert("1").histogram()[0] for picture in (drawn, read)]


seen = {"two dimensions (K 4)": pages(mixed, K=4, EndOfLine=True, BlackIs1=True),
        "rows on bytes (EncodedByteAlign)": pages(aligned, K=-1, EncodedByteAlign=True)}
print("pypdf", pypdf.__version__, "against PDFium")
print("expected: both find the same black pixels")
for coding, (drawn, read) in seen.items():
    print(f"seen: {coding}: {drawn} black pixels drawn by PDFium, {read} in pypdf's image")
assert [drawn for drawn, _ in seen.values()] == [416, 416]
assert all(read != 416 for _, read in seen.values())
END
venv/bin/python try.py
