"""Values with their places on the page: labels, table cells and sentences of the known documents.

What stands behind a label is found by :mod:`ocr.labels`. Every value carries the box of the line it was read from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from cases.identifiers import credit_code_valid, identity_number_valid, read_credit_code
from cases.reading import PageReading, TextLine
from cases.report import FieldValue
from catalogue.model import DocumentType
from ocr import field_values as values
from ocr.field_values import plain
from ocr.labels import BEHIND, BY_FORM, IN_SENTENCE, LABELS, NEXT_CELL, Found, Parser, behind_labels, overlap
from ocr.roster import find_roster

PARSERS: dict[str, Parser] = {
    "unit_name": values.unit, "parent_name": values.unit, "legal_rep": values.person, "person_name": values.person,
    "agent": values.person, "capital": values.yuan, "capital_paid": values.yuan, "headcount": values.count,
    "total_staff": values.count, "explain_date": values.day, "plan_date": values.day, "established": values.day,
    "from": values.day, "to": values.last_day, "term": values.last_day, "valid_until": values.last_day,
    "date": values.day,
}  # fmt: skip

GROUNDS = {
    "重整": "依照企业破产法规定进行重整",
    "严重困难": "生产经营发生严重困难",
    "转产": "企业转产、重大技术革新或者经营方式调整",
    "客观经济情况": "客观经济情况发生重大变化",
}
"""附件4 申请条件（一）–（四）, by the words that tell them apart."""

PAY_METHODS = ("银行缴费", "银行扣款", "网上缴费", "现金缴费", "支票")
MISREAD = 0.5
NO_UNION = re.compile(r"(?:没有|未建立|未成立|未设立?|无)工会")
HOLDER_FIELDS = {"agent-identity": "agent", "legal-representative-identity": "legal_rep"}
"""On an identity card the holder's 姓名 is the value of the slot's field."""

_CREDIT_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])")
_CREDIT_FORM = re.compile(r"9\d{6,7}[0-9A-Z]{0,9}[A-Z][0-9A-Z]{0,9}(?<=[0-9A-Z]{16})")
"""A line that is nothing but a company's code, perhaps misread; no person's number begins with 9 and holds a letter."""

_IDENTITY_FORM = re.compile(r"\d{17}[\dX]")
"""Without a label such a number may be a person's: it is never taken for a unit's code."""

_CYCLE = re.compile(r"以(?:一个)?([周月季年])度?为(?:一个)?(?:计算|综合计算)?周期")
_TICKED = re.compile(r"[☑√✓✔■☒]\s*([\u4e00-\u9fff]{2,8})")
_SENTENCES: dict[str, tuple[re.Pattern[str], ...]] = {
    "capital": (re.compile(r"注册资本(?:总额)?(?:共计|共)?为(?:人民币)?([^,。;]{1,16}?元)"),),
    "headcount": (
        re.compile(r"(?:拟|计划|需要|共|合计|须)?裁减(?:人员|员工|职工)?(?:共计|共|总数为?|人数为?)?(\d{1,5})(?:人|名)"),
        re.compile(r"(?:共计|合计)(\d{1,5})(?:人|名)"),
    ),
    "total_staff": (
        re.compile(r"(?:现有|在册|在职|企业)?(?:职工|员工)(?:总数|总人数|人数|共)?为?(?:共)?(\d{1,6})(?:人|名)"),
    ),
    "explain_date": (
        re.compile(
            r"((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)[^。]{0,12}(?:向|召开)[^。]{0,16}"
            r"(?:工会|职工|员工)[^。]{0,24}(?:说明|听取|大会)"
        ),
    ),
    "plan_date": (
        re.compile(r"(?:裁减|裁员|实施)(?:时间|日期)(?:定于|为|是|:)?((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)"),
        re.compile(r"(?:于|自|拟于|计划于)((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)(?:起)?[^。]{0,8}(?:裁减|实施|解除)"),
    ),
    "legal_rep": (
        re.compile(r"^([\u4e00-\u9fff·]{2,4}),(?:男|女),[^。]{0,60}?(?:系|为|任)(?:我|本)(?:单位|公司|厂)"),
        re.compile(
            r"(?:^|兹证明)([\u4e00-\u9fff·]{2,4}?)(?:同志|先生|女士)?(?:现)?(?:系|为|任|在)(?:我|本)(?:单位|公司|厂)"
            r"[^。]{0,16}法定代表人"
        ),
    ),
    "agent": (re.compile(r"(?:委托|授权)([\u4e00-\u9fff·]{2,4}?)(?:同志|先生|女士|[,，(（]|为|代表|作为|前往|办理)"),),
}  # fmt: skip


def read_fields(pages: Sequence[PageReading], document: DocumentType) -> tuple[FieldValue, ...]:
    """Return the values of the document's fields that stand on its pages, in page order per field.

    A field that is not found has no value; nothing is guessed. Identity numbers are not read.
    """
    # A list has columns, and who names the unit often gives its code: both cost nothing to read.
    columns = ("columns",) if "rows" in document.fields else ()
    code = ("uscc",) if "unit_name" in document.fields else ()
    wanted = dict.fromkeys((*document.fields, *columns, *code))
    found = [value for name in wanted for value in _read_field(name, pages, document)]
    return tuple(dict.fromkeys(found))


def _read_field(name: str, pages: Sequence[PageReading], document: DocumentType) -> Iterator[FieldValue]:
    if name == "uscc":
        yield from _credit_codes(pages)
    elif name in SPECIAL:
        yield from SPECIAL[name](pages, document)
    elif name in PARSERS or name in LABELS:
        yield from _labelled(name, pages, document)


def _labelled(name: str, pages: Sequence[PageReading], document: DocumentType) -> Iterator[FieldValue]:
    parse = PARSERS.get(name, _text)
    labels = LABELS.get(name, ())
    if HOLDER_FIELDS.get(document.code) == name:
        labels = (*LABELS["person_name"], *labels)
    given = False
    for page in pages:
        for found in (*behind_labels(page, labels, parse), *_in_sentences(name, page, parse)):
            value = parse(found.text)
            if value:
                given = True
                yield _value(name, value, found)
    if not given and name in FALLBACKS:
        yield from FALLBACKS[name](name, pages)


def _value(name: str, value: str, found: Found, repaired: bool = False) -> FieldValue:
    return FieldValue(name, value, found.page, found.line.box, round(found.line.score * found.weight, 3), repaired)


def _text(text: str) -> str | None:
    return re.split(r"[,;。]", plain(text).strip(":_"))[0] or None


def _in_sentences(name: str, page: PageReading, parse: Parser) -> Iterator[Found]:
    """Values within running text; a sentence may run over two lines."""
    for first, second in zip(page.lines, (*page.lines[1:], None), strict=True):
        start = plain(first.text)
        text = start + (plain(second.text) if second is not None else "")
        for pattern in _SENTENCES.get(name, ()):
            for match in pattern.finditer(text):
                if match.start() < len(start) and parse(match[1]):
                    yield Found(match[1], first, page.number, IN_SENTENCE)


def _credit_codes(pages: Sequence[PageReading]) -> Iterator[FieldValue]:
    """Codes with a sound check character; of others only one behind its own label."""
    for page in pages:
        labelled = {plain(one.text): one for one in behind_labels(page, LABELS["uscc"], _text)}
        misread = (line for line in page.lines if _CREDIT_FORM.fullmatch(plain(line.text)))
        for line in misread:
            if not credit_code_valid(plain(line.text)):
                labelled.setdefault(plain(line.text), Found(line.text, line, page.number, BY_FORM))
        for found in labelled.values():
            yield from _labelled_code(found)
        for line in page.lines:
            for match in _CREDIT_CODE.finditer(plain(line.text).upper()):
                known = any(match[0] in text.upper() for text in labelled)
                if not known and not _IDENTITY_FORM.fullmatch(match[0]) and credit_code_valid(match[0]):
                    yield _value("uscc", match[0], Found(match[0], line, page.number, BEHIND))


def _labelled_code(found: Found) -> Iterator[FieldValue]:
    # A sentence may go on behind the code: （统一社会信用代码：…）成立于….
    code = re.split(r"[^0-9A-Z]", plain(found.text).upper().strip(":-_.()"))[0]
    if identity_number_valid(code) and not credit_code_valid(code):
        return
    read = read_credit_code(code)
    # One that lost or gained a character still tells another company's code from the applicant's.
    if read.valid or (16 <= len(code) <= 20 and code.isascii() and code.isalnum()):
        yield _value("uscc", read.value, found, repaired=read.repaired)


def _unit_by_form(name: str, pages: Sequence[PageReading]) -> Iterator[FieldValue]:
    """A line that is nothing but a unit's name: the head of a statute or the signature of a letter."""
    for page in pages:
        for line in page.lines:
            text = plain(line.text)
            found = values.unit(re.sub(r"(?:章程|管理制度|全体股东:?)$", "", text))
            if found and len(found) >= 8 and len(found) >= len(text) - 8:
                yield _value(name, found, Found(found, line, page.number, BY_FORM))


