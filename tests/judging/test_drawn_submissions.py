"""The rules over drawn submissions of all five items, fed with the drawn truth instead of an OCR reading.

What is tested here is sorting and judging, not reading: every line stands where it was drawn, read without a slip.
"""

from __future__ import annotations

from datetime import date

import pytest

from cases.finding import Finding
from cases.reading import (
    ColourMode,
    Coverage,
    CrossPageSeal,
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
from cases.report import Outcome
from catalogue.loader import load_catalogue
from catalogue.model import Catalogue
from papers.facts import derive
from papers.fields.read_fields import read_fields
from papers.materials import assign, detect_items, list_materials
from tests.drawing import Defect, SubmissionSpec, draw_submission
from tests.drawing.submission import DrawnSubmission
from tests.drawing.truth import PageTruth
from validators import Subject, validate
from validators.outcome import propose

RECEIVED = date(2020, 2, 20)
ITEMS = ("dispatch-new", "hours-flexible", "hours-comprehensive", "layoff-report", "backpay-extended-period")
SIGNERS = ("法定代表人", "承诺人")
STARRED = ("official", "union", "personnel")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


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
            fragments=tuple(
                EdgeFragment(
                    Edge(one.edge), InkColour.RED, one.box, one.box[1] / 2.83, one.box[3] / 2.83, 5.0, "", (1, 1), 0.9
                )
                for one in page.fragments
            ),
            ink=0.05,
            signature_places=places(page),
        )
        for page in drawn.truth.pages
    )


def places(page: PageTruth) -> tuple[SignaturePlace, ...]:
    """The labelled places of a page, signed where anybody signed on it."""
    labels = [(one, label) for one in page.lines for label in SIGNERS if f"{label}（签字）" in one.text]
    return tuple(SignaturePlace(label, one.box, bool(page.signatures), 0.93) for one, label in labels)


def judge(drawn: DrawnSubmission, catalogue: Catalogue) -> tuple[Subject, tuple[Finding, ...], Outcome]:
    item, office, pages = catalogue.item(drawn.item, RECEIVED), catalogue.offices["bj-chaoyang"], readings(drawn)
    assert item is not None
    assignment = assign(pages, catalogue.documents, item)
    fields = {
        code: read_fields(
            [pages[one.page - 1] for one in assignment.of(code)], catalogue.documents[code], catalogue.fields
        )
        for code in set(assignment.page_documents().values())
    }
    facts = derive(assignment, fields, drawn.unit, pages)
    materials = list_materials(assignment, item, facts, fields, catalogue.documents)
    cross = {
        one.code: CrossPageSeal(Coverage(one.cross_page_seal), 0.95)
        for one in drawn.truth.materials
        if one.cross_page_seal != "not-needed"
    }
    subject = Subject(
        item,
        office,
        catalogue.documents,
        drawn.unit,
        "file-name",
        pages,
        assignment,
        materials,
        RECEIVED,
        facts,
        fields,
        cross,
        known_fields=catalogue.fields,
    )
    findings = validate(subject)
    return subject, findings, propose(findings, item)


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("item", ITEMS)
def test_clean_submission_is_sorted_and_accepted(item: str, seed: int, catalogue: Catalogue) -> None:
    drawn = draw_submission(SubmissionSpec(item, seed, born_digital=True))
    subject, findings, outcome = judge(drawn, catalogue)
    assert subject.assignment.page_documents() == {page.number: page.document for page in drawn.truth.pages}
    told = [finding for finding in findings if finding.code != "item-reminder"]  # for the officer, whatever is there
    assert (outcome, told) == (Outcome.ACCEPT, [])
    found = detect_items(subject.pages, catalogue.items_on(RECEIVED), catalogue.documents)
    assert item in [one.code for one, score in found if score == found[0][1]]


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
    drawn = draw_submission(SubmissionSpec(item, 0, defects=(defect,), born_digital=True))
    _, findings, outcome = judge(drawn, catalogue)
    assert outcome.value in drawn.truth.allowed_outcomes
    for expected in drawn.truth.expected_findings:
        fitting = [one for one in findings if one.code in expected.code.split("|")]
        places = [(one.page, one.material) for one in fitting]
        assert fitting
        assert any(
            expected.page in (None, page) and expected.material in (None, material) for page, material in places
        ), (expected, places)
