"""Plant defects that a careful clerk would see on the papers."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from datetime import date, timedelta

from .chance import Chance
from .firms import code_check, credit_code, firm
from .paper import Case, Defect, Paper
from .persons import Person, crowd, identity_check
from .scenes import DISPATCH, HOURS, INSURANCE, MATERIALS
from .scenes_backpay import MONTH_WORDS, month_at, set_period
from .tables import table

BACKPAY = tuple(i for i in INSURANCE if i.startswith("backpay-"))
ENROL = tuple(i for i in INSURANCE if i.startswith("enrol-"))
BENEFIT = ("benefit-new-retiree", "benefit-simplified")
PROMISED = ("backpay-three-years-general", "backpay-three-years-temporary", "refund", "injury-benefit")
STRICT = (*DISPATCH, *HOURS, "layoff-report")
REMOVABLE: dict[str, list[str]] = table("demands", "removable")
FIELDS: dict[str, list[list[str]]] = table("demands", "fields")
NAMED: dict[str, list[str]] = table("demands", "named")
MISMATCH: dict[str, str] = table("demands", "mismatch")
FITTING: dict[str, tuple[str, ...]] = {
    "material-missing": tuple(REMOVABLE),
    "seal-missing": (*STRICT, *STRICT, "refund", *PROMISED),
    "seal-other-unit": (*STRICT, "refund"),
    "seal-wrong-kind": (*STRICT, "refund", "backpay-three-years-general"),
    "cross-page-missing": (
        "dispatch-new",
        "dispatch-new",
        "dispatch-extension",
        "layoff-report",
        "hours-comprehensive",
        "hours-flexible",
    ),
    "cross-page-partial": (
        "dispatch-new",
        "dispatch-new",
        "dispatch-extension",
        "layoff-report",
        "hours-comprehensive",
        "hours-flexible",
    ),
    "field-missing": tuple(FIELDS),
    "licence-expired": (*DISPATCH[:4], *HOURS, "subsidy-recruitment"),
    "code-inconsistent": (*DISPATCH[:4], *HOURS, "subsidy-recruitment", "refund", "backpay-three-years-general"),
    "code-invalid": (
        *BACKPAY,
        *ENROL,
        *BENEFIT,
        "refund",
        "insured-change-key-fields",
        "subsidy-recruitment",
        "dispatch-annual-report",
    ),
    "name-inconsistent": tuple(NAMED),
    "legal-representative-inconsistent": ("dispatch-new", "dispatch-extension", *HOURS),
    "identity-invalid": (
        *BACKPAY,
        *HOURS,
        *BENEFIT,
        "refund",
        "enrol-part-time",
        "injury-recognition",
        "subsidy-recruitment",
        "insured-change-key-fields",
    ),
    "item-mismatch": tuple(MISMATCH),
    "excluded-from-tolerance": ("insured-change-key-fields",),
    "period-too-long": ("backpay-recent-three-months", "backpay-three-years-general", "backpay-three-years-temporary"),
    "capital-too-low": ("dispatch-new",),
    "outside-window": ("dispatch-extension",),
    "below-threshold": ("layoff-report",),
    "signature-missing": ("layoff-report", *PROMISED),
    "file-encrypted": (*STRICT, *INSURANCE),
    "file-damaged": (*STRICT, *INSURANCE),
    "promise-missing": PROMISED,
}
GROWN = ("capital-too-low", "outside-window", "below-threshold")
SEALING = ("seal-missing", "seal-other-unit", "seal-wrong-kind", "cross-page-missing", "cross-page-partial")
FILES = ("file-encrypted", "file-damaged")
REFUSABLE = ("capital-too-low", "below-threshold", "outside-window")


def plant(case: Case, kind: str, chance: Chance) -> None:
    """Plant a defect of contents; those of seals and files come later."""
    if kind in SEALING or kind in FILES:
        return
    case.outcome = ["supplement", "review"] + (["reject"] if kind in REFUSABLE else [])
    if kind in GROWN:
        note = {
            "capital-too-low": f"注册资本{case.firm.capital}万元，低于200万元",
            "outside-window": "距有效期届满不足60日才申请延续",
            "below-threshold": "裁减不足二十人且不足职工总数百分之十",
        }[kind]
        case.defects.append(Defect(kind, case.main.code, 0, note))
        return
    PLANTERS[kind](case, chance)


def _drop(case: Case, code: str, kind: str) -> None:
    case.papers = [p for p in case.papers if p.code != code]
    case.missing.append(code)
    case.defects.append(Defect(kind, code, None, f"缺少{MATERIALS[code]}"))


def _missing(case: Case, chance: Chance) -> None:
    codes = [c for c in REMOVABLE[case.item] if case.paper(c)]
    _drop(case, chance.pick(codes), "material-missing")


def _promise(case: Case, chance: Chance) -> None:
    _drop(case, "commitment-letter", "promise-missing")
    if not any(p.main for p in case.papers):
        case.papers[0].main = True


def _field(case: Case, chance: Chance) -> None:
    key, label = chance.pick(FIELDS[case.item])
    form = case.form
    if key == "posts":
        case.main.changes["posts"] = [(e[0], "", e[2], e[3]) for e in case.values["posts"]]  # type: ignore[attr-defined]
        form.total = ""
    elif key == "changes":
        case.main.changes["changes"] = [(e[0], e[1], "") for e in case.values["changes"]]  # type: ignore[attr-defined]
    elif key.startswith("people"):
        _blank_person(case, "pid" if key.endswith("pid") else "id")
    else:
        blank = copy(form)
        setattr(blank, key, "")
        case.main.changes["m"] = blank
    case.defects.append(Defect("field-missing", case.main.code, 0, f"主表“{label}”未填"))


def _blank_person(case: Case, key: str) -> None:
    """Leave the number of the first person out of the main form."""
    people = [copy(p) for p in case.values["people"]]  # type: ignore[attr-defined]
    if key == "id":
        people[0].id = ""
    else:
        people[0].extra = {**people[0].extra, key: ""}
    case.main.changes["people"] = people


def _expired(case: Case, chance: Chance) -> None:
    paper = case.paper("business-licence")
    assert paper
    founded = case.firm.founded
    until = date(2019, founded.month, founded.day) - timedelta(days=1)
    paper.changes |= {"f": replace(case.firm, until=until), "licence_day": founded + timedelta(days=3)}
    case.defects.append(Defect("licence-expired", "business-licence", 0, f"营业期限至{until}已届满"))


def _other_code(case: Case, chance: Chance) -> None:
    blank = copy(case.form)
    blank.code = credit_code(chance)
    case.main.changes["m"] = blank
    case.defects.append(Defect("code-inconsistent", case.main.code, 0, "主表统一社会信用代码与其他材料不一致"))


def _bad_code(case: Case, chance: Chance) -> None:
    code = case.firm.code
    wrong = chance.pick([c for c in "0123456789ABCDEFGHJKLMNPQRTUWXY" if c != code_check(code[:17])])
    case.form.code = code[:17] + wrong
    case.defects.append(Defect("code-invalid", case.main.code, 0, "统一社会信用代码校验位错误"))


def _other_name(case: Case, chance: Chance) -> None:
    paper = case.paper(chance.pick([c for c in NAMED[case.item] if case.paper(c)]))
    assert paper
    other = firm(chance, case.firm.trade).name
    paper.changes["f"] = replace(case.firm, name=other)
    case.defects.append(Defect("name-inconsistent", paper.code, 0, f"材料上的单位名称为{other}"))


def _other_lr(case: Case, chance: Chance) -> None:
    paper = case.paper("business-licence")
    assert paper
    other = crowd(chance, 1, (38, 60))[0]
    paper.changes["f"] = replace(case.firm, lr=other)
    case.defects.append(
        Defect(
            "legal-representative-inconsistent",
            "business-licence",
            0,
            f"营业执照法定代表人为{other.name}，与申请材料不一致",
        )
    )


def _wrong_digit(number: str, chance: Chance) -> str:
    return number[:17] + chance.pick([c for c in "0123456789" if c != identity_check(number[:17])])


def _bad_identity(case: Case, chance: Chance) -> None:
    material = case.main.code
    if case.item in HOURS:
        people: list[Person] = case.values["people"]  # type: ignore[assignment]
        people[1].id = _wrong_digit(people[1].id, chance)
        material = "special-hours-roster"
    elif case.item.startswith("backpay-") or case.item in ("refund", "subsidy-recruitment"):
        people = case.values["people"]  # type: ignore[assignment]
        people[0].id = _wrong_digit(people[0].id, chance)
        people[0].extra["pid"] = people[0].id
    else:
        case.form.pid = _wrong_digit(case.form.pid, chance)
    case.defects.append(Defect("identity-invalid", material, 0, "身份证号码校验位错误"))


def _mismatch(case: Case, chance: Chance) -> None:
    case.stated_item = MISMATCH[case.item]
    case.item_also = [case.stated_item]
    case.defects.append(Defect("item-mismatch", case.main.code, 0, "邮件和文件名所写业务与申报表不一致"))


def _excluded(case: Case, chance: Chance) -> None:
    kind = str(case.values["key_kind"])
    case.papers = [p for p in case.papers if p.code != "insured-change-proof"]
    case.missing.append("insured-change-proof")
    case.stated_item, case.item_also = "insured-change-general", ["insured-change-general"]
    case.defects.append(
        Defect("excluded-from-tolerance", "insured-change-proof", None, f"变更{kind}不适用容缺受理，未附证明")
    )


def _too_long(case: Case, chance: Chance) -> None:
    people: list[Person] = case.values["people"]  # type: ignore[assignment]
    months = chance.randint(11, 16) if case.item.endswith("three-months") else chance.randint(44, 58)
    for who in people:
        first = month_at(date(*who.last_at, 1), 1 - months)  # type: ignore[misc]
        set_period(who, first, who.last_at, MONTH_WORDS[0])  # type: ignore[arg-type]
    case.values["months_total"] = sum(p.months for p in people)  # type: ignore[misc]
    case.defects.append(Defect("period-too-long", case.main.code, 0, f"补缴期间{months}个月，超出该业务期限"))


def _unsigned(case: Case, chance: Chance) -> None:
    codes = ("layoff-opinion", "meeting-minutes-and-signatures", "commitment-letter")
    paper: Paper = next(p for p in case.papers if p.code in codes)
    paper.unsigned = True
    page = 1 if paper.code.startswith("meeting") else 0
    case.defects.append(Defect("signature-missing", paper.code, page, "应签字处没有签字"))


PLANTERS: dict[str, Callable[[Case, Chance], None]] = {
    "material-missing": _missing,
    "promise-missing": _promise,
    "field-missing": _field,
    "licence-expired": _expired,
    "code-inconsistent": _other_code,
    "code-invalid": _bad_code,
    "name-inconsistent": _other_name,
    "legal-representative-inconsistent": _other_lr,
    "identity-invalid": _bad_identity,
    "item-mismatch": _mismatch,
    "excluded-from-tolerance": _excluded,
    "period-too-long": _too_long,
    "signature-missing": _unsigned,
}


def lookalike(name: str, chance: Chance) -> str:
    """Return a unit name that differs little."""
    swaps = table("demands", "alike")
    places = [i for i, c in enumerate(name[2:6], 2) if c in swaps]
    if places:
        at = chance.pick(places)
        return name[:at] + swaps[name[at]] + name[at + 1 :]
    return name.replace("有限公司", "集团有限公司") if "有限公司" in name else "北京东" + name[2:]


def plant_seals(case: Case, kind: str, pages: dict[str, int], chance: Chance) -> None:
    """Plant a defect of seals; pages tells how many pages each material has."""
    case.outcome = ["supplement", "review"]
    if kind.startswith("cross-page"):
        _strip_defect(case, kind, pages, chance)
        return
    codes = list(pages) if case.strict else [c for c in pages if c in ("refund-application", "commitment-letter")]
    paper = case.paper(chance.pick(codes))
    assert paper
    page = chance.randint(0, pages[paper.code] - 1)
    note = "该页未加盖公章"
    if kind == "seal-missing":
        paper.skip_pages.add(page)
    elif kind == "seal-other-unit":
        other = lookalike(case.firm.name, chance) if chance.yes(0.5) else firm(chance).name
        paper.other_seal[page] = ("official", other)
        note = f"该页加盖的是{other}的公章"
    else:
        words = chance.pick(["contract", "finance", "personnel", "invoice"])
        paper.other_seal[page] = (words, case.firm.name)
        note = "该页加盖的不是公章而是专用章"
    case.defects.append(Defect(kind, paper.code, page, note))


def _strip_defect(case: Case, kind: str, pages: dict[str, int], chance: Chance) -> None:
    codes = [c for c, n in pages.items() if n > 1]
    if not codes:  # nothing of two pages: leave out a seal instead
        plant_seals(case, "seal-missing", pages, chance)
        return
    paper = case.paper(chance.pick(codes))
    assert paper
    if kind == "cross-page-missing":
        paper.strip = False
        case.defects.append(Defect(kind, paper.code, None, "多页材料未加盖骑缝章"))
        return
    paper.strip_gap = chance.randint(0, pages[paper.code] - 1)
    case.defects.append(Defect(kind, paper.code, paper.strip_gap, "骑缝章未盖到该页"))
