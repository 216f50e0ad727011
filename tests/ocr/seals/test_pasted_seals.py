"""What a PDF tells about the pictures of its seals: pasted ones by digest, stamps and signatures as electronic."""

import io

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from cases.submission import FileKind
from ocr.file.document import open_document
from ocr.read import read_page
from sandbox.limits import Limits
from tests.drawing import Inking, draw_seal, official_seal
from tests.ocr.file.made_pdfs import saved, text_page
from tests.office.services import one_engine

UNIT = "北京华兴劳务派遣有限公司"
SIDE = 119.0
"""Points of a seal of 42 mm."""


def impression(unit: str) -> Image.Image:
    """One plain red with the seal in its transparency, as office programs paste it."""
    return draw_seal(official_seal(unit), Inking(strength=1.0, unevenness=0.0, speckle=0.0), 150)


def pages_with(*placed: tuple[Image.Image, float, float]) -> bytes:
    """A page for each picture: place from the left and side in points."""
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    for picture, left, side in placed:
        canvas.drawString(72, 700, "Sealed")
        canvas.drawImage(ImageReader(picture), left, 200, side, side, mask="auto")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def digests(content: bytes) -> list[str]:
    with open_document(content, FileKind.PDF, Limits()) as document:
        return [image.digest for page in document.pages() for image in page.image_digests]


def test_two_seals_of_one_plain_red_differ_and_one_pasted_again_does_not() -> None:
    one, other = impression(UNIT), impression("上海星河科技有限公司")
    first, second, third, fourth = digests(
        pages_with((one, 100, SIDE), (other, 100, SIDE), (one, 220.5, SIDE), (one, 77.3, 0.9 * SIDE))
    )
    assert first != second
    assert first == third == fourth


@pytest.mark.parametrize("way", ["form", "inline"])
def test_picture_in_a_form_or_inline_is_known_again(way: str) -> None:
    pixels = Image.effect_noise((24, 24), 60).convert("RGB").tobytes()
    with pikepdf.new() as document:
        for left in (100, 250):
            page = text_page(document, "BT /F 18 Tf 72 700 Td (Sealed) Tj ET")
            draw = f"q 100 0 0 100 {left} 200 cm "
            if way == "inline":
                page.obj.Contents = document.make_stream(
                    draw.encode() + b"BI /W 24 /H 24 /CS /RGB /BPC 8 /F /AHx ID " + pixels.hex().encode() + b"> EI Q"
                )
                continue
            picture = document.make_stream(
                pixels, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=24, Height=24,
                ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
            )  # fmt: skip
            form = document.make_stream(
                b"/P Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 1, 1],
                Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture)),
            )  # fmt: skip
            page.obj.Resources.XObject = pikepdf.Dictionary(X=form)
            page.obj.Contents = document.make_stream(draw.encode() + b"/X Do Q")
        first, second = digests(saved(document))
    assert first == second


def annotated(kind: str) -> bytes:
    """A page whose seal is the appearance of a stamp annotation or of a signature's widget."""
    with pikepdf.open(io.BytesIO(pages_with((impression(UNIT), 100, SIDE)))) as document:
        page = document.pages[0]
        drawn = next(iter(page.obj.Resources.XObject.values()))
        shown = document.make_stream(
            f"q {SIDE} 0 0 {SIDE} 0 0 cm /P Do Q".encode(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
            BBox=[0, 0, SIDE, SIDE], Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=drawn)),
        )  # fmt: skip
        annotation = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, F=4, Rect=[300, 200, 300 + SIDE, 200 + SIDE],
            AP=pikepdf.Dictionary(N=shown),
        )  # fmt: skip
        if kind == "signature":
            annotation.Subtype, annotation.FT = pikepdf.Name.Widget, pikepdf.Name.Sig
            annotation.T, annotation.V = pikepdf.String("s"), pikepdf.Dictionary(Type=pikepdf.Name.Sig)
        entry = document.make_indirect(annotation)
        if kind == "signature":
            document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([entry]))
        page.obj.Annots = pikepdf.Array([entry])
        page.obj.Contents = document.make_stream(b"BT /F1 18 Tf 72 700 Td (Sealed) Tj ET")
        return saved(document)


@pytest.mark.parametrize("kind", ["stamp", "signature"])
def test_seal_of_a_stamp_or_a_signature_is_electronic(kind: str) -> None:
    with open_document(annotated(kind), FileKind.PDF, Limits()) as document:
        (page,) = document.pages()
    (seal,) = read_page(page, one_engine(), {}).seals
    assert seal.electronic
    assert seal.image_digest


def test_seal_drawn_on_the_page_itself_is_no_electronic_one() -> None:
    with open_document(pages_with((impression(UNIT), 100, SIDE)), FileKind.PDF, Limits()) as document:
        (page,) = document.pages()
    (seal,) = read_page(page, one_engine(), {}).seals
    assert not seal.electronic
    assert seal.image_digest == page.image_digests[0].digest
