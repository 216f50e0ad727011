"""Titles: which lines of a page name the paper, and how well a heading of the catalogue stands in one.

A heading may leave out what senders put between its parts: ``综合计算工时…申报表`` stands in
企业实行综合计算工时工作制和不定时工作制申报表 and in 综合计算工时工作制申报表.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz

from cases.boxes import around, holds_middle, holds_point
from cases.plain_text import HAN, bare
from cases.reading import PageReading, Table, TextLine
from cases.units import POINTS_PER_MM

GAP = "…"
"""Between the parts of a heading, anything may stand."""

WRAPPED_CHARACTERS = 6
LONGEST = 40

_LAST = 0.05
"""What a heading that ends the title is worth more: the last word names the paper."""

_ABOUT = 0.66
"""At most what a part of a title is worth that says only what the paper is about: 退休 in 退休审批表."""

_INDENT = 0.15
"""Share of the page's width that a title keeps clear at the left."""

_SPACED, _APART = 5, 4.0
"""Characters, and their heights apart, up to which single ones in a row are one title."""

_ALIKE, _PIECES = 1.4, 2
"""How much higher one piece of a title may be than another, and how many a seal leaves of it in its row."""

_HEAD = 0.06
"""Share of the page's height below its first line in which a long title stands."""

_EVERY_CELL = 3
"""Signs of a title from which it is told from a word in large print."""

_INTO_TABLE = 4.0
"""Points by which the box of a title may reach into the table under it."""

_UPRIGHT = 3
"""Signs from which a line is told to stand on end, and how many times as high as wide it then is."""

TITLE_ZONE = 0.35
"""Share of the page's height in which a title stands; licences and cards have theirs lower than letters."""

_HEADER_PAGES, _HEADER_ZONE = 3, 0.1
"""From so many pages on a small line in this share of the page's height is a running header and names nothing."""

_NUMBERING = re.compile(
    r"^(?:\(?附件?[0-9一二三四五六七八九十]*\)?[:.、]?|材料[0-9一二三四五六七八九十]+[:.、]?|[0-9]{1,2}[.、)]|[一二三四五六七八九十]+[、.])"
)
_TAIL = re.compile(r"\((?!签|盖|公章)[^()]{1,12}\)$")
_UNIT = re.compile(
    rf"^[{HAN}()]{{3,28}}?(?:公司|集团|中心|事务所|合作社|研究院|学校|医院|商店|工厂)(?:[{HAN}]{{2,6}}分公司)?"
)
_NO_TITLE = re.compile(
    r":.|(?<![册书])(?<!名单)(?<![^代填制]表)\((?:签字|签名|盖章|公章|签章)\)|^[\d年月日./-]+$|^\d+(?:人|名|[万亿]?元|页|份)$"
    r"|[□☐☑☒√✓✔]"
)
"""A filled field, a place to sign (not a signed paper, like 花名册(签字)), a date, a number, options to tick."""

_CHAPTER = re.compile(
    r"^(?:第[一二三四五六七八九十\d]{1,3}[章节条部]|[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]\)|\d{1,2}[.、])"
)
_SPAN_OF_YEARS = re.compile(r"(20\d\d)\s*年?度?\s*[-–—~～－至到]+\s*(20\d\d)\s*年?度?")
_AGAIN = re.compile(
    r"^续(?:[表页]|[一二三四五六七八九十\d]*$)|续[表页]$|\(续[表页]?[一二三四五六七八九十\d]*\)|接上页|报表[^()]{0,8}附注$"
)
"""A title that goes on with the page before; 延续, 手续 and 连续 only hold the sign. Notes on accounts are no paper."""

_PAPER = re.compile(
    r"(?:证|书|表|照|单|册|件|合同|协议|报告|总结|章程|制度|申请|说明|证明|决议|决定|纪要|方案|意见|通知|函|凭证|材料|目录)$"
)
"""What the name of a paper ends with; large words in the cells of a table that goes on do not."""

_OTHER_PAPER = re.compile(
    r"^(?![和及与、/(]|暨|补充).*(?:(?:申请|说明|报告|意见|通知|决定|证明|承诺|委托|方案|清单|名单|名册|纪要|决议|请示|批复"
    r"|回执|复函|回函|答复)[书表单函]?|(?:登记|备案|审批|申报)[表书单])$"
)
"""What may stand behind a heading and makes it what another paper is about: 许可证 in 许可证变更申请."""


