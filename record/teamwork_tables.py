"""SQL tables of officers at work on one case: acts that wait, leases, edits of letters, stand-ins."""

from __future__ import annotations

import sqlalchemy as sa

from record.tables import METADATA, UtcTime

WAITING_ACTS = sa.Table(
    "waiting_act", METADATA,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("case_id", sa.ForeignKey("case.id"), nullable=False),
    sa.Column("stage", sa.String(20), nullable=False),
    sa.Column("asked", sa.JSON, nullable=False),
    sa.Column("officer", sa.String(80), nullable=False),
    sa.Column("state", sa.String(30), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("letter_kind", sa.String(40), nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("leaves_at", UtcTime),
    sa.Column("second", sa.String(80), nullable=False, default=""),
    sa.Column("note", sa.Text, nullable=False, default=""),
    sa.Column("made_at", UtcTime, nullable=False),
    sa.Column("ended_at", UtcTime),
    sa.Index("waiting_act_by_case", "case_id", "stage"),
    sa.Index("waiting_act_by_stage", "stage", "made_at"),
)

LEASES = sa.Table(
    "lease", METADATA,
    sa.Column("case_id", sa.ForeignKey("case.id"), primary_key=True),
    sa.Column("officer", sa.String(80), nullable=False),
    sa.Column("until", UtcTime, nullable=False),
    sa.Column("wanted_by", sa.String(80), nullable=False, default=""),
)

LETTER_EDITS = sa.Table(
    "letter_edit", METADATA,
    sa.Column("case_id", sa.ForeignKey("case.id"), primary_key=True),
    sa.Column("kind", sa.String(40), primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("salutation", sa.Text, nullable=False),
    sa.Column("passages", sa.JSON, nullable=False),
    sa.Column("officer", sa.String(80), nullable=False),
    sa.Column("made_at", UtcTime, nullable=False),
)

STAND_INS = sa.Table(
    "stand_in", METADATA,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("office", sa.String(60), nullable=False),
    sa.Column("absent", sa.String(80), nullable=False),
    sa.Column("deputy", sa.String(80), nullable=False),
    sa.Column("first", sa.Date, nullable=False),
    sa.Column("last", sa.Date, nullable=False),
    sa.Column("made_by", sa.String(80), nullable=False),
    sa.Column("made_at", UtcTime, nullable=False),
    sa.Column("ended_at", UtcTime),
    sa.Index("stand_in_by_deputy", "office", "deputy", "last"),
)
