"""The second factor: six digits from an officer's telephone, good for half a minute and once (RFC 6238)."""

from __future__ import annotations

import hmac
import io
from datetime import datetime

import pyotp
import segno

_SECONDS = 30
_ISSUER = "受理"


def new_secret() -> str:
    """Return a secret for a telephone, base 32."""
    return pyotp.random_base32()


def step_of(code: str, secret: str, now: datetime, last: int | None = None) -> int | None:
    """Return the step that a code belongs to, None for one that is wrong or was used before.

    Args:
        code: As it was typed; blanks do not matter.
        secret: Base 32.
        now: Time of the telephone; it may be half a minute off.
        last: The last step whose code was used.
    """
    typed = "".join(code.split())
    present = int(now.timestamp()) // _SECONDS
    wanted = pyotp.TOTP(secret)
    found = [step for step in (present - 1, present, present + 1) if _same(wanted.at(step * _SECONDS), typed)]
    return found[0] if found and (last is None or found[0] > last) else None


def address(secret: str, name: str) -> str:
    """Return what the QR code says to the telephone."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=_ISSUER)


def picture(secret: str, name: str) -> bytes:
    """Return the QR code as a picture (SVG)."""
    out = io.BytesIO()
    segno.make(address(secret, name), error="m").save(out, kind="svg", scale=5, border=4, light="#fff")
    return out.getvalue()


def _same(code: str, typed: str) -> bool:
    return hmac.compare_digest(code.encode(), typed.encode())
