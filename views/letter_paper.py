"""A letter as it is shown on a page: its finished text taken apart into head, body, signature and the mail's footer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from replies.letter import NUMBERED, RULE

_ITEM = re.compile(r"^(\d+[.．]|[-·]) ?")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a letter's body.

    Attributes:
        flat: It stands in a list and is not indented.
    """

    text: str
    flat: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter as it is shown.

    Attributes:
        number: Document number (文号), empty for none.
        salutation: Whom it speaks to.
        before: Paragraphs up to where a doubt that is still open would be told.
        after: Those behind it.
        signature: Who signs, and the day.
        footer: What the mail says beneath the letter.
    """

    title: str
    number: str
    salutation: str
    before: tuple[Paragraph, ...]
    after: tuple[Paragraph, ...]
    signature: tuple[str, ...]
    footer: tuple[str, ...]


def paper_of(text: str) -> Paper:
    """Return a finished letter as it is shown; every line of it stands somewhere."""
    letter, _, footer = text.partition(f"\n{RULE}\n")
    blocks = [block.splitlines() for block in re.split(r"\n\s*\n", letter.strip())]
    title, number = _first_line(blocks), ""
    if blocks and blocks[0][0].startswith(NUMBERED):
        number = _first_line(blocks).removeprefix(NUMBERED)
    signature = blocks.pop() if len(blocks) > 1 else []
    salutation = _first_line(blocks) if blocks and len(blocks[0]) == 1 and blocks[0][0].endswith("：") else ""
    body = [Paragraph(line, bool(_ITEM.match(line))) for block in blocks for line in block]
    place = _place_of_doubts(body)
    return Paper(
        title, number, salutation, tuple(body[:place]), tuple(body[place:]), tuple(signature),
        tuple(footer.splitlines()),
    )


def _first_line(blocks: list[list[str]]) -> str:
    """Take away the first line of the first block; what else the block holds stays."""
    line, *rest = blocks.pop(0)
    if rest:
        blocks.insert(0, rest)
    return line


def _place_of_doubts(body: list[Paragraph]) -> int:
    """Return behind how many paragraphs an open doubt is told: behind the first list, else the first paragraph."""
    first = next((place for place, one in enumerate(body) if one.flat), None)
    if first is None:
        return min(1, len(body))
    return next((place for place in range(first, len(body)) if not body[place].flat), len(body))
