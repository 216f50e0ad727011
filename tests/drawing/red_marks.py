"""Coloured things on pages that are no seals: letterheads, rules, logos, thumb prints, marker, pen, date stamps.

Each function draws on an RGB page in place; places and sizes are in mm, chosen by the random source.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tests.drawing.artwork import code_square, emblem
from tests.drawing.fonts import load_font
from tests.drawing.handwriting import write_by_hand

REDS = ((214, 32, 44), (200, 20, 30), (226, 58, 40), (178, 24, 40))
_MARKERS = ((255, 170, 190), (255, 190, 110), (250, 244, 120), (255, 150, 140))


def letterhead(page: Image.Image, scale: float, random: Random) -> None:
    """Draw the red head of an authority's paper (红头文件): large title, rule, perhaps a star in the rule."""
    ink, pen = random.choice(REDS), ImageDraw.Draw(page)
    title = random.choice(
        ("北京市朝阳区人力资源和社会保障局文件", "某某集团有限公司文件", "北京市劳动仲裁委员会", "朝阳区文件")
    )
    size = min(168 / len(title), random.uniform(11, 19))
    pen.text(
        (page.width / 2, random.uniform(28, 40) * scale),
        title,
        ink,
        load_font(random.choice(("bold", "black", "medium")), round(size * scale)),
        anchor="mm",
    )
    y = random.uniform(56, 66) * scale
    pen.rectangle((26 * scale, y, page.width - 26 * scale, y + random.uniform(0.5, 1.6) * scale), fill=ink)
    if random.random() < 0.4:
        middle, reach = page.width / 2, random.uniform(2.5, 5) * scale
        pen.rectangle((middle - 1.6 * reach, y - reach, middle + 1.6 * reach, y + reach), fill="white")
        pen.polygon(_star(middle, y, reach), fill=ink)


def rules(page: Image.Image, scale: float, random: Random) -> None:
    """Draw red rules, boxes and a page frame."""
    ink, pen = random.choice(REDS), ImageDraw.Draw(page)
    for _ in range(random.randint(2, 9)):
        y = random.uniform(25, 270) * scale
        pen.line(
            (22 * scale, y, page.width - 22 * scale, y), fill=ink, width=max(1, round(random.uniform(0.2, 0.8) * scale))
        )
    for inset in (9, 11.5):
        box = (inset * scale, inset * scale, page.width - inset * scale, page.height - inset * scale)
        pen.rectangle(box, outline=ink, width=max(1, round(random.uniform(0.3, 1.2) * scale)))
    x, y, side = random.uniform(30, 150) * scale, random.uniform(60, 220) * scale, random.uniform(6, 40) * scale
    pen.rectangle((x, y, x + 2.4 * side, y + side), outline=ink, width=max(1, round(0.4 * scale)))


def state_emblem(page: Image.Image, scale: float, random: Random) -> None:
    """Draw a stand-in for the national emblem at the head of the page."""
    side = round(random.uniform(18, 34) * scale)
    picture = emblem(True).resize((side, side), Image.Resampling.LANCZOS)
    page.paste(picture, (round(page.width / 2 - side / 2), round(random.uniform(14, 30) * scale)), picture)


def logo(page: Image.Image, scale: float, random: Random) -> None:
    """Draw a round company logo: filled disc, two bows, letters in a ring or a disc with a bar."""
    ink, pen = random.choice((*REDS, *REDS, (20, 70, 170))), ImageDraw.Draw(page)
    reach = random.uniform(6, 16) * scale
    x = random.choice((30.0, 105.0, 178.0)) * scale
    y = random.choice((28.0, 28.0, 250.0)) * scale
    box, thick = (x - reach, y - reach, x + reach, y + reach), round(random.uniform(0.14, 0.3) * reach)
    form = random.randrange(5)
    if form == 0:
        pen.ellipse(box, fill=ink)
        pen.text((x, y), random.choice("华中信安M"), "white", load_font("black", round(1.1 * reach)), anchor="mm")
    elif form == 1:
        pen.arc(box, random.randint(0, 90), random.randint(200, 320), fill=ink, width=thick)
        pen.polygon(_star(x, y, 0.5 * reach), fill=ink)
    elif form == 2:
        pen.ellipse(box, outline=ink, width=thick)
        pen.text(
            (x, y), random.choice(("HX", "中", "SR", "信")), ink, load_font("black", round(0.8 * reach)), anchor="mm"
        )
    elif form == 3:
        pen.ellipse(box, outline=ink, width=thick)
        pen.rectangle((x - 1.3 * reach, y - 0.22 * reach, x + 1.3 * reach, y + 0.22 * reach), fill=ink)
    else:
        pen.ellipse(box, fill=ink)
        pen.ellipse((x - 0.75 * reach, y - 0.75 * reach, x + 0.75 * reach, y + 0.75 * reach), fill="white")
        pen.chord((x - 0.6 * reach, y - 0.6 * reach, x + 0.6 * reach, y + 0.6 * reach), 20, 200, fill=ink)
    pen.text(
        (x + 1.5 * reach, y),
        random.choice(("华兴集团", "SINO RUI", "信达人力")),
        ink,
        load_font("bold", round(0.6 * reach)),
        anchor="lm",
    )


