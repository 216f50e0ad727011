"""Invented firms of Chaoyang district and the habits of their personnel departments."""

import random
from dataclasses import dataclass, field, replace
from datetime import date

from .digits import CODE_ALPHABET, credit_check, organisation_check
from .people import Person, people, person

BRANDS_A = "禾恒锦瑞泓博盛嘉铭启云拓朗维汇卓远景旭澄屹瀚璟骏"
BRANDS_B = "岚澜桐航彤渊沐舟岩柏然序谷和泽翎拾川屿蔚"
BRANDS_C = ["", "", "", "", "世纪", "华", "天成"]
TRADES = {
    "dispatch": ["人力资源服务", "人力资源管理", "劳务服务", "企业服务外包", "人才服务"],
    "general": ["科技", "商贸", "物业管理", "餐饮管理", "文化传媒", "信息技术", "建筑装饰工程", "国际物流", "医疗器械",
        "会展服务",
        "酒店管理", "教育咨询", "供应链管理", "环保设备", "广告", "仓储服务", "机电设备", "保洁服务"],
    "hours-comprehensive": ["餐饮管理", "酒店管理", "国际物流", "仓储服务", "物业管理", "会展服务", "文化传媒"],
    "hours-flexible": ["商贸", "医疗器械", "机电设备", "信息技术", "科技", "国际物流", "供应链管理"],
    "subsidy-recruitment": ["医疗器械", "供应链管理", "商贸", "国际物流"],
}
ROADS = ["建国路", "朝阳北路", "东三环北路", "广顺北大街", "酒仙桥路", "望京东路", "八里庄西里", "工人体育场北路",
    "广渠路", "高碑店路", "十里堡甲"]
TOWERS = ["远达中心", "嘉禾大厦", "华泓国际", "联创园", "金隅里", "时代广场", "文创园", "东亿产业园", "科技楼"]
ROMAN = {
    "禾": "he", "恒": "heng", "锦": "jin", "瑞": "rui", "泓": "hong", "博": "bo", "盛": "sheng", "嘉": "jia",
    "铭": "ming",
    "启": "qi", "云": "yun", "拓": "tuo", "朗": "lang", "维": "wei", "汇": "hui", "卓": "zhuo", "远": "yuan",
    "景": "jing",
    "旭": "xu", "澄": "cheng", "屹": "yi", "瀚": "han", "璟": "jing", "骏": "jun", "岚": "lan", "澜": "lan",
    "桐": "tong",
    "航": "hang", "彤": "tong", "渊": "yuan", "沐": "mu", "舟": "zhou", "岩": "yan", "柏": "bai", "然": "ran",
    "序": "xu",
    "谷": "gu", "和": "he", "泽": "ze", "翎": "ling", "拾": "shi", "川": "chuan", "屿": "yu", "蔚": "wei",
}


@dataclass(frozen=True)
class Firm:
    """One invented firm as it stands in its licence, and its staff who deal with the office."""

    name: str
    short: str
    domain: str
    credit: str
    legal: Person
    agent: Person
    officer: Person
    address: str
    business: str
    capital: int
    founded: date
    term_end: date | None
    trade: str
    staff: int
    landline: str
    insurance: str
    owners: tuple[Person, ...] = field(default=())
    kind: str = "有限责任公司（自然人投资或控股）"

    def named(self, name: str) -> "Firm":
        """The same firm under another name (a paper that contradicts the others)."""
        return replace(self, name=name)


def credit_code(rng: random.Random, region: str = "110105") -> str:
    """An enterprise's unified social credit code with both check characters right."""
    letters = "0123456789" + "ABCDEFGH"
    body = "MA0" + "".join(rng.choice(letters if i == 0 else "0123456789") for i in range(5))
    if rng.random() < 0.35:
        body = f"{rng.randrange(5 * 10**7, 8 * 10**7):08d}"
    organisation = body + organisation_check(body)
    first = f"91{region}{organisation}"
    if any(c not in CODE_ALPHABET for c in first):
        return credit_code(rng, region)
    return first + credit_check(first)


