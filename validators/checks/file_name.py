"""File name 单位名称+业务名称. Source: 附件3 一, for its items only; parsed in :mod:`cases.names.naming`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cases.finding import Finding
from cases.plain_text import name_as_read
from catalogue.clauses import Rule
from validators.certainty import SURE_VALUE
from validators.finding import find
from validators.names import similarity
from validators.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what the parser found, and a name in the file name that no document bears."""
    yield from subject.file_names
    other = _name_of_documents(subject)
    if subject.unit_source == "file-name" and subject.unit_name and other:
        yield find(
            subject,
            "name-unit-mismatch",
            f"文件名中的单位名称“{subject.unit_name}”与申请材料中的“{other}”不一致，请核对后按材料上的全称命名。",
            confidence=SURE_VALUE,
            clause=subject.clause(Rule.FILE_NAME),
        )


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
    return name if votes >= 2 or similarity(name, subject.unit_name) < 0.6 else None
