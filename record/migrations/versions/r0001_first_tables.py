"""The tables of the first version of the program, which noted no revision."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001", None
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "anchor",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("set_by", sa.String(80), nullable=False),
        sa.Column("set_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("name", name="anchor_pkey"),
    )
    op.create_table(
        "audit",
        sa.Column("serial", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("case_id", sa.String(40)),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("actor", sa.String(80), nullable=False),
        sa.Column("event", sa.String(40), nullable=False),
        sa.Column("before", sa.String(30)),
        sa.Column("after", sa.String(30)),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("serial", name="audit_pkey"),
    )
    op.create_index("ix_audit_case_id", "audit", ["case_id"])
    op.create_table(
        "case",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("office", sa.String(60), nullable=False),
        sa.Column("channel", sa.String(80), nullable=False),
        sa.Column("unit", sa.Text),
        sa.Column("item", sa.String(80)),
        sa.Column("item_name", sa.Text, nullable=False),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("outcome", sa.String(20)),
        sa.Column("flags", sa.JSON, nullable=False),
        sa.Column("applicant", sa.String(320)),
        sa.Column("telephone", sa.String(60)),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("received_at", _TIME, nullable=False),
        sa.Column("notice_due", _TIME),
        sa.Column("due_at", _TIME),
        sa.Column("updated_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="case_pkey"),
        sa.UniqueConstraint("number", name="case_number_key"),
    )
    op.create_index("case_by_applicant", "case", ["applicant", "item"])
    op.create_index("case_by_office", "case", ["office", "id"])
    op.create_index("case_by_state", "case", ["office", "state", "id"])
    op.create_table(
        "case_number",
        sa.Column("day", sa.String(8), nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", name="case_number_pkey"),
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("office", sa.String(60), nullable=False),
        sa.Column("department", sa.String(80), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="contact_pkey"),
    )
    op.create_index("contact_by_department", "contact", ["office", "department", "valid_from"])
    op.create_table(
        "daily_report",
        sa.Column("office", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("cases", sa.JSON, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("office", "kind", "day", name="daily_report_pkey"),
    )
    op.create_table(
        "file_reading",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("reader", sa.String(80), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("sha256", "reader", name="file_reading_pkey"),
    )
    op.create_table(
        "idempotency",
        sa.Column("officer", sa.String(40), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("request_sha256", sa.String(64), nullable=False),
        sa.Column("response", sa.JSON, nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("officer", "key", name="idempotency_pkey"),
    )
    op.create_table(
        "message",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("account", sa.String(200), nullable=False),
        sa.Column("key", sa.String(400), nullable=False),
        sa.Column("channel", sa.String(80), nullable=False),
        sa.Column("media_type", sa.String(80), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("telephone", sa.String(60)),
        sa.Column("incomplete", sa.Text, nullable=False),
        sa.Column("suspect", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("received_at", _TIME, nullable=False),
        sa.Column("stored_at", _TIME, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("rfc_id", sa.String(998)),
        sa.Column("content_digest", sa.String(64)),
        sa.Column("sender", sa.String(320)),
        sa.PrimaryKeyConstraint("id", name="message_pkey"),
        sa.UniqueConstraint("account", "key", name="message_account_key_key"),
    )
    op.create_index("message_by_digest", "message", ["content_digest"])
    op.create_index("message_by_rfc_id", "message", ["rfc_id"])
    op.create_index("message_by_sha256", "message", ["sha256"])
    op.create_index("message_by_state", "message", ["state", "id"])
    op.create_table(
        "officer",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("office", sa.String(60), nullable=False),
        sa.Column("token_sha256", sa.String(64), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="officer_pkey"),
        sa.UniqueConstraint("name", name="officer_name_key"),
        sa.UniqueConstraint("token_sha256", name="officer_token_sha256_key"),
    )
    op.create_table(
        "page_reading",
        sa.Column("content_key", sa.String(64), nullable=False),
        sa.Column("reader", sa.String(80), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("content_key", "reader", name="page_reading_pkey"),
    )
    op.create_table(
        "step",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("queue", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("fence", sa.Integer, nullable=False),
        sa.Column("holder", sa.String(120), nullable=False),
        sa.Column("lease_until", _TIME),
        sa.Column("not_before", _TIME, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="step_pkey"),
        sa.UniqueConstraint("kind", "subject", "revision", name="step_kind_subject_revision_key"),
    )
    op.create_index("step_by_state", "step", ["state", "not_before"])
    op.create_table(
        "whitelist",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("office", sa.String(60), nullable=False),
        sa.Column("list", sa.String(40), nullable=False),
        sa.Column("credit_code", sa.String(18), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded_name", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("imported_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="whitelist_pkey"),
    )
    op.create_index("whitelist_by_code", "whitelist", ["office", "credit_code"])
    op.create_index("whitelist_by_name", "whitelist", ["office", "folded_name"])
    op.create_table(
        "assignment",
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("officer", sa.String(80), nullable=False),
        sa.Column("assigned_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="assignment_case_id_fkey"),
        sa.PrimaryKeyConstraint("case_id", name="assignment_pkey"),
    )
    op.create_index("assignment_by_officer", "assignment", ["officer"])
    op.create_table(
        "case_message",
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("message_id", sa.String(40), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("rfc_id", sa.String(998)),
        sa.Column("references", sa.JSON, nullable=False),
        sa.Column("findings", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="case_message_case_id_fkey"),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="case_message_message_id_fkey"),
        sa.PrimaryKeyConstraint("case_id", "message_id", name="case_message_pkey"),
    )
    op.create_index("case_message_by_rfc_id", "case_message", ["rfc_id"])
    op.create_table(
        "file",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("stored_name", sa.Text, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("findings", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="file_case_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="file_pkey"),
        sa.UniqueConstraint("case_id", "position", name="file_case_id_position_key"),
    )
    op.create_index("file_by_sha256", "file", ["sha256"])
    op.create_table(
        "letter",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("automatic", sa.Boolean, nullable=False),
        sa.Column("sender", sa.String(320), nullable=False),
        sa.Column("recipient", sa.String(320)),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("message_id", sa.String(998), nullable=False),
        sa.Column("content_sha256", sa.String(64), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("sent_at", _TIME),
        sa.Column("error", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="letter_case_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="letter_pkey"),
        sa.UniqueConstraint("case_id", "kind", "round", name="letter_case_id_kind_round_key"),
        sa.UniqueConstraint("message_id", name="letter_message_id_key"),
    )
    op.create_index("letter_by_recipient", "letter", ["recipient", "created_at"])
    op.create_table(
        "report",
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("rules", sa.String(40), nullable=False),
        sa.Column("reader", sa.String(80), nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="report_case_id_fkey"),
        sa.PrimaryKeyConstraint("case_id", "revision", name="report_pkey"),
    )
    op.create_table(
        "task",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("done_at", _TIME),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="task_case_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="task_pkey"),
        sa.UniqueConstraint("case_id", "kind", "round", name="task_case_id_kind_round_key"),
    )
    op.create_table(
        "tolerance",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("office", sa.String(60), nullable=False),
        sa.Column("unit", sa.Text),
        sa.Column("material", sa.String(80), nullable=False),
        sa.Column("material_name", sa.Text, nullable=False),
        sa.Column("handling", sa.String(20), nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("granted_on", sa.Date, nullable=False),
        sa.Column("due", sa.Date),
        sa.Column("anchor", sa.String(40)),
        sa.Column("anchor_months", sa.Integer),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("settled_at", _TIME),
        sa.Column("settled_by", sa.String(80), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="tolerance_case_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="tolerance_pkey"),
        sa.UniqueConstraint("case_id", "material", name="tolerance_case_id_material_key"),
    )
    op.create_index("tolerance_by_due", "tolerance", ["office", "state", "due"])
    op.create_index("tolerance_by_unit", "tolerance", ["office", "unit"])
