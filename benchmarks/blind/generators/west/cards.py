"""Identity cards, passports and other cards drawn as pictures."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from .chance import Chance
from .ink import font, png
from .persons import Person

HEI = "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"
SONG = "/usr/share/fonts/truetype/arphic/uming.ttc"
BOLD = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"
MONO = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"
BLUE = (70, 110, 170)
INK = (25, 25, 30)
Colour = tuple[int, int, int]


def _ground(size: tuple[int, int], top: Colour, bottom: Colour, chance: Chance) -> Image.Image:
    """Return a card ground with a fine wavy pattern."""
    width, height = size
    ramp = np.linspace(0, 1, height)[:, None, None]
    field = np.array(top) * (1 - ramp) + np.array(bottom) * ramp
    ys, xs = np.mgrid[0:height, 0:width]
    wave = np.sin(xs / 9 + 4 * np.sin(ys / chance.uniform(30, 50))) * 2.5
    return Image.fromarray(np.clip(field + wave[..., None], 0, 255).astype(np.uint8))


def _portrait(size: tuple[int, int], chance: Chance) -> Image.Image:
    """Return a plain head-and-shoulders picture."""
    width, height = size
    image = Image.new("RGB", size, (238, 240, 243))
    draw = ImageDraw.Draw(image)
    skin = (chance.randint(205, 228), chance.randint(170, 188), chance.randint(148, 162))
    coat = chance.pick([(40, 44, 60), (70, 70, 72), (30, 50, 80), (96, 40, 44)])
    cx, cy = width / 2, height * 0.42
    draw.ellipse((cx - width * 0.62, height * 0.7, cx + width * 0.62, height * 1.5), fill=coat)
    draw.rectangle((cx - width * 0.1, cy + height * 0.15, cx + width * 0.1, height * 0.76), fill=skin)
    draw.ellipse((cx - width * 0.25, cy - height * 0.27, cx + width * 0.25, cy + height * 0.08), fill=(28, 24, 24))
    draw.ellipse((cx - width * 0.21, cy - height * 0.19, cx + width * 0.21, cy + height * 0.22), fill=skin)
    for side in (-1, 1):
        x = cx + side * width * 0.09
        draw.ellipse((x - 4, cy - 3, x + 4, cy + 3), fill=(30, 26, 26))
    draw.arc((cx - 12, cy + height * 0.07, cx + 12, cy + height * 0.13), 20, 160, fill=(140, 80, 76), width=2)
    return image.filter(ImageFilter.GaussianBlur(1.4))


def _rounded(card: Image.Image) -> bytes:
    mask = Image.new("L", card.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, card.width - 1, card.height - 1), 36, fill=255)
    out = Image.new("RGB", card.size, "white")
    out.paste(card, (0, 0), mask)
    ImageDraw.Draw(out).rounded_rectangle((0, 0, card.width - 1, card.height - 1), 36, outline=(150, 150, 155), width=2)
    return png(out)


def _pairs(draw: ImageDraw.ImageDraw, rows: list[tuple[str, str, int, int]], size: int) -> None:
    """Write label and value pairs at (x, y) in pixels."""
    for label, value, x, y in rows:
        draw.text((x, y), label, font=font(HEI, size - 6), fill=BLUE)
        draw.text((x + (size - 4) * (len(label) + 0.6), y - 3), value, font=font(HEI, size), fill=INK)


def emblem(radius: int = 150) -> bytes:
    """Return a round red and gold emblem."""
    side = radius * 2
    image = Image.new("RGBA", (side, side), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((2, 2, side - 2, side - 2), fill=(212, 160, 44))
    draw.ellipse((26, 20, side - 26, side - 40), fill=(196, 26, 32))
    for cx, cy, r in ((0.5, 0.3, 30), (0.3, 0.42, 12), (0.4, 0.48, 12), (0.6, 0.48, 12), (0.7, 0.42, 12)):
        draw.polygon(_star(cx * side, cy * side, r), fill=(244, 204, 72))
    draw.rectangle((side * 0.3, side * 0.6, side * 0.7, side * 0.72), fill=(230, 180, 58))
    draw.pieslice((side * 0.36, side * 0.76, side * 0.64, side * 1.02), 180, 360, fill=(196, 26, 32))
    return png(image)


def _star(cx: float, cy: float, r: float) -> list[tuple[float, float]]:
    points = []
    for k in range(10):
        radius = r if k % 2 == 0 else r * 0.382
        angle = np.pi * (k / 5 - 0.5)
        points.append((cx + radius * float(np.cos(angle)), cy + radius * float(np.sin(angle))))
    return points


def square_code(chance: Chance) -> bytes:
    """Return a picture that looks like a square code."""
    cells = np.array([[chance.yes(0.48) for _ in range(29)] for _ in range(29)], np.uint8)
    for y, x in ((0, 0), (0, 22), (22, 0)):
        cells[y : y + 7, x : x + 7] = 1
        cells[y + 1 : y + 6, x + 1 : x + 6] = 0
        cells[y + 2 : y + 5, x + 2 : x + 5] = 1
    image = Image.fromarray(np.where(cells == 1, 0, 255).astype(np.uint8))
    return png(image.resize((290, 290), Image.Resampling.NEAREST))


def identity_front(who: Person, chance: Chance, number: str = "") -> bytes:
    """Return the side of a citizen's card with portrait and number."""
    card = _ground((1016, 638), (226, 236, 246), (240, 244, 236), chance)
    draw = ImageDraw.Draw(card)
    birth = who.birth
    _pairs(
        draw,
        [
            ("姓名", who.name, 64, 70),
            ("性别", who.sex, 64, 150),
            ("民族", who.nation, 300, 150),
            ("出生", f"{birth.year} 年 {birth.month} 月 {birth.day} 日", 64, 228),
            ("住址", "", 64, 306),
        ],
        38,
    )
    for line in range(0, len(who.addr), 13):
        draw.text((170, 303 + line // 13 * 46), who.addr[line : line + 13], font=font(HEI, 36), fill=INK)
    draw.text((64, 548), "公民身份号码", font=font(HEI, 32), fill=BLUE)
    for i, char in enumerate(number or who.id):
        draw.text((340 + i * 34, 540), char, font=font(MONO, 40), fill=INK)
    card.paste(_portrait((250, 320), chance), (716, 90))
    return _rounded(card)


def identity_back(who: Person, chance: Chance, until: str = "") -> bytes:
    """Return the side of a citizen's card with issuer and validity."""
    card = _ground((1016, 638), (222, 232, 244), (236, 228, 232), chance)
    draw = ImageDraw.Draw(card)
    draw.text((300, 90), "中华人民共和国", font=font(SONG, 62), fill=INK, stroke_width=1)
    draw.text((310, 190), "居民身份证", font=font(SONG, 84), fill=INK, stroke_width=2)
    draw.ellipse((80, 70, 240, 230), fill=(190, 30, 36))
    draw.polygon(_star(160, 140, 44), fill=(240, 200, 80))
    start, end = _validity(who.birth, chance)
    end = until or end
    _pairs(
        draw,
        [
            ("签发机关", _bureau(who.addr), 200, 430),
            ("有效期限", f"{start.year}.{start.month:02d}.{start.day:02d}-{end}", 200, 520),
        ],
        38,
    )
    return _rounded(card)


def _bureau(addr: str) -> str:
    """Return the police office that issued a card to this address."""
    found = re.match(r"北京市(.+?)区|.*?(?:省|自治区)(.+?[县市])", addr)
    if found and found.group(1):
        return f"北京市公安局{found.group(1)}分局"
    return f"{found.group(2)}公安局" if found else "朝阳分局"


def _validity(birth: date, chance: Chance) -> tuple[date, str]:
    """Return the first and last day of a card that holds in 2020."""
    start = date(chance.randint(2012, 2018), chance.randint(1, 12), chance.randint(1, 28))
    age = start.year - birth.year
    if age >= 47:
        return start, "长期"
    return start, f"{start.year + (20 if age >= 27 else 10)}.{start.month:02d}.{start.day:02d}"


def card(title: str, rows: list[tuple[str, str]], chance: Chance, tint: Colour = (222, 236, 226)) -> bytes:
    """Return a card with a title, label rows and a portrait."""
    image = _ground((1016, 638), tint, (244, 244, 240), chance)
    draw = ImageDraw.Draw(image)
    draw.text((508, 66), title, font=font(BOLD, 42), fill=(140, 30, 34), anchor="mm")
    _pairs(draw, [(label, value, 56, 140 + i * 74) for i, (label, value) in enumerate(rows)], 32)
    image.paste(_portrait((220, 280), chance), (756, 190))
    return _rounded(image)


def plain_back(title: str, lines: list[str], chance: Chance) -> bytes:
    """Return the back of a card with a few lines."""
    image = _ground((1016, 638), (232, 232, 240), (240, 238, 230), chance)
    draw = ImageDraw.Draw(image)
    draw.text((508, 90), title, font=font(HEI, 36), fill=INK, anchor="mm")
    for i, line in enumerate(lines):
        draw.text((80, 190 + i * 66), line, font=font(HEI, 30), fill=INK)
    return _rounded(image)


def booklet(title: str, rows: list[tuple[str, str]], zone: list[str], chance: Chance) -> bytes:
    """Return a data page of a passport or visa with its machine zone."""
    image = _ground((1250, 880), (236, 230, 236), (228, 238, 240), chance)
    draw = ImageDraw.Draw(image)
    draw.text((60, 40), title, font=font(BOLD, 40), fill=(60, 40, 90))
    for i, (label, value) in enumerate(rows):
        y = 130 + i * 78
        draw.text((430, y), label, font=font(HEI, 22), fill=BLUE)
        draw.text((430, y + 26), value, font=font(HEI, 36), fill=INK)
    image.paste(_portrait((300, 390), chance), (80, 150))
    for i, line in enumerate(zone):
        draw.text((60, 770 + i * 46), line, font=font(MONO, 42), fill=INK)
    return png(image)


def machine_zone(name: str, number: str, state: str, birth: date, end: date) -> list[str]:
    """Return the two machine lines of a man's passport (44 characters each)."""
    surname, given = name.split(" ", 1)
    first = f"P<{state}{surname}<<{given.replace(' ', '<')}".ljust(44, "<")[:44]
    num, rest = number.ljust(9, "<"), "<" * 14
    born, until = f"{birth:%y%m%d}", f"{end:%y%m%d}"
    num, born, until = num + _digit(num), born + _digit(born), until + _digit(until)
    total = _digit(num + born + until + rest + "<")
    return [first, f"{num}{state}{born}M{until}{rest}<{total}"]


def _digit(text: str) -> str:
    values = [0 if c == "<" else int(c, 36) for c in text]
    return str(sum(v * (7, 3, 1)[i % 3] for i, v in enumerate(values)) % 10)
