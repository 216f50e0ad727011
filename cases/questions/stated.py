"""What a finding's sentence states: names of papers, values, pages; sentences are made by the rules and nobody else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.finding import PAGES, Finding

_NAMED = re.compile(r"\{pages\}（([^）]*)）")
_QUOTED = re.compile(r"“([^“”]*)”")
_MATERIALS = re.compile(r"《[^《》]*》")
_OTHER = re.compile(r"与第(\d+)页（([^）]*)）的“([^“”]*)”")
_COUNTS = re.compile(r"(?:\{pages\}|第(\d+)页)（[^）]*）为(\d+)人")
_UNSIGNED = re.compile(r"未找到(.*?)的签字处")
_FOR_OFFICERS = re.compile(
    r"(?:，?(?:已转人工核[对定]|请人工核对|请核对|是否[^，。]*(?:请核对|已转人工核对))|并转人工核对)+。?$"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A value that a sentence states of another page."""

    page: int
    paper: str
    text: str


def paper(finding: Finding) -> str:
    """Return the name of the paper that the sentence names behind its pages, empty for none."""
    found = _NAMED.search(finding.sentence)
    return found[1] if found else ""


def quoted(finding: Finding) -> tuple[str, ...]:
    """Return what the sentence quotes, in order."""
    return tuple(_QUOTED.findall(finding.sentence))


def materials(finding: Finding) -> str:
    """Return the materials that the sentence names, each in its marks: ``《甲》《乙》``."""
    return "".join(dict.fromkeys(_MATERIALS.findall(finding.sentence)))


def other_place(finding: Finding) -> Place | None:
    """Return the place that the finding's own contradicts, None where the sentence names none."""
    found = _OTHER.search(finding.sentence)
    return Place(int(found[1]), found[2], found[3]) if found else None


def counts(finding: Finding) -> tuple[tuple[int, str], ...]:
    """Return page and number of people of each paper that the sentence names."""
    own = finding.page or 0
    return tuple((int(page) if page else own, count) for page, count in _COUNTS.findall(finding.sentence))


def signer(finding: Finding) -> str:
    """Return who ought to sign, empty where the sentence does not say."""
    found = _UNSIGNED.search(finding.sentence)
    return found[1] if found else next(iter(quoted(finding)), "")


def for_sender(finding: Finding) -> str:
    """Return the sentence without what it says to officers."""
    return f"{_FOR_OFFICERS.sub('', finding.sentence).rstrip('。')}。"


def without_pages(sentence: str, finding: Finding) -> str:
    """Return a sentence that names pages, for a finding without any."""
    if finding.all_pages:
        return sentence
    return sentence.replace(f"（{PAGES}）", "").replace(PAGES, "")
