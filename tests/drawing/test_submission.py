"""Submissions are what their truth says: pages, text, seals, strips, defects."""

import io
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from tests.drawing import (
    CLEAN,
    COARSE,
    COPY,
    PHOTO,
    Defect,
    DrawnSubmission,
    Scan,
    SubmissionSpec,
    bad_files,
    draw_submission,
    twin_name,
)
from tests.drawing.binding import ScannedPages
from tests.drawing.fonts import debian_fonts_present
from tests.drawing.kept import kept_submission
from tests.drawing.materials import ITEMS, PAPERS
from tests.drawing.submission import required_codes

FAST = Scan(dots_per_inch=100, noise=0, blur=0, crop_mm=0, skew=0.3)
FASTER = Scan(dots_per_inch=72, noise=0, blur=0, crop_mm=0, skew=0)


def pictures(drawn: DrawnSubmission, scale: float = 1.0) -> Iterator[np.ndarray]:
    """Yield each page as RGB at 72·scale dpi, so that pixels are points times scale."""
    for page in pypdfium2.PdfDocument(drawn.content):
        yield np.asarray(page.render(scale=scale).to_pil().convert("RGB")).astype(int)


def first_image(document: pikepdf.Pdf) -> pikepdf.Object:
    """Return the picture that the first page consists of."""
    (image,) = document.pages[0].Resources.XObject.values()
    return image


def red_share(picture: np.ndarray, box: tuple[float, float, float, float]) -> float:
    x0, y0, x1, y1 = (max(0, round(v)) for v in box)
    part = picture[y0:y1, x0:x1]
    return float(((part[..., 0] - part[..., 1:].max(axis=2)) > 30).mean())


def test_ten_page_scan_at_200_dpi() -> None:
    drawn = kept_submission(SubmissionSpec("dispatch-new", 1))
    with pikepdf.open(io.BytesIO(drawn.content)) as document:
        assert 10 <= len(document.pages) <= 16
        assert all(float(page.mediabox[2]) == pytest.approx(595, abs=6) for page in document.pages)
        image = first_image(document)
        assert image.Filter == "/DCTDecode"
        assert int(image.Width) == pytest.approx(1654, abs=16)
    assert drawn.file_name == f"{drawn.unit}+新申请劳务派遣行政许可.pdf"
    assert drawn.truth.expected_outcome == "accept"
    assert drawn.truth.expected_findings == ()


@pytest.mark.parametrize("item", ITEMS)
def test_clean_submission_has_every_paper_and_each_page_its_seal(item: str) -> None:
    drawn = kept_submission(SubmissionSpec(item, 3, scan=FASTER, agent=True))
    assert {page.document for page in drawn.truth.pages} == {paper.code for paper in PAPERS[item]}
    assert all(page.seal_present for page in drawn.truth.pages)
    assert {material.cross_page_seal for material in drawn.truth.materials} <= {"complete", "not-needed"}
    for page, picture in zip(drawn.truth.pages, pictures(drawn), strict=True):
        for seal in page.seals:
            if seal.colour == "red":
                assert red_share(picture, seal.box) > 0.08, (page.document, seal.kind)


def test_kept_submission_is_the_one_that_is_drawn() -> None:
    spec = SubmissionSpec("backpay-extended-period", 6, container="jpeg")
    kept_submission(spec)
    kept_submission.cache_clear()
    assert kept_submission(spec) == draw_submission(spec)  # read back from its file


def test_same_specification_same_bytes_and_other_seed_other_bytes() -> None:
    spec = SubmissionSpec("backpay-extended-period", 5, container="jpeg")
    assert draw_submission(spec).content == draw_submission(spec).content
    assert (
        kept_submission(spec).content
        != kept_submission(SubmissionSpec("backpay-extended-period", 6, container="jpeg")).content
    )


