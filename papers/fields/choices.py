"""Values that are one of a few: statutory ground, cycle, way of paying, union or none, branch, duplicate copy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cases.boxes import holds_middle
from cases.plain_text import bare, plain
from cases.reading import PageReading, TextLine
from cases.report import FieldValue
from papers.fields.found import IN_SENTENCE, MISREAD, NEXT_CELL, Found
from papers.fields.paper import Paper
from papers.fields.sentences import two_lines
from papers.fields.tables import column
from papers.fields.ticks import EMPTY_SIGNS, TICKED_SIGNS, read_ticks
from papers.fields.values import phrase

_REORGANISED, _IN_TROUBLE = "依照企业破产法规定进行重整", "生产经营发生严重困难"
_CONVERTED, _CIRCUMSTANCES = "企业转产、重大技术革新或者经营方式调整", "客观经济情况发生重大变化"
GROUNDS = {
    "重整": _REORGANISED,
    "严重困难": _IN_TROUBLE,
    **dict.fromkeys(("转产", "技术革新", "经营方式调整", "调整经营方式"), _CONVERTED),
    **dict.fromkeys(("客观经济情况", "客观情况发生重大变化", "客观情况发生了重大变化"), _CIRCUMSTANCES),
}
"""附件4 申请条件（一）–（四）, by the words that tell them apart."""

_CITED = re.compile(
    r"(?:四十一|41)条(?:规定)?(?:的?第?\(?[一1]\)?款)?(?:规定)?的?(?:之)?[第之]?\(?([一二三四1-4])\)?(?:项|种情[形况])"
)
_IN_ORDER = dict(zip("一二三四1234", 2 * (_REORGANISED, _IN_TROUBLE, _CONVERTED, _CIRCUMSTANCES), strict=True))
"""The same grounds as 劳动合同法第四十一条第一款 numbers them."""

_GROUND = re.compile("|".join(map(re.escape, GROUNDS)))
_BOX_AT_END = re.compile(rf"^\W*[{EMPTY_SIGNS}{TICKED_SIGNS}]|[{EMPTY_SIGNS}{TICKED_SIGNS}]\W*$")

PAY_METHODS = ("银行缴费", "银行扣款", "网上缴费", "现金缴费", "支票")
WORKER_KINDS = {"干部": ("干部", "管理", "专业技术"), "工人": ("工人", "生产", "操作", "工勤")}
FILING_KINDS = {
    "月报": "月报", "基数差": "基数差", "退费": "退费", "个人补缴": "个人补缴",
    **dict.fromkeys(
        ("近三个月", "超过3年", "超过三年", "一般账户", "临时账户", "不足10年", "不足十年"), "个人补缴"
    ),
}
"""Words of a form's choices and what they file; periods and accounts are of 个人补缴 (京社保经办通知 二（一）2–3)."""

_ACCOUNTS = ("一般", "临时")
_PAID = re.compile(r"(?:选择|采用|采取|通过|按|以|由)[^,。;:]{0,8}?(银行缴费|银行扣款|网上缴费|现金缴费|支票)")
NO_UNION = re.compile(r"(?:没有|未建立|未成立|未设立?|无)工会")
CERTIFIED = re.compile(r"与原件(?:核对)?(?:一致|相符|无误)|(?:同|和)原件一致")
_CYCLE = re.compile(r"以(?:一个)?([周月季年])度?为(?:一个)?(?:计算|综合计算)?周期")
_CYCLE_WORD = re.compile(r":?(?:[以按每]|一个?)*([周月季年])度?(?:制|为?(?:一个)?(?:计算|综合计算)?(?:周期)?)")
_STATES = re.compile(r"吊销|已注销|经营异常")
_YEARS_OF_REPORT = re.compile(r"(?<!\d)((?:19|20)\d{2})年(?!\d{1,2}月)")


def first_line_with(paper: Paper, words: Sequence[str]) -> Found | None:
    """Return the first line that holds one of the words, with that word as its text."""
    for page in paper.pages:
        for line in page.lines:
            word = next((word for word in words if word in plain(line.text)), None)
            if word:
                return Found(word, line, page.number, IN_SENTENCE)
    return None


