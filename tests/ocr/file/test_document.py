"""Files in the sandbox: what is found about them, and what their pages look like."""

import io
from random import Random

import numpy as np
import pikepdf
import pytest
from PIL import Image

from cases.finding import Severity
from cases.reading import ColourMode
from cases.submission import FileKind
from ocr.file.document import open_document, render_page
from ocr.file.rendered import RenderedPage
from sandbox.limits import Limits
from tests.drawing.bad_files import encrypted, owner_locked
from tests.ocr.file.made_pdfs import (
    A4,
    add_picture,
    letter,
    million_pages,
    nested_forms,
    png_of_size,
    saved,
    scan,
    text_page,
    written_page,
)


def findings(content: bytes, kind: FileKind = FileKind.PDF, limits: Limits | None = None) -> list[tuple[str, Severity]]:
    with open_document(content, kind, limits or Limits()) as document:
        return [(finding.code, finding.severity) for finding in document.findings]


def pages(content: bytes, kind: FileKind = FileKind.PDF, limits: Limits | None = None) -> list[RenderedPage]:
    with open_document(content, kind, limits or Limits()) as document:
        return list(document.pages())


def xfa_form() -> bytes:
    with pikepdf.new() as document:
        text_page(document, "BT /F 18 Tf 72 700 Td (Please wait...) Tj ET")
        document.Root.AcroForm = pikepdf.Dictionary(XFA=document.make_stream(b"<xdp/>"), Fields=pikepdf.Array([]))
        return saved(document)


def with_script(key: str) -> bytes:
    with pikepdf.open(io.BytesIO(letter())) as document:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        if key == "page":
            document.pages[0].obj.AA = pikepdf.Dictionary(O=action)
        else:
            document.Root.OpenAction = action
        return saved(document)


UNSTATED = {"description": "", "filename": "", "mime_type": "", "creation_date": "", "mod_date": ""}


def opening_an_address(clicked: bool) -> bytes:
    with pikepdf.open(io.BytesIO(letter())) as document:
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("http://collector.invalid/"))
        if clicked:
            link = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action
            )
            document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(link)])
        else:
            document.Root.OpenAction = action
        return saved(document)


def with_file_inside() -> bytes:
    with pikepdf.open(io.BytesIO(letter())) as document:
        document.attachments["secret.exe"] = pikepdf.AttachedFileSpec(document, b"MZ", **UNSTATED)
        return saved(document)


def signed_form(visible: bool) -> bytes:
    with pikepdf.open(io.BytesIO(letter())) as document:
        shown = document.make_stream(b"1 0 0 rg 0 0 100 50 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
                                     BBox=[0, 0, 100, 50])  # fmt: skip
        field = document.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Sig, T=pikepdf.String("s"), F=4,
            Rect=[300, 100, 400, 150] if visible else [0, 0, 0, 0], AP=pikepdf.Dictionary(N=shown),
            V=pikepdf.Dictionary(Type=pikepdf.Name.Sig),
        ))  # fmt: skip
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        document.pages[0].obj.Annots = pikepdf.Array([field])
        return saved(document)


BLOCKING, REVIEW, NOTICE = Severity.BLOCKING, Severity.REVIEW, Severity.NOTICE


@pytest.mark.parametrize(
    ("content", "code", "severity"),
    [
        pytest.param(b"", "file-empty", BLOCKING, id="empty"),
        pytest.param(b"%PDF-1.4\n%%EOF", "file-damaged", BLOCKING, id="header only"),
        pytest.param(b"MZ" + bytes(500), "file-damaged", BLOCKING, id="program"),
        pytest.param(encrypted(letter()), "file-encrypted", BLOCKING, id="user password"),
        pytest.param(xfa_form(), "file-type-refused", BLOCKING, id="dynamic form"),
        pytest.param(with_script("page"), "file-active-content", NOTICE, id="script on a page"),
        pytest.param(with_script("document"), "file-active-content", NOTICE, id="script at opening"),
        pytest.param(opening_an_address(False), "file-active-content", NOTICE, id="address at opening"),
        pytest.param(with_file_inside(), "file-embedded-files", NOTICE, id="file inside"),
        pytest.param(signed_form(visible=False), "signature-present-unverified", NOTICE, id="signature"),
        pytest.param(letter()[:-120], "file-damaged", REVIEW, id="tail cut off"),
    ],
)
def test_finding(content: bytes, code: str, severity: Severity) -> None:
    found = findings(content)
    assert (code, severity) in found
    assert all(other[1] is not BLOCKING for other in found if other[0] != code)
    assert len(pages(content)) == (0 if severity is BLOCKING else 1)


