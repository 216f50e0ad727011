"""What the desk lists, and the words that search finds."""

from __future__ import annotations

revision, down_revision = "0007", "0006"


def upgrade() -> None:
    """Make the tables, empty."""
