"""Judging the impressions of one page against the applicant's name. Source: domain c2, c4; design §5.1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz import fuzz

from cases.boxes import area, shared_area
from cases.names.unit_names import is_unit
from cases.plain_text import name_as_read
from cases.reading import CHARACTER_LIMIT, Box, ColourMode, InkColour, PageReading, Seal, SealKind, SealShape
from cases.report import MaterialStatus, SealVerdict
from cases.seal_words import kind_besides_name, union_name
from catalogue.model import SealRule
from validators.names import FOREIGN_LIMIT, Match, holds_with_gaps, similarity
from validators.seal_names import bears, bears_as_far_as_seen, ring_words
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
ISSUER_ENDINGS = (
    "会计师事务所", "律师事务所", "管理局", "委员会", "人民政府", "公证处", "工会", "医院", "银行", "大学",
    "派出所", "保险机构", "社会保障局",
)  # fmt: skip
"""What the names of those end in who seal the papers that they issue."""

_ISSUER_LIMIT = 0.5
"""Score from which such an ending is believed: it is no single character."""

_ON_PAPER = 85.0
"""Likeness in per cent to some words of a paper from which a seal's name stands there: print is misread, too."""

_LEAST_ISSUER = 6
"""Characters of a name from which such likeness says something."""

_WHOLE_NAME, _WHOLE_LIMIT = 8, 0.3
"""Characters of a name, and the score of its reading, from which it is somebody's: of 160 impressions on faxes and grey
pages the applicant's own never read as another's whole name, nor so well with a likeness to his below 0.75."""

_HARDLY_READ, _WHOLLY_UNLIKE = 0.1, 0.4
"""The score from which a company's whole name counts that is hardly like the applicant's at all: his own, read worse
than 0.3, had a likeness of 0.43 and more."""

_CLEARLY_READ = 0.65
"""Score from which another whole name of the same length, however like it, is read: of 239 impressions on faxes and
grey pages 13 of the applicant's own were read as a like name, at 0.48 at most."""

_MOSTLY_OWN = 0.7
"""Likeness from which one beside a stranger's is the applicant's: the bank's on its proof stands beside it."""

_SURELY_FOREIGN = 0.35
"""Likeness to the applicant's name below which an unsure reading is another's as well."""

_ALMOST = 0.7
"""Likeness from which a reading of the same length may be the applicant's name, a few characters of it unread."""

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