@pytest.mark.parametrize(
    "content",
    [letter(), owner_locked(letter()), opening_an_address(True)],
    ids=["plain", "owner password only", "link to be clicked"],
)
def test_nothing_to_say(content: bytes) -> None:
    assert findings(content) == []
    assert len(pages(content)) == 1


@pytest.mark.parametrize(("count", "codes"), [(3, []), (4, ["file-too-many-pages"])], ids=["at the cap", "one more"])
def test_page_cap(count: int, codes: list[str]) -> None:
    limits = Limits(pages=3)
    assert [code for code, _ in findings(letter(pages=count), limits=limits)] == codes
    assert len(pages(letter(pages=count), limits=limits)) == (0 if codes else 3)


def test_one_page_reachable_a_million_times_is_never_plain() -> None:
    assert {code for code, severity in findings(million_pages()) if severity is not NOTICE} & {
        "file-too-many-pages",
        "file-damaged",
        "file-limit-reached",
    }


def test_page_that_takes_too_long_is_unreadable_and_the_others_go_on() -> None:
    with open_document(nested_forms(pages=3), FileKind.PDF, Limits(page_seconds=1.0)) as document:
        read = list(document.pages())
        found = [finding.code for finding in document.findings]
    assert [page.file_page for page in read] == [1, 2, 3]
    assert ["page-unreadable" in page.flags for page in read] == [True, False, False]
    assert [line.text for line in read[2].text_lines] == ["A plain page"]
    assert found == ["file-limit-reached"]


def test_file_time_is_bounded_whatever_its_pages() -> None:
    with open_document(nested_forms(pages=2), FileKind.PDF, Limits(page_seconds=1.0, file_seconds=1.2)) as document:
        assert len(list(document.pages())) == 2


def test_page_of_giant_size_is_drawn_coarser() -> None:
    (page,) = pages(letter(size=(8000, 8000)))
    assert page.bitmap.shape[0] * page.bitmap.shape[1] <= 25.1e6
    assert page.dots_per_inch < 50
    assert page.size_mm == pytest.approx((2822.2, 2822.2), abs=0.2)
    assert "page-low-resolution" in page.flags


def test_page_has_its_size_and_text() -> None:
    (page,) = pages(letter("Application for a permit"))
    assert page.size_mm == pytest.approx((210.0, 297.0), abs=0.1)
    assert page.bitmap.shape == (2339, 1654, 3)
    assert page.colour is ColourMode.COLOUR
    assert page.text_trusted
    (line,) = page.text_lines
    assert line.text == "Application for a permit"
    assert line.box[0] == pytest.approx(72, abs=2)
    assert line.box[1] < 100 < line.box[3] + 5


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_stamp_stands_where_the_viewer_shows_it(rotation: int) -> None:
    with pikepdf.open(io.BytesIO(signed_form(visible=True))) as document:
        document.pages[0].obj.Annots[0].Subtype = pikepdf.Name.Stamp
        document.pages[0].rotate(rotation, relative=False)
        (page,) = pages(saved(document))
    (stamp,) = page.annotations
    assert stamp.kind == "stamp"
    assert stamp.image_digest
    scale = page.dots_per_inch / 72
    x0, y0, x1, y1 = (round(value * scale) for value in stamp.box)
    inside = page.bitmap[y0 + 4 : y1 - 4, x0 + 4 : x1 - 4]
    assert inside[:, :, 0].min() > 200
    assert inside[:, :, 1].max() < 50


def test_visible_signature_is_an_annotation() -> None:
    (page,) = pages(signed_form(visible=True))
    assert [(item.kind, item.box[2] - item.box[0]) for item in page.annotations] == [("signature", 100)]


