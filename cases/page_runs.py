"""Page numbers as a sentence names them; checks and letters write them alike."""

from __future__ import annotations

from collections.abc import Iterable


def page_runs(numbers: Iterable[int]) -> str:
    """Write page numbers in order, two or more in a row as a run: ``1–3、5``."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def pages_text(numbers: Iterable[int]) -> str:
    """Write page numbers for a sentence: ``第1–3、5页``."""
    return f"第{page_runs(numbers)}页"
