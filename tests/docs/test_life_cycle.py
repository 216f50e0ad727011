"""The life cycle as documented is the one that runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cases.case import Flag
from cases.clocks import ClockKind
from cases.lifecycle import MOVES, STATE_NAMES
from cases.moves import BY_SUPERVISOR, EVENTS_OF, NEEDS_REASON, Handling
from cases.tasks import TaskKind
from casework.decisions import DECIDABLE

DOCS = Path(__file__).resolve().parents[2] / "docs"
TEXT = (DOCS / "life-cycle.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TEXT.splitlines() if line.startswith("| ")]


def _codes(text: str) -> list[str]:
    return re.findall(r"`([a-z-]+)`", text)


def test_every_move_stands_in_the_table() -> None:
    states = [row for row in ROWS if len(row) == 3 and row[0].strip("`") in set(MOVES)]
    table = {row[0].strip("`"): (row[1], _codes(row[2])) for row in states}
    for state, moves in MOVES.items():
        pairs = [word for event, target in moves.items() for word in (str(event), str(target))]
        assert table[state] == (STATE_NAMES[state], pairs)


@pytest.mark.parametrize("handling", list(Handling))
def test_events_of_each_handling_are_told(handling: Handling) -> None:
    shared = set(_codes(re.findall(r"All know (.*?)\. Beside", TEXT, re.DOTALL)[0]))
    own = next(set(_codes(row[1])) for row in ROWS if row[0] == f"`{handling}`" and len(row) == 2)
    assert shared | own == {str(event) for event in EVENTS_OF[handling]}


def test_roles_and_reasons_are_those_of_the_rules() -> None:
    head, reason = (
        next(row[0] for row in ROWS if words in row[0]) for words in ("are a supervisor's", "need a reason")
    )
    assert set(_codes(head)) == {str(event) for event in BY_SUPERVISOR}
    assert set(_codes(reason)) == {str(event) for event in NEEDS_REASON}


def test_every_clock_is_explained() -> None:
    assert {row[0].strip("`") for row in ROWS if len(row) == 4} == {"clock", *map(str, ClockKind)}


def test_every_decidable_event_stands_in_the_interface() -> None:
    told = re.findall(r"^Events: (.*?)\. Which", (DOCS / "api.md").read_text(encoding="utf-8"), re.DOTALL | re.M)[0]
    assert set(_codes(told)) == {str(event) for event in DECIDABLE}


def test_every_flag_is_told() -> None:
    table = TEXT.partition("## Flags")[2].partition("## Rules")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert sorted(code for row in rows for code in _codes(row)) == sorted(str(flag) for flag in Flag)


def test_every_kind_of_task_is_told() -> None:
    told = re.findall(r"^Tasks stand beside flags: (.*?)\. There", TEXT, re.DOTALL | re.MULTILINE)[0]
    assert sorted(re.findall(r"`([a-z0-9-]+)`", told)) == sorted(TaskKind)