def title_lines(page: PageReading, headers: frozenset[str] = frozenset()) -> tuple[TextLine, ...]:
    """Return the lines that look like a title: at the top, large or centred, no sentence, no filled field.

    Args:
        page: The page.
        headers: Folded lines that stand at the top of page after page and name the package, not the paper.
    """
    lying = [line for line in page.lines if bare(line.text) not in headers and not _is_upright(line)]
    lines = _with_spaced_joined(_with_sealed_joined(page, lying))
    if not lines:
        return ()
    width, height = extent(page)
    usual = statistics.median(line.box[3] - line.box[1] for line in lines)
    top, right = min(line.box[1] for line in lines), max(line.box[2] for line in lines)
    # Below a line of running text nothing is the title of the page any more.
    running = [line.box[1] for line in lines if line.box[2] - line.box[0] > 0.6 * width and len(line.text) > 25
               and not (line.box[1] <= top + _HEAD * height and _is_large(line, width, usual))]  # a title over two
    end = min([top + TITLE_ZONE * height, *running])
    return _without_cells(page, tuple(
        _with_years_counted(_with_wrapped(line, lines, width))
        for line in lines
        if line.box[1] <= end and (_looks_like_title(line, (width, height), usual, right)
                                   or (line.box[1] <= top + _HEAD * height
                                       and _is_long_title(_with_wrapped(line, lines, width), width)))
        and (_is_large(line, width, usual) or not _is_field(line, lines, top))
    ))


def _is_upright(line: TextLine) -> bool:
    """Tell a line that stands on end at the side of the page: a fax machine's head on a sheet sent sideways."""
    return len(line.text) >= _UPRIGHT and line.box[3] - line.box[1] > _UPRIGHT * (line.box[2] - line.box[0])


def _without_cells(page: PageReading, found: tuple[TextLine, ...]) -> tuple[TextLine, ...]:
    """Leave out what stands in a table under a title: a cell in the middle of the page is none."""
    ends = [line.box[3] for line in found if len(bare(line.text)) > _EVERY_CELL and not is_unit(line.text)]
    boxes = [(_below_caption(one), one.box[3]) for one in page.tables]
    under = [box for box in boxes if any(end <= box[0] + _INTO_TABLE for end in ends)]
    middles = [(line, (line.box[1] + line.box[3]) / 2) for line in found]
    return tuple(line for line, middle in middles if not any(top < middle < bottom for top, bottom in under))


def _below_caption(table: Table) -> float:
    """Return where a table begins, without a first row that is one cell and may hold the title."""
    first = [cell for cell in table.rows[0] if cell.text] if len(table.rows) > 1 else []
    return first[0].box[3] if len(first) == 1 else table.box[1]


