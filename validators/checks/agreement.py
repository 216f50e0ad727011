"""Posts, periods and cycles that the papers of one application must state alike. Source: domain f17."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from cases.finding import PAGES, Clause, Finding, Place
from cases.page_runs import pages_text
from cases.plain_text import name_as_read
from cases.report import FieldValue
from cases.traditional import simplified
from validators.certainty import SURE_VALUE
from validators.changes import explains
from validators.finding import find
from validators.subject import Subject

CAPITAL_WORDS = ("注册资本", "注册资金")
COMPARED = ("period_from", "period_to", "cycle", "permit_no", "capital")
"""Fields that may be told once only."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield contradictions between confidently read values of two papers."""
    for name in COMPARED:
        yield from _values(subject, name)
    if "positions" in subject.item.checks:
        yield from _posts(subject)


def _values(subject: Subject, name: str) -> Iterator[Finding]:
    first: tuple[str, FieldValue] | None = None
    told = _told_once(_sure(subject, name))
    if name == "capital" and explains(subject, CAPITAL_WORDS, (_said(value) for _, value in told)):
        return
    for code, value in told:
        if first is None:
            first = code, value
        elif _differs(name, value.value, first[1].value):
            sentence = (
                f"{PAGES}（{subject.document_name(code)}）的{subject.field_name(name)}“{_said(value)}”"
                f"与{pages_text([first[1].page])}（{subject.document_name(first[0])}）的“{_said(first[1])}”不一致，已转人工核对。"
            )
            yield _doubt(subject, code, value, sentence)
            return


def _differs(name: str, value: str, other: str) -> bool:
    """Tell values apart; a number of which a part was read, or with another word before it, is no other number."""
    if name == "permit_no":
        value, other = simplified(value), simplified(other)
        return value not in other and other not in value
    return value != other


def _told_once(values: list[tuple[str, FieldValue]]) -> list[tuple[str, FieldValue]]:
    """One value of each paper that tells one only: a form for two systems has two cycles, and both are right."""
    told: dict[str, dict[str, FieldValue]] = {}
    for code, value in values:
        told.setdefault(code, {}).setdefault(value.value, value)
    return [(code, next(iter(found.values()))) for code, found in told.items() if len(found) == 1]


def _said(value: FieldValue) -> str:
    return f"{int(value.value) / 10000:g}万元" if value.name == "capital" else value.value


def _sure(subject: Subject, name: str) -> list[tuple[str, FieldValue]]:
    """Confident values of a field, in the order of the item's list."""
    order = [material.document for material in subject.item.materials]
    codes = sorted(subject.fields, key=lambda code: order.index(code) if code in order else len(order))
    return [(c, v) for c in codes for v in subject.fields[c] if v.name == name and v.confidence >= SURE_VALUE]


def _posts(subject: Subject) -> Iterator[Finding]:
    """A post of one paper that another paper with posts names nowhere, not even misread by a character."""
    named = _sure(subject, "positions")
    for code, value in named[1:]:
        reference, first = named[0]
        if code == reference:
            continue
        foreign = [post for post in value.value.split("、") if not _stands_in(subject, post, reference, first)]
        if foreign:
            sentence = (
                f"{PAGES}（{subject.document_name(code)}）的岗位“{'、'.join(foreign)}”"
                f"在{pages_text([first.page])}（{subject.document_name(reference)}）中未见，已转人工核对。"
            )
            yield _doubt(subject, code, value, sentence)


def _stands_in(subject: Subject, post: str, code: str, value: FieldValue) -> bool:
    wanted, numbers = name_as_read(post), {page.page for page in subject.assignment.of(code)}
    text = "".join(name_as_read(page.text) for page in subject.pages if page.number in numbers)
    near = any(
        len(wanted) > 2 and Levenshtein.distance(wanted, name_as_read(one), score_cutoff=1) <= 1
        for one in value.value.split("、")
    )
    return near or wanted in text


def _doubt(subject: Subject, code: str, value: FieldValue, sentence: str) -> Finding:
    return find(
        subject, "material-uncertain", sentence,
        confidence=value.confidence, place=Place(code, value.page, value.box), clause=Clause(subject.item.clause),
    )  # fmt: skip
