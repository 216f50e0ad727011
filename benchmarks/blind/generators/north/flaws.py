"""Flaws in what the papers say (those of seals are made in stamping, those of files in sending)."""

from dataclasses import replace
from datetime import date

from .digits import spoil
from .firms import Firm, credit_code, firm, look_alike
from .items import ITEMS, MAIN_FORM, TITLES
from .people import person
from .scene import Flaw, Scene

FIELDS = {
    "dispatch-new": {"credit": "统一社会信用代码", "legal": "法定代表人", "capital": "注册资本", "address": "住所"},
    "dispatch-extension": {"credit": "统一社会信用代码", "legal": "法定代表人", "permit_no": "许可证编号"},
    "hours-comprehensive": {"posts": "申请岗位", "count": "涉及人数", "cycle": "计算周期", "period": "申请期限",
        "why": "申请理由"},
    "hours-flexible": {"posts": "申请岗位", "count": "涉及人数", "period": "申请期限", "why": "申请理由"},
    "refund": {"reason": "退费原因", "idno": "身份证号", "total": "退费金额合计"},
    "injury-recognition": {"story": "受伤害经过", "when": "事故时间", "where": "事故地点"},
    "benefit-new-retiree": {"idno": "身份证号", "account": "待遇发放账号"},
    "benefit-simplified": {"idno": "身份证号", "account": "待遇发放账号"},
    "late-filing": {"idno": "身份证号", "new": "变更后内容"},
    "insured-change-general": {"idno": "身份证号", "new": "变更后内容"},
    "insured-change-key-fields": {"idno": "身份证号", "new": "变更后内容"},
}
OTHER_PAPER = {"dispatch-new": ["audit-report", "premises-proof", "equipment-list"],
    "dispatch-extension": ["audit-report", "three-year-operation-report"],
    "hours-comprehensive": ["special-hours-explanation", "special-hours-roster"],
    "hours-flexible": ["special-hours-explanation", "special-hours-roster"],
    "layoff-report": ["layoff-legal-basis", "layoff-list"], "refund": ["commitment-letter"],
    "injury-recognition": ["labour-relation-proof"]}
MISMATCH = {"hours-comprehensive": "hours-flexible", "hours-flexible": "hours-comprehensive",
    "dispatch-extension": "dispatch-change",
    "dispatch-change": "dispatch-extension", "backpay-recent-three-months": "backpay-base-difference",
    "backpay-base-difference": "backpay-recent-three-months"}
KEEP = {"authorisation-letter", "agent-identity", "audit-report", "legal-representative-certificate", "bank-slip"}


def before_facts(scene: Scene) -> None:
    """Change the firm before its papers are written."""
    if scene.flaw("capital-too-low"):
        scene.firm = replace(scene.firm, capital=scene.rng.choice([50, 100, 150]))
        note(scene, "capital-too-low", MAIN_FORM[scene.item.code], f"注册资本{scene.firm.capital}万元，低于二百万元")
    if scene.flaw("licence-expired"):
        end = date(2019, scene.rng.randint(3, 12), scene.rng.randint(1, 28))
        scene.firm = replace(scene.firm, founded=date(2009, end.month, end.day), term_end=end)
        note(scene, "licence-expired", "business-licence", f"营业执照营业期限至{end.isoformat()}，已届满")
    if scene.flaw("code-invalid"):
        scene.firm = replace(scene.firm, credit=spoil(scene.firm.credit))
        note(scene, "code-invalid", MAIN_FORM[scene.item.code], "统一社会信用代码校验位不对")


def note(scene: Scene, kind: str, material: str | None, text: str) -> None:
    """Complete a flaw's record."""
    flaw = scene.flaw(kind)
    if flaw:
        flaw.material, flaw.note = material, text


def after_facts(scene: Scene) -> None:
    """Change papers once they are listed."""
    for flaw in scene.flaws:
        action = ACTIONS.get(flaw.kind)
        if action:
            action(scene, flaw)


def drop(scene: Scene, code: str) -> None:
    """Leave one material out."""
    scene.materials = [m for m in scene.materials if m.code != code]
    scene.dropped.append(code)


