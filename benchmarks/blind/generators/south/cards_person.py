"""Drawn documents of persons: identity cards, passports, permits."""

from __future__ import annotations

from datetime import date
from random import Random

from south.canvas import Sheet
from south.cards_firm import Picture
from south.firms import Person
from south.markup import Facts

CARD = (85.6, 54.0)
POLICE = "北京市公安局朝阳分局"
LETTERS = {
    "德国": "DEU",
    "韩国": "KOR",
    "加拿大": "CAN",
    "日本": "JPN",
    "西班牙": "ESP",
    "美国": "USA",
    "英国": "GBR",
    "意大利": "ITA",
    "泰国": "THA",
    "澳大利亚": "AUS",
}


def card_front(sheet: Sheet, x: float, y: float, one: Person, number: str) -> None:
    """The side of an identity card with the portrait."""
    sheet.box((x, y, *CARD), (150, 160, 170), (236, 242, 246), 0.3, 3)
    for k, (label, value) in enumerate(
        (
            ("姓名", one.name),
            ("性别", f"{one.sex}　民族 汉"),
            ("出生", f"{one.born.year} 年 {one.born.month} 月 {one.born.day} 日"),
        )
    ):
        sheet.text(x + 5, y + 8 + k * 7, label, 7, "sans", (70, 110, 150))
        sheet.text(x + 14, y + 8 + k * 7, value, 8.5, "sans")
    sheet.text(x + 5, y + 29, "住址", 7, "sans", (70, 110, 150))
    sheet.wrapped(x + 14, y + 29, f"{one.home}槐柏街道{one.born.day}号院{one.born.month}号", 40, 8, "sans")
    sheet.text(x + 5, y + 47, "公民身份号码", 7, "sans", (70, 110, 150))
    sheet.text(x + 27, y + 47, number, 11, "bold")
    sheet.portrait(x + 59, y + 7, 22, 29, one.born.day * 2)


def card_back(sheet: Sheet, x: float, y: float, title: str, rows: tuple[tuple[str, str], ...]) -> None:
    """The side with the emblem and the term."""
    sheet.box((x, y, *CARD), (150, 160, 170), (238, 240, 244), 0.3, 3)
    sheet.emblem(x + 13, y + 13, 8)
    sheet.text(x + 53, y + 10, "中华人民共和国", 11, "serif mm")
    sheet.text(x + 53, y + 19, title, 15, "black mm")
    for k, (label, value) in enumerate(rows):
        sheet.text(x + 12, y + 34 + k * 6, label, 7, "sans", (60, 60, 60))
        sheet.text(x + 32, y + 34 + k * 6, value, 8, "sans")


def term(one: Person) -> tuple[tuple[str, str], ...]:
    """Issuer and term of a card."""
    begin = date(2012 + one.born.day % 6, one.born.month, 11)
    return (("签发机关", POLICE), ("有效期限", f"{begin:%Y.%m.%d}-{begin.replace(year=begin.year + 20):%Y.%m.%d}"))


def note(sheet: Sheet, facts: Facts, y: float) -> None:
    """A remark that the copy serves this matter only."""
    sheet.text(105, y, f"本复印件仅用于办理{facts['matter']}，与原件一致", 10, "kai mm")


def identity_page(one: Person, facts: Facts, rng: Random, number: str = "") -> Picture:
    """Both sides of a card on one page."""
    sheet = Sheet()
    x = rng.choice((62, 40, 80)) + rng.uniform(-3, 3)
    y = rng.uniform(40, 60)
    card_front(sheet, x, y, one, number or one.identity)
    card_back(sheet, x, y + rng.choice((64, 75, 90)), "居民身份证", term(one))
    if rng.random() < 0.5:
        note(sheet, facts, 245)
    return sheet, []


def identity_grid(crew: list[Person], facts: Facts, rng: Random, numbers: list[str]) -> Picture:
    """The cards of two persons on one page, sides next to each other."""
    sheet = Sheet()
    for k, one in enumerate(crew):
        y = 45 + k * 85
        card_front(sheet, 14, y, one, numbers[k])
        card_back(sheet, 110, y, "居民身份证", term(one))
    note(sheet, facts, 235)
    return sheet, []


def identity(facts: Facts, rng: Random, style: str) -> list[Picture]:
    """The identity cards of the persons that the paper names."""
    crew, numbers = facts["card_people"], facts["card_numbers"]
    if style == "form" and len(crew) > 1:
        return [identity_grid(crew, facts, rng, numbers)]
    return [identity_page(one, facts, rng, n) for one, n in zip(crew, numbers, strict=True)]


def resident_card(facts: Facts, rng: Random, style: str) -> list[Picture]:
    """A residence card of Hong Kong, Macao or Taiwan."""
    sheet = Sheet()
    one: Person = facts["worker_person"]
    x, gap = (62, 70) if style == "letter" else (14, 0)
    local = Person(one.name, one.sex, one.born, one.identity, one.phone, "北京市朝阳区")
    card_front(sheet, x, 60, local, facts["worker_doc_no"])
    rows = (("签发机关", POLICE), ("有效期限", "2019.04.12-2024.04.12"), ("通行证号码", f"H0{one.identity[6:13]}"))
    card_back(sheet, x if gap else 110, 60 + gap, facts["worker_doc"], rows)
    return [(sheet, [])]


def machine_lines(facts: Facts) -> tuple[str, str]:
    """Two lines as a passport prints them at its foot."""
    names, land = facts["worker"].split(), LETTERS[facts["worker_home"]]
    head = f"P<{land}{names[-1]}<<{'<'.join(names[:-1])}".ljust(44, "<")
    one: Person = facts["worker_person"]
    tail = (
        f"{facts['worker_doc_no']}<7{land}{one.born:%y%m%d}4{'M' if one.sex == '男' else 'F'}2809127".ljust(42, "<")
        + "08"
    )
    return head, tail


