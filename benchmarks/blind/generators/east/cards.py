"""Identity cards, passports, permits and medical bills as copied pages."""

from datetime import date
from random import Random

from PIL import Image

from .canvas import Canvas, emblem, portrait
from .days import later, years
from .digits import mrz_check
from .facts import Facts
from .firms import Person

Drawing = tuple[Canvas, float, float]


def _photo(card: Canvas, box: tuple[float, float, float, float], rng: Random, woman: bool) -> None:
    """A portrait in a box of left, top, width and height in mm."""
    x, y, w, h = box
    card.paste(portrait(card.px(w), card.px(h), rng, woman), x, y)


def identity_front(one: Person, number: str, dpi: int, rng: Random) -> Canvas:
    """The side with name, number and portrait."""
    card = Canvas(85.6, 54, dpi, (226, 236, 240))
    label = (60, 110, 150)
    for y, title, words in (
        (7, "姓名", one.name), (14, "性别", f"{one.sex}　　民族　汉"),
        (21, "出生", f"{one.birth.year} 年 {one.birth.month} 月 {one.birth.day} 日"),
    ):
        card.text((5, y), title, 2.9, "sans", label)
        card.text((15, y - 0.2), words, 3.4, "sans")
    card.text((5, 28), "住址", 2.9, "sans", label)
    card.wrapped(
        (15, 27.8), f"{one.region}安华街{rng.randrange(2, 80)}号{rng.randrange(1, 30)}楼{rng.randrange(101, 999)}",
        3.2, 40, "sans",
    )
    card.text((5, 46), "公民身份号码", 2.9, "sans", label)
    card.text((28, 45.4), " ".join((number[:6], number[6:14], number[14:])), 4, "sans")
    _photo(card, (59, 7, 22, 28), rng, one.woman)
    return card


def identity_back(one: Person, dpi: int, rng: Random) -> Canvas:
    """The side with emblem, authority and validity."""
    card = Canvas(85.6, 54, dpi, (228, 236, 232))
    emblem(card, 14, 15, 8)
    card.text((52, 9), "中华人民共和国", 5.2, "serif-bold", anchor="mt")
    card.text((52, 19), "居 民 身 份 证", 6.4, "serif-bold", anchor="mt")
    start = date(rng.randrange(2012, 2019), rng.randrange(1, 13), rng.randrange(1, 28))
    place = one.region.split("市")[-1] if one.region.count("市") > 1 else one.region.split("市")[1]
    card.text((12, 38), f"签发机关　{one.region.split(place)[0].split('省')[-1]}公安局{place[:-1]}分局", 3.2, "sans")
    card.text((12, 45), f"有效期限　{start:%Y.%m.%d}-{years(start, 20):%Y.%m.%d}", 3.2, "sans")
    return card


def _framed(card: Canvas, line: tuple[int, int, int] = (150, 155, 160)) -> Canvas:
    """A card with a thin outline."""
    card.box(0.1, 0.1, card.width - 0.4, card.height - 0.4, 0.25, line)
    return card


def sheet_of(drawings: list[Drawing], dpi: int, caption: str = "", grey: bool = False) -> Canvas:
    """A portrait A4 page with cards at places; grey as from a copier."""
    page = Canvas(210, 297, dpi)
    for card, x, y in drawings:
        picture = _framed(card).image
        if grey:
            picture = Image.merge("RGB", (picture.convert("L"),) * 3)
        page.paste(picture, x, y)
    if caption:
        page.text((105, 240), caption, 4.6, "kai", (35, 45, 110), "mm")
    return page


def identity_pages(people: list[tuple[Person, str]], dpi: int, rng: Random) -> list[Canvas]:
    """Front and back of one or two cards on a page."""
    drawings: list[Drawing] = []
    grey, shift = rng.random() < 0.4, rng.uniform(-6, 6)
    for row, (one, number) in enumerate(people):
        front, back = identity_front(one, number, dpi, rng), identity_back(one, dpi, rng)
        if len(people) == 1:
            drawings += [(front, 62 + shift, 52), (back, 60 + shift, 124)]
        else:
            drawings += [(front, 14, 46 + 78 * row), (back, 110, 47 + 78 * row)]
    words = rng.choice(("", "与原件一致，仅供办理人社业务使用", "此复印件与原件核对无误"))
    return [sheet_of(drawings, dpi, words, grey)]


