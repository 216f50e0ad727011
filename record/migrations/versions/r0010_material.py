"""Files that do not count, cases joined to others, and pages looked at without cover."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0010", "0009"


def upgrade() -> None:
    """Make the tables, empty: every file counts, every case stands by itself."""
    op.create_table(
        "discarded_file",
        sa.Column("file_id", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("file_id", name="discarded_file_pkey"),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], name="discarded_file_file_id_fkey"),
    )
    op.create_table(
        "joined_case",
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("into_id", sa.String(40), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="joined_case_pkey"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="joined_case_case_id_fkey"),
        sa.ForeignKeyConstraint(["into_id"], ["case.id"], name="joined_case_into_id_fkey"),
    )
    op.create_index("joined_case_by_into", "joined_case", ["into_id"])
    op.create_index("case_by_unit", "case", ["office", "unit", "id"])
    op.create_table(
        "page_view",
        sa.Column("token_sha256", sa.String(64), nullable=False),
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("officer", sa.String(40), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token_sha256", name="page_view_pkey"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="page_view_case_id_fkey"),
    )
