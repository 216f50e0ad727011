"""What officers answered and corrected, and the cross-page seals that were joined."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0008", "0007"


def upgrade() -> None:
    """Make the tables, empty."""
    op.create_table(
        "ruling",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("question", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("life", sa.String(20), nullable=False),
        sa.Column("officer", sa.String(80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("ended_by", sa.String(80)),
        sa.Column("ruling", sa.JSON, nullable=False),
        sa.Column("shown", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="ruling_pkey"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="ruling_case_id_fkey"),
        sa.UniqueConstraint("case_id", "place", name="ruling_case_id_place_key"),
    )
    op.create_table(
        "joined_seal",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("reader", sa.String(200), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("key", "reader", name="joined_seal_pkey"),
    )
