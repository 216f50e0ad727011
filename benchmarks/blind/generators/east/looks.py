"""How firms set their papers, and how they scan and send them."""

from random import Random

from .facts import Facts
from .firms import Firm
from .fodt import Look
from .scan import Scanner

LETTER_FONTS = (
    ("AR PL UMing CN", "Noto Serif CJK SC"),
    ("AR PL SungtiL GB", "WenQuanYi Zen Hei"),
    ("Noto Serif CJK SC", "Noto Sans CJK SC"),
    ("AR PL UKai CN", "Noto Serif CJK SC"),
)
TABLE_FONTS = (
    ("Noto Sans CJK SC", "Noto Sans CJK SC"),
    ("WenQuanYi Micro Hei", "WenQuanYi Micro Hei"),
    ("AR PL UMing CN", "WenQuanYi Zen Hei"),
    ("Noto Serif CJK SC Light", "Noto Sans CJK SC"),
)
HANDS = ("AR PL UKai CN", "LXGW WenKai", "AR PL KaitiM GB")


def letter_look(firm: Firm, facts: Facts, rng: Random) -> Look:
    """Formal letters of a legal department."""
    body, title = rng.choice(LETTER_FONTS)
    header = rng.choice(("", f"{firm.name}　　{facts['dept']}", f"{firm.name}"))
    footer = rng.choice(("第<p>页　共<n>页", "— <p> —", "<p> / <n>", ""))
    return Look(
        body, title, rng.choice(HANDS), rng.choice((12, 12, 13, 14)), rng.choice((18, 20, 22)),
        rng.choice((145, 155, 170)), (26, 24, 22, 27), "", 0.6, header, footer, True, rng.choice((10, 10.5, 11)),
    )


def table_look(firm: Firm, facts: Facts, rng: Random) -> Look:
    """Forms of a group's human resources department, often bilingual."""
    body, title = rng.choice(TABLE_FONTS)
    mark = f"HR-FM-{rng.randrange(101, 499)}　Rev.{rng.choice('ABC')}"
    header = rng.choice(
        (f"{firm.english}　　{mark}", f"{firm.short} {firm.latin.upper()}　|　{facts['dept']}", mark, "")
    )
    footer = rng.choice(
        ("Page <p> of <n>", "页码：<p>/<n>", "第 <p> 页 / 共 <n> 页", "内部资料 Confidential　　<p>/<n>")
    )
    return Look(
        body, title, rng.choice(HANDS), rng.choice((10.5, 11, 11)), rng.choice((16, 17, 18)), rng.choice((135, 145)),
        (24, 20, 20, 22), rng.choice(("", "#eeeeee", "#e3ebf3", "#f3efe4")), rng.choice((0.4, 0.5, 0.8)), header,
        footer, False, rng.choice((9.5, 10, 10.5)),
    )


def look(style: str, firm: Firm, facts: Facts, rng: Random) -> Look:
    """The look of a style."""
    return (letter_look if style == "letter" else table_look)(firm, facts, rng)


OUTSIDE = frozenset(
    (
        "audit-report",
        "capital-verification-report",
        "change-proof",
        "administrative-approval",
        "injury-decision",
        "diagnosis-certificate",
        "recruitment-recognition",
        "treaty-coverage-certificate",
        "bank-slip",
        "parent-authorisation",
        "union-opinion",
        "layoff-opinion",
        "premises-proof",
    )
)


def outside_look(style: str, firm: Firm, rng: Random) -> Look:
    """Papers of other units: their own fonts, no header of the firm."""
    body, title = rng.choice(LETTER_FONTS)
    footer = "" if style == "letter" else rng.choice(("", "<p>", "第 <p> 页"))
    return Look(
        body, title, rng.choice(HANDS), 12, 20, 160, (30, 26, 25, 28), "", 0.6, "", footer, style == "letter", 10.5
    )


def compact(found: Look) -> Look:
    """The same look, small enough for a one-page fax."""
    found.size, found.title_size, found.cell_size, found.leading = 10.5, 16, 9, 130
    return found


def scanner(strict: bool, bundle: str, rng: Random) -> Scanner:
    """A scanner; photographs only where a mail carries pictures."""
    if bundle == "photos":
        return Scanner("photo", 150, rng.choice((72, 80, 86)), 0)
    mode = rng.choices(("flatbed", "feeder", "copier", "grey"), (0.4, 0.36, 0.2, 0.04))[0]
    dpi = rng.choices((300, 200, 150), (0.3, 0.52, 0.18))[0]
    skew = rng.gauss(0, {"flatbed": 0.6, "feeder": 0.35, "copier": 0.5, "grey": 0.4}[mode])
    quality = {300: 58, 200: 70, 150: 78}[dpi] + rng.randrange(-6, 9)
    return Scanner(
        mode, dpi, quality, skew, rng.choice((0, 0, 0.5, 1)), rng.uniform(0.02, 0.1),
        mode == "copier" or (mode == "flatbed" and rng.random() < 0.35),
    )


def bundle(strict: bool, daily: bool, rng: Random) -> str:
    """How the pages are packed."""
    if strict:
        return rng.choices(("one-pdf", "pdf-each", "zip", "digital"), (0.46, 0.28, 0.12, 0.14))[0]
    if daily:
        return rng.choices(("one-pdf", "photos", "jpgs", "pdf-each"), (0.3, 0.35, 0.15, 0.2))[0]
    ways = ("one-pdf", "pdf-each", "jpgs", "digital", "zip", "photos")
    return rng.choices(ways, (0.4, 0.18, 0.08, 0.18, 0.08, 0.08))[0]