def thumb_print(page: Image.Image, scale: float, random: Random) -> None:
    """Press one to three red thumb prints: bent ridges in an oval of 13-22 mm."""
    ink = random.choice(REDS)
    for _ in range(random.randint(1, 3)):
        width, height = random.uniform(13, 18) * scale, random.uniform(17, 23) * scale
        rows, columns = np.indices((round(height), round(width)), np.float32)
        dx, dy = (columns - width / 2) / (width / 2), (rows - height * random.uniform(0.5, 0.7)) / (height / 2)
        ridge = np.hypot(dx, dy * 0.8) * width / 2 + 2.2 * np.sin(dx * 4 + dy * 3 + random.uniform(0, 6)) * scale / 4
        wave = np.sin(ridge / (0.24 * scale)) * 0.5 + 0.5
        inside = np.hypot(dx, (rows - height / 2) / (height / 2)) < 1 - 0.08 * np.sin(np.arctan2(dy, dx) * 5)
        alpha = (np.clip(wave * 1.5 - 0.2, 0, 1) * inside * random.uniform(0.6, 0.95) * 255).astype(np.uint8)
        mark = Image.new("RGBA", (alpha.shape[1], alpha.shape[0]), (*ink, 255))
        mark.putalpha(Image.fromarray(alpha).filter(ImageFilter.BoxBlur(0.08 * scale)))
        mark = mark.rotate(random.uniform(-40, 40), Image.Resampling.BICUBIC, expand=True)
        page.paste(mark, (round(random.uniform(25, 165) * scale), round(random.uniform(60, 255) * scale)), mark)


def marker(page: Image.Image, scale: float, random: Random) -> None:
    """Draw strokes of pink, orange and yellow marker over the text."""
    layer = Image.new("RGB", page.size, "white")
    pen = ImageDraw.Draw(layer)
    for _ in range(random.randint(2, 7)):
        x, y = random.uniform(24, 90) * scale, random.uniform(40, 260) * scale
        length, slope = random.uniform(15, 95) * scale, random.uniform(-1.5, 1.5) * scale
        pen.line(
            (x, y, x + length, y + slope), fill=random.choice(_MARKERS), width=round(random.uniform(3.5, 6.5) * scale)
        )
    if random.random() < 0.4:
        x, y, reach = random.uniform(40, 150) * scale, random.uniform(60, 240) * scale, random.uniform(8, 22) * scale
        pen.ellipse(
            (x - 1.4 * reach, y - reach, x + 1.4 * reach, y + reach),
            outline=random.choice(_MARKERS),
            width=round(4 * scale),
        )
    page.paste(ImageChops.multiply(page, layer))


