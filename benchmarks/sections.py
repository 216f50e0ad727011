"""Figures as Markdown: one section for each benchmark, of which a run replaces its own."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.figure import Figure

_HEAD = """# Figures

Made by `./run bench … --markdown docs/reading-figures.md`, each section by a run of its own. ✗: the target is missed.
What is measured and how it is done: [reading.md](reading.md).
"""
_SECTION = re.compile(r"^## (?P<name>\w+)$\n(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def write_sections(path: Path, figures: Sequence[Figure], corpus: Corpus) -> None:
    """Write the sections of the benchmarks that ran into a file; those of others stay.

    Args:
        path: Markdown file, made where it is not there.
        figures: Of one run.
        corpus: What it was drawn from.
    """
    old = path.read_text(encoding="utf-8") if path.is_file() else ""
    sections = {match["name"]: match["body"].strip() for match in _SECTION.finditer(old)}
    for name in dict.fromkeys(one.benchmark for one in figures):
        sections[name] = _section(name, [one for one in figures if one.benchmark == name], corpus)
    text = "".join(f"\n## {name}\n\n{body}\n" for name, body in sorted(sections.items()))
    path.write_text(_HEAD + text, encoding="utf-8")


def _section(name: str, figures: Sequence[Figure], corpus: Corpus) -> str:
    seeds = "seeds for tuning" if corpus.tuning else "held-out seeds"
    share = "" if corpus.share == 1 else f", {corpus.share:.0%} of the full amount"
    lines = [f"`./run bench {name}`, {seeds}{share}, {os.cpu_count()} processors.", ""]
    lines += ["| class | figure | value | target | samples |", "|---|---|---|---|---|"]
    for one in figures:
        missed = "" if one.holds else " ✗"
        lines.append(f"| {one.group} | {one.name} | {one.value:.3g} {one.unit} | {one.limit}{missed} | {one.count} |")
    return "\n".join(lines)