def _last_date(name: str, pages: Sequence[PageReading]) -> Iterator[FieldValue]:
    """The date under the signature is the last one of the document."""
    dated = [(line, page, one) for page in pages for line in page.lines if (one := values.day(line.text))]
    if dated:
        line, page, found = dated[-1]
        yield _value(name, found, Found(found, line, page.number, IN_SENTENCE))


def _first_line_with(pages: Sequence[PageReading], words: Sequence[str]) -> Found | None:
    for page in pages:
        for line in page.lines:
            word = next((one for one in words if one in plain(line.text)), None)
            if word:
                return Found(word, line, page.number, IN_SENTENCE)
    return None


def _rows(pages: Sequence[PageReading], document: DocumentType) -> Iterator[FieldValue]:
    """Number of filled rows of the list's table, else its serial numbers; sure where neither contradicts the other."""
    serials: dict[int, tuple[TextLine, int]] = {}
    for page in pages:
        head = next((line for line in page.lines if plain(line.text).startswith("序号")), None)
        left = head.box[2] + 10 if head else max((line.box[2] for line in page.lines), default=0.0) * 0.2
        for line in page.lines:
            text = plain(line.text)
            if re.fullmatch(r"\d{1,4}", text) and line.box[0] <= left and int(text) > 0:
                serials.setdefault(int(text), (line, page.number))
    last = max(serials, default=0)
    roster = find_roster(pages)
    if roster is not None and roster.rows:
        agreed = last in (0, roster.rows)
        last, line, number = roster.rows, TextLine(str(roster.rows), roster.box, roster.score), roster.page
        weight = IN_SENTENCE if agreed else 0.6
    elif serials:
        line, number = serials[last]
        weight = IN_SENTENCE if len(serials) == last else 0.6
    else:
        return
    yield _value("rows", str(last), Found(str(last), line, number, weight))
    if "headcount" in document.fields:
        yield _value("headcount", str(last), Found(str(last), line, number, weight))


