"""Files that cannot be used, beside a set that is complete without them: the firm's own Word copy, a second scan.

Nobody is asked to send again what nothing lacks; where a material is missing it may lie in that file, and the file is
asked for first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cases.finding import Finding, Severity
from cases.finding_codes import code_of
from cases.report import MaterialReading, MaterialStatus

_NAMED = re.compile(r"“([^”]{1,200})”")
_SETTLED = (MaterialStatus.PRESENT, MaterialStatus.NOT_NEEDED)
_OF_THE_MAIL = ("mail-no-attachment",)


def not_needed(findings: Sequence[Finding], materials: Sequence[MaterialReading]) -> Iterator[Finding]:
    """Yield the findings; where no material is missing or doubtful, unusable files are remarks."""
    complete = bool(materials) and all(one.status in _SETTLED for one in materials)
    for finding in findings:
        unusable = code_of(finding).unusable and finding.severity is Severity.BLOCKING
        yield _remark(finding) if complete and unusable and finding.code not in _OF_THE_MAIL else finding


def _remark(finding: Finding) -> Finding:
    named = _NAMED.search(finding.sentence)
    what = f"文件“{named[1]}”" if named is not None and finding.code != "file-link-attachment" else "邮件中的链接"
    sentence = f"{what}未能打开审核；其余材料已经齐全，不必重发。"
    return replace(finding, severity=Severity.NOTICE, sentence=sentence)