@pytest.mark.parametrize("defect", [Defect.PAGE_UNSEALED, Defect.WRONG_KIND_SEAL, Defect.EXCHANGED_PAGE])
def test_defect_of_one_page_leaves_the_others_as_they_were(defect: Defect) -> None:
    clean = kept_submission(SubmissionSpec("dispatch-new", 5, scan=FASTER))
    spoilt = kept_submission(SubmissionSpec("dispatch-new", 5, (defect,), scan=FASTER))
    assert sum(one != other for one, other in zip(clean.scans, spoilt.scans, strict=True)) == 1


def test_missing_material_leaves_the_pages_of_the_others_as_they_were() -> None:
    clean = kept_submission(SubmissionSpec("dispatch-new", 5, scan=FASTER))
    spoilt = kept_submission(SubmissionSpec("dispatch-new", 5, (Defect.MISSING_REQUIRED,), scan=FASTER))
    assert set(spoilt.scans) < set(clean.scans)


def test_defect_of_a_seal_takes_no_page_whose_seal_nobody_asks_for() -> None:
    for seed in range(6):
        drawn = kept_submission(SubmissionSpec("backpay-extended-period", seed, (Defect.PAGE_UNSEALED,), scan=FASTER))
        assert [one.material for one in drawn.truth.expected_findings] == ["backpay-form"]


def test_kept_pages_make_the_same_submission() -> None:
    scanned: ScannedPages = {}
    draw_submission(SubmissionSpec("layoff-report", 5, scan=FASTER), scanned)
    spec = SubmissionSpec("layoff-report", 5, (Defect.MISSING_REQUIRED, Defect.WRONG_KIND_SEAL), scan=FASTER)
    assert draw_submission(spec, scanned) == draw_submission(spec)


def test_two_seeds_use_other_looks() -> None:
    texts = {
        kept_submission(SubmissionSpec("backpay-extended-period", seed, scan=FASTER)).truth.pages[0].lines[0].text
        for seed in range(6)
    }
    assert texts == {"社会保险费补缴明细表", "社会保险费补缴申报表"}


@pytest.mark.parametrize("scan", [FAST, COARSE, PHOTO], ids=["skewed", "coarse", "photo"])
def test_lines_stand_where_the_truth_says(scan: Scan) -> None:
    drawn = kept_submission(SubmissionSpec("backpay-extended-period", 9, scan=scan))
    picture = next(pictures(drawn, 2.0)).min(axis=2)
    for line in drawn.truth.pages[0].lines:
        x0, y0, x1, y1 = (round(v * 2) for v in line.box)
        inside = picture[y0:y1, x0:x1]
        assert inside.min() < inside.max() - 60, line.text


def test_unsealed_page_has_no_red() -> None:
    drawn = kept_submission(SubmissionSpec("layoff-report", 7, (Defect.PAGE_UNSEALED,), scan=FASTER, page=3))
    (finding,) = drawn.truth.expected_findings
    assert (finding.code, finding.page) == ("seal-missing", 3)
    picture = list(pictures(drawn))[2]
    assert not drawn.truth.pages[2].seal_present
    assert red_share(picture, (0, 0, 595, 842)) < 0.0005


def test_strips_touch_the_right_edge_and_are_gone_where_asked() -> None:
    clean = kept_submission(SubmissionSpec("dispatch-new", 2, scan=FASTER))
    shown = [page for page in clean.truth.pages if page.fragments]
    assert len(shown) >= 4
    for page in shown:
        assert page.fragments[0].box[2] == pytest.approx(595, abs=4)
    bare = kept_submission(SubmissionSpec("dispatch-new", 2, (Defect.NO_CROSS_PAGE_SEAL,), scan=FASTER))
    assert not any(page.fragments for page in bare.truth.pages)
    partial = kept_submission(SubmissionSpec("dispatch-new", 2, (Defect.PARTIAL_CROSS_PAGE_SEAL,), scan=FASTER))
    assert "partial" in {material.cross_page_seal for material in partial.truth.materials}


