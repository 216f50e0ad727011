"""Names in which papers are signed, headed or addressed, or which they give a part that only the applicant plays.

A line of its own (单位盖章：甲公司) and a heading (甲公司裁减人员名册) tell on any paper that the applicant makes;
承租方：甲公司, 你单位 behind 甲公司：, and who certifies a copy, on the papers of others as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cases.names.unit_endings import PLACES, ends_whole, is_familiar
from cases.plain_text import HAN, name_as_read, plain
from cases.reading import PageReading, Source, TextLine
from papers.fields.dates import day
from papers.fields.label_words import APPLICANT, SEALED
from papers.fields.listed_units import is_listed
from papers.fields.values import unit
from validators.certainty import SURE_LINE
from validators.covered import is_covered

_BRACKETS = r"(?:\([^()]{1,12}\))?"
_LABEL = rf"(?:{APPLICANT}|组织)(?:名称|全称|确认|意见)?(?:\(?(?:加盖)?(?:全称|{SEALED})\)?)?"
_WHOSE = re.compile(rf"(?:{_LABEL})?:")
_LABELS = re.compile(rf"{_LABEL}:?")
_LABEL_BEFORE_PLACE = re.compile(rf"(?:{_LABEL}|名?称)(?=\(?(?:{PLACES}))")
_PART = (
    r"(?:承租(?:方|人|单位)|(?:劳务)?派遣(?:单位|方)|第二用[工人]单位|(?:在华)?用人单位|所在单位|(?:工作|聘[用请])单位(?:Employer)?"
    r"|申请(?:人|单位)|委托(?:单位|方)|编制单位|发布单位|企业名称)(?:名称|全称)?"
)
_BEHIND_PART = re.compile(rf"{_PART}\)?{_BRACKETS}:")
_PARTS = re.compile(rf"[A-Za-z]*(?:[甲乙]方)?\(?{_PART}\)?{_BRACKETS}[A-Za-z]*:?")
_CERTIFIED = re.compile(
    r"(?:原件(?:核对)?(?:相符|一致|无误|无异)|复印件仅[供限用][^,。]{2,24}(?:使用|之用|办理))[,。:]?"
)
_OURSELVES = re.compile(r"(?:我|本)(?:单位|公司|企业)")
_YOURS = re.compile("[你贵](?:单位|公司)")
_SUBJECT = re.compile(r"^(?:第?[一二三四五六七八九十\d]+[、.条])?|同意|(?:职务|系)[,]?系?|公司名称:")
_SAYS = re.compile(
    r"成立[于於]|主要从事|现有职工|\(以下简?称|的法定代表人|自\d|本次|裁减|[依按]照|根据《|对[^,。]{2,20}实行"
)
_NUMBERED_PAGE = re.compile(r"P\.?\d|\d+/\d+")
_BEHIND = re.compile(rf"(?:\((?:{APPLICANT}|加盖)?{SEALED}\))?:?$")
_UNION = re.compile(r"工会(?:联合会)?(?:委员会)?$")
_TITLE = re.compile(rf"[{HAN}\d()]{{2,24}}")
_SENTENCE = re.compile("[,。:]")
_ISSUERS = re.compile("银行|信用社|医院|保险|学校|会计师|律师|公证|鉴定|人才|档案|委员会|[居村]委会|社区|街道")
"""Who heads and signs papers that the applicant is handed, and hands in."""
_LONGEST_DATE = 14
_STAMPED = re.compile("公章|盖章|签章|印章")
_HEAD_LINES, _NEAR_LINES = 3, 3


@dataclass(frozen=True, slots=True)
class SignedName:
    """A unit's name in the place of who makes a paper, or to whom it goes.

    Attributes:
        times: How often the page states it.
        signing: It is labelled or sealed, heads the page or its sentence, or a date stands below it.
        part: Its part is the applicant's on papers of others too: lessee, dispatcher, whom the authority calls 你单位.
        covered: A seal lies over the line, which was read from the picture.
        said: The line itself says that it is the applicant's: by label, by 公章 behind it, by 我单位 before it.
    """

    name: str
    line: TextLine
    times: int
    signing: bool
    part: bool
    covered: bool
    said: bool


def signed_names(page: PageReading) -> Iterator[SignedName]:
    """Yield the names, surely read, that stand alone on a line or where a sentence, label or title tells whose."""
    text = name_as_read(page.text)
    for index, line in enumerate(page.lines):
        if line.score < SURE_LINE:
            continue
        covered = _is_covered(page, line)
        for name, signing, part in _in_line(page, index):
            if part or not _ISSUERS.search(name):
                times, said = text.count(name_as_read(name)), part or _says_whose(page, index) or _is_ours(line, name)
                yield SignedName(name, line, times, signing or covered, part, covered, said)


def _in_line(page: PageReading, index: int) -> Iterator[tuple[str, bool, bool]]:
    """Yield name, whether it signs, and whether its part is the applicant's."""
    said = plain(page.lines[index].text)
    certified = _CERTIFIED.search(said)
    if certified is not None and (name := _only_name(said[certified.end() :])):
        yield name, True, True
        return
    if name := _only_name(said):
        part = _is_part(page, index)
        if part or not is_listed(page, page.lines[index]):
            yield name, _signs(page, index), part
        return
    for behind in _BEHIND_PART.finditer(said):
        if name := _name_at(said, behind.end()):
            yield name, True, True
    label = _WHOSE.match(said)
    if label is not None and len(label[0]) > 1 and (name := _name_at(said, label.end())):
        yield name, True, False
    if name := _in_sentence(said) or (_in_title(said) if index < _HEAD_LINES else None):
        yield name, True, False


