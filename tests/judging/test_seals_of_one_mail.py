"""One stamp on several applications of a mail: what one paper shows of it tells whose seal stands on another one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cases.reading import ColourMode, PageReading, Seal
from judging.kept_readings import ReadingsOfOneRun
from judging.reader import Reader
from ocr.engine import OcrEngine
from ocr.seals.name_test import fit
from ocr.seals.seal_strip import Strip, as_disc, pack, unpack
from ocr.seals.seals import find_seals
from pipeline.without_mail.inspection import Inspection, inspect_files
from sandbox.limits import Limits
from tests.drawing import official_seal
from tests.ocr.seals.seal_pages import sealed_page
from tests.office.services import one_engine, services_in
from tests.written.sheet import Paper, pairs, set_page
from tests.written.submission import WRITERS
from tests.written.world import World

NOW = datetime(2020, 2, 24, 4, tzinfo=UTC)
W = World()
TWIN = W.unit.replace("诚", "城")
WORN = W.unit.index("诚")


@pytest.fixture(scope="module")
def engine() -> OcrEngine:
    return one_engine()


def impression(engine: OcrEngine, name: str, lower: int = 0) -> Seal:
    return find_seals(sealed_page((official_seal(name), 0, 870, 1070 + lower)), 200.0, ColourMode.COLOUR, engine)[0]


def worn(engine: OcrEngine, seal: Seal, *, left: bool = True) -> Seal:
    """Return the impression with half of one character lost under print, which was not read: its 讠, or the rest."""
    strip = unpack(seal.strip)
    assert strip is not None
    found = fit(strip, W.unit, engine)
    assert found is not None
    cell = found.row.cells()[WORN]
    ink, seen, half = strip.ink.copy(), strip.seen.copy(), len(cell) // 2
    lost = cell[:half] if left else cell[half:]
    ink[:, lost] = seen[:, lost] = 0
    text = W.unit[:WORN] + W.unit[WORN + 1 :]
    return replace(seal, strip=pack(*as_disc(Strip(ink, seen))), text=text, text_score=0.3)


def owed(kind: str, months: str, seal: Seal) -> PageReading:
    blocks = (f"单位名称：{W.unit}", f"申报业务：{kind}", pairs("姓名", "张丽", "险种", "五险", "补缴起止年月", months,
              "缴费基数", "5000", "补缴原因", "漏缴"), f"{W.unit}（盖章）")  # fmt: skip
    paper = Paper("社会保险费补缴申报表（明细）", blocks)
    return set_page(paper, 1, W.unit, seals=(seal,), content_key=kind)


def refund(engine: OcrEngine, name: str) -> list[PageReading]:
    """Return an application and a promise, each under an impression of its own."""
    return [
        set_page(WRITERS[code](W), number, W.unit, seals=(impression(engine, name, 60 * number),), content_key=code)
        for number, code in enumerate(("refund-application", "commitment-letter"), 1)
    ]


def judged(folder: Path, engine: OcrEngine, **files: Sequence[PageReading]) -> list[Inspection]:
    """Judge files whose pages were read before."""
    readings = ReadingsOfOneRun()
    for name, pages in files.items():
        content = f"%PDF-1.4 {name}".encode()
        (folder / f"{name}.pdf").write_bytes(content)
        for page in pages:
            readings.keep_page(page)
        readings.keep_file(hashlib.sha256(content).hexdigest(), [page.content_key for page in pages], ())
    reader = Reader(lambda: engine, Limits(), readings)
    return inspect_files(sorted(folder.glob("*.pdf")), services_in(folder), received_at=NOW, reader=reader)


def unread(one: Inspection) -> list[int | None]:
    return [finding.page for finding in one.report.findings if finding.code == "seal-unreadable"]


@pytest.mark.parametrize(
    ("names", "split"),
    [(("甲", "乙"), "by their forms"), ((f"{W.unit}+月报补缴", f"{W.unit}+退费"), "by their names")],
    ids=["told by forms", "told by names"],
)
@pytest.mark.parametrize(("other", "told"), [(W.unit, True), (TWIN, False)], ids=["own", "another's"])
def test_a_worn_impression_is_told_by_the_stamp_on_the_units_other_application(
    tmp_path: Path, engine: OcrEngine, names: tuple[str, str], split: str, other: str, *, told: bool
) -> None:
    one = owed("月报补缴", "2020年1月至2020年1月", worn(engine, impression(engine, W.unit)))
    inspections = judged(tmp_path, engine, **{names[0]: [one], names[1]: refund(engine, other)})
    assert len(inspections) == 2, split
    by_item = {each.report.item.code: each for each in inspections}
    assert unread(by_item["backpay-monthly-report"]) == ([] if told else [1])


def test_a_worn_impression_alone_is_a_question(tmp_path: Path, engine: OcrEngine) -> None:
    one = owed("月报补缴", "2020年1月至2020年1月", worn(engine, impression(engine, W.unit)))
    (inspection,) = judged(tmp_path, engine, **{f"{W.unit}+月报补缴": [one]})
    assert unread(inspection) == [1]


def test_the_worn_impression_of_a_twin_is_not_the_units_beside_its_own(tmp_path: Path, engine: OcrEngine) -> None:
    one = owed("月报补缴", "2020年1月至2020年1月", worn(engine, impression(engine, TWIN), left=False))
    whole = refund(engine, W.unit)
    inspections = judged(tmp_path, engine, **{f"{W.unit}+月报补缴": [one], f"{W.unit}+退费": whole})
    assert [unread(each) for each in inspections if each.report.item.code == "backpay-monthly-report"] == [[1]]
