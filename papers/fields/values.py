"""Reading single values out of text: names of units, amounts of money, counts, places, numbers of papers."""

from __future__ import annotations

import re
from decimal import Decimal

from cases.names.unit_endings import FORM, PLACES, WHOLE
from cases.names.unit_names import begins_with_office, is_unit
from cases.plain_text import HAN, one_width, plain
from papers.fields import dates, numerals
from papers.fields.label_words import APPLICANT, SEALED
from papers.fields.numerals import SIGNS

_SIGNS = rf"[{HAN}A-Za-z0-9（）()·&]"
_UNIT = re.compile(rf"{_SIGNS}{{2,48}}(?:{WHOLE}|企业|店)(?![路街里东西南北门口桥])(?:{FORM})?")
_RUN = re.compile(rf"{_SIGNS}{{4,50}}")
_STAMP = rf"(?:{APPLICANT})?(?:{SEALED}|签字)"
_STAMP_WORDS = re.compile(rf"[（(](?:{_STAMP}|甲方|乙方|以下简称.*?)[）)]")
_REST_OF_STAMP_WORDS = re.compile(rf"^{_STAMP}[）)]")
"""What is left of （单位公章） where its first word was taken for a label."""
_NO_NAME = re.compile(rf"^(?:{_STAMP}(?!刻|制)|加盖)|^(?:股份)?有?限(?:责任)?公司$")
"""A placeholder for the seal, and the end of a name whose beginning lies under it."""
_CODE_WITHIN = re.compile(
    rf"(?<=[{HAN}])(?:(?:统一)?社会信用代码?(?:\(18位\))?:?[0-9A-Z]{{15,20}}|[0-9A-Z]{{17,19}})(?=(?:股份|有限|限|责任|任)*公?司)"
)
"""The code of the next cell, read between the two lines of a name that is broken."""
_CUT_END = re.compile(r"(?<=有限)公$|(?<=有限责任)公$")
"""A name whose last character lies under a seal or beyond the edge: no name ends otherwise."""
_OFFICE_GOES_ON = re.compile(
    r"(?:监督|监察|监管|管理|行政|执法|稽查|综合|质量|检[验查]|卫生|和|与){1,6}(?:[总分]?局|委(?:员会)?|[大支总]?队)"
    r"|(?:监督管理|监管)所"
)
"""What follows a word that ends names where it only begins an authority's: 市场|监督管理局, 医院|管理局."""
_FOREIGN = re.compile(
    "[美港欧日韩澳加台]元|美金|[港台澳]币|新加坡元|英镑|法郎|卢布|USD|HKD|EUR|JPY|GBP|KRW|TWD|AUD|CAD|SGD|[$€£₩]"
)
_AMOUNT = re.compile(
    r"(?<![\d.A-Za-z])(?:RMB|CNY|¥)?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(亿|万|萬)?(?![\d.,A-Za-z])"
)
"""A letter beside the digits is a digit misread: 20O万 is no amount."""

_CHINESE_AMOUNT = re.compile(rf"[{SIGNS}]{{2,}}(?:点[{SIGNS}]+)?")
_LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}
_COUNT = re.compile(r"(?<![\d.])(\d{1,6})(?![\d.])")


def unit(text: str) -> str | None:
    """Return the name of a unit that the text begins with or consists of, with full-width brackets.

    The authority that a paper is written to is no unit that applies, nor is its name up to a word that ends others'.
    """
    cleaned = _REST_OF_STAMP_WORDS.sub("", _STAMP_WORDS.sub("", plain(text)).lstrip(":_ "))
    cleaned = _CUT_END.sub("公司", _CODE_WITHIN.sub("", cleaned))
    found = _UNIT.match(cleaned) or _placed(cleaned)
    if found is None or _OFFICE_GOES_ON.match(cleaned, found.end()):
        return None
    name = _closed(_without_code(found.group(0)).lstrip("（）()"), cleaned[found.end() :])
    told = len(name) >= 4 and _NO_NAME.match(name) is None and not begins_with_office(name)
    return _full_brackets(name) if told else None


def _closed(name: str, rest: str) -> str:
    """Return a name with the bracket that closes behind its last word: 甲中心(有限合伙企业|)."""
    return name + rest[:1] if rest[:1] in ")）" and name.count("(") > name.count(")") else name


