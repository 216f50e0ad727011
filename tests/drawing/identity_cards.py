"""Copies of identity cards, both sides of a card on one sheet."""

from __future__ import annotations

from random import Random

from tests.drawing.artwork import emblem, portrait
from tests.drawing.dossier import Dossier, Person
from tests.drawing.forms import Drawn, Look, break_lines
from tests.drawing.sheet import MM_PER_POINT, Fill, Picture, Sheet


def identity_cards(people: list[tuple[str, Person]], look: Look, random: Random) -> list[Sheet]:
    """Draw both sides of each person's identity card, one sheet a person; the first value is the caption."""
    sheets = []
    for caption, person in people:
        sheet = Sheet()
        sheet.centred(30, f"{caption}复印件", 16, look.heading)
        left, gap = (62.0, 66.0) if look.variant == 0 else (56.0, 70.0)
        _card_front(sheet, person, look, random, left, 52)
        _card_back(sheet, person, look, random, left, 52 + gap)
        if random.random() < 0.7:
            sheet.text(left, 52 + 2 * gap + 4, "本复印件与原件核对一致，仅供办理本次业务使用。", 11, look.body)
        sheet.seal_spot = (random.uniform(118, 150), random.uniform(120, 205))
        sheets.append(sheet)
    return sheets


def _card(sheet: Sheet, left: float, top: float) -> None:
    sheet.items.append(Fill(left, top, left + 85.6, top + 54, (238, 240, 242)))
    sheet.frame(left, top, left + 85.6, top + 54, 0.25, (120, 120, 124))


def _card_front(sheet: Sheet, person: Person, look: Look, random: Random, left: float, top: float) -> None:
    _card(sheet, left, top)
    born = person.identity_number[6:14]
    for y, text in (
        (6, f"姓名 {person.name}"),
        (14, f"性别 {'女' if person.female else '男'}   民族 汉"),
        (21.5, f"出生 {born[:4]}年{int(born[4:6])}月{int(born[6:])}日"),
    ):
        sheet.text(left + 6, top + y, text, 9, look.body)
    size = 9 * MM_PER_POINT
    road = random.choice(("幸福", "和平", "光明"))
    house = f"{random.randint(1, 99)}号{random.randint(1, 9)}单元{random.randint(101, 909)}室"
    address = f"住址 {person.household}{road}路{house}"
    for at, line in enumerate(break_lines(address, look.body, size, 48)):
        sheet.text(left + 6 + (0 if at == 0 else 8.5), top + 29 + at * 4.6, line, 9, look.body)
    sheet.text(left + 6, top + 45, f"公民身份号码 {person.identity_number}", 10, "medium")
    sheet.items.append(Picture(left + 58, top + 7, 22, 29, portrait(random)))


def _card_back(sheet: Sheet, person: Person, look: Look, random: Random, left: float, top: float) -> None:
    _card(sheet, left, top)
    sheet.items.append(Picture(left + 6, top + 6, 15, 15, emblem(False)))
    sheet.text(left + 26, top + 7, "中华人民共和国", 13, "medium")
    sheet.text(left + 26, top + 15, "居民身份证", 17, "bold")
    sheet.text(left + 16, top + 36, f"签发机关 {person.household[-3:]}公安局", 9, look.body)
    start = random.randint(2012, 2018)
    sheet.text(left + 16, top + 44, f"有效期限 {start}.03.12-{start + 20}.03.12", 9, look.body)


def legal_representative_identity(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 法定代表人身份证明: a copy of the identity card."""
    person = dossier.legal_representative
    return identity_cards([("法定代表人身份证", person)], look, random), {
        "legal_rep": person.name,
        "id_no": person.identity_number,
    }


def agent_identity(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 经办人身份证复印件."""
    person = dossier.agent or dossier.legal_representative
    return identity_cards([("经办人身份证", person)], look, random), {
        "agent": person.name,
        "id_no": person.identity_number,
    }


def identity_card_copy(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw the cards of the legal representative and of the person authorised."""
    people = [("法定代表人居民身份证", dossier.legal_representative)]
    if dossier.agent:
        people.append(("被委托人居民身份证", dossier.agent))
    return identity_cards(people, look, random), {
        "person_name": dossier.legal_representative.name,
        "id_no": dossier.legal_representative.identity_number,
    }
