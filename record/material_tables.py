"""SQL tables of what officers did with material: files left out, cases joined, pages looked at without cover."""

from __future__ import annotations

import sqlalchemy as sa

from record.tables import METADATA, UtcTime

DISCARDED_FILES = sa.Table(
    "discarded_file", METADATA,
    sa.Column("file_id", sa.ForeignKey("file.id"), primary_key=True),
    sa.Column("reason", sa.Text, nullable=False),
)

JOINED_CASES = sa.Table(
    "joined_case", METADATA,
    sa.Column("case_id", sa.ForeignKey("case.id"), primary_key=True),
    sa.Column("into_id", sa.ForeignKey("case.id"), nullable=False),
    sa.Column("joined_at", UtcTime, nullable=False),
    sa.Index("joined_case_by_into", "into_id"),
)

PAGE_VIEWS = sa.Table(
    "page_view", METADATA,
    sa.Column("token_sha256", sa.String(64), primary_key=True),
    sa.Column("case_id", sa.ForeignKey("case.id"), nullable=False),
    sa.Column("page", sa.Integer, nullable=False),
    sa.Column("officer", sa.String(40), nullable=False),
    sa.Column("expires_at", UtcTime, nullable=False),
)
