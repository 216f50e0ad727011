"""SQL tables of the desk and of search: copies of what other tables say, arranged for lists.

They are written in the transaction of what they copy; ``record.derived`` says by which version of the program.
"""

from __future__ import annotations

import sqlalchemy as sa

from record.tables import METADATA, UtcTime

DESK_ENTRIES = sa.Table(
    "desk_entry", METADATA,
    sa.Column("case_id", sa.ForeignKey("case.id"), primary_key=True),
    sa.Column("pages", sa.Integer, nullable=False),
    sa.Column("doubts", sa.JSON, nullable=False),
    sa.Column("work", sa.JSON, nullable=False),
)

DESK_QUEUES = sa.Table(
    "desk_queue", METADATA,
    sa.Column("office", sa.String(60), primary_key=True),
    sa.Column("queue", sa.String(20), primary_key=True),
    sa.Column("due_at", UtcTime, primary_key=True),
    sa.Column("case_id", sa.ForeignKey("case.id"), primary_key=True),
    sa.Column("officer", sa.String(80)),
    sa.Column("item", sa.String(80)),
    sa.Column("channel", sa.String(80), nullable=False),
    sa.Column("outcome", sa.String(20)),
    sa.Column("received_at", UtcTime, nullable=False),
    sa.Column("words", sa.Text, nullable=False),  # number, unit, sender, subject
    sa.Index("desk_queue_by_case", "case_id"),
    sa.Index("desk_queue_counts", "office", "queue", "officer", "item", "due_at"),
    sqlite_with_rowid=False,  # a list is read in the order of its key
)

DERIVED = sa.Table(
    "derived", METADATA,
    sa.Column("name", sa.String(20), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
)

PROGRESS = sa.Table(
    "progress", METADATA,
    sa.Column("case_id", sa.ForeignKey("case.id"), primary_key=True),
    sa.Column("phrase", sa.String(200), nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Index("progress_by_time", "at"),
)