def passport(facts: Facts, rng: Random, style: str) -> list[Picture]:
    """The data page of a passport."""
    sheet = Sheet()
    x, y = (42, 60) if style == "letter" else (30, 40)
    sheet.box((x, y, 125, 88), (90, 60, 60), (244, 236, 238), 0.4, 3)
    sheet.text(x + 62, y + 7, "PASSPORT  护照", 13, "bold mm", (120, 30, 40))
    sheet.portrait(x + 6, y + 16, 32, 42, facts["worker_person"].born.day * 2)
    rows = (
        ("Name 姓名", facts["worker"]),
        ("Nationality 国籍", facts["worker_home"]),
        ("Date of birth 出生日期", f"{facts['worker_person'].born:%d %m %Y}"),
        ("Sex 性别", "M" if facts["worker_sex"] == "男" else "F"),
        ("Passport No. 护照号", facts["worker_doc_no"]),
        ("Date of expiry 有效期至", "12 09 2028"),
    )
    for k, (label, value) in enumerate(rows):
        sheet.text(x + 44, y + 16 + k * 8.6, label, 6, "sans", (110, 80, 80))
        sheet.text(x + 44, y + 20 + k * 8.6, value, 9, "bold")
    for k, line in enumerate(machine_lines(facts)):
        sheet.text(x + 5, y + 74 + k * 7, line, 8.2, "hei")
    return [(sheet, [])]


def work_permit(facts: Facts, rng: Random, style: str) -> list[Picture]:
    """The work permit of a foreigner, as a card or as a printed sheet."""
    sheet = Sheet()
    rows = (
        ("姓名 Name", facts["worker"]),
        ("国籍 Nationality", facts["worker_home"]),
        ("护照号 Passport", facts["worker_doc_no"]),
        ("工作单位 Employer", facts["unit"]),
        ("许可证号 No.", f"110{facts['worker_doc_no'][1:]}20"),
        ("有效期 Valid", f"{facts['hired']}至{facts['contract_to']}"),
    )
    wide = style == "letter"
    x, y, w, h = (24, 50, 162, 92) if wide else (30, 45, 150, 110)
    sheet.box((x, y, w, h), (60, 110, 160), (233, 241, 248), 0.5, 3)
    sheet.text(x + w / 2, y + 10, "中华人民共和国外国人工作许可证", 14, "black mm", (150, 30, 30))
    sheet.portrait(x + 6, y + 22, 28, 37, facts["worker_person"].born.day * 2)
    for k, (label, value) in enumerate(rows):
        sheet.text(x + 40, y + 24 + k * (11 if wide else 13), label, 8, "sans", (60, 80, 110))
        sheet.text(x + 70, y + 24 + k * (11 if wide else 13), value, 9.5, "sans")
    return [(sheet, [])]


def residence_permit(facts: Facts, rng: Random, style: str) -> list[Picture]:
    """The residence permit in the passport."""
    sheet = Sheet()
    x, y = (36, 50) if style == "letter" else (20, 80)
    sheet.box((x, y, 138, 84), (60, 120, 110), (232, 244, 238), 0.4, 2)
    sheet.text(x + 69, y + 9, "中华人民共和国外国人居留许可", 13, "serif mm")
    sheet.text(x + 69, y + 16, "RESIDENCE PERMIT FOR FOREIGNER IN THE PEOPLE'S REPUBLIC OF CHINA", 6, "sans mm")
    rows = (
        ("姓名 NAME", facts["worker"]),
        ("护照号码 PASSPORT NO.", facts["worker_doc_no"]),
        ("居留事由 PURPOSE", "工作 WORK"),
        ("签发日期 ISSUED", facts["hired"]),
        ("有效期至 VALID UNTIL", facts["contract_to"]),
        ("签发地 PLACE", "北京 BEIJING"),
    )
    sheet.portrait(x + 6, y + 24, 26, 34, facts["worker_person"].born.day * 2)
    for k, (label, value) in enumerate(rows):
        sheet.text(x + 38, y + 26 + k * 8, label, 7, "sans", (40, 90, 80))
        sheet.text(x + 74, y + 26 + k * 8, value, 9, "bold")
    return [(sheet, [])]


def permanent_card(facts: Facts, rng: Random, style: str) -> list[Picture]:
    """A foreigner's permanent residence card."""
    sheet = Sheet()
    x, y = (62, 55) if style == "letter" else (20, 45)
    one: Person = facts["worker_person"]
    sheet.box((x, y, *CARD), (120, 90, 140), (240, 234, 244), 0.3, 3)
    sheet.text(x + 43, y + 7, "外国人永久居留身份证", 10, "black mm")
    rows = (
        ("姓名", facts["worker"]),
        ("国籍", facts["worker_home"]),
        ("出生日期", f"{one.born:%Y.%m.%d}"),
        ("有效期限", "2018.06.05-2028.06.05"),
        ("证件号码", f"{LETTERS[facts['worker_home']]}1100{one.born:%y%m%d}14"),
    )
    for k, (label, value) in enumerate(rows):
        sheet.text(x + 5, y + 15 + k * 7, label, 6.5, "sans", (90, 70, 110))
        sheet.text(x + 20, y + 15 + k * 7, value, 8, "sans")
    sheet.portrait(x + 60, y + 14, 21, 27, one.born.day * 2)
    rows_back = (("签发机关", "国家移民管理局"), ("持证人", facts["worker"]))
    card_back(
        sheet, x if style == "letter" else 110, y + (66 if style == "letter" else 0), "外国人永久居留身份证", rows_back
    )
    return [(sheet, [])]
