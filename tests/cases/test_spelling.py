"""Kinds of task and events of the record are spelled in their enums and nowhere else."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from cases.history import AuditEvent
from cases.lifecycle import Event
from cases.tasks import TaskKind

ROOT = Path(__file__).resolve().parents[2]
ROOMS: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["root_packages"]
WORDS = frozenset(map(str, (*TaskKind, *AuditEvent)))
TAKERS = frozenset({"add", "finish", "record", "AuditEntry"})
"""Functions that take such a word; elsewhere one without a hyphen (note, call) may mean something else."""


def spelled(source: str) -> list[str]:
    """Return the kinds and events that calls of a module spell out or put together."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [word for call in calls for word in _words(call)]


def _words(call: ast.Call) -> Iterator[str]:
    takes = (call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")) in TAKERS
    for given in (*call.args, *(keyword.value for keyword in call.keywords)):
        for shape in _shapes(given):
            yield from (word for word in WORDS if ("-" in word or takes) and re.fullmatch(shape, word))


def _shapes(node: ast.expr) -> Iterator[str]:
    """Return patterns of the texts that an argument may be, also as one of a collection or of two."""
    match node:
        case ast.Constant(value=str(text)):
            yield re.escape(text)
        case ast.JoinedStr(values=parts):
            known = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in parts]
            if re.search("[a-z]", "".join(known)):
                yield "".join(known)
        case ast.IfExp(body=one, orelse=other):
            yield from (*_shapes(one), *_shapes(other))
        case ast.Tuple(elts=several) | ast.List(elts=several) | ast.Set(elts=several):
            yield from (shape for one in several for shape in _shapes(one))


@pytest.mark.parametrize("room", ROOMS)
def test_no_module_spells_what_an_enum_names(room: str) -> None:
    found = {str(path.relative_to(ROOT)): spelled(path.read_text("utf-8")) for path in (ROOT / room).rglob("*.py")}
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize(("call", "words"), [
    ('work.tasks.add(case, "read-reply", text, work.now)', {"read-reply"}),
    ('look.call(f"notice-alarm-{4 if urgent else 3}", text)', {"notice-alarm-3", "notice-alarm-4"}),
    ('look.call(f"{clock.kind}-due", text)', {"decision-due", "clear-decision-due", "delivery-due", "publication-due"}),
    ('work.record("note", case.id, by, note=text)', {"note"}),
    ('AuditEntry(None, now, by, event="anchor-set")', {"anchor-set"}),
    ('frozenset({"letter-written", AuditEvent.NOTE})', {"letter-written"}),
    ('work.record(AuditEvent.NOTE, case.id, by, note=line.detail.get("note"))', set()),
    ('commands.add_parser("export")', set()),
    ('work.tasks.add(case, TaskKind.READ_REPLY, f"信件{fate}，请核对。", work.now)', set()),
])
def test_word_in_a_call_is_found(call: str, words: set[str]) -> None:
    assert set(spelled(call)) == words


def test_a_line_of_the_record_is_a_move_or_tells_something_else() -> None:
    assert not set(map(str, AuditEvent)) & set(map(str, Event))
