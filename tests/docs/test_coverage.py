"""Every row of the domain notes is done and shown by a test, or says why not."""

from __future__ import annotations

import re

import pytest

from tests.docs.test_docs import ROOT, read, rows

STATES = (
    "RECEIVED", "DUPLICATE", "SCREENING", "NAME_FIX", "ROUTED", "NOT_NEEDED", "NOT_ACCEPTED", "CORRECTION", "ACCEPTED",
    "DEEMED_ACCEPTED", "TOL_ACCEPTED", "PROMISE_OK", "E_PASSED", "PAPER_IN", "PAPER_DIFF", "SITE_VISIT", "EXTENDED",
    "GRANTED / REFUSED", "RECEIPT_CERT", "PUBLISHED", "CLOSED", "WITHDRAWN", "OVERDUE", "DEFERRED", "AUDIT (flag)",
)
WANTED = (*(str(number) for number in range(1, 105)), "a6-1", "a6-2", "a6-3", *STATES)
PATH = re.compile(r"`([\w./-]+)`")
TABLE = {row[0]: row[1:] for row in rows(read("docs/coverage.md")) if len(row) == 4 and row[0] != "row"}


def test_every_row_is_there_once() -> None:
    assert [row[0] for row in rows(read("docs/coverage.md")) if len(row) == 4 and row[0] in WANTED] == list(WANTED)
    assert set(TABLE) == set(WANTED)


@pytest.mark.parametrize("row", WANTED)
def test_row_names_what_does_it_and_what_shows_it(row: str) -> None:
    _, doers, shown = TABLE[row]
    if doers == "nothing":
        assert shown.endswith("."), "a row that nothing does says why in a sentence"
        assert len(shown) > 40
        return
    for path in (*PATH.findall(doers), *PATH.findall(shown)):
        assert (ROOT / path).is_file(), path
    assert PATH.findall(doers)
    tests = PATH.findall(shown)
    assert tests
    assert all(path.startswith("tests/") for path in tests)
    assert all("def test_" in read(path) for path in tests)
