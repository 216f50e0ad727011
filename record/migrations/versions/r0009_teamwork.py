"""Leases, second reviews and letters' edits."""

from __future__ import annotations

revision, down_revision = "0009", "0008"


def upgrade() -> None:
    """Make the tables, empty."""
