"""Facts of the items on contributions: back payments, refunds and changes of the insured."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from south import china, firms
from south.cases import INSURANCE_OFFICE, OFFICE, Case, filler
from south.china import month_words, shift_months

FIVE = "养老、失业、工伤、医疗（含生育）"
RATE = 0.374
POSTS = ("服务员", "厨师", "收银员", "店长", "保洁员", "营业员", "会计", "配送员")
GENERAL_FIELDS = ("联系电话", "居住地址", "文化程度", "定点医疗机构", "参加工作日期")
KEY_FIELDS = ("姓名", "公民身份号码", "民族", "户籍性质", "缴费人员类别", "干部身份（工人变更干部）")


def span_row(case: Case, one: firms.Person, first: date, months: int, **more: Any) -> dict[str, Any]:
    """A row about one person for a span of months."""
    base = case.rng.randrange(4713, 9800, 10)
    last = shift_months(first, months - 1)
    amount = round(base * RATE * months, 2)
    hired = (first - timedelta(days=case.rng.randint(1, 20))).replace(day=1)
    row = {
        "name": one.name,
        "sex": one.sex,
        "id": one.identity,
        "phone": one.phone,
        "from": month_words(first),
        "to": month_words(last),
        "months": months,
        "base": base,
        "amount": amount,
        "pay": china.money(amount),
        "account": "",
        "extra": "",
        "reason": "",
        "hired": china.long_date(hired),
        "post": case.rng.choice(POSTS),
    }
    return row | more


def set_rows(case: Case, rows: list[dict[str, Any]]) -> None:
    """The rows and their sums."""
    total = sum(r["amount"] for r in rows)
    case.facts |= {
        "rows": rows,
        "row_count": len(rows),
        "pay_total": china.money(total),
        "sum": round(total, 2),
        "insurances": FIVE,
    }


def set_promise(case: Case, words: str) -> None:
    """What the unit promises in its letter."""
    case.facts["promise_facts"] = words


def set_backpay(case: Case, note: str, title: str = "") -> None:
    """Title and note of the form and its only code."""
    case.facts |= {"backpay_title": title or case.facts["matter"], "backpay_note": note}
    case.codes = ["backpay-form"]


@filler("backpay-monthly-report")
def fill_monthly(case: Case) -> None:
    """A whole month of the unit that was not reported in time."""
    month = date(2020, case.rng.choice((1, 2)) if case.day >= date(2020, 3, 2) else 1, 1)
    crew = firms.people(case.rng, case.rng.randint(2, 5))
    set_rows(case, [span_row(case, p, month, 1, reason="月报未按时申报") for p in crew])
    set_backpay(case, f"{month_words(month)}月报因疫情停业未能按时申报，现申报月报补缴。")


@filler("backpay-recent-three-months")
def fill_recent(case: Case) -> None:
    """One to three months before the current one."""
    months = case.rng.randint(1, 3)
    first = shift_months(case.day, -months)
    crew = firms.people(case.rng, case.rng.randint(1, 3))
    set_rows(case, [span_row(case, p, first, months, reason="入职后漏报") for p in crew])
    set_backpay(case, "下列职工近三个月漏缴社会保险费，现申报个人补缴。")


@filler("backpay-base-difference")
def fill_difference(case: Case) -> None:
    """Contributions on the difference of two wage bases."""
    rows = []
    for one in firms.people(case.rng, case.rng.randint(1, 3)):
        row = span_row(case, one, date(2019, 7, 1), case.rng.randint(4, 7), reason="基数申报错误")
        old = row["base"] - case.rng.randrange(400, 1100, 50)
        old = max(old, 3613)
        amount = round((row["base"] - old) * RATE * row["months"], 2)
        rows.append(
            row
            | {"extra": f"原申报基数{old}元，应申报基数{row['base']}元，", "amount": amount, "pay": china.money(amount)}
        )
    set_rows(case, rows)
    set_backpay(case, "因工资基数申报错误，现申报补缴基数差额。")


@filler("backpay-extended-period")
def fill_extended(case: Case) -> None:
    """January and February 2020 under the extended period."""
    months = 2 if case.day >= date(2020, 3, 1) else 1
    crew = firms.people(case.rng, case.rng.randint(2, 5))
    set_rows(case, [span_row(case, p, date(2020, 1, 1), months, reason="疫情延长缴费") for p in crew])
    set_backpay(case, "因疫情影响未能按时缴费，按照延长缴费至3月底的政策补缴，不收取滞纳金，选择银行缴费。")
    if case.rng.random() < 0.4:
        slip = case.day
        case.facts |= {"slip_no": f"{case.rng.randrange(10**11, 10**12)}", "slip_date": china.long_date(slip)}
        case.codes.append("bank-slip")


@filler("backpay-over-three-years")
def fill_long(case: Case) -> None:
    """More than three years since July 2011."""
    one = firms.person(case.rng, 1972, 1984)
    first = date(case.rng.randint(2012, 2015), case.rng.randint(1, 12), 1)
    set_rows(case, [span_row(case, one, first, case.rng.randint(38, 50), reason="当时未参保")])
    set_backpay(case, "申请补缴2011年7月之后、超过3年的社会保险费。")
    tolerate_or_prove(case, "employment-and-wage-proof")


def tolerate_or_prove(case: Case, *codes: str) -> None:
    """Either the form alone, which the office tolerates now, or all papers."""
    if case.rng.random() < 0.5:
        case.tolerated = True
    else:
        case.codes.extend(codes)


@filler("backpay-three-years-general")
def fill_general(case: Case) -> None:
    """A general account with more than ten years paid in Beijing."""
    paid = case.rng.randint(11, 17)
    one = firms.person(case.rng, 1972, 1980)
    first = date(case.rng.randint(2016, 2017), case.rng.randint(1, 12), 1)
    row = span_row(
        case, one, first, case.rng.randint(8, 30), account=f"一般账户，在京养老缴费{paid}年，", reason="中断漏缴"
    )
    set_rows(case, [row])
    set_backpay(case, "账户类别为一般账户，在京缴纳养老保险费超过10年，申请补缴2011年7月之后、不超过3年。")
    set_promise(
        case,
        f"{one.name}在补缴期间与我单位存在劳动关系，账户类别为一般账户，在京缴纳养老保险费已超过10年，所补期间不超过3年。",
    )
    case.codes.append("commitment-letter")


@filler("backpay-three-years-temporary")
def fill_temporary(case: Case) -> None:
    """A temporary account."""
    one = firms.person(case.rng, 1966, 1972)
    first = date(case.rng.randint(2016, 2017), case.rng.randint(1, 12), 1)
    set_rows(case, [span_row(case, one, first, case.rng.randint(8, 30), account="临时账户，", reason="入职后漏缴")])
    set_backpay(case, "账户类别为临时账户，申请补缴2011年7月之后、不超过3年。")
    set_promise(case, f"{one.name}在补缴期间与我单位存在劳动关系，账户类别为临时账户，所补期间不超过3年。")
    case.codes.append("commitment-letter")


@filler("backpay-under-ten-years")
def fill_under_ten(case: Case) -> None:
    """A general account whose years so far and to come stay under ten."""
    rng = case.rng
    male = rng.random() < 0.5
    left, paid = rng.randint(2, 5), rng.randint(1, 3)
    born = 2020 - (60 if male else 50) + left
    one = firms.person(rng, born, born, "男" if male else "女")
    first = date(rng.randint(2016, 2018), rng.randint(1, 12), 1)
    words = f"一般账户，距{60 if male else 50}周岁理论缴费{left}年，实际缴费{paid}年，合计不足10年，"
    set_rows(case, [span_row(case, one, first, rng.randint(5, 24), account=words, reason="漏缴")])
    set_backpay(
        case, "账户类别为一般账户，理论缴费年限加本市实际养老缴费年限不足10年，申请补缴2011年7月之后的社会保险费。"
    )
    tolerate_or_prove(case, "employment-and-wage-proof")


REFUNDS = (
    ("多缴退费", "下列职工离职后未及时办理减员，我单位多缴了社会保险费，现申请退费。"),
    ("重复缴费退费", "下列职工在其他单位同时缴费，造成重复缴纳，现申请退还我单位缴纳的部分。"),
    ("基数差退费", "因工资基数录入错误，我单位按偏高的基数缴费，现申请退还基数差额。"),
)


@filler("refund")
def fill_refund(case: Case) -> None:
    """A refund with the promise of the unit."""
    kind, story = case.rng.choice(REFUNDS)
    months = case.rng.randint(1, 3)
    first = shift_months(case.day, -months - 1)
    crew = firms.people(case.rng, case.rng.randint(1, 2))
    rows = [span_row(case, p, first, months) for p in crew]
    if kind == "基数差退费":
        rows = [r | {"amount": round(r["amount"] / 5, 2), "pay": china.money(round(r["amount"] / 5, 2))} for r in rows]
    set_rows(case, rows)
    own = round(case.facts["sum"] * 0.28, 2)
    case.facts |= {
        "refund_type": kind,
        "refund_story": story,
        "pay_self": china.money(own),
        "pay_unit": china.money(round(case.facts["sum"] - own, 2)),
    }
    set_promise(
        case,
        f"申请退费的情形（{kind}）属实，{crew[0].name}等参保人已知情，退费款项由我单位依法处理，个人部分及时退还本人。",
    )
    case.codes = ["refund-application", "commitment-letter"]


def general_change(case: Case, field: str, one: firms.Person) -> tuple[str, str]:
    """Old and new content of an ordinary field."""
    rng = case.rng
    year = rng.randint(2008, 2014)
    return {
        "联系电话": (firms.mobile(rng), one.phone),
        "居住地址": (firms.address(rng), firms.address(rng)),
        "文化程度": ("高中", "大学专科"),
        "定点医疗机构": ("朝阳区东柳社区医院", "北京槐安医院"),
        "参加工作日期": (f"{year}年9月", f"{year}年3月"),
    }[field]


def key_change(case: Case, field: str, one: firms.Person) -> tuple[str, str]:
    """Old and new content of one of the six excluded fields."""
    other = firms.person(case.rng, one.born.year, one.born.year, one.sex)
    return {
        "姓名": (one.name[0] + other.name[1:], one.name),
        "公民身份号码": (other.identity, one.identity),
        "民族": ("汉族", "满族"),
        "户籍性质": ("农业户口", "非农业户口"),
        "缴费人员类别": ("外埠农村劳动力", "本市城镇职工"),
        "干部身份（工人变更干部）": ("工人", "干部"),
    }[field]


def change_proof(case: Case, field: str, one: firms.Person, before: str, after: str) -> dict[str, str]:
    """A proof that fits the field."""
    if field not in KEY_FIELDS:
        return own_statement(case, field, one, before, after)
    police = field in ("姓名", "公民身份号码", "民族", "户籍性质")
    signer = "北京市公安局朝阳分局槐柏派出所" if police else OFFICE
    return {
        "proof_title": "户口登记项目变更更正证明" if police else "身份类别变更审核证明",
        "proof_head": one.name,
        "proof_text": f"兹证明{one.name}（身份证号码{one.identity}）的{field}由“{before}”变更为“{after}”，情况属实。",
        "proof_signer": signer,
        "proof_date": china.long_date(case.day - timedelta(days=case.rng.randint(3, 30))),
        "proof_seal": signer,
    }


def own_statement(case: Case, field: str, one: firms.Person, before: str, after: str) -> dict[str, str]:
    """The insured person's own statement."""
    return {
        "proof_title": "变更情况说明",
        "proof_head": f"参保人：{one.name}",
        "proof_seal": "",
        "proof_date": china.long_date(case.day),
        "proof_text": f"本人{one.name}，身份证号码{one.identity}，参保信息中的{field}原登记为“{before}”，"
        f"现为“{after}”，申请变更。",
        "proof_signer": f"本人签字：⟨{one.name}⟩",
    }


