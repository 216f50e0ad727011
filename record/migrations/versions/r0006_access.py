"""Passwords, second factors, tokens and sessions of officers.

An officer's one token becomes a row of its own, so that it keeps working and can be revoked.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0006", "0005"
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Give officers their columns, move their tokens into a table, and make the empty ones."""
    connection = op.get_bind()
    old = sa.table("officer", *map(sa.column, ("id", "token_sha256", "created_at")))
    tokens = connection.execute(sa.select(old.c.id, old.c.token_sha256, old.c.created_at)).all()
    with op.batch_alter_table("officer") as officer:
        officer.drop_constraint("officer_token_sha256_key", type_="unique")
        officer.drop_column("token_sha256")
        for column in (
            sa.Column("items", sa.JSON), sa.Column("password_hash", sa.String(200)),
            sa.Column("totp_secret", sa.String(64)), sa.Column("totp_last", sa.Integer),
            sa.Column("disabled_at", _TIME), sa.Column("last_login_at", _TIME),
            sa.Column("last_login_from", sa.String(60)),
        ):
            officer.add_column(column)
    made = _make_tokens()
    rows = [
        {"id": row.id, "officer": row.id, "name": "首个令牌", "sha256": row.token_sha256, "created_at": row.created_at}
        for row in tokens
    ]
    if rows:
        op.bulk_insert(sa.table("token", *(sa.column(column.name) for column in made.columns)), rows)
    _make_sessions()


def _make_tokens() -> sa.Table:
    made = op.create_table(
        "token",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("officer", sa.String(40), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("scopes", sa.JSON),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("expires_at", _TIME),
        sa.Column("revoked_at", _TIME),
        sa.Column("last_used_at", _TIME),
        sa.PrimaryKeyConstraint("id", name="token_pkey"),
        sa.UniqueConstraint("sha256", name="token_sha256_key"),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], name="token_officer_fkey"),
    )
    op.create_index("token_by_officer", "token", ["officer"])
    return made


def _make_sessions() -> None:
    op.create_table(
        "session",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("officer", sa.String(40), nullable=False),
        sa.Column("csrf", sa.String(64), nullable=False),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column("address", sa.String(60), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("seen_at", _TIME, nullable=False),
        sa.Column("expires_at", _TIME, nullable=False),
        sa.Column("before_at", _TIME),
        sa.Column("before_from", sa.String(60)),
        sa.Column("pending", sa.String(64)),
        sa.PrimaryKeyConstraint("id", name="session_pkey"),
        sa.UniqueConstraint("sha256", name="session_sha256_key"),
        sa.ForeignKeyConstraint(["officer"], ["officer.id"], name="session_officer_fkey"),
    )
    op.create_index("session_by_officer", "session", ["officer"])
    op.create_table(
        "login_attempt",
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_at", _TIME, nullable=False),
        sa.Column("wait_until", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("subject", name="login_attempt_pkey"),
    )
