"""SQL tables of what officers said of cases, and of joined cross-page seals, which judging anew need not join again."""

from __future__ import annotations

import sqlalchemy as sa

from record.tables import METADATA, UtcTime

RULINGS = sa.Table(
    "ruling", METADATA,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("case_id", sa.ForeignKey("case.id"), nullable=False),
    sa.Column("place", sa.Integer, nullable=False),  # among the case's own, from 1
    sa.Column("question", sa.String(40), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("life", sa.String(20), nullable=False),
    sa.Column("officer", sa.String(80), nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("ended_at", UtcTime),
    sa.Column("ended_by", sa.String(80)),
    sa.Column("ruling", sa.JSON, nullable=False),
    sa.Column("shown", sa.JSON, nullable=False),
    sa.UniqueConstraint("case_id", "place"),
)

JOINED_SEALS = sa.Table(
    "joined_seal", METADATA,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("reader", sa.String(200), primary_key=True),
    sa.Column("content", sa.JSON, nullable=False),
)
