"""The record of a case as sentences."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from cases.history import AuditEvent, AuditRecord
from cases.lifecycle import EVENT_NAMES, Event
from views.history_words import _WORDS, sentence

OF_THE_OFFICE = {
    AuditEvent.ANCHOR_SET, AuditEvent.CONTACTS_IMPORTED, AuditEvent.WHITELIST_IMPORTED, AuditEvent.DAILY_REPORT,
    AuditEvent.EXPORT, AuditEvent.USER_ADDED, AuditEvent.USER_DISABLED, AuditEvent.USER_ENABLED, AuditEvent.LOGIN,
    AuditEvent.LOGIN_LOCKED, AuditEvent.LOGOUT, AuditEvent.PASSWORD_SET, AuditEvent.SECOND_FACTOR_SET,
    AuditEvent.SECOND_FACTOR_RESET, AuditEvent.TOKEN_MADE, AuditEvent.TOKEN_REVOKED,
}
"""Lines that are about no case."""


def record(event: str, actor: str = "王审核", before: str = "", after: str = "", **detail: Any) -> AuditRecord:
    return AuditRecord(1, datetime(2020, 2, 3, tzinfo=UTC), actor, event, before or None, after or None, detail)


def test_every_line_of_a_case_has_its_words() -> None:
    assert set(AuditEvent) - set(_WORDS) == OF_THE_OFFICE


@pytest.mark.parametrize("event", [*_WORDS, *Event], ids=str)
def test_every_line_can_be_said_whatever_it_holds(event: str) -> None:
    said = sentence(record(event))
    assert said.startswith("王审核：")
    assert len(said) > 5
    assert "None" not in said


@pytest.mark.parametrize(("line", "said"), [
    (record(Event.ACCEPT, before="review", after="accepted"), "王审核：受理，已受理"),
    (record(Event.CORRECT, before="review", after="correction", note="缺证明"), "王审核：补正告知，待补正。缺证明"),
    (record(Event.SCREEN, "system", "received", "screening"), "自动：开始机审，机审中"),
    (record(Event.MERGE, before="review", after="closed", into="SL2-1"), "王审核：并入SL2-1，已办结"),
    (record(Event.SUPPLEMENT, reprocess=True), "王审核：重新核对"),
    (record(AuditEvent.ASSIGN, to="李敏"), "王审核：分派给李敏"),
    (record(AuditEvent.ASSIGN, to=None), "王审核：取消分派"),
    (record(AuditEvent.UNMASKED, page=3, note="核对证件"), "王审核：查看第3页未遮盖的证件号码。核对证件"),
    (record(AuditEvent.PAGES_MOVED, pages=[2, 3], to="SL1"), "王审核：把第2、3页移至SL1"),
    (record(AuditEvent.PAGES_MOVED, pages=[2], moved_from="SL2"), "王审核：从SL2移入其第2页"),
    (record(AuditEvent.FILES_MOVED, files=["a.pdf"], to="SL1"), "王审核：把“a.pdf”移至SL1"),
    (record(AuditEvent.LETTER_SENT, "system", letter="1"), "自动：文书已发出“补正告知”"),
    (record("unheard-of"), "王审核：unheard-of"),
])  # fmt: skip
def test_lines_read_as_sentences(line: AuditRecord, said: str) -> None:
    assert sentence(line, {"1": "补正告知"}) == said


def test_moves_are_called_as_everywhere() -> None:
    assert sentence(record(Event.EXTEND)) == f"王审核：{EVENT_NAMES[Event.EXTEND]}"
