"""Passwords, second factors, tokens and sessions of officers."""

from __future__ import annotations

revision, down_revision = "0006", "0005"


def upgrade() -> None:
    """Make the tables, empty."""