_SURELY_WRONG = (Judged.OTHER_NAME, Judged.WRONG_KIND)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One page's verdict.

    Attributes:
        code: Of its finding; None where nothing is to be said.
        seal: The impression that it speaks of.
        beside: Another impression on the page is surely another unit's or for a purpose, and this is not like the
            applicant's.
    """

    judged: Judged
    verdict: SealVerdict
    code: str | None
    confidence: float
    seal: Seal | None = None
    beside: bool = False


def owners(subject: Subject, rule: SealRule) -> tuple[str, ...]:
    """Return the names a seal may bear: the applicant's, its parent's where the rule says so.

    A branch may use its parent's seal where the parent's authorisation is among the pages (domain c2).
    """
    unit = (subject.unit_name,) if subject.unit_name else ()
    parents = tuple(
        value.value for values in subject.fields.values() for value in values if value.name == "parent_name"
    ) or parent_in_name(subject.unit_name)
    if rule.owner == "parent":
        return parents
    authorised = any(
        reading.code == "parent-authorisation" and reading.status is MaterialStatus.PRESENT
        for reading in subject.materials
    )
    return (*unit, *parents) if rule.owner == "both" or authorised else unit


def parent_in_name(unit: str | None) -> tuple[str, ...]:
    """Return the company that a branch's name begins with: 甲有限公司乙分公司 belongs to 甲有限公司."""
    if not unit or not unit.endswith("分公司") or "公司" not in unit[:-3]:
        return ()
    return (unit[: unit.index("公司") + 2],)


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper that a page belongs to.

    Attributes:
        text: Of all its pages.
        copied: It is a copy of a paper that others issued under their seals.
    """

    text: str
    copied: bool = False


def judge(
    page: PageReading, names: Sequence[str], rule: SealRule, colour_known: bool, paper: Paper
) -> Judgement:
    """Return the page's verdict: the applicant's seal wins over all others on the page.

    Args:
        page: The page with its impressions.
        rule: The seal rule of its material.
        names: Names that satisfy the rule; empty where the applicant is not known.
        colour_known: Red ink would have shown on this page.
        paper: What it is a page of.
    """
    # A paper that was sealed, copied and sealed again bears the applicant's impression in black as well. Of several
    # that cannot be told, the one most like the applicant's is spoken of, not the accountant's.
    seals = sorted(page.seals, key=lambda seal: (seal.colour is InkColour.BLACK, -_likeness(seal, names)))
    judged = [
        (one, seal) for seal in seals
        if (one := _judge_seal(seal, names, rule, page, paper)) is Judged.OWN or not _is_strip(seal, page)
    ]
    for wanted in (
        Judged.OWN, Judged.UNCOLOURED, Judged.UNREADABLE, Judged.UNCERTAIN, Judged.OTHER_NAME, Judged.WRONG_KIND
    ):  # fmt: skip
        seal = next((seal for one, seal in judged if one is wanted), None)
        if seal is not None:
            foreign = reads_as_another(seal, names) and not any(_may_be_own(one, names) for one in seals)
            beside = any(one in _SURELY_WRONG for one, _ in judged) and not _may_be_own(seal, names)
            return replace(_page_verdict(wanted, page, seal, colour_known, foreign), beside=beside)
    return _bare(page, colour_known)


def _may_be_own(seal: Seal, names: Sequence[str]) -> bool:
    """Tell whether an impression is, as far as it was read, the applicant's rather than another's."""
    return _likeness(seal, names) >= _MOSTLY_OWN and not reads_as_another(seal, names)


def _likeness(seal: Seal, names: Sequence[str]) -> float:
    return max((similarity(ring_words(seal), name) for name in names), default=0.0)


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


def reads_as_another(seal: Seal, names: Sequence[str]) -> bool:
    """Tell whether an impression reads, if not surely, as the whole name of another unit, or clearly as one like it."""
    read = ring_words(seal)
    if not names or len(read) < _WHOLE_NAME or not is_unit(read):
        return False
    if seal.text_score < _WHOLE_LIMIT:  # a company's name is told by its end from what authorities seal
        return seal.text_score >= _HARDLY_READ and read.endswith("公司") and _is_unlike(seal, names, _WHOLLY_UNLIKE)
    same_length = any(len(name_as_read(name)) == len(name_as_read(read)) for name in names)
    clearly = same_length and seal.text_score >= _CLEARLY_READ and _is_unlike(seal, names, 1.0)
    return clearly or _is_unlike(seal, names, FOREIGN_LIMIT)


def _page_verdict(
    judged: Judged, page: PageReading, seal: Seal, colour_known: bool, foreign: bool = False
) -> Judgement:
    if judged is Judged.OWN and seal.electronic:
        return Judgement(judged, SealVerdict.ELECTRONIC, None, seal.score, seal)
    dark = page.colour is not ColourMode.COLOUR or seal.colour is InkColour.BLACK
    if judged is Judged.UNREADABLE and not foreign and dark and not seal.electronic:
        judged = Judged.UNCOLOURED
    if dark and not seal.electronic and judged in (Judged.OWN, Judged.UNCOLOURED):
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


def _judge_seal(seal: Seal, names: Sequence[str], rule: SealRule, page: PageReading, paper: Paper) -> Judged:
    if paper.copied and _is_copied_with_it(seal, names, page):
        return Judged.THIRD_PARTY
    if seal.score < SURE_IMPRESSION and not reads_as_another(seal, names):
        return Judged.UNCERTAIN  # no stain reads as the whole name of a unit
    matches = [bears(seal, name) for name in names]
    if Match.SAME in matches or any(similarity(ring_words(seal), name) == 1.0 for name in names):
        return _judge_own_name(seal, Match.SAME in matches)
    if seal.kind is SealKind.NAME or (seal.kind is SealKind.GOVERNMENT and _is_unlike(seal, names)):
        return Judged.THIRD_PARTY
    if seal.kind is SealKind.UNION and rule.union_allowed:
        return _judge_union(seal, names)
    if not names:
        return Judged.UNCERTAIN
    if _is_third_party(seal, names, paper):
        return Judged.THIRD_PARTY
    if _is_special(seal, names):
        return Judged.WRONG_KIND if _is_surely_special(seal) else Judged.UNCERTAIN
    return Judged.UNREADABLE if Match.UNREADABLE in matches else Judged.OTHER_NAME


def _judge_own_name(seal: Seal, sure: bool) -> Judged:
    """The applicant's whole name on the ring: words beside it tell the kind, never words within it."""
    if seal.kind is not SealKind.NAME and kind_besides_name(seal.inner_text) is not None:
        return Judged.WRONG_KIND if sure else Judged.UNCERTAIN
    if not sure:
        return Judged.UNREADABLE
    # A foreign-invested firm's oval or a blue seal may be its 公章: an officer knows (domain c2, c5). So may one whose
    # middle could not be read: it may say 合同专用章.
    odd = seal.shape is not SealShape.ROUND or seal.colour is InkColour.BLUE or seal.star is False
    odd = odd or seal.kind is SealKind.UNKNOWN
    return Judged.UNCERTAIN if odd else Judged.OWN


