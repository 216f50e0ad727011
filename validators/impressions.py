"""Judging the impressions of one page against the applicant's name. Source: domain c2, c4; design §5.1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cases.boxes import area, shared_area
from cases.names.close_forms import CHARACTER_LIMIT
from cases.plain_text import name_as_read
from cases.reading import Box, ColourMode, InkColour, PageReading, Seal, SealKind, SealShape
from cases.report import MaterialStatus, SealVerdict
from catalogue.model import SealRule
from validators.names import FOREIGN_LIMIT, Match, compare, has_look_alike, similarity
from validators.subject import Subject

SURE_IMPRESSION = 0.5
"""Score below which a find may be a stain: it neither satisfies the rule nor proves its absence."""

UNION_LIMIT = 0.5
"""Score from which a union's seal that holds the whole name counts: of 286 names read so none was wrong."""

_STRIP_SHARE = 0.62
"""Share of a seal's width above which it is a whole one that the page's edge cuts, not the half of a set of two."""

_INSIDE = 0.8

BARE_CONFIDENCE = {ColourMode.COLOUR: 0.95, ColourMode.GREY: 0.9, ColourMode.BILEVEL: 0.85}
"""How sure an absence is: on a grey page of a colour file a seal would have shown, if less surely."""

SPECIAL_WORDS = ("专用章", "合同章", "财务章", "发票章", "人事章", "业务章", "项目部", "办公室")
ISSUER_ENDINGS = ("会计师事务所", "律师事务所", "管理局", "委员会", "人民政府", "公证处", "工会")
_WRONG_KINDS = frozenset({SealKind.CONTRACT, SealKind.INVOICE, SealKind.FINANCE, SealKind.PERSONNEL, SealKind.UNION})


class Judged(StrEnum):
    """What one impression, or its absence, comes to."""

    OWN = "own"
    UNCOLOURED = "uncoloured"
    UNREADABLE = "unreadable"
    UNCERTAIN = "uncertain"
    WRONG_KIND = "wrong-kind"
    OTHER_NAME = "other-name"
    THIRD_PARTY = "third-party"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One page's verdict; ``code`` is None where nothing is to be said."""

    judged: Judged
    verdict: SealVerdict
    code: str | None
    confidence: float
    seal: Seal | None = None


def owners(subject: Subject, rule: SealRule) -> tuple[str, ...]:
    """Return the names a seal may bear: the applicant's, its parent's where the rule says so.

    A branch may use its parent's seal where the parent's authorisation is among the pages (domain c2).
    """
    unit = (subject.unit_name,) if subject.unit_name else ()
    parents = tuple(
        value.value for values in subject.fields.values() for value in values if value.name == "parent_name"
    ) or _parent_in_name(subject.unit_name)
    if rule.owner == "parent":
        return parents
    authorised = any(
        reading.code == "parent-authorisation" and reading.status is MaterialStatus.PRESENT
        for reading in subject.materials
    )
    return (*unit, *parents) if rule.owner == "both" or authorised else unit


def _parent_in_name(unit: str | None) -> tuple[str, ...]:
    """甲有限公司乙分公司 belongs to 甲有限公司."""
    if not unit or not unit.endswith("分公司") or "公司" not in unit[:-3]:
        return ()
    return (unit[: unit.index("公司") + 2],)


def judge(
    page: PageReading, names: Sequence[str], rule: SealRule, colour_known: bool, *, copied: bool = False
) -> Judgement:
    """Return the page's verdict: the applicant's seal wins over all others on the page.

    Args:
        page: The page with its impressions.
        rule: The seal rule of its material.
        names: Names that satisfy the rule; empty where the applicant is not known.
        colour_known: Red ink would have shown on this page.
        copied: The material is a copy of a paper that others issued under their seals.
    """
    # A paper that was sealed, copied and sealed again bears the applicant's impression in black as well.
    seals = sorted(page.seals, key=lambda seal: seal.colour is InkColour.BLACK)
    judged = [
        (one, seal) for seal in seals
        if (one := _judge_seal(seal, names, rule, page, copied=copied)) is Judged.OWN or not _is_strip(seal, page)
    ]
    for wanted in (
        Judged.OWN, Judged.UNCOLOURED, Judged.UNREADABLE, Judged.UNCERTAIN, Judged.OTHER_NAME, Judged.WRONG_KIND
    ):  # fmt: skip
        seal = next((seal for one, seal in judged if one is wanted), None)
        if seal is not None:
            return _page_verdict(wanted, page, seal, colour_known)
    return _bare(page, colour_known)


def _is_strip(seal: Seal, page: PageReading) -> bool:
    """Tell whether a strip of a cross-page seal was taken for a whole one: on a set's last sheet its ring closes."""
    return any(
        _inside(fragment.box, seal.box) and fragment.score >= SURE_IMPRESSION
        and fragment.depth_mm <= _STRIP_SHARE * max(seal.size_mm)
        for fragment in page.fragments
    )


def _inside(part: Box, whole: Box) -> bool:
    shared = shared_area(part, whole)
    return shared > 0 and shared >= _INSIDE * area(part)


def _bare(page: PageReading, colour_known: bool) -> Judgement:
    if not colour_known:
        return Judgement(Judged.NONE, SealVerdict.UNCERTAIN, "seal-uncoloured", 0.9)
    if "page-unreadable" in page.flags:
        return Judgement(Judged.NONE, SealVerdict.UNCERTAIN, "seal-uncertain", 0.5)
    return Judgement(Judged.NONE, SealVerdict.ABSENT, "seal-missing", BARE_CONFIDENCE[page.colour])


