"""Single pages out of a drawn file, as an enterprise sends them to supplement a submission."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pikepdf


def cut_pages(content: bytes, numbers: Iterable[int]) -> bytes:
    """Return a PDF of the given pages, counted from 1."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as whole, pikepdf.new() as cut:
        for number in numbers:
            cut.pages.append(whole.pages[number - 1])
        cut.save(stream, deterministic_id=True)
    return stream.getvalue()
