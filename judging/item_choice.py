"""The item that a case is judged by: the one asked for or found on the pages, and where its papers move it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cases.finding import PAGES, Clause, Finding, Place, Severity
from cases.finding_codes import find
from cases.names.item_names import WHOLE
from cases.plain_text import bare
from cases.reading import PageReading
from cases.report import FieldValue, ItemRef
from catalogue.backpay import BackpayTable, classify, may_be
from catalogue.conditions import Value
from catalogue.match import match_item
from catalogue.model import Catalogue, ServiceItem, Standing
from judging.item_detection import SURE_LEAD, Shown, forms_of, leads, look_at_pages, own_forms, shown_item
from judging.kinds_apart import holds_two_sets
from judging.question import Question
from papers.asked_kinds import stated_business
from validators.certainty import SURE_VALUE, UNREAD
from validators.checks.eligibility import CHANGE_FORM, READ, asked_changes

BACKPAY_FORM, PERSONAL = "backpay-form", "个人补缴"

_TWO_SETS = "材料中有两张申报表，分别申请两种工时制，并各有一套材料，可能是两项申请，已转人工核对。"


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """An item with the reason for it.

    Attributes:
        source: How it was found, as in a report.
        findings: Why it is not the item that was asked for.
        left: Codes of the items that the case was moved from.
        surely: Whether it is by hand, or the pages surely show it: else no letter that announces an outcome leaves by
            itself.
        weak: Whether no title of its form was read well: what else stands on it may be misread, and nothing is sure.
        open: Whether only what the form says tells it from items that use the same form.
    """

    item: ServiceItem
    source: str
    findings: tuple[Finding, ...] = ()
    left: tuple[str, ...] = ()
    surely: bool = False
    weak: bool = False
    open: tuple[ServiceItem, ...] = ()

    @property
    def ref(self) -> ItemRef:
        """The item as a report names it."""
        return ItemRef(self.item.code, self.item.name, self.source, self.surely)


def find_item(question: Question, pages: Sequence[PageReading], catalogue: Catalogue) -> ItemChoice | None:
    """Return the item by hand, by name, by the pages, or the only one of its channel; None where none of them tells.

    What the pages surely show wins over a name, and the contradiction is told to an officer.
    """
    found = _by_hand(question, catalogue) or _agreed(question, pages, catalogue)
    if found is not None and found.source != "option" and not found.findings:
        found = _as_stated(found, pages, catalogue.items_on(question.received_on), catalogue)
        if holds_two_sets(pages, found.item, catalogue):
            found = replace(found, findings=(find("item-unknown", _TWO_SETS, confidence=UNREAD),), surely=False)
    return replace(found, item=_as_of(found.item, catalogue, question.received_on)) if found is not None else None


def _by_hand(question: Question, catalogue: Catalogue) -> ItemChoice | None:
    item = catalogue.item(question.option, question.received_on) if question.option else None
    return ItemChoice(item, "option", surely=True) if item is not None else None


def _agreed(question: Question, pages: Sequence[PageReading], catalogue: Catalogue) -> ItemChoice | None:
    asked = catalogue.item(question.item, question.received_on) if question.item else None
    shown = pages_show(question, pages, catalogue)
    if asked is None or _is_elsewhere(asked, shown):
        return _on_pages(shown, question, catalogue)
    if shown is None:
        return ItemChoice(asked, "file-name")
    if asked in shown.items:
        later = catalogue.backpay.covers(asked.code) or asked.excluded_to is not None
        surely = shown.surely or (shown.silent and not later)
        return ItemChoice(asked, "file-name", _ambiguous(shown, asked), (), surely, open=shown.items)
    if asked in shown.takers:
        return ItemChoice(asked, "file-name", _ambiguous(shown, asked))
    if shown.told and shown.item is not None and shown.item.code == asked.excluded_to:
        return ItemChoice(shown.item, "title", (), (), shown.surely)  # the milder item's name takes in the stricter
    if shown.item is not None and _contradicts(shown, asked):
        return ItemChoice(shown.item, "title", (_contradiction(asked, shown.item),))
    return ItemChoice(asked, "file-name", _ambiguous(shown, asked))


def _is_elsewhere(asked: ServiceItem, shown: Shown | None) -> bool:
    """Tell whether a name names an item of other places only, and the pages surely one that holds here.

    Firms call 工伤保险待遇支付 a 医疗费报销, which is another office's item of that name. An item that officers only
    pass on is none that the papers could mean instead.
    """
    if asked.standing is not Standing.ELSEWHERE or shown is None or shown.item is None or not shown.surely:
        return False
    return shown.item.standing is Standing.HOLDS and not shown.item.officer_only


def _as_stated(
    found: ItemChoice, pages: Sequence[PageReading], items: Sequence[ServiceItem], catalogue: Catalogue
) -> ItemChoice:
    """Ask an officer where what the form says is filed (申请事项) is surely another item than its title's."""
    item = found.item
    if item.told_by or catalogue.backpay.covers(item.code):
        return found  # kinds that share a form are told apart by their own words
    forms = look_at_pages(pages, [item], catalogue.documents).pages_of(own_forms(item))
    for value in sorted(stated_business(forms)):
        whole = [one for one, score in match_item(value, items) if score >= WHOLE]
        if len(whole) == 1 and item.code not in (whole[0].code, whole[0].excluded_to) \
                and whole[0].code != item.excluded_to:  # of a broad item and its narrower one either name will do
            message = f"申请表所填的申请事项为“{whole[0].name}”，与“{item.name}”不符，已转人工核对。"
            contrary = find("item-unknown", message, confidence=READ, clause=Clause(item.clause))
            return replace(found, findings=(contrary,), surely=False)
    return found


