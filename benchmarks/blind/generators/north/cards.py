"""Cards and passports of invented persons, copied onto A4 sheets."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from .canvas import Canvas
from .convert import Sheet
from .digits import zone_check
from .people import Person

BLUE = (70, 110, 150)


def card_front(person: Person, rng: np.random.Generator) -> Canvas:
    """The side of the identity card with the portrait, 85.6 by 54 mm."""
    card = Canvas(85.6, 54, (236, 243, 246))
    card.guilloche((0, 1), (85, 52), (205, 222, 232), rng)
    card.box((0.2, 0.2), (85, 53.5), (150, 160, 170), 0.2, None, 3)
    for y, label, value in ((6, "姓 名", person.name), (13, "性 别", person.sex), (20, "出 生", ""), (27, "住 址", "")):
        card.text((5, y), label, 2.7, "hei", BLUE)
        card.text((17, y - 0.3), value, 3.2, "hei")
    card.text((28, 13), "民 族", 2.7, "hei", BLUE)
    card.text((39, 12.7), person.nation, 3.2, "hei")
    born = person.born
    for x, value, label, at in ((17, str(born.year), "年", 27), (31, str(born.month), "月", 36),
        (40, str(born.day), "日", 45)):
        card.text((x, 19.7), value, 3.2, "hei")
        card.text((at, 20), label, 2.7, "hei", BLUE)
    card.block((17, 26.7), person.home, 3, 36, "hei")
    card.text((5, 46), "公民身份号码", 2.7, "hei", BLUE)
    card.text((28, 45.4), person.number, 3.7, "sans")
    card.portrait((57, 7), (24, 30), rng)
    return card


def card_back(person: Person, rng: np.random.Generator, today: date) -> Canvas:
    """The side with the emblem, the issuing police bureau and the term."""
    card = Canvas(85.6, 54, (240, 238, 240))
    card.guilloche((0, 1), (85, 52), (226, 216, 220), rng)
    card.box((0.2, 0.2), (85, 53.5), (150, 160, 170), 0.2, None, 3)
    card.emblem(14, 14, 8)
    card.text((50, 11), "中华人民共和国", 4.6, "hei", anchor="mm")
    card.text((50, 21), "居 民 身 份 证", 6, "hei", anchor="mm")
    issue = date(today.year - int(rng.integers(1, 9)), int(rng.integers(1, 12)), int(rng.integers(1, 28)))
    years = 10 if today.year - person.born.year < 45 else 20
    card.text((20, 38), "签发机关", 2.8, "hei")
    card.text((36, 38), person.police, 3, "hei")
    card.text((20, 45), "有效期限", 2.8, "hei")
    card.text((36, 45), f"{issue:%Y.%m.%d}-{issue.year + years}.{issue:%m.%d}", 3, "hei")
    return card


def identity_sheet(person: Person, rng: np.random.Generator, today: date, note: str = "") -> Sheet:
    """Both sides on one A4 sheet, in one of several layouts."""
    page = Canvas(210, 297)
    turn = rng.uniform(-2.5, 2.5, 2)
    x = rng.uniform(48, 66)
    gap = rng.uniform(66, 92)
    side_by_side = rng.random() < 0.25
    first, second = ((14, 60), (110, 60)) if side_by_side else ((x, 40), (x + rng.uniform(-6, 6), 40 + gap))
    page.put(card_front(person, rng), *first, turn[0])
    page.put(card_back(person, rng, today), *second, turn[1])
    if rng.random() < 0.35:
        page.photocopied()
    if note:
        page.text((105, 220), note, 4.6, "song", anchor="mm")
    return page.sheet()


@dataclass(frozen=True)
class Traveller:
    """A person from abroad or from Hong Kong, Macao, Taiwan, with the papers' numbers."""

    person: Person
    latin: str
    nation: str
    code: str
    number: str
    expires: date
    country: str
    country_en: str


def passport_zone(who: Traveller) -> tuple[str, str]:
    """The two machine readable lines (ICAO 9303, 44 characters each)."""
    surname, given = who.latin.split(" ", 1)
    first = f"P<{who.code}{surname}<<{given.replace(' ', '<')}".ljust(44, "<")[:44]
    number = who.number.ljust(9, "<")
    born, until = f"{who.person.born:%y%m%d}", f"{who.expires:%y%m%d}"
    sex = "M" if who.person.male else "F"
    extra = "<" * 14
    checked = number + zone_check(number) + born + zone_check(born) + until + zone_check(until) + extra + "0"
    total = zone_check(checked)
    parts = (number, zone_check(number), who.code, born, zone_check(born), sex, until, zone_check(until), extra, "0",
        total)
    return first, "".join(parts)


