"""Every promise, threat and quirk is kept by a file and shown by a test, or says why not."""

from __future__ import annotations

import re

import pytest

from tests.docs.test_docs import ROOT, read, rows

WANTED = [f"{letter}{number}" for letter, last in (("I", 33), ("T", 28), ("Q", 25)) for number in range(1, last + 1)]
NAMED = re.compile(r"`([\w./-]+/[\w./-]*|[\w-]+\.txt)(?:::(test_\w+))?`")
TABLE = [row for row in rows(read("docs/promises.md")) if len(row) == 4 and re.fullmatch(r"[ITQ]\d+", row[0])]


def test_every_row_is_there_once_and_in_order() -> None:
    assert [row[0] for row in TABLE] == WANTED


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_row_names_what_keeps_it_and_what_shows_it(row: list[str]) -> None:
    _, _, kept_by, shown = row
    if kept_by == "nothing":
        assert len(shown) > 40
        assert shown.endswith("."), "what nothing keeps says why in a sentence"
        return
    assert NAMED.findall(kept_by)
    for path, _ in NAMED.findall(kept_by):
        assert (ROOT / path).exists(), path
    tests = NAMED.findall(shown)
    assert tests
    for path, name in tests:
        assert path.startswith("tests/"), path
        assert (ROOT / path).is_file() if path.endswith(".py") else any((ROOT / path).glob("test_*.py")), path
        assert not name or f"def {name}(" in read(path), f"{path}::{name}"
    assert "Lacking" not in shown or shown.endswith("."), "what is lacking is a sentence"