def _signs(page: PageReading, index: int) -> bool:
    """Tell whether a line that is a name alone says that it is sealed or whose it is, heads the page, or is dated."""
    return _says_whose(page, index) or _is_date(_line(page, index + 1)) or _is_head(page, index)


def _says_whose(page: PageReading, index: int) -> bool:
    said = plain(page.lines[index].text)
    label = _WHOSE.match(said)
    labelled = (label is not None and len(label[0]) > 1) or _LABELS.fullmatch(_line(page, index - 1)) is not None
    return labelled or _STAMPED.search(said) is not None


def _is_ours(line: TextLine, name: str) -> bool:
    """Tell whether a line says 我单位甲公司."""
    said = name_as_read(line.text)
    return any(said.startswith(name_as_read(name), ours.end()) for ours in _OURSELVES.finditer(said))


def _is_head(page: PageReading, index: int) -> bool:
    """Tell a letterhead; what a fax machine prints above the page names whose machine it is."""
    line = page.lines[index]
    beside = (other for other in page.lines if abs(other.box[1] - line.box[1]) < line.box[3] - line.box[1])
    printed = any(_NUMBERED_PAGE.search(plain(other.text)) for other in beside if other is not line)
    above = any(_SENTENCE.search(_line(page, other)) for other in range(index))
    return index < _HEAD_LINES and not printed and not above and not plain(line.text).endswith(":")


def _is_part(page: PageReading, index: int) -> bool:
    before = _line(page, index - 1)
    if _PARTS.fullmatch(before) or _CERTIFIED.search(before):
        return True
    following = (_line(page, other) for other in range(index + 1, index + 1 + _NEAR_LINES))
    return plain(page.lines[index].text).endswith(":") and any(_YOURS.search(text) for text in following)


def _line(page: PageReading, index: int) -> str:
    """Return the plain text of a line, empty beyond the page's first and last."""
    return plain(page.lines[index].text) if 0 <= index < len(page.lines) else ""


def _in_sentence(said: str) -> str | None:
    """Return the name of who speaks: 我单位甲公司现申请, 甲公司成立于."""
    for ours in _OURSELVES.finditer(said):
        if name := _name_at(said, ours.end()):
            return name
    for start in _SUBJECT.finditer(said):
        name = _name_at(said, start.end())
        if name is not None and _SAYS.match(said, start.end() + len(name)):
            return name
    return None


def _in_title(said: str) -> str | None:
    """Return the name that a title begins with: 甲公司裁减人员名册."""
    name = _name_at(said, 0)
    return name if name is not None and _TITLE.fullmatch(said, len(name)) else None


def _name_at(said: str, start: int) -> str | None:
    """Return the whole name that stands at a place within a line; it begins as registered names do."""
    name = unit(said[start:])
    begins = name is not None and name_as_read(said[start:]).startswith(name_as_read(name))
    return name if name is not None and begins and ends_whole(name) and is_familiar(name) else None


def _is_date(text: str) -> bool:
    return len(text) <= _LONGEST_DATE and day(text) is not None


def _only_name(said: str) -> str | None:
    """Return the unit's name where a text says nothing else; of a union's the unit's."""
    label = _WHOSE.match(said) or _LABEL_BEFORE_PLACE.match(said)
    said = said[label.end() :] if label is not None else said
    said = _UNION.sub("", _BEHIND.sub("", said))
    name = unit(said)
    whole = name is not None and ends_whole(name) and name_as_read(name) == name_as_read(said)
    return name if whole else None


def _is_covered(page: PageReading, line: TextLine) -> bool:
    """Tell whether a seal lies over a line that was read from the picture."""
    return page.source is not Source.TEXT_LAYER and is_covered(page, line.box)
