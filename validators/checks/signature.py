"""Places for signatures on letters of commitment and authorisation. Source: domain f44; the catalogue's document rules.

A company's seal is no signature. Ink beside the label, a printed name or a name seal is; whose hand it is nobody here
can tell, so a finding says only that the place is empty, or that this cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cases.boxes import touch
from cases.finding import PAGES, Clause, Finding, Place, Severity
from cases.plain_text import bare, plain
from cases.reading import Box, PageReading, SealKind, SignaturePlace, Source
from cases.report import MaterialReading
from cases.units import POINTS_PER_MM
from catalogue.model import DocumentRule
from validators.blank_places import ends_at_heading, lacks_signatures
from validators.certainty import UNREAD, WELL_READ
from validators.covered import is_covered
from validators.finding import asked, find, milder
from validators.subject import Subject

PROMISES = frozenset({"commitment-letter", "tolerance-commitment"})
"""Letters of commitment (承诺书), which are nothing without the one who promises."""

_CHAIRMAN = re.compile("工会(?:委员会)?(?:主席|负责人)")
_CHAIRMAN_ALONE = re.compile(r"工会(?:委员会)?(?:主席|负责人)(?:\W?(?:签[字名章]|盖章)\W?)?:")
_UNION = re.compile("工会委员会")
_PRINTED = re.compile(r":$|章|\d日|公司|委员会|年\d?|。")
"""What stands about a label and is no hand: other labels, words for a seal, dates, units, sentences."""

_HAND_MM = 25.0
"""How far behind its label a hand begins and goes on, within which a seal may hide it."""

_SPLIT = re.compile(r"或|、|/")
_ORDINARY = {"法定代表人": ("法定代表人", "法人代表", "负责人", "单位负责人", "承诺人", "委托人", "授权人")}
"""Labels under which the legal representative signs where the catalogue names none."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is not signed, and what cannot be told to be signed."""
    for reading in subject.materials:
        yield from _unsigned_list(subject, reading)
        yield from _unsigned_opinion(subject, reading)
        document = subject.documents.get(reading.code)
        material = subject.material(reading.code)
        rule = document.rule if document is not None else None
        who = (rule.signature if rule is not None else "") or (material.signature if material is not None else "")
        if reading.pages and who:
            asked = DocumentRule(signature=who, confirmed=material is None or material.founds("signature"))
            yield from _signed(subject, reading, who, rule or asked)


def _signed(subject: Subject, reading: MaterialReading, who: str, rule: DocumentRule) -> Iterator[Finding]:
    pages = [page for page in subject.pages if page.number in reading.pages]
    if any(seal.kind is SealKind.NAME for page in pages for seal in page.seals):
        return
    labels = rule.signature_labels or _labels(who)
    places = [
        (page, place) for page in pages for place in page.signature_places if _is_asked(place.label, labels)
    ]
    if any(place.signed for _, place in places):
        return
    if places and all(place.signed is False for _, place in places):
        page, place = max(places, key=lambda one: one[1].score)
        yield _empty(subject, reading, rule, who, page, place)
    else:
        yield _doubt(subject, reading, rule, who, pages, places)


def _unsigned_list(subject: Subject, reading: MaterialReading) -> Iterator[Finding]:
    """A list on which each of many signs and nothing was read where they would: of a few names some is always read."""
    pages = [page for page in subject.pages if page.number in reading.pages]
    page = next((one for one in pages if any(map(lacks_signatures, one.tables)) or ends_at_heading(one)), None)
    if page is not None and _is_readable(subject, page):
        message = f"{PAGES}（{reading.name}）未见签名人员的签字，请核对。"
        where = Place(reading.code, page.number)
        found = find(
            subject, "material-signature-missing", message,
            confidence=WELL_READ, place=where, clause=Clause(confirmed=False),
        )  # fmt: skip
        yield asked(found)