def passport_sheet(who: Traveller, rng: np.random.Generator) -> Sheet:
    """A passport's data page copied onto A4."""
    book = Canvas(125, 88, (238, 240, 232))
    book.guilloche((0, 2), (125, 84), (214, 224, 208), rng)
    book.text((6, 5), f"PASSPORT　{who.country_en.upper()}", 3.4, "sansbold")
    book.portrait((6, 16), (32, 42), rng)
    rows = [("Type / Code", f"P　{who.code}"), ("Passport No.", who.number), ("Surname", who.latin.split(" ", 1)[0]),
        ("Given names", who.latin.split(" ", 1)[1]),
        ("Nationality", who.nation), ("Date of birth", f"{who.person.born:%d %b %Y}".upper()),
        ("Sex", "M" if who.person.male else "F"),
        ("Date of expiry", f"{who.expires:%d %b %Y}".upper())]
    for index, (label, value) in enumerate(rows):
        x, y = 43 + index % 2 * 42, 14 + index // 2 * 13
        book.text((x, y), label, 2, "sans", BLUE)
        book.text((x, y + 3.4), value, 3.1, "sans")
    for index, zone in enumerate(passport_zone(who)):
        book.text((5, 71 + index * 6.5), zone, 4.1, "mono")
    return on_page(book, rng)


def on_page(card: Canvas, rng: np.random.Generator, second: Canvas | None = None) -> Sheet:
    """One or two cards on an A4 sheet."""
    page = Canvas(210, 297)
    x = (210 - card.width) / 2 + rng.uniform(-8, 8)
    page.put(card, x, rng.uniform(34, 52), rng.uniform(-2, 2))
    if second:
        page.put(second, x + rng.uniform(-5, 5), rng.uniform(128, 146), rng.uniform(-2, 2))
    return page.sheet()


def permit_card(title: str, rows: list[tuple[str, str]], rng: np.random.Generator,
        ground: tuple[int, int, int]) -> Canvas:
    """A card with a portrait and labelled lines."""
    card = Canvas(96, 62, ground)
    card.guilloche((0, 1), (96, 60), tuple(max(0, v - 22) for v in ground), rng)
    card.box((0.2, 0.2), (95.4, 61.4), (140, 140, 150), 0.25, None, 3)
    card.emblem(8, 8, 4.6)
    card.text((54, 8), title, 4.4, "hei", anchor="mm")
    card.portrait((5, 17), (24, 31), rng)
    for index, (label, value) in enumerate(rows):
        card.text((33, 16 + index * 6.6), label, 2.3, "sans", BLUE)
        card.text((56, 15.8 + index * 6.6), value, 2.9, "sans")
    return card


def work_permit(who: Traveller, unit: str, rng: np.random.Generator, until: date) -> Sheet:
    """The foreigner's work permit card."""
    rows = [("姓名 Name", who.latin), ("国籍 Nationality", who.country),
        ("许可证号 No.", who.code + f"{who.person.born:%y%m%d}" + "0001"),
        ("护照号 Passport", who.number), ("聘用单位", unit[:13]), ("", unit[13:]),
        ("有效期至 Until", f"{until:%Y-%m-%d}")]
    card = permit_card("中华人民共和国外国人工作许可证", rows, rng, (232, 240, 248))
    return on_page(card, rng)


def residence_permit(who: Traveller, rng: np.random.Generator, today: date, until: date) -> Sheet:
    """The residence permit as stuck into the passport."""
    since = date(today.year - 1, max(1, today.month - 1), 12)
    rows = [("姓名 Name", who.latin), ("护照号 Passport", who.number), ("居留事由 Purpose", "工作 WORK"),
        ("签发日期 Issued", f"{since:%Y-%m-%d}"),
        ("有效期至 Until", f"{until:%Y-%m-%d}"), ("签发机关", "北京市公安局出入境管理局")]
    return on_page(permit_card("中华人民共和国外国人居留许可", rows, rng, (238, 234, 246)), rng)


def permanent_card(who: Traveller, rng: np.random.Generator, until: date) -> Sheet:
    """The permanent residence card."""
    rows = [("姓名 Name", who.latin), ("国籍 Nationality", who.country), ("出生日期", f"{who.person.born:%Y.%m.%d}"),
        ("证件号码 No.", f"{who.code}1101{who.person.born:%y%m%d}05"), ("有效期限", f"2016.06.01-{until:%Y.%m.%d}"),
        ("签发机关", "国家移民管理局")]
    return on_page(permit_card("外国人永久居留身份证", rows, rng, (244, 236, 226)), rng)


def strait_permit(who: Traveller, rng: np.random.Generator) -> Sheet:
    """The mainland travel permit for Hong Kong, Macao or Taiwan residents."""
    title = "台湾居民来往大陆通行证" if who.code == "TWN" else "港澳居民来往内地通行证"
    rows = [("姓名", who.person.name), ("", who.latin), ("出生日期", f"{who.person.born:%Y.%m.%d}"),
        ("性别", who.person.sex),
        ("有效期限", f"{who.expires.year - 10}.{who.expires:%m.%d}-{who.expires:%Y.%m.%d}"),
        ("签发机关", "公安部出入境管理局"), ("证件号码", who.number)]
    return on_page(permit_card(title, rows, rng, (230, 242, 236)), rng)


def strait_residence(who: Traveller, rng: np.random.Generator) -> Sheet:
    """The residence permit for Hong Kong, Macao or Taiwan residents."""
    title = "台湾居民居住证" if who.code == "TWN" else "港澳居民居住证"
    rows = [("姓名", who.person.name), ("性别", who.person.sex), ("出生", f"{who.person.born:%Y年%m月%d日}"),
        ("住址", who.person.home[:12]),
        ("", who.person.home[12:24]), ("公民身份号码", who.number)]
    return on_page(permit_card(title, rows, rng, (234, 240, 250)), rng)
