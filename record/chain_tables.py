"""SQL table of the chain: who changes a row behind the program's back breaks a link of its subject."""

from __future__ import annotations

import sqlalchemy as sa

from record.tables import METADATA, UtcTime

CHAIN_LINKS = sa.Table(
    "chain_link", METADATA,
    sa.Column("serial", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("subject", sa.String(64), nullable=False),
    sa.Column("place", sa.Integer, nullable=False),  # among the subject's own, from 1
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("last_line", sa.Integer, nullable=False),  # serial of the newest line of the audit record; 0: none yet
    sa.Column("lines", sa.JSON, nullable=False),  # number and SHA-256 of the lines since the link before
    sa.Column("rows", sa.JSON, nullable=False),  # by part: number and SHA-256 of the rows as they stand
    sa.Column("erases", sa.Boolean, nullable=False),  # lines of the links before were erased
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.UniqueConstraint("kind", "subject", "place"),
)
