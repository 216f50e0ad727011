"""``shouli export``, ``contacts import`` and ``whitelist import`` as an administrator runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.running import run_command
from tests.views.exports.made import read_csv, read_xlsx

HEADINGS = "科室代码,科室名称,电话,生效日期\n"


def test_imported_telephones_come_out_again(tmp_path: Path) -> None:
    (tmp_path / "电话.csv").write_text(f"{HEADINGS}labour-service,劳服中心,67364754,2020-02-01\n", encoding="gb18030")
    done = run_command(tmp_path, "contacts", "import", "电话.csv")
    assert (done.returncode, done.stdout, done.stderr) == (0, "已导入1行。\n", "")
    done = run_command(tmp_path, "export", "contacts", "--out", "目录.csv")
    assert done.returncode == 0
    assert done.stdout.endswith("行到 目录.csv\n")
    rows = [row for row in read_csv(tmp_path / "目录.csv") if row["来源"] == "导入"]
    assert [(row["科室名称"], row["电话"], row["生效日期"]) for row in rows] == [("劳服中心", "67364754", "2020-02-01")]


def test_wrong_lines_are_named_one_by_one(tmp_path: Path) -> None:
    text = f"{HEADINGS}labour-service,劳服中心,x,2020-02-01\nnobody,某科,67364754,2020-02-01\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    done = run_command(tmp_path, "contacts", "import", "a.csv")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0] == "第2行：“x”不是电话号码。"
    assert lines[1].startswith("第3行：没有代码为“nobody”的科室")
    assert lines[2:] == ["文件未导入，请更正后重试。"]


def test_an_empty_register_of_a_period(tmp_path: Path) -> None:
    done = run_command(tmp_path, "export", "register", "--out", "a.xlsx", "--from", "2020-02-01", "--to", "2020-02-29")
    assert (done.returncode, done.stdout) == (0, "已导出0行到 a.xlsx\n")
    assert read_xlsx(tmp_path / "a.xlsx") == ("办件台账", [])


@pytest.mark.parametrize(("words", "sentence"), [
    (["export", "nothing", "--out", "a.csv"], "没有代码为“nothing”的报表"),
    (["export", "register", "--out", "a.csv", "--from", "昨天"], "“昨天”不是日期"),
    (["whitelist", "import", "nothing", "a.csv"], "没有代码为“nothing”的名单"),
], ids=["export", "date", "list"])
def test_wrong_usage(tmp_path: Path, words: list[str], sentence: str) -> None:
    done = run_command(tmp_path, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert not (tmp_path / "a.csv").exists()
