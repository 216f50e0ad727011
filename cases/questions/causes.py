"""Causes: what a doubt comes from, in words that outlive a judgement.

Page numbers move when material comes in, indexes of findings with every rule. A cause names pages by their content and
what was stated of them, so that the same doubt of a later judgement is known as the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from cases.finding import PAGES, Finding
from cases.finding_codes import About, code_of
from cases.reading import PageReading
from cases.report import Report, ReportFile
from cases.rulings import Ruling

SEAL, CROSS_PAGE, PAGE_MATERIAL, ITEM, SENDER = "seal", "cross-page-seal", "page-material", "item", "sender"
_FAMILIES = {
    "seal-uncertain": SEAL, "seal-unreadable": SEAL, "seal-unit-mismatch": SEAL,
    "cross-page-seal-partial": CROSS_PAGE, "cross-page-seal-uncertain": CROSS_PAGE,
    "item-unknown": ITEM, "name-item-ambiguous": ITEM,
    "mail-sender-unauthenticated": SENDER,
}
"""Codes that one look answers together; every other code is its own family."""

_STATED_BY_UNIT = frozenset({SEAL})
"""Families whose question names the applicant and nothing else: what was read is the page's own."""

_PAGE_NAMES = re.compile(r"第[\d–、]+页|全部\d+页|共\d+页")
_KEY = 16


@dataclass(frozen=True, slots=True)
class Seen:
    """What a judgement looked at.

    Attributes:
        pages: Content by page number.
        files: Digests of the files, in order.
        unit: The applicant's name.
        round: Round of the case.
    """

    pages: Mapping[int, str]
    files: tuple[str, ...] = ()
    unit: str | None = None
    round: int = 1

    @classmethod
    def of(cls, report: Report, round_: int = 1) -> Seen:
        """Return what a report looked at."""
        counting = [page.number for page in report.counting_pages]
        return cls(contents_of(report.pages, counting), digests_of(report.files), report.unit.name, round_)


@dataclass(frozen=True, slots=True)
class Cause:
    """What one finding comes from.

    Attributes:
        material: Document code, empty for none.
        contents: Of the pages, or the file, that it is about; of all pages where it is about none.
        fact: What was stated, without its page numbers.
    """

    family: str
    material: str
    contents: frozenset[str]
    fact: str

    @property
    def key(self) -> str:
        """A short name for it, the same in every judgement."""
        return key_of([self])


def contents_of(pages: Sequence[PageReading], counting: Iterable[int] | None = None) -> dict[int, str]:
    """Return the content of each page by its number.

    A page without a key is known by its place; of two pages that are the same the second is known as the second.

    Args:
        pages: All pages of a case.
        counting: Numbers of those that are wanted; None: all.
    """
    found: dict[int, str] = {}
    times: Counter[str] = Counter()
    for page in pages:
        key = page.content_key or f"{page.file}/{page.file_page}"
        times[key] += 1
        found[page.number] = key if times[key] == 1 else f"{key}#{times[key]}"
    return found if counting is None else {number: found[number] for number in counting}


def digests_of(files: tuple[ReportFile, ...]) -> tuple[str, ...]:
    """Return the digest of each file; one without is known by its name."""
    return tuple(file.sha256 or file.name for file in files)


def cause_of(finding: Finding, seen: Seen) -> Cause:
    """Return what a finding comes from."""
    family = _FAMILIES.get(finding.code, finding.code)
    material = "" if family in _STATED_BY_UNIT else finding.material or ""
    fact = (seen.unit or "") if family in _STATED_BY_UNIT else _fact(finding)
    if code_of(finding).about is About.MAIL:
        fact = f"{seen.round}:{fact}"  # another mail is another sender
    return Cause(family, material, _contents(finding, seen), fact)


def key_of(causes: list[Cause]) -> str:
    """Return a short name for causes that are asked about together."""
    parts = sorted(repr((one.family, one.material, sorted(one.contents), one.fact)) for one in causes)
    return sha256("\n".join(parts).encode()).hexdigest()[:_KEY]


def speaks_of(ruling: Ruling, cause: Cause) -> bool:
    """Tell whether a ruling was made on all that a cause shows; it may have been made on more."""
    return (
        ruling.family == cause.family
        and cause.material in ruling.materials
        and cause.contents <= set(ruling.contents)
        and cause.fact in ruling.facts
    )


def spoke_of(ruling: Ruling, cause: Cause) -> bool:
    """Tell whether a ruling was made on the same doubt as it was then: page or fact changed since."""
    if ruling.family != cause.family or cause.material not in ruling.materials:
        return False
    return bool(cause.contents & set(ruling.contents)) or cause.fact in ruling.facts


def _fact(finding: Finding) -> str:
    return _PAGE_NAMES.sub("", finding.sentence.replace(PAGES, ""))


def _contents(finding: Finding, seen: Seen) -> frozenset[str]:
    about = code_of(finding).about
    named = [seen.pages[number] for number in finding.all_pages if number in seen.pages]
    if named:
        return frozenset(named)
    if finding.file is not None and finding.file < len(seen.files):
        return frozenset({seen.files[finding.file]})
    if about in (About.MAIL, About.ITEM):
        return frozenset()
    return frozenset(seen.pages.values())
