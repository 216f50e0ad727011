"""Somebody who can log in."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

import pyotp

from casework.access import accounts
from casework.access.log_in import Attempt
from casework.access.passwords import hash_password
from casework.services import Services
from record.officers import Officer

PASSWORD = "长城内外惟余莽莽-7"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@cache
def hashed(password: str = PASSWORD) -> str:
    """Hash a password once for all tests."""
    return hash_password(password, "某某")


def employ(services: Services, name: str = "李敏", role: str = "officer", *, factor: bool = True) -> Officer:
    """Register somebody with a password, and with a second factor unless he is new."""
    with services.work() as work:
        officer, _ = accounts.add(work, name, role)
        accounts.set_password(work, officer, hashed(), by="test")
        if factor:
            work.credentials.set_factor(officer, SECRET)
    return officer


def code(services: Services, ahead: int = 0) -> str:
    """Return what the telephone shows, some half minutes ahead."""
    return pyotp.TOTP(SECRET).at(services.time_of_day() + timedelta(seconds=30 * ahead))


def attempt(services: Services, **changes: str) -> Attempt:
    """Return a right attempt, but for what is changed."""
    usual = {"name": "李敏", "password": PASSWORD, "code": code(services), "address": "10.0.0.7"}
    return Attempt(**{**usual, **changes})
