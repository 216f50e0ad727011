"""What a source could not give: set aside, counted, tried again later and after all else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
"""After the second failure and at most; after the first one the next poll tries again, for it may have been chance."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """One message or folder that failed.

    Attributes:
        reason: Name of an exception or a Chinese word.
        attempts: How often it was tried.
        again_at: Before this time it is left alone.
    """

    reason: str
    attempts: int
    again_at: datetime


class SetAside:
    """Keeps what failed by its key, as long as it lies at the source."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._skipped: dict[str, Skipped] = {}

    @property
    def skipped(self) -> Mapping[str, Skipped]:
        """What waits to be tried again, by key."""
        return dict(self._skipped)

    def note(self, key: str, reason: str) -> None:
        """Count a failure."""
        attempts = self._skipped[key].attempts + 1 if key in self._skipped else 1
        wait = min(FIRST_WAIT * 2 ** min(attempts - 2, 10), LONGEST_WAIT) if attempts > 1 else timedelta(0)
        self._skipped[key] = Skipped(reason, attempts, self._clock() + wait)

    def clear(self, key: str) -> None:
        """Forget what has succeeded."""
        self._skipped.pop(key, None)

    def keep(self, prefix: str, present: Collection[str]) -> None:
        """Forget what began with the prefix and no longer lies at the source."""
        for key in [key for key in self._skipped if key.startswith(prefix) and key not in present]:
            del self._skipped[key]

    def in_turn(self, keys: Iterable[str]) -> list[str]:
        """Return the keys in their order, those that failed last and only when their time has come."""
        keys, now = list(keys), self._clock()
        failed = [key for key in keys if key in self._skipped and self._skipped[key].again_at <= now]
        failed.sort(key=lambda key: self._skipped[key].again_at)
        return [key for key in keys if key not in self._skipped] + failed
