"""SQL tables of who may come in: officers with their passwords and second factors, tokens, sessions, failed log-ins."""

from __future__ import annotations

import sqlalchemy as sa

from record.tables import METADATA, UtcTime

OFFICERS = sa.Table(
    "officer", METADATA,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("name", sa.String(80), nullable=False, unique=True),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("office", sa.String(60), nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("items", sa.JSON(none_as_null=True)),  # codes of business items; null: all
    sa.Column("password_hash", sa.String(200)),
    sa.Column("totp_secret", sa.String(64)),
    sa.Column("totp_last", sa.Integer),  # the last step whose code was used
    sa.Column("disabled_at", UtcTime),
    sa.Column("last_login_at", UtcTime),
    sa.Column("last_login_from", sa.String(60)),
)

TOKENS = sa.Table(
    "token", METADATA,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("officer", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("name", sa.String(80), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False, unique=True),
    sa.Column("scopes", sa.JSON(none_as_null=True)),  # null: all that the role may
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("expires_at", UtcTime),
    sa.Column("revoked_at", UtcTime),
    sa.Column("last_used_at", UtcTime),
    sa.Index("token_by_officer", "officer"),
)

SESSIONS = sa.Table(
    "session", METADATA,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("sha256", sa.String(64), nullable=False, unique=True),  # of the cookie
    sa.Column("officer", sa.ForeignKey("officer.id"), nullable=False),
    sa.Column("csrf", sa.String(64), nullable=False),
    sa.Column("complete", sa.Boolean, nullable=False),  # false: may only enrol the second factor
    sa.Column("address", sa.String(60), nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("seen_at", UtcTime, nullable=False),
    sa.Column("expires_at", UtcTime, nullable=False),
    sa.Column("before_at", UtcTime),
    sa.Column("before_from", sa.String(60)),
    sa.Column("pending", sa.String(64)),  # secret of a second factor that is being enrolled
    sa.Index("session_by_officer", "officer"),
)

LOGIN_ATTEMPTS = sa.Table(
    "login_attempt", METADATA,
    sa.Column("subject", sa.String(80), primary_key=True),  # kind and digest of a name or an address
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("last_at", UtcTime, nullable=False),
    sa.Column("wait_until", UtcTime, nullable=False),
)
