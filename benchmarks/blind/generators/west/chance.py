"""Seeded random choices."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance(random.Random):
    """A random source with the few choices the generator needs."""

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options, all alike."""
        return options[self.randrange(len(options))]

    def weighted(self, options: dict[T, float]) -> T:
        """Return one key of the mapping by its weight."""
        return self.choices(list(options), weights=list(options.values()))[0]

    def yes(self, share: float) -> bool:
        """Return true in the given share of calls (0 to 1)."""
        return self.random() < share

    def digits(self, count: int) -> str:
        """Return a string of random decimal digits."""
        return "".join(self.pick("0123456789") for _ in range(count))


def source(*keys: object) -> Chance:
    """Return a random source that depends on nothing but the keys."""
    return Chance("/".join(str(key) for key in keys))