def _page_verdict(judged: Judged, page: PageReading, seal: Seal, colour_known: bool) -> Judgement:
    if judged is Judged.OWN and seal.electronic:
        return Judgement(judged, SealVerdict.ELECTRONIC, None, seal.score, seal)
    dark = page.colour is not ColourMode.COLOUR or seal.colour is InkColour.BLACK
    if dark and not seal.electronic and judged in (Judged.OWN, Judged.UNCOLOURED, Judged.UNREADABLE):
        return Judgement(Judged.UNCOLOURED, SealVerdict.UNCOLOURED, "seal-uncoloured", 0.9, seal)
    if judged is Judged.OWN:
        return Judgement(judged, SealVerdict.PRESENT, None, min(seal.score, 1.0), seal)
    if judged is Judged.UNREADABLE:
        return Judgement(judged, SealVerdict.UNCERTAIN, "seal-unreadable", seal.score, seal)
    if judged is Judged.OTHER_NAME:
        return Judgement(judged, SealVerdict.ABSENT, "seal-unit-mismatch", min(seal.score, seal.text_score), seal)
    if judged is Judged.WRONG_KIND:
        return Judgement(judged, SealVerdict.ABSENT, "seal-wrong-kind", seal.score, seal)
    return Judgement(Judged.UNCERTAIN, SealVerdict.UNCERTAIN, "seal-uncertain", seal.score, seal)


def _judge_seal(seal: Seal, names: Sequence[str], rule: SealRule, page: PageReading, *, copied: bool) -> Judged:
    if copied and _is_copied_with_it(seal, names, page):
        return Judged.THIRD_PARTY
    if seal.score < SURE_IMPRESSION:
        return Judged.UNCERTAIN
    if seal.kind in (SealKind.NAME, SealKind.GOVERNMENT):
        return Judged.THIRD_PARTY
    if seal.kind is SealKind.UNION and rule.union_allowed:
        return _judge_union(seal, names)
    if not names:
        return Judged.UNCERTAIN
    if _is_foreign(seal, names) and _is_issuer(seal, page):
        return Judged.THIRD_PARTY
    if (seal.kind in _WRONG_KINDS and not _is_named_after_personnel(seal, names)) or _has_special_word(seal):
        return Judged.WRONG_KIND if _is_surely_special(seal) else Judged.UNCERTAIN
    return _judge_name(seal, names)


def _is_copied_with_it(seal: Seal, names: Sequence[str], page: PageReading) -> bool:
    """Tell whether a black impression on a colour scan of a copy came with the paper: not the applicant's, unread too.

    The applicant's own seal in black is a question to an officer: the whole page may be a copy of a sealed one.
    """
    if seal.electronic or seal.colour is not InkColour.BLACK or page.colour is not ColourMode.COLOUR:
        return False
    return bool(names) and all(similarity(_ring_name(seal.text), name) < FOREIGN_LIMIT for name in names)


def _judge_name(seal: Seal, names: Sequence[str]) -> Judged:
    matches = [compare(_ring_name(seal.text), seal.text_score, name) for name in names]
    if Match.SAME in matches:
        # A foreign-invested firm's oval or a blue seal may be its 公章: an officer knows (domain c2, c5).
        odd = seal.shape is not SealShape.ROUND or seal.colour is InkColour.BLUE or seal.star is False
        return Judged.UNCERTAIN if odd or has_look_alike(seal.text) else Judged.OWN
    return Judged.UNREADABLE if Match.UNREADABLE in matches else Judged.OTHER_NAME


def _judge_union(seal: Seal, names: Sequence[str]) -> Judged:
    """A union's seal bears the unit's name followed by 工会 or 工会委员会.

    It occurs once in a submission, so that no other page helps to read it: below ``UNION_LIMIT`` an officer looks.
    """
    text = name_as_read(_ring_name(seal.text))
    if any(name_as_read(name) in text for name in names) and seal.text_score >= UNION_LIMIT:
        return Judged.OWN
    return Judged.UNREADABLE if seal.text_score < CHARACTER_LIMIT or not text else Judged.UNCERTAIN


def _ring_name(text: str) -> str:
    """The ring's words without the thirteen-digit number that stands below on the same ring."""
    return text.rstrip("0123456789 ")


def _is_foreign(seal: Seal, names: Sequence[str]) -> bool:
    read = seal.text_score >= CHARACTER_LIMIT and len(name_as_read(seal.text)) >= 4
    return read and all(similarity(_ring_name(seal.text), name) < FOREIGN_LIMIT for name in names)


def _is_issuer(seal: Seal, page: PageReading) -> bool:
    """A lessor, auditor or authority is named on its own paper; a stranger's seal on the applicant's is not."""
    name = name_as_read(_ring_name(seal.text))
    return name.endswith(ISSUER_ENDINGS) or name in name_as_read(page.text)


def _has_special_word(seal: Seal) -> bool:
    return any(word in seal.text + seal.inner_text for word in SPECIAL_WORDS)


def _is_named_after_personnel(seal: Seal, names: Sequence[str]) -> bool:
    """甲人力资源有限公司 bears the word in its own name: its 公章 is no personnel seal."""
    same = any(name_as_read(_ring_name(seal.text)) == name_as_read(name) for name in names)
    return seal.kind is SealKind.PERSONNEL and same and not seal.inner_text.strip("0123456789 ")


def _is_surely_special(seal: Seal) -> bool:
    return seal.kind in _WRONG_KINDS or seal.text_score >= CHARACTER_LIMIT
