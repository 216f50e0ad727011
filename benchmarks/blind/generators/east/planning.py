"""From a slot of the schedule to a planned submission."""

from datetime import date, datetime, time, timedelta, timezone
from random import Random

from . import facts as stock
from .days import later, years
from .defects import plant_early
from .facts import Facts
from .firms import Firm, firm
from .insured import BUILDERS
from .items import NAMES, TOLERANT, Choices, choose, mailbox, needed, strict
from .looks import bundle, look, scanner
from .newcomers import compatriot, foreigner, part_timer
from .schedule import FAXED, Slot
from .submission import Case, Submission
from .words import DOMICILES

BEIJING = timezone(timedelta(hours=8))
AGENCIES = ("北京众诚汇企业服务有限公司", "北京易社保信息咨询有限公司", "北京安达信诺人力资源顾问有限公司")
ASKING = ("question", "message", "question-attached")
KINDS = {"question": "question", "question-attached": "question", "message": "message", "machine": "machine"}
BRANCHED = ("hours-comprehensive", "hours-flexible", "layoff-report")


def _received(item: str, rng: Random) -> datetime:
    """A working moment between 2020-02-03 and 2020-04-30 that suits the item."""
    last = {"dispatch-annual-report": 52, "backpay-monthly-report": 56, "late-filing": 60}.get(item, 84)
    first = {"subsidy-recruitment": 16, "backpay-extended-period": 15}.get(item, 2)
    day = date(2020, 2, 3) + timedelta(days=rng.randrange(first, last))
    while day.weekday() > 4:
        day += timedelta(days=1)
    hour = rng.choices((rng.randrange(9, 18), rng.randrange(18, 23)), (0.85, 0.15))[0]
    return datetime.combine(day, time(hour, rng.randrange(60), rng.randrange(60)), BEIJING)


def _kind(item: str, rng: Random) -> str:
    """The kind of firm that files an item."""
    if item.startswith("dispatch"):
        return "dispatch"
    if item in BRANCHED:
        return rng.choices(("group", "foreign", "branch"), (0.4, 0.3, 0.3))[0]
    if item in ("subsidy-recruitment",):
        return "group"
    return rng.choices(("group", "foreign", "branch", "institute", "dispatch"), (0.34, 0.24, 0.18, 0.16, 0.08))[0]


def _newcomer(item: str, made: Firm, today: date, rng: Random, settled: bool) -> Facts:
    """Facts of an enrolment."""
    if item == "enrol-foreigner":
        return foreigner(made, today, rng, settled)
    return (compatriot if item == "enrol-hk-macao-taiwan" else part_timer)(made, today, rng)


def _specific(case: Case, defects: list[str], rng: Random) -> Facts:
    """Facts of the item."""
    item, made, today, choices = case.item, case.firm, case.today, case.choices
    if item.startswith("dispatch"):
        return _dispatch(case, defects, rng)
    if item.startswith("hours"):
        return stock.hours(made, item == "hours-flexible", choices.union, today, rng)
    if item == "layoff-report":
        return stock.layoff(made, choices.union, "below-threshold" in defects, today, rng)
    if item.startswith("enrol"):
        return _newcomer(item, made, today, rng, choices.settled)
    flag = item == "insured-change-key-fields" or "period-too-long" in defects
    return BUILDERS[item](made, item, today, rng, flag)


def _dispatch(case: Case, defects: list[str], rng: Random) -> Facts:
    """Facts of the items on lending workers, with the window of an extension and the old data of a change."""
    made, today = case.firm, case.today
    facts = stock.dispatch(made, today, rng)
    if case.item == "dispatch-extension":
        left = rng.randrange(12, 50) if "outside-window" in defects else rng.randrange(66, 110)
        facts.update(stock.permit(later(years(later(today, left), -3), 1), rng))
    if case.item == "dispatch-change":
        old = rng.choice([d for d in DOMICILES if d != made.address])
        facts.update(stock.dispatch_change(made, case.choices.change, today, rng, old))
        key = {
            "住所": "permit_address", "法定代表人": "permit_legal", "注册资本": "permit_capital",
            "单位名称": "permit_unit",
        }
        facts[key[case.choices.change]] = facts["change_old"].removeprefix("人民币")
    if case.choices.verified:
        facts["capital_paper"] = "验资报告"
    return facts


