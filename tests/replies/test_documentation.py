"""The table of letters says what the catalogue says."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.office import Sealed
from tests.replies.made import catalogue

TABLE = {
    cells[0].strip("`"): cells[1:]
    for line in (Path(__file__).parents[2] / "docs" / "letters.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| `") and len(cells := [cell.strip() for cell in line.strip("| ").split(" | ")]) == 8
}


def test_every_letter_stands_in_the_table_and_no_other() -> None:
    assert set(TABLE) == set(catalogue().letters)


@pytest.mark.parametrize("kind", catalogue().letters)
def test_row_says_name_sender_contents_form_number_and_basis(kind: str) -> None:
    letter = catalogue().letters[kind]
    name, when, sender, contents, paper, mark, basis = TABLE[kind]
    senders = {(): "工作人员", ("standard",): "自动（strict：工作人员）", ("standard", "strict"): "自动"}
    assert name == letter.name
    assert when
    assert sender == ("内部" if letter.internal else senders[letter.automatic])
    assert contents.split("、") == list(letter.must_say)
    seal = {Sealed.NEVER: "", Sealed.PERMITS: "（许可事项用印）", Sealed.ALWAYS: "（用印）"}[letter.sealed]
    assert paper == (f"有{seal}" if letter.legal else "—")
    assert mark == (letter.mark or "—")
    assert all(clause in basis for _, clause in letter.basis)
