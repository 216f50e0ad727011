"""What a mail says of unit and wish beside its files: subject, body and signature (domain d2.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.names import naming
from cases.names.agents import agency_in
from cases.names.item_names import ItemNames, resolve
from cases.names.unit_names import units_in, without_units
from cases.submission import Submission
from intake.quotation import own_words

_LINES, _LONGEST = 60, 200
"""Lines of a mail that are looked at, and their characters: what comes later is quoted or printed by mail programs."""

_CONDITIONAL = re.compile(r"^\s*(?:如|若|倘|假如)")
_QUESTION = re.compile(r"^\s*(?:请问|咨询|想问)|[?？]")
_WITHDRAWN = re.compile(r"撤回|撤销|取消")
"""Words that say what is to become of an application, not which it is."""

_SEVERAL = re.compile(r"([两二三四五六七八九十]|\d{1,2})(?:家|个)(?:公司|单位|企业|客户)")
_NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Hint:
    """What a mail's words say.

    Attributes:
        unit: The one unit they name as who applies, None for none or several; an agent files for another.
        item: Code of the item they surely mean.
        counted: Number of units they speak of without naming them (两家公司), 0 for none.
        complete: The subject alone names unit and item.
    """

    unit: str | None = None
    item: str | None = None
    counted: int = 0
    complete: bool = False


NO_HINT = Hint()


def hint_of(submission: Submission, table: ItemNames) -> Hint:
    """Return what the words of a mail say; the subject before the body."""
    subject = naming.parse(submission.subject, table) if submission.subject else None
    lines = [line[:_LONGEST] for line in own_words(submission.body).splitlines()[:_LINES]]
    unit, item = (subject.unit, subject.item) if subject is not None else (None, None)
    agency = agency_in("\n".join([submission.subject[:_LONGEST], *lines]))
    unit = None if unit in agency.agents else unit
    named = next(iter(agency.clients)) if len(agency.clients) == 1 else _unit(lines, agency.agents)
    if submission.attachments:  # a question beside material is no wish of the application
        lines = [line for line in lines if not _QUESTION.search(line)]
    else:
        lines = [_WITHDRAWN.sub("", line) for line in lines]
    several = len(units_in(submission.subject[:_LONGEST])) > 1 and not agency.clients
    among = subject.items if subject is not None and item is None else ()
    return Hint(
        unit or (None if several else named), item or _item(lines, table, among),
        _counted([submission.subject, *lines]), unit is not None and item is not None,
    )


def _unit(lines: list[str], agents: frozenset[str]) -> str | None:
    """Return the one unit that body and signature name; beside Chinese names an English one is a translation."""
    named = {naming.clean_unit(unit) for line in lines for unit in units_in(line)} - agents
    named = {unit for unit in named if not unit.isascii()} or named
    return next(iter(named)) if len(named) == 1 else None


def _item(lines: list[str], table: ItemNames, among: tuple[str, ...]) -> str | None:
    """Return the one item that the lines surely mean, of those that the subject may mean where it means several."""
    meant = {
        codes[0] for line in lines if not _CONDITIONAL.match(line)
        for codes, sure in (resolve(without_units(line), table),) if sure
    }
    meant = meant & set(among) if among else meant
    return next(iter(meant)) if len(meant) == 1 else None


def _counted(lines: list[str]) -> int:
    found = next((match for line in lines if (match := _SEVERAL.search(line))), None)
    if found is None:
        return 0
    text = found[1].replace("两", "二")
    return int(text) if text.isdecimal() else _NUMERALS.find(text)
