"""Facts of the social insurance items: insured persons, periods, changes, benefits, injuries."""

from collections.abc import Callable
from datetime import date
from random import Random

from .days import cn, later, month, months_between, years
from .digits import identity_number
from .facts import Facts, crew
from .firms import Firm, Person, mobile, person
from .words import HOSPITALS, JOBS

KINDS = {
    "backpay-monthly-report": "单位申报月报补缴",
    "backpay-recent-three-months": "单位申报个人补缴近三个月社会保险费",
    "backpay-base-difference": "单位申报基数差补缴",
    "backpay-extended-period": "延长缴费期社会保险费补缴",
    "backpay-over-three-years": "单位申报个人补缴超过3年",
    "backpay-three-years-general": "一般账户个人补缴（2011年7月后不超过3年）",
    "backpay-three-years-temporary": "临时账户个人补缴（2011年7月后不超过3年）",
    "backpay-under-ten-years": "一般账户理论与实际缴费不足10年人员补缴",
}
REASONS = {
    "backpay-monthly-report": "因疫情期间延迟复工，当月月报未能按时申报，现申请补缴。",
    "backpay-recent-three-months": "入职时参保资料未及时交齐，未能按时增员，现补缴近三个月费用。",
    "backpay-base-difference": "年度缴费工资申报时漏计奖金，现按实际月均工资补缴基数差。",
    "backpay-extended-period": "受疫情影响未能在原征收期内缴费，按延长缴费政策补缴。",
    "backpay-over-three-years": "历史工作期间单位经办人员变动，未为其办理参保缴费，现予补缴。",
    "backpay-three-years-general": "原经办人员疏忽漏缴，现申请补缴。",
    "backpay-three-years-temporary": "职工原为临时账户参保，期间漏缴，现申请补缴。",
    "backpay-under-ten-years": "职工临近法定退休年龄，缴费年限不足，申请补缴历史漏缴月份。",
}
STREETS = ("松榆南路37号院6号楼2单元502", "慈云寺北里113号楼1门1203", "望京西园四区418号楼1604", "金台里14号楼5单元301")


def _period(item: str, today: date, rng: Random, long: bool) -> tuple[str, str]:
    """First and last month of a backpay; long breaks the limit of the item."""
    if item in ("backpay-monthly-report", "backpay-extended-period"):
        return "202001", "202001" if today.month == 2 else "202002"
    if item == "backpay-recent-three-months":
        return month(today, -14 if long else -3), month(today, -1)
    if item == "backpay-base-difference":
        return "201907", month(today, -1)
    start = date(rng.randrange(2012, 2016), rng.randrange(1, 13), 1)
    size = {"backpay-over-three-years": rng.randrange(38, 52), "backpay-under-ten-years": rng.randrange(6, 30)}
    return month(start), month(start, size.get(item, rng.randrange(39, 50) if long else rng.randrange(8, 34)))


def _account(item: str, one: Person, rng: Random) -> str:
    """Words on the account and the paid years, where the item turns on them."""
    if item == "backpay-three-years-general":
        return f"账户类别：一般账户（在京缴纳养老保险{rng.randrange(11, 20)}年）"
    if item == "backpay-three-years-temporary":
        return "账户类别：临时账户"
    if item == "backpay-under-ten-years":
        age = 50 if one.woman else 60
        left = one.birth.year + age - 2020
        return f"账户类别：一般账户（距{age}周岁{max(left, 1)}年，本市实际缴费{rng.randrange(3, 6)}年，合计不足10年）"
    return "账户类别：一般账户" if item == "backpay-over-three-years" else "人员类别：在职职工"


def _insured(item: str, rng: Random) -> list[Facts]:
    """The persons of a backpay form."""
    if item == "backpay-under-ten-years":
        woman = rng.random() < 0.5
        one = person(rng, *((1972, 1974) if woman else (1962, 1964)), woman=woman)
        return [dict(i=1, name=one.name, id=one.identity, person=one)]
    count = (
        rng.randrange(2, 8)
        if item in ("backpay-monthly-report", "backpay-extended-period")
        else rng.choice((1, 1, 2, 3))
    )
    old = "three-years" in item
    return crew(rng, 1 if item == "backpay-over-three-years" else count, list(JOBS), 1984 if old else 1996)


