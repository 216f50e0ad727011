"""Check digits of Chinese codes and identity numbers (GB 32100, GB 11714, GB 11643, ICAO 9303)."""

from random import Random

CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORG_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"


def org_check(body: str) -> str:
    """Check sign of the eight-sign organisation code."""
    rest = 11 - sum(w * ORG_SIGNS.index(c) for w, c in zip(ORG_WEIGHTS, body, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def credit_check(body: str) -> str:
    """Check sign of the first 17 signs of a unified social credit code."""
    total = sum(w * CODE_SIGNS.index(c) for w, c in zip(CODE_WEIGHTS, body, strict=True))
    return CODE_SIGNS[(31 - total % 31) % 31]


def credit_code(rng: Random, kind: str = "91", district: str = "110105") -> str:
    """A made-up unified social credit code of 18 signs."""
    org = "MA0" + "".join(rng.choice(CODE_SIGNS) for _ in range(5))
    body = kind + district + org + org_check(org)
    return body + credit_check(body)


def credit_code_valid(code: str) -> bool:
    """Whether the last of the 18 signs is the right check sign."""
    if len(code) != 18 or any(c not in CODE_SIGNS for c in code):
        return False
    return credit_check(code[:17]) == code[17]


def identity_check(body: str) -> str:
    """Check sign of the first 17 digits of an identity number."""
    return ID_CHECKS[sum(w * int(c) for w, c in zip(ID_WEIGHTS, body, strict=True)) % 11]


def identity_number(region: str, birth: str, serial: int) -> str:
    """Identity number of 18 signs; birth is YYYYMMDD, odd serials are men."""
    body = f"{region}{birth}{serial:03d}"
    return body + identity_check(body)


def identity_valid(number: str) -> bool:
    """Whether an identity number has 18 signs and the right check sign."""
    return len(number) == 18 and number[:17].isdigit() and identity_check(number[:17]) == number[17]


def spoil(number: str, rng: Random) -> str:
    """The number with another last sign, so that its check fails."""
    return number[:-1] + rng.choice([c for c in "0123456789" if c != number[-1]])


def mrz_check(field: str) -> str:
    """Check digit of a machine-readable zone field."""
    values = [0 if c == "<" else int(c, 36) for c in field]
    return str(sum(v * (7, 3, 1)[i % 3] for i, v in enumerate(values)) % 10)
