"""Reading single values out of text: names of units and people, dates, amounts of money, counts."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

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
     "负责人", "股东会", "董事长", "执行董事", "总经理", "委托人", "变更", "名称", "住所", "类型", "以上", "本人")
)
_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_CHINESE_DATE = re.compile(
    r"([二一][〇零○O一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {c: i for i, c in enumerate("〇壹贰叁肆伍陆柒捌玖")}
_DIGITS |= {"○": 0, "O": 0, "两": 2}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}
_FOREIGN = ("美元", "港元", "港币", "欧元", "日元", "英镑", "USD", "HKD", "EUR")
_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)(亿|万|萬)?")
_CHINESE_AMOUNT = re.compile(r"[零〇一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬两]{2,}")
_COUNT = re.compile(r"(?<![\d.])(\d{1,6})(?![\d.])")


def plain(text: str) -> str:
    """Return text without white space, in one width; brackets and colons become half-width."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def unit(text: str) -> str | None:
    """Return the name of a unit that the text begins with or consists of, with full-width brackets."""
    cleaned = _STAMP_WORDS.sub("", plain(text)).lstrip(":_ ")
    found = _UNIT.match(cleaned)
    if not found:
        return None
    name = found.group(0).lstrip("（）()").replace("(", "（").replace(")", "）")
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
    cleaned = plain(text)
    numbers: tuple[int, int, int] | None = None
    if found := _DATE.search(cleaned):
        numbers = (int(found[1]), int(found[2]), int(found[3]))
    elif found := _CHINESE_DATE.search(cleaned):
        year = int("".join(str(_DIGITS[c]) for c in found[1]))
        numbers = (year, _chinese_number(found[2]), _chinese_number(found[3]))
    if numbers is None:
        return None
    try:
        return date(*numbers).isoformat()
    except ValueError:
        return None


def last_day(text: str) -> str | None:
    """Return the last date of the text: the end of a term, or 长期."""
    cleaned = plain(text)
    if "长期" in cleaned:
        return "长期"
    found = [match for match in _DATE.finditer(cleaned) if day(match.group(0))]
    if not found:
        return None
    rest = cleaned[found[-1].end() :]
    if re.search(r"[-—~至到]\s*\d", rest):
        return None  # 2017.03.12-2037.0…: the end of the term is there but was not read
    return day(found[-1].group(0))


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
    if any(word in cleaned for word in _FOREIGN):
        return None
    if found := _AMOUNT.search(cleaned):
        amount = float(found[1].replace(",", "")) * _LARGE.get(found[2] or "", 1)
        return str(round(amount))
    if found := _CHINESE_AMOUNT.search(cleaned):
        return str(_chinese_number(found.group(0)))
    return None


def count(text: str) -> str | None:
    """Return the first whole number of the text, as digits."""
    found = _COUNT.search(plain(text).replace(",", ""))
    return str(int(found[1])) if found else None
