"""Two judgements of a case beside each other: what came, what is settled, what is new."""

from __future__ import annotations

from dataclasses import dataclass

from cases.finding import Finding, Severity
from cases.report import Report

_TOLD = (Severity.BLOCKING, Severity.TOLERABLE, Severity.REVIEW)


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed from one round to the next.

    Attributes:
        pages: Numbers, as they are now, of the pages that were not there before.
        gone: How many pages of before are there no more.
        settled, added, kept: Sentences of what was held against the material before, now alone, and both times.
    """

    pages: tuple[int, ...]
    gone: int
    settled: tuple[str, ...]
    added: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing changed."""
        return not (self.pages or self.gone or self.settled or self.added)


def compare(before: Report, now: Report) -> Compared:
    """Return what changed between two reports of a case; a finding is the same wherever its pages stand now."""
    old, new = ({page.content_key for page in one.pages} for one in (before, now))
    was, still = _held_against(before), _held_against(now)
    return Compared(
        tuple(page.number for page in now.pages if page.content_key not in old), len(old - new),
        tuple(said for cause, said in was.items() if cause not in still),
        tuple(said for cause, said in still.items() if cause not in was),
        tuple(said for cause, said in still.items() if cause in was),
    )


def _held_against(report: Report) -> dict[tuple[str, str, str], str]:
    return {_cause(one): one.message for one in report.findings if one.severity in _TOLD}


def _cause(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.material or "", finding.sentence
