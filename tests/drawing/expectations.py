"""What a right judgement of each drawn defect is: tables, so that a ruling changes one line.

Outcomes follow the contract's order guide > review > supplement > tolerate > accept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

RANK = ("accept", "tolerate", "supplement", "review", "guide")


class Defect(StrEnum):
    """What can be wrong with a drawn submission."""

    MISSING_REQUIRED = "missing-required"
    MISSING_TOLERABLE = "missing-tolerable"
    PAGE_UNSEALED = "page-unsealed"
    NO_SEALS = "no-seals"
    NO_CROSS_PAGE_SEAL = "no-cross-page-seal"
    PARTIAL_CROSS_PAGE_SEAL = "partial-cross-page-seal"
    EXCHANGED_PAGE = "exchanged-page"
    OTHER_COMPANY_SEAL = "other-company-seal"
    TWIN_NAME_SEAL = "twin-name-seal"
    WRONG_KIND_SEAL = "wrong-kind-seal"
    BAD_NAME = "bad-name"
    CODE_INCONSISTENT = "code-inconsistent"
    GREY_COPY = "grey-copy"
    WRONG_PAPER_SIZE = "wrong-paper-size"


@dataclass(frozen=True, slots=True)
class Expectation:
    """Right answer to one defect.

    Attributes:
        codes: Finding codes that must be there; at least one of those joined by ``|``.
        outcome: The outcome wanted.
        also: Outcomes that are no error either (a doubt sent to an officer).
    """

    codes: tuple[str, ...]
    outcome: str
    also: tuple[str, ...] = ()


EXPECTED: dict[Defect, Expectation] = {
    Defect.MISSING_REQUIRED: Expectation(("material-missing",), "supplement"),
    Defect.MISSING_TOLERABLE: Expectation(("material-missing",), "tolerate"),
    Defect.PAGE_UNSEALED: Expectation(("seal-missing",), "supplement"),
    # A set without seals may hold no colour at all, which looks like a copy.
    Defect.NO_SEALS: Expectation(("seal-missing|seal-uncoloured",), "supplement", ("review",)),
    Defect.NO_CROSS_PAGE_SEAL: Expectation(("cross-page-seal-missing",), "supplement"),
    Defect.PARTIAL_CROSS_PAGE_SEAL: Expectation(("cross-page-seal-partial",), "supplement", ("review",)),
    Defect.EXCHANGED_PAGE: Expectation(
        ("cross-page-seal-partial|cross-page-seal-uncertain",), "supplement", ("review",)
    ),
    Defect.OTHER_COMPANY_SEAL: Expectation(("seal-unit-mismatch",), "supplement", ("review",)),
    Defect.TWIN_NAME_SEAL: Expectation(("seal-unit-mismatch|seal-uncertain",), "supplement", ("review",)),
    Defect.WRONG_KIND_SEAL: Expectation(("seal-wrong-kind",), "supplement", ("review",)),
    Defect.BAD_NAME: Expectation((), "accept"),
    Defect.CODE_INCONSISTENT: Expectation(("unit-credit-code-inconsistent",), "review"),
    Defect.GREY_COPY: Expectation(("seal-uncoloured",), "review"),
    Defect.WRONG_PAPER_SIZE: Expectation((), "accept"),
}

OVERRIDES: dict[tuple[str, Defect], Expectation] = {
    # 附件4 二(一) asks A4 of the layoff report; elsewhere the size is nobody's business.
    ("layoff-report", Defect.WRONG_PAPER_SIZE): Expectation(("page-not-a4",), "review"),
    # No text asks the back-payment form for a seal: none is no defect, a wrong one is a question.
    ("backpay-extended-period", Defect.PAGE_UNSEALED): Expectation(("seal-missing",), "accept", ("review",)),
    ("backpay-extended-period", Defect.NO_SEALS): Expectation(("seal-missing|seal-uncoloured",), "accept", ("review",)),
    ("backpay-extended-period", Defect.OTHER_COMPANY_SEAL): Expectation(("seal-unit-mismatch",), "review"),
    ("backpay-extended-period", Defect.TWIN_NAME_SEAL): Expectation(("seal-unit-mismatch|seal-uncertain",), "review"),
    ("backpay-extended-period", Defect.WRONG_KIND_SEAL): Expectation(("seal-wrong-kind",), "review"),
    ("backpay-extended-period", Defect.GREY_COPY): Expectation(("seal-uncoloured",), "accept", ("review",)),
}

TOLD_IN_COLOUR = frozenset(
    ("backpay-extended-period", one)
    for one in (Defect.TWIN_NAME_SEAL, Defect.OTHER_COMPANY_SEAL, Defect.WRONG_KIND_SEAL)
)
"""Defects that nobody need be asked about on a fax or a grey copy: where no text asks for a seal, one that cannot be
read there is a remark; one that is read surely is a question there, too."""

BAD_NAMES: dict[str, tuple[str, ...]] = {
    "扫描件001.pdf": (),
    "{unit}.pdf": (),
    "{item}+{unit}.pdf": ("name-order-swapped",),
    "{unit}-{item}.pdf": ("name-weak-separator",),
    "{unit}＋{item}(1).pdf.pdf": ("name-normalised",),
}
"""File names met in practice (domain d3) and the notices they make; none of them blocks.

Of what a name leaves out and the papers tell nothing is said."""

NOT_APPLICABLE: dict[str, frozenset[Defect]] = {
    "backpay-extended-period": frozenset(
        {
            Defect.MISSING_TOLERABLE,
            Defect.NO_CROSS_PAGE_SEAL,
            Defect.PARTIAL_CROSS_PAGE_SEAL,
            Defect.EXCHANGED_PAGE,
            Defect.CODE_INCONSISTENT,
        }
    ),
}
"""Defects that an item's material list leaves no room for."""


def expectation(item: str, defect: Defect) -> Expectation:
    """Return the right answer to a defect of an item."""
    return OVERRIDES.get((item, defect), EXPECTED[defect])


def combine(item: str, defects: Iterable[Defect]) -> tuple[str, frozenset[str]]:
    """Return the outcome wanted of several defects together and all outcomes that are no error."""
    wanted, allowed = "accept", set()
    for defect in defects:
        one = expectation(item, defect)
        wanted = max(wanted, one.outcome, key=RANK.index)
        allowed |= set(one.also)
    return wanted, frozenset({wanted, *(outcome for outcome in allowed if RANK.index(outcome) > RANK.index(wanted))})