def test_package_and_left_edge_strips() -> None:
    drawn = kept_submission(
        SubmissionSpec("hours-flexible", 2, scan=FASTER, cross_page="package", cross_page_edge="left")
    )
    for page in drawn.truth.pages:
        assert [fragment.edge for fragment in page.fragments] == ["left"]
        assert page.fragments[0].box[0] == pytest.approx(0, abs=4)


@pytest.mark.parametrize(
    ("defect", "kind"),
    [(Defect.OTHER_COMPANY_SEAL, "official"), (Defect.TWIN_NAME_SEAL, "official"), (Defect.WRONG_KIND_SEAL, None)],
)
def test_foreign_and_wrong_seals_do_not_count(defect: Defect, kind: str | None) -> None:
    drawn = kept_submission(SubmissionSpec("layoff-report", 8, (defect,), scan=FASTER))
    finding = drawn.truth.expected_findings[0]
    assert finding.page is not None
    page = drawn.truth.pages[finding.page - 1]
    wrong = [seal for seal in page.seals if seal.kind != "government"]
    assert len(wrong) == 1
    assert not wrong[0].applicant
    assert not page.seal_present
    assert (wrong[0].text != drawn.unit) if kind else (wrong[0].kind in {"contract", "finance", "personnel"})


def test_missing_material_is_not_drawn() -> None:
    drawn = kept_submission(SubmissionSpec("dispatch-new", 4, (Defect.MISSING_REQUIRED,), scan=FASTER))
    (code,) = drawn.truth.missing
    assert code in required_codes("dispatch-new")
    assert code not in {page.document for page in drawn.truth.pages}
    assert drawn.truth.expected_outcome == "supplement"


@pytest.mark.parametrize("commitment", [True, False])
def test_tolerable_material_with_and_without_commitment_letter(commitment: bool) -> None:
    drawn = kept_submission(
        SubmissionSpec("layoff-report", 4, (Defect.MISSING_TOLERABLE,), scan=FASTER, commitment=commitment)
    )
    assert drawn.truth.missing == ("agent-identity",)
    assert ("tolerance-commitment" in {page.document for page in drawn.truth.pages}) is commitment
    assert drawn.truth.expected_outcome == "tolerate"


def test_inconsistent_code_stands_only_in_the_application() -> None:
    drawn = kept_submission(SubmissionSpec("dispatch-new", 4, (Defect.CODE_INCONSISTENT,), scan=FASTER))
    values = {material.code: material.values for material in drawn.truth.materials}
    assert values["dispatch-application"]["uscc"] != values["business-licence"]["uscc"]


def test_grey_copy_has_no_colour() -> None:
    drawn = kept_submission(SubmissionSpec("backpay-extended-period", 4, (Defect.GREY_COPY,), scan=FAST))
    for picture in pictures(drawn):
        assert np.ptp(picture, axis=2).max() <= 2
    assert {page.colour for page in drawn.truth.pages} == {"grey"}


def test_bilevel_copy_is_black_and_white() -> None:
    drawn = kept_submission(SubmissionSpec("backpay-extended-period", 4, scan=COPY))
    with pikepdf.open(io.BytesIO(drawn.content)) as document:
        assert int(first_image(document).BitsPerComponent) == 1


def test_letter_paper_and_sideways_scan() -> None:
    drawn = kept_submission(SubmissionSpec("layoff-report", 4, (Defect.WRONG_PAPER_SIZE,), scan=FASTER, page=2))
    assert drawn.truth.pages[1].size_mm == (216.0, 279.0)
    sideways = kept_submission(SubmissionSpec("backpay-extended-period", 4, scan=Scan(dots_per_inch=72, rotation=90)))
    picture = next(pictures(sideways))
    assert picture.shape[1] > picture.shape[0]


def test_bad_names_and_impossible_defects() -> None:
    drawn = kept_submission(
        SubmissionSpec("backpay-extended-period", 4, (Defect.BAD_NAME,), scan=FASTER, bad_name="{unit}-{item}.pdf")
    )
    assert drawn.file_name.startswith(f"{drawn.unit}-")
    assert {finding.code for finding in drawn.truth.expected_findings} == {"name-weak-separator"}
    with pytest.raises(ValueError, match="no room"):
        kept_submission(SubmissionSpec("backpay-extended-period", 4, (Defect.NO_CROSS_PAGE_SEAL,)))


