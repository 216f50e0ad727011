"""Pages of tables and columns whose cells, rows and order are known, and what a device makes of them."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from random import Random

import numpy as np
from PIL import Image

from tests.drawing.dossier import Dossier, draw_dossier
from tests.drawing.fonts import text_width
from tests.drawing.forms import Look, break_lines, draw_look
from tests.drawing.scanning import CLEAN, OFFICE, PHOTO, Scan, move_box, scan_page
from tests.drawing.seals import draw_inking, draw_seal, official_seal, stamp
from tests.drawing.sheet import MM_PER_POINT, Colour, Sheet, raster

Box = tuple[float, float, float, float]

DOTS_PER_INCH = 200
FAINT: Colour = (178, 178, 182)
COLUMNS = ("序号", "姓名", "户籍", "岗位", "劳动合同期限", "联系电话", "备注")


@dataclass(frozen=True, slots=True)
class CellTruth:
    """One cell with its text; a line break in the cell leaves no trace in ``text``."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class TablePage:
    """One page: its picture, the cells of its table, its lines in reading order.

    Attributes:
        picture: As delivered, RGB.
        columns: Titles of the columns.
        rows: Filled rows below the titles.
        lines: Printed lines in reading order.
    """

    picture: Image.Image
    dots_per_inch: float
    cells: tuple[CellTruth, ...]
    columns: tuple[str, ...]
    rows: int
    lines: tuple[str, ...]

    def png(self) -> bytes:
        """Return the picture as PNG with its resolution."""
        stream = io.BytesIO()
        self.picture.save(stream, "PNG", dpi=(self.dots_per_inch, self.dots_per_inch))
        return stream.getvalue()


@dataclass(frozen=True, slots=True)
class TableLook:
    """How a roster is set.

    Attributes:
        ruled: With rules; else columns stand by alignment only.
        broken: Share of each rule that is left out.
        merged: The title spans all columns within the table, and 合计 spans two.
        seal: A seal lies over the lower rows.
    """

    ruled: bool = True
    rule_mm: float = 0.25
    ink: Colour = (28, 28, 30)
    broken: float = 0.0
    merged: bool = False
    seal: bool = False
    scan: Scan = OFFICE


SKEWED = replace(OFFICE, skew=2.0)
CLASSES: dict[str, TableLook] = {
    "清晰扫描": TableLook(scan=CLEAN),
    "歪斜": TableLook(scan=SKEWED),
    "浅淡断线": TableLook(ink=FAINT, rule_mm=0.18, broken=0.12),
    "合并单元格": TableLook(merged=True),
    "印章压表": TableLook(seal=True),
    "无框线": TableLook(ruled=False),
    "手机拍照": TableLook(scan=PHOTO),
}
"""Classes of drawn tables, by the name under which figures are reported."""


def draw_table(look: TableLook, seed: int) -> TablePage:
    """Draw one page with a roster."""
    random = Random(f"table-{seed}")
    return _draw(look, random, seed, 1, random.randint(6, 18), header=True)


def draw_roster(seed: int, repeated: bool) -> list[TablePage]:
    """Draw a roster over two pages; ``repeated``: the titles stand on the second page, too."""
    random = Random(f"roster-{seed}")
    first, second = random.randint(14, 18), random.randint(5, 12)
    look = TableLook()
    return [
        _draw(look, Random(f"roster-{seed}"), seed, 1, first, header=True),
        _draw(look, Random(f"roster-{seed}"), seed, first + 1, second, header=repeated),
    ]


