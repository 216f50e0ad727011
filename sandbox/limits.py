"""Limits: what one file may cost before we stop reading it."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps of one file; every cap has its own finding and sentence.

    Attributes:
        pages: Pages of a PDF.
        frames: Frames of a TIFF.
        megapixels: Million pixels of one rendered page; the resolution is lowered to fit.
        picture_megapixels: Million pixels of a picture file before it is decoded.
        text_bytes: UTF-8 bytes of text layer taken from one page.
        memory_mb: Address space of the child.
        cpu_seconds: Processor time of the child.
        file_seconds: Time the parent waits for one file in all.
        page_seconds: Time the parent waits for one page.
        restarts: How often reading goes on in a new child after one has died.
        members: Members of an archive.
        archive_mb: Unpacked megabytes of an archive with all that lies in it.
        archive_ratio: Unpacked by packed size of one member.
        archive_depth: Archives inside archives.
    """

    pages: int = 500
    frames: int = 200
    megapixels: float = 25.0
    picture_megapixels: float = 120.0
    text_bytes: int = 1_000_000
    memory_mb: int = 1280
    cpu_seconds: int = 60
    file_seconds: float = 90.0
    page_seconds: float = 20.0
    restarts: int = 5
    members: int = 200
    archive_mb: int = 300
    archive_ratio: int = 200
    archive_depth: int = 2

    def to_dict(self) -> dict[str, int | float]:
        """The values by name, for the way into the child."""
        return asdict(self)
