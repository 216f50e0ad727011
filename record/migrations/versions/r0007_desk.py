"""What the desk lists, and the words that search finds: empty until the program fills them at its next start."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0007", "0006"


def upgrade() -> None:
    """Make the tables, empty."""
    op.create_table(
        "desk_entry",
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("doubts", sa.JSON, nullable=False),
        sa.Column("work", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="desk_entry_pkey"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="desk_entry_case_id_fkey"),
    )
    _queues()
    _search()
    op.create_table(
        "derived",
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("name", name="derived_pkey"),
    )
    op.create_table(
        "progress",
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("phrase", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="progress_pkey"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="progress_case_id_fkey"),
    )
    op.create_index("progress_by_time", "progress", ["at"])


def _queues() -> None:
    op.create_table(
        "desk_queue",
        sa.Column("office", sa.String(60), nullable=False),
        sa.Column("queue", sa.String(20), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("officer", sa.String(80)),
        sa.Column("item", sa.String(80)),
        sa.Column("channel", sa.String(80), nullable=False),
        sa.Column("outcome", sa.String(20)),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("office", "queue", "due_at", "case_id", name="desk_queue_pkey"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="desk_queue_case_id_fkey"),
        sqlite_with_rowid=False,
    )
    op.create_index("desk_queue_by_case", "desk_queue", ["case_id"])
    op.create_index("desk_queue_counts", "desk_queue", ["office", "queue", "officer", "item", "due_at"])


def _search() -> None:
    op.create_table(
        "search_case",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("office", sa.String(60), nullable=False),
        sa.Column("item", sa.String(80)),
        sa.Column("head", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="search_case_pkey"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="search_case_case_id_fkey"),
        sa.UniqueConstraint("case_id", name="search_case_case_id_key"),
    )
    op.create_table(
        "search_text",
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("case_id", "page", name="search_text_pkey"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="search_text_case_id_fkey"),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_index USING fts5(terms, content='',"
            " tokenize=\"unicode61 remove_diacritics 0\")"
        )
