"""Invented persons: names, identity numbers, addresses, telephone numbers."""

import random
import re
from dataclasses import dataclass
from datetime import date

from .digits import identity_check

SURNAMES = (
    "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜戚谢邹章苏潘葛范彭鲁韦马苗方任袁柳史唐薛"
    "雷贺汤罗毕郝安常于傅康余顾孟黄穆萧尹"
)
MALE = "伟强磊军洋勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁志建国文海东松林峰毅"
FEMALE = "芳娜敏静丽艳娟霞秀玲燕红梅莉萍雪琳晶倩颖婷洁丹莹慧蕾薇岚欣怡桂凤淑玉春"
PLACES = {
    "110105": "北京市朝阳区", "110108": "北京市海淀区", "110112": "北京市通州区", "120104": "天津市南开区",
    "130102": "河北省石家庄市长安区", "130429": "河北省邯郸市永年区", "140105": "山西省太原市小店区",
    "210103": "辽宁省沈阳市沈河区", "220102": "吉林省长春市南关区", "370103": "山东省济南市市中区",
    "410102": "河南省郑州市中原区", "420106": "湖北省武汉市武昌区", "430102": "湖南省长沙市芙蓉区",
    "510104": "四川省成都市锦江区", "610103": "陕西省西安市碑林区", "230103": "黑龙江省哈尔滨市南岗区",
}
STREETS = ["幸福路", "新华街", "建设里", "和平巷", "东风路", "育才街", "文化路", "青年路", "柳荫街", "团结湖北里"]


@dataclass(frozen=True)
class Person:
    """One invented person."""

    name: str
    male: bool
    born: date
    number: str
    home: str
    phone: str
    nation: str = "汉"

    @property
    def sex(self) -> str:
        """男 or 女."""
        return "男" if self.male else "女"

    @property
    def household(self) -> str:
        """Kind of household registration, as rosters give it."""
        return "本市城镇" if self.number[:3] == "110" else ("外埠城镇" if int(self.number[16]) % 4 < 2 else "外埠农村")

    @property
    def police(self) -> str:
        """The police bureau of the household's district."""
        match = re.search(r"([^省]+?市)(.+?)区", PLACES[self.number[:6]])
        return f"{match.group(1)}公安局{match.group(2).split('市')[-1]}分局" if match else "北京市公安局"

    @property
    def place(self) -> str:
        """Province or city of the household."""
        return PLACES[self.number[:6]][:3]


def phone(rng: random.Random) -> str:
    """An eleven-digit mobile number."""
    return rng.choice(["138", "139", "136", "186", "185", "150", "133", "177"]) + f"{rng.randrange(10**8):08d}"


def given_name(rng: random.Random, male: bool) -> str:
    """A full name of two or three characters."""
    pool = MALE if male else FEMALE
    letters = rng.sample(pool, 2)
    return rng.choice(SURNAMES) + ("".join(letters) if rng.random() < 0.72 else letters[0])


def identity(rng: random.Random, male: bool, born: date, place: str) -> str:
    """An identity number with a right check character."""
    serial = rng.randrange(1, 499) * 2 + (1 if male else 0)
    first = f"{place}{born:%Y%m%d}{serial:03d}"
    return first + identity_check(first)


def person(rng: random.Random, ages: tuple[int, int] = (23, 52), male: bool | None = None) -> Person:
    """A person whose age in years on 2020-03-01 lies in the given range."""
    sex = rng.random() < 0.5 if male is None else male
    year = 2020 - rng.randint(*ages)
    born = date(year, rng.randint(1, 12) if year < 2020 - ages[0] else 1, rng.randint(1, 28))
    place = rng.choice([p for p in PLACES if p[:3] == "110"] if rng.random() < 0.45 else list(PLACES))
    door = f"{rng.randint(1, 88)}号{rng.randint(1, 20)}号楼{rng.randint(101, 1604)}室"
    home = f"{PLACES[place]}{rng.choice(STREETS)}{door}"
    nation = rng.choices(["汉", "满", "回", "蒙古"], [92, 4, 3, 1])[0]
    return Person(given_name(rng, sex), sex, born, identity(rng, sex, born, place), home, phone(rng), nation)


def people(rng: random.Random, count: int, ages: tuple[int, int] = (23, 52)) -> list[Person]:
    """Several persons with names all different."""
    found: dict[str, Person] = {}
    while len(found) < count:
        one = person(rng, ages)
        found.setdefault(one.name, one)
    return list(found.values())
