"""How much this machine's kernel holds a child to: asked of a child, once a process."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from sandbox.limits import Limits
from sandbox.process import Child, ChildDied, SandboxUnavailable

_SECONDS = 20.0


class Level(StrEnum):
    """What a file that takes over its parser can reach."""

    STRICT = "strict"    # nothing: no file, process or network
    PARTIAL = "partial"  # part of it: see docs/deployment.md
    LIMITS = "limits"    # everything that this account can, within limits of time and memory


@cache
def level() -> Level:
    """Return the level that children of this process come to; the least where none can be asked."""
    try:
        with Child({"action": "confinement"}, b"", Limits()) as child:
            [(found, _)] = child.messages(_SECONDS)
    except (ChildDied, SandboxUnavailable):
        return Level.LIMITS
    return level_of(landlock=found["landlock"], filtered=found["filtered"])


def level_of(*, landlock: int, filtered: bool) -> Level:
    """Return the level of what holds; see :class:`sandbox.confine.Confinement`."""
    if landlock and filtered:
        return Level.STRICT
    return Level.PARTIAL if landlock or filtered else Level.LIMITS