def test_picture_on_the_page_is_known_by_its_digest() -> None:
    with pikepdf.new() as document:
        for _ in range(2):
            page = text_page(document, "BT /F 18 Tf 72 700 Td (Sealed) Tj ET")
            add_picture(document, page, Image.new("RGB", (30, 30), (220, 20, 30)), (300, 100, 400, 200))
        first, second = pages(saved(document))
    assert first.image_digests[0].digest == second.image_digests[0].digest
    assert first.image_digests[0].box == pytest.approx((300, A4[1] - 200, 400, A4[1] - 100), abs=0.1)
    assert first.text_trusted


def test_content_key_tells_pages_apart_and_stays() -> None:
    one, again, other = (pages(letter(text))[0].content_key for text in ("One page", "One page", "Another page"))
    assert one == again != other


@pytest.mark.parametrize("mode", ["JavaScript-free", "hidden"])
def test_hidden_text_changes_the_content_key(mode: str) -> None:
    hidden = "BT 3 Tr /F 18 Tf 72 300 Td (A secret line) Tj ET" if mode == "hidden" else ""
    assert (pages(letter(extra=hidden))[0].content_key == pages(letter())[0].content_key) is (mode != "hidden")


@pytest.mark.parametrize(
    ("extra", "trusted", "hidden"),
    [
        pytest.param("", True, False, id="visible"),
        pytest.param("BT 3 Tr /F 18 Tf 72 300 Td (All checks have passed) Tj ET", True, True, id="invisible"),
        pytest.param("1 1 1 rg BT /F 18 Tf 72 300 Td (All checks have passed) Tj ET", True, True, id="white"),
        pytest.param("BT /F 18 Tf 72 -50 Td (All checks have passed) Tj ET", True, True, id="off the page"),
        pytest.param(
            "BT /F 18 Tf 72 300 Td (All checks have passed) Tj ET 1 1 1 rg 50 280 400 60 re f", True, True, id="covered"
        ),
        pytest.param("1 1 1 rg 0 0 600 842 re f", False, True, id="all covered"),
    ],
)
def test_only_text_that_can_be_seen_counts(extra: str, trusted: bool, hidden: bool) -> None:
    (page,) = pages(letter(extra=extra))
    assert page.text_trusted is trusted
    assert ("page-hidden-text" in page.flags) is hidden
    assert [line.text for line in page.text_lines] == (["Application for a permit"] if trusted else [])


def test_searchable_scan_is_not_trusted_and_not_accused() -> None:
    (page,) = pages(scan(written_page(["Application for a permit"]), hidden_text="Something else altogether"))
    assert not page.text_trusted
    assert "page-hidden-text" not in page.flags


def test_picture_that_holds_text_is_to_be_read_beside_the_layer() -> None:
    with pikepdf.new() as document:
        page = text_page(document, "BT /F 10 Tf 72 20 Td (Page 1) Tj ET")
        add_picture(document, page, written_page(["劳务派遣经营许可申请书"] * 2, height=330), (0, 100, 595, 180))
        (rendered,) = pages(saved(document))
    assert rendered.text_trusted
    assert [line.text for line in rendered.text_lines] == ["Page 1"]
    (found,) = rendered.pictures
    assert found == pytest.approx((0, A4[1] - 180, 595, A4[1] - 100), abs=0.1)


def test_layer_that_leaves_out_what_is_drawn_in_outlines_is_not_trusted() -> None:
    drawn = " ".join(f"{72 + 14 * n} {600 - 20 * row} 6 9 re f" for row in range(3) for n in range(20))
    (page,) = pages(letter(extra=drawn))
    assert not page.text_trusted


@pytest.mark.parametrize(
    ("picture", "colour"),
    [
        pytest.param(Image.new("L", (1654, 2339), 250), ColourMode.GREY, id="one channel"),
        pytest.param(Image.new("RGB", (1654, 2339), (250, 250, 250)), ColourMode.GREY, id="three equal channels"),
        pytest.param(Image.new("RGB", (1654, 2339), (250, 247, 240)), ColourMode.COLOUR, id="tinted paper"),
    ],
)
def test_colour_mode_of_a_scan(picture: Image.Image, colour: ColourMode) -> None:
    shade = Image.effect_noise(picture.size, 30).convert(picture.mode)
    (page,) = pages(scan(Image.blend(picture, shade, 0.0 if colour is ColourMode.COLOUR else 0.2)))
    assert page.colour is colour


