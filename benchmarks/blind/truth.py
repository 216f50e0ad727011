"""What a generator says is true of a mail that it made (``truth.json`` beside its ``.eml``, or a fax's ``.tif``)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is wrong.

    Attributes:
        kind: One of the keys of :data:`benchmarks.blind.scores.NAMED_BY`.
        page: Over the whole mail, from 1, in the order of the attachments; None where it is no page's.
    """

    kind: str
    material: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class TrueCase:
    """One application: who asks for what, what it is due to come to, and which of the needed materials are there."""

    unit: str
    items: tuple[str, ...]
    outcomes: tuple[str, ...]
    defects: tuple[Defect, ...]
    missing: tuple[str, ...]
    present: tuple[str, ...]


@dataclass(frozen=True)
class BlindMail:
    """One made mail and the truth about it."""

    path: Path
    truth: dict[str, Any] = field(repr=False)

    @cached_property
    def cases(self) -> tuple[TrueCase, ...]:
        """The applications in it; none in a question."""
        return tuple(_case(one) for one in self.truth.get("cases") or ())

    @property
    def name(self) -> str:
        """Generator, seed and number: its folder's name."""
        return self.path.parent.name

    @property
    def generator(self) -> str:
        """Who made it."""
        return str(self.truth["generator"])

    @property
    def kind(self) -> str:
        """``application``, ``question``, ``message``, ``machine`` or ``other``."""
        return str(self.truth["kind"])

    @property
    def received_at(self) -> datetime:
        """When it came in."""
        return datetime.fromisoformat(self.truth["received"])

    @property
    def channel(self) -> str:
        """The mailbox or fax number that it came to."""
        return str(self.truth["channel"])

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong with the application in it."""
        return bool(self.truth["clean"]) and bool(self.cases)

    @property
    def page_materials(self) -> dict[int, str | None]:
        """Which material each page belongs to."""
        return {int(page["page"]): page.get("material") for page in self.truth.get("pages") or ()}


def read_mail(folder: Path) -> BlindMail:
    """Read one made mail's folder.

    Raises:
        OSError, ValueError: The folder is not what a generator makes.
    """
    (sent,) = (one for one in folder.iterdir() if one.suffix in (".eml", ".tif"))
    return BlindMail(sent, json.loads((folder / "truth.json").read_text(encoding="utf-8")))


def _case(one: dict[str, Any]) -> TrueCase:
    outcomes = one["outcome"] if isinstance(one["outcome"], list) else [one["outcome"]]
    defects = tuple(Defect(it["kind"], it.get("material"), it.get("page")) for it in one.get("defects") or ())
    return TrueCase(
        one["unit"], (one["item"], *one.get("item_also", ())), tuple(outcomes), defects,
        tuple(one.get("missing") or ()), tuple(one.get("present") or ()),
    )
