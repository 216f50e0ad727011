"""Cases and letters for tests of the record."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from cases.case import Case, Letter, LetterState
from record.messages import MessageRepository
from record.repository import CaseRepository

NOW = datetime(2020, 2, 12, 1, 0, tzinfo=UTC)
_VALUES: dict[str, Any] = {
    "office": "bj-chaoyang", "channel": "mail-hours", "unit": "北京某某有限公司", "item": None, "item_name": "",
    "flags": [], "applicant": "firm@corp.test", "telephone": None, "subject": "报送", "notice_due": None,
    "due_at": None,
}


def open_case(connection: sa.Connection, now: datetime = NOW, **values: Any) -> Case:
    """Open a case with the given values changed."""
    return CaseRepository(connection).add(now, now, **{**_VALUES, **values})


def letter(case: Case, kind: str = "receipt", round_: int = 1, number: int = 1, **values: Any) -> Letter:
    """Return a letter of a case."""
    stated: dict[str, Any] = {
        "id": f"{kind}{number}", "case_id": case.id, "kind": kind, "round": round_, "state": LetterState.QUEUED,
        "automatic": True, "sender": "office@office.test", "recipient": "firm@corp.test", "subject": "回执",
        "text": "已收到", "message_id": f"<{kind}{number}@office.test>", "content_sha256": "0" * 64, "attempts": 0,
        "created_at": NOW, "sent_at": None, "error": "",
    }
    return Letter(**{**stated, **values})


def message(ledger: MessageRepository, key: str = "INBOX;1;1", **values: Any) -> str | None:
    """Enter a mail in the ledger."""
    stated: dict[str, Any] = {
        "account": "m", "key": key, "channel": "mail-hours", "media_type": "message/rfc822", "name": "",
        "telephone": None, "incomplete": "", "suspect": "", "sha256": "a" * 64, "size": 1, "received_at": NOW,
        "stored_at": NOW,
    }
    return ledger.add(**{**stated, **values})