def test_defects_together_take_the_graver_outcome() -> None:
    drawn = kept_submission(
        SubmissionSpec("dispatch-new", 4, (Defect.PAGE_UNSEALED, Defect.CODE_INCONSISTENT), scan=FASTER)
    )
    assert drawn.truth.expected_outcome == "review"


def test_born_digital_text_layer_holds_every_line() -> None:
    drawn = kept_submission(SubmissionSpec("hours-flexible", 4, born_digital=True))
    for truth, page in zip(drawn.truth.pages, pypdfium2.PdfDocument(drawn.content), strict=True):
        text = "".join(page.get_textpage().get_text_range().split())
        for line in truth.lines:
            assert "".join(line.text.split()) in text
    again = kept_submission(SubmissionSpec("hours-flexible", 4, born_digital=True))
    assert again.content == drawn.content


@pytest.mark.parametrize(("container", "down"), [("tiff-fine", 196), ("tiff-standard", 98)])
def test_fax_is_1728_pixels_wide_and_bilevel(container: str, down: int) -> None:
    drawn = kept_submission(SubmissionSpec("backpay-extended-period", 4, container=container))
    with Image.open(io.BytesIO(drawn.content)) as image:
        assert getattr(image, "n_frames", 1) == len(drawn.truth.pages)
        assert (image.mode, image.width) == ("1", 1728)
        assert tuple(round(float(v)) for v in image.info["dpi"]) == (204, down)
        assert image.info["compression"] in {"group3", "group4"}
    assert drawn.file_name.endswith(".tif")
    assert {seal.colour for page in drawn.truth.pages for seal in page.seals} == {"black"}


def test_photo_as_jpeg() -> None:
    drawn = kept_submission(SubmissionSpec("backpay-extended-period", 4, scan=PHOTO, container="jpeg"))
    assert drawn.media_type == "image/jpeg"
    assert drawn.content.startswith(b"\xff\xd8")
    assert len(drawn.truth.pages) == 1


def test_clean_scanner_keeps_white_white() -> None:
    picture = next(pictures(kept_submission(SubmissionSpec("backpay-extended-period", 4, scan=CLEAN))))
    assert np.median(picture) >= 253


def test_bad_files_are_as_bad_as_they_say() -> None:
    content = kept_submission(SubmissionSpec("backpay-extended-period", 4, scan=FASTER)).content
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(bad_files.encrypted(content)))
    with pikepdf.open(io.BytesIO(bad_files.owner_locked(content))) as document:
        assert document.is_encrypted
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(bad_files.truncated(content))
    assert bad_files.empty() == b""
    assert not bad_files.not_a_pdf().startswith(b"%PDF-")
    assert len(pypdfium2.PdfDocument(bad_files.too_many_pages(501))) == 501


@pytest.mark.skipif(not debian_fonts_present(), reason="the fonts of Debian's packages are not on this machine")
def test_debian_faces_are_used_only_when_asked_for() -> None:
    usual = [kept_submission(SubmissionSpec("backpay-extended-period", seed, scan=FASTER)).content for seed in range(3)]
    extra = [
        kept_submission(SubmissionSpec("backpay-extended-period", seed, scan=FASTER, debian_fonts=True)).content
        for seed in range(3)
    ]
    assert usual != extra


def test_twin_name_is_on_every_company_seal() -> None:
    spec = SubmissionSpec("layoff-report", 8, scan=FASTER)
    clean = kept_submission(spec)
    twin = kept_submission(replace(spec, defects=(Defect.TWIN_NAME_SEAL,)))
    assert {seal.text for page in twin.truth.pages for seal in page.seals if seal.kind == "official"} == {
        twin_name(clean.unit)
    }
    assert not any(page.seal_present for page in twin.truth.pages if page.document != "layoff-opinion")
