"""Papers of contributions: back-payment, refund, change of data, accounts."""

from __future__ import annotations

from tests.written.sheet import Paper, pairs
from tests.written.world import World

DATED = "2020年2月18日"
REGISTER = "110105678901"
_MONTHS = {
    "2019年11月至2019年12月": ("2019-11", "2019-12"), "2019年11月至2020年1月": ("2019-11", "2020-01"),
    "2020年1月至2020年2月": ("2020-01", "2020-02"),
}  # fmt: skip


def backpay_form(w: World) -> Paper:
    """社会保险费补缴申报表."""
    kind = ("申报类型", w.filing) if w.filing else ()
    years = (
        "在京缴纳养老保险年限", f"{w.years_in_bj}年", "理论缴费年限", f"{w.theory_years}年",
        "实际缴费年限", f"{w.actual_years}年",
    )  # fmt: skip
    blocks = (
        pairs(
            "单位名称", w.unit, "社会保险登记号", REGISTER, "姓名", w.worker.name, "公民身份号码", w.worker.number,
            "性别", w.worker.sex, "出生日期", w.worker.born, "账户类型", f"{w.account}账户",
            "补缴险种", "养老、失业、工伤",
            "补缴起止年月", w.months, "缴费基数", "5,360元", *years, "缴费方式", w.paid_by, *kind,
        ),
        f"填报单位（盖章）：{w.unit}", DATED,
    )  # fmt: skip
    first, last = _MONTHS.get(w.months, ("", ""))
    says = {
        "unit_name": w.unit, "reg_no": REGISTER, "person_name": w.worker.name, "id_no": w.worker.hidden,
        "birth_date": _day(w.worker.number), "sex": w.worker.sex, "account": w.account, "from_month": first,
        "to_month": last, "years_in_bj": str(w.years_in_bj), "theory_years": str(w.theory_years),
        "actual_years": str(w.actual_years), "kinds": "养老、失业、工伤", "pay_method": w.paid_by,
        "filing_kind": w.filing,
    }  # fmt: skip
    return Paper("社会保险费补缴申报表", blocks, {name: value for name, value in says.items() if value})


def _day(number: str) -> str:
    return f"{number[6:10]}-{number[10:12]}-{number[12:14]}"


def employment_and_wage_proof(w: World) -> Paper:
    """工资发放证明."""
    blocks = (
        f"姓名：{w.worker.name}", "兹证明上述人员与我单位签订劳动合同，其间工资由我单位按月支付。",
        "期间：2016年1月1日至2019年12月31日", f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    says = {"person_name": w.worker.name, "period_from": "2016-01-01", "period_to": "2019-12-31"}
    return Paper("劳动关系和工资发放证明", blocks, says)


def refund_application(w: World) -> Paper:
    """退费申请."""
    blocks = (
        f"单位名称：{w.unit}", f"参保人姓名：{w.worker.name}", "退费期间：2019年11月至2019年12月",
        "因重复申报，上述期间多缴社会保险费，现申请退费。", "开户行：中国银行北京朝阳支行",
        "银行账号：6217000010012345678",
        f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    says = {
        "unit_name": w.unit, "person_name": w.worker.name, "from_month": "2019-11", "to_month": "2019-12",
        "account_masked": "621" + "*" * 14 + "78",
    }  # fmt: skip
    return Paper("社会保险退费申请表", blocks, says)


def insured_change_form(w: World) -> Paper:
    """参保信息变更登记表."""
    grid = (("变更项目", "变更前", "变更后"), *((one, "原信息", "新信息") for one in w.changed))
    blocks = (f"单位名称：{w.unit}", f"参保人姓名：{w.worker.name}", grid, f"{w.unit}（盖章）", DATED)
    says = {"unit_name": w.unit, "person_name": w.worker.name}
    return Paper("参保人员信息变更登记表", blocks, says | ({"changed_items": w.changed[0]} if w.changed else {}))


def insured_change_proof(w: World) -> Paper:
    """Proof of what changed."""
    blocks = (
        f"兹证明{w.worker.name}的信息已变更，与户口簿记载一致。", "北京市公安局朝阳分局劲松派出所", "2020年2月11日",
    )  # fmt: skip
    return Paper("证明", blocks)


def account_backfill_form(w: World) -> Paper:
    """个人账户补填申请表."""
    rank = ("人员身份", w.rank) if w.rank else ()
    blocks = (
        pairs("姓名", w.worker.name, "公民身份号码", w.worker.number, "性别", w.worker.sex, "出生日期", w.worker.born,
              "补填起止年月", "1992年7月至1997年12月", "缴费年限", "5年6个月", *rank),
        "申请补填个人账户记录。", f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    says = {
        "person_name": w.worker.name, "id_no": w.worker.hidden, "birth_date": _day(w.worker.number),
        "sex": w.worker.sex, "from_month": "1992-07", "to_month": "1997-12",
        **({"worker_kind": w.rank} if w.rank else {}),
    }  # fmt: skip
    return Paper("养老保险个人账户补填申请表", blocks, says)


def account_backfill_originals(w: World) -> Paper:
    """Copy of an old wage table."""
    blocks = (
        f"姓名：{w.worker.name}",
        (("年份", "月工资", "养老保险缴费"), ("1993", "320元", "9.6元"), ("1994", "380元", "11.4元")),
        "摘自职工本人档案工资表。",
    )  # fmt: skip
    return Paper("职工工资表", blocks, {"person_name": w.worker.name})