def address(rng: random.Random) -> str:
    """An office address in Chaoyang."""
    road, tower = rng.choice(ROADS), rng.choice(TOWERS)
    house, floor = rng.randint(1, 98), rng.randint(2, 18)
    return f"北京市朝阳区{road}{house}号{tower}{rng.choice('ABC')}座{floor}{rng.randint(1, 20):02d}室"


def brand(rng: random.Random) -> tuple[str, str]:
    """A firm's distinctive part and its latin spelling."""
    first, second = rng.choice(BRANDS_A), rng.choice(BRANDS_B)
    return first + second + rng.choice(BRANDS_C), ROMAN[first] + ROMAN[second]


def full_name(rng: random.Random, mark: str, trade: str) -> str:
    """The registered name, in one of the two usual orders."""
    if rng.random() < 0.16:
        return f"{mark}（北京）{trade}有限公司"
    return f"北京{mark}{trade}{'股份' if rng.random() < 0.04 else ''}有限公司"


def firm(rng: random.Random, sort: str = "general") -> Firm:
    """A firm; sort "dispatch" is one in staff services with capital of two million yuan and more."""
    mark, latin = brand(rng)
    trade = rng.choice(TRADES.get(sort, TRADES["general"]))
    founded = date(rng.randint(2006, 2017), rng.randint(1, 12), rng.randint(1, 28))
    legal = person(rng, (36, 58))
    term = None if rng.random() < 0.3 else replace_year(founded, founded.year + rng.choice([20, 30]))
    code = credit_code(rng)
    agent = person(rng, (25, 40), male=rng.random() < 0.25)
    return Firm(
        name=full_name(rng, mark, trade), short=mark + trade[:4],
        domain=f"{latin}{rng.choice(['hr', 'bj', 'group', ''])}.example.cn",
        credit=code, legal=legal, agent=agent, officer=person(rng, (30, 45)), address=address(rng),
        business=scope(trade),
        capital=rng.choice([200, 210, 300, 500]) if sort == "dispatch" else rng.choice([50, 100, 200, 500, 1000, 3000]),
        founded=founded, term_end=term, trade=trade, staff=rng.randint(45, 380),
        landline=f"010-{rng.randint(5, 8)}{rng.randrange(10**7):07d}",
        insurance=f"110105{rng.randrange(10**6):06d}", owners=(legal, *people(rng, rng.choice([1, 1, 2]))),
    )


def scope(trade: str) -> str:
    """The licence's words on the business."""
    lines = {
        "人": "人力资源服务；劳务分包；企业管理咨询；会议服务；承办展览展示活动；计算机技术培训。",
        "劳": "劳务分包；家政服务；企业管理；人力资源服务；保洁服务；搬运服务。",
        "企": "企业管理咨询；人力资源服务；接受金融机构委托从事信息技术外包服务；会议服务。",
    }
    own = f"{trade}；技术开发、技术咨询、技术服务；销售日用品、办公用品、机械设备；经济贸易咨询；会议服务。"
    tail = "（企业依法自主选择经营项目，开展经营活动；依法须经批准的项目，经相关部门批准后依批准的内容开展经营活动。）"
    return lines.get(trade[0], own) + tail


def replace_year(day: date, year: int) -> date:
    """The same day of another year (28th for a leap day)."""
    return date(year, day.month, min(day.day, 28))


def look_alike(name: str) -> str:
    """A name easily mistaken for the given one but of another unit."""
    for old, new in (("科技", "科贸"), ("人力资源", "人才"), ("服务", "咨询"), ("管理", "投资"), ("商贸", "贸易"),
        ("工程", "设计")):
        if old in name:
            return name.replace(old, new, 1)
    return name.replace("有限公司", "发展有限公司")
