"""Reads the terms of an item: deadlines, tolerance, conditions, gates, checks after the event, amounts."""

from __future__ import annotations

import re

from cases.errors import ConditionError
from cases.finding_codes import CODES
from cases.working_days import parse_due
from catalogue.conditions import check_slots, parse
from catalogue.schema import Node, Problems, Section
from catalogue.source_entries import read_source
from catalogue.terms import (
    AmountHint,
    Audit,
    Condition,
    Deadlines,
    Draft,
    Gate,
    GreenLane,
    Otherwise,
    PhoneCheck,
    Tolerance,
    ToleranceAllowed,
    Unknown,
)

LOG_FIELDS = ("dialled", "person", "time", "result", "officer")
"""What the record of a telephone check may hold (S000 二(一)2)."""

_AFTER_ANCHOR = re.compile(r"([a-z][a-z0-9_]*)(?: \+ ([1-9]\d?) months)?")
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def read_deadlines(entry: Section) -> Deadlines:
    """Read the clocks of an item."""
    with entry.inner("deadlines", "期限") as clock:
        standard = Deadlines()
        source = read_source(clock)
        deadlines = Deadlines(
            notice=clock.number("notice", standard.notice, 1),
            decide=clock.number_or_none("decide", 1),
            extend=clock.number_or_none("extend", 1),
            deliver=clock.number_or_none("deliver", 1),
            publish=clock.number_or_none("publish", 1),
            decide_days=clock.number_or_none("decide_days", 1),
            clear_days=clock.number_or_none("clear_days", 1),
            from_receipt=clock.one_of("decide_from", ("acceptance", "receipt"), "acceptance") == "receipt",
            review_days=clock.number_or_none("review_days", 1),
            supplement=clock.number("supplement", standard.supplement, 1),
            explain_before=clock.number_or_none("explain_before", 1),
            register_within=clock.number_or_none("register_within", 1),
            apply_before_expiry=clock.number_or_none("apply_before_expiry", 1),
            apply_unit_days=clock.number_or_none("apply_unit_days", 1),
            apply_worker_months=clock.number_or_none("apply_worker_months", 1),
            submit_by=_month_day(clock),
            anchor=clock.text_or_none("anchor"),
            anchor_months=clock.number_or_none("anchor_months", 1),
            source=source.told,
            confirmed=source.is_confirmed,
        )
        if deadlines.decide and deadlines.decide_days:
            clock.refuse("“decide”（工作日）与“decide_days”（自然日）只能写一个", clock.line_of("decide_days"))
        if deadlines.extend is not None and deadlines.decide is None and deadlines.decide_days is None:
            clock.refuse("写有“extend”的须同时写明“decide”", clock.line_of("extend"))
        return deadlines


def _month_day(clock: Section) -> tuple[int, int] | None:
    text = clock.text("submit_by", "")
    if not text:
        return None
    match = _MONTH_DAY.fullmatch(text)
    if match is None or int(match[2]) > _DAYS_IN_MONTH[int(match[1]) - 1]:
        clock.refuse(f"“submit_by”应为每年的月-日，如 \"03-31\"，现为“{text}”", clock.line_of("submit_by"))
        return None
    return int(match[1]), int(match[2])


def read_tolerance(entry: Section) -> Tolerance:
    """Read the 容缺 rule of an item."""
    standard = Tolerance()
    with entry.inner("tolerance", "容缺规则") as rule:
        allowed = rule.choice("allowed", ToleranceAllowed, ToleranceAllowed.NEVER)
        if allowed is not ToleranceAllowed.NEVER and not rule.has("due"):
            rule.refuse("允许容缺的须写明补齐期限“due”")
        due = rule.text("due", standard.due)
        anchor, months = _due(rule, due)
        source = read_source(rule)
        return Tolerance(
            allowed=allowed,
            kind=rule.one_of("kind", ("hold", "process_first"), standard.kind),
            due=due,
            commitment_needed=rule.flag("commitment_needed", True),
            anchor=anchor,
            anchor_months=months,
            original=rule.flag("original", False),
            source=source.told,
            confirmed=source.is_confirmed,
        )


def _due(rule: Section, text: str) -> tuple[str | None, int | None]:
    """Take ``ANCHOR`` and ``ANCHOR + N months`` apart; leave the forms in working days as they are."""
    match = _AFTER_ANCHOR.fullmatch(text)
    if match is not None and (match[2] or "_" in text):
        return match[1], int(match[2]) if match[2] else None
    try:
        parse_due(text)
    except ValueError:
        forms = "“10 WD”“min(20 WD, decide-2 WD)”“epidemic_end + 3 months”或“epidemic_end”"
        rule.refuse(f"期限“{text}”应写作{forms}", rule.line_of("due"))
    return None, None


def read_emergency(entry: Section) -> tuple[str | None, int]:
    """Read with which anchor date, or how many months after it, an emergency rule ends."""
    text = entry.text("emergency", "")
    if not text:
        return None, 0
    match = _AFTER_ANCHOR.fullmatch(text)
    if match is None:
        reason = f"“emergency”应写作“epidemic_end”或“epidemic_end + 3 months”，现为“{text}”"
        entry.refuse(reason, entry.line_of("emergency"))
        return None, 0
    return match[1], int(match[2] or 0)


