"""An office's profile with what letters need of it and no text says: how long a sender may take, where to appeal."""

from __future__ import annotations

from dataclasses import replace

from catalogue.model import Office


def set_up(office: Office) -> Office:
    """Return the profile as an office that has gone through it would have it."""
    return replace(
        office, supplement=10, review_authority="北京市朝阳区人民政府", court="北京市朝阳区人民法院"
    )
