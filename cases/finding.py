"""Finding: one defect, doubt or remark, with its evidence and its clause.

Codes are those of the contract and are written out in full in ``docs/findings.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cases.reading import Box


class Severity(StrEnum):
    """What a finding means for the outcome."""

    BLOCKING = "blocking"    # 须补正
    TOLERABLE = "tolerable"  # 可容缺
    REVIEW = "review"        # 须人工核对
    NOTICE = "notice"        # 提示


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a check that somebody has to know of.

    Attributes:
        code: Finding code of the contract, e.g. ``seal-missing``.
        severity: What it means for the outcome.
        message: Chinese sentence for the sender; never holds an identity or phone number.
        confidence: 0.0–1.0, how sure the check is of what it says.
        material: Document-type code the finding is about, if any.
        page: Page of the submission, from 1, if any.
        file: Index of the file in the submission, from 0, if any.
        box: Place on the upright page in PDF points, if any.
        clause: Public clause it rests on, in Chinese, empty where there is none.
        confirmed: False where the rule's source is unconfirmed (``memory (verify)``,
            ``project default``); such a blocking finding goes to an officer.
    """

    code: str
    severity: Severity
    message: str
    confidence: float = 1.0
    material: str | None = None
    page: int | None = None
    file: int | None = None
    box: Box | None = None
    clause: str = ""
    confirmed: bool = True
