"""Finding: one defect, doubt or remark, with its evidence and its clause.

Codes are those of :mod:`cases.finding_codes` and are written out in full in ``docs/findings.md``. Its ``find`` makes
findings, so that a code has one severity.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cases.page_runs import pages_text
from cases.reading import Box

PAGES = "{pages}"
"""Stands in a sentence for the pages that it names; a letter may name those of several findings there."""


class Severity(StrEnum):
    """What a finding means for the outcome."""

    BLOCKING = "blocking"    # 须补正
    TOLERABLE = "tolerable"  # 可容缺
    REVIEW = "review"        # 须人工核对
    NOTICE = "notice"        # 注意
    HINT = "hint"            # 提示：没有文件这样要求，只供工作人员参考


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding was seen.

    Attributes:
        material: Document-type code the finding is about, if any.
        page: Page of the submission, from 1; by default the first of ``pages``.
        box: Place on the upright page in PDF points, if any.
        file: Index of the file in the submission, from 0, if any.
        pages: What the sentence names at :data:`PAGES`; by default ``page`` alone.
    """

    material: str | None = None
    page: int | None = None
    box: Box | None = None
    file: int | None = None
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """What a finding rests on.

    Attributes:
        text: Public clause in Chinese, empty where there is none.
        confirmed: False where no binding text asks it: only a guide of elsewhere, our memory or our own default.
    """

    text: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a check that somebody has to know of.

    Attributes:
        code: Finding code of the contract, e.g. ``seal-missing``.
        severity: What it means for the outcome.
        sentence: Chinese sentence for the sender, with :data:`PAGES` where it names its pages; never holds an
            identity or phone number.
        confidence: 0.0–1.0, how sure the check is of what it says.
        material: Document-type code the finding is about, if any.
        page: Page of the submission, from 1, if any.
        file: Index of the file in the submission, from 0, if any.
        box: Place on the upright page in PDF points, if any.
        clause: Public clause it rests on, in Chinese, empty where there is none.
        confirmed: False where no binding text bears it out; no letter tells it, a favour apart.
        pages: Pages that the sentence names at :data:`PAGES`; empty where it names none.
    """

    code: str
    severity: Severity
    sentence: str
    confidence: float = 1.0
    material: str | None = None
    page: int | None = None
    file: int | None = None
    box: Box | None = None
    clause: str = ""
    confirmed: bool = True
    pages: tuple[int, ...] = ()

    @property
    def message(self) -> str:
        """The sentence as people read it, with its pages."""
        return self.sentence.replace(PAGES, pages_text(self.pages)) if self.pages else self.sentence

    @property
    def all_pages(self) -> tuple[int, ...]:
        """The pages that it is about; empty for the submission as a whole."""
        return self.pages or ((self.page,) if self.page is not None else ())

    def is_on(self, page: int) -> bool:
        """Tell whether it is about a page, its number counted over the submission."""
        return page == self.page or page in self.pages
