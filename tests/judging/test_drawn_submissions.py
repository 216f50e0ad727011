"""Judging of drawn submissions of all five items, fed with the drawn truth instead of an OCR reading.

What is tested here is sorting and judging, not reading: every line stands where it was drawn, read without a slip.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest

from cases.reading import (
    ColourMode,
    Edge,
    EdgeFragment,
    InkColour,
    PageReading,
    Seal,
    SealKind,
    SealShape,
    SignaturePlace,
    Source,
    TextLine,
)
from cases.report import Outcome, Report
from cases.units import POINTS_PER_MM
from catalogue.model import Catalogue
from judging.item_detection import shown_item
from judging.judge import judge_pages
from judging.question import Question
from judging.reader import ReadFiles
from ocr.cross_page.fragments import MASK_PIXELS_PER_MM, pack_mask
from tests.drawing import Defect, SubmissionSpec
from tests.drawing.born_digital import SEAL_DOTS
from tests.drawing.kept import kept_submission
from tests.drawing.submission import DrawnSubmission
from tests.drawing.truth import FragmentTruth, PageTruth
from tests.packaged import packaged

RECEIVED = datetime.fromisoformat("2020-02-20T09:00:00+08:00")
ITEMS = ("dispatch-new", "hours-flexible", "hours-comprehensive", "layoff-report", "backpay-extended-period")
SIGNERS = ("法定代表人", "承诺人")
STARRED = ("official", "union", "personnel")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return packaged()


def readings(drawn: DrawnSubmission) -> tuple[PageReading, ...]:
    return tuple(
        PageReading(
            number=page.number,
            file=0,
            file_page=page.number,
            size_mm=page.size_mm,
            source=Source.OCR,
            colour=ColourMode(page.colour),
            rotation=0,
            lines=tuple(TextLine(one.text, one.box, 0.98) for one in page.lines),
            seals=tuple(
                Seal(
                    kind=SealKind(one.kind),
                    shape=SealShape(one.shape),
                    colour=InkColour(one.colour),
                    box=one.box,
                    size_mm=one.size_mm,
                    text=one.text,
                    score=0.97,
                    inner_text=one.inner_text,
                    text_score=0.99,
                    star=one.kind in STARRED,
                )
                for one in page.seals
            ),
            fragments=tuple(strip(one) for one in page.fragments),
            ink=0.05,
            signature_places=places(page),
        )
        for page in drawn.truth.pages
    )


def strip(truth: FragmentTruth) -> EdgeFragment:
    """The strip as it was pressed, in the resolution of a reading."""
    assert truth.picture is not None
    alpha = truth.picture.getchannel("A")
    ink = alpha.crop(alpha.point(lambda value: 255 if value > 50 else 0).getbbox())
    across, down = (max(1, round(side / SEAL_DOTS * 25.4 * MASK_PIXELS_PER_MM)) for side in ink.size)
    mask = np.asarray(ink.resize((across, down))) > 100
    x0, y0, x1, y1 = (value / POINTS_PER_MM for value in truth.box)
    return EdgeFragment(
        Edge(truth.edge), InkColour.RED, truth.box, y0, y1, x1 - x0, pack_mask(mask), (across, down), 0.9
    )


def places(page: PageTruth) -> tuple[SignaturePlace, ...]:
    """The labelled places of a page, signed where anybody signed on it."""
    labels = [(one, label) for one in page.lines for label in SIGNERS if f"{label}（签字）" in one.text]
    return tuple(SignaturePlace(label, one.box, bool(page.signatures), 0.93) for one, label in labels)


def judge(drawn: DrawnSubmission, catalogue: Catalogue) -> Report:
    question = Question(RECEIVED, unit=drawn.unit, item=drawn.item)
    return judge_pages(ReadFiles((), readings(drawn), (1,)), question, catalogue, catalogue.offices["bj-chaoyang"])


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("item", ITEMS)
def test_clean_submission_is_sorted_and_accepted(item: str, seed: int, catalogue: Catalogue) -> None:
    drawn = kept_submission(SubmissionSpec(item, seed, born_digital=True))
    report = judge(drawn, catalogue)
    assert report.page_documents == {page.number: page.document for page in drawn.truth.pages}
    told = [one for one in report.findings if one.code != "item-reminder"]  # for the officer, whatever is there
    assert (report.outcome, told) == (Outcome.ACCEPT, [])
    assert report.item.surely
    nameless = shown_item(report.pages, catalogue.items_on(RECEIVED.date()), catalogue.documents)
    assert nameless is not None
    assert [one.code for one in nameless.items] == [item]


@pytest.mark.parametrize(
    ("item", "defect"),
    [
        ("dispatch-new", Defect.MISSING_REQUIRED),
        ("dispatch-new", Defect.MISSING_TOLERABLE),
        ("hours-comprehensive", Defect.PAGE_UNSEALED),
        ("dispatch-new", Defect.NO_SEALS),
        ("dispatch-new", Defect.NO_CROSS_PAGE_SEAL),
        ("dispatch-new", Defect.PARTIAL_CROSS_PAGE_SEAL),
        ("layoff-report", Defect.OTHER_COMPANY_SEAL),
        ("hours-flexible", Defect.TWIN_NAME_SEAL),
        ("layoff-report", Defect.WRONG_KIND_SEAL),
        ("dispatch-new", Defect.CODE_INCONSISTENT),
        ("layoff-report", Defect.WRONG_PAPER_SIZE),
    ],
)
def test_defect_is_found_at_its_place(item: str, defect: Defect, catalogue: Catalogue) -> None:
    drawn = kept_submission(SubmissionSpec(item, 0, defects=(defect,), born_digital=True))
    report = judge(drawn, catalogue)
    assert report.outcome.value in drawn.truth.allowed_outcomes
    seals = {one.code: str(one.cross_page_seal) for one in report.materials if one.pages}
    assert seals == {one.code: one.cross_page_seal for one in drawn.truth.materials}
    for expected in drawn.truth.expected_findings:
        fitting = [one for one in report.findings if one.code in expected.code.split("|")]
        places = [(one.page, one.material) for one in fitting]
        assert fitting
        assert any(
            expected.page in (None, page) and expected.material in (None, material) for page, material in places
        ), (expected, places)
