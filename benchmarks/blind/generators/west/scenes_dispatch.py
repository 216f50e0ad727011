"""Cases about labour dispatch permits."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

from .cards import emblem, identity_back, identity_front, square_code
from .chance import Chance
from .firms import POSTS, firm
from .paper import Case, Paper, Setting, usual_values
from .persons import Person, crowd
from .tables import table

AUDITORS: list[list[str]] = table("office", "lists")["auditors"]
THINGS: list[list[str]] = table("office", "lists")["things"]
SYSTEMS: list[str] = table("office", "lists")["systems"]


def case(setting: Setting, item: str) -> Case:
    """Return an empty case of an item with the usual fields and pictures."""
    made = Case(item, setting.firm, setting.handler, usual_values(setting))
    chance = setting.chance
    lr, agent = setting.firm.lr, setting.handler
    made.pictures = {
        "emblem": emblem(),
        "qr": square_code(chance),
        "lr_front": identity_front(lr, chance),
        "lr_back": identity_back(lr, chance),
        "h_front": identity_front(agent, chance),
        "h_back": identity_back(agent, chance),
    }
    return made


def add(case: Case, *codes: str, own: bool = True) -> None:
    """Add papers in the order given."""
    case.papers += [Paper(code, own=own) for code in codes]


def licence(case: Case) -> None:
    """Add the licence copy."""
    case.papers.append(Paper("business-licence", own=False))


def delegation(setting: Setting, case: Case, matter: str, identity: bool = True) -> None:
    """Add the letter for an agent unless the legal representative acts."""
    case.values["matter"] = matter
    if setting.handler is setting.firm.lr:
        return
    add(case, "authorisation-letter")
    if identity:
        add(case, "agent-identity", own=False)


def _balance(setting: Setting) -> SimpleNamespace:
    """Return a balance sheet and income statement whose sums are right (yuan)."""
    chance = setting.chance
    b = SimpleNamespace(payable=chance.randint(20000, 400000) + 0.37, pay=chance.randint(30000, 300000) + 0.2)
    b.tax = chance.randint(2000, 60000) + 0.05
    b.reserve, b.profit = chance.randint(1, 9) * 10000.5, chance.randint(20, 300) * 1000.25
    b.kept = b.reserve + b.profit
    b.debts, b.equity = b.payable + b.pay + b.tax, setting.firm.yuan + b.kept
    b.receivable, b.other = round(b.equity * 0.22, 2), chance.randint(10000, 90000) + 0.4
    b.fixed = chance.randint(80000, 260000) + 0.6
    b.total = b.debts + b.equity
    b.cash = b.total - b.receivable - b.other - b.fixed
    b.current = b.cash + b.receivable + b.other
    _income(b, chance.randint(300, 2200) * 10000.0)
    return b


def _income(sheet: SimpleNamespace, income: float) -> None:
    """Write an income statement for a turnover in yuan."""
    sheet.income, sheet.cost, sheet.admin = income, income * 0.86, income * 0.1
    sheet.gain = income - sheet.cost - sheet.admin


def audit_values(setting: Setting) -> dict[str, object]:
    """Return auditor, balance and owners."""
    chance = setting.chance
    name, word = chance.pick(AUDITORS)
    cpa1, cpa2, accountant = (p.name for p in crowd(chance, 3, (30, 58)))
    return {
        "auditor": name,
        "auditor_word": word,
        "audit_no": f"{chance.randint(11, 320):04d}",
        "b": _balance(setting),
        "cpa1": cpa1,
        "cpa2": cpa2,
        "accountant": accountant,
        "paid_day": setting.firm.founded,
        **owners(setting),
    }


def premises_values(setting: Setting, place: str) -> dict[str, object]:
    """Return lease and title deed of a place."""
    chance = setting.chance
    start, area = date(2019, chance.randint(1, 11), 1), chance.randint(60, 260)
    return {
        "lessor": f"北京{firm(chance, 'property').short}置业有限公司",
        "lessor_agent": crowd(chance, 1)[0].name,
        "place": place,
        "area": area,
        "lease_from": start,
        "lease_to": date(start.year + 3, start.month, 1) - timedelta(days=1),
        "lease_signed": start - timedelta(days=chance.randint(3, 20)),
        "rent": area * chance.pick([700, 850, 900]),
        **_deed(chance, area),
    }


def _deed(chance: Chance, area: int) -> dict[str, object]:
    """Return the title deed of a building that holds an area in square metres."""
    style = chance.pick(["old", "typed"])
    old, new = f"X京房权证朝字第{chance.digits(6)}号", f"京（2017）朝不动产权第00{chance.digits(5)}号"
    return {
        "deed_style": style,
        "deed_no": old if style == "old" else new,
        "deed_area": f"{area + chance.randint(200, 2200)}.{chance.randint(10, 99)}",
        "deed_day": date(2017 if style == "typed" else 2012, chance.randint(1, 12), chance.randint(1, 28)),
        "unit_no": f"110105{chance.digits(6)}GB{chance.digits(5)}F{chance.digits(8)}",
    }


def owners(setting: Setting) -> dict[str, object]:
    """Return shareholders whose shares add up to the capital."""
    firm_, chance = setting.firm, setting.chance
    second = crowd(chance, 1, (30, 55))[0]
    part = chance.pick([60, 70, 80, 51])
    paid = firm_.founded
    rows = [
        (firm_.lr.name, firm_.capital * part / 100, part, paid),
        (second.name, firm_.capital * (100 - part) / 100, 100 - part, paid),
    ]
    rows = [(n, f"{a:g}", s, d) for n, a, s, d in rows]
    return {"owners": "、".join(r[0] for r in rows), "shares": rows}


def new(setting: Setting) -> Case:
    """Return an application for a new permit by a company that exists."""
    made, chance = case(setting, "dispatch-new"), setting.chance
    values = made.values
    values |= audit_values(setting) | premises_values(setting, setting.firm.addr)
    values |= {"things": chance.sample(THINGS, chance.randint(7, 11)), "system": chance.pick(SYSTEMS)}
    values["reason"] = chance.pick(table("office", "lists")["reasons"])
    values["d"].rules = date(2020, 1, chance.randint(2, 20))  # type: ignore[attr-defined]
    add(made, "dispatch-application")
    made.papers[0].main = True
    licence(made)
    add(made, "articles-of-association")
    add(made, "audit-report", own=False)
    add(made, "premises-proof")
    add(made, "title-deed", own=False)
    made.papers[-1].style = str(values["deed_style"])
    add(made, "equipment-list", "legal-representative-identity")
    delegation(setting, made, "申请劳务派遣经营许可")
    add(made, "dispatch-management-rules", "dispatch-agreement-sample")
    return made


def permit_values(setting: Setting, left: tuple[int, int]) -> dict[str, object]:
    """Return a permit of three years that runs out so many days after the mail."""
    end = setting.ahead(*left)
    start = date(end.year - 3, end.month, min(end.day, 28)) + timedelta(days=1)
    end = date(start.year + 3, start.month, start.day) - timedelta(days=1)
    firm_ = setting.firm
    number = f"110105{start.year}{setting.chance.digits(4)}"
    return {
        "permit_no": number,
        "permit_from": start,
        "permit_to": end,
        "permit_lr": firm_.lr.name,
        "permit_addr": firm_.addr,
        "permit_capital": firm_.capital,
        "permit_years": "　".join(f"{y}年度 已报告" for y in range(start.year, 2019)) or "　",
    }


def workforce(setting: Setting) -> dict[str, object]:
    """Return figures about dispatched workers whose sums are right."""
    chance = setting.chance
    n1, n2, avg = chance.randint(18, 90), chance.randint(6, 60), chance.randint(4300, 5900)
    count = n1 + n2
    clients = [firm(chance, chance.pick(["factory", "property", "transport"])).name for _ in range(2)]
    return {
        **{"n1": n1, "n2": n2, "dispatched": count, "client1": clients[0], "client2": clients[1], "avg": avg},
        "post1": chance.pick(POSTS["factory"]),
        "post2": chance.pick(POSTS["property"]),
        "wages": f"{avg * 12 * count / 10000:.2f}",
        "income": f"{avg * 12 * count * 1.35 / 10000:.2f}",
        "gain": f"{count * 0.31:.2f}",
        "in_union": count - chance.randint(2, 9),
        "years": _years(count),
    }


def _years(count: int) -> list[tuple[str, int, int, int]]:
    """Return the rows of a report on three years that end with a number of workers."""
    heads = [(name, count - 14, count - 5, count) for name in table("office", "lists")["heads"]]
    return [*heads, ("营业收入（万元）", count * 5 - 40, count * 6, count * 7), ("用工单位数", 2, 2, 2)]


def extension(setting: Setting) -> Case:
    """Return an application to extend a permit more than sixty days before it ends."""
    made = case(setting, "dispatch-extension")
    made.values |= audit_values(setting) | premises_values(setting, setting.firm.addr)
    left = (15, 48) if "outside-window" in setting.wishes else (75, 170)
    made.values |= permit_values(setting, left) | workforce(setting)
    made.form.permit_to = made.values["permit_to"]
    _match_income(made)
    add(made, "dispatch-extension-application", "three-year-operation-report")
    made.papers[0].main = True
    add(made, "dispatch-permit", own=False)
    licence(made)
    add(made, "audit-report", own=False)
    add(made, "premises-proof")
    delegation(setting, made, "劳务派遣经营许可延续")
    return made


def _match_income(made: Case) -> None:
    """Let the audited income equal that of the report on three years."""
    sheet = made.values["b"]
    income = made.values["years"][3][3] * 10000.0  # type: ignore[index]
    assert isinstance(sheet, SimpleNamespace)
    _income(sheet, income)


def _before(setting: Setting, change: str) -> tuple[str, str, dict[str, object]]:
    """Return old and new content of a change and the permit's old values."""
    chance, firm_ = setting.chance, setting.firm
    if change == "住所":
        old = firm(chance, firm_.trade).addr
        return old, firm_.addr, {"permit_addr": old}
    if change == "法定代表人":
        old_lr: Person = crowd(chance, 1, (35, 60))[0]
        return old_lr.name, firm_.lr.name, {"permit_lr": old_lr.name}
    old_capital = max(200, firm_.capital // 2)
    setting.firm.capital = old_capital + chance.pick([100, 300, 800])
    return f"{old_capital}万元", f"{setting.firm.capital}万元", {"permit_capital": old_capital}


def change(setting: Setting) -> Case:
    """Return an application to change address, legal representative or capital of a permit."""
    chance = setting.chance
    what = chance.pick(["住所", "法定代表人", "注册资本"])
    before, after, old = _before(setting, what)
    made = case(setting, "dispatch-change")
    made.values |= audit_values(setting) | permit_values(setting, (200, 800)) | old
    made.values |= {"change": what, "change_short": what, "before": before, "after": after}
    made.values |= {"changed_on": setting.ago(12, 40), "change_no": chance.digits(6)}
    made.values["licence_day"] = made.values["changed_on"]
    made.form.before, made.form.after = before, after
    made.form.why = table("office", "change-reasons")[what]
    add(made, "dispatch-change-application")
    made.papers[0].main = True
    add(made, "dispatch-permit", own=False)
    licence(made)
    add(made, "change-proof", own=False)
    _change_papers(setting, made, what)
    delegation(setting, made, "劳务派遣经营许可变更")
    return made


def _change_papers(setting: Setting, made: Case, what: str) -> None:
    """Add the papers that the kind of change demands."""
    if what == "住所":
        made.values |= premises_values(setting, setting.firm.addr)
        add(made, "premises-proof")
    elif what == "法定代表人":
        add(made, "legal-representative-identity")
    else:
        add(made, "capital-verification-report", own=False)


def cancellation(setting: Setting) -> Case:
    """Return an application to give a permit up."""
    made = case(setting, "dispatch-cancellation")
    chance = setting.chance
    made.values |= permit_values(setting, (60, 700)) | workforce(setting)
    made.values |= {
        "settled_on": date(2019, 12, chance.pick([20, 25, 31])),
        "settle_money": chance.randint(8, 60) * 1150,
    }
    made.form.why = chance.pick(["经营方向调整，不再从事劳务派遣业务", "股东会决定停止劳务派遣业务"])
    add(made, "dispatch-cancellation-application")
    made.papers[0].main = True
    add(made, "dispatch-permit", own=False)
    add(made, "dispatched-workers-settlement")
    licence(made)
    delegation(setting, made, "劳务派遣经营许可注销", identity=chance.yes(0.6))
    return made


def annual(setting: Setting) -> Case:
    """Return the yearly report on dispatch business."""
    made = case(setting, "dispatch-annual-report")
    made.values |= audit_values(setting) | permit_values(setting, (90, 800)) | workforce(setting)
    made.form.dispatched = made.values["dispatched"]
    add(made, "annual-operation-report")
    made.papers[0].main = True
    add(made, "dispatch-permit", own=False)
    return made


SCENES = {
    "dispatch-new": new,
    "dispatch-extension": extension,
    "dispatch-change": change,
    "dispatch-cancellation": cancellation,
    "dispatch-annual-report": annual,
}
__all__ = ["SCENES", "add", "case", "delegation", "licence"]
