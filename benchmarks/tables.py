"""Tables and reading order: cells, rows and columns of rosters by class, and lines in the order they are read."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from multiprocessing import get_context

from benchmarks.corpus import Corpus
from benchmarks.figure import Figure, worst_tenth
from cases.reading import PageReading
from cases.submission import FileKind
from ocr.engine import OcrEngine
from ocr.engines.engines import make_engine
from ocr.file.document import open_document
from ocr.read import read_page
from papers.fields.roster import find_roster
from sandbox.limits import Limits
from tests.drawing.table_pages import CLASSES, CellTruth, TablePage, draw_columns, draw_roster, draw_table

PAGES = 20
"""Pages of each class."""

ROSTER = "两页名册"
COLUMNS = "双栏正文"
CLEAN = ("清晰扫描", ROSTER)


@dataclass(frozen=True, slots=True)
class Score:
    """How one table or page was read; shares 0.0–1.0."""

    cells: float
    rows: bool
    columns: bool
    order: float


def measure(corpus: Corpus) -> list[Figure]:
    """Return, class by class, the share of cells with their exact text, of exact row counts and found titles."""
    jobs = [(name, seed) for name in (*CLASSES, ROSTER, COLUMNS) for seed in corpus.seeds(PAGES)]
    with ProcessPoolExecutor(corpus.processes, mp_context=get_context("spawn")) as pool:
        scores = list(pool.map(_score, jobs))
    figures = []
    for name in (*CLASSES, ROSTER, COLUMNS):
        figures += _figures(name, [score for (own, _), score in zip(jobs, scores, strict=True) if own == name])
    return figures


def _figures(name: str, scores: Sequence[Score]) -> list[Figure]:
    least = 100.0 if name in CLEAN else None
    found = _shares(name, "行序正确的相邻行", [score.order for score in scores])
    if name == COLUMNS:
        return found
    rows, columns = [float(score.rows) for score in scores], [float(score.columns) for score in scores]
    return [
        *_shares(name, "单元格文字全对", [score.cells for score in scores]),
        Figure("tables", name, "行数正确", 100 * statistics.mean(rows), "%", least=least, count=len(scores)),
        Figure("tables", name, "栏目正确", 100 * statistics.mean(columns), "%", least=least, count=len(scores)),
        *found,
    ]


def _shares(name: str, what: str, shares: Sequence[float]) -> list[Figure]:
    worst = 1 - worst_tenth([1 - share for share in shares])
    return [
        Figure("tables", name, what, 100 * statistics.mean(shares), "%", count=len(shares)),
        Figure("tables", name, f"{what}（最差十分之一）", 100 * worst, "%", count=len(shares)),
    ]


def _score(job: tuple[str, int]) -> Score:
    name, seed = job
    if name == ROSTER:
        pages = draw_roster(seed, repeated=seed % 2 == 0)
    else:
        pages = [draw_columns(seed) if name == COLUMNS else draw_table(CLASSES[name], seed)]
    return compare(pages, [read(page, at) for at, page in enumerate(pages, 1)])


@cache
def _engine() -> OcrEngine:
    return make_engine("rapid", None, 1)


def read(page: TablePage, number: int = 1) -> PageReading:
    """Read one drawn page through the sandbox as any picture that comes in."""
    with open_document(page.png(), FileKind.IMAGE, Limits()) as document:
        return replace(read_page(next(document.pages()), _engine(), {}), number=number)


def compare(pages: Sequence[TablePage], readings: Sequence[PageReading]) -> Score:
    """Compare pages of one table with what was read."""
    cells = [_has_cell(cell, reading) for page, reading in zip(pages, readings, strict=True) for cell in page.cells]
    roster = find_roster(readings)
    order = [kept_order(page.lines, reading) for page, reading in zip(pages, readings, strict=True)]
    return Score(
        cells=statistics.mean(cells) if cells else 1.0,
        rows=roster is not None and roster.rows == sum(page.rows for page in pages),
        columns=roster is not None and tuple(map(_folded, roster.columns)) == tuple(map(_folded, pages[0].columns)),
        order=statistics.mean(order),
    )


def _has_cell(truth: CellTruth, reading: PageReading) -> bool:
    """Tell whether a cell of this place, spans and text was read."""
    x, y = (truth.box[0] + truth.box[2]) / 2, (truth.box[1] + truth.box[3]) / 2
    for table in reading.tables:
        for cell in (cell for row in table.rows for cell in row):
            inside = cell.box[0] <= x <= cell.box[2] and cell.box[1] <= y <= cell.box[3]
            if inside and (cell.row_span, cell.column_span) == (truth.row_span, truth.column_span):
                return _folded(cell.text) == _folded(truth.text)
    return not truth.text


def _folded(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def kept_order(lines: Sequence[str], reading: PageReading) -> float:
    """Return the share of neighbouring printed lines that come one after the other in the reading.

    A line counts by its own text, at its first place behind that of the line before; one that was misread is left
    out, since order is what is measured.
    """
    text = _folded(reading.text)
    places = [(line, text.find(_folded(line))) for line in lines if len(_folded(line)) >= 3]
    known = [(line, place) for line, place in places if place >= 0 and text.count(_folded(line)) == 1]
    if len(known) < 2:
        return 0.0
    return statistics.mean(one[1] < two[1] for one, two in pairwise(known))