def _unsigned_opinion(subject: Subject, reading: MaterialReading) -> Iterator[Finding]:
    """A union's opinion has its chairman's own place: an empty one is a question, however well it is sealed."""
    pages = [page for page in subject.pages if page.number in reading.pages]
    places = [(page, one) for page in pages for one in page.signature_places if _CHAIRMAN.search(one.label)]
    stamped = any(seal.kind is SealKind.NAME for page in pages for seal in page.seals)
    if places and not stamped and all(one.signed is False for _, one in places):
        page, place = places[0]
        yield asked(_empty(subject, reading, DocumentRule(confirmed=False), place.label, page, place))
    elif not places and not stamped:
        yield from _unread_chairman(subject, reading, pages)


def _unread_chairman(subject: Subject, reading: MaterialReading, pages: Sequence[PageReading]) -> Iterator[Finding]:
    """The chairman's label without a word for signing, and no name beside it: of scanned hands some sign was read.

    A hand is no part of a text layer, and where no union speaks on the page its part is left empty rightly.
    """
    for page in pages:
        lines = [line for line in page.lines if _CHAIRMAN_ALONE.fullmatch(plain(line.text))]
        speaks = page.source is Source.OCR and _UNION.search(page.text) is not None
        if lines and speaks and not any(_may_be_signed(page, line.box) for line in lines):
            line = lines[0]
            place = SignaturePlace(plain(line.text).rstrip(":"), line.box, False, WELL_READ)
            yield asked(_empty(subject, reading, DocumentRule(confirmed=False), "工会主席", page, place))
            return


def _may_be_signed(page: PageReading, label: Box) -> bool:
    """Tell whether a seal lies beside a label, or what is no print stands beside it, above it or below it."""
    height, hand = label[3] - label[1], _HAND_MM * POINTS_PER_MM
    beside = (label[2], label[1], label[2] + hand, label[3])
    near = (label[0], label[1] - height, label[2] + 2 * hand, label[3] + height)
    others = (line for line in page.lines if line.box != label and touch(near, line.box))
    return is_covered(page, beside) or any(not _PRINTED.search(plain(line.text)) for line in others)


def _is_readable(subject: Subject, page: PageReading) -> bool:
    return all(one.readable for one in subject.assignment.pages if one.page == page.number)


def _labels(who: str) -> tuple[str, ...]:
    return tuple(label for one in _SPLIT.split(who) for label in _ORDINARY.get(one, (one, "承诺人")))


def _is_asked(label: str, labels: Sequence[str]) -> bool:
    """Tell whether the place is one of theirs; 受委托人 and 被授权人 are the other side."""
    return any(re.search(rf"(?<![受被]){re.escape(bare(one))}", label) for one in labels)


def _empty(
    subject: Subject, reading: MaterialReading, rule: DocumentRule, who: str, page: PageReading, place: SignaturePlace
) -> Finding:
    message = (
        f"{PAGES}（{reading.name}）“{place.label}”签字处未见签字或名章，请由{who}签字（或加盖名章）后重新提交。"
    )
    found = find(
        subject, "material-signature-missing", message, confidence=place.score,
        place=Place(reading.code, page.number, place.box), clause=Clause(confirmed=rule.confirmed),
    )  # fmt: skip
    # A promise is worth what its signer stands for: where its own place is empty an officer looks.
    promise = not rule.confirmed and reading.code in PROMISES
    return replace(found, severity=Severity.REVIEW) if promise else found


def _doubt(
    subject: Subject, reading: MaterialReading, rule: DocumentRule, who: str, pages: Sequence[PageReading],
    places: Sequence[tuple[PageReading, SignaturePlace]],
) -> Finding:  # fmt: skip
    if places:
        page, place = places[0]
        message = f"{PAGES}（{reading.name}）“{place.label}”签字处是否已签字不能确定，已转人工核对。"
        where = Place(reading.code, page.number, place.box)
    else:
        message = f"{PAGES}（{reading.name}）未找到{who}的签字处，是否已签字已转人工核对。"
        last = pages[-1].number if pages else reading.pages[-1]
        where = Place(reading.code, last, pages=reading.pages)
    doubt = find(
        subject, "material-signature-missing", message,
        confidence=UNREAD, place=where, clause=Clause(confirmed=rule.confirmed),
    )  # fmt: skip
    return milder(doubt, Severity.REVIEW)  # a signature may well be there