def pages_show(question: Question, pages: Sequence[PageReading], catalogue: Catalogue) -> Shown | None:
    """Return what the pages show; the mailbox hints at the group, and papers of another group still tell."""
    every = catalogue.items_on(question.received_on)
    group = question.channel.group if question.channel is not None else ""
    own = [item for item in every if item.group == group]
    within = shown_item(pages, own, catalogue.documents) if own else None
    return within if within is not None and within.surely else shown_item(pages, every, catalogue.documents) or within


def _contradicts(shown: Shown, asked: ServiceItem) -> bool:
    """Tell whether the pages show another item than the one asked for: by its form, or by the kind that is ticked."""
    alike = bool(shown.items) and leads(shown.items[0]) == leads(asked)
    if alike:
        return shown.told and bool(asked.told_by)  # one that names no kind takes in the others'
    listed = {material.document for material in asked.materials}
    seen = shown.seen.strength
    own = any(code in seen for code in leads(asked))
    shared = any(code in listed for item in shown.items for code in leads(item))
    return shown.surely and not own and not shared and _heads_strange_page(shown, listed)


def _heads_strange_page(shown: Shown, listed: Collection[str]) -> bool:
    """Tell whether what leads to the items shown heads a page that bears no title of the listed papers as well.

    A certificate or a statement (证明, 情况说明) may be one of many items' papers: one that leads to an item of which
    it is not the form says so only beside another paper of that item.
    """
    strange = [page for page in shown.seen.papers if page.keys().isdisjoint(listed)]
    forms = {code for item in shown.items for code in own_forms(item)}
    if any(not forms.isdisjoint(page) for page in strange):
        return True
    led = any(not page.keys().isdisjoint(leads(item)) for item in shown.items for page in strange)
    papers = {material.document for item in shown.items for material in item.materials}
    return led and sum(not papers.isdisjoint(page) for page in strange) > 1


def _contradiction(asked: ServiceItem, shown: ServiceItem) -> Finding:
    message = (
        f"文件名或邮件主题写的是“{asked.name}”，申请材料表明的是“{shown.name}”，两者不符，已按材料审查并转人工核对。"
    )
    return find("item-unknown", message, confidence=READ, clause=Clause(shown.clause))


def _ambiguous(shown: Shown, item: ServiceItem) -> tuple[Finding, ...]:
    """Say that the pages hold the leading papers of several items: there may be several applications."""
    others = shown.rivals(item)
    if not others:
        return ()
    names = "、".join(one.name for one in others[:3])
    message = f"材料中另有“{names}”的申请材料，可能含多项申请，已转人工核对。"
    return (find("item-unknown", message, confidence=UNREAD),)


def _unsaid(item: ServiceItem) -> tuple[Finding, ...]:
    """Ask an officer where the pages hold a form that several items use, and no word of the one that it may be."""
    message = f"材料未写明所办业务，仅据申报表暂按“{item.name}”审查，请工作人员选定事项。"
    return (find("item-unknown", message, confidence=UNREAD),)


def _likely(item: ServiceItem) -> tuple[Finding, ...]:
    """Ask an officer where the form's marks leave its kind open and the other papers all speak of one."""
    message = f"申报表的勾选不能确认，其他材料所述均为“{item.name}”，暂按该事项审查，请工作人员选定事项。"
    return (find("item-unknown", message, confidence=UNREAD),)


def _on_pages(shown: Shown | None, question: Question, catalogue: Catalogue) -> ItemChoice | None:
    if shown is not None:
        default = next((one for one in shown.items if one.excluded_to is not None or not one.told_by), None)
        sorted_later = next((one for one in shown.items if catalogue.backpay.covers(one.code)), None)
        item = shown.item or default or sorted_later
        if item is not None:
            doubts = (*_ambiguous(shown, item), *(_unsaid(item) if shown.unsaid else ()),
                      *(_likely(item) if shown.likely else ()))  # fmt: skip
            weak = max((shown.seen.strength.get(code, 0.0) for code in forms_of(item)), default=0.0) < SURE_LEAD
            return ItemChoice(item, "title", doubts, (), shown.surely, weak, shown.items)
    group = question.channel.group if question.channel is not None else ""
    own = [item for item in catalogue.items_on(question.received_on) if item.group == group]
    return ItemChoice(own[0], "channel") if group and len(own) == 1 else None


