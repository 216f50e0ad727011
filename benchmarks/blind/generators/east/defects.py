"""Planting defects into a case: before the papers are set and after."""

from datetime import date
from random import Random

from .days import later, padded
from .digits import credit_code, spoil
from .facts import Facts, term_words
from .fields import BLANK, FIELDS, LOSABLE, MAIN, WORDS
from .firms import person
from .items import MATERIAL_NAMES, NAMES, TOLERANT, strict
from .stamping import official, special
from .submission import Case, Defect, Material


def main_material(case: Case) -> str:
    """The code of the main form."""
    if case.item == "layoff-report":
        return "layoff-list"
    return next(code for code in case.planned if code in MAIN)


def _note(case: Case, kind: str, material: str | None, note: str) -> Defect:
    """Adds a defect to the case."""
    defect = Defect(kind, material, note)
    case.defects.append(defect)
    return defect


def lose(case: Case, rng: Random) -> None:
    """Leaves out a needed material."""
    options = [code for code in LOSABLE[case.item] if code in case.planned]
    code = rng.choice(options)
    case.planned.remove(code)
    _note(case, "material-missing", code, f"缺少材料：{MATERIAL_NAMES[code]}")


def no_promise(case: Case, rng: Random) -> None:
    """Leaves out the promise."""
    case.planned.remove("commitment-letter")
    _note(case, "promise-missing", "commitment-letter", "应附的单位承诺书未提交")


def empty_field(case: Case, rng: Random) -> None:
    """Leaves a field of the main form empty."""
    code = main_material(case)
    keys = rng.choice(FIELDS[code])
    change: Facts = {}
    for key in keys:
        table, _, column = key.partition(".")
        if column:
            rows = change.get(table, case.facts[table])
            change[table] = [{**row, column: BLANK} for row in rows]
        else:
            change[key] = BLANK
    case.overrides.setdefault(code, {}).update(change)
    _note(case, "field-missing", code, f"{MATERIAL_NAMES[code]}中“{WORDS[keys[0]]}”未填写")


def expired(case: Case, rng: Random) -> None:
    """The term of business ran out before the mail came."""
    case.firm.term_end = later(case.today, -rng.randrange(40, 240))
    case.facts["term"] = term_words(case.firm)
    _note(case, "licence-expired", "business-licence", f"营业执照营业期限至{padded(case.firm.term_end)}，已届满")


def other_code(case: Case, rng: Random) -> None:
    """The main form has another code than the licence or the promise."""
    code = main_material(case)
    wrong = credit_code(rng, case.firm.code[:2])
    case.overrides.setdefault(code, {})["code"] = wrong
    _note(
        case, "code-inconsistent", code,
        f"{MATERIAL_NAMES[code]}上的统一社会信用代码{wrong}与其他材料（{case.firm.code}）不一致",
    )


def bad_code(case: Case, rng: Random) -> None:
    """The code has a wrong check sign on all papers."""
    wrong = spoil(case.firm.code, rng)
    case.firm.code = case.facts["code"] = wrong
    _note(case, "code-invalid", main_material(case), f"统一社会信用代码{wrong}校验码错误")


def look_alike(name: str) -> str:
    """A similar but different firm name."""
    for old, new in (
        ("管理集团有限公司", "管理有限公司"), ("服务有限责任公司", "咨询有限责任公司"),
        ("集团有限公司", "科技有限公司"), ("股份有限公司", "科技股份有限公司"), ("研究院", "研究所"),
        ("管理中心", "服务中心"), ("有限公司", "科贸有限公司"),
    ):
        if old in name:
            return name.replace(old, new, 1)
    return name + "二部"


RENAMED = (
    "special-hours-explanation",
    "layoff-compensation",
    "premises-proof",
    "employment-and-wage-proof",
    "labour-relation-proof",
    "layoff-schedule",
)


