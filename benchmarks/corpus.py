"""Which drawings a run uses: the held-out ones that nothing was ever tuned on, or the ones for tuning."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FIRST_TUNING = 0
FIRST_HELD_OUT = 10_000
"""Seeds from here on are used by benchmarks only; whoever changes the reading looks at lower ones."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """How much is drawn, and from which seeds.

    Attributes:
        tuning: Draw from the seeds for tuning.
        share: Share of the full amount, for a quick look.
        processes: Processes to read with where order and time do not matter.
        final: Take also the mails of other origin that are kept aside.
        beside: Another checkout of the project that judges the same mails.
        minutes: How long each target is fuzzed.
    """

    tuning: bool = False
    share: float = 1.0
    processes: int = 2
    final: bool = False
    beside: Path | None = None
    minutes: float = 1.0

    def seeds(self, count: int) -> range:
        """Return ``count`` seeds, fewer in a quick run, at least one."""
        first = FIRST_TUNING if self.tuning else FIRST_HELD_OUT
        return range(first, first + max(1, round(count * self.share)))
