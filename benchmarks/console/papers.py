"""Papers of made cases: pages as they are read, with the words of an office, and reports over them."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from functools import cached_property

from cases import search_words
from cases.finding import PAGES, Place
from cases.finding_codes import find
from cases.reading import ColourMode, InkColour, PageReading, Seal, SealKind, SealShape, Source, TextLine
from cases.report import ItemRef, MaterialReading, MaterialStatus, Need, Outcome, Report, ReportFile, Unit
from record.stored import REPORT

PLACEHOLDER = "北京某某某某科技有限公司"
"""Stands in a paper for the unit's name."""

_WORDS = """
劳务派遣 行政许可 申请书 注册资本 经营场所 办公设施 管理制度 法定代表人 营业执照 公司章程
信息管理系统 劳动合同 派遣协议 工作岗位 社会保险 养老保险 失业保险 工伤认定 医疗费用 参保人员
缴费基数 补缴申请 审核意见 裁减人员 经济补偿 职工代表 工会意见 综合计算 工时制度 不定时
生产经营 休息休假 加班工资 企业公告 稳岗返还 失业人员 就业登记 培训补贴 承诺书 授权委托 经办人
联系电话 统一社会信用代码 登记机关 有效期限 住所地址 材料清单 序号 备注 盖章 日期
"""
_PIECES = tuple(_WORDS.split())
_NAMES = "华兴瑞丰盛通锦程恒通佳业鑫源三元里金桥伟业朝瑞海蓝瀚海云图鑫淼水务顺达物业东坝仓储信恒达人力餐饮机械制造"
_TRADES = ("科技", "餐饮管理", "人力资源", "物业管理", "机械制造", "信息技术", "仓储", "商贸", "企业管理", "劳务派遣")
ITEMS = (
    ("dispatch-new", "新申请劳务派遣行政许可", "mail-dispatch"), ("layoff-report", "企业裁减人员报告", "mail-hours"),
    ("hours-flexible", "不定时工作制", "mail-hours"), ("hours-comprehensive", "综合计算工时工作制", "mail-hours"),
    ("backpay-extended-period", "社会保险补缴", "mail-insurance"),
)
DOUBTS = ("seal-uncertain", "unit-name-inconsistent", "material-uncertain")


@dataclass(frozen=True)
class Paper:
    """A report that many cases share, but for the unit's name.

    Attributes:
        report: With :data:`PLACEHOLDER` for the name.
    """

    report: Report

    @cached_property
    def stored(self) -> str:
        """The report as its row keeps it."""
        return REPORT.dump_json(self.report).decode()

    @cached_property
    def texts(self) -> dict[int, str]:
        """What its pages are found by."""
        return {page.number: search_words.plain(page.text) for page in self.report.pages}

    @cached_property
    def terms(self) -> dict[int, str]:
        """Terms of its pages."""
        return {number: " ".join(search_words.terms(text)) for number, text in self.texts.items()}


def unit_name(chance: random.Random) -> str:
    """Return a firm's name."""
    return f"北京{''.join(chance.choices(_NAMES, k=chance.choice((2, 3, 4))))}{chance.choice(_TRADES)}有限公司"


def make_paper(chance: random.Random, outcome: Outcome, *, doubted: bool) -> Paper:
    """Return a report of three to five pages."""
    code, name, _ = chance.choice(ITEMS)
    pages = tuple(_page(chance, number) for number in range(1, chance.choice((3, 4, 4, 5)) + 1))
    findings = tuple(
        find(one, f"{PAGES}的内容需要核对。", place=Place(page=chance.randint(1, len(pages))))
        for one in (chance.sample(DOUBTS, chance.choice((1, 1, 2))) if doubted else ())
    )
    materials = tuple(
        MaterialReading(f"paper-{page.number}", chance.choice(_PIECES), Need.REQUIRED, MaterialStatus.PRESENT,
                        (page.number,))
        for page in pages
    )
    return Paper(Report(
        outcome=outcome, unit=Unit(PLACEHOLDER, "form"), item=ItemRef(code, name, "title", surely=True),
        files=(ReportFile("申请材料.pdf", "申请材料.pdf", "pdf", len(pages), "0" * 64),), pages=pages,
        materials=materials, findings=findings, page_documents={page.number: f"paper-{page.number}" for page in pages},
    ))


def _page(chance: random.Random, number: int) -> PageReading:
    lines = [TextLine(PLACEHOLDER, (90.0, 60.0, 320.0, 76.0), 0.98)] if number == 1 else []
    for row in range(44):
        left, top = chance.uniform(60, 90), 90.0 + 15.7 * row + chance.random()
        box = (left, top, left + chance.uniform(180, 430), top + chance.uniform(11, 15))
        lines.append(TextLine(_sentence(chance), box, 0.9 + chance.random() / 10))
    seal = Seal(
        kind=SealKind.OFFICIAL, shape=SealShape.ROUND, colour=InkColour.RED, box=(330.0, 610.0, 447.0, 727.0),
        size_mm=(41.2, 41.3), text=PLACEHOLDER, inner_text="", score=0.99, text_score=0.94, star=True, electronic=False,
        image_digest="", strip="",
    )
    return PageReading(
        number=number, file=0, file_page=number, size_mm=(210.0, 297.0), source=Source.OCR, colour=ColourMode.COLOUR,
        rotation=0, lines=tuple(lines), seals=(seal,), fragments=(), ink=0.06,
        content_key=f"{chance.getrandbits(256):064x}",
    )


def _sentence(chance: random.Random) -> str:
    words = "".join(chance.choices(_PIECES, k=chance.choice((2, 3, 3, 4, 5))))
    figure = f"{chance.randint(1, 9999)}" if chance.random() < 0.4 else ""
    return f"{words}{figure}"


def with_picture(paper: Paper, content_key: str, sha256: str) -> Report:
    """Return a paper's report as that of one file, an image of one page."""
    page = replace(paper.report.pages[0], content_key=content_key)
    return replace(paper.report, pages=(page,), files=(ReportFile("页.jpg", "页.jpg", "image", 1, sha256),))