def draw_columns(seed: int, scan: Scan = SKEWED) -> TablePage:
    """Draw two columns of running text below a heading, with a page number."""
    random = Random(f"columns-{seed}")
    look, dossier = draw_look(random), draw_dossier("layoff-report", seed)
    sheet, points = Sheet(), random.choice((10.5, 11.0, 12.0))
    size = points * MM_PER_POINT
    sheet.centred(24, "情况说明", 18, look.heading)
    order = ["情况说明"]
    text = _prose(dossier, random)
    gutter = random.uniform(7, 12)
    width = (210 - 2 * look.margin - gutter) / 2
    lines = break_lines(text, look.body, size, width, 2 * size)
    half = len(lines) // 2 + random.randint(0, 2)
    for side, part in enumerate((lines[:half], lines[half:])):
        left, top = look.margin + side * (width + gutter), 40 + side * random.uniform(0, 3)
        for at, line in enumerate(part):
            sheet.text(left + (2 * size if side == at == 0 else 0), top, line, points, look.body)
            order.append(line)
            top += size * look.leading
    sheet.centred(281, "第1页", 9, look.body)
    order.append("第1页")
    picture, _ = scan_page(raster(sheet, scan.dots_per_inch), scan, random)
    return TablePage(picture.convert("RGB"), scan.dots_per_inch, (), (), 0, tuple(order))


def _prose(dossier: Dossier, random: Random) -> str:
    parts = [
        f"{dossier.unit}自成立以来依法经营，按时足额缴纳社会保险费，积极履行社会责任。",
        "受疫情影响，公司主要客户订单减少六成以上，连续两个季度亏损，生产经营发生严重困难。",
        "公司已经采取减少加班、停止招聘、轮岗培训、缩短工时等措施稳定劳动关系，但仍无法扭转经营困难的局面。",
        "经与工会协商并听取全体职工的意见，公司拟依法裁减部分人员，并按照规定支付经济补偿。",
        "裁减人员时优先留用与本单位订立较长期限劳动合同的职工，以及家庭无其他就业人员、有需要扶养的老人的职工。",
        "公司将在解除劳动合同后十五日内为职工办理档案和社会保险关系转移手续，并协助其再就业。",
    ]
    random.shuffle(parts)
    return "".join(parts * 3)[: random.randint(420, 620)]


@dataclass
class _Grid:
    """Rows of a table under construction, mm."""

    left: float
    widths: list[float]
    tops: list[float]


def _draw(look: TableLook, random: Random, seed: int, first: int, count: int, header: bool) -> TablePage:
    type_look, dossier = draw_look(random), draw_dossier("layoff-report", seed)
    titles = _titles(random)
    rows = [list(titles)] if header else []
    rows += [_row(titles, dossier, number, random) for number in range(first, first + count)]
    total = look.merged
    sheet = Sheet()
    heading = "被裁减人员名单"
    sheet.centred(22, heading, 18, type_look.heading)
    sheet.text(type_look.margin, 35, f"单位名称：{dossier.unit}", 11, type_look.body)
    printed = [heading, f"单位名称：{dossier.unit}"]
    if total:
        rows.append(["合计", *[""] * (len(titles) - 2), f"{count}人"])
    cells, bottom = _set(sheet, rows, type_look, look, random, header, total)
    printed += [line for _, lines in cells for line in lines]
    day = "2020年2月12日"
    sheet.text(120, bottom + 8, day, 11, type_look.body)
    printed.append(day)
    scan = look.scan
    picture = raster(sheet, scan.dots_per_inch)
    if look.seal:
        _press(picture, dossier, random, scan.dots_per_inch, bottom)
    scanned, matrix = scan_page(picture, scan, random)
    to_points = np.diag([72 / scan.dots_per_inch] * 2 + [1.0]) @ matrix @ np.diag([scan.dots_per_inch / 25.4] * 2 + [1])
    truths = tuple(replace(cell, box=move_box(to_points, cell.box)) for cell, _ in cells)
    columns = tuple(titles) if header else ()
    return TablePage(scanned.convert("RGB"), scan.dots_per_inch, truths, columns, count, tuple(printed))


def _titles(random: Random) -> list[str]:
    return [*COLUMNS[:5], *(title for title in COLUMNS[5:] if random.random() < 0.4)]


def _row(titles: list[str], dossier: Dossier, number: int, random: Random) -> list[str]:
    worker = dossier.workers[(number - 1) % len(dossier.workers)]
    values = {
        "序号": str(number),
        "姓名": worker.person.name,
        "户籍": worker.person.household,
        "岗位": worker.post,
        "劳动合同期限": f"{worker.contract_from:%Y.%m.%d}-{worker.contract_to:%Y.%m.%d}",
        "联系电话": f"13{random.randint(0, 999999999):09d}",
        "备注": random.choice(("", "", "哺乳期满")),
    }
    return [values[title] for title in titles]


