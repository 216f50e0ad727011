"""Made-up persons with identity numbers whose check digits are right."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from .chance import Chance
from .tables import table

SURNAMES: str = table("people", "names")["surnames"]
MALE: list[str] = table("people", "names")["male"]
FEMALE: list[str] = table("people", "names")["female"]
REGIONS: dict[str, str] = table("people", "regions")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity_check(first17: str) -> str:
    """Return the check character of a citizen's number."""
    return "10X98765432"[sum(int(c) * w for c, w in zip(first17, _WEIGHTS, strict=True)) % 11]


def identity_valid(number: str) -> bool:
    """Tell whether an 18 character citizen's number has the right check character."""
    return len(number) == 18 and number[:17].isdigit() and identity_check(number[:17]) == number[17]


@dataclass
class Person:
    """A worker, manager or handler as the papers name them."""

    name: str
    sex: str
    birth: date
    id: str
    addr: str
    hukou: str
    mobile: str
    nation: str = "汉"
    post: str = ""
    start: date | None = None
    end: date | None = None
    wage: int = 4200
    extra: dict[str, object] = field(default_factory=dict)

    def __getattr__(self, key: str) -> object:
        """Give extra details of a scene as attributes."""
        extra = self.__dict__.get("extra")
        if extra is None or key not in extra:
            raise AttributeError(key)
        return extra[key]


def mobile(chance: Chance) -> str:
    """Return a made-up mobile number."""
    return chance.pick(["135", "136", "138", "139", "150", "158", "186", "189", "133"]) + chance.digits(8)


def _home(chance: Chance, region: str) -> str:
    place = REGIONS[region]
    if region.startswith("1101"):
        village = chance.pick(
            ["东坝乡单店西路", "十八里店乡老君堂", "王四营乡观音堂", "垡头西里", "永顺镇西马庄", "良乡镇南庄"]
        )
        return f"{place}{village}{chance.randint(1, 60)}号楼{chance.randint(1, 6)}单元{chance.randint(101, 615)}"
    town = chance.pick(["城关镇", "大营镇", "双庙乡", "马头镇", "西关乡", "三合镇", "河口乡"])
    village = chance.pick(["李家庄村", "前王村", "小营村", "东郭村", "石桥村", "柳林村", "南岗村"])
    return f"{place}{town}{village}{chance.randint(1, 30) * 7}号"


def person(chance: Chance, age: tuple[int, int] = (24, 48), sex: str = "", region: str = "") -> Person:
    """Make a person of an age in years (at the start of 2020)."""
    sex = sex or chance.pick("男男女")
    region = region or chance.pick(list(REGIONS))
    years = chance.randint(*age)
    birth = date(2020 - years, 1, 1) - timedelta(days=chance.randint(1, 360))
    order = chance.randint(0, 49) * 2 + (1 if sex == "男" else 0)
    first17 = f"{region}{birth:%Y%m%d}{chance.randint(0, 9)}{order:02d}"
    given = chance.pick(MALE if sex == "男" else FEMALE)
    name = chance.pick(SURNAMES) + (given[1:] if chance.yes(0.22) else given)
    hukou = "城镇" if region.startswith("1101") or chance.yes(0.25) else "农业"
    number = first17 + identity_check(first17)
    nation = chance.weighted({"汉": 0.92, "满": 0.05, "回": 0.03})
    return Person(name, sex, birth, number, _home(chance, region), hukou, mobile(chance), nation)


def crowd(chance: Chance, count: int, age: tuple[int, int] = (24, 48), sex: str = "") -> list[Person]:
    """Make persons with different names."""
    found: dict[str, Person] = {}
    while len(found) < count:
        made = person(chance, age, sex)
        found.setdefault(made.name, made)
    return list(found.values())


def born(who: Person, birth: date) -> Person:
    """Give a person another birthday and the number that goes with it."""
    first17 = f"{who.id[:6]}{birth:%Y%m%d}{who.id[14:17]}"
    who.birth, who.id = birth, first17 + identity_check(first17)
    return who


def age(who: Person, day: date) -> int:
    """Return full years of age on a day."""
    return day.year - who.birth.year - ((day.month, day.day) < (who.birth.month, who.birth.day))