def _without_code(name: str) -> str:
    """Return what begins with a place behind a code that stands before the name in one cell with it."""
    beside = re.search(rf"\d{{6}}[^{HAN}]*[{HAN}]{{0,4}}?(?=(?:{PLACES}))", name)
    return name[beside.end() :] if beside is not None else name


def _placed(text: str) -> re.Match[str] | None:
    """Return the name of a shop or workshop, which only the place that it begins with tells from another word."""
    found = _RUN.match(text)
    return found if found is not None and is_unit(found.group(0)) else None


def yuan(text: str) -> str | None:
    """Return an amount in whole yuan as digits; None for foreign money and for no amount (domain f20)."""
    cleaned = plain(text)
    if _FOREIGN.search(cleaned):
        return None
    if found := _AMOUNT.search(cleaned):
        return str(round(Decimal(found[1].replace(",", "")) * _LARGE.get(found[2] or "", 1)))
    if not re.search(r"\d", cleaned) and (found := _CHINESE_AMOUNT.search(cleaned)):
        return str(round(numerals.decimal(found.group(0))))
    return None


def money(text: str) -> str | None:
    """Return an amount in yuan with its fen, as on a slip or a bill; None for foreign money."""
    cleaned = plain(text)
    found = None if _FOREIGN.search(cleaned) else _AMOUNT.search(cleaned)
    if found is None:
        return None
    amount = Decimal(found[1].replace(",", "")) * _LARGE.get(found[2] or "", 1)
    return f"{amount.normalize():f}" if amount == amount.to_integral() else f"{amount:.2f}"


def count(text: str) -> str | None:
    """Return the first whole number of the text, as digits."""
    found = _COUNT.search(plain(text).replace(",", ""))
    return str(int(found[1])) if found else None


def phrase(text: str) -> str | None:
    """Return the text up to the first mark of a sentence."""
    return re.split(r"[,;。]", plain(text).strip(":_"))[0] or None


def address(text: str) -> str | None:
    """Return a place, up to the first mark of a sentence; it may run over several lines."""
    return phrase(text)


def passage(text: str) -> str | None:
    """Return a passage up to its full stop; it may run over several lines."""
    return plain(text).strip(":_").split("。")[0] or None


def organisation(text: str) -> str | None:
    """Return the name of an organisation as it stands, with full-width brackets."""
    name = phrase(text)
    return _full_brackets(name) if name else None


def _full_brackets(text: str) -> str:
    return text.replace("(", "（").replace(")", "）")


def numbered(text: str) -> str | None:
    """Return the number of a report, permit or certificate, such as 京审字〔2020〕第012号."""
    found = re.match(r"[^,;。:、]{0,40}?\d[^,;。:、]{0,30}", plain(text).strip(":_"))
    value = found.group(0) if found else ""
    return _full_brackets(value) if value and dates.day(value) is None else None


def diagnosis(text: str) -> str | None:
    """Return what was diagnosed; the title 诊断证明书 is no diagnosis."""
    found = passage(text)
    return None if found is None or found.startswith(("证明", "报告")) else found


def area(text: str) -> str | None:
    """Return an area in square metres."""
    found = re.search(r"(\d+(?:\.\d+)?)(?:平方米|平米|㎡|m2|m²)", plain(text))
    return found[1] if found else None


def hours(text: str) -> str | None:
    """Return a number of lessons: 40课时, 48学时, or the bare number of a cell."""
    cleaned = plain(text).strip(":")
    found = re.search(r"(\d{1,4})个?(?:课时|学时)", cleaned) or re.fullmatch(r"(\d{1,4})", cleaned)
    return str(int(found[1])) if found else None


def sex(text: str) -> str | None:
    """Return 男 or 女."""
    found = re.match(r":?([男女])", plain(text))
    return found[1] if found else None


def nationality(text: str) -> str | None:
    """Return a country as a certificate prints it: 日本, Japan, CHN."""
    cleaned = one_width(text).strip(" :/")
    found = re.match(rf"[{HAN}]{{2,10}}|[A-Za-z][A-Za-z .]{{2,40}}", cleaned)
    return found.group(0).strip() if found and not found.group(0).startswith("国籍") else None
