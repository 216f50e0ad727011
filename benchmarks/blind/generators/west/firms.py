"""Made-up firms with credit codes whose check digits are right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .chance import Chance
from .persons import Person, person
from .tables import table

_CODE_CHARS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = [pow(3, i, 31) for i in range(17)]
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
WORD1 = "泓晟柏骏铭钰沣垣祺翊朔骁岳崇坤懋煜邦衡禹融嵘凯捷隆祥茂瑞"
WORD2 = "轩达垚通远臻舜恺鼎峪誉堃淼卓澜桓霖晖源泰盛和昌兴"
LISTS = table("trades", "lists")
ROADS: list[str] = LISTS["roads"]
THINGS: list[str] = LISTS["things"]
SCOPES: dict[str, str] = table("trades", "scopes")
TAILS: dict[str, list[str]] = table("trades", "tails")
POSTS: dict[str, list[str]] = table("trades", "posts")


def org_check(first8: str) -> str:
    """Return the check character of an organisation code (GB 11714)."""
    total = sum(int(c, 36) * w for c, w in zip(first8, _ORG_WEIGHTS, strict=True))
    return "0123456789X0"[(11 - total % 11) % 11]


def code_check(first17: str) -> str:
    """Return the check character of a unified credit code (GB 32100)."""
    total = sum(_CODE_CHARS.index(c) * w for c, w in zip(first17, _CODE_WEIGHTS, strict=True))
    return _CODE_CHARS[(31 - total % 31) % 31]


def code_valid(code: str) -> bool:
    """Tell whether an 18 character credit code has the right check character."""
    return len(code) == 18 and all(c in _CODE_CHARS for c in code) and code_check(code[:17]) == code[17]


def credit_code(chance: Chance, region: str = "110105", young: bool = False) -> str:
    """Make a unified credit code with right check characters."""
    while True:
        body = "MA" + "".join(chance.pick("0123456789ABCDEFGH") for _ in range(6))
        if not young:
            body = chance.pick("67") + chance.digits(7)
        check = org_check(body)
        first = f"91{region}{body}{check}"
        if check != "X" or code_check(first):
            return first + code_check(first)


@dataclass
class Firm:
    """An employer as licence, forms and seals show it."""

    name: str
    short: str
    trade: str
    code: str
    lr: Person
    addr: str
    capital: int  # unit: ten thousand yuan
    founded: date
    until: date | None
    phone: str
    staff: int
    kind: str
    scope: str
    bank: str
    account: str
    number: str  # digits at the foot of the seal
    post: str = "100023"
    parent: str = ""
    title: str = "经理"

    @property
    def term(self) -> str:
        """Return the licence term in words."""
        start = f"{self.founded.year}年{self.founded.month:02d}月{self.founded.day:02d}日"
        if self.until is None:
            return f"{start}至长期"
        return f"{start}至{self.until.year}年{self.until.month:02d}月{self.until.day:02d}日"

    @property
    def union(self) -> str:
        """Return the name of the firm's union."""
        return self.name + "工会委员会"

    @property
    def yuan(self) -> int:
        """Return the registered capital in yuan."""
        return self.capital * 10000


def _word(chance: Chance) -> str:
    return chance.pick(WORD1) + chance.pick(WORD2) + (chance.pick("安顺达兴") if chance.yes(0.3) else "")


def _name(chance: Chance, trade: str) -> tuple[str, str]:
    word = _word(chance)
    if trade != "factory":
        tail = chance.pick(TAILS[trade])
        head = chance.pick(["北京", "北京", "北京市朝阳区" if "劳务" in tail else "北京"])
        return head + word + tail, word
    thing = chance.pick(THINGS)
    if chance.yes(0.45):
        return f"北京{word}{thing}厂", word + thing[:2] + "厂"
    return f"北京{word}{thing}有限公司", word


def _address(chance: Chance) -> str:
    """Return an address in the district, sometimes with building and room."""
    room = f"{chance.randint(1, 6)}幢{chance.randint(1, 3)}层{chance.randint(101, 320)}"
    return f"北京市朝阳区{chance.pick(ROADS)}{chance.randint(1, 98)}号{chance.pick(['', '院', room])}"


def _founded(chance: Chance, young: bool) -> tuple[date, date | None]:
    """Return first and last day of a firm's term; older ones often have no end."""
    first = date(
        chance.randint(*((2016, 2018) if young else (1999, 2010))), chance.randint(1, 12), chance.randint(1, 28)
    )
    last = first.replace(year=first.year + 30) - timedelta(days=1)
    return first, None if not young and chance.yes(0.35) else last


def firm(chance: Chance, trade: str = "", capital: int = 0, young: bool = False) -> Firm:
    """Make a firm of the trade (factory, transport, property, guard, dispatch)."""
    trade = trade or chance.pick(["factory", "transport", "property", "guard"])
    name, short = _name(chance, trade)
    works = name.endswith("厂")
    first, last = _founded(chance, young)
    return Firm(
        name=name,
        short=short,
        trade=trade,
        code=credit_code(chance, young=young),
        lr=person(chance, (38, 60), chance.pick("男男男女")),
        addr=_address(chance),
        capital=capital or chance.pick([50, 100, 200, 300, 500, 1000]),
        founded=first,
        until=last,
        phone=f"010-{chance.pick(LISTS['exchanges'])}{chance.digits(4)}",
        staff=chance.randint(46, 380),
        kind=chance.pick(LISTS["works-kinds" if works else "kinds"]),
        scope=SCOPES[trade].format(thing=next((t for t in THINGS if t in name), "金属制品")),
        bank=f"{chance.pick(LISTS['banks'])}{chance.pick(LISTS['branches'])}支行",
        account="0200" + chance.digits(15),
        number="110105" + chance.digits(7),
        post=chance.pick(["100023", "100024", "100121", "100018"]),
        title="厂长" if works else "经理",
    )
