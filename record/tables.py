"""SQL tables. Times are UTC; ids, versions, actors and offices are in every table that needs them from the start."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "pk": "%(table_name)s_pkey",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
}
"""Names of constraints: those that PostgreSQL gives by itself, so that a revision names them alike everywhere."""

METADATA = sa.MetaData(naming_convention=NAMES)


class UtcTime(TypeDecorator[datetime]):
    """Aware UTC on both sides: SQLite gives back naive times."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Refuse naive times, store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive time")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Return an aware UTC time."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String(40), primary_key=True)


MESSAGES = sa.Table(
    "message", METADATA, _id(),
    sa.Column("account", sa.String(200), nullable=False),
    sa.Column("key", sa.String(400), nullable=False),
    sa.Column("channel", sa.String(80), nullable=False),
    sa.Column("media_type", sa.String(80), nullable=False),
    sa.Column("name", sa.Text, nullable=False, default=""),
    sa.Column("telephone", sa.String(60)),
    sa.Column("incomplete", sa.Text, nullable=False, default=""),
    sa.Column("suspect", sa.Text, nullable=False, default=""),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("received_at", UtcTime, nullable=False),
    sa.Column("stored_at", UtcTime, nullable=False),
    sa.Column("state", sa.String(20), nullable=False),  # stored | parsed | ignored | duplicate | failed | erased
    sa.Column("note", sa.Text, nullable=False, default=""),
    sa.Column("rfc_id", sa.String(998)),
    sa.Column("content_digest", sa.String(64)),
    sa.Column("sender", sa.String(320)),
    sa.UniqueConstraint("account", "key"),
    sa.Index("message_by_rfc_id", "rfc_id"),
    sa.Index("message_by_digest", "content_digest"),
    sa.Index("message_by_sha256", "sha256"),
    sa.Index("message_by_state", "state", "id"),
)

MAILBOXES = sa.Table(
    "mailbox", METADATA,
    sa.Column("name", sa.String(200), primary_key=True),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("older", sa.Integer, nullable=False),
    sa.Column("skipped", sa.JSON, nullable=False),
    sa.Column("noted_at", UtcTime, nullable=False),
)

