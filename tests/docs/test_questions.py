"""``docs/questions.md`` names every kind of question with its sentence and its answers."""

from __future__ import annotations

import re

from cases.questions.kind import Kind
from cases.questions.sorting import KINDS
from tests.docs.test_docs import read

FILLED = {
    "pages": "第3页", "material": "《公司章程》", "read": "…", "other": "…", "name": "…", "unit": "某公司",
    "item": "某事项",
}  # fmt: skip


def documented() -> dict[str, list[str]]:
    """Return the cells of the table's rows that are about a whole code."""
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (.+) \|$", read("docs/questions.md"), re.MULTILINE)
    return {code: [cell.strip() for cell in rest.split(" | ")] for code, rest in rows}


def test_every_kind_of_question_is_documented_as_it_is_asked() -> None:
    assert {code: (row[0], *_words(row[1:4]), row[4]) for code, row in documented().items()} == {
        code: (kind.sentence.format_map(FILLED), *_answers(kind), str(kind.evidence)) for code, kind in KINDS.items()
    }


def _words(cells: list[str]) -> list[str]:
    return [re.sub(r"（.*）", "", cell) for cell in cells]


def _answers(kind: Kind) -> list[str]:
    words = [choice.word for choice in kind.choices]
    return words + ["–"] * (3 - len(words))