def _is_copied_with_it(seal: Seal, names: Sequence[str], page: PageReading) -> bool:
    """Tell whether a black impression on a colour scan of a copy came with the paper: not the applicant's, unread too.

    The applicant's own seal in black is a question to an officer: the whole page may be a copy of a sealed one.
    """
    if seal.electronic or seal.colour is not InkColour.BLACK or page.colour is not ColourMode.COLOUR:
        return False
    return bool(names) and _is_unlike(seal, names)


def _judge_union(seal: Seal, names: Sequence[str]) -> Judged:
    """A union's seal bears the unit's name followed by 工会 or 工会委员会.

    It occurs once in a submission, so that no other page helps to read it: where neither reading nor the test of its
    name tells it, an officer looks.
    """
    text = name_as_read(ring_words(seal))
    unions = (union for name in names if (union := union_name(name, text)))
    if any(bears_as_far_as_seen(seal, union) for union in unions):
        return Judged.OWN
    if any(name_as_read(name) in text for name in names) and seal.text_score >= UNION_LIMIT:
        return Judged.OWN
    return Judged.UNREADABLE if seal.text_score < CHARACTER_LIMIT or not text else Judged.UNCERTAIN


def _is_unlike(seal: Seal, names: Sequence[str], limit: float = FOREIGN_LIMIT) -> bool:
    return not names or _likeness(seal, names) < limit


def _is_third_party(seal: Seal, names: Sequence[str], paper: Paper) -> bool:
    """Tell whether a seal is that of the paper's issuer or other party: lessor, auditor, authority.

    It is named on its own paper; a stranger's seal on the applicant's papers is not.
    """
    read = name_as_read(ring_words(seal))
    sure = seal.text_score >= CHARACTER_LIMIT and len(read) >= 4
    if not _is_unlike(seal, names, FOREIGN_LIMIT if sure else _SURELY_FOREIGN):
        return False
    named = len(read) >= _LEAST_ISSUER and fuzz.partial_ratio(read, name_as_read(paper.text)) >= _ON_PAPER
    issuer = len(read) >= _LEAST_ISSUER and seal.text_score >= _ISSUER_LIMIT and read.endswith(ISSUER_ENDINGS)
    return named or issuer or (sure and (read.endswith(ISSUER_ENDINGS) or read in name_as_read(paper.text)))


def _is_special(seal: Seal, names: Sequence[str]) -> bool:
    """Tell whether a seal is for a purpose: by the words beside a name like the applicant's, else by all its words.

    What was read of a ring and is a piece of the name is the name: 人力资源 in it tells of no personnel department.
    """
    ring = ring_words(seal)
    alike = (similarity(ring, name) >= _ALMOST and abs(len(ring) - len(name)) <= 1 for name in names)
    if any(alike) or any(_is_piece(ring, name) or holds_with_gaps(name, ring) for name in names):
        return kind_besides_name(seal.inner_text) is not None
    return seal.kind in _WRONG_KINDS or any(word in seal.text + seal.inner_text for word in SPECIAL_WORDS)


def _is_piece(ring: str, name: str) -> bool:
    """Tell whether a ring's words are a run of a name, from wherever on the ring it was read."""
    read = name_as_read(ring)
    return len(read) >= _LEAST_ISSUER and read in 2 * name_as_read(name)


def _is_surely_special(seal: Seal) -> bool:
    """Tell whether that is sure: 人力资源 on a ring read in part may be the trade of whoever it names.

    A line across the seal that was read on its ring as well is none of the seal's: 五险全部 is the page's.
    """
    across = kind_besides_name(seal.inner_text) is not None and seal.inner_text not in seal.text
    if seal.kind is SealKind.PERSONNEL and not across:
        return seal.text_score >= CHARACTER_LIMIT
    return seal.kind in _WRONG_KINDS or seal.text_score >= CHARACTER_LIMIT
