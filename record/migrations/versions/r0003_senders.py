"""A row for each sender, to be locked while a mail of it is filed; none is needed for mail that was filed before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "sender",
        sa.Column("office", sa.String(60), nullable=False),
        sa.Column("address", sa.String(320), nullable=False),
        sa.PrimaryKeyConstraint("office", "address", name="sender_pkey"),
    )