def passport_pages(facts: Facts, dpi: int, rng: Random) -> list[Canvas]:
    """The data page of a passport with its machine-readable zone."""
    book = Canvas(125, 88, dpi, (233, 229, 238))
    one, number = facts["p_person"], facts["p_doc"]
    surname, _, given = facts["p_name"].partition(" ")
    end = date(2027, rng.randrange(1, 13), rng.randrange(1, 28))
    book.text((40, 5), f"PASSPORT    P    {facts['p_iso']}    {number}", 3.4, "sans")
    lines = (
        ("Surname", surname), ("Given names", given), ("Nationality", facts["p_iso"]),
        ("Date of birth", f"{one.birth:%d %b %Y}".upper()), ("Sex", "F" if one.woman else "M"),
        ("Date of expiry", f"{end:%d %b %Y}".upper()),
    )
    for i, (label, words) in enumerate(lines):
        book.text((40, 13 + i * 8.4), label, 2.1, "sans", (90, 90, 120))
        book.text((40, 16 + i * 8.4), words, 3.5, "sans")
    _photo(book, (5, 12, 30, 38), rng, one.woman)
    first = f"P<{facts['p_iso']}{surname}<<{given.replace(' ', '<')}".ljust(44, "<")[:44]
    birth, until = f"{one.birth:%y%m%d}", f"{end:%y%m%d}"
    core = number + mrz_check(number) + facts["p_iso"] + birth + mrz_check(birth)
    core += ("F" if one.woman else "M") + until + mrz_check(until) + "<" * 14 + "0"
    check = mrz_check(core[:10] + core[13:20] + core[21:43])
    for i, words in enumerate((first, (core + check)[:44])):
        book.text((4, 71 + i * 7), words, 4.35, "mono")
    return [sheet_of([(book, 42, 60)], dpi, rng.choice(("", "护照首页复印件，与原件一致")))]


def work_permit_pages(facts: Facts, dpi: int, rng: Random) -> list[Canvas]:
    """Card of the permit for foreigners to work."""
    front, back = Canvas(85.6, 54, dpi, (222, 234, 246)), Canvas(85.6, 54, dpi, (222, 234, 246))
    front.text((43, 5), "中华人民共和国外国人工作许可证", 4.2, "serif-bold", (30, 60, 120), "mt")
    front.text((43, 11), "Foreigner's Work Permit", 2.6, "sans", (30, 60, 120), "mt")
    front.text((32, 19), f"姓名 Name: {facts['p_name']}", 2.9, "sans")
    front.text((32, 26), f"国籍 Nationality: {facts['p_nation']}", 2.9, "sans")
    front.text((32, 33), f"证件编号 No.: {facts['permit_number']}", 2.9, "sans")
    front.text((32, 40), "类别 Category: B", 2.9, "sans")
    _photo(front, (5, 17, 22, 28), rng, facts["p_person"].woman)
    back.wrapped((5, 8), f"工作单位 Employer: {facts['unit']}", 3, 74, "sans")
    back.text((5, 24), f"护照号 Passport: {facts['p_doc']}", 3, "sans")
    back.text((5, 32), f"有效期至 Valid until: {facts['p_until']:%Y-%m-%d}", 3, "sans")
    back.text((5, 42), "北京市外国专家局", 3, "sans")
    return [sheet_of([(front, 62, 50), (back, 62, 120)], dpi)]


def residence_pages(facts: Facts, dpi: int, rng: Random) -> list[Canvas]:
    """The residence permit sticker in a passport."""
    page = Canvas(125, 88, dpi, (228, 238, 228))
    page.text((62, 6), "中华人民共和国外国人居留许可", 5, "serif-bold", (40, 90, 60), "mt")
    page.text(
        (62, 13), "RESIDENCE PERMIT FOR FOREIGNER IN THE PEOPLE'S REPUBLIC OF CHINA", 2.2, "sans", (40, 90, 60), "mt"
    )
    issued = later(facts["p_start"], 8)
    rows = (
        ("姓名 NAME", facts["p_name"]), ("护照 PASSPORT", facts["p_doc"]), ("国籍", facts["p_nation"]),
        ("居留事由 PURPOSE", "工作 WORK"), ("签发日期 ISSUED", f"{issued:%Y-%m-%d}"),
        ("有效期至 VALID UNTIL", f"{later(facts['p_until'], -30):%Y-%m-%d}"), ("签发地 PLACE", "北京 BEIJING"),
    )
    for i, (label, words) in enumerate(rows):
        page.text((40, 20 + i * 7), label, 2.6, "sans", (70, 90, 80))
        page.text((80, 19.6 + i * 7), words, 3.2, "sans")
    _photo(page, (6, 22, 28, 36), rng, facts["p_person"].woman)
    page.text((5, 76), "CR" + facts["permit_number"] + "<<<<<<<<<<<<<<<<<<<<<<", 4, "mono")
    return [sheet_of([(page, 42, 66)], dpi)]


