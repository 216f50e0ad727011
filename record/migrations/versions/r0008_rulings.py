"""What officers answered and corrected."""

from __future__ import annotations

revision, down_revision = "0008", "0007"


def upgrade() -> None:
    """Make the tables, empty."""
