"""What a recorded source is worth: parts marked ``memory (verify)`` or ``project default`` are unconfirmed."""

from __future__ import annotations

_UNCONFIRMED = ("memory (verify)", "project default")
_TOLERABLE_ONLY = "tolerable: "


def confirmed(source: str) -> tuple[bool, bool]:
    """Tell from a recorded source whether the material, and its tolerable mark, are confirmed.

    A public guide of the same city counts as confirmed (contract §4).
    """
    doubtful = [part for part in _parts(source) if any(word in part for word in _UNCONFIRMED)]
    material = all(part.startswith(_TOLERABLE_ONLY) for part in doubtful)
    return material, not doubtful


def is_confirmed(source: str) -> bool:
    """Tell whether every part of a recorded source is confirmed."""
    return confirmed(source)[1]


def _parts(source: str) -> list[str]:
    return [part.strip() for part in source.split(";")]