def _columns(pages: Sequence[PageReading], document: DocumentType) -> Iterator[FieldValue]:
    """The head row of a list: the titles of its table, else the cells on the line of 姓名."""
    roster = find_roster(pages)
    if roster is not None:
        text = "、".join(name for name in roster.columns if name)
        yield _value("columns", text, Found(text, TextLine(text, roster.box, roster.score), roster.page, NEXT_CELL))
        return
    for page in pages:
        head = next((line for line in page.lines if plain(line.text) == "姓名"), None)
        if head is not None:
            row = [line for line in page.lines if overlap(line.box, head.box, 1) >= 0.5]
            text = "、".join(plain(line.text) for line in sorted(row, key=lambda line: line.box[0]))
            yield _value("columns", text, Found(text, head, page.number, NEXT_CELL))


def _ground(pages: Sequence[PageReading], document: DocumentType) -> Iterator[FieldValue]:
    found = _first_line_with(pages, tuple(GROUNDS))
    if found:
        yield _value("ground", GROUNDS[found.text], found)


def _cycle(pages: Sequence[PageReading], document: DocumentType) -> Iterator[FieldValue]:
    """The cycle in a cell of its column, behind its label, or in 以季为计算周期."""
    for page in pages:
        cells = _column(page, "计算周期")
        for line in cells[:1]:
            if word := _cycle_word(line.text):
                yield _value("cycle", word, Found(word, line, page.number, NEXT_CELL))
        for line in page.lines:
            sentence = _CYCLE.search(plain(line.text))
            if sentence:
                yield _value("cycle", sentence[1], Found(sentence[1], line, page.number, IN_SENTENCE))


