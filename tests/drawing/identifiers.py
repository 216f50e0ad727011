"""Made-up identifiers with right check characters (GB 32100-2015, GB 11714, GB 11643)."""

from __future__ import annotations

from random import Random

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_CHECKS = "10X98765432"


def credit_check(first_seventeen: str) -> str:
    """Return the 18th character of a unified social credit code (GB 32100-2015)."""
    total = sum(CREDIT_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(first_seventeen))
    return CREDIT_ALPHABET[(31 - total % 31) % 31]


def organisation_check(first_eight: str) -> str:
    """Return the 9th character of an organisation code (GB 11714)."""
    total = sum(int(c, 36) * weight for c, weight in zip(first_eight, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X0"[(11 - total % 11)]


def identity_check(first_seventeen: str) -> str:
    """Return the last character of a citizen identity number (GB 11643, MOD 11-2)."""
    total = sum(int(c) * (pow(2, 17 - i) % 11) for i, c in enumerate(first_seventeen))
    return _IDENTITY_CHECKS[total % 11]


def draw_credit_code(random: Random, region: str = "110105") -> str:
    """Return a valid credit code of an enterprise (91…)."""
    eight = "MA0" + "".join(random.choice(CREDIT_ALPHABET) for _ in range(5))
    body = "91" + region + eight + organisation_check(eight)
    return body + credit_check(body)


def draw_identity_number(random: Random, female: bool, born_from: int = 1964, born_to: int = 1992) -> str:
    """Return a valid citizen identity number; the 17th digit is even for a woman."""
    region = random.choice(("110105", "110101", "110108", "130102", "370102", "410103", "120101"))
    birth = f"{random.randint(born_from, born_to)}{random.randint(1, 12):02d}{random.randint(1, 28):02d}"
    body = f"{region}{birth}{random.randint(1, 99):02d}{random.randint(0, 4) * 2 + (0 if female else 1)}"
    return body + identity_check(body)


def draw_seal_code(random: Random, region: str = "110105") -> str:
    """Return a 13-digit seal code: region and serial, no check digit (GA 241 family)."""
    return region + f"{random.randint(0, 9_999_999):07d}"
