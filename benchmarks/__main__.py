"""``./run bench``: run the benchmarks and print one table.

Ratios of one run are comparable; absolute times are this machine's. Each benchmark can be run alone.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.corpus import Corpus
from benchmarks.figure import Figure
from benchmarks.sections import write_sections

BENCHMARKS = {
    "speed": "每页用时：对比 PaddleOCR、Tesseract、OCRmyPDF 与纯推理",
    "text": "文字错误率，按扫描、盖章、拍照、传真分类",
    "text_layer": "电子文档的文字层：用时与真伪",
    "tables": "表格的行、列与单元格",
    "seals": "印章有无、位置、种类",
    "ring_text": "印章环形文字",
    "twins": "印章名称：本单位与一字之差的他家",
    "cross_page": "骑缝章",
    "submission": "十页材料：新进程、常驻进程、改一页重交",
    "submissions": "整份材料的结论：错发、漏检、误送人工",
    "blind": "别人制作的来件：无须人工的比例、错发、漏检、提问",
    "memory": "连续三百页的内存",
    "hostile": "敌意来件：每一封是否如期处理，时间与内存",
    "fuzz": "任意字节：文件名、字段、邮件、退信、传真的解析（需要 atheris）",
    "console": "十万件办件的办件台、搜索、办件页面",
}
"""Name on the command line, which is also the module, and what it measures."""
_ONLY_BY_NAME = ("blind", "fuzz")
"""Need tools of their own, or half an hour."""


def main() -> int:
    """Run what was asked for; 1 when a figure misses its limit."""
    parser = argparse.ArgumentParser(prog="./run bench", description="性能与准确率测试")
    listed = "；".join(f"{name} {what}" for name, what in BENCHMARKS.items())
    left_out = "、".join(_ONLY_BY_NAME)
    parser.add_argument("names", nargs="*", metavar="项目", help=f"{listed}（默认除 {left_out} 外全部）")
    parser.add_argument("--json", type=Path, metavar="文件", help="另存为 JSON")
    parser.add_argument("--markdown", type=Path, metavar="文件", help="写入 Markdown 文件，只替换所测项目的章节")
    parser.add_argument("--share", type=float, default=1.0, metavar="比例", help="只测一部分，例如 0.1")
    parser.add_argument("--tuning", action="store_true", help="使用调试用的样本，不用留出的样本")
    parser.add_argument("--processes", type=int, default=2, metavar="个", help="同时识别的进程数（默认 2）")
    parser.add_argument("--final", action="store_true", help="blind：也读平时不看的三分之一")
    parser.add_argument("--beside", type=Path, metavar="目录", help="blind：同时用另一份代码及其 .venv 判断")
    parser.add_argument("--minutes", type=float, default=1.0, metavar="分钟", help="fuzz：每一类的时间（默认 1）")
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"没有名为“{unknown[0]}”的项目")
    corpus = Corpus(
        options.tuning, options.share, options.processes, options.final, options.beside, options.minutes
    )
    names = options.names or [name for name in BENCHMARKS if name not in _ONLY_BY_NAME]
    figures = [figure for name in names for figure in _measure(name, corpus)]
    _show(figures)
    if options.json is not None:
        options.json.write_text(json.dumps([one.plain() for one in figures], ensure_ascii=False, indent=1))
    if options.markdown is not None:
        write_sections(options.markdown, figures, corpus)
    return 0 if all(one.holds for one in figures) else 1


def _measure(name: str, corpus: Corpus) -> list[Figure]:
    print(f"{name}：{BENCHMARKS[name]} …", file=sys.stderr)
    found: list[Figure] = importlib.import_module(f"benchmarks.{name}").measure(corpus)
    return found


def _show(figures: list[Figure]) -> None:
    table = Table()
    for column in ("项目", "类别", "指标", "数值", "目标", "样本", ""):
        table.add_column(column)
    for one in figures:
        value = f"{one.value:.3g} {one.unit}"
        table.add_row(one.benchmark, one.group, one.name, value, one.limit, str(one.count), "" if one.holds else "✗")
    Console(width=None if sys.stdout.isatty() else 140).print(table)


if __name__ == "__main__":
    sys.exit(main())