def settled(
    choice: ItemChoice, facts: Mapping[str, Value], fields: Mapping[str, tuple[FieldValue, ...]],
    catalogue: Catalogue, day: date,
) -> ItemChoice:
    """Return the choice once the papers were read: what a form says tells apart the items that use it."""
    if catalogue.backpay.covers(choice.item.code) and choice.source != "option":
        return _by_table(choice, facts, catalogue, day)
    if choice.surely or (len(choice.open) < 2 and choice.item.excluded_to is None):
        return choice
    changes = choice.item.excluded_to is not None and bool(asked_changes(fields))
    return replace(choice, surely=changes) if changes else choice


def _by_table(
    choice: ItemChoice, facts: Mapping[str, Value], catalogue: Catalogue, day: date
) -> ItemChoice:
    """Return a back-payment as the ordered table sorts it; one whose kind is stated is only borne out by it.

    What the form states of its kind counts with the period, so that the table would not send it elsewhere.
    """
    if choice.source == "file-name" or len(choice.open) == 1:
        filed = choice.item.code
        stated = choice.surely and "from_month" in facts and may_be(catalogue.backpay, facts, filed)
        told = stated or classify(catalogue.backpay, facts, filed).item == filed
        return replace(choice, surely=told and not choice.weak)
    personal = {"filing_kind": PERSONAL, **facts}  # a form that names one person and no kind is filed for him
    code = classify(catalogue.backpay, facts).item or classify(catalogue.backpay, personal).item
    item = catalogue.item(code, day) if code is not None else None
    if choice.findings:
        return choice  # an officer is asked already
    if item is None or item not in choice.open or _may_be_filed_as(item, choice, facts, catalogue):
        message = "未能从补缴申报表读出补缴种类，请工作人员选定事项。"
        return replace(choice, findings=(*choice.findings, find("item-unknown", message, confidence=UNREAD)))
    return replace(choice, item=_as_of(item, catalogue, day), surely=not choice.weak)


def _may_be_filed_as(
    item: ServiceItem, choice: ItemChoice, facts: Mapping[str, Value], catalogue: Catalogue
) -> bool:
    """Tell whether the period is also that of an item to which only its own name leads (延长缴费期)."""
    within = {one.code for one in choice.open} & catalogue.backpay.within.keys() - {item.code}
    return any(classify(catalogue.backpay, facts, code).item == code for code in within)


def _as_of(item: ServiceItem, catalogue: Catalogue, day: date) -> ServiceItem:
    """Return the item as it holds on a day: another item that has ended is no longer proposed (the green lane)."""
    lane = catalogue.item(item.proposes.item, day) if item.proposes is not None else None
    return item if lane is not None and lane.standing is Standing.HOLDS else replace(item, proposes=None)


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

    The changed field decides, not the file's name. A reading that is not sure moves it too, as a question: the
    milder item might send an acceptance by itself. One that is sure asks nothing: what the stricter item lacks is
    found by its list, and its letters are an officer's.
    """
    if item.excluded_to is None:
        return None
    for value in asked_changes(fields):
        text = _without(bare(value.value), item.not_excluded)
        for wording in item.excluded_fields:
            if any(bare(word) in text for word in wording.words):
                sure = value.confidence >= SURE_VALUE
                follows = "材料须齐全" if sure else "已转人工核对"
                message = f"{PAGES}申请变更“{wording.name}”，不适用容缺，整件按关键信息变更审核，{follows}。"
                return Move(item.excluded_to, find(
                    "item-excluded-from-tolerance", message, severity=Severity.HINT if sure else None,
                    confidence=value.confidence, place=Place(CHANGE_FORM, value.page, value.box),
                    clause=Clause(item.clause),
                ))
    return None


def _without(text: str, words: Sequence[str]) -> str:
    for word in words:
        text = text.replace(bare(word), "")
    return text


def backpay_kind(
    item: ServiceItem, facts: Mapping[str, Value], table: BackpayTable, names: Mapping[str, str]
) -> Finding | None:
    """Return the question that a back-payment raises; None where the table agrees with the item it was filed under.

    What was not read speaks against nothing.

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
    if kind.outside:
        right = f"，应属“{names.get(kind.item, kind.item)}”" if kind.item is not None else ""
        message = f"申报表所载补缴期间不属于“{kind.outside}”，不能按“{item.name}”办理{right}，已转人工核定。"
        return _asked_again(item, message, READ)
    if kind.item is None and kind.rule.item == item.code and kind.rule in table.rules:
        return None  # nothing that was read speaks against what is applied for
    if kind.item is None:
        message = f"申报表所载的补缴期间或账户与申请的“{item.name}”不符，不能确定补缴种类，已转人工核定。"
        return None if may_be(table, facts, item.code) else _asked_again(item, message, READ)
    why = kind.rule.condition.label if kind.rule.condition else kind.rule.note
    right = names.get(kind.item, kind.item)
    message = f"申报表所载情形（{why}）属于“{right}”，与申请的“{item.name}”不符，已转人工核定。"
    return _asked_again(item, message, READ)


def _asked_again(item: ServiceItem, message: str, confidence: float) -> Finding:
    return find("item-unknown", message, confidence=confidence, place=Place(BACKPAY_FORM), clause=Clause(item.clause))
