"""The made-up unit whose papers are written, its people, and what its papers say in one scenario."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from tests.drawing.identifiers import draw_credit_code, identity_check

ADDRESS = "北京市朝阳区建国路88号6层601室"
LESSOR = "北京安居恒业物业管理有限公司"
AGENCY = "北京诚聘通达人才服务有限公司"
EMPLOYER = "北京康护医疗器械有限公司"
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", ("建军", "秀英", "志强", "丽华", "国庆", "桂兰", "文斌", "晓燕")
POSTS = ("装卸工", "驾驶员", "客服专员")


def identity_number(born: str, female: bool, serial: int = 10) -> str:
    """Return a sound number of somebody born on ``YYYYMMDD``."""
    body = f"110105{born}{serial:02}{2 if female else 1}"
    return body + identity_check(body)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a name and a number."""

    name: str
    number: str
    female: bool = False

    @property
    def sex(self) -> str:
        """男 or 女."""
        return "女" if self.female else "男"

    @property
    def born(self) -> str:
        """Day of birth as printed."""
        return f"{self.number[6:10]}年{int(self.number[10:12])}月{int(self.number[12:14])}日"

    @property
    def hidden(self) -> str:
        """The number as it may be kept: three signs at its head, two at its end."""
        return self.number[:3] + "*" * 13 + self.number[-2:]


@dataclass(frozen=True, slots=True)
class World:
    """What the papers of one submission say; a scenario changes single values.

    Attributes:
        parent: Company of which the unit is a branch; empty: it is none.
        agent: Who files; None: the legal representative does.
        listed: Rows of every roster.
        changed: What a form of change asks to change.
    """

    unit: str = "北京恒诚远达服务有限公司"
    code: str = draw_credit_code(Random(11))
    parent: str = ""
    parent_code: str = draw_credit_code(Random(12))
    head: Person = Person("王建国", identity_number("19700512", False))
    agent: Person | None = None
    worker: Person = Person("赵秀兰", identity_number("19700306", True, 24), True)
    capital: int = 500
    staff: int = 127
    listed: int = 21
    union: bool = True
    explained: str = "2020年1月10日"
    planned: str = "2020年3月20日"
    ground: str = "生产经营发生严重困难"
    system: str = "综合计算工时工作制"
    permit_from: str = "2017年6月1日"
    permit_to: str = "2020年5月31日"
    changed: tuple[str, ...] = ("联系电话",)
    filing: str = ""
    account: str = "一般"
    months: str = "2019年11月至2019年12月"
    years_in_bj: int = 12
    theory_years: int = 6
    actual_years: int = 12
    rank: str = "工人"
    paid_by: str = "银行缴费"
    event: str = "2020年2月10日"
    hours: int = 48
    columns: tuple[str, ...] = ()
    remark: str = ""

    @property
    def company(self) -> World:
        """The company of which the unit is a branch, with its own head and code; itself where it is none."""
        if not self.parent:
            return self
        head = Person("陈立新", identity_number("19681101", False, 42))
        return replace(self, unit=self.parent, parent="", code=self.parent_code, head=head)

    @property
    def leader(self) -> str:
        """Label of the one who leads: a branch has no legal representative of its own."""
        return "负责人" if self.parent else "法定代表人"

    @property
    def people(self) -> tuple[tuple[str, str, bool], ...]:
        """Name, number and whether female of everybody on a roster."""
        made = []
        for at in range(self.listed):
            female = at % 2 == 1
            name = SURNAMES[at % len(SURNAMES)] + GIVEN[at % len(GIVEN)]
            made.append((name, identity_number(f"198{at % 10}{at % 9 + 1:02}15", female, 30 + at), female))
        return tuple(made)

    def post(self, at: int) -> str:
        """Post of the row ``at``."""
        return POSTS[at % len(POSTS)]

    @property
    def posts(self) -> dict[str, int]:
        """How many people of the roster hold each post."""
        return {post: sum(self.post(at) == post for at in range(self.listed)) for post in POSTS}


WORLD = World()
AGENT = Person("李晓娜", identity_number("19890920", True, 36), True)
