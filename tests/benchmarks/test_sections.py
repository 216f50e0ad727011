"""The file of figures: a run replaces its own section and leaves the others."""

from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.figure import Figure
from benchmarks.sections import write_sections


def test_a_run_replaces_its_own_section(tmp_path: Path) -> None:
    path = tmp_path / "figures.md"
    write_sections(path, [Figure("text", "清晰扫描", "错误率", 0.4, "%", most=0.5, count=30)], Corpus())
    seals = Figure("seals", "圆章", "召回", 97.5, "%", least=99.0, count=40)
    write_sections(path, [seals], Corpus(tuning=True, share=0.5))
    write_sections(path, [Figure("text", "清晰扫描", "错误率", 0.3, "%", most=0.5, count=60)], Corpus())
    text = path.read_text(encoding="utf-8")
    assert text.count("## text") == 1
    assert "| 清晰扫描 | 错误率 | 0.3 % | ≤0.5 | 60 |" in text
    assert "0.4 %" not in text
    assert "| 圆章 | 召回 | 97.5 % | ≥99 ✗ | 40 |" in text
    assert "seeds for tuning, 50% of the full amount" in text