def other_name(case: Case, rng: Random) -> None:
    """One paper names another unit."""
    code = rng.choice([c for c in RENAMED if c in case.planned])
    wrong = look_alike(case.firm.name)
    case.overrides.setdefault(code, {})["unit"] = wrong
    _note(
        case, "name-inconsistent", code,
        f"{MATERIAL_NAMES[code]}所载单位名称“{wrong}”与申请单位“{case.firm.name}”不一致",
    )


def other_head(case: Case, rng: Random) -> None:
    """The main form names another legal representative than the licence."""
    code, head = main_material(case), person(rng, 1962, 1980)
    case.overrides.setdefault(code, {}).update(legal=head.name, legal_id=head.identity)
    _note(
        case, "legal-representative-inconsistent", code,
        f"{MATERIAL_NAMES[code]}中{case.firm.legal_title}为{head.name}，营业执照为{case.firm.legal.name}",
    )


def bad_identity(case: Case, rng: Random) -> None:
    """An identity number with a wrong check digit, the same on all papers."""
    if strict(case.item):
        old, who, code = case.firm.agent.identity, case.firm.agent.name, "authorisation-letter"
    else:
        one = case.facts["p_person"]
        old, who, code = one.identity, one.name, main_material(case)
    wrong = spoil(old, rng)
    for key, value in list(case.facts.items()):
        if isinstance(value, str) and old in value:
            case.facts[key] = value.replace(old, wrong)
        elif isinstance(value, list):
            case.facts[key] = [{k: wrong if v == old else v for k, v in row.items()} for row in value]
    _note(case, "identity-invalid", code, f"{who}的公民身份号码{wrong}校验码错误")


SWAPS = {
    "hours-comprehensive": "hours-flexible",
    "hours-flexible": "hours-comprehensive",
    "backpay-base-difference": "backpay-recent-three-months",
    "backpay-recent-three-months": "backpay-base-difference",
}


def other_item(case: Case, rng: Random) -> None:
    """File and subject name another item than the form."""
    case.said_item = SWAPS[case.item]
    case.also.append(case.said_item)
    _note(
        case, "item-mismatch", main_material(case),
        f"邮件和文件名申请“{NAMES[case.said_item]}”，申报表申请“{NAMES[case.item]}”",
    )


def excluded(case: Case, rng: Random) -> None:
    """A key field changed as if it were a general change, without proof."""
    case.planned.remove("insured-change-proof")
    case.said_item = "insured-change-general"
    case.also.append("insured-change-general")
    _note(
        case, "excluded-from-tolerance", "insured-change-proof",
        f"变更项目“{case.facts['change_item']}”不适用容缺受理，未附证明材料",
    )


def blank_signatures(case: Case, rng: Random) -> None:
    """The promise is not signed, or nobody signed the list of the staff."""
    if case.item == "layoff-report":
        rows = [dict.fromkeys("abcdef", BLANK) for _ in case.facts["signers"]]
        case.overrides.setdefault("meeting-minutes-and-signatures", {})["signers"] = rows
        _note(case, "signature-missing", "meeting-minutes-and-signatures", "员工签字单无职工签字")
    else:
        _note(case, "signature-missing", "commitment-letter", f"承诺书{case.firm.legal_title}未签字")


def too_long(case: Case, rng: Random) -> None:
    """Only notes the long period that the facts already have."""
    row = case.facts["insured"][0]
    _note(
        case, "period-too-long", "backpay-form",
        f"补缴期间{row['from']}至{row['to']}共{row['months']}个月，超过该事项期限",
    )


def too_poor(case: Case, rng: Random) -> None:
    """Only notes the capital that the firm already has."""
    _note(case, "capital-too-low", "business-licence", f"注册资本{case.firm.capital}万元，不足200万元")


def too_late(case: Case, rng: Random) -> None:
    """Only notes the end of the permit that the facts already have."""
    end: date = case.facts["permit_end"]
    _note(case, "outside-window", "dispatch-extension-application", f"许可证{padded(end)}到期，申请距届满不足六十日")


