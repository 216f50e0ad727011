"""Lists that an office imports as csv: telephones of departments, enterprises that others confirmed.

A file is taken as a whole or not at all; each line that cannot be taken is named with its reason.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from cases.errors import UsageError
from cases.history import AuditEvent
from cases.names.identifiers import credit_code_valid
from cases.plain_text import name_as_written
from casework.services import Services
from record.contacts import Contact
from record.whitelists import ListedUnit

MAX_BYTES = 20_000_000
MAX_REFUSALS = 100
CONTACT_HEADINGS = ("科室代码", "科室名称", "电话", "生效日期", "失效日期", "备注")
UNIT_HEADINGS = ("单位名称", "统一社会信用代码", "来源")

_PHONE = re.compile(r"[0-9]{5,12}|0\d{2,3}-\d{7,8}(?:-\d{1,6})?|1[3-9]\d{9}")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
V = TypeVar("V")
Line = Mapping[str, str]


class LineRefused(Exception):
    """A line cannot be taken; its argument is the Chinese reason."""


def import_contacts(services: Services, path: Path, actor: str) -> tuple[int, list[str]]:
    """Replace the directory of telephones by a file's; return how many lines were taken and what was refused.

    Raises:
        UsageError: The file cannot be read, or has other headings.
    """
    departments = services.catalogue.departments
    contacts, refusals = _read(path, CONTACT_HEADINGS, ("失效日期", "备注"), lambda line: _contact(line, departments))
    refusals += _overlaps(contacts)
    if refusals or not contacts:
        return 0, refusals or ["文件中没有任何联系电话"]
    with services.work() as work:
        work.contacts.replace(work.office.code, (one for _, one in contacts), work.now)
        work.record(AuditEvent.CONTACTS_IMPORTED, None, actor, lines=len(contacts))
    return len(contacts), []


def import_whitelist(services: Services, whitelist: str, path: Path, actor: str) -> tuple[int, list[str]]:
    """Replace one list of enterprises by a file's; return how many lines were taken and what was refused.

    Raises:
        UsageError: There is no such list, the file cannot be read, or has other headings.
    """
    known = services.catalogue.whitelists
    if whitelist not in known:
        names = "、".join(f"{code}（{one.name}）" for code, one in known.items())
        raise UsageError(reason=f"没有代码为“{whitelist}”的名单，可用：{names}")
    units, refusals = _read(path, UNIT_HEADINGS, ("统一社会信用代码", "来源"), _unit)
    refusals += _repeated(units)
    if refusals or not units:
        return 0, refusals or ["文件中没有任何单位"]
    with services.work() as work:
        work.whitelists.replace(work.office.code, whitelist, [one for _, one in units], work.now)
        work.record(AuditEvent.WHITELIST_IMPORTED, None, actor, list=whitelist, lines=len(units))
    return len(units), []


def _read(
    path: Path, headings: Sequence[str], optional: Sequence[str], take: Callable[[Line], V]
) -> tuple[list[tuple[int, V]], list[str]]:
    """Return the lines that could be taken, with their numbers in the file, and one sentence per refused line."""
    rows = csv.reader(io.StringIO(_text(path), newline=""))
    lines = _lines(rows, path)
    present = [heading.strip() for heading in next(lines, [])]
    missing = [heading for heading in headings if heading not in present and heading not in optional]
    unknown = [heading for heading in present if heading not in headings]
    if missing or unknown or len(set(present)) != len(present):
        raise UsageError(reason=f"文件“{path.name}”首行须为：{'、'.join(headings)}（其中可省：{'、'.join(optional)}）")
    taken: list[tuple[int, V]] = []
    refusals: list[str] = []
    for row in lines:
        if not any(cell.strip() for cell in row):
            continue
        try:
            taken.append((rows.line_num, take(_line(row, present))))
        except LineRefused as refused:
            refusals.append(f"第{rows.line_num}行：{refused}。")
        if len(refusals) >= MAX_REFUSALS:
            return [], [*refusals, f"错误达到{MAX_REFUSALS}处，其余未再检查。"]
    return taken, refusals


def _lines(rows: Iterator[list[str]], path: Path) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error as error:
        raise UsageError(reason=f"文件“{path.name}”不是有效的 CSV") from error


def _text(path: Path) -> str:
    """Return a file's text: UTF-8 with or without mark, else GB 18030 as Excel saves it in China."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(reason=f"文件“{path.name}”超过{MAX_BYTES // 1_000_000}MB")
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(reason=f"读不到文件“{path}”") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(reason=f"文件“{path.name}”既不是 UTF-8 也不是 GB 18030 编码")


def _line(row: Sequence[str], headings: Sequence[str]) -> Line:
    if len(row) > len(headings):
        raise LineRefused(f"有{len(row)}列，首行只有{len(headings)}列")
    cells = [unicodedata.normalize("NFC", cell).strip().removeprefix("'") for cell in row]
    if any(not cell.isprintable() for cell in cells):
        raise LineRefused("含有不可见字符")
    return dict(zip(headings, [*cells, *[""] * (len(headings) - len(cells))], strict=True))


def _contact(line: Line, departments: Mapping[str, object]) -> Contact:
    code = line["科室代码"]
    if code not in departments:
        raise LineRefused(f"没有代码为“{code}”的科室，可用：{'、'.join(departments)}")
    if not line["科室名称"]:
        raise LineRefused("缺少科室名称")
    if not _PHONE.fullmatch(line["电话"]):
        raise LineRefused(f"“{line['电话']}”不是电话号码")
    first, last = _day(line, "生效日期"), _day(line, "失效日期")
    if first is None:
        raise LineRefused("缺少生效日期")
    if last is not None and last < first:
        raise LineRefused(f"失效日期{last}早于生效日期{first}")
    return Contact(code, line["科室名称"][:100], line["电话"], first, last, line.get("备注", "")[:200])


def _day(line: Line, heading: str) -> date | None:
    text = line.get(heading, "")
    if not text:
        return None
    match = _DATE.fullmatch(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match is not None else _no_day(heading, text)
    except ValueError:
        return _no_day(heading, text)


def _no_day(heading: str, text: str) -> date:
    raise LineRefused(f"{heading}“{text}”不是日期，应写作 2020-02-12")


def _overlaps(contacts: Sequence[tuple[int, Contact]]) -> list[str]:
    """Refuse the same telephone of a department twice on one day."""
    seen: dict[tuple[str, str], list[tuple[int, Contact]]] = {}
    refusals = []
    for number, one in contacts:
        for other_number, other in seen.setdefault((one.department, one.phone), []):
            if max(one.valid_from, other.valid_from) <= min(one.valid_to or date.max, other.valid_to or date.max):
                refusals.append(f"第{number}行：与第{other_number}行的科室、电话相同且有效期重叠。")
        seen[one.department, one.phone].append((number, one))
    return refusals


def _unit(line: Line) -> ListedUnit:
    name, code = line["单位名称"], line.get("统一社会信用代码", "").upper()
    if not name_as_written(name):
        raise LineRefused("缺少单位名称")
    if code and not credit_code_valid(code):
        raise LineRefused(f"统一社会信用代码“{code}”有误，请核对")
    return ListedUnit(name[:200], code, line.get("来源", "")[:200])


def _repeated(units: Sequence[tuple[int, ListedUnit]]) -> list[str]:
    seen: dict[tuple[str, str], int] = {}
    refusals = []
    for number, one in units:
        key = (one.credit_code, name_as_written(one.name))
        if key in seen:
            refusals.append(f"第{number}行：与第{seen[key]}行重复。")
        seen.setdefault(key, number)
    return refusals