_WEIGHTS = {"序号": 1.0, "姓名": 1.6, "户籍": 2.6, "岗位": 1.9, "劳动合同期限": 4.4, "联系电话": 2.6, "备注": 1.8}


def _set(
    sheet: Sheet, rows: list[list[str]], type_look: Look, look: TableLook, random: Random, header: bool, total: bool
) -> tuple[list[tuple[CellTruth, list[str]]], float]:
    """Set the rows and return each cell with its printed lines, and where the table ends."""
    margin, width = 20.0, 170.0
    points = random.choice((9.0, 9.5, 10.0))
    size = points * MM_PER_POINT
    titles = rows[0] if header else list(COLUMNS[: len(rows[0])])
    weights = [_WEIGHTS.get(title, 2.0) for title in titles]
    lefts = [margin + width * sum(weights[:at]) / sum(weights) for at in range(len(weights) + 1)]
    top = 45.0
    cells: list[tuple[CellTruth, list[str]]] = []
    for number, row in enumerate(rows):
        spans = _spans(row, number, len(rows), total)
        broken = [
            break_lines(row[at], type_look.body, size, lefts[at + span] - lefts[at] - 2.4) if row[at] else []
            for at, span in spans
        ]
        height = max(max((len(lines) for lines in broken), default=1), 1) * size * 1.3 + size * 0.8
        row_lines: list[tuple[float, float, int, str]] = []
        for (at, span), lines in zip(spans, broken, strict=True):
            box = (lefts[at], top, lefts[at + span], top + height)
            if look.ruled:
                _frame(sheet, box, look, random)
            face = type_look.heading if header and number == 0 else type_look.body
            line_top = top + (height - len(lines) * size * 1.3) / 2 + size * 0.12
            for line in lines:
                start = box[0] + (box[2] - box[0] - text_width(face, line, size)) / 2 if look.ruled else box[0] + 1
                sheet.text(start, line_top, line, points, face)
                row_lines.append((line_top, start, len(cells), line))
                line_top += size * 1.3
            cells.append((CellTruth(number, at, 1, span, row[at], box), []))
        for _, _, owner, line in _by_rows(row_lines, size):
            cells[owner][1].append(line)
        top += height
    return cells, top


def _by_rows(lines: list[tuple[float, float, int, str]], size: float) -> list[tuple[float, float, int, str]]:
    return sorted(lines, key=lambda one: (one[2], round(one[0] / size)))


def _spans(row: list[str], number: int, count: int, total: bool) -> list[tuple[int, int]]:
    if total and number == count - 1:
        return [(0, 2), (2, len(row) - 3), (len(row) - 1, 1)]
    return [(at, 1) for at in range(len(row))]


def _frame(sheet: Sheet, box: Box, look: TableLook, random: Random) -> None:
    left, top, right, bottom = box
    for side in ((left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom),
                 (right, top, right, bottom)):  # fmt: skip
        if not look.broken:
            sheet.rule(*side, look.rule_mm, look.ink)
            continue
        x0, y0, x1, y1 = side
        for part in _parts(look.broken, random):
            (x2, y2), (x3, y3) = ((x0 + (x1 - x0) * share, y0 + (y1 - y0) * share) for share in part)
            sheet.rule(x2, y2, x3, y3, look.rule_mm, look.ink)


def _parts(broken: float, random: Random) -> list[tuple[float, float]]:
    """Return which shares of a side are drawn: all but one gap."""
    start = random.uniform(0.1, 0.8)
    return [(0.0, start), (min(start + broken, 1.0), 1.0)]


def _press(picture: Image.Image, dossier: Dossier, random: Random, dots_per_inch: float, bottom: float) -> None:
    seal = draw_seal(official_seal(dossier.unit), draw_inking(random, "red"), dots_per_inch)
    scale = dots_per_inch / 25.4
    across, down = random.uniform(60, 150) * scale, (bottom - random.uniform(10, 30)) * scale
    stamp(picture, seal, round(across - seal.width / 2), round(down - seal.height / 2))
