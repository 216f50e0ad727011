"""An office reads all letters before it goes live."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pdfplumber
import pytest

from commands.__main__ import main
from replies.preview import preview_letters
from tests.packaged import packaged

pytestmark = pytest.mark.thorough

CATALOGUE = packaged()
NOW = datetime(2020, 2, 20, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("letters")
    preview_letters(CATALOGUE, CATALOGUE.offices["bj-chaoyang"], made, NOW)
    return made


def test_every_letter_is_there_in_every_form(folder: Path) -> None:
    expected = {"index.html", "envelope-label.pdf"}
    for kind, letter in CATALOGUE.letters.items():
        expected |= {f"{kind}.txt", f"{kind}.html"} | ({f"{kind}.pdf"} if letter.legal else set())
    assert {path.name for path in folder.iterdir()} == expected


@pytest.mark.parametrize("kind", CATALOGUE.letters)
def test_letter_is_whole(folder: Path, kind: str) -> None:
    text = (folder / f"{kind}.txt").read_text(encoding="utf-8")
    name = CATALOGUE.letters[kind].title(kind == "acceptance")  # the example is a permit's
    assert text.startswith(f"【{name}】")
    assert not re.search(r"\{|None|待核对", text)
    assert name in (folder / f"{kind}.html").read_text(encoding="utf-8")
    if CATALOGUE.letters[kind].legal:
        with pdfplumber.open(io.BytesIO((folder / f"{kind}.pdf").read_bytes())) as document:
            assert name in document.pages[0].extract_text()


def test_contents_name_what_the_office_has_to_confirm(folder: Path) -> None:
    rows = re.findall("<tr>.*?</tr>", (folder / "index.html").read_text(encoding="utf-8"))
    assert len(rows) == len(CATALOGUE.letters)
    doubtful = {re.findall("<td>(.*?)</td>", row)[0] for row in rows if "待确认" in row}
    assert doubtful == {"不予受理决定书", "不予行政许可决定书", "超期未补处理告知"}
    unset = "须先在机关配置中写明复议机关（review_authority）和管辖法院（court）"
    assert sum(unset in row for row in rows) == 3
    linked = {name for row in rows for name in re.findall('href="([^"]+)"', row)}
    assert linked <= {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("office", CATALOGUE.offices)
def test_every_office_has_a_preview(office: str, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    made = preview_letters(CATALOGUE, CATALOGUE.offices[office], folder, NOW)
    assert made[0] == folder / "index.html"
    assert CATALOGUE.offices[office].bureau in (folder / "acceptance.txt").read_text(encoding="utf-8")


def test_command_says_where_they_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["letters", "preview", str(tmp_path)]) == 0
    assert f"{tmp_path}/index.html" in capsys.readouterr().out.replace("\\", "/")
    assert (tmp_path / "refused.pdf").read_bytes().startswith(b"%PDF")
