"""Names of units that were read together with words beside them: 承诺书甲公司, 统一社会信用代甲公司.

A title above a name and a label that lost a sign or shares its cell are read as its beginning. What is left without
them is the name, where it begins as registered names do, or where another place bears it as well. A name that another
place bears whole stays as it is: another unit's name may begin with the applicant's or end with it. The first line of a
name (某某企业, of 某某企业服务有限公司) is the whole one that another place bears.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cases.names.unit_endings import PLACES, ends_whole, is_placed
from cases.names.unit_names import begins_with_office, is_office, is_unit
from cases.plain_text import bare, name_as_read
from cases.reading import UNREADABLE_MARKS, PageReading, SealKind
from cases.report import FieldValue
from cases.traditional import simplified
from catalogue.model import Catalogue
from papers.fields.label_words import label_words, likeness
from papers.fields.values import unit

FIELD = "unit_name"
UNREAD = frozenset(UNREADABLE_MARKS)

_LEAST_WORDS, _LEAST_TITLE = 2, 6
"""Characters of a title or label, where a single one may be a trade name's, and of one that a place begins."""

_LEAST_NAME = 8
"""Characters of a name that nothing else bears: place, trade name, line of business and form."""

_LONGEST_OFFICE = 24
"""Characters of an authority's name; a longer line that ends in one is a sentence."""

_KINDS = 2
"""Kinds of places that bear a name before what was read beside it may be any word."""

_WORDS = re.compile(
    r"(?:意见|盖章|签章|公章|印章|名称|全称|编号|号码|代码"
    r"|(?:申请|申报|承诺|登记|审批|明细|报告|委托|说明|变更|信息)(?:[书表单]|\([^()]{1,8}\))+)$"
)
"""Ends of labels and titles of which the catalogue may know only a part."""

_PLACES = tuple(PLACES.split("|"))


@dataclass(frozen=True, slots=True)
class FormWords:
    """Words that stand beside names on forms.

    Attributes:
        titles: Headings and names of all papers.
        labels: Labels of all fields, folded as labels are compared.
    """

    titles: frozenset[str]
    labels: frozenset[str]

    @classmethod
    def of(cls, catalogue: Catalogue) -> FormWords:
        """Take the words from the catalogue's papers and fields."""
        papers = catalogue.documents.values()
        titles = frozenset(bare(text) for paper in papers for text in (paper.name, *paper.headings))
        return cls(titles, label_words(tuple(catalogue.fields.values())).known)

    def are(self, text: str) -> bool:
        """Tell whether a text is a title or a label, or a part of one; a place begins names as well."""
        placed = len(text) < _LEAST_TITLE and any(place in text for place in _PLACES)
        known = any(bare(text) in title for title in self.titles) or any(likeness(text) in one for one in self.labels)
        return len(text) >= _LEAST_WORDS and not placed and (known or _WORDS.search(bare(text)) is not None)

    def begin(self, text: str) -> bool:
        """Tell whether a text begins with a label."""
        return any(likeness(text).startswith(label) for label in self.labels if len(label) > _LEAST_WORDS)


@dataclass(slots=True)
class _Borne:
    """A name that stands alone, as it is written, and the kinds of places that bear it: seal, line, a paper's code."""

    written: str
    kinds: set[str]


def without_form_words(
    fields: Mapping[str, tuple[FieldValue, ...]], pages: Sequence[PageReading], words: FormWords
) -> dict[str, tuple[FieldValue, ...]]:
    """Return each paper's values, the applicant's names among them without titles and labels that were read with them.

    The authority that a paper is written to is no unit that applies, whatever stood before its name, and nor is the
    first line of its name.

    Args:
        fields: Values by document code.
        pages: All that count, with their seals.
        words: What stands beside names.
    """
    borne: dict[str, _Borne] = {}
    for name, kind in _places(fields, pages):
        borne.setdefault(name_as_read(name), _Borne(name, set())).kinds.add(kind)
    alone = {code: [_alone(one, borne, words) for one in values] for code, values in fields.items()}
    offices = frozenset(_offices(pages))
    return {
        code: tuple(one for one in values if one.name != FIELD or not _is_office(one.value, offices))
        for code, values in alone.items()
    }


def _offices(pages: Sequence[PageReading]) -> Iterator[str]:
    """Yield the authorities whose seals the pages bear or whose names stand alone on a line or two."""
    for page in pages:
        yield from (name_as_read(seal.text) for seal in page.seals if seal.kind is SealKind.GOVERNMENT)
        texts = [name_as_read(line.text) for line in page.lines]
        joined = (first + second for first, second in itertools.pairwise(texts))
        yield from (text for text in (*texts, *joined) if len(text) <= _LONGEST_OFFICE and is_office(text))


def _is_office(name: str, offices: Collection[str]) -> bool:
    """Tell an authority's name, whole, joined to another or up to where it breaks off."""
    read = name_as_read(name)
    return begins_with_office(simplified(name)) or any(one != read and one.startswith(read) for one in offices)


def _places(
    fields: Mapping[str, tuple[FieldValue, ...]], pages: Sequence[PageReading]
) -> Iterator[tuple[str, str]]:
    """Yield each name that stands alone and the kind of place that bears it."""
    for page in pages:
        for seal in page.seals:
            if seal.kind is SealKind.OFFICIAL and is_unit(seal.text) and UNREAD.isdisjoint(seal.text):
                yield seal.text, "seal"
        for line in page.lines:
            name = unit(line.text)
            if name is not None and name_as_read(name) == name_as_read(line.text):
                yield name, "line"
    for code, values in fields.items():
        yield from ((one.value, code) for one in values if one.name == FIELD)


def _alone(value: FieldValue, borne: Mapping[str, _Borne], words: FormWords) -> FieldValue:
    read = name_as_read(value.value)
    if value.name != FIELD or "seal" in borne[read].kinds:
        return value
    whole = None if ends_whole(value.value) else _begun_by(read, borne)
    if whole is not None:
        return replace(value, value=whole)
    within = [other for other in borne if other != read and other in read and _is_beside(read, other, borne, words)]
    name = borne[max(within, key=len)].written if within else _placed_alone(value.value, words)
    return replace(value, value=name)


def _begun_by(read: str, borne: Mapping[str, _Borne]) -> str | None:
    """Return the name of which a text is the beginning, that most kinds of places bear; None for none and several."""
    begun = [name for name in borne if name.startswith(read) and name != read]
    most = max((len(borne[name].kinds) for name in begun), default=0)
    best = [borne[name].written for name in begun if len(borne[name].kinds) == most]
    return best[0] if len(best) == 1 else None


def _is_beside(read: str, other: str, borne: Mapping[str, _Borne], words: FormWords) -> bool:
    """Tell whether a name was read with words beside it, and another place bears it without them."""
    before, _, behind = read.partition(other)
    if behind and not words.begin(behind):
        return False
    surely = is_placed(other) and len(borne[other].kinds) >= _KINDS and len(borne[read].kinds) < _KINDS
    return not before or words.are(before) or surely


def _placed_alone(name: str, words: FormWords) -> str:
    """Return what of a name begins with a place behind words of forms, else the name."""
    starts = sorted(at for place in _PLACES if (at := name.find(place)) > 0)
    rests = (name[at:] for at in starts if len(name) - at >= _LEAST_NAME and words.are(name[:at]))
    return next((rest for rest in rests if is_unit(rest)), name)