def backpay(firm: Firm, item: str, today: date, rng: Random, long: bool) -> Facts:
    """Facts of a backpay form."""
    start, end = _period(item, today, rng, long)
    rows = _insured(item, rng)
    for row in rows:
        base, old = rng.randrange(72, 190) * 100, rng.randrange(50, 70) * 100
        row.update(
            {
                "from": start, "to": end, "months": months_between(start, end), "base": base, "old_base": old,
                "gap": base - old,
            }
        )
    first = rows[0]["person"]
    total = sum(row["months"] for row in rows)
    slip = sum(row["months"] * row["base"] for row in rows) * 0.378
    return {
        **someone(first, rng), "insured": rows, "backpay_kind": KINDS[item], "backpay_reason": REASONS[item],
        "account_words": _account(item, first, rng), "count": len(rows), "month_total": total,
        "diff": item == "backpay-base-difference", "slip_amount": f"{slip:,.2f}",
        "slip_no": f"{rng.randrange(10**11):011d}", "wages": _wages(start, end, rows[0]["base"]),
        "p_from": f"{start[:4]}年{int(start[4:])}月1日",
        "promise_body": f"现申请为职工{'、'.join(r['name'] for r in rows)}补缴"
        f"{start[:4]}年{int(start[4:])}月至{end[:4]}年{int(end[4:])}月社会保险费"
        f"（{KINDS[item]}），补缴期间上述人员与我单位存在劳动关系，工资由我单位支付。",
    }


def _wages(start: str, end: str, base: int) -> list[Facts]:
    """Mean wages by year of a period."""
    first, last = int(start[:4]), int(end[:4])
    return [dict(year=f"{y}年", wage=base - (last - y) * 300) for y in range(first, last + 1)]


def someone(one: Person, rng: Random) -> Facts:
    """Facts on one insured person."""
    started = date(max(one.birth.year + 22, 1984), rng.randrange(1, 13), 1)
    begin = date(rng.randrange(2016, 2019), rng.randrange(1, 13), 1)
    return {
        "p_name": one.name, "p_id": one.identity, "p_sex": one.sex, "p_birth": cn(one.birth), "p_phone": one.phone,
        "p_job": rng.choice(JOBS), "p_street": rng.choice(STREETS),
        "police": f"北京市公安局朝阳分局{rng.choice(('劲松', '六里屯', '望京'))}派出所",
        "p_started": cn(started), "p_from": cn(begin),
        "p_to": cn(later(years(begin, 5), -1)), "p_person": one, "p_age": 2020 - one.birth.year, "p_nation": "中国",
        "p_doc_kind": "居民身份证", "p_doc": one.identity, "p_wage": rng.randrange(90, 240) * 100,
        "p_class": "本市城镇职工", "p_hospital": rng.choice(HOSPITALS),
    }


def refund(firm: Firm, item: str, today: date, rng: Random, long: bool) -> Facts:
    """Facts of a refund; amounts add up (yuan)."""
    rows = crew(rng, rng.choice((1, 1, 2, 3)), list(JOBS))
    cents = [rng.randrange(180_000, 690_000) for _ in rows]
    for row, amount in zip(rows, cents, strict=True):
        row.update(period=f"{month(today, -3)}-{month(today, -2)}", amount=f"{amount / 100:,.2f}")
    reason = rng.choice(("职工离职后未及时办理减员", "申报缴费基数高于职工实际月均工资（基数差）", "重复申报缴费"))
    return {
        **someone(rows[0]["person"], rng), "refunds": rows, "refund_reason": reason,
        "refund_total": f"{sum(cents) / 100:,.2f}",
        "promise_body": f"因{reason}，申请退还{'、'.join(r['name'] for r in rows)}多缴的社会保险费"
        f"共计{sum(cents) / 100:,.2f}元。",
    }


GENERAL = (
    ("参保人联系电话", lambda r: mobile(r), lambda r: mobile(r), "职工更换手机号码。"),
    (
        "居住地址",
        lambda r: "北京市朝阳区甘露园南里25号楼603",
        lambda r: "北京市朝阳区芍药居甲2号院7号楼1101",
        "职工搬迁。",
    ),
    ("定点医疗机构", lambda r: "北京望康医院", lambda r: "北京市朝阳安和医院", "职工就近就医需要。"),
    ("文化程度", lambda r: "大学专科", lambda r: "大学本科", "职工取得本科学历。"),
    ("居住地邮政编码", lambda r: "100022", lambda r: "100102", "职工居住地变化。"),
)


def change(firm: Firm, item: str, today: date, rng: Random, key: bool) -> Facts:
    """Facts of a change of insured data; key changes one of the six excluded fields."""
    one = person(rng, 1970, 1994)
    facts = someone(one, rng)
    what, old, new, reason = _key_change(one, rng) if key else _general_change(rng)
    return {
        **facts, "change_item": what, "change_before": old, "change_after": new, "change_reason": reason,
        "change_title": rng.choice(("参保信息变更申报表", "北京市社会保险参保人员信息变更申报表")),
        "changes": [dict(i=1, name=one.name, id=one.identity, what=what, old=old, new=new)],
        "police_day": cn(date(2019, rng.randrange(9, 13), rng.randrange(1, 28))),
    }


def _general_change(rng: Random) -> tuple[str, str, str, str]:
    """A change open to tolerance."""
    what, old, new, reason = rng.choice(GENERAL)
    return what, old(rng), new(rng), reason


