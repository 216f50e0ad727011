"""The item that a case is judged by: the one asked for or found on the pages, and where its papers move it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cases.finding import PAGES, Clause, Finding, Place
from cases.finding_codes import find
from cases.plain_text import bare
from cases.reading import PageReading
from cases.report import FieldValue, ItemRef
from catalogue.backpay import BackpayTable, classify
from catalogue.conditions import Value
from catalogue.model import Catalogue, ServiceItem
from judging.item_detection import detect_items
from judging.question import Question
from validators.certainty import UNREAD
from validators.checks.eligibility import CHANGE_FORM, READ, asked_changes

BACKPAY_FORM = "backpay-form"

CLEARLY_BEST = 0.1
"""Lead over the next item from which an item found on the pages is taken."""


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """An item with the reason for it.

    Attributes:
        source: How it was found, as in a report.
        findings: Why it is not the item that was asked for.
        left: Codes of the items that the case was moved from.
    """

    item: ServiceItem
    source: str
    findings: tuple[Finding, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def ref(self) -> ItemRef:
        """The item as a report names it."""
        return ItemRef(self.item.code, self.item.name, self.source)


def find_item(question: Question, pages: Sequence[PageReading], catalogue: Catalogue) -> ItemChoice | None:
    """Return the item by hand, by name, by the pages, or the only one of its channel; None where none of them tells."""
    found = _asked(question, catalogue) or _on_pages(question, pages, catalogue)
    return replace(found, item=_as_of(found.item, catalogue, question.received_on)) if found is not None else None


def _asked(question: Question, catalogue: Catalogue) -> ItemChoice | None:
    for code, source in ((question.option, "option"), (question.item, "file-name")):
        item = catalogue.item(code, question.received_on) if code else None
        if item is not None:
            return ItemChoice(item, source)
    return None


def _on_pages(question: Question, pages: Sequence[PageReading], catalogue: Catalogue) -> ItemChoice | None:
    every = catalogue.items_on(question.received_on)
    group = question.channel.group if question.channel is not None else ""
    own = [item for item in every if item.group == group] or list(every)
    ranked = detect_items(pages, own, catalogue.documents) or detect_items(pages, every, catalogue.documents)
    if ranked and (len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= CLEARLY_BEST):
        return ItemChoice(ranked[0][0], "title")
    return ItemChoice(own[0], "channel") if group and len(own) == 1 else None


def _as_of(item: ServiceItem, catalogue: Catalogue, day: date) -> ServiceItem:
    """Return the item as it holds on a day: another item that has ended is no longer proposed (the green lane)."""
    ended = item.proposes is not None and catalogue.item(item.proposes.item, day) is None
    return replace(item, proposes=None) if ended else item


def stricter_choice(
    choice: ItemChoice, fields: Mapping[str, tuple[FieldValue, ...]], catalogue: Catalogue, day: date
) -> ItemChoice | None:
    """Return the item to which what was read moves the case; None where it stays. No item is left twice."""
    move = stricter_item(choice.item, fields)
    item = catalogue.item(move.item, day) if move is not None else None
    if move is None or item is None or item.code in choice.left:
        return None
    left = (*choice.left, choice.item.code)
    return ItemChoice(_as_of(item, catalogue, day), "title", (*choice.findings, move.finding), left)


@dataclass(frozen=True, slots=True)
class Move:
    """A case that belongs to another item than the one it was filed under.

    Attributes:
        item: Code of the item it is judged by instead.
        finding: Why, for the officer.
    """

    item: str
    finding: Finding


def stricter_item(item: ServiceItem, fields: Mapping[str, tuple[FieldValue, ...]]) -> Move | None:
    """Return where one excluded change moves the whole case (domain f43); None where there is none.

    The changed field decides, not the file's name. A reading that is not sure moves it too: the
    stricter item asks an officer anyway, the milder one might send an acceptance.
    """
    if item.excluded_to is None:
        return None
    for value in asked_changes(fields):
        text = bare(value.value)
        for wording in item.excluded_fields:
            if any(bare(word) in text for word in wording.words):
                message = f"{PAGES}申请变更“{wording.name}”，不适用容缺，整件按关键信息变更审核，已转人工。"
                return Move(item.excluded_to, find(
                    "item-excluded-from-tolerance", message, confidence=value.confidence,
                    place=Place(CHANGE_FORM, value.page, value.box), clause=Clause(item.clause),
                ))
    return None


def backpay_kind(
    item: ServiceItem, facts: Mapping[str, Value], table: BackpayTable, names: Mapping[str, str]
) -> Finding | None:
    """Return the question that a back-payment raises; None where the table agrees with the item it was filed under.

    Args:
        item: Item that it was filed under.
        facts: What the pages tell.
        table: The catalogue's ordered table.
        names: Names of the items, by code.
    """
    if not table.covers(item.code):
        return None
    kind = classify(table, facts, item.code)
    if kind.item == item.code or kind.rule is None:
        return None
    if kind.item is None:
        label = kind.rule.condition.label if kind.rule.condition else ""
        message = f"未能从补缴申报表读出是否属于“{label}”，不能确定补缴种类，已转人工核对。"
        return _asked_again(item, message, UNREAD)
    why = kind.rule.condition.label if kind.rule.condition else kind.rule.note
    right = names.get(kind.item, kind.item)
    message = f"申报表所载情形（{why}）属于“{right}”，与申请的“{item.name}”不符，已转人工核定。"
    return _asked_again(item, message, READ)


def _asked_again(item: ServiceItem, message: str, confidence: float) -> Finding:
    return find("item-unknown", message, confidence=confidence, place=Place(BACKPAY_FORM), clause=Clause(item.clause))
