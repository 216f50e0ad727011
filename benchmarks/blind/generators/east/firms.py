"""Made-up persons and firms of the larger kind: groups, branches, institutes, foreign-invested firms."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from .days import later, years
from .digits import credit_code, identity_number
from .words import BRANDS, CITIES, DOMICILES, GIVEN, REGIONS, SURNAMES, TRADES


@dataclass
class Person:
    """A natural person with an identity number of 18 signs."""

    name: str
    identity: str
    woman: bool
    birth: date
    region: str
    phone: str

    @property
    def sex(self) -> str:
        """男 or 女."""
        return "女" if self.woman else "男"


@dataclass
class Firm:
    """A unit: names, codes, people, figures (capital in ten thousand yuan)."""

    name: str
    short: str
    latin: str
    kind: str
    code: str
    legal: Person
    agent: Person
    capital: int
    founded: date
    term_end: date | None
    address: str
    phone: str
    scope: str
    type_words: str
    trade: str
    staff: int
    parent: str = ""
    seal_code: str = ""
    english: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def legal_title(self) -> str:
        """What the licence calls its head."""
        return "负责人" if self.kind == "branch" else "法定代表人"

    @property
    def domain(self) -> str:
        """Mail domain of the firm."""
        return f"{self.latin}.example.com"


def mobile(rng: Random) -> str:
    """A mobile number of eleven digits."""
    return rng.choice(("136", "138", "139", "150", "158", "185", "186", "188")) + f"{rng.randrange(10**8):08d}"


def person(rng: Random, oldest: int = 1964, youngest: int = 1996, woman: bool | None = None) -> Person:
    """A made-up person born between two years."""
    woman = rng.random() < 0.5 if woman is None else woman
    birth = date(oldest, 1, 1) + timedelta(days=rng.randrange((youngest - oldest) * 365))
    region, place = rng.choice(REGIONS)
    serial = rng.randrange(1, 499) * 2 + (0 if woman else 1)
    given = rng.choice(GIVEN[woman]) if rng.random() < 0.75 else rng.choice(GIVEN[woman]) + rng.choice("宁远清嘉")
    name = rng.choice(SURNAMES) + given[:2]
    return Person(name, identity_number(region, f"{birth:%Y%m%d}", serial), woman, birth, place, mobile(rng))


def _names(kind: str, brand: str, trade: str, rng: Random) -> tuple[str, str]:
    """Full name and the name of the parent, if any."""
    city = rng.choice(CITIES)
    if kind == "branch":
        parent = rng.choice((f"{city}{brand}{trade}股份有限公司", f"{brand}（{city}）{trade}有限公司"))
        return parent + rng.choice(("北京分公司", "北京分公司", "华北分公司", "北京朝阳分公司")), parent
    if kind == "foreign":
        return rng.choice(
            (
                f"{brand}（中国）{trade}有限公司", f"{brand}{trade}（北京）有限公司",
                f"北京{brand}{trade}外商投资有限公司",
            )
        ), ""
    if kind == "institute":
        return rng.choice((f"北京{brand}{trade}研究院", f"北京市{brand}{trade}管理中心")), ""
    return rng.choice(
        (
            f"北京{brand}{trade}集团有限公司", f"{brand}{trade}集团股份有限公司", f"北京{brand}{trade}研究院有限公司",
            f"北京{brand}{trade}管理中心有限公司",
        )
    ), ""


def dispatch_name(brand: str, rng: Random) -> str:
    """Name of a firm that lends workers."""
    return rng.choice(
        (
            f"北京{brand}人力资源管理集团有限公司", f"北京{brand}人力资源服务有限责任公司",
            f"{brand}（北京）人力资源管理有限公司", f"{brand}（中国）人力资源服务有限公司",
            f"北京{brand}人力资源管理中心有限公司", f"北京{brand}国际人力资源开发有限公司",
        )
    )


TYPE_WORDS = {
    "branch": "股份有限公司分公司（非上市）",
    "foreign": "有限责任公司（外国法人独资）",
    "institute": "事业单位",
    "group": "其他有限责任公司",
    "dispatch": "有限责任公司（法人独资）",
}


def _scope(kind: str, trade: str) -> str:
    """Business scope as printed on the licence."""
    tail = (
        "（企业依法自主选择经营项目，开展经营活动；依法须经批准的项目，经相关部门批准后依批准的内容开展经营活动；"
        "不得从事本市产业政策禁止和限制类项目的经营活动。）"
    )
    if kind == "dispatch":
        return "人力资源服务；企业管理咨询；经济信息咨询；会议服务；承办展览展示活动；技术推广服务。" + tail
    return f"{trade}；技术开发、技术咨询、技术服务；销售机械设备、电子产品；货物进出口；企业管理。" + tail


def firm(rng: Random, kind: str, received: date, brand: tuple[str, str, str] | None = None) -> Firm:
    """A made-up firm of a kind: group, foreign, branch, institute or dispatch."""
    brand = brand or rng.choice(BRANDS)
    trade = rng.choice(TRADES)
    name, parent = (dispatch_name(brand[0], rng), "") if kind == "dispatch" else _names(kind, brand[0], trade, rng)
    founded = received - timedelta(days=rng.randrange(1400, 6200))
    end = None if rng.random() < 0.25 else later(years(founded, rng.choice((20, 30, 50))), -1)
    code = credit_code(rng, "12" if kind == "institute" else "91")
    capital = rng.choice((300, 500, 800, 1000, 2000)) if kind == "dispatch" else rng.choice((3000, 5000, 10000, 20000))
    made = Firm(
        name, brand[0], brand[1], kind, code, person(rng, 1960, 1982), person(rng, 1980, 1996), capital, founded, end,
        rng.choice(DOMICILES), f"010-{rng.randrange(58000000, 85999999)}", _scope(kind, trade), TYPE_WORDS[kind],
        trade, rng.randrange(180, 900), parent,
    )
    made.seal_code = f"1101{rng.choice(('05', '08', '01'))}{rng.randrange(10**7):07d}" if rng.random() < 0.6 else ""
    made.english = f"{brand[2]} {'(Beijing)' if kind != 'group' else 'Group'} Co., Ltd."
    return made