def _key_change(one: Person, rng: Random) -> tuple[str, str, str, str]:
    """A change of name, number, nationality or household kind."""
    wrong = identity_number(one.identity[:6], one.identity[6:14], (int(one.identity[14:17]) + 38) % 998 + 1)
    return rng.choice(
        (
            ("姓名", one.name[0] + rng.choice("小大") + one.name[-1], one.name, "职工依法更名。"),
            ("公民身份号码", wrong, one.identity, "参保登记时证件号码录入有误。"),
            ("民族", "汉族", "满族", "职工民族成份依法变更。"),
            ("户籍性质", "本市农业户口", "本市非农业户口", "职工户口登记变更。"),
        )
    )


def late(firm: Firm, item: str, today: date, rng: Random, key: bool) -> Facts:
    """Facts of a late filing."""
    one = person(rng, 1980, 1998)
    what = rng.choice(("参保登记（增员）", "缴费申报"))
    return {
        **someone(one, rng),
        "changes": [
            dict(
                i=1, name=one.name, id=one.identity, what=what, old="202001",
                new=f"基数{rng.randrange(60, 150) * 100}元，起缴202001",
            )
        ],
    }


def injury(firm: Firm, item: str, today: date, rng: Random, long: bool) -> Facts:
    """Facts of a work injury not older than thirty days."""
    one = person(rng, 1970, 1996)
    when = (
        later(today, -rng.randrange(6, 22)) if item == "injury-recognition" else later(today, -rng.randrange(70, 120))
    )
    place, story, wound = rng.choice(
        (
            ("公司仓库二层装卸区", "在搬运防疫物资时从装卸平台滑落摔伤右踝", "右踝关节骨折"),
            ("公司厂房检修车间", "在更换传动部件时左手被设备挤压受伤", "左手示指末节骨折"),
            ("客户项目现场楼梯间", "在巡检设备时因地面湿滑摔倒，左前臂着地", "左桡骨远端骨折"),
        )
    )
    approved = later(when, 45)
    return {
        **someone(one, rng), "accident_time": f"{cn(when)}{rng.randrange(9, 17)}时{rng.randrange(10, 59)}分",
        "accident_place": place, "wound": wound, "diagnosis_day": cn(when), "clinic_no": rng.randrange(10**6, 10**7),
        "accident": f"{cn(when)}，{one.name}{story}，现场同事将其送往医院，经诊断为{wound}。",
        "approval_no": f"京朝人社工伤认〔2020〕{rng.randrange(1000, 1999)}号",
        "approval_day": cn(min(approved, later(today, -6))), "when": when,
        "promise_body": f"职工{one.name}（公民身份号码：{one.identity}）已被认定为工伤，现申请支付其工伤医疗待遇，"
        "票据原件由我单位保管，未在其他渠道报销。",
    }


def benefit(firm: Firm, item: str, today: date, rng: Random, long: bool) -> Facts:
    """Facts of a benefit claim with an approval."""
    woman = rng.random() < 0.5
    turn = later(today, -rng.randrange(25, 55))
    birth = years(turn, -50 if woman else -60)
    serial = rng.randrange(1, 499) * 2 + (0 if woman else 1)
    one = person(rng, woman=woman)
    one.birth, one.identity = birth, identity_number("110105", f"{birth:%Y%m%d}", serial)
    retiree = item == "benefit-new-retiree"
    day = cn(turn) if retiree else cn(later(today, -20))
    name = "基本养老金（新增退休）" if retiree else rng.choice(("工伤一次性伤残补助金", "供养亲属抚恤金", "丧葬补助金"))
    return {
        **someone(one, rng), "benefit_day": day, "benefit_item": name, "approval_day": cn(later(today, -5)),
        "benefit_title": "新增退休人员待遇申领核准申报表" if retiree else "社会保险待遇申领核准申报表",
        "benefit_day_label": "退休时间" if retiree else "待遇起始日期",
        "approval_no": f"京朝人社{'退审' if retiree else '待核'}〔2020〕{rng.randrange(100, 900)}号",
    }


def subsidy(firm: Firm, item: str, today: date, rng: Random, long: bool) -> Facts:
    """Facts of the recruitment subsidy roster (1000 yuan a head)."""
    rows = crew(rng, rng.randrange(4, 15), list(JOBS))
    for row in rows:
        row["month"] = rng.choice(("2020年1月", "2020年2月"))
    return {"recruits": rows, "count": len(rows), "subsidy": len(rows) * 1000}


Builder = Callable[[Firm, str, date, Random, bool], Facts]
BUILDERS: dict[str, Builder] = {
    **dict.fromkeys(KINDS, backpay),
    "refund": refund,
    "insured-change-general": change,
    "insured-change-key-fields": change,
    "late-filing": late,
    "injury-recognition": injury,
    "injury-benefit": injury,
    "benefit-new-retiree": benefit,
    "benefit-simplified": benefit,
    "subsidy-recruitment": subsidy,
}
