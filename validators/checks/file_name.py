"""File name 单位名称+业务名称. Source: 附件3 一, for its items only; parsed in :mod:`cases.names.naming`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from cases.finding import Finding, Severity
from cases.names.agents import may_file_for
from cases.names.short_names import is_short_for
from cases.plain_text import name_as_read
from catalogue.clauses import Rule
from papers.applicant import stands_on
from validators.certainty import SURE_VALUE
from validators.changes import explains
from validators.finding import find
from validators.names import similarity
from validators.subject import Subject

ANOTHER = 0.6
"""Similarity below which a name is altogether another one, no slip of the reader or the sender."""

NAME_WORDS = ("名称",)
_OF_ITEM = frozenset(("name-item-missing", "name-item-ambiguous"))


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is to be said of the names, and a name in the file name that no document bears.

    A name that is silent or vague is no matter where the pages tell.
    """
    yield from (one for one in subject.file_names if not _is_told(subject, one))
    if subject.named_unit and subject.unit_source != "file-name":
        yield from _overruled(subject, subject.named_unit)
    other = _name_of_documents(subject)
    if subject.unit_source == "file-name" and subject.unit_name and other:
        yield find(
            subject,
            "name-unit-mismatch",
            f"文件名中的单位名称“{subject.unit_name}”与申请材料中的“{other}”不一致，请核对后按材料上的全称命名。",
            confidence=SURE_VALUE,
            clause=subject.clause(Rule.FILE_NAME),
        )


def _is_told(subject: Subject, finding: Finding) -> bool:
    """Tell whether the pages tell what a name is silent or vague about; of the item they do."""
    return finding.code in _OF_ITEM or (finding.code == "name-unit-missing" and subject.unit_name is not None)


def _overruled(subject: Subject, named: str) -> Iterator[Finding]:
    """Yield that names or mail name another unit than the papers agree on.

    A unit altogether another is a doubt, but for an agent's that no page knows: the papers are his client's.
    """
    unit = subject.unit_name or ""
    if name_as_read(named) == name_as_read(unit) or explains(subject, NAME_WORDS, map(name_as_read, (named, unit))):
        return
    message = f"来件写明的单位名称“{named}”与申请材料一致载明的“{unit}”不同，已按材料登记，请核对。"
    found = find(subject, "name-unit-mismatch", message, clause=subject.clause(Rule.FILE_NAME))
    agent = may_file_for(named, unit) and not stands_on(named, subject.pages)
    known = agent or is_short_for(named, unit) or similarity(named, unit) >= ANOTHER
    yield found if known else replace(found, severity=Severity.REVIEW)


def _name_of_documents(subject: Subject) -> str | None:
    """Return the name that all documents agree upon, if it is another than the file name's."""
    names = [
        value
        for values in subject.fields.values()
        for value in values
        if value.name == "unit_name" and value.confidence >= SURE_VALUE
    ]
    if not names or not subject.unit_name:
        return None
    if any(name_as_read(value.value) == name_as_read(subject.unit_name) for value in names):
        return None
    name, votes = Counter(value.value for value in names).most_common(1)[0]
    # Two papers must agree, or the name be altogether another one: one OCR slip is no mismatch.
    return name if votes >= 2 or similarity(name, subject.unit_name) < ANOTHER else None
