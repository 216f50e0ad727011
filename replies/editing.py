"""Editing: what an officer adds to a letter, and whom it speaks to; what it has to say stays as it was written.

An edit is kept as the passages that were added and the line behind which each stands, so that the letter can be written
anew (another day, a number) and still says what the officer added.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cases.errors import RequestInvalid
from replies.letter import NUMBERED, RULE
from replies.wording import clean

LONGEST = 4000
_CONTACT = "联系方式："


@dataclass(frozen=True, slots=True)
class Passage:
    """What was added; ``after`` is the written line behind which it stands, empty for the beginning."""

    after: str
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What an officer changed of a letter.

    Attributes:
        salutation: Whom it speaks to; empty: as written.
        passages: What was added, in order.
    """

    salutation: str = ""
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class _Parts:
    """A letter's text: title and number, what may be added to, signature and footer."""

    head: str
    salutation: str
    body: tuple[str, ...]
    tail: str


def body_of(text: str) -> str:
    """Return the part of a letter that an officer edits: from whom it speaks to down to the signature."""
    parts = _taken_apart(text)
    return "\n".join([parts.salutation, "", *parts.body]).strip() if parts.salutation else "\n".join(parts.body)


def edit_of(written: str, edited: str) -> Edit:
    """Return what an officer changed.

    Args:
        written: The letter as it was written, without any edit.
        edited: Its part from :func:`body_of`, as the officer left it.

    Raises:
        RequestInvalid: A sentence that was written is missing or changed, or it is too long.
    """
    if len(edited) > LONGEST:
        raise RequestInvalid(reason=f"文书过长，请控制在{LONGEST}字以内")
    parts = _taken_apart(written)
    lines = [line.strip() for line in edited.splitlines() if line.strip() not in {"", RULE}]  # that ends a letter
    fixed = [line.strip() for line in parts.body if line.strip()]
    salutation = ""
    if parts.salutation:
        if not lines or not lines[0].endswith("："):
            raise RequestInvalid(reason="第一行须为称呼，以“：”结尾")
        salutation, lines = lines[0], lines[1:]
    passages, place = list[Passage](), 0
    for line in lines:
        if place < len(fixed) and line == fixed[place]:
            place += 1
        else:
            passages.append(Passage(fixed[place - 1] if place else "", clean(line, LONGEST)))
    if place < len(fixed):
        raise RequestInvalid(reason=f"“{fixed[place][:24]}”一句必须写明，不能删改，可以在其前后补充")
    return Edit("" if salutation == parts.salutation else clean(salutation), tuple(passages))


def edited(written: str, edit: Edit) -> str:
    """Return a letter, as it is written now, with what an officer changed.

    What stood behind a line that is not there any more stands before the telephones, else at the end.
    """
    parts = _taken_apart(written)
    lines = list(parts.body)
    for passage in reversed(edit.passages):
        place = _place(lines, passage.after)
        lines[place:place] = ["", passage.text, ""]
    salutation = edit.salutation or parts.salutation
    body = [salutation, "", *lines] if salutation else lines
    return re.sub(r"\n{3,}", "\n\n", "\n\n".join((parts.head, "\n".join(body).strip(), parts.tail)))


def _place(lines: Sequence[str], after: str) -> int:
    """Return where a passage is put in: behind its line, and not inside a list."""
    stripped = [line.strip() for line in lines]
    if not after:
        return 0
    if after in stripped:
        return stripped.index(after) + 1
    return stripped.index(_CONTACT) if _CONTACT in stripped else len(lines)


def _taken_apart(text: str) -> _Parts:
    letter, rule, footer = text.rstrip("\n").partition(f"\n{RULE}\n")
    blocks = re.split(r"\n\s*\n", letter.strip())
    head = [blocks.pop(0)]
    if blocks and blocks[0].startswith(NUMBERED):
        head.append(blocks.pop(0))
    signature = blocks.pop() if len(blocks) > 1 else ""
    salutation = blocks.pop(0) if blocks and blocks[0].endswith("：") and "\n" not in blocks[0] else ""
    tail = f"{signature}\n\n{RULE}\n{footer}\n" if rule else f"{signature}\n"
    return _Parts("\n\n".join(head), salutation, tuple("\n\n".join(blocks).splitlines()), tail)
