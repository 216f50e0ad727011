"""Planted defects: in the facts, in the hand-in, in the seals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from south import china, firms, items
from south.cases import Case
from south.facts_dispatch import set_accounts, set_permit, set_shareholders
from south.facts_insurance import KEY_FIELDS, set_change, set_rows, span_row
from south.facts_staff import set_layoff_counts
from south.markup import Facts
from south.papers import Paper
from south.stamping import SealPlan


@dataclass
class Job:
    """One case on its way through the generator."""

    case: Case
    style: str
    rng: Random
    overrides: dict[str, Facts] = field(default_factory=dict)
    papers: list[Paper] = field(default_factory=list)
    defects: list[dict[str, Any]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    seal: SealPlan = field(default_factory=lambda: SealPlan(""))
    mail_item: str = ""
    file_defect: str = ""

    def note(self, kind: str, material: str | None, words: str, page: int | None = None) -> None:
        """Write a defect down; `page` counts the case's pages from 0."""
        self.defects.append({"kind": kind, "material": material, "page": page, "note": words})

    def override(self, material: str, **facts: Any) -> None:
        """Let one paper say something else."""
        self.overrides.setdefault(material, {}).update(facts)

    def main(self) -> str:
        """The code of the main form."""
        for code in ("layoff-legal-basis", "enrolment-person-form"):
            if code in self.case.codes:
                return code
        return next(
            c for c in self.case.codes if c.endswith(("-form", "-application", "-report", "-roster", "-decision"))
        )


NEEDED: dict[str, tuple[str, ...]] = {
    "benefit-new-retiree": ("administrative-approval",),
    "benefit-simplified": ("administrative-approval",),
    "injury-recognition": ("diagnosis-certificate", "labour-relation-proof"),
    "injury-benefit": ("injury-decision", "medical-bills"),
    "subsidy-recruitment": ("recruitment-recognition", "business-licence"),
    "insured-change-key-fields": ("insured-change-proof",),
}
EMPTY: dict[str, tuple[tuple[str, ...], str]] = {
    "dispatch-new": (("capital",), "注册资本未填"),
    "dispatch-extension": (("permit_no",), "许可证编号未填"),
    "dispatch-change": (("change_after",), "变更后内容未填"),
    "dispatch-cancellation": (("cancel_reason",), "注销原因未填"),
    "hours-comprehensive": (("term_from", "term_to"), "实行期限未填"),
    "hours-flexible": (("term_from", "term_to"), "实行期限未填"),
    "layoff-report": (("cut", "cut_ratio"), "裁减人数未填"),
    "injury-recognition": (("injury_time", "injury_story"), "事故时间和经过未填"),
    "benefit-new-retiree": (("worker_doc_no",), "身份证号码未填"),
    "refund": (("account_no",), "退费账号未填"),
}
NAMED = (
    "equipment-list",
    "special-hours-explanation",
    "commitment-letter",
    "employment-and-wage-proof",
    "labour-relation-proof",
    "layoff-compensation",
    "three-year-operation-report",
    "dispatched-workers-settlement",
    "enrolment-addition-form",
    "premises-proof",
    "insured-change-form",
    "recruitment-recognition",
)


def changed_rows(job: Job, **change: Any) -> list[dict[str, Any]]:
    """The rows with the first one changed."""
    rows = job.case.facts["rows"]
    return [rows[0] | change, *rows[1:]]


def drop(job: Job, code: str, kind: str) -> None:
    """Leave a needed material out."""
    job.case.codes.remove(code)
    job.missing.append(code)
    job.note(kind, code, f"缺少材料：{items.MATERIAL_NAMES[code][0]}")


def material_missing(job: Job) -> None:
    """Leave out a needed material that is no form."""
    main = job.main()
    choices = NEEDED.get(job.case.item) or [c for c in job.case.codes if c not in (main, "layoff-other")]
    drop(job, job.rng.choice([c for c in choices if c in job.case.codes]), "material-missing")


def promise_missing(job: Job) -> None:
    """Leave the unit's promise out."""
    drop(job, "commitment-letter", "promise-missing")