def _with_spaced_joined(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines, single characters set apart in one row joined: 目　录, 章　程."""
    joined: list[TextLine] = []
    for line in lines:
        last = joined[-1] if joined else None
        single = last is not None and len(bare(line.text)) == 1 and len(bare(last.text)) <= _SPACED
        if last is not None and single and is_level(last, line) and 0 < line.box[0] - last.box[2] <= _apart(line):
            box = (last.box[0], min(last.box[1], line.box[1]), line.box[2], max(last.box[3], line.box[3]))
            joined[-1] = replace(last, text=last.text + line.text, box=box, score=min(last.score, line.score))
        else:
            joined.append(line)
    return joined


def _with_sealed_joined(page: PageReading, lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines, the two pieces joined that a seal left of a title's row; no cells, no fields."""
    joined: list[TextLine] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last is not None and _is_parted_by_seal(page, last, line):
            box = around(last.box, line.box)
            joined[-1] = replace(last, text=last.text + line.text, box=box, score=min(last.score, line.score))
        else:
            joined.append(line)
    return joined


def _is_parted_by_seal(page: PageReading, left: TextLine, right: TextLine) -> bool:
    heights = sorted(line.box[3] - line.box[1] for line in (left, right))
    row = [line for line in page.lines if is_level(left, line)]
    gap = ((left.box[2] + right.box[0]) / 2, (left.box[1] + left.box[3]) / 2)
    alike = is_level(left, right) and left.box[2] < right.box[0] and heights[1] <= _ALIKE * heights[0]
    printed = not any(_NO_TITLE.search(bare(line.text)) or bare(line.text).endswith(":") for line in (left, right))
    free = not any(holds_middle(table.box, line.box) for table in page.tables for line in (left, right))
    return alike and len(row) == _PIECES and printed and free and any(holds_point(one.box, *gap) for one in page.seals)


def _apart(line: TextLine) -> float:
    return _APART * (line.box[3] - line.box[1])


def wordings(lines: Sequence[TextLine]) -> tuple[str, ...]:
    """Return what the title lines of a page say: each by itself, and those that follow each other as one title."""
    texts = [line.text for line in lines]
    joined = []
    for first in range(len(lines)):
        for last in range(first + 1, min(first + 3, len(lines))):
            if not _goes_on(lines[last - 1], lines[last]):
                break
            joined.append("".join(texts[first : last + 1]))
    return (*texts, *joined)


def block(lines: Sequence[TextLine], at: int) -> Sequence[TextLine]:
    """Return a title line with those above it and those below in which it goes on."""
    last = at
    while last + 1 < len(lines) and _goes_on(lines[last], lines[last + 1]):
        last += 1
    return lines[: last + 1]


def _goes_on(line: TextLine, below: TextLine) -> bool:
    """Tell whether a title goes on in the line below: alike in size, close to it, not a numbered head."""
    height, other = line.box[3] - line.box[1], below.box[3] - below.box[1]
    gap = below.box[1] - line.box[3]
    alike = max(height, other) <= _ALIKE * min(height, other)
    return alike and -0.5 * height <= gap <= 1.6 * height and not _CHAPTER.match(bare(below.text))


def running_headers(pages: Sequence[PageReading]) -> frozenset[str]:
    """Return the folded small lines that stand at the top of several pages: they name a package, not a paper."""
    seen: Counter[str] = Counter()
    for page in pages:
        if page.lines:
            usual = statistics.median(line.box[3] - line.box[1] for line in page.lines)
            zone = _HEADER_ZONE * extent(page)[1]
            small = (line for line in page.lines if line.box[1] <= zone and line.box[3] - line.box[1] <= 1.15 * usual)
            seen.update({bare(line.text) for line in small})
    return frozenset(text for text, count in seen.items() if text and count >= _HEADER_PAGES)


def _with_wrapped(title: TextLine, lines: Sequence[TextLine], width: float) -> TextLine:
    """Return the title with the few characters that a long one leaves for the next line."""
    height = title.box[3] - title.box[1]
    for line in lines:
        below = 0 <= line.box[1] - title.box[3] + 0.3 * height <= height
        if below and len(bare(line.text)) <= WRAPPED_CHARACTERS and _is_centred(line, width):
            return replace(title, text=title.text + line.text)
    return title


def _with_years_counted(title: TextLine) -> TextLine:
    """Return a title with a span of years as their number: 2017—2019年度 is 近三年, and no one year's."""
    text = _SPAN_OF_YEARS.sub(_number_of_years, title.text).replace("三年度", "三年")
    return title if text == title.text else replace(title, text=text)


def _number_of_years(span: re.Match[str]) -> str:
    years = int(span[2]) - int(span[1]) + 1
    return f"近{'二三四五'[years - 2]}年" if 2 <= years <= 5 else span[0]


def _is_centred(line: TextLine, width: float) -> bool:
    return abs((line.box[0] + line.box[2]) / 2 - width / 2) <= 0.08 * width


def extent(page: PageReading) -> tuple[float, float]:
    """Return width and height of a page in points: a size that is only guessed still places its lines.

    Where there is none, or the lines reach further, what the lines leave free at the left is free at the right.
    """
    width, height = (side * POINTS_PER_MM for side in page.size_mm)
    right, bottom = max(line.box[2] for line in page.lines), max(line.box[3] for line in page.lines)
    if page.size_known and width > 0:
        return width, height
    if width >= right and height >= bottom:
        return width, height
    return right + max(0.0, min(line.box[0] for line in page.lines)), bottom


def _looks_like_title(line: TextLine, size: tuple[float, float], usual: float, right: float) -> bool:
    text = _NUMBERING.sub("", bare(line.text))
    if not 2 <= len(text) <= LONGEST or "," in text or text.endswith(("。", ";", ":")) or _NO_TITLE.search(text):
        return False
    width = size[0]
    # A line that fills the page is running text, and centred by itself; a title keeps clear of the right margin.
    clear = line.box[2] - line.box[0] <= 0.6 * width or line.box[2] <= right - 0.03 * width
    short = clear and line.box[0] > _INDENT * width
    return _is_large(line, width, usual) or (short and _is_centred(line, width)) or _heads_half(line, size)


def _is_long_title(line: TextLine, width: float) -> bool:
    """Tell a title at the head of the page that fills it: in the middle, and a paper's name to its end."""
    text = _TAIL.sub("", bare(line.text))
    return len(text) <= LONGEST and "," not in text and bool(_PAPER.search(text)) and _is_centred(line, width)


def _is_large(line: TextLine, width: float, usual: float) -> bool:
    # Boxes of one type size differ by a quarter in height; a label in the first column of a table is no title.
    kept_clear = line.box[0] > _INDENT * width or _is_centred(line, width)
    return line.box[3] - line.box[1] >= (1.2 if kept_clear else 1.4) * usual


def _heads_half(line: TextLine, size: tuple[float, float]) -> bool:
    """Tell whether a line stands in the middle of one half of a landscape page: a booklet lies open on it."""
    width, height = size
    middle = (line.box[0] + line.box[2]) / 2 / width
    narrow = line.box[2] - line.box[0] <= 0.35 * width
    return width > height and narrow and min(abs(middle - 0.25), abs(middle - 0.75)) <= 0.05


def _is_field(line: TextLine, lines: Sequence[TextLine], top: float) -> bool:
    """Tell a label or what it holds, which stand in one row; at the top of the page a number stands beside a title."""
    return any(
        (other.box[2] <= line.box[0] or (line.box[1] > top and other.box[0] >= line.box[2])) and is_level(line, other)
        for other in lines
    )


def is_level(line: TextLine, other: TextLine) -> bool:
    """Tell whether two lines stand in one row."""
    shared = min(line.box[3], other.box[3]) - max(line.box[1], other.box[1])
    return shared > 0.5 * min(line.box[3] - line.box[1], other.box[3] - other.box[1])


@lru_cache(maxsize=65536)  # every heading against every title line of a case
def heading_match(heading: str, line: str) -> float:
    """Return how well a heading stands in a title line, 0.0–1.0.

    One OCR slip is forgiven from five characters on, two from nine on. The more of the line the heading fills, the
    better: 变更申请书 beats 申请书. A unit's name before it and a note in brackets behind it do not count.
    """
    parts = tuple(bare(part) for part in heading.split(GAP))
    return max((_match(parts, text) for text in _cores(line)), default=0.0)


def _match(parts: tuple[str, ...], text: str) -> float:
    wanted = "".join(parts)
    if not wanted or len(text) < len(wanted) - 1:
        return 0.0
    cover = min(1.0, len(wanted) / max(len(text), 1))
    start, end = _span(parts, text)
    if end:
        worth = 0.6 + 0.4 * (cover + (end - start) / len(text)) / 2
        last = text[end:] in ("", *"书表函")
        return _as_head(wanted, text[end:], min(1.0, worth + (_LAST if last else 0.0)))
    slips = 2 if len(wanted) >= 9 else 1 if len(wanted) >= 5 else 0
    if len(parts) > 1 or not slips:
        return 0.0
    return _with_slips(wanted, text, slips, 0.55 + 0.35 * cover)


def _with_slips(wanted: str, text: str, slips: int, worth: float) -> float:
    """Return what a heading is worth that is read with a slip; its last sign, which names the paper, is no slip."""
    limit = 1 - slips / len(wanted) - 0.001
    if len(wanted) > len(text):
        return worth if fuzz.ratio(wanted, text) / 100 >= limit else 0.0
    found = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=100 * limit)
    if found is None:
        return 0.0
    rest = text[found.dest_end :]
    if found.dest_end - found.dest_start < len(wanted) - 1:
        return 0.0  # 劳务派遣行政许可 lacks the 申请书 that would name it, and is no misread one
    return _as_head(wanted, rest, worth) if not rest or text[found.dest_end - 1] == wanted[-1] else 0.0


