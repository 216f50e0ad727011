"""What the evidence beside a question is made of: its pictures with their words, and the names that are compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from cases.evidence import Evidence, EvidenceKind, Spot
from cases.reading import CHARACTER_LIMIT, PageReading, Seal, SealShape
from cases.report import Report

MOST_SPOTS = 4
"""Places shown of one question; one cause on forty pages is told by the first of them."""

_ALIKE_SIZE = 0.12
_SLOT = "□"


@dataclass(frozen=True, slots=True)
class Part:
    """One picture.

    Attributes:
        name: Of the picture, in its address: ``strip-1``.
        caption: Stands before it.
        alternative: Says in words what it shows.
        spot: Place that it shows, from 1; 0 for none of them.
        page: Page that a click leads to, 0 for none.
    """

    name: str
    caption: str
    alternative: str
    spot: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """Evidence as a page shows it.

    Attributes:
        kind: How it is laid out.
        letters: Characters of the expected name, and whether the impression leaves each in doubt.
        parts: Its pictures, in order.
        facts: What is said in words.
    """

    kind: EvidenceKind
    letters: tuple[tuple[str, bool], ...]
    parts: tuple[Part, ...]
    facts: tuple[tuple[str, str], ...]


def shown_evidence(evidence: Evidence, report: Report) -> ShownEvidence:
    """Return what is shown of a piece of evidence; nothing is drawn yet."""
    letters: tuple[tuple[str, bool], ...] = ()
    parts = tuple(_parts(evidence, report))
    if evidence.kind is EvidenceKind.SEAL and evidence.expected and any(one.name == "strip-1" for one in parts):
        letters = tuple(_letters(evidence.expected, evidence.spots[0].text))
    return ShownEvidence(evidence.kind, letters, parts, evidence.facts)


def page_of(report: Report, number: int) -> PageReading | None:
    """Return a page by its number."""
    return next((one for one in report.pages if one.number == number), None)


def seal_at(report: Report, spot: Spot) -> Seal | None:
    """Return the impression that a place shows."""
    page = page_of(report, spot.page)
    return next((one for one in page.seals if one.box == spot.box), None) if page is not None else None


def sound_impression(evidence: Evidence, report: Report) -> Spot | None:
    """Return another impression that bears the expected name beyond doubt and is as large as the first in question."""
    shown = [seal for spot in evidence.spots if (seal := seal_at(report, spot)) is not None]
    if not evidence.expected or not shown:
        return None
    doubted = {(spot.page, spot.box) for spot in evidence.spots}
    found = [
        (seal.text_score, Spot(page.number, seal.box, seal.text))
        for page in report.counting_pages for seal in page.seals
        if seal.text == evidence.expected and seal.text_score >= CHARACTER_LIMIT and _as_large(seal, shown[0])
        and (page.number, seal.box) not in doubted
    ]
    return max(found, key=lambda one: one[0], default=(0.0, None))[1]


def differing(text: str, other: str) -> frozenset[int]:
    """Return the places of a text's characters that the other text has not."""
    steps = SequenceMatcher(None, text, other, autojunk=False).get_opcodes()
    return frozenset(at for tag, start, end, _, _ in steps if tag != "equal" for at in range(start, end))


def _parts(evidence: Evidence, report: Report) -> Iterator[Part]:
    match evidence.kind:
        case EvidenceKind.SEAL:
            yield from _of_seals(evidence, report)
        case EvidenceKind.IMPRESSIONS:
            pages = "、".join(str(page) for page in evidence.pages[:MOST_SPOTS])
            yield Part("row", "各页印章", f"第{pages}页的印章并排")
            if len(evidence.spots) > 1:
                yield Part("laid", "叠在一起", f"第{pages}页的印章叠在一起：重合处深，不重合处浅")
                yield Part("difference", "差别", "第一枚与其余各枚的差别：只剩不相同的印迹")
        case EvidenceKind.STRIPS:
            yield Part("joined", "骑缝印迹拼接", "各页边上的骑缝印迹依次拼在一起，下方是页码，缺的一段为虚线")
        case EvidenceKind.SHEET:
            yield Part("sheet", "全部页", f"全部{len(report.pages)}页的缩略图，下方是页码")
        case EvidenceKind.WORDS:
            return
        case EvidenceKind.PAGE:
            for place, spot in enumerate(_shown(evidence), 1):
                yield _part(report, "page", place, spot)
        case _:
            for place, spot in enumerate(_shown(evidence), 1):
                yield _part(report, "spot", place, spot)


def _of_seals(evidence: Evidence, report: Report) -> Iterator[Part]:
    drawn = 0
    for place, spot in enumerate(_shown(evidence), 1):
        seal = seal_at(report, spot)
        if seal is None:
            yield _part(report, "page", place, spot)
            continue
        words = f"第{spot.page}页的印章，读作“{seal.text or _SLOT}”"
        if seal.shape is SealShape.SQUARE or not evidence.expected:
            yield Part(f"impression-{place}", f"第{spot.page}页", words, place, spot.page)
            continue
        yield Part(f"strip-{place}", f"第{spot.page}页", f"{words}，展开成一行", place, spot.page)
        yield Part(f"ink-{place}", "去字", f"第{spot.page}页的印章，只留印色", place, spot.page)
        drawn += 1
    sound = sound_impression(evidence, report) if drawn else None
    if sound is not None:
        yield Part("sound", f"第{sound.page}页", f"第{sound.page}页的印章展开，各字清楚：{sound.text}", 0, sound.page)


def _part(report: Report, kind: str, place: int, spot: Spot) -> Part:
    said = f"，读作“{spot.text}”" if spot.text else ""
    label = f"第{spot.page}页" + (f" {spot.label}" if spot.label else "")
    what = "整页" if kind == "page" else "这一处"
    return Part(f"{kind}-{place}", label, f"{label}{what}{said}", place, spot.page)


def _shown(evidence: Evidence) -> Sequence[Spot]:
    return evidence.spots[:MOST_SPOTS]


def _letters(expected: str, read: str) -> Iterator[tuple[str, bool]]:
    doubtful = differing(expected, read) if read else frozenset(range(len(expected)))
    return ((sign, at in doubtful) for at, sign in enumerate(expected))


def _as_large(one: Seal, other: Seal) -> bool:
    return all(abs(a - b) <= _ALIKE_SIZE * max(b, 1.0) for a, b in zip(one.size_mm, other.size_mm, strict=True))
