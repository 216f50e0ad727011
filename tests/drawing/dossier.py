"""The made-up enterprise behind a submission: names, people, numbers and dates, all from a seed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.drawing.identifiers import draw_credit_code, draw_identity_number, draw_seal_code

ITEM_NAMES = {
    "dispatch-new": "新申请劳务派遣行政许可",
    "hours-flexible": "不定时工作制",
    "hours-comprehensive": "综合计算工时工作制",
    "layoff-report": "企业裁减人员报告",
    "backpay-extended-period": "延长缴费期社会保险费补缴",
}
"""Item codes and the names used in file names."""

TWINS = {
    "兴": "星",
    "宏": "弘",
    "盛": "晟",
    "泰": "秦",
    "诚": "城",
    "佳": "嘉",
    "瑞": "端",
    "博": "搏",
    "恒": "桓",
    "锦": "绵",
    "昌": "晶",
    "华": "桦",
    "达": "远",
    "鑫": "金",
    "科": "料",
    "力": "刀",
    "源": "原",
    "北": "比",
}
"""Characters that are taken for each other; the first one found in a name makes its twin."""

_BRANDS = (
    "华兴",
    "宏远",
    "盛通",
    "泰和",
    "诚信达",
    "佳业",
    "瑞丰",
    "博雅",
    "恒通",
    "锦程",
    "昌隆",
    "中盛",
    "鑫源",
    "嘉瑞",
    "天恒",
)
_TRADES = {
    "dispatch-new": ("人力资源", "人力资源服务", "劳务派遣", "企业管理服务", "人才服务"),
    "": ("物业管理", "商贸", "餐饮管理", "物流", "科技", "机械制造", "酒店管理", "信息技术", "汽车服务"),
}
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文斌慧玲志红梅宇浩然晨鹏飞雪峰"
_ROADS = ("建国路", "朝阳北路", "东三环中路", "望京西路", "广渠路", "姚家园路", "工体东路", "酒仙桥路")
_PROVINCES = (
    "北京市朝阳区",
    "北京市通州区",
    "河北省石家庄市",
    "山东省济南市",
    "河南省郑州市",
    "安徽省合肥市",
    "四川省成都市",
)


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up person."""

    name: str
    identity_number: str
    female: bool
    household: str
    phone: str


@dataclass(frozen=True, slots=True)
class Worker:
    """One row of a roster."""

    person: Person
    post: str
    contract_from: date
    contract_to: date


@dataclass(frozen=True, slots=True)
class Dossier:
    """All facts that the documents of one submission repeat.

    Attributes:
        capital: Registered capital in 万元.
        signed: Date under the documents.
        agent: The person who files; None when the legal representative files himself.
    """

    item: str
    unit: str
    code: str
    seal_code: str
    legal_representative: Person
    agent: Person | None
    capital: int
    address: str
    established: date
    signed: date
    total_staff: int
    shareholders: tuple[tuple[str, int], ...]
    workers: tuple[Worker, ...] = field(repr=False, default=())


def draw_unit(random: Random, item: str) -> str:
    """Return a unit name in one of the usual forms."""
    brand, trade = random.choice(_BRANDS), random.choice(_TRADES.get(item, _TRADES[""]))
    kind = random.choice(("有限公司", "有限公司", "有限责任公司", "股份有限公司"))
    return random.choice(
        (
            f"北京{brand}{trade}{kind}",
            f"{brand}（北京）{trade}{kind}",
            f"北京市朝阳区{brand}{trade}{kind}",
            f"北京{brand}{trade}{kind}",
        )
    )


def twin_name(unit: str) -> str:
    """Return the name with one character changed to one that looks or sounds like it."""
    for character, twin in TWINS.items():
        if character in unit:
            return unit.replace(character, twin, 1)
    return unit[:2] + "新" + unit[3:]


def draw_person(random: Random) -> Person:
    """Return a person with a valid identity number."""
    female = random.random() < 0.5
    name = random.choice(_SURNAMES) + "".join(random.choice(_GIVEN) for _ in range(random.choice((1, 2, 2))))
    return Person(
        name,
        draw_identity_number(random, female),
        female,
        random.choice(_PROVINCES),
        f"1{random.choice('3578')}{random.randint(0, 9)}0010{random.randint(0, 9999):04d}",
    )


def draw_dossier(item: str, seed: int, unit: str | None = None, agent: bool | None = None) -> Dossier:
    """Return the facts of one submission; ``agent`` None lets the seed decide (a layoff report always has one)."""
    random = Random(f"dossier-{item}-{seed}")
    name = draw_unit(random, item)
    representative, other = draw_person(random), draw_person(random)
    with_agent = random.random() < 0.35 or item == "layoff-report" if agent is None else agent
    capital = random.choice((200, 300, 500, 1000))
    share = random.choice((40, 50, 60))
    people = [draw_person(random) for _ in range(2)]
    return Dossier(
        item=item,
        unit=unit or name,
        code=draw_credit_code(random),
        seal_code=draw_seal_code(random),
        legal_representative=representative,
        agent=other if with_agent else None,
        capital=capital,
        address=f"北京市朝阳区{random.choice(_ROADS)}{random.randint(1, 180)}号院{random.randint(1, 12)}号楼"
        f"{random.randint(2, 20)}层{random.randint(201, 1999)}室",
        established=date(random.randint(2008, 2018), random.randint(1, 12), random.randint(1, 28)),
        signed=date(2020, 2, 3) + timedelta(days=random.randint(0, 6)),
        total_staff=random.randint(60, 160),
        shareholders=((people[0].name, share), (people[1].name, 100 - share)),
        workers=tuple(_draw_worker(random) for _ in range(random.randint(26, 32))),
    )


def _draw_worker(random: Random) -> Worker:
    posts = ("销售员", "仓库管理员", "驾驶员", "装卸工", "保安员", "客服专员", "维修工", "外勤业务员")
    start = date(random.randint(2015, 2019), random.randint(1, 12), 1)
    end = date(start.year + (3 if start.year >= 2018 else 6), start.month, 1) - timedelta(days=1)
    return Worker(draw_person(random), random.choice(posts), start, end)


def chinese_date(day: date) -> str:
    """Return 2020年2月5日."""
    return f"{day.year}年{day.month}月{day.day}日"