def _variants(slot: Slot, item: str, rng: Random) -> Choices:
    """Random variants that let the planned defects show."""
    choices = choose(item, rng)
    if "identity-invalid" in slot.defects or item == "layoff-report":
        choices.agent = True
    if item == "layoff-report" and slot.defects:
        choices.union = "signature-missing" not in slot.defects
    choices.optional = choices.optional and not slot.fax
    return choices


def plan_case(slot: Slot, item: str, received: datetime, rng: Random, shared: Firm | None = None) -> Case:
    """A case with firm, facts, planned materials and defects of the content."""
    today = later(received.date(), -rng.randrange(0, 4))
    made = shared or firm(rng, _kind(item, rng), today)
    choices = _variants(slot, item, rng)
    if "capital-too-low" in slot.defects:
        made.capital = rng.choice((50, 100, 150))
    style = rng.choice(("letter", "table"))
    base = stock.common(made, NAMES[item], today, rng)
    case = Case(made, item, style, look(style, made, base, rng), base, choices, today)
    case.facts.update(_specific(case, slot.defects, rng))
    case.habit = rng.choice(((0.68, 0.82), (0.7, 0.72), (0.5, 0.84), (0.74, 0.88), (0.62, 0.6)))
    case.face = rng.choice(("song", "song", "gsong", "serif"))
    case.needed = needed(item, made, case.facts, choices)
    case.planned = _planned(case, slot, rng)
    case.said_unit = made.name
    plant_early(case, slot.defects, rng)
    return case


def _planned(case: Case, slot: Slot, rng: Random) -> list[str]:
    """What the firm means to send: sometimes less, where the office tolerates it; sometimes a cover."""
    planned = list(case.needed)
    lean = case.choices.lean or slot.fax
    keep = "name-inconsistent" in slot.defects
    if case.item in TOLERANT and lean and not keep:
        planned = [code for code in planned if code not in TOLERANT[case.item]]
    if strict(case.item) and len(planned) > 3 and rng.random() < 0.4:
        planned.insert(0, "front")
    return planned


WRONG = {"dispatch": "mail-hours", "hours": "mail-dispatch"}


def _channel(slot: Slot) -> str:
    """The mailbox the submission comes to."""
    if slot.fax:
        return "fax-insurance"
    if slot.situation == "wrong-mailbox":
        return WRONG[slot.item.split("-")[0]]
    return mailbox(slot.item)


def _mailer(slot: Slot, rng: Random) -> str:
    """The mail program."""
    if slot.situation == "machine":
        return "mfp"
    if slot.daily:
        return rng.choice(("qq", "netease", "phone", "foxmail", "exchange"))
    return rng.choices(("exchange", "alimail", "coremail", "foxmail"), (0.4, 0.25, 0.2, 0.15))[0]


def _cases(slot: Slot, received: datetime, rng: Random) -> list[Case]:
    """The cases of a submission; a question has one without papers, for its firm and item."""
    cases = [plan_case(slot, slot.item, received, rng)]
    if slot.second_item:
        shared = cases[0].firm if slot.situation == "two-items" else None
        cases.append(plan_case(slot, slot.second_item, received, rng, shared))
    if slot.situation in ASKING:
        cases[0].planned = []
    return cases


def plan(name: str, slot: Slot, rng: Random) -> Submission:
    """A planned submission."""
    received = _received(slot.item, rng)
    cases, packing = _cases(slot, received, rng), _packing(slot, rng)
    scan = scanner(strict(slot.item), packing, rng)
    kind = KINDS.get(slot.situation, "application")
    mailer = _mailer(slot, rng)
    made = Submission(name, kind, rng, received, cases, _channel(slot), scan, packing, slot.daily, mailer)
    made.situation, made.fax = slot.situation, slot.fax
    made.spoil_file = next((d for d in slot.defects if d.startswith("file")), "")
    if slot.daily and kind == "application" and rng.random() < 0.22:
        made.agency = rng.choice(AGENCIES)
    return made


def _packing(slot: Slot, rng: Random) -> str:
    """How the files are packed."""
    if slot.situation == "machine" or any(d.startswith("file") for d in slot.defects):
        return "one-pdf"
    if slot.fax:
        return "fax"
    if slot.second_item:
        return "pdf-each" if slot.item.startswith("hours") or slot.daily else "one-pdf"
    chosen = bundle(strict(slot.item), slot.daily, rng)
    return "one-pdf" if chosen == "photos" and slot.item not in FAXED and rng.random() < 0.4 else chosen