def field_missing(job: Job) -> None:
    """Leave a field of the main form empty."""
    main = job.main()
    if job.case.item in EMPTY:
        keys, words = EMPTY[job.case.item]
        job.override(main, **dict.fromkeys(keys, ""))
    elif main == "insured-change-form":
        words = "变更后内容未填"
        job.override(main, rows=changed_rows(job, after=""))
    elif "rows" in job.case.facts:
        words = "身份证号码未填"
        job.override(main, rows=changed_rows(job, id=""))
    else:
        words = "证件号码未填"
        job.override(main, worker_doc_no="")
    job.note("field-missing", main, words)


def licence_expired(job: Job) -> None:
    """Let the term of the licence be over."""
    end = job.case.day - timedelta(days=job.rng.randint(20, 200))
    term = f"{job.case.facts['founded']}至{china.long_date(end)}"
    job.override("business-licence", licence_term=term)
    job.note("licence-expired", "business-licence", f"营业执照营业期限已届满（{term}）")


def code_invalid(job: Job) -> None:
    """A wrong check character in the code on the main form."""
    wrong = china.spoil_check(job.case.unit.code)
    job.override(job.main(), code=wrong)
    job.note("code-invalid", job.main(), f"申报表上的统一社会信用代码{wrong}校验位不对")


def code_inconsistent(job: Job) -> None:
    """Another valid code on a second paper."""
    other = china.credit_code(job.rng)
    target = "business-licence" if "business-licence" in job.case.codes else "commitment-letter"
    job.override(target, **{"licence_code" if target == "business-licence" else "code": other})
    job.note("code-inconsistent", target, f"统一社会信用代码不一致：{job.case.unit.code}／{other}")


def name_inconsistent(job: Job) -> None:
    """Another unit's name on a second paper."""
    unit = job.case.unit
    other = unit.name.replace(unit.short, firms.brand(job.rng))
    target = next(c for c in NAMED if c in job.case.codes and c != job.main())
    job.override(target, unit=other)
    job.note("name-inconsistent", target, f"材料上的单位名称为{other}，与申请单位{unit.name}不一致")


def legal_inconsistent(job: Job) -> None:
    """Another legal representative on the licence."""
    other = next(p for p in firms.people(job.rng, 2, 1965, 1985) if p.name != job.case.unit.legal.name)
    job.override("business-licence", licence_legal=other.name)
    job.note(
        "legal-representative-inconsistent",
        "business-licence",
        f"营业执照法定代表人为{other.name}，申请材料为{job.case.unit.legal.name}",
    )


def identity_invalid(job: Job) -> None:
    """A wrong check character in an identity number."""
    facts, main = job.case.facts, job.main()
    if "rows" in facts:
        number = china.spoil_check(facts["rows"][0]["id"])
        job.override(main, rows=changed_rows(job, id=number))
    elif "roster" in facts:
        main = "special-hours-roster"
        number = china.spoil_check(facts["roster"][0]["id"])
        job.override(main, roster=[facts["roster"][0] | {"id": number}, *facts["roster"][1:]])
    elif "worker" in facts:
        number = china.spoil_check(facts["worker_doc_no"])
        job.override(main, worker_doc_no=number)
    else:
        number = china.spoil_check(facts["legal_id"])
        job.override(main, legal_id=number)
    job.note("identity-invalid", main, f"身份证号码{number}校验位不对")


def item_mismatch(job: Job) -> None:
    """Subject and file name say another item than the form."""
    swap = {
        "hours-comprehensive": "hours-flexible",
        "hours-flexible": "hours-comprehensive",
        "dispatch-extension": "dispatch-change",
        "dispatch-change": "dispatch-extension",
        "refund": "backpay-recent-three-months",
        "late-filing": "refund",
    }
    job.mail_item = swap.get(job.case.item, "refund")
    job.note(
        "item-mismatch",
        job.main(),
        f"邮件和文件名为{items.ITEM_NAMES[job.mail_item]}，申报表为{items.ITEM_NAMES[job.case.item]}",
    )


