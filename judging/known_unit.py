"""Who applies must be known before anything is accepted: the acceptance is written to him.

A name that one blurred line alone gives may be misread by a character, and then another company is accepted.
"""

from __future__ import annotations

from cases.finding import Finding
from cases.finding_codes import find
from cases.plain_text import name_as_read
from cases.reading import Source
from cases.report import Outcome
from validators import Subject
from validators.names import Match
from validators.outcome import propose
from validators.seal_names import bears

_CODE = "unit-unknown"
_NOBODY_NAMED = "未能读出申请单位的名称，无法确认受理通知发给谁，已转人工核对。"
_BLURRED = "申请单位读作“{}”，只见于一处且字迹不够清楚，无法确认受理通知发给谁，已转人工核对。"

_CLEAR = 0.97
"""Score from which a line that stands alone gives a name: right names came at 0.99, a wrong one at 0.954."""

_LEAST_PIECE = 6
"""Characters of the beginning of a name that bear it out: place, trade name and more."""


def with_unit_asked(findings: tuple[Finding, ...], subject: Subject) -> tuple[Finding, ...]:
    """Add the question who applies, where all else may be accepted and the name is not known or not for sure."""
    if propose(findings, subject.item) not in (Outcome.ACCEPT, Outcome.TOLERATE):
        return findings
    if not subject.unit_name:
        return (*findings, find(_CODE, _NOBODY_NAMED))
    if not _is_known(subject, subject.unit_name):
        return (*findings, find(_CODE, _BLURRED.format(subject.unit_name)))
    return findings


def _is_known(subject: Subject, name: str) -> bool:
    """Tell whether a name was written by the sender, printed, sealed, or read clearly or more than once.

    Where no line holds it whole, its parts were put together from what other places say. A line that ends within the
    name, broken or cut off by the edge, says it as well.
    """
    if subject.unit_source == "file-name":
        return True
    read = name_as_read(name)
    lines = [(page, line) for page in subject.pages for line in page.lines if _bears(name_as_read(line.text), read)]
    if len(lines) != 1:
        return True
    [(page, line)] = lines
    if page.source is Source.TEXT_LAYER or line.score >= _CLEAR:
        return True
    return any(bears(seal, name) is Match.SAME for page in subject.pages for seal in page.seals)


def _bears(text: str, name: str) -> bool:
    return name in text or (len(text) >= _LEAST_PIECE and name.startswith(text))
