"""``./run bench``: run the benchmarks and print one table.

Ratios of one run are comparable; absolute times are this machine's. Each benchmark can be run alone.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import engines, submission
from benchmarks.figure import Figure

BENCHMARKS: dict[str, Callable[[], list[Figure]]] = {"submission": submission.measure, "engines": engines.measure}


def main() -> int:
    """Run what was asked for; 1 when a figure with a limit is over it."""
    parser = argparse.ArgumentParser(prog="./run bench", description="性能测试")
    parser.add_argument("names", nargs="*", metavar="项目", help=f"{' '.join(BENCHMARKS)}（默认全部）")
    parser.add_argument("--json", type=Path, metavar="文件", help="另存为 JSON")
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"没有名为“{unknown[0]}”的项目")
    figures = [figure for name in options.names or BENCHMARKS for figure in BENCHMARKS[name]()]
    table = Table()
    for column in ("项目", "指标", "数值", "上限", ""):
        table.add_column(column)
    for one in figures:
        limit = f"{one.limit:g} {one.unit}" if one.limit is not None else ""
        table.add_row(one.benchmark, one.name, f"{one.value:.3g} {one.unit}", limit, "" if one.holds else "✗")
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    if options.json is not None:
        options.json.write_text(json.dumps([one.plain() for one in figures], ensure_ascii=False, indent=1))
    return 0 if all(one.holds for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