def excluded(job: Job) -> None:
    """One of the six fields handed in as an ordinary change without proof."""
    set_change(job.case, job.rng.choice(KEY_FIELDS), "参保信息其他变更")
    job.case.codes, job.case.tolerated = ["insured-change-form"], False
    job.missing.append("insured-change-proof")
    job.note(
        "excluded-from-tolerance",
        "insured-change-form",
        f"变更项目为{job.case.facts['field']}，不适用容缺，缺少变更证明",
    )


def period_too_long(job: Job) -> None:
    """Fourteen months or so under the item of three."""
    months = job.rng.randint(9, 16)
    first = china.shift_months(job.case.day, -months)
    set_rows(job.case, [span_row(job.case, firms.person(job.rng, 1975, 1995), first, months, reason="入职后漏报")])
    job.note("period-too-long", "backpay-form", f"按近三个月申报，实际补缴{months}个月")


def capital_low(job: Job) -> None:
    """A capital below two million yuan."""
    unit = job.case.unit
    unit.capital = job.rng.choice((50, 100, 150))
    job.case.facts["capital"] = unit.capital
    set_accounts(job.case)
    set_shareholders(job.case)
    job.note("capital-too-low", "dispatch-application", f"注册资本{unit.capital}万元，低于200万元")


def outside_window(job: Job) -> None:
    """An extension asked for too late."""
    days = job.rng.randint(12, 45)
    set_permit(job.case, job.case.day + timedelta(days=days))
    job.note("outside-window", "dispatch-extension-application", f"距有效期届满仅{days}日，不足60日")


def below_threshold(job: Job) -> None:
    """Fewer than twenty people and less than a tenth of the staff."""
    case = job.case
    total = job.rng.randint(110, 150)
    set_layoff_counts(case, total, job.rng.randint(5, 9))
    case.facts |= {"union": True, "notice_to": "工会"}
    case.codes = ["layoff-opinion" if c == "meeting-minutes-and-signatures" else c for c in case.codes]
    job.note("below-threshold", "layoff-legal-basis", f"职工{total}人，裁减{case.facts['cut']}人，不足20人且不到10%")


def signature_missing(job: Job) -> None:
    """No signature of the union's chair, the staff or the legal representative."""
    codes = job.case.codes
    if "layoff-opinion" in codes:
        job.override("layoff-opinion", chair="")
        job.note("signature-missing", "layoff-opinion", "工会主席未签字")
    elif "meeting-minutes-and-signatures" in codes:
        unsigned = {
            "staff": [s | {"sign": ""} for s in job.case.facts["staff"]],
            "staff_pairs": [s | {"sign": "", "sign2": ""} for s in job.case.facts["staff_pairs"]],
        }
        job.override("meeting-minutes-and-signatures", **unsigned)
        job.note("signature-missing", "meeting-minutes-and-signatures", "员工签字单没有签字")
    else:
        job.override("commitment-letter", legal="")
        job.note("signature-missing", "commitment-letter", "承诺书法定代表人未签字")


def file_fault(kind: str) -> Callable[[Job], None]:
    """A file that cannot be opened."""

    def plant(job: Job) -> None:
        """Remember the fault for packing."""
        job.file_defect = kind

    return plant


BEFORE: dict[str, Callable[[Job], None]] = {
    "material-missing": material_missing,
    "promise-missing": promise_missing,
    "field-missing": field_missing,
    "licence-expired": licence_expired,
    "code-invalid": code_invalid,
    "code-inconsistent": code_inconsistent,
    "name-inconsistent": name_inconsistent,
    "legal-representative-inconsistent": legal_inconsistent,
    "identity-invalid": identity_invalid,
    "item-mismatch": item_mismatch,
    "excluded-from-tolerance": excluded,
    "period-too-long": period_too_long,
    "capital-too-low": capital_low,
    "outside-window": outside_window,
    "below-threshold": below_threshold,
    "signature-missing": signature_missing,
    "file-encrypted": file_fault("file-encrypted"),
    "file-damaged": file_fault("file-damaged"),
}
