"""A row for each mailbox: since when it is ours, and what its last poll left; the next poll fills it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0004", "0003"


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "mailbox",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("older", sa.Integer, nullable=False),
        sa.Column("skipped", sa.JSON, nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="mailbox_pkey"),
    )
