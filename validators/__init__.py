"""Materials → findings: the rules in their order, and what findings come to.

``assign`` (:mod:`papers.materials`) and ``list_materials`` (:mod:`papers.item_list`) sort the pages, ``derive``
(:mod:`papers.facts`) tells the facts, :func:`validate` runs the rules, ``propose``
(:mod:`validators.outcome`) says what they come to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module

import structlog

from cases.error_places import place_of
from cases.finding import Finding, Severity
from cases.finding_codes import SEALS, About, code_of, find
from catalogue.model import Standing
from validators.checks.eligibility import NO_RULES
from validators.checks.official_seal import page_seals, seal_similarity
from validators.subject import Subject
from validators.unusable_files import not_needed, without_copies

__all__ = ["CHECKS", "ORDER", "Subject", "page_seals", "seal_similarity", "validate"]

LOG = structlog.get_logger()

Check = Callable[[Subject], Iterable[Finding]]

ORDER = {
    "way_in": "收件渠道",
    "eligibility": "受理条件",
    "repeated_file": "重复文件",
    "file_name": "文件名",
    "completeness": "材料是否齐全",
    "page_numbers": "页码",
    "content": "材料内容",
    "required_contents": "必备内容",
    "signature": "签字",
    "expiry": "有效期",
    "licence_copy": "营业执照副本",
    "audit_year": "审计年度",
    "official_seal": "公章",
    "cross_page_seal": "骑缝章",
    "unit_name": "单位名称",
    "identity_number": "证件号码",
    "headcount": "人数",
    "agreement": "材料之间是否一致",
    "resolution": "决议",
    "threshold": "注册资本等数额",
    "training_hours": "培训学时",
    "layoff_notice": "裁员提前说明",
    "paper_size": "纸张大小",
    "page_state": "页面状况",
    "reminders": "提示事项",
}
"""The files of :mod:`validators.checks` and what officers call them, in the order in which letters and the officer's
screen show what they find."""

_BY_ITEM = SEALS | {About.ITEM, About.MATERIAL}
"""What only the item's own rules ask for."""

CHECKS: tuple[Check, ...] = tuple(import_module(f"validators.checks.{name}").check for name in ORDER)
"""All rules, in that order."""


def validate(subject: Subject, checks: Sequence[Check] = CHECKS) -> tuple[Finding, ...]:
    """Return every finding of the case once: those made before the rules first, then the rules' own, hints last."""
    subject = without_copies(subject)
    by_rules = [finding for check in checks for finding in _run(check, subject)]
    if subject.item.standing is not Standing.HOLDS:  # what rules would ask that do not hold is asked by nobody
        by_rules = [one for one in by_rules if one.code == NO_RULES or code_of(one).about not in _BY_ITEM]
    found = [*subject.extra, *by_rules]
    told = dict.fromkeys(not_needed(found, subject.materials))
    return tuple(sorted(told, key=lambda one: one.severity is Severity.HINT))


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    """Yield what a rule finds; one that breaks down asks an officer, and the rules after it still speak."""
    try:
        yield from check(subject)
    except Exception as error:
        name = check.__module__.rpartition(".")[2]
        LOG.error("check.failed", check=name, kind=type(error).__name__, where=place_of(error))
        yield find("check-failed", f"自动检查“{ORDER.get(name, name)}”未能完成，请人工核对该项。")
