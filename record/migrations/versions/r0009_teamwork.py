"""Acts that wait, leases, edits of letters and stand-ins; held letters are found by their state."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0009", "0008"


def upgrade() -> None:
    """Make the tables, empty, and the index."""
    _make_waiting_acts()
    _make_leases_and_edits()
    op.create_table(
        "stand_in",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("office", sa.String(60), nullable=False),
        sa.Column("absent", sa.String(80), nullable=False),
        sa.Column("deputy", sa.String(80), nullable=False),
        sa.Column("first", sa.Date, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
        sa.Column("made_by", sa.String(80), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="stand_in_pkey"),
    )
    op.create_index("stand_in_by_deputy", "stand_in", ["office", "deputy", "last"])
    op.create_index("letter_by_state", "letter", ["state", "case_id"])


def _make_waiting_acts() -> None:
    op.create_table(
        "waiting_act",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("asked", sa.JSON, nullable=False),
        sa.Column("officer", sa.String(80), nullable=False),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("letter_kind", sa.String(40), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("leaves_at", sa.DateTime(timezone=True)),
        sa.Column("second", sa.String(80), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="waiting_act_pkey"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="waiting_act_case_id_fkey"),
    )
    op.create_index("waiting_act_by_case", "waiting_act", ["case_id", "stage"])
    op.create_index("waiting_act_by_stage", "waiting_act", ["stage", "made_at"])


def _make_leases_and_edits() -> None:
    op.create_table(
        "lease",
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("officer", sa.String(80), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wanted_by", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="lease_pkey"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="lease_case_id_fkey"),
    )
    op.create_table(
        "letter_edit",
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("salutation", sa.Text, nullable=False),
        sa.Column("passages", sa.JSON, nullable=False),
        sa.Column("officer", sa.String(80), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "kind", "revision", name="letter_edit_pkey"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="letter_edit_case_id_fkey"),
    )