def settled_pages(facts: Facts, dpi: int, rng: Random) -> list[Canvas]:
    """Card of permanent residence."""
    card = Canvas(85.6, 54, dpi, (214, 230, 240))
    card.text((43, 4), "外国人永久居留身份证", 4.6, "serif-bold", (30, 70, 130), "mt")
    card.text((43, 10), "PERMANENT RESIDENCE ID CARD", 2.6, "sans", (30, 70, 130), "mt")
    one = facts["p_person"]
    for i, words in enumerate(
        (
            facts["p_name"], f"{'女 F' if one.woman else '男 M'}　{facts['p_nation']} {facts['p_iso']}",
            f"出生日期 {one.birth:%Y.%m.%d}", "有效期限 2018.05.07-2028.05.06",
        )
    ):
        card.text((5, 16 + i * 7), words, 3, "sans")
    card.text((5, 46), f"证件号码 {facts['p_iso']}1100{one.birth:%y%m%d}{rng.randrange(10, 99)}", 3.2, "sans")
    _photo(card, (59, 14, 22, 28), rng, one.woman)
    return [sheet_of([(card, 62, 70)], dpi)]


def compatriot_pages(facts: Facts, dpi: int, rng: Random) -> list[Canvas]:
    """Travel or residence permit of a person from Hong Kong, Macao or Taiwan."""
    card, one = Canvas(85.6, 54, dpi, (230, 228, 240)), facts["p_person"]
    card.text((43, 4), facts["p_doc_kind"], 4.4, "serif-bold", (40, 60, 120), "mt")
    rows = (
        ("姓名", facts["p_name"]), ("出生日期", f"{one.birth:%Y.%m.%d}"), ("性别", one.sex),
        ("有效期限", "2017.08.22-2027.08.21"), ("证件号码", facts["p_doc"]), ("签发机关", "公安部出入境管理局"),
    )
    for i, (label, words) in enumerate(rows):
        card.text((30, 13 + i * 6.4), label, 2.4, "sans", (80, 90, 130))
        card.text((45, 12.6 + i * 6.4), words, 3.2, "sans")
    _photo(card, (4, 14, 22, 28), rng, one.woman)
    return [sheet_of([(card, 62, 58)], dpi, rng.choice(("", "复印件与原件一致")), rng.random() < 0.3)]


def bill_pages(facts: Facts, dpi: int, rng: Random) -> list[Canvas]:
    """Receipt with fee list, and the outpatient record."""
    return [_receipt(facts, dpi, rng), _record(facts, dpi)]


def _receipt(facts: Facts, dpi: int, rng: Random) -> Canvas:
    """A receipt of the hospital with the fee list below; sums are right (yuan)."""
    bill, red = Canvas(210, 297, dpi), (150, 40, 40)
    fees = {"诊察费": 50, "检查费（X线、CT）": rng.randrange(280, 620), "治疗费（石膏固定）": rng.randrange(180, 420),
            "西药费": rng.randrange(60, 240), "材料费": rng.randrange(90, 320)}
    money = [[name, f"{fee:.2f}"] for name, fee in fees.items()]
    bill.text((105, 22), "北京市医疗门诊收费票据", 6.5, "serif-bold", red, "mt")
    head = f"票据号：{rng.randrange(10**8):08d}　　姓名：{facts['p_name']}　　日期：{facts['diagnosis_day']}"
    bill.text((24, 38), head, 4)
    rows = [["项　目", "金　额（元）"], *money, ["合　计", f"{sum(fees.values()):.2f}"]]
    y = bill.grid((24, 46), [100, 62], 9, rows, 4)
    bill.text((24, y + 8), f"收款单位：{facts['hospital']}", 4)
    bill.spots["hospital"] = (150, y + 12)
    bill.text((105, y + 34), "门诊费用清单", 6, "serif-bold", anchor="mt")
    details = [["名称", "单价", "数量", "金额"], *([name, fee, "1", fee] for name, fee in money)]
    bill.grid((24, y + 46), [78, 26, 26, 32], 8, details, 3.6)
    return bill


def _record(facts: Facts, dpi: int) -> Canvas:
    """An outpatient record."""
    record, y = Canvas(210, 297, dpi), 42.0
    record.text((105, 22), f"{facts['hospital']}门诊病历", 6.5, "serif-bold", anchor="mt")
    rows = {
        "姓名": f"{facts['p_name']}　{facts['p_sex']}　{facts['p_age']}岁", "就诊日期": facts["diagnosis_day"],
        "主诉": "工作中受伤后疼痛、活动受限。", "查体": "局部肿胀，压痛明显，末梢血运可。", "诊断": facts["wound"],
        "处理": "石膏外固定，消肿止痛，定期复查。", "医师": facts["cpa_a"],
    }
    for label, words in rows.items():
        record.text((24, y), f"{label}：", 4.4, "serif-medium")
        y = record.wrapped((50, y), words, 4.4, 130, "serif") + 8
    return record