CASES = sa.Table(
    "case", METADATA, _id(),
    sa.Column("number", sa.String(20), nullable=False, unique=True),
    sa.Column("office", sa.String(60), nullable=False),
    sa.Column("channel", sa.String(80), nullable=False),
    sa.Column("unit", sa.Text),
    sa.Column("item", sa.String(80)),
    sa.Column("item_name", sa.Text, nullable=False, default=""),
    sa.Column("state", sa.String(30), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("outcome", sa.String(20)),
    sa.Column("flags", sa.JSON, nullable=False),
    sa.Column("applicant", sa.String(320)),
    sa.Column("telephone", sa.String(60)),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("received_at", UtcTime, nullable=False),
    sa.Column("notice_due", UtcTime),
    sa.Column("due_at", UtcTime),
    sa.Column("updated_at", UtcTime, nullable=False),
    sa.Index("case_by_office", "office", "id"),
    sa.Index("case_by_state", "office", "state", "id"),
    sa.Index("case_by_applicant", "applicant", "item"),
    sa.Index("case_by_unit", "office", "unit", "id"),
)

CASE_NUMBERS = sa.Table(
    "case_number", METADATA,
    sa.Column("day", sa.String(8), primary_key=True),
    sa.Column("last", sa.Integer, nullable=False),
)

SENDERS = sa.Table(
    "sender", METADATA,
    sa.Column("office", sa.String(60), primary_key=True),
    sa.Column("address", sa.String(320), primary_key=True),
)

CASE_MESSAGES = sa.Table(
    "case_message", METADATA,
    sa.Column("case_id", sa.ForeignKey("case.id"), primary_key=True),
    sa.Column("message_id", sa.ForeignKey("message.id"), primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("rfc_id", sa.String(998)),
    sa.Column("references", sa.JSON, nullable=False),
    sa.Column("findings", sa.JSON, nullable=False),
    sa.Index("case_message_by_rfc_id", "rfc_id"),
)

FILES = sa.Table(
    "file", METADATA, _id(),
    sa.Column("case_id", sa.ForeignKey("case.id"), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("stored_name", sa.Text, nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("findings", sa.JSON, nullable=False),
    sa.UniqueConstraint("case_id", "position"),
    sa.Index("file_by_sha256", "sha256"),
)

FILE_READINGS = sa.Table(
    "file_reading", METADATA,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("reader", sa.String(80), primary_key=True),
    sa.Column("content", sa.JSON, nullable=False),
)

PAGE_READINGS = sa.Table(
    "page_reading", METADATA,
    sa.Column("content_key", sa.String(64), primary_key=True),
    sa.Column("reader", sa.String(80), primary_key=True),
    sa.Column("content", sa.JSON, nullable=False),
)

REPORTS = sa.Table(
    "report", METADATA,
    sa.Column("case_id", sa.ForeignKey("case.id"), primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("rules", sa.String(40), nullable=False),
    sa.Column("reader", sa.String(80), nullable=False),
    sa.Column("made_at", UtcTime, nullable=False),
    sa.Column("content", sa.JSON, nullable=False),
)

STEPS = sa.Table(
    "step", METADATA, _id(),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("subject", sa.String(40), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("queue", sa.String(20), nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("fence", sa.Integer, nullable=False, default=0),
    sa.Column("holder", sa.String(120), nullable=False, default=""),
    sa.Column("lease_until", UtcTime),
    sa.Column("not_before", UtcTime, nullable=False),
    sa.Column("error", sa.Text, nullable=False, default=""),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.UniqueConstraint("kind", "subject", "revision"),
    sa.Index("step_by_state", "state", "not_before"),
)

LETTERS = sa.Table(
    "letter", METADATA, _id(),
    sa.Column("case_id", sa.ForeignKey("case.id"), nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("round", sa.Integer, nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("automatic", sa.Boolean, nullable=False),
    sa.Column("sender", sa.String(320), nullable=False),
    sa.Column("recipient", sa.String(320)),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("message_id", sa.String(998), nullable=False, unique=True),
    sa.Column("content_sha256", sa.String(64), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("sent_at", UtcTime),
    sa.Column("error", sa.Text, nullable=False, default=""),
    sa.UniqueConstraint("case_id", "kind", "round"),
    sa.Index("letter_by_recipient", "recipient", "created_at"),
    sa.Index("letter_by_state", "state", "case_id"),
)

LETTER_NUMBERS = sa.Table(
    "letter_number", METADATA,
    sa.Column("series", sa.String(120), primary_key=True),
    sa.Column("last", sa.Integer, nullable=False),
)

TASKS = sa.Table(
    "task", METADATA, _id(),
    sa.Column("case_id", sa.ForeignKey("case.id"), nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("round", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("done_at", UtcTime),
    sa.UniqueConstraint("case_id", "kind", "round"),
)

TOLERANCES = sa.Table(
    "tolerance", METADATA, _id(),
    sa.Column("case_id", sa.ForeignKey("case.id"), nullable=False),
    sa.Column("office", sa.String(60), nullable=False),
    sa.Column("unit", sa.Text),
    sa.Column("material", sa.String(80), nullable=False),
    sa.Column("material_name", sa.Text, nullable=False),
    sa.Column("handling", sa.String(20), nullable=False),  # hold | process-first
    sa.Column("basis", sa.Text, nullable=False, default=""),
    sa.Column("granted_on", sa.Date, nullable=False),
    sa.Column("due", sa.Date),
    sa.Column("anchor", sa.String(40)),
    sa.Column("anchor_months", sa.Integer),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("settled_at", UtcTime),
    sa.Column("settled_by", sa.String(80), nullable=False, default=""),
    sa.UniqueConstraint("case_id", "material"),
    sa.Index("tolerance_by_due", "office", "state", "due"),
    sa.Index("tolerance_by_unit", "office", "unit"),
)

ASSIGNMENTS = sa.Table(
    "assignment", METADATA,
    sa.Column("case_id", sa.ForeignKey("case.id"), primary_key=True),
    sa.Column("officer", sa.String(80), nullable=False),
    sa.Column("assigned_at", UtcTime, nullable=False),
    sa.Index("assignment_by_officer", "officer"),
)

ANCHORS = sa.Table(
    "anchor", METADATA,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("set_by", sa.String(80), nullable=False),
    sa.Column("set_at", UtcTime, nullable=False),
)

AUDIT = sa.Table(
    "audit", METADATA,
    sa.Column("serial", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("case_id", sa.String(40), index=True),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("actor", sa.String(80), nullable=False),
    sa.Column("event", sa.String(40), nullable=False),
    sa.Column("before", sa.String(30)),
    sa.Column("after", sa.String(30)),
    sa.Column("detail", sa.JSON, nullable=False),
)

IDEMPOTENCY = sa.Table(
    "idempotency", METADATA,
    sa.Column("officer", sa.String(40), primary_key=True),
    sa.Column("key", sa.String(200), primary_key=True),
    sa.Column("request_sha256", sa.String(64), nullable=False),
    sa.Column("response", sa.JSON, nullable=False),
    sa.Column("made_at", UtcTime, nullable=False),
)
