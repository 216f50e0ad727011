"""Evidence beside questions: which pictures it has, what they show, and that every kind can be drawn."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cases.errors import NotFound
from cases.evidence import Evidence, EvidenceKind, Spot
from cases.reading import (
    Cell,
    ColourMode,
    InkColour,
    PageReading,
    Seal,
    SealKind,
    SealShape,
    Source,
    Table,
    TextLine,
)
from cases.report import ItemRef, Outcome, Report, ReportFile, Unit
from cases.units import POINTS_PER_MM
from casework.services import Services
from tests.office.services import services_in
from views.evidence_parts import differing, shown_evidence
from views.evidence_pictures import Drawer

pytestmark = pytest.mark.servers
NAME = "北京某某科技有限公司"
PIXELS = 4
SCALE = POINTS_PER_MM
SEAL_BOX = (20 * SCALE, 20 * SCALE, 60 * SCALE, 60 * SCALE)
LINE_BOX = (100 * SCALE, 80 * SCALE, 180 * SCALE, 88 * SCALE)
CELL_BOX = (100 * SCALE, 200 * SCALE, 140 * SCALE, 220 * SCALE)


def sheet() -> bytes:
    """Return a page with a red ring full of strokes, and a line."""
    picture = Image.new("RGB", (210 * PIXELS, 297 * PIXELS), (255, 255, 255))
    pen = ImageDraw.Draw(picture)
    pen.ellipse([20 * PIXELS, 20 * PIXELS, 60 * PIXELS, 60 * PIXELS], outline=(200, 20, 30), width=5)
    for angle in np.linspace(np.pi * 0.9, np.pi * 2.1, 41):
        x, y = 40 + 15 * np.cos(angle), 40 + 15 * np.sin(angle)
        stroke = [(x - 0.7) * PIXELS, (y - 0.7) * PIXELS, (x + 0.7) * PIXELS, (y + 0.7) * PIXELS]
        pen.rectangle(stroke, fill=(200, 20, 30))
    pen.rectangle([100 * PIXELS, 80 * PIXELS, 180 * PIXELS, 88 * PIXELS], fill=(40, 40, 40))
    stream = io.BytesIO()
    picture.save(stream, "PNG", dpi=(PIXELS * 25.4, PIXELS * 25.4))
    return stream.getvalue()


def seal(text: str = NAME, score: float = 0.95) -> Seal:
    return Seal(SealKind.OFFICIAL, SealShape.ROUND, InkColour.RED, SEAL_BOX, (40, 40), text, 0.95, text_score=score)


def page(number: int, *seals: Seal) -> PageReading:
    cell = Cell(0, 0, 1, 1, CELL_BOX, "")
    beside = Cell(0, 1, 1, 1, (CELL_BOX[2], CELL_BOX[1], CELL_BOX[2] + 50, CELL_BOX[3]), "缴费方式")
    return PageReading(
        number, 0, 1, (210.0, 297.0), Source.OCR, ColourMode.COLOUR, 0, (TextLine(NAME, LINE_BOX, 0.9),), seals, (),
        0.1, content_key=f"page {number}", tables=(Table(CELL_BOX, ((cell, beside),)),),
    )  # fmt: skip


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    return services_in(Path(tmp_path_factory.mktemp("office")))


@pytest.fixture(scope="module")
def report(services: Services) -> Report:
    file = ReportFile("a.png", "a.png", "image", 1, services.store.put(sheet()))
    pages = (page(1, seal("北京某□科技有限公司", 0.4)), page(2, seal()), page(3))
    return Report(Outcome.REVIEW, Unit(NAME), ItemRef(None), (file,), pages, (), ())


SEAL_IN_DOUBT = Evidence(EvidenceKind.SEAL, (Spot(1, SEAL_BOX, "北京某□科技有限公司"),), expected=NAME)
LINE = Spot(1, LINE_BOX, NAME)
EVIDENCE = {
    "seal": SEAL_IN_DOUBT,
    "seal without a name": Evidence(EvidenceKind.SEAL, (Spot(1, SEAL_BOX),)),
    "impressions": Evidence(EvidenceKind.IMPRESSIONS, (Spot(1, SEAL_BOX), Spot(2, SEAL_BOX))),
    "names": Evidence(EvidenceKind.NAMES, (LINE, Spot(2, LINE_BOX, "北京其他科技有限公司", "营业执照"))),
    "crops": Evidence(EvidenceKind.CROPS, (LINE, Spot(3))),
    "cell": Evidence(EvidenceKind.CELL, (Spot(1, CELL_BOX),)),
    "place": Evidence(EvidenceKind.PLACE, (Spot(1, CELL_BOX),)),
    "page": Evidence(EvidenceKind.PAGE, (LINE, Spot(3))),
    "sheet": Evidence(EvidenceKind.SHEET),
}


def draw(services: Services, report: Report, evidence: Evidence, name: str) -> np.ndarray:
    with Image.open(io.BytesIO(Drawer(services, report, evidence).part(name))) as picture:
        return np.asarray(picture.convert("RGB"), np.int16)


@pytest.mark.parametrize("evidence", EVIDENCE.values(), ids=EVIDENCE)
def test_every_part_is_drawn_and_said_in_words(services: Services, report: Report, evidence: Evidence) -> None:
    parts = shown_evidence(evidence, report).parts
    assert parts
    for part in parts:
        assert part.alternative
        picture = draw(services, report, evidence, part.name)
        assert min(picture.shape[:2]) > 20
        assert picture.min() < 200 or part.name == "difference"  # something is on it


def test_seal_stands_below_the_name_with_its_ink_and_a_sound_one(report: Report) -> None:
    shown = shown_evidence(SEAL_IN_DOUBT, report)
    assert [part.name for part in shown.parts] == ["strip-1", "ink-1", "sound"]
    assert [part.caption for part in shown.parts] == ["第1页", "去字", "第2页"]
    assert [sign for sign, doubtful in shown.letters if doubtful] == ["某"]


def test_impression_that_is_itself_in_doubt_is_no_sound_one(report: Report) -> None:
    both = replace(SEAL_IN_DOUBT, spots=(*SEAL_IN_DOUBT.spots, Spot(2, SEAL_BOX, NAME)))
    assert "sound" not in [part.name for part in shown_evidence(both, report).parts]


def test_seal_that_is_compared_with_no_name_is_cut_out(services: Services, report: Report) -> None:
    picture = draw(services, report, EVIDENCE["seal without a name"], "impression-1")
    red = (picture[:, :, 0] > 150) & (picture[:, :, 1] < 100)
    assert red.any()


def test_pictures_of_pages_without_a_digest_are_not_another_case_s(services: Services, report: Report) -> None:
    def key(sha256: str) -> str:
        pages = tuple(replace(one, content_key="") for one in report.pages)
        files = (replace(report.files[0], sha256=sha256),)
        return Drawer(services, replace(report, pages=pages, files=files), EVIDENCE["sheet"]).key_of("sheet")

    assert key("a" * 64) != key("b" * 64)


def test_characters_that_differ_are_framed(services: Services, report: Report) -> None:
    picture = draw(services, report, EVIDENCE["names"], "spot-1")
    amber = (abs(picture - (185, 121, 8)).max(axis=2) < 60).any(axis=0)
    places = np.nonzero(amber)[0] / picture.shape[1]
    assert 0.15 < places.min() < 0.3
    assert 0.3 < places.max() < 0.5


def test_impressions_that_are_one_picture_leave_no_difference(services: Services, report: Report) -> None:
    evidence = EVIDENCE["impressions"]
    assert draw(services, report, evidence, "laid").min() < 100
    assert draw(services, report, evidence, "difference").min() > 250


def test_evidence_in_words_has_no_picture(services: Services, report: Report) -> None:
    evidence = Evidence(EvidenceKind.WORDS, facts=(("来信", "请问材料怎么报？"),))
    shown = shown_evidence(evidence, report)
    assert shown.parts == ()
    assert shown.facts == (("来信", "请问材料怎么报？"),)
    with pytest.raises(NotFound):
        Drawer(services, report, evidence).part("sheet")


def test_page_that_is_gone_is_refused(services: Services, report: Report) -> None:
    with pytest.raises(NotFound):
        Drawer(services, report, Evidence(EvidenceKind.PAGE, (Spot(9),))).part("page-1")


@pytest.mark.parametrize(("text", "other", "places"), [
    ("北京三元里", "北京三元", {4}), ("北京三元", "北京三元里", set()), ("甲乙", "甲丙", {1}), ("", "甲", set()),
])
def test_differing_places(text: str, other: str, places: set[int]) -> None:
    assert differing(text, other) == places
