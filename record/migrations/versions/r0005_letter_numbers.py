"""A row for each series of document numbers (文号), with the last one given."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0005", "0004"


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "letter_number",
        sa.Column("series", sa.String(120), nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("series", name="letter_number_pkey"),
    )
