"""A record of one case with a row of most kinds, made in a moment."""

from __future__ import annotations

from typing import Any

from cases.case import Case, LetterState, StepKind
from cases.history import AuditEntry, AuditEvent
from cases.lifecycle import Event
from record import audit
from record.database import Database
from record.files import FileStore
from record.letters import LetterRepository
from record.messages import MessageRepository
from record.officers import OfficerRepository
from record.readings import ReadingRepository
from record.repository import CaseRepository
from record.steps import StepRepository
from tests.record.made import NOW, letter, message, open_case

MAIL, PAPER, LETTER = b"mail", b"paper", b"letter"


def fill(database: Database, store: FileStore) -> Case:
    """Make a record of one case that was read, corrected and answered, by the repositories themselves."""
    with database.begin() as connection:
        cases, steps = CaseRepository(connection), StepRepository(connection)
        OfficerRepository(connection).add("王审核", "officer", "bj-chaoyang", NOW)
        message_id = message(MessageRepository(connection), sha256=store.put(MAIL))
        assert message_id is not None
        steps.add(StepKind.PARSE, message_id, 1, "intake", NOW)
        case = open_case(connection)
        words: dict[str, Any] = {"subject": "报送", "body": "请查收", "rfc_id": None, "references": [], "findings": []}
        cases.join(case, message_id, **words)
        file: dict[str, Any] = {"name": "甲.pdf", "stored_name": "1.pdf", "kind": "pdf", "size": 5, "findings": []}
        cases.add_file(case, NOW, sha256=store.put(PAPER), **file)
        steps.add(StepKind.READ, case.id, 1, "read", NOW)
    with database.begin() as connection:
        cases = CaseRepository(connection)
        ReadingRepository(connection, "r").keep_file(store.put(PAPER), ["k"], ())
        cases.keep_report(case, NOW, rules="1", reader="r", content={"outcome": "correct"})
        case = cases.move(case, Event.SCREEN, NOW, actor="system")
        audit.record(connection, AuditEntry(case.id, NOW, "王审核", AuditEvent.NOTE, detail={"note": "已电话告知"}))
        case = cases.move(case, Event.HOLD, NOW, actor="system", outcome="correct")
        LetterRepository(connection).add(letter(case, content_sha256=store.put(LETTER), state=LetterState.SENT))
        StepRepository(connection).add(StepKind.LETTER, "receipt1", 1, "letters", NOW)
    return case
