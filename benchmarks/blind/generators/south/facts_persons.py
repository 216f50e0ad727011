"""Facts of the items on enrolment, benefits, injuries and the recruitment subsidy."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from south import china, firms
from south.cases import Case, filler
from south.china import long_date, month_words, shift_months
from south.facts_insurance import FIVE, POSTS, set_promise, set_rows, span_row
from south.markup import Facts

TREATY = {
    "德国": ("Germany", "DRV Knappschaft-Bahn-See"),
    "韩国": ("Korea", "National Pension Service"),
    "加拿大": ("Canada", "Service Canada"),
    "日本": ("Japan", "Japan Pension Service"),
    "西班牙": ("Spain", "Tesorería General de la Seguridad Social"),
}
OTHERS = ("美国", "英国", "意大利", "泰国", "澳大利亚")
LATIN = {"韩国": ("KIM MINHO", "PARK JIYOUNG", "CHOI SEUNGWOO"), "日本": ("SATO KENTARO", "MORI YUKIKO", "ONO TAKASHI")}
WESTERN = (
    "MARTIN PAUL HOLLER",
    "LAURA ANNE WINTER",
    "DIEGO RUIZ MARIN",
    "ANNA MARIA CONTI",
    "JAMES ALDEN FOSTER",
    "SOPHIE CLAIRE BRANDT",
)
HOSPITALS = ("北京槐安医院", "北京东柳医院", "北京新枣中医医院", "朝阳区南榆社区卫生服务中心")
INJURIES = (
    ("左手食指", "切配食材时刀具滑脱，割伤左手食指", "左手食指切割伤", "外科", "厨师"),
    ("右踝部", "端菜下楼时地面湿滑摔倒，扭伤右踝", "右踝关节扭伤、外踝撕脱骨折", "骨科", "服务员"),
    ("右前臂", "清洗汤锅时被热汤烫伤右前臂", "右前臂Ⅱ度烫伤", "外科", "洗碗工"),
    ("腰部", "搬运米面时扭伤腰部", "急性腰扭伤", "骨科", "库管员"),
)
SUPPLIES = {
    "restaurant": "为医院和隔离点加工、配送盒饭",
    "shop": "向社区配送粮油蔬菜等生活物资",
    "delivery": "承担口罩和防护用品的运输配送",
    "workshop": "加工、缝制口罩和防护服",
}


def set_worker(case: Case, one: firms.Person, doc: str = "居民身份证", number: str = "", home: str = "中国") -> None:
    """What the papers say about the insured person."""
    case.facts |= {
        "worker": one.name,
        "worker_sex": one.sex,
        "worker_birth": long_date(one.born),
        "worker_doc": doc,
        "worker_doc_no": number or one.identity,
        "worker_home": home,
        "worker_phone": one.phone,
        "worker_person": one,
        "worker_address": firms.address(case.rng),
    }
    set_employment(case)


def set_employment(case: Case) -> None:
    """The post, the pay and the insurances of the person."""
    rng = case.rng
    hired = case.day - timedelta(days=rng.randint(3, 25))
    case.facts |= {
        "worker_post": rng.choice(POSTS),
        "worker_wage": rng.randrange(5000, 15000, 500),
        "worker_class": "外埠城镇职工",
        "worker_reason": "新参保",
        "hired": long_date(hired),
        "contract_to": long_date(china.years_later(hired, 2)),
        "enrol_month": month_words(case.day),
        "hospital": rng.choice(HOSPITALS[:2]),
        "hospital_b": rng.choice(HOSPITALS[2:]),
        "insurances": FIVE,
        "ticks": "☑养老　☑失业　☑工伤　☑医疗（生育）",
    }


def enrolment_codes(case: Case, *first: str) -> None:
    """The papers of an enrolment; sometimes the contract or the addition form comes later."""
    codes = [*first, "labour-contract", "enrolment-person-form", "enrolment-addition-form"]
    if case.rng.random() < 0.4:
        codes.remove(case.rng.choice(("labour-contract", "enrolment-addition-form")))
        case.tolerated = True
    case.codes = codes


@filler("enrol-hk-macao-taiwan")
def fill_hk(case: Case) -> None:
    """A resident of Hong Kong, Macao or Taiwan with a residence card."""
    rng = case.rng
    home, region = rng.choice((("中国香港", "810000"), ("中国澳门", "820000"), ("中国台湾", "830000")))
    one = firms.person(rng, 1972, 1995)
    serial = int(one.identity[14:17])
    number = china.identity_number(region, one.born, serial)
    doc = "台湾居民居住证" if region == "830000" else "港澳居民居住证"
    set_worker(case, one, doc, number, home)
    case.facts["worker_class"] = "台港澳人员"
    enrolment_codes(case, "hk-macao-taiwan-document")


def foreign_person(case: Case, country: str) -> firms.Person:
    """A foreigner with a made-up Latin name."""
    one = firms.person(case.rng, 1968, 1992)
    name = case.rng.choice(LATIN.get(country, WESTERN))
    return firms.Person(name, one.sex, one.born, one.identity, one.phone, country)


def set_treaty(case: Case, country: str) -> list[str]:
    """The certificate of coverage of a treaty country."""
    if country not in TREATY:
        return []
    english, body = TREATY[country]
    case.facts |= {
        "treaty_title": f"Agreement on Social Security between the People's Republic of China and {english}",
        "treaty_body": body,
        "treaty_from": "2020-01-01",
        "treaty_to": "2022-12-31",
        "treaty_date": f"{case.day - timedelta(days=20):%Y-%m-%d}",
        "insurances": "失业、工伤、医疗（含生育）",
        "ticks": "□养老（协定免缴）　☑失业　☑工伤　☑医疗（生育）",
    }
    return ["treaty-coverage-certificate"]


@filler("enrol-foreigner")
def fill_foreigner(case: Case) -> None:
    """A foreigner with permits, or with a permanent residence card."""
    rng = case.rng
    country = rng.choice(tuple(TREATY)) if rng.random() < 0.4 else rng.choice(OTHERS)
    one = foreign_person(case, country)
    set_worker(case, one, "外国护照", rng.choice("CGKMX") + f"{rng.randrange(10**7, 10**8)}", country)
    case.facts |= {
        "worker_class": "在华就业外国人",
        "worker_post": rng.choice(("西餐主厨", "外教", "店铺顾问", "设计师")),
    }
    treaty = set_treaty(case, country)
    permits = ["permanent-residence-card"] if rng.random() < 0.2 else ["work-permit", "residence-permit"]
    enrolment_codes(case, "passport-copy", *permits, *treaty)


@filler("enrol-part-time")
def fill_part_time(case: Case) -> None:
    """A second employer that enrols for work injury only."""
    rng = case.rng
    set_worker(case, firms.person(rng, 1975, 1996))
    case.facts |= {
        "first_unit": firms.unit(rng, "shop").name,
        "part_hours": rng.choice((12, 16, 20)),
        "worker_class": "兼职人员",
        "worker_wage": rng.randrange(3613, 5000, 50),
        "insurances": "工伤",
        "ticks": "□养老　□失业　☑工伤　□医疗（生育）",
        "worker_reason": "兼职（第二用工单位）",
    }
    case.codes = ["identity-card-copy", "part-time-proof", "enrolment-person-form", "enrolment-addition-form"]
    if rng.random() < 0.35:
        case.codes.pop()
        case.tolerated = True


def benefit_account(case: Case, payee: str) -> None:
    """Where the money goes."""
    case.facts |= {
        "payee": payee,
        "payee_account": f"62{case.rng.randrange(10**16, 10**17)}",
        "bank": "北京农商银行",
        "approval_date": long_date(case.day - timedelta(days=case.rng.randint(2, 9))),
        "approval_no": f"朝人社核〔2020〕{case.rng.randint(100, 980)}号",
        "tolerated_or_accepted": True,
    }


@filler("benefit-new-retiree")
def fill_retiree(case: Case) -> None:
    """A worker who has reached the age and is approved."""
    rng = case.rng
    male = rng.random() < 0.5
    reached = shift_months(case.day, -1)
    one = firms.person(rng, 1990, 1990, "男" if male else "女")
    born = reached.replace(year=reached.year - (60 if male else 50), day=rng.randint(1, 28))
    number = china.identity_number(one.identity[:6], born, int(one.identity[14:17]))
    one = firms.Person(one.name, one.sex, born, number, one.phone, one.home)
    set_worker(case, one)
    years = rng.randint(16, 28)
    benefit_account(case, one.name)
    case.facts |= {
        "benefit_form_title": "新增退休人员待遇申领申报表",
        "approval_title": "退休核准通知书",
        "benefit_intro": f"该职工已达到法定退休年龄，经核准退休，申请自{month_words(case.day)}起按月领取基本养老金。",
        "benefit_line": f"参加工作时间{2019 - years}年7月，养老保险累计缴费{years}年，核准文号见附件。",
        "approval_text": f"你单位职工{one.name}（{one.sex}，身份证号码{number}）"
        f"于{month_words(reached)}达到法定退休年龄，"
        f"累计缴费{years}年，经审核符合退休条件，核准其退休，基本养老金自{month_words(case.day)}起计发。",
    }
    case.codes = ["benefit-form", "administrative-approval"]


@filler("benefit-simplified")
def fill_benefit(case: Case) -> None:
    """A funeral grant that the department has approved."""
    rng = case.rng
    one = firms.person(rng, 1962, 1975)
    set_worker(case, one)
    died = case.day - timedelta(days=rng.randint(15, 40))
    kin = next(p for p in firms.people(rng, 3, 1964, 1990) if p.name != one.name)
    benefit_account(case, kin.name)
    case.facts |= {
        "benefit_form_title": "待遇支付申领申报表",
        "approval_title": "职工非因工死亡待遇核准通知书",
        "benefit_intro": f"我单位在职职工{one.name}于{long_date(died)}因病死亡，网上平台无法办理，"
        "申请简化手续支付丧葬补助金和抚恤金。",
        "benefit_line": f"申领人{kin.name}系其家属，身份证号码{kin.identity}。",
        "approval_text": f"你单位职工{one.name}（身份证号码{one.identity}）于{long_date(died)}非因工死亡，经审核，"
        "同意按规定支付丧葬补助金和抚恤金，由社会保险经办机构办理支付。",
    }
    case.codes = ["benefit-form", "administrative-approval"]


def set_injury(case: Case, ago: int) -> None:
    """An accident at work so many days before."""
    rng = case.rng
    part, story, diagnosis, department, post = rng.choice(INJURIES)
    day = case.day - timedelta(days=ago)
    one = firms.person(rng, 1970, 1998)
    set_worker(case, one)
    hired = day - timedelta(days=rng.randint(120, 900))
    case.facts |= {"worker_post": post, "injury_part": part, "department": department, "diagnosis": f"{diagnosis}。"}
    case.facts |= {"hired": long_date(hired), "contract_to": long_date(china.years_later(hired, 3))}
    case.facts |= accident_words(case, one, day, story)


def accident_words(case: Case, one: firms.Person, day: date, story: str) -> Facts:
    """When, where and how it happened, and who treated it."""
    rng = case.rng
    return {
        "injury_time": f"{long_date(day)}{rng.randint(9, 19)}时{rng.choice(('10', '25', '40'))}分",
        "injury_day": long_date(day),
        "injury_place": rng.choice(("店内后厨", "餐厅楼梯口", "公司库房")),
        "injury_story": f"{one.name}在工作时间、工作场所内，因{story}，同事随即送往医院治疗。",
        "advice": "对症处理，休息两周，门诊复查。",
        "doctor": firms.person(rng).name,
        "clinic_no": f"{rng.randrange(10**7, 10**8)}",
        "worker_age": day.year - one.born.year - ((day.month, day.day) < (one.born.month, one.born.day)),
    }


@filler("injury-recognition")
def fill_recognition(case: Case) -> None:
    """An application within thirty days of the accident."""
    set_injury(case, case.rng.randint(4, 22))
    case.codes = ["injury-recognition-form", "labour-relation-proof", "diagnosis-certificate"]
    if case.by_agent and case.rng.random() < 0.4:
        case.codes.append("authorisation-letter")


def fees(case: Case) -> list[dict[str, Any]]:
    """The items of a hospital bill in yuan."""
    rows = (
        ("挂号及医事服务费", 50),
        ("X线检查", 180),
        ("清创缝合", 260),
        ("外用药品", 96.5),
        ("消炎药", 74.8),
        ("复查换药", 60),
    )
    return [{"name": n, "qty": 1, "value": v, "amount": china.money(v)} for n, v in case.rng.sample(rows, 4)]


@filler("injury-benefit")
def fill_injury_benefit(case: Case) -> None:
    """Bills of an injury that has been recognised."""
    set_injury(case, case.rng.randint(70, 120))
    rows = fees(case)
    decided = case.day - timedelta(days=case.rng.randint(10, 30))
    set_promise(
        case, f"{case.facts['worker']}的工伤医疗费用真实发生，票据、清单和病历原件由我单位保存，未在其他渠道重复报销。"
    )
    case.facts |= {
        "fees": rows,
        "fee_total": china.money(sum(r["value"] for r in rows)),
        "cashier": f"{case.rng.randint(10, 99)}号",
        "bill_no": f"{case.rng.randrange(10**9, 10**10)}",
        "decision_date": long_date(decided),
        "decision_no": f"京朝人社工伤认〔2020〕第{case.rng.randint(1000, 5000)}号",
    }
    case.codes = ["injury-decision", "commitment-letter", "medical-bills"]


@filler("subsidy-recruitment")
def fill_subsidy(case: Case) -> None:
    """New staff of January and February at a recognised firm."""
    rng = case.rng
    rows = []
    for one in firms.people(rng, rng.randint(3, 8)):
        month = date(2020, rng.choice((1, 2)), 1)
        hired = month + timedelta(days=rng.randint(0, 8))
        rows.append(span_row(case, one, month, 1) | {"hired": f"{hired:%Y-%m-%d}"})
    set_rows(case, rows)
    body = rng.choice(("北京市朝阳区商务局", "北京市朝阳区发展和改革委员会"))
    case.facts |= {
        "subsidy": len(rows) * 1000,
        "supply": SUPPLIES[case.unit.trade],
        "recognition_body": body,
        "recognition_title": "关于认定疫情防控重点保障企业的通知",
        "supply_from": "2020年1月25日",
        "recognition_no": f"朝防保字〔2020〕{rng.randint(10, 90)}号",
        "recognition_date": long_date(max(case.day - timedelta(days=rng.randint(3, 10)), date(2020, 2, 12))),
    }
    case.codes = ["recruitment-roster", "recruitment-recognition", "business-licence"]
