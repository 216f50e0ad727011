"""One measured figure."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its unit and, where one is set, the limit it must not exceed."""

    benchmark: str
    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the value keeps to its limit."""
        return self.limit is None or self.value <= self.limit

    def plain(self) -> dict[str, object]:
        """Return the figure for JSON."""
        return {**asdict(self), "holds": self.holds}