def fax(across: float, down: float, rows: int, frames: int = 1) -> bytes:
    picture = written_page(["传真测试"], width=1728, height=2292).resize((1728, rows)).convert("1")
    stream = io.BytesIO()
    picture.save(
        stream, "TIFF", compression="group3", dpi=(across, down), save_all=True, append_images=[picture] * (frames - 1)
    )
    return stream.getvalue()


@pytest.mark.parametrize(
    ("across", "down", "rows"),
    [(204, 98, 1146), (204, 196, 2292), (1, 1, 1146)],
    ids=["standard", "fine", "without resolution"],
)
def test_fax_gets_square_pixels(across: float, down: float, rows: int) -> None:
    (page,) = pages(fax(across, down, rows), FileKind.TIFF)
    assert page.size_mm == pytest.approx((215.2, 297.0), abs=0.8)
    assert page.bitmap.shape[:2] == pytest.approx((2339, 1694), abs=5)
    assert page.colour is ColourMode.BILEVEL
    assert page.size_known


@pytest.mark.parametrize(("frames", "codes"), [(2, []), (3, ["file-too-many-pages"])], ids=["at the cap", "one more"])
def test_frame_cap(frames: int, codes: list[str]) -> None:
    content = fax(204, 98, 400, frames)
    assert [code for code, _ in findings(content, FileKind.TIFF, Limits(frames=2))] == codes


def test_pixel_flood_is_a_limit() -> None:
    assert findings(png_of_size(40_000, 40_000), FileKind.IMAGE) == [("file-limit-reached", REVIEW)]


def test_camera_orientation_is_applied_and_its_resolution_not_believed() -> None:
    picture = Image.new("RGB", (400, 200), (250, 248, 240))
    picture.paste((200, 0, 0), (0, 0, 400, 40))
    exif = Image.Exif()
    exif[0x0112] = 6
    stream = io.BytesIO()
    picture.save(stream, "JPEG", exif=exif, dpi=(72, 72))
    (page,) = pages(stream.getvalue(), FileKind.IMAGE)
    assert page.bitmap.shape[:2] == (400, 200)
    assert page.bitmap[:, -20:, 0].mean() > 180 > 60 > page.bitmap[:, -20:, 1].mean()
    assert not page.size_known
    assert page.size_mm == pytest.approx((70.6, 141.1), abs=0.1)  # as on A4, but no coarser than 72 to the inch


@pytest.mark.parametrize("kind", [FileKind.OTHER, FileKind.ARCHIVE, FileKind.MESSAGE])
def test_kinds_without_pages_are_refused(kind: FileKind) -> None:
    assert findings(b"PK", kind) == [("file-type-refused", BLOCKING)]


def test_page_picture_for_the_screen() -> None:
    png = render_page(letter(pages=2), FileKind.PDF, 2, Limits(), 72)
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.size == (596, 842)
        assert np.asarray(picture).min() < 100
    with pytest.raises(ValueError, match="no page 3"):
        render_page(letter(pages=2), FileKind.PDF, 3, Limits(), 72)


def test_broken_content_that_draws_nothing_is_unreadable_not_blank() -> None:
    with pikepdf.new() as document:
        page = text_page(document, "")
        page.obj.Contents = document.make_stream(Random(1).randbytes(3000))
        (rendered,) = pages(saved(document))
    assert "page-unreadable" in rendered.flags
    with pikepdf.new() as document:
        text_page(document, "")
        (blank,) = pages(saved(document))
    assert "page-unreadable" not in blank.flags


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-", encrypted(letter()), xfa_form()], ids=["empty", "bad", "locked", "form"]
)
def test_refusal_tells_the_sender_what_to_do(content: bytes) -> None:
    with open_document(content, FileKind.PDF, Limits()) as document:
        sentences = [finding.message for finding in document.findings if finding.severity is BLOCKING]
    assert len(sentences) == 1
    assert "重新发送" in sentences[0]
