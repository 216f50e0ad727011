"""Sheets that seals are pressed on: with print, a table, a picture."""

from __future__ import annotations

from random import Random

import numpy as np
from PIL import Image

from tests.drawing.artwork import portrait
from tests.drawing.sheet import Sheet, raster

_CLAUSES = (
    "本单位承诺所提交的申请材料真实、合法、有效，并对其真实性承担全部法律责任。",
    "根据《中华人民共和国劳动合同法》第五十七条的规定，申请经营劳务派遣业务应当具备下列条件：",
    "注册资本不得少于人民币二百万元，有与开展业务相适应的固定的经营场所和设施。",
    "经职工代表大会讨论通过，实行综合计算工时工作制的岗位共计十二个，涉及职工三百二十六人。",
    "法定代表人：李晓明    联系电话：010-65090452    日期：2020年2月5日",
    "被委托人在委托权限内所办理的一切事项，本单位均予以承认，委托期限至事项办结之日止。",
)


def page_sheet(random: Random, *, busy: bool = False, dots: int = 200) -> Image.Image:
    """Return a printed page of paragraphs, now and then with a table."""
    sheet, top, size = Sheet(), 62.0, random.choice((10.5, 12.0, 12.0, 14.0))
    leading = size * (0.5 if busy else random.uniform(0.6, 0.9))
    bottom = 278 if busy else random.uniform(120, 270)
    sheet.centred(46, random.choice(("申请书", "企业承诺书", "授权委托书", "情况说明")), 20, "bold")
    text, per_line = "".join(random.choice(_CLAUSES) for _ in range(60)), int(158 / (size * 0.3528))
    while top < bottom:
        sheet.text(26, top, text[:per_line], size, "sans")
        text, top = text[per_line:], top + leading
    return raster(sheet, dots)


def draw_table(page: Image.Image, scale: float, random: Random) -> None:
    sheet = Sheet()
    rows, columns = random.randint(8, 16), random.randint(3, 7)
    top, bottom = 70.0, 275.0
    for row in range(rows + 1):
        y = top + (bottom - top) * row / rows
        sheet.rule(22, y, 188, y, random.choice((0.2, 0.3, 0.5)))
        for column in range(columns if row < rows else 0):
            sheet.text(
                24 + 166 * column / columns,
                y + 3,
                random.choice(("姓名", "岗位", "2020-02-05", "王建国", "￥3,200.00")),
                10,
                "sans",
            )
    for column in range(columns + 1):
        x = 22 + 166 * column / columns
        sheet.rule(x, top, x, bottom)
    page.paste(raster(sheet, scale * 25.4))


def draw_photo(page: Image.Image, scale: float, random: Random) -> None:
    """Paste a coloured picture: a head before a ground of some colour, or a soft landscape."""
    left, top, width, height = random.uniform(40, 90), random.uniform(150, 190), 60.0, 75.0
    size = (round(width * scale), round(height * scale))
    if random.random() < 0.5:
        image = Image.fromarray(
            (
                np.asarray(portrait(random).resize(size), np.float32)
                * np.array(random.choice(((0.9, 0.3, 0.3), (0.4, 0.6, 1.0), (1, 1, 1))))
            ).astype(np.uint8)
        )
    else:
        blocks = np.random.default_rng(random.randrange(1 << 30)).integers(40, 235, (5, 4, 3), dtype=np.uint8)
        image = Image.fromarray(blocks).resize(size, Image.Resampling.BICUBIC)
    page.paste(image, (round(left * scale), round(top * scale)))
