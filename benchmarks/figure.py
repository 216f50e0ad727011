"""One measured figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its unit and the limits it must keep to, where there are any.

    Attributes:
        benchmark: Name of the benchmark, as on the command line.
        group: Class of material measured: 清晰扫描, 手机拍照; empty where there is only one.
        name: What was measured.
        most, least: The value must not exceed, must reach; from the table of targets in ``docs/reading.md``.
        count: Pages, seals or submissions behind the value.
    """

    benchmark: str
    group: str
    name: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None
    count: int = 1

    @property
    def holds(self) -> bool:
        """Whether the value keeps to its limits."""
        return (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)

    @property
    def limit(self) -> str:
        """The limits in words, empty without one."""
        limits = (("≤", self.most), ("≥", self.least))
        return " ".join(f"{sign}{value:g}" for sign, value in limits if value is not None)

    def plain(self) -> dict[str, object]:
        """Return the figure for JSON."""
        return {**asdict(self), "holds": self.holds}


def worst_tenth(values: Sequence[float]) -> float:
    """Return the mean of the highest tenth of values, at least one of them; 0.0 without any."""
    ordered = sorted(values, reverse=True)[: max(1, len(values) // 10)]
    return sum(ordered) / len(ordered) if ordered else 0.0