def _as_head(wanted: str, rest: str, worth: float) -> float:
    """Return what a heading is worth before the rest of a title: the last paper named is the paper itself."""
    if len(rest) < 2 or not _OTHER_PAPER.search(rest):
        return worth
    return 0.0 if _PAPER.search(wanted) else min(worth, _ABOUT)


@lru_cache(maxsize=4096)
def _cores(line: str) -> tuple[str, ...]:
    """Return the title without numbering, and that without the unit before it and without notes in brackets behind."""
    text = _NUMBERING.sub("", bare(line))
    rest = _UNIT.sub("", _TAIL.sub("", text)).removeprefix("关于").removeprefix("中华人民共和国")
    return (text, rest) if len(rest) >= 2 and rest != text else (text,)


def _span(parts: Sequence[str], text: str) -> tuple[int, int]:
    """Return where in a text the parts begin and end, with what stands between them; zeros where one is not there."""
    start = at = -1
    for part in parts:
        found = text.find(part, max(at, 0))
        if found < 0:
            return 0, 0
        start, at = found if start < 0 else start, found + len(part)
    return start, at


def opens_new(lines: Sequence[TextLine]) -> bool:
    """Tell whether a title starts something new: a chapter's title goes on with the document before."""
    return any(not _CHAPTER.match(bare(line.text)) for line in lines)


def is_unit(text: str) -> bool:
    """Tell a line that is a unit's name and nothing else."""
    return _UNIT.fullmatch(bare(text)) is not None


def names_paper(title: str) -> bool:
    """Tell whether a title ends as papers are named (表, 书, 证 …), known or not; a large label does not."""
    return _PAPER.search(bare(title)) is not None


def goes_on_by_name(lines: Sequence[TextLine]) -> bool:
    """Tell a title that says itself that it goes on: 续表, （续）."""
    return any(_AGAIN.search(bare(line.text)) for line in lines)


def is_section(line: TextLine) -> bool:
    """Tell a numbered head within a paper, at any height of the page."""
    text = bare(line.text)
    return bool(_CHAPTER.match(text)) and len(text) <= LONGEST and not text.endswith(("。", ";", ","))
