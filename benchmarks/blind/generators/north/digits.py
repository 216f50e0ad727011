"""Check digits: identity numbers (GB 11643), unified social credit codes (GB 32100), machine readable zones."""

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"
CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
ORG_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def identity_check(first17: str) -> str:
    """Last character of an identity number whose first 17 digits are given."""
    return ID_CHECKS[sum(int(c) * w for c, w in zip(first17, ID_WEIGHTS, strict=True)) % 11]


def identity_valid(number: str) -> bool:
    """Whether an 18-character identity number carries the right check character."""
    return len(number) == 18 and number[:17].isdigit() and identity_check(number[:17]) == number[17]


def organisation_check(first8: str) -> str:
    """Check character of an eight-character organisation code (GB 11714)."""
    total = sum(ORG_ALPHABET.index(c) * w for c, w in zip(first8, ORG_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11] if total % 11 else "0"


def credit_check(first17: str) -> str:
    """Last character of a unified social credit code whose first 17 are given."""
    total = sum(CODE_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(first17))
    return CODE_ALPHABET[(31 - total % 31) % 31]


def credit_valid(code: str) -> bool:
    """Whether an 18-character unified social credit code carries the right check character."""
    return len(code) == 18 and all(c in CODE_ALPHABET for c in code) and credit_check(code[:17]) == code[17]


def zone_check(text: str) -> str:
    """Check digit of a field of a passport's machine readable zone (ICAO 9303, weights 7-3-1)."""
    values = (0 if c == "<" else int(c) if c.isdigit() else ord(c) - 55 for c in text)
    return str(sum(v * (7, 3, 1)[i % 3] for i, v in enumerate(values)) % 10)


def spoil(number: str) -> str:
    """The same number with a wrong last character (never a right one)."""
    wrong = "".join(c for c in "0123456789" if c != number[-1])
    return number[:-1] + wrong[int(number[5]) % len(wrong)]


def capitals(amount: int) -> str:
    """A whole amount of yuan (below a hundred million) in financial capitals, e.g. 贰佰万元整."""
    digits, units = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")

    def group(value: int) -> str:
        text = "".join(
            digits[int(d)] + (units[3 - i] if d != "0" else "") for i, d in enumerate(f"{value:04d}")
        )
        while "零零" in text:
            text = text.replace("零零", "零")
        return text.strip("零")

    high, low = divmod(amount, 10000)
    middle = "零" if high and 0 < low < 1000 else ""
    return (group(high) + "万" if high else "") + middle + group(low) + "元整"