def material_missing(scene: Scene, flaw: Flaw) -> None:
    """Leave a needed material out (never the main form, never one of two alternatives)."""
    main = MAIN_FORM[scene.item.code]
    consent = [c for c in ("staff-congress-resolution", "union-opinion") if scene.material(c)]
    keep = KEEP | {main} | (set(consent) if len(consent) > 1 else set()) | set(scene.item.tolerated)
    if scene.item.code.startswith("enrol"):
        keep |= {"enrolment-person-form"}
    if scene.item.code == "injury-benefit":
        keep -= {main}
        keep |= {"commitment-letter"}
    code = scene.rng.choice([m.code for m in scene.materials if m.code not in keep])
    drop(scene, code)
    flaw.material, flaw.note = code, f"缺少{TITLES[code]}"


def promise_missing(scene: Scene, flaw: Flaw) -> None:
    """Leave the undertaking out."""
    drop(scene, "commitment-letter")
    flaw.material, flaw.note = "commitment-letter", "没有单位承诺书"


def excluded(scene: Scene, flaw: Flaw) -> None:
    """A key field's change without proof, filed as any other change."""
    scene.dropped.append("insured-change-proof")
    flaw.material, flaw.note = "insured-change-form", f"变更{scene.facts['changes'][0][0]}不适用容缺受理，未附证明材料"


def field_missing(scene: Scene, flaw: Flaw) -> None:
    """Leave one field of the main form empty."""
    fields = FIELDS.get(scene.item.code, {"idno": "身份证号", "credit": "统一社会信用代码"})
    key = scene.rng.choice(list(fields))
    scene.blank.add(key)
    flaw.material, flaw.note = MAIN_FORM[scene.item.code], f"主表“{fields[key]}”未填写"
    flaw.data["field"] = key


def show(scene: Scene, code: str, view: Firm) -> None:
    """Let one paper show other firm data."""
    material = scene.material(code)
    if material:
        material.view = view


def code_inconsistent(scene: Scene, flaw: Flaw) -> None:
    """The main form bears another (valid) code than the licence."""
    code = MAIN_FORM[scene.item.code]
    show(scene, code, replace(scene.firm, credit=credit_code(scene.rng)))
    flaw.material, flaw.note = code, "申请表上的统一社会信用代码与营业执照不一致"


def name_inconsistent(scene: Scene, flaw: Flaw) -> None:
    """A secondary paper names another unit."""
    code = scene.rng.choice(OTHER_PAPER[scene.item.code])
    other = look_alike(scene.firm.name) if scene.rng.random() < 0.4 else firm(scene.rng,
        "dispatch" if "dispatch" in scene.item.code else "general").name
    show(scene, code, scene.firm.named(other))
    flaw.material, flaw.note = code, f"该材料写的单位是“{other}”"


def legal_inconsistent(scene: Scene, flaw: Flaw) -> None:
    """The main form names another legal representative than the licence."""
    code = MAIN_FORM[scene.item.code]
    other = person(scene.rng, (36, 58))
    show(scene, code, replace(scene.firm, legal=other))
    flaw.material, flaw.note = code, f"申请表上法定代表人为{other.name}，营业执照为{scene.firm.legal.name}"


def mismatch(scene: Scene, flaw: Flaw) -> None:
    """The form applies for another item than subject and file name say."""
    other = MISMATCH[scene.item.code]
    scene.fields["matter"] = ITEMS[other].formal[0]
    flaw.material, flaw.note = MAIN_FORM[scene.item.code], f"邮件为{scene.item.name}，申请表填的是{ITEMS[other].name}"
    flaw.data["item"] = other


def signature_missing(scene: Scene, flaw: Flaw) -> None:
    """Nobody has signed the opinion or the undertaking."""
    code = next(c for c in ("layoff-opinion", "meeting-minutes-and-signatures", "commitment-letter")
        if scene.material(c))
    scene.unsigned.add(code)
    flaw.material, flaw.note = code, "应签字处没有签字"


def simple(text: str) -> object:
    """An action that only completes the record; the facts carry the flaw."""
    def action(scene: Scene, flaw: Flaw) -> None:
        flaw.material = MAIN_FORM[scene.item.code]
        flaw.note = text
    return action


ACTIONS = {
    "material-missing": material_missing, "promise-missing": promise_missing, "excluded-from-tolerance": excluded,
    "field-missing": field_missing,
    "code-inconsistent": code_inconsistent, "name-inconsistent": name_inconsistent,
    "legal-representative-inconsistent": legal_inconsistent, "item-mismatch": mismatch,
    "signature-missing": signature_missing, "period-too-long": simple("补缴期间超过该业务的时限"),
    "outside-window": simple("许可证有效期届满前不足60日提出延续"),
    "below-threshold": simple("裁减人数不足二十人且不足职工总数百分之十"),
    "identity-invalid": simple("身份证号校验位不对"),
}