def _column(page: PageReading, title: str) -> list[TextLine]:
    """The cells below a column's title, from top to bottom, while they keep to the column."""
    head = next((line for line in page.lines if plain(line.text) == title), None)
    if head is None:
        return []
    below = [line for line in page.lines if line.box[1] >= head.box[3] and overlap(line.box, head.box, 0) >= 0.5]
    cells: list[TextLine] = []
    for line in sorted(below, key=lambda one: one.box[1]):
        previous = cells[-1] if cells else head
        if line.box[1] - previous.box[3] > 3 * (head.box[3] - head.box[1]):
            break
        cells.append(line)
    return cells


def _column_count(name: str, pages: Sequence[PageReading]) -> Iterator[FieldValue]:
    """The people of a table with a column 人数: its 合计, else the sum of its rows; none where a row has no number."""
    total, last, counted, rows = 0, None, 0, 0
    for page in pages:
        rows += len(_first_column(page, "人数"))
        for line in _column(page, "人数"):
            number = values.count(line.text) if re.fullmatch(r"\d{1,5}人?", plain(line.text)) else None
            if number is None:
                break
            counted += 1
            row = [other for other in page.lines if overlap(other.box, line.box, 1) >= 0.5]
            if any(plain(other.text) in ("合计", "总计", "共计") for other in row):
                total, rows = int(number), 0
            else:
                total += int(number)
            last = Found(number, line, page.number, IN_SENTENCE)
    if last is not None and counted >= rows:
        yield _value(name, str(total), last)


def _first_column(page: PageReading, title: str) -> list[TextLine]:
    """The cells of the leftmost column of the table that has a column of this title: one for each row."""
    head = next((line for line in page.lines if plain(line.text) == title), None)
    if head is None:
        return []
    heads = [line for line in page.lines if overlap(line.box, head.box, 1) >= 0.5]
    return _column(page, plain(min(heads, key=lambda line: line.box[0]).text))


def _cycle_word(text: str) -> str | None:
    ticked = _TICKED.findall(plain(text))
    words = (ticked[0] if ticked else plain(text)).replace("周期", "")
    return next((sign for sign in words if sign in "周月季年"), None)


def _pay_method(pages: Sequence[PageReading], document: DocumentType) -> Iterator[FieldValue]:
    """The chosen way of paying; printed choices without a mark are no answer."""
    for page in pages:
        for found in behind_labels(page, LABELS["pay_method"], _text):
            text = plain(found.text)
            ticked = _TICKED.findall(text)
            chosen = ticked[0] if ticked else "" if "□" in text else text
            method = next((one for one in PAY_METHODS if one in chosen), None)
            if method:
                yield _value("pay_method", method, found)
            elif chosen:  # something is filled in: what could not be read is not missing
                yield _value("pay_method", chosen[:8], replace(found, weight=MISREAD))


def _has_union(pages: Sequence[PageReading], document: DocumentType) -> Iterator[FieldValue]:
    for page in pages:
        for line in page.lines:
            text = plain(line.text)
            if NO_UNION.search(text):
                yield _value("has_union", "false", Found(text, line, page.number, IN_SENTENCE))
            elif "工会委员会" in text or "工会意见" in text:
                yield _value("has_union", "true", Found(text, line, page.number, IN_SENTENCE))


def _is_branch(pages: Sequence[PageReading], document: DocumentType) -> Iterator[FieldValue]:
    """A branch's licence names a 负责人 instead of a 法定代表人 (domain f19)."""
    whole = _first_line_with(pages, ("法定代表人",))
    branch = _first_line_with(pages, ("负责人",))
    if whole or branch:
        yield _value("is_branch", "false" if whole else "true", whole or branch)  # type: ignore[arg-type]


SPECIAL: dict[str, Callable[[Sequence[PageReading], DocumentType], Iterator[FieldValue]]] = {
    "rows": _rows, "columns": _columns, "ground": _ground, "cycle": _cycle, "pay_method": _pay_method,
    "has_union": _has_union, "is_branch": _is_branch,
}  # fmt: skip
FALLBACKS: dict[str, Callable[[str, Sequence[PageReading]], Iterator[FieldValue]]] = {
    "unit_name": _unit_by_form, "date": _last_date, "headcount": _column_count,
}  # fmt: skip
