"""Where verdicts on cross-page seals are kept, so that the same strips are never joined twice: a port.

Joining takes four fifths of judging a submission of many pages, and an officer who answers a question waits for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Protocol

from cases.reading import CrossPageSeal, PageReading
from ocr.cross_page.cross_page_seal import join

VERSION = 1
"""Raised when joining changes: what an earlier version joined is joined anew."""


class Joins(Protocol):
    """Keeps verdicts by the content of what was joined."""

    def get(self, key: str) -> CrossPageSeal | None:
        """Return a verdict, its page numbers counted from 1 among the pages that were joined."""
        ...

    def keep(self, key: str, seal: CrossPageSeal) -> None:
        """Keep a verdict."""
        ...


class JoinsOfOneRun:
    """Verdicts kept as long as this lives: a submission is judged up to three times while its seals are told."""

    def __init__(self) -> None:
        self._kept: dict[str, CrossPageSeal] = {}

    def get(self, key: str) -> CrossPageSeal | None:
        """Return a verdict of this run."""
        return self._kept.get(key)

    def keep(self, key: str, seal: CrossPageSeal) -> None:
        """Keep the verdict."""
        self._kept[key] = seal


def joined(pages: Sequence[PageReading], package: Sequence[PageReading], joins: Joins) -> CrossPageSeal:
    """Return the verdict on pages, as it was when pages of this content were last joined."""
    if len(pages) < 2 or not all(page.content_key for page in (*pages, *package)):
        return join(pages, package)
    key, numbers = _key(pages, package), [page.number for page in pages]
    kept = joins.get(key)
    if kept is None:
        kept = _renumbered(join(pages, package), {number: place for place, number in enumerate(numbers, 1)})
        joins.keep(key, kept)
    return _renumbered(kept, dict(enumerate(numbers, 1)))


def _key(pages: Sequence[PageReading], package: Sequence[PageReading]) -> str:
    """Return what pages and the place of each in the package come to; a package may hold a content twice."""
    places = {page.number: place for place, page in enumerate(package)}
    told = [f"{_sheet(page)}@{places.get(page.number, '-')}" for page in pages]
    return sha256("\n".join((str(VERSION), *told, "", *map(_sheet, package))).encode()).hexdigest()


def _sheet(page: PageReading) -> str:
    return f"{page.content_key} {page.size_mm if page.size_known else '?'}"


def _renumbered(seal: CrossPageSeal, numbers: dict[int, int]) -> CrossPageSeal:
    return replace(
        seal, missing_pages=tuple(numbers[number] for number in seal.missing_pages),
        foreign_pages=tuple(numbers[number] for number in seal.foreign_pages),
    )