def set_change(case: Case, field: str, title: str) -> None:
    """The change form's row and the proof."""
    one = firms.person(case.rng, 1975, 1998)
    change = key_change if field in KEY_FIELDS else general_change
    before, after = change(case, field, one)
    case.facts |= {"change_title": title, "field": field}
    case.facts |= change_proof(case, field, one, before, after)
    reason = "已到派出所办理变更" if case.facts["proof_seal"].endswith("派出所") else "本人情况变化"
    set_rows(case, [span_row(case, one, date(2020, 1, 1), 1, field=field, before=before, after=after, reason=reason)])


@filler("insured-change-general")
def fill_change_general(case: Case) -> None:
    """A change of an ordinary field."""
    set_change(case, case.rng.choice(GENERAL_FIELDS), "参保信息变更")
    case.codes = ["insured-change-form"]
    tolerate_or_prove(case, "insured-change-proof")


@filler("insured-change-key-fields")
def fill_change_key(case: Case) -> None:
    """A change of one of the six fields, with its proof."""
    set_change(case, case.rng.choice(KEY_FIELDS), "参保人员关键信息变更")
    case.codes = ["insured-change-form", "insured-change-proof"]


@filler("late-filing")
def fill_late(case: Case) -> None:
    """Enrolments made late because of the epidemic."""
    month = date(2020, case.rng.choice((1, 2)), 1) if case.day >= date(2020, 3, 2) else date(2020, 1, 1)
    rows = [
        span_row(
            case,
            p,
            month,
            1,
            field="参保登记（增员）",
            before="未参保",
            after=f"{month_words(month)}起参保",
            reason="因疫情未能按时办理，现补办",
        )
        for p in firms.people(case.rng, case.rng.randint(1, 3))
    ]
    set_rows(case, rows)
    case.facts |= {"change_title": "逾期参保登记补办", "office_insurance": INSURANCE_OFFICE}
    case.codes = ["insured-change-form"]
