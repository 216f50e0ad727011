"""Made-up persons and small firms of Chaoyang."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from south import china

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
)
MALE = "志强建军国庆海涛永刚春生文斌立新德福广顺宝山世杰兴旺明亮长河红旗少华冬青树林玉柱"
FEMALE = "秀英桂兰丽娟春梅红霞玉珍淑芬雪莲美玲晓燕文静凤琴小芳彩云慧敏月华金花艳玲素云"
REGIONS = (
    "110105",
    "110108",
    "110112",
    "130425",
    "131082",
    "130731",
    "371424",
    "410526",
    "411625",
    "140224",
    "220381",
    "230224",
    "341222",
    "421123",
    "511324",
    "210921",
    "612325",
)
BRANDS_A = "槐棠穗笙禾渡陌椒巷炉笠榆麓砚筷灶汐枫栗粟荞莜坞"
BRANDS_B = "里间记丰满盈顺和合庄坊源香悦青田家园舟春"
STREETS = (
    "槐柏北里",
    "新枣营东路",
    "南榆树街",
    "八里槐东街",
    "东柳营路",
    "安苇北路",
    "小庄西里",
    "高井东街",
    "望和南路",
)
TRADES: dict[str, tuple[tuple[str, ...], str, str]] = {
    "restaurant": (("餐饮管理", "餐饮", "饭庄", "餐厅", "小吃店"), "餐饮服务；餐饮管理；销售食品", "住宿和餐饮业"),
    "shop": (("商贸", "便利店", "食品商店", "超市", "百货"), "销售食品、日用品、五金交电、文具用品", "批发和零售业"),
    "cleaning": (("保洁服务", "家政服务", "物业管理"), "清洁服务；家庭劳务服务；物业管理", "居民服务业"),
    "beauty": (("美容美发", "养生馆", "摄影"), "理发及美容服务；销售化妆品", "居民服务业"),
    "delivery": (("货运", "速递", "仓储服务"), "普通货运；仓储服务；装卸搬运", "交通运输、仓储业"),
    "workshop": (("印刷", "服装加工", "装饰工程"), "加工服装；室内装饰工程设计；包装服务", "加工服务业"),
    "labour": (("人力资源", "劳务服务", "企业服务"), "劳务服务；企业管理咨询；清洁服务；物业管理", "商务服务业"),
}
COMPANY_TAILS = ("有限公司", "有限责任公司")
BANKS = ("北京农商银行", "中国工商银行", "中国建设银行", "中国邮政储蓄银行", "招商银行")


@dataclass(frozen=True)
class Person:
    """A made-up person."""

    name: str
    sex: str
    born: date
    identity: str
    phone: str
    home: str


@dataclass
class Unit:
    """A made-up firm with what its papers say about it."""

    name: str
    short: str
    trade: str
    code: str
    address: str
    legal: Person
    agent: Person
    capital: int
    founded: date
    phone: str
    social_no: str
    employees: int
    bank: str
    account_no: str
    sole_trader: bool = False
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def scope(self) -> str:
        """The business scope as on the licence."""
        return TRADES[self.trade][1]

    @property
    def industry(self) -> str:
        """The industry as on forms."""
        return TRADES[self.trade][2]


def mobile(rng: Random) -> str:
    """A mobile number of 11 digits."""
    return rng.choice(("135", "136", "138", "139", "150", "158", "186", "188")) + f"{rng.randrange(10**8):08d}"


def person(rng: Random, low: int = 1966, high: int = 1997, sex: str | None = None) -> Person:
    """A person born between the two years."""
    sex = sex or rng.choice("男女")
    pool = MALE if sex == "男" else FEMALE
    start = rng.randrange(0, len(pool), 2)
    given = pool[start : start + 2] if rng.random() < 0.5 else rng.choice(pool) + rng.choice(["", rng.choice(pool)])
    born = date(rng.randint(low, high), 1, 1) + timedelta(days=rng.randrange(365))
    region = rng.choice(REGIONS)
    serial = rng.randrange(10, 490) * 2 + (1 if sex == "男" else 0)
    home = (
        "北京市朝阳区" if region.startswith("11") else rng.choice(("河北省", "山东省", "河南省", "黑龙江省", "安徽省"))
    )
    identity = china.identity_number(region, born, serial)
    return Person(rng.choice(SURNAMES) + given, sex, born, identity, mobile(rng), home)


def people(rng: Random, count: int, low: int = 1970, high: int = 1998) -> list[Person]:
    """Persons with different names."""
    found: dict[str, Person] = {}
    while len(found) < count:
        one = person(rng, low, high)
        found.setdefault(one.name, one)
    return list(found.values())


def brand(rng: Random) -> str:
    """A made-up brand of three characters."""
    return rng.choice(BRANDS_A) + rng.choice(BRANDS_A) + rng.choice(BRANDS_B)


def address(rng: Random) -> str:
    """A made-up address in Chaoyang."""
    street = rng.choice(STREETS)
    room = rng.choice(
        (
            f"1层{rng.randint(101, 119)}",
            f"{rng.randint(2, 9)}层{rng.randint(201, 930)}室",
            f"底商{rng.randint(1, 30)}号",
        )
    )
    return f"北京市朝阳区{street}{rng.randint(2, 98)}号{room}"


def firm_name(rng: Random, trade: str, sole: bool, mark: str) -> str:
    """The full registered name of a firm."""
    kinds = TRADES[trade][0]
    if sole:
        kind = rng.choice([k for k in kinds if k.endswith(("店", "馆", "厅", "庄"))] or ["经营部"])
        return f"北京{mark}{kind}"
    kind = rng.choice(kinds)
    return f"北京{mark}{kind}{rng.choice(COMPANY_TAILS)}"


def unit(rng: Random, trade: str, sole: bool = False) -> Unit:
    """A whole made-up firm."""
    mark = brand(rng)
    head = person(rng, 1965, 1988)
    clerk = person(rng, 1980, 1996)
    founded = date(rng.randint(2012, 2018), rng.randint(1, 12), rng.randint(1, 28))
    return Unit(
        name=firm_name(rng, trade, sole, mark),
        short=mark,
        trade=trade,
        code=china.credit_code(rng, "92" if sole else "91"),
        address=address(rng),
        legal=head,
        agent=clerk,
        capital=rng.choice((10, 30, 50, 100, 200)),
        founded=founded,
        phone=f"010-{rng.randint(50000000, 89999999)}",
        social_no=f"110105{rng.randint(100000, 999999)}",
        employees=rng.randint(8, 48),
        bank=rng.choice(BANKS),
        account_no=f"{rng.randrange(10**18, 10**19)}",
        sole_trader=sole,
    )
