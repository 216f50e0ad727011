"""SQL tables of what an office keeps beside its cases: telephones, lists of enterprises, daily reports."""

from __future__ import annotations

import sqlalchemy as sa

from record.tables import METADATA, UtcTime

CONTACTS = sa.Table(
    "contact", METADATA,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("office", sa.String(60), nullable=False),
    sa.Column("department", sa.String(80), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("phone", sa.String(40), nullable=False),
    sa.Column("valid_from", sa.Date, nullable=False),
    sa.Column("valid_to", sa.Date),
    sa.Column("note", sa.Text, nullable=False, default=""),
    sa.Index("contact_by_department", "office", "department", "valid_from"),
)

WHITELISTS = sa.Table(
    "whitelist", METADATA,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("office", sa.String(60), nullable=False),
    sa.Column("list", sa.String(40), nullable=False),
    sa.Column("credit_code", sa.String(18), nullable=False, default=""),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("folded_name", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False, default=""),
    sa.Column("imported_at", UtcTime, nullable=False),
    sa.Index("whitelist_by_code", "office", "credit_code"),
    sa.Index("whitelist_by_name", "office", "folded_name"),
)

DAILY_REPORTS = sa.Table(
    "daily_report", METADATA,
    sa.Column("office", sa.String(60), primary_key=True),
    sa.Column("kind", sa.String(40), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("cases", sa.JSON, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("made_at", UtcTime, nullable=False),
)
