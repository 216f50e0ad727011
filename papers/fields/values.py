"""Reading single values out of text: names of units and people, dates, amounts of money, counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cases.plain_text import one_width, plain

UNIT_ENDINGS = (
    "公司|分公司|厂|分厂|店|分店|研究院|设计院|医院|学院|研究所|事务所|中心|商行|银行|分行|支行|合作社|"
    "学校|幼儿园|大学|基金会|协会|工作室|办事处|集团|企业|经营部"
)
_UNIT = re.compile(rf"[\u4e00-\u9fffA-Za-z0-9（）()·&]{{2,48}}(?:{UNIT_ENDINGS})")
_STAMP_WORDS = re.compile(r"[（(](?:公?章|盖章|加盖公章|单位盖章|签章|签字|印章|甲方|乙方|以下简称.*?)[）)]")
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff])|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff]{1,8}")
_AFTER_PERSON = re.compile(
    r"(?:同志|先生|女士|性别|民族|出生|职务|电话|联系|身份证|证件|公民|签[字名章]|盖章|[男女](?![\u4e00-\u9fff])).*$"
)
_NO_PERSON = frozenset(
    ("签字", "签名", "签章", "盖章", "姓名", "职务", "电话", "职责", "日期", "身份", "证明", "授权", "应当",
     "负责人", "股东会", "董事长", "执行董事", "总经理", "委托人", "变更", "名称", "住所", "类型", "以上", "本人",
     "单位", "公司", "本单位", "我单位", "本公司", "我公司", "任命书", "证明书", "授权书", "委托书", "承诺书")
)
_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})[年./-](\d{1,2})[月./-](\d{1,2})(?!\d)[日号]?")
_CHINESE_DATE = re.compile(
    r"([二一][〇零○O0o一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {c: i for i, c in enumerate("〇壹贰叁肆伍陆柒捌玖")}
_DIGITS |= {"○": 0, "O": 0, "o": 0, "0": 0, "两": 2}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}
_FOREIGN = re.compile(
    "[美港欧日韩澳加台]元|美金|[港台澳]币|新加坡元|英镑|法郎|卢布|USD|HKD|EUR|JPY|GBP|KRW|TWD|AUD|CAD|SGD|[$€£₩]"
)
_AMOUNT = re.compile(
    r"(?<![\d.A-Za-z])(?:RMB|CNY|¥)?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(亿|万|萬)?(?![\d.,A-Za-z])"
)
"""A letter beside the digits is a digit misread: 20O万 is no amount."""

_MONTH = re.compile(
    r"(?P<year>(?:19|20)\d{2})[年./-](?P<month>\d{1,2})(?!\d)(?:月份?)?"
    r"|(?<!\d)(?P<short>(?:19|20)\d{2})(?P<digits>0[1-9]|1[0-2])(?!\d)"
    r"|(?<=[至到~—-])(?P<alone>\d{1,2})月"
)
_OPEN_END = re.compile(r"[至到~—-]")
_CHINESE_AMOUNT = re.compile(r"[零〇一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬两]{2,}")
_COUNT = re.compile(r"(?<![\d.])(\d{1,6})(?![\d.])")


def unit(text: str) -> str | None:
    """Return the name of a unit that the text begins with or consists of, with full-width brackets."""
    cleaned = _STAMP_WORDS.sub("", plain(text)).lstrip(":_ ")
    found = _UNIT.match(cleaned)
    if not found:
        return None
    name = _full_brackets(found.group(0).lstrip("（）()"))
    return name if len(name) >= 4 else None


def person(text: str) -> str | None:
    """Return the name of a person that the text begins with, of two to four characters or with a middle dot."""
    cleaned = _AFTER_PERSON.sub("", plain(text).lstrip(":_-"))
    found = _PERSON.match(cleaned)
    if not found or found.group(0) in _NO_PERSON:
        return None
    return found.group(0)


def day(text: str) -> str | None:
    """Return the first date of the text in ISO 8601; a date that does not exist is none."""
    return next((value for _, _, value in _days(plain(text))), None)


def last_day(text: str) -> str | None:
    """Return the last date of the text: the end of a term, or 长期."""
    cleaned = plain(text)
    if "长期" in cleaned:
        return "长期"
    found = list(_days(cleaned))
    if not found:
        return None
    _, end, value = found[-1]
    if re.match(r"[-—~至到]", cleaned[end:]):
        return None  # 2017.03.12-2037.0…: the end of the term is there but was not read
    return value


def term_end(text: str) -> str | None:
    """Return the end of a term that gives both its ends; a single date is its beginning as well as its end."""
    cleaned = plain(text)
    single = "长期" not in cleaned and len(list(_days(cleaned))) == 1 and not re.search("[至到止]", cleaned)
    return None if single else last_day(text)


def _days(cleaned: str) -> Iterator[tuple[int, int, str]]:
    """The dates of a plain text with their places, in order."""
    found = [(match, tuple(int(part) for part in match.groups())) for match in _DATE.finditer(cleaned)]
    for match in _CHINESE_DATE.finditer(cleaned):
        year = int("".join(str(_DIGITS[sign]) for sign in match[1]))
        found.append((match, (year, _chinese_number(match[2]), _chinese_number(match[3]))))
    for match, (year, month, number) in sorted(found, key=lambda dated: dated[0].start()):
        try:
            yield match.start(), match.end(), date(year, month, number).isoformat()
        except ValueError:
            continue


def first_month(text: str) -> str | None:
    """Return the month with which a period begins, ``YYYY-MM``."""
    return next(iter(_months(text)), None)


def last_month(text: str) -> str | None:
    """Return the month with which a period ends, ``YYYY-MM``; 2019年1月至3月 ends in 2019-03."""
    found = _months(text)
    return found[-1] if found else None


def _months(text: str) -> list[str]:
    cleaned = plain(text)
    months: list[str] = []
    current, end = "", 0
    for match in _MONTH.finditer(cleaned):
        current, end = match["year"] or match["short"] or current, match.end()
        month = int(match["month"] or match["digits"] or match["alone"])
        if current and 1 <= month <= 12:
            months.append(f"{current}-{month:02}")
    unread = len(months) == 1 and _OPEN_END.match(cleaned[end:])  # one end of the period was not read
    return months if months == sorted(months) and not unread else []


def _chinese_number(text: str) -> int:
    total, section, number = 0, 0, 0
    for character in text:
        if character in _DIGITS:
            number = _DIGITS[character]
        elif character in _UNITS:
            section += (number or 1) * _UNITS[character]
            number = 0
        elif character in _LARGE:
            total += (section + number or 1) * _LARGE[character]
            section = number = 0
    return total + section + number


def yuan(text: str) -> str | None:
    """Return an amount in whole yuan as digits; None for foreign money and for no amount (domain f20)."""
    cleaned = plain(text)
    if _FOREIGN.search(cleaned):
        return None
    if found := _AMOUNT.search(cleaned):
        return str(round(Decimal(found[1].replace(",", "")) * _LARGE.get(found[2] or "", 1)))
    if not re.search(r"\d", cleaned) and (found := _CHINESE_AMOUNT.search(cleaned)):
        return str(_chinese_number(found.group(0)))
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
    dated = _CHINESE_DATE.search(value) or _DATE.search(value)
    return _full_brackets(value) if value and not dated else None


def year(text: str) -> str | None:
    """Return the first year of the text."""
    found = re.search(r"(?<!\d)(?:19|20)\d{2}(?!\d)", plain(text))
    return found.group(0) if found else None


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
    found = re.match(r"[\u4e00-\u9fff]{2,10}|[A-Za-z][A-Za-z .]{2,40}", cleaned)
    return found.group(0).strip() if found and not found.group(0).startswith("国籍") else None


def holder(text: str) -> str | None:
    """Return the name of a person, in Chinese or, as passports print it, in capital letters."""
    latin = re.match(r"[A-Z][A-Z ,.'-]{2,40}[A-Z]", one_width(text).strip(" :"))
    return person(text) or (latin.group(0) if latin else None)
