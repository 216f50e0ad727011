"""Files that cannot be used, beside a set that is complete without them: the firm's own Word copy, a second scan.

Nobody is asked to send again what nothing lacks; where a material is missing it may lie in that file, and the file is
asked for first. A Word or Excel file beside the scan of the form is the form as it was filled in: firms enclose it to
be helpful, and no letter speaks of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cases.finding import Finding, Severity
from cases.finding_codes import code_of
from cases.report import MaterialReading, MaterialStatus
from cases.submission import OFFICE
from papers.named_files import material_hints
from validators.subject import Subject

_NAMED = re.compile(r"“([^”]{1,200})”")
_SETTLED = (MaterialStatus.PRESENT, MaterialStatus.NOT_NEEDED)
_OF_THE_MAIL = ("mail-no-attachment",)
_FORM_OR_COVER = re.compile(
    r"电子[版档稿]|可编辑|编辑版|表格?|申请书?|word|excel|模板|样[表本]|封面|目录|清单", re.IGNORECASE
)
"""What such a copy is called; a file named otherwise may hold what is missing."""

_OF_FORMS = re.compile("[表册单书案]")
"""What papers that are filled in or written are called."""


def without_copies(subject: Subject) -> Subject:
    """Return the subject with office files that only copy what its pages hold as mere hints, before the rules run."""
    return replace(subject, extra=tuple(
        _hint(one) if _is_unusable(one) and _is_copy(one, subject) else one for one in subject.extra
    ))


def not_needed(findings: Sequence[Finding], materials: Sequence[MaterialReading]) -> Iterator[Finding]:
    """Yield the findings; where no material is missing or doubtful, unusable files are remarks."""
    complete = _complete(materials)
    for finding in findings:
        needless = complete and _is_unusable(finding) and finding.code not in _OF_THE_MAIL
        yield _remark(finding) if needless else finding


def _is_unusable(finding: Finding) -> bool:
    return code_of(finding).unusable and finding.severity is Severity.BLOCKING


def _complete(materials: Sequence[MaterialReading]) -> bool:
    return bool(materials) and all(one.status in _SETTLED for one in materials)


def _is_copy(finding: Finding, subject: Subject) -> bool:
    """Tell whether an office suite's file lies beside the pages of the form, and holds nothing that is missing.

    A report without a form of its own is its papers: most of them are there.
    """
    name, form = _name(finding), subject.item.main_form
    there = [one for one in subject.materials if _is_there(one) and (not form or one.code == form)]
    if not name.lower().endswith(OFFICE) or len(there) <= (0 if form else len(subject.materials) / 2):
        return False
    (named,) = material_hints([name], subject.documents, frozenset(subject.documents))
    lacking = {one.code for one in subject.materials if not _is_there(one)}
    form_or_cover = _FORM_OR_COVER.search(name) is not None
    if named is None:
        return form_or_cover or _complete(subject.materials)
    # 许可变更表格 is named like the permit; the permit is no table.
    return named not in lacking or (form_or_cover and _OF_FORMS.search(subject.document_name(named)) is None)


def _is_there(material: MaterialReading) -> bool:
    return bool(material.pages) or material.status in _SETTLED


def _name(finding: Finding) -> str:
    named = _NAMED.search(finding.sentence)
    return named[1] if named is not None and finding.code != "file-link-attachment" else ""


def _hint(finding: Finding) -> Finding:
    sentence = f"“{_name(finding)}”是可编辑的电子文件，已留存；以所附扫描件为准，不必重发。"
    return replace(finding, severity=Severity.HINT, sentence=sentence)


def _remark(finding: Finding) -> Finding:
    what = f"文件“{name}”" if (name := _name(finding)) else "邮件中的链接"
    sentence = f"{what}未能打开审核；其余材料已经齐全，不必重发。"
    return replace(finding, severity=Severity.NOTICE, sentence=sentence)
