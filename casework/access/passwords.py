"""Passwords: kept as argon2id, compared as slowly for a name that nobody has, refused where everybody guesses them."""

from __future__ import annotations

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from cases.errors import RequestInvalid

SHORTEST, LONGEST = 10, 200
"""Characters."""

_HASHER = PasswordHasher(time_cost=2, memory_cost=47104, parallelism=1)
"""46 MiB, twice over: above what OWASP asks of argon2id; about 0.1 s."""

_AT_ONCE = threading.BoundedSemaphore(4)
"""However many log in at the same moment, their hashes take 184 MiB at most."""

_COMMON = frozenset("""
    1234567890 0123456789 0987654321 9876543210 1234567891 12345678910 123456789a a123456789 1q2w3e4r5t
    1qaz2wsx3edc qwertyuiop asdfghjkl1 q1w2e3r4t5 qazwsxedcr password12 password123 password1234 passw0rd123
    p@ssw0rd123 woaini1314 woaini520520 5201314520 1314520520 aaaaaaaaaa 1111111111 0000000000 8888888888
    6666666666 abcdefghij abcd123456 abc1234567 abc123456789 qwer123456 admin123456 administrator root123456
    admin12345 iloveyou123 123456abcdef shouli123456 shouli2020 welcome123 chaoyang123 beijing2020
    beijing123 zhongguo123 1234554321 1122334455 123123123123 1231231231 qwerty12345 qwerty123456
    letmein1234 changeme123
""".split())  # noqa: SIM905  # a list of words, not of strings


def hash_password(password: str, name: str) -> str:
    """Return the hash of a new password.

    Raises:
        RequestInvalid: It is too short, a name, or one that everybody guesses.
    """
    text = _normal(password)
    if not SHORTEST <= len(text) <= LONGEST:
        raise RequestInvalid(reason=f"密码须为{SHORTEST}至{LONGEST}个字符")
    folded = text.casefold()
    if folded in _COMMON or len(set(folded)) < 4:
        raise RequestInvalid(reason="密码过于常见，请换一个")
    if folded.replace(name.casefold(), "").strip("0123456789!@#._-") == "":
        raise RequestInvalid(reason="密码不得由姓名构成")
    with _AT_ONCE:
        return _HASHER.hash(text)


def matches(password: str, kept: str | None) -> bool:
    """Tell whether a password is the one that is kept; for nobody's it takes as long (trust T20)."""
    try:
        with _AT_ONCE:
            return _HASHER.verify(kept or _of_nobody(), _normal(password)[:LONGEST]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _of_nobody() -> str:
    return _HASHER.hash("a password that nobody has")


def _normal(password: str) -> str:
    return unicodedata.normalize("NFC", password)
