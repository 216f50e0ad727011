"""ZIP archives for the parent: members with their names, or the reason why the archive is refused."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.limits import Limits
from sandbox.process import Child, ChildDied


@dataclass(frozen=True, slots=True)
class Member:
    """One file out of an archive; ``origin`` names the archives and folders inside the archive that it lay in."""

    name: str
    content: bytes
    origin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchiveContents:
    """What an archive holds.

    Attributes:
        members: Its files, junk left out; those before the refusal where there is one.
        refused: Empty, or ``damaged``, ``encrypted``, ``members``, ``size``, ``ratio``, ``depth``, ``limit``.
    """

    members: tuple[Member, ...]
    refused: str = ""


def extract_archive(content: bytes, limits: Limits) -> ArchiveContents:
    """Unpack a ZIP in a child process.

    Raises:
        SandboxUnavailable: The child could not be started.
    """
    members: list[Member] = []
    refused = ""
    with Child({"action": "archive"}, content, limits) as child:
        try:
            for header, payload in child.messages(limits.file_seconds):
                if header["type"] == "refused":
                    refused = str(header["reason"])
                else:
                    members.append(Member(header["name"], bytes(payload), tuple(header["origin"])))
        except ChildDied:
            refused = "limit"
    return ArchiveContents(tuple(members), refused)