def ground(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield the first statutory ground of a layoff that the text names, or cites by article and number."""
    for page in paper.pages:
        for line, text in two_lines(page):
            named = _ground(line, bare(text))
            if named is not None:
                yield paper.value(name, named, Found(named, line, page.number, IN_SENTENCE))
                return


def _ground(line: TextLine, text: str) -> str | None:
    """The ground that begins on a line, whose sentence may run on; a printed choice with an empty box names none."""
    own = bare(line.text)
    words = [found[0] for found in _GROUND.finditer(text) if found.start() < len(own)]
    cited = next((_IN_ORDER[found[1]] for found in _CITED.finditer(text) if found.start() < len(own)), None)
    if not words or not _BOX_AT_END.search(own):
        return GROUNDS[words[0]] if words else cited
    ticks = read_ticks(own, words)
    return GROUNDS[next((one for one in ticks.chosen if one), words[0])] if ticks.lost or ticks.chosen else None


def cycle(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield the cycle beside its label or in a cell of its column, or in 以季为计算周期."""
    for page in paper.pages:
        cells = [Found(line.text, line, page.number, NEXT_CELL) for line in column(page, "计算周期")[:1]]
        beside = [found for found in paper.behind(page, paper.labels(name), _cycle_word) if _cycle_word(found.text)]
        for found in beside or cells:
            if word := _cycle_word(found.text):
                yield paper.value(name, word, found)
        for line in page.lines:
            sentence = _CYCLE.search(plain(line.text))
            if sentence:
                yield paper.value(name, sentence[1], Found(sentence[1], line, page.number, IN_SENTENCE))


def _cycle_word(text: str) -> str | None:
    ticks = read_ticks(text)
    words = _CYCLE_WORD.fullmatch((ticks.only or "") if ticks.marked else plain(text))
    return words[1] if words is not None else None  # 周月季年 in a row are the form's choices, 季节 is no cycle


def pay_method(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield the chosen way of paying; printed choices without a mark are no answer."""
    for found, chosen in _chosen(paper, name, PAY_METHODS):
        methods = [method for method in PAY_METHODS if method in chosen]
        if len(methods) == 1:
            yield paper.value(name, methods[0], found)
        elif chosen:  # something is filled in: what could not be read is not missing
            yield paper.value(name, chosen[:8], replace(found, weight=MISREAD))
    for page in paper.pages:
        for line, text in two_lines(page):
            match = _PAID.search(text)
            if match is not None and match.start() < len(plain(line.text)):
                yield paper.value(name, match[1], Found(match[1], line, page.number, IN_SENTENCE))


def account(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield the kind of the contribution account, 一般 or 临时: as its label says, else the one that is named."""
    given = False
    for found, chosen in _chosen(paper, name, _ACCOUNTS):
        given = True
        kinds = [kind for kind in _ACCOUNTS if kind in chosen]
        if len(kinds) == 1:
            yield paper.value(name, kinds[0], found)
    named = [one for kind in _ACCOUNTS if (one := first_line_with(paper, (f"{kind}账户",))) is not None]
    if not given and len(named) == 1:
        yield paper.value(name, named[0].text[:2], named[0])


def worker_kind(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield whether a person is a worker (工人) or a cadre (干部)."""
    for found, chosen in _chosen(paper, name, ("干部", "工人")):
        kinds = [kind for kind, words in WORKER_KINDS.items() if any(word in chosen for word in words)]
        if len(kinds) == 1:
            yield paper.value(name, kinds[0], found)


def filing_kind(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield what kind of back-payment is filed: as chosen on the form, else by the one kind that its title names."""
    given = False
    for found, chosen in _chosen(paper, name, tuple(FILING_KINDS), whole_rows=True):
        kinds = sorted({kind for word, kind in FILING_KINDS.items() if word in chosen})
        if len(kinds) == 1:
            given = True
            yield paper.value(name, kinds[0], found)
    if paper.document.code == "refund-application":
        title = first_line_with(paper, ("退费",))
        kinds = ["退费"] if title else []
    else:
        title = None if given or not paper.pages else _title(paper.pages[0])
        kinds = sorted({kind for word, kind in FILING_KINDS.items() if title is not None and word in title.text})
    if title is not None and len(kinds) == 1 and not given:
        yield paper.value(name, kinds[0], title)


def _title(page: PageReading) -> Found | None:
    top = [line for line in page.lines[:3] if len(plain(line.text)) >= 4]
    line = max(top, key=lambda line: line.box[3] - line.box[1], default=None)
    return Found(plain(line.text), line, page.number, IN_SENTENCE) if line is not None else None


def _chosen(
    paper: Paper, name: str, choices: Sequence[str], *, whole_rows: bool = False
) -> Iterator[tuple[Found, str]]:
    """What is filled in behind a label, or ticked among its printed choices; empty where none is ticked.

    Where a mark was lost, or two are ticked, the whole row stands for the answer: something is there that was not read.
    Choices that run over several lines (``whole_rows``) may lie on another one: a lost mark among them tells nothing.
    """
    for page in paper.pages:
        for found in paper.behind(page, paper.labels(name), phrase):
            text = plain(_cell_of(page, found) if whole_rows else found.text)
            ticks = read_ticks(text, choices)
            if ticks.marked:
                open_row = ticks.chosen or (ticks.lost and not whole_rows)
                yield found, ticks.only or (text if open_row else "")
            else:
                yield found, text


def _cell_of(page: PageReading, found: Found) -> str:
    """Return the text of the cell in which a line of choices was found; they may run over several of its lines."""
    cells = (cell for table in page.tables for row in table.rows for cell in row)
    around = next((cell for cell in cells if holds_middle(cell.box, found.line.box)), None)
    goes_on = around is not None and plain(found.text) in plain(around.text) and read_ticks(plain(around.text)).marked
    return around.text if around is not None and goes_on else found.text


def has_union(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield whether the unit has a union, by who speaks or by what is said."""
    for page in paper.pages:
        for line in page.lines:
            text = plain(line.text)
            if NO_UNION.search(text):
                yield paper.value(name, "false", Found(text, line, page.number, IN_SENTENCE))
            elif "工会委员会" in text or "工会意见" in text:
                yield paper.value(name, "true", Found(text, line, page.number, IN_SENTENCE))


def is_branch(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield whether a licence is a branch's: it names a 负责人 instead of a 法定代表人 (domain f19)."""
    whole = first_line_with(paper, ("法定代表人",))
    found = whole or first_line_with(paper, ("负责人",))
    if found:
        yield paper.value(name, "false" if whole else "true", found)


def is_duplicate_copy(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield whether a licence is the 副本 (true) or the 正本 (false) (domain f19)."""
    duplicate = first_line_with(paper, ("副本",))
    found = duplicate or first_line_with(paper, ("正本",))
    if found:
        yield paper.value(name, "true" if duplicate else "false", found)


def register_state(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield a remark on a licence that it is no longer in force: 吊销, 已注销 (domain f19)."""
    for page in paper.pages:
        for line in page.lines:
            if match := _STATES.search(plain(line.text)):
                yield paper.value(name, match[0], Found(match[0], line, page.number, IN_SENTENCE))


def is_certified_copy(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield that a copy bears the note 与原件一致; a copy without it is told nothing (domain f36)."""
    for page in paper.pages:
        line = next((line for line in page.lines if CERTIFIED.search(plain(line.text))), None)
        if line is not None:
            yield paper.value(name, "true", Found(line.text, line, page.number, IN_SENTENCE))


def years(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield the years that a report speaks of, joined by 、."""
    named: dict[str, Found] = {}
    for page in paper.pages:
        for line in page.lines:
            for match in _YEARS_OF_REPORT.finditer(plain(line.text)):
                named.setdefault(match[1], Found(match[1], line, page.number, IN_SENTENCE))
    if named:
        yield paper.value(name, "、".join(sorted(named)), min(named.values(), key=lambda found: found.line.score))
