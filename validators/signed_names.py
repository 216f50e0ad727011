"""Names in which papers are signed or to which they are written, as lines of their own: 单位盖章：甲公司.

No label has to be known for them, so they tell on any paper that the applicant is to have made that it names another.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cases.names.unit_endings import ends_whole
from cases.plain_text import name_as_read, plain
from cases.reading import PageReading, Source, TextLine
from papers.fields.dates import day
from papers.fields.values import unit
from validators.certainty import SURE_LINE

_WHOSE = re.compile(
    r"(?:(?:申请|申报|填报|用人|证明|承诺|报告|缴费|参保)?(?:单位|企业|公司)(?:名称|全称)?)?"
    r"(?:\(?(?:加盖)?(?:公章|盖章|签章|印章|章)\)?)?:"
)
_BEHIND = re.compile(r"(?:\((?:单位|加盖)?(?:公章|盖章|签章|印章|章)\)?)?:?$")
_UNION = re.compile(r"工会(?:联合会)?(?:委员会)?$")
_LONGEST_DATE = 14
_STAMPED = re.compile("公章|盖章|签章|印章")


@dataclass(frozen=True, slots=True)
class SignedName:
    """A unit's name as a line of its own.

    Attributes:
        times: How often the page states it.
        signing: The line says that it is where the paper is sealed, or a date stands below it.
        covered: A seal lies over the line, which was read from the picture.
    """

    name: str
    line: TextLine
    times: int
    signing: bool
    covered: bool


def signed_names(page: PageReading) -> Iterator[SignedName]:
    """Yield the names, surely read, that stand on lines of their own."""
    text = name_as_read(page.text)
    for line, below in itertools.pairwise((*page.lines, None)):
        name = _only_name(line.text) if line is not None and line.score >= SURE_LINE else None
        if line is not None and name is not None:
            signing = _STAMPED.search(line.text) is not None or (below is not None and _is_date(below.text))
            yield SignedName(name, line, text.count(name_as_read(name)), signing, _is_covered(page, line))


def _is_date(text: str) -> bool:
    return len(plain(text)) <= _LONGEST_DATE and day(text) is not None


def _only_name(text: str) -> str | None:
    """Return the unit's name where a line says nothing else; of a union's the unit's."""
    said = plain(text)
    label = _WHOSE.match(said)
    said = said[label.end() :] if label is not None else said
    said = _UNION.sub("", _BEHIND.sub("", said))
    name = unit(said)
    whole = name is not None and ends_whole(name) and name_as_read(name) == name_as_read(said)
    return name if whole else None


def _is_covered(page: PageReading, line: TextLine) -> bool:
    """Tell whether a seal lies over a line that was read from the picture."""
    x0, y0, x1, y1 = line.box
    return page.source is not Source.TEXT_LAYER and any(
        seal.box[0] < x1 and seal.box[2] > x0 and seal.box[1] < y1 and seal.box[3] > y0 for seal in page.seals
    )