def read_condition(entry: Section, key: str) -> Condition | None:
    """Read a condition under a key; None where it is not given."""
    if not entry.given(key):
        return None
    with entry.inner(key, "条件") as when:
        return read_condition_of(when)


def read_condition_of(when: Section, unknown: Unknown | None = None) -> Condition:
    """Read the condition that a mapping is; ``unknown`` says what an unknown one means where the file need not."""
    condition = Condition(when.text("if"), when.text("label"), when.choice("unknown", Unknown, unknown))
    try:
        if condition.expression:
            parse(condition.expression)
    except ConditionError as error:
        when.refuse(error.message, when.line_of("if"))
    return condition


def read_gates(entry: Section, problems: Problems) -> tuple[Gate, ...]:
    """Read what must hold before the item is handled."""
    return tuple(_gate(node, entry.file, problems) for node in entry.nodes("gates"))


def _gate(node: Node, file: str, problems: Problems) -> Gate:
    with Section.reading(node, file, problems, "前提") as entry:
        source = read_source(entry, needed=True)
        if not source.binds():
            entry.refuse("前提须以有约束力的文件为据", entry.line_of("source"))
        _check_slots(entry)
        return Gate(
            condition=read_condition_of(entry),
            otherwise=entry.choice("otherwise", Otherwise),
            notice=entry.text("notice", ""),
            ask=entry.text("ask", ""),
            source=source.told,
            clause=source.clause,
        )


def _check_slots(entry: Section) -> None:
    try:
        check_slots(entry.text("notice", ""))
    except ConditionError as error:
        entry.refuse(error.message, entry.line_of("notice"))


def read_phone_check(entry: Section) -> PhoneCheck | None:
    """Read the telephone check that must be logged; None where none is asked."""
    if not entry.given("phone_check"):
        return None
    with entry.inner("phone_check", "电话核实") as check:
        found = PhoneCheck(check.text("with"), check.texts("log", LOG_FIELDS), read_source(check).told)
        if not found.log:
            check.refuse("须写明登记内容“log”", check.line_of("log"))
        return found


def read_green_lane(entry: Section) -> GreenLane | None:
    """Read what makes an officer think of the green lane; None where nothing does."""
    if not entry.given("proposes"):
        return None
    with entry.inner("proposes", "绿色通道提示") as lane:
        found = GreenLane(lane.code("item"), lane.texts("units"), lane.texts("words"), read_source(lane).told)
        if not found.units and not found.words:
            lane.refuse("须写明提示所依据的字样“units”或者“words”", lane.line_of("item"))
        return found


def read_drafts(entry: Section) -> tuple[Draft, ...]:
    """Read which letter is drafted where a finding stands against the item."""
    with entry.inner("drafts", "文书草稿") as drafts:
        return tuple(_draft(drafts, finding) for finding in drafts.keys)


def _draft(drafts: Section, finding: str) -> Draft:
    if finding not in CODES:
        drafts.refuse(f"没有代码为“{finding}”的审核意见", drafts.line_of(finding))
    with drafts.inner(finding, f"文书草稿 {finding}") as draft:
        return Draft(finding, draft.code("letter"), draft.text("says", ""), draft.code_or_none("list_of"))


def read_audit(entry: Section) -> Audit | None:
    """Read the check after the event; None where none is asked."""
    if not entry.given("audit"):
        return None
    with entry.inner("audit", "事后审核") as audit:
        share = audit.number("share", least=1)
        if share > 100:
            audit.refuse(f"抽查比例“share”为百分数，应在1至100之间，现为{share}", audit.line_of("share"))
        return Audit(share, audit.flag("late", False), read_source(audit).told)


def read_amount(entry: Section) -> AmountHint | None:
    """Read the hint about a subsidy's amount; None where there is none."""
    if not entry.given("amount"):
        return None
    with entry.inner("amount", "金额提示") as amount:
        hint = AmountHint(amount.number_or_none("per_person", 1), tuple(_tiers(amount)))
        if (hint.per_person is None) == (not hint.tiers):
            amount.refuse("“per_person”与“tiers”须写且只写一个")
        if list(hint.tiers) != sorted(set(hint.tiers)):
            amount.refuse("“tiers”应由低到高排列，不得重复", amount.line_of("tiers"))
        return hint


def _tiers(amount: Section) -> list[tuple[int, int]]:
    tiers = []
    for node in amount.nodes("tiers"):
        values = [one.value for one in node.value] if isinstance(node.value, list) else []
        if len(values) == 2 and all(isinstance(one, int) and not isinstance(one, bool) and one > 0 for one in values):
            tiers.append((int(str(values[0])), int(str(values[1]))))
        else:
            amount.refuse("“tiers”的每一项应为 [人数, 金额]，均为正整数", node.line)
    return tiers