def red_pen(page: Image.Image, scale: float, random: Random) -> None:
    """Write with a red pen: a name, ticks, a wavy line, a ring around a word."""
    ink, pen = random.choice(REDS), ImageDraw.Draw(page)
    thick = max(2, round(random.uniform(0.4, 0.9) * scale))
    for _ in range(random.randint(1, 3)):
        picture = write_by_hand(
            random,
            random.choice(("王建国", "同意", "张伟明", "已核")),
            random.uniform(30, 150),
            random.uniform(70, 250),
            random.uniform(7, 16),
        )
        alpha = picture.image.getchannel("A").resize(
            (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        )
        page.paste(Image.new("RGB", alpha.size, ink), (round(picture.left * scale), round(picture.top * scale)), alpha)
    for _ in range(random.randint(1, 5)):
        x, y, size = random.uniform(24, 180) * scale, random.uniform(40, 260) * scale, random.uniform(5, 14) * scale
        pen.line(
            (x, y, x + 0.35 * size, y + 0.4 * size, x + size, y - 0.6 * size), fill=ink, width=thick, joint="curve"
        )
    if random.random() < 0.6:
        x, y = random.uniform(45, 160) * scale, random.uniform(60, 240) * scale
        across, down, start = random.uniform(10, 30) * scale, random.uniform(4, 16) * scale, random.uniform(0, 6)
        points = [
            (
                x + across * (1 + 0.03 * turn) * math.cos(turn + start) + 0.05 * across * math.sin(3 * turn),
                y + down * (1 + 0.05 * turn) * math.sin(turn + start),
            )
            for turn in np.linspace(0, 6.8, 80)
        ]
        pen.line(points, fill=ink, width=thick, joint="curve")


def date_stamp(page: Image.Image, scale: float, random: Random) -> None:
    """Press a long stamp of receipt: 收讫, a date, a number; in a frame of at least 2:1."""
    ink = random.choice((*REDS, (40, 60, 160)))
    height = random.uniform(9, 15)
    width = height * random.uniform(2.3, 4)
    mark = Image.new("L", (round(width * scale), round(height * scale)), 0)
    pen = ImageDraw.Draw(mark)
    pen.rectangle((1, 1, mark.width - 2, mark.height - 2), outline=255, width=max(2, round(0.6 * scale)))
    text = random.choice(("收讫 2020.02.05", "已收件 2020年2月5日", "2020-02-05 收文", "与原件一致"))
    size = min(0.6 * height, 0.9 * width / (0.72 * len(text))) * scale
    pen.text((mark.width / 2, mark.height / 2), text, 255, load_font("medium", round(size)), anchor="mm")
    turned = mark.rotate(random.uniform(-12, 12), Image.Resampling.BICUBIC, expand=True)
    page.paste(
        Image.new("RGB", turned.size, ink),
        (round(random.uniform(25, 140) * scale), round(random.uniform(40, 250) * scale)),
        turned.point([round(value * 0.85) for value in range(256)]),
    )


def red_code(page: Image.Image, scale: float, random: Random) -> None:
    """Print a QR code in red."""
    side = round(random.uniform(16, 34) * scale)
    dark = (
        code_square(random)
        .convert("L")
        .resize((side, side), Image.Resampling.LANCZOS)
        .point([255 - value for value in range(256)])
    )
    page.paste(
        Image.new("RGB", (side, side), random.choice(REDS)),
        (round(random.uniform(25, 160) * scale), round(random.uniform(25, 240) * scale)),
        dark,
    )


def certificate_ground(page: Image.Image, scale: float, random: Random) -> None:
    """Lay a tinted ground with fine waves and an ornate red border under the print, as certificates have."""
    tint = random.choice(((255, 226, 220), (255, 240, 214), (250, 214, 214), (255, 232, 236)))
    ground = Image.new("RGB", page.size, tint)
    pen = ImageDraw.Draw(ground)
    for row in range(0, page.height, round(3.2 * scale)):
        points = [
            (x, row + 1.2 * scale * math.sin(x / (4 * scale) + row)) for x in range(0, page.width, round(2 * scale))
        ]
        pen.line(points, fill=tuple(max(0, value - 16) for value in tint), width=max(1, round(0.25 * scale)))
    ink, inset = random.choice(REDS), round(10 * scale)
    pen.rectangle(
        (inset, inset, page.width - inset, page.height - inset), outline=ink, width=round(random.uniform(1, 5) * scale)
    )
    for x in range(inset, page.width - inset, round(9 * scale)):
        for y in (inset + round(6 * scale), page.height - inset - round(6 * scale)):
            pen.ellipse((x, y - 3 * scale, x + 6 * scale, y + 3 * scale), outline=ink, width=max(1, round(0.4 * scale)))
    page.paste(ImageChops.multiply(page, ground))


def _star(x: float, y: float, reach: float) -> list[tuple[float, float]]:
    return [
        (
            x + reach * (1 if at % 2 == 0 else 0.382) * math.sin(math.pi * at / 5),
            y - reach * (1 if at % 2 == 0 else 0.382) * math.cos(math.pi * at / 5),
        )
        for at in range(10)
    ]


MARKS: dict[str, Callable[[Image.Image, float, Random], None]] = {
    "红头": letterhead,
    "红线红框": rules,
    "国徽": state_emblem,
    "圆形标志": logo,
    "手印": thumb_print,
    "荧光笔": marker,
    "红笔": red_pen,
    "收讫条章": date_stamp,
    "红色二维码": red_code,
    "证书底纹": certificate_ground,
}
"""Name of a class of pages and what is drawn on them."""
