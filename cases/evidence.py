"""Evidence: what is to be shown beside a question, so that a look answers it; drawn by :mod:`views.evidence_parts`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cases.reading import Box


class EvidenceKind(StrEnum):
    """What is drawn.

    ``SEAL`` wants the box of one impression: it is shown as it is, unrolled, ink only, and beside it the soundest
    other impression of the same stamp. ``IMPRESSIONS`` wants the boxes of those that may be one picture: laid one on
    another, with their difference. ``STRIPS`` wants a material: the strips of its cross-page seal, joined. ``NAMES``
    wants two or more places with what is read there: cut out one above the other, the characters that differ framed.
    ``CROPS`` the same for values whose characters are not compared. ``CELL`` wants the box of a cell, empty or not:
    with its neighbours. ``PLACE`` wants the box where something is missing: dashed. ``PAGE`` shows whole pages, boxes
    framed. ``SHEET`` shows all pages of the submission small, in one sheet. ``WORDS`` draws nothing: its facts are all.
    """

    SEAL = "seal"
    IMPRESSIONS = "impressions"
    STRIPS = "strips"
    NAMES = "names"
    CROPS = "crops"
    CELL = "cell"
    PLACE = "place"
    PAGE = "page"
    SHEET = "sheet"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of the submission.

    Attributes:
        page: Page of the submission, from 1.
        box: Place on the upright page in points; None for the page as a whole.
        text: What is read there, empty where nothing is.
        label: What it is called beside its picture: ``营业执照``; empty for its page number alone.
    """

    page: int
    box: Box | None = None
    text: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is to be shown beside one question.

    Attributes:
        spots: Places to be shown, in order.
        expected: What would be read there if all were well: the applicant's name beside a seal.
        material: Document-type code, of ``STRIPS``.
        facts: What is said in words: name and text of each, none of them an identity number in full.
    """

    kind: EvidenceKind
    spots: tuple[Spot, ...] = ()
    expected: str = ""
    material: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that it shows, each once, in order."""
        return tuple(dict.fromkeys(spot.page for spot in self.spots))