def too_few(case: Case, rng: Random) -> None:
    """Only notes the numbers that the facts already have."""
    _note(
        case, "below-threshold", "layoff-list",
        f"裁减{case.facts['men']}人，占{case.facts['share']}，未达到二十人或百分之十",
    )


EARLY = {
    "material-missing": lose,
    "promise-missing": no_promise,
    "field-missing": empty_field,
    "licence-expired": expired,
    "code-inconsistent": other_code,
    "code-invalid": bad_code,
    "name-inconsistent": other_name,
    "legal-representative-inconsistent": other_head,
    "identity-invalid": bad_identity,
    "item-mismatch": other_item,
    "excluded-from-tolerance": excluded,
    "signature-missing": blank_signatures,
    "period-too-long": too_long,
    "capital-too-low": too_poor,
    "outside-window": too_late,
    "below-threshold": too_few,
}


def _seal_target(case: Case, rng: Random) -> tuple[Material, int]:
    """A page whose seal is spoilt: any on strict items, else the promise or the form."""
    if strict(case.item):
        material = rng.choice([m for m in case.materials if m.code != "front"])
        return material, rng.randrange(len(material.leaves))
    codes = ("commitment-letter", "refund-application", "backpay-form", "insured-change-form")
    material = next(m for code in codes for m in case.materials if m.code == code)
    return material, len(material.leaves) - 1


def spoil_seal(case: Case, kind: str, rng: Random) -> None:
    """Takes away or replaces the seal on a page."""
    material, index = _seal_target(case, rng)
    name, choice = MATERIAL_NAMES[material.code], None
    note = f"{name}第{index + 1}页未盖公章"
    if kind == "seal-other-unit":
        unit = rng.choice((look_alike(case.firm.name), "北京恒泰永业商贸有限公司"))
        choice = official(case, unit, "" if not case.firm.seal_code else "1101050387261")
        note = f"{name}第{index + 1}页所盖为“{unit}”的印章"
    elif kind == "seal-wrong-kind":
        choice = special(case, rng.choice(("contract", "finance", "personnel", "invoice")))
        note = f"{name}第{index + 1}页所盖为{choice.seal.under}，不是公章"
    material.odd_seals[index] = choice
    defect = _note(case, kind, material.code, note)
    defect.leaf = index


def spoil_strip(case: Case, kind: str, rng: Random) -> None:
    """Leaves out the stamp over the edges, or one page's part of it."""
    long = [m for m in case.materials if len(m.leaves) > 1 and m.code != "front"]
    case.package_strip = False
    wide = [m for m in long if len(m.leaves) > 2]
    material = rng.choice(wide or long)
    name = MATERIAL_NAMES[material.code]
    if kind == "cross-page-missing":
        material.strip = False
        _note(case, kind, material.code, f"{name}共{len(material.leaves)}页，未盖骑缝章")
        return
    index = rng.randrange(1, len(material.leaves))
    material.strip_skip.add(index)
    defect = _note(case, kind, material.code, f"{name}骑缝章未盖到第{index + 1}页")
    defect.leaf = index


def plant_early(case: Case, kinds: list[str], rng: Random) -> None:
    """Defects of the content."""
    for kind in kinds:
        if kind in EARLY:
            EARLY[kind](case, rng)


def plant_late(case: Case, kinds: list[str], rng: Random) -> None:
    """Defects of seals, once the pages are known."""
    for kind in kinds:
        if kind == "signature-missing":
            for material in case.materials:
                material.unsigned = material.code == "commitment-letter"
        elif kind.startswith("seal"):
            spoil_seal(case, kind, rng)
        elif kind.startswith("cross"):
            spoil_strip(case, kind, rng)


def tolerated(case: Case) -> bool:
    """Whether only papers that may follow later are absent."""
    return bool(case.missing) and set(case.missing) <= set(TOLERANT.get(case.item, ()))
