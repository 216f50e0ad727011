"""Facts about one insured person: changes, enrolments, benefits."""

from dataclasses import replace
from datetime import date

from .cards import Traveller
from .digits import identity_check, spoil
from .facts_common import cn, office_seal, registrar
from .facts_dispatch import unit_name
from .facts_money import insured
from .people import MALE, STREETS, SURNAMES, Person, identity, people, person
from .scene import Scene, month_back, plus

CLINICS = ["北京朝阳医院", "中日友好医院", "民航总医院", "垂杨柳医院"]
FOREIGN = [("英国", "United Kingdom", "GBR", "BRITISH CITIZEN", "9"), ("法国", "France", "FRA", "FRANCAISE", "AA"),
    ("澳大利亚", "Australia", "AUS", "AUSTRALIAN", "PA"),
    ("美国", "United States of America", "USA", "USA", "5"), ("德国", "Germany", "DEU", "DEUTSCH", "C0"),
    ("韩国", "Republic of Korea", "KOR", "KOREAN", "M")]
TREATY = ("德国", "韩国")
GIVEN = [("MARTIN", "JOHN PETER", True), ("WILSON", "ANNA MARIE", False), ("KELLER", "STEFAN", True),
    ("MOREAU", "CLAIRE", False), ("CARTER", "DAVID LEE", True), ("BAKER", "EMMA ROSE", False)]
KOREAN = [("KIM", "MINHO", True), ("LEE", "SOYEON", False), ("PARK", "JIHOON", True)]


def general(scene: Scene) -> None:
    """A change of what is not a key field."""
    rng = scene.rng
    who = insured(scene)
    kinds = [
        ("联系电话", f"139{rng.randrange(10**8):08d}", who.phone, "职工更换手机号码"),
        ("居住地（联系）地址", f"北京市朝阳区{rng.choice(STREETS)}{rng.randint(1, 60)}号院", who.home, "职工搬家"),
        ("定点医疗机构", rng.choice(CLINICS[:2]), rng.choice(CLINICS[2:]), "就医方便，调整定点医院"),
        ("文化程度", "大学专科", "大学本科", "职工取得更高学历"),
        ("参加工作时间", "2012年9月", "2010年7月", "原登记有误"),
    ]
    if scene.flaw("excluded-from-tolerance"):
        key_change(scene, who)
        return
    label, old, new, why = rng.choice(kinds)
    changed(scene, who, [(label, old, new)], why)


def key_fields(scene: Scene) -> None:
    """A change of one of the six key fields, with proof."""
    key_change(scene, insured(scene))


def key_change(scene: Scene, who: Person) -> None:
    """Name, number, nationality, household, category or cadre status."""
    rng = scene.rng
    wrong = identity(rng, who.male, replace_day(who.born), who.number[:6])
    former = who.name[0] + rng.choice([c for c in MALE if c not in who.name])
    label, old, new, why = rng.choice([
        ("姓名", former, who.name, "公安机关核准更名"), ("身份证号码", wrong, who.number,
            "原身份证号码登记错误，公安机关已更正"),
        ("民族", "汉族", "满族", "公安机关核准变更民族成份"), ("户籍性质", "农业户口", "非农业户口",
            "户口迁移，农转非"),
        ("缴费人员类别", "外埠农村劳动力", "本市城镇职工", "户口迁入本市"), ("工人变更干部身份", "工人", "干部",
            "经组织人事部门办理聘干手续"),
    ])
    if label == "民族":
        who = replace(who, nation="满")
    changed(scene, who, [(label, old, new)], why)


def replace_day(born: date) -> date:
    """A day of birth that differs by some days."""
    return date(born.year, born.month, born.day % 27 + 1)


def changed(scene: Scene, who: Person, changes: list[tuple[str, str, str]], why: str) -> None:
    """Put a change in place, with the paper that proves it."""
    scene.facts |= {"who": who, "changes": changes}
    scene.fields |= {"person": who.name, "idno": who.number, "old": "", "new": "", "reason": why}
    label, old, new = changes[0]
    key = label in ("姓名", "身份证号码", "民族", "户籍性质", "缴费人员类别")
    if key:
        scene.facts["proof_a"], scene.facts["proof_b"] = police_proof(scene, who, label, old, new)
        office_seal(scene, "police", "other", who.police, "户口专用章")
    else:
        scene.facts["proof_a"], scene.facts["proof_b"] = firm_proof(scene, who, label, old, new)


def police_proof(scene: Scene, who: Person, label: str, old: str, new: str) -> tuple[str, str]:
    """A household-register page or a police certificate."""
    day = cn(plus(scene.today, -scene.rng.randint(10, 90)))
    register = f"""=1 常住人口登记卡
@t 34,46,34,46 h=10
| 姓名 | {who.name} | 户主或与户主关系 | 户主
| 曾用名 | {old if label == "姓名" else "　"} | 性别 | {who.sex}
| 民族 | {who.nation} | 出生日期 | {cn(who.born)}
| 公民身份号码 |{{3<}} {who.number}
| 户别 |{{3<}} {"非农业家庭户" if label in ("户籍性质", "缴费人员类别") else "家庭户"}
| 住址 |{{3<}} {who.home}
| 变更更正记载 |{{3<}} {label}：由“{old}”变更为“{new}”　{day}
> 承办人签章：{scene.rng.choice(SURNAMES)}警官　⟦O:police:（户口专用章）⟧
> {day}"""
    letter = f"""= 证　明
兹证明我辖区居民{who.name}（公民身份号码：{who.number}，住址：{who.home}），其{label}原为“{old}”，经审核于{day}变更（更正）为“{new}”，系同一人。
特此证明。
~ 3
> ⟦O:police:派出所（户口专用章）⟧
> {day}"""
    return register, letter


def firm_proof(scene: Scene, who: Person, label: str, old: str, new: str) -> tuple[str, str]:
    """The unit's own statement."""
    name = scene.firm.name
    one = f"""= 情况说明
我单位职工{who.name}（身份证号：{who.number}），社会保险登记信息中“{label}”登记为“{old}”，实际应为“{new}”，现申请变更。该职工人事档案及本人提供的材料已由我单位核对无误。
特此说明。
~ 2
> ⟦S:{name}⟧
> {cn(scene.today)}"""
    two = f"""= 参保人员信息变更证明
@t 40,120 h=11 a=c,l
| 单位 | {name}
| 职工 | {who.name}　{who.number}
| 变更内容 | {label}：{old} → {new}
| 依据 | 本人申请及人事档案记载
> {{{{seal}}}}
> {cn(scene.today)}""".replace("{{seal}}", "⟦S:（公章）⟧")
    return one, two


def late(scene: Scene) -> None:
    """Enrolment or payment that the epidemic delayed."""
    who = insured(scene)
    start = date(2020, scene.rng.randint(1, 2), 1) if scene.today >= date(2020, 3, 1) else date(2020, 1, 1)
    scene.facts |= {"who": who, "changes": [("参保登记（补办）", "未登记", f"自{start.year}年{start.month}月起参保")]}
    scene.fields |= {"person": who.name, "idno": who.number,
        "reason": "受疫情影响，单位停工、职工隔离，未能在规定时间内办理参保登记，现申请补办"}


def enrol(scene: Scene, who: Person, number: str, document: str, country: str) -> None:
    """Facts of an enrolment and of the contract behind it."""
    rng = scene.rng
    start = month_back(scene.today, rng.choice([0, 0, 1]))
    wage = rng.choice([12000, 15000, 18000, 22000, 23500])
    scene.facts |= {
        "who": who, "number": number, "document": document, "country": country, "start": start,
        "contract_to": plus(date(start.year + 2, start.month, 1), -1),
        "wage": wage, "job": rng.choice(["市场总监", "设计顾问", "外语培训讲师", "技术专家", "行政主厨"]),
        "branches": "养老、医疗、失业、工伤、生育", "category": "境外人员",
        "home": f"北京市朝阳区{rng.choice(STREETS)}{rng.randint(2, 40)}号院{rng.randint(1, 12)}号楼",
        "clinic": rng.choice(CLINICS),
        "add_reason": "新参加工作（境外人员）", "signature": who.name,
    }
    scene.fields |= {"person": who.name, "idno": number, "wage": str(wage)}


def strait(scene: Scene) -> None:
    """A person from Hong Kong, Macao or Taiwan."""
    rng = scene.rng
    who = person(rng, (26, 48))
    region = rng.choice(["HKG", "MAC", "TWN"])
    place, prefix = {"HKG": ("中国香港", "810000"), "MAC": ("中国澳门", "820000"),
        "TWN": ("中国台湾", "830000")}[region]
    resident = rng.random() < 0.4
    number = f"{rng.randrange(10**7, 10**8)}" if region == "TWN" else f"{region[0]}{rng.randrange(10**7, 10**8)}"
    if resident:
        first = f"{prefix}{who.born:%Y%m%d}{rng.randrange(50) * 2 + who.male:03d}"
        number = first + identity_check(first)
    title = ("台湾居民居住证" if region == "TWN" else "港澳居民居住证") if resident else ("台湾居民来往大陆通行证"
        if region == "TWN" else "港澳居民来往内地通行证")
    latin = rng.choice(["CHAN TAI MAN", "WONG KA YAN", "LAM CHI WAI", "CHEN YU TING", "LEE SIU LING"])
    enrol(scene, who, number, title, place)
    scene.facts |= {"resident": resident, "traveller": Traveller(who, latin, place, region, number,
        plus(scene.today, rng.randint(400, 2500)), place, "")}


def foreigner(scene: Scene) -> None:
    """A foreigner with work and residence permits, or a permanent residence card."""
    rng = scene.rng
    country, english, code, nation, lead = rng.choice(FOREIGN)
    surname, given, male = rng.choice(KOREAN if code == "KOR" else GIVEN)
    base = person(rng, (28, 50), male)
    latin = f"{surname} {given}"
    who = replace(base, name=latin)
    number = lead + f"{rng.randrange(10 ** (9 - len(lead))):0{9 - len(lead)}d}"
    enrol(scene, who, number, "护照", country)
    until = plus(scene.today, rng.randint(200, 600))
    treaty = country in TREATY
    scene.facts |= {"traveller": Traveller(who, latin, nation, code, number, plus(scene.today, rng.randint(700, 2600)),
        country, english), "until": until,
        "permanent": rng.random() < 0.25, "treaty": treaty, "country_en": english,
        "cover_from": date(2019, rng.randint(3, 12), 1),
        "cover_to": date(2023, 12, 31)}
    scene.facts["signature"] = f"{given[0]}. {surname.title()}"
    office_seal(scene, "treaty", "other", f"{country}社会保险机构")
    if treaty:
        scene.facts["branches"] = "医疗、工伤、生育"


def part_time(scene: Scene) -> None:
    """Somebody insured elsewhere whom this unit employs as well."""
    who = insured(scene, (28, 50))
    enrol(scene, who, who.number, "居民身份证", "中国")
    scene.facts |= {"branches": "工伤保险", "category": who.household, "home": who.home,
        "wage": scene.rng.choice([2400, 3000, 4500]), "add_reason": "兼职（第二用工单位）",
        "first_unit": unit_name(scene.rng, "科技"),
        "job": scene.rng.choice(["财务顾问", "技术顾问", "培训讲师", "美工"])}
    scene.fields["wage"] = str(scene.facts["wage"])


def benefit(scene: Scene, retiree: bool) -> None:
    """A benefit with the approval of the administrative department."""
    rng = scene.rng
    who, day = (retired(scene) if retiree else (insured(scene, (26, 48)), plus(scene.today, -rng.randint(30, 200))))
    filed = plus(scene.today, -rng.randint(14, 25))
    title, letter, matter, label, text = APPROVALS["retire" if retiree else rng.choice(["injury", "disabled"])]
    worked = date(who.born.year + rng.randint(19, 22), rng.randint(1, 12), 1)
    scene.facts |= {
        "who": who, "day": day, "day_label": label, "worked_from": worked, "approval_title": title,
        "approval_title_b": letter, "approval_matter": matter,
        "approval_text": text,
        "approval_no": f"京朝人社{'退' if retiree else '工'}审〔2020〕{rng.randint(100, 2999)}号", "filed_day": filed,
        "approved_day": plus(filed, rng.randint(4, 10)),
        "form_title": "基本养老保险待遇申领申报表" if retiree else "社会保险待遇申领（核准）申报表",
        "form_title_b": "关于新增退休人员待遇的申报" if retiree else "待遇申领或核准申报表",
    }
    scene.fields |= {"person": who.name, "idno": who.number,
        "account": "6222" + "".join(str(rng.randrange(10)) for _ in range(15)),
        "reason": f"{cn(day)}达到法定退休年龄，行政部门已审批，申请核准并发放基本养老金" if retiree
        else f"{matter}已经行政部门审批，疫情期间申请简化办理支付"}


APPROVALS = {
    "retire": ("企业职工退休审批表", "关于同意退休的批复", "退休", "退休日期",
        "经审核，同意按正常退休办理，自审批次月起享受基本养老保险待遇。"),
    "injury": ("工伤职工停工留薪期确认表", "工伤待遇确认批复", "工伤待遇", "事故日期",
        "经审核，同意确认停工留薪期三个月，准予享受工伤保险待遇。"),
    "disabled": ("劳动能力鉴定结论表", "劳动能力鉴定结论通知", "劳动能力鉴定", "事故日期",
        "经鉴定，符合《劳动能力鉴定 职工工伤与职业病致残等级》十级，准予核发一次性伤残补助金。"),
}


def retired(scene: Scene) -> tuple[Person, date]:
    """A man of sixty or a woman of fifty, reached within the last weeks."""
    rng = scene.rng
    male = rng.random() < 0.5
    day = plus(scene.today, -rng.randint(26, 50))
    born = date(day.year - (60 if male else 50), day.month, min(day.day, 28))
    base = person(rng, (49, 61), male)
    number = identity(rng, male, born, base.number[:6])
    who = replace(base, born=born, number=spoil(number) if scene.flaw("identity-invalid") else number)
    return who, date(day.year, born.month, born.day)


def new_retiree(scene: Scene) -> None:
    """A new retiree."""
    benefit(scene, True)


def simplified(scene: Scene) -> None:
    """Another benefit, paid in the simple way."""
    benefit(scene, False)


def subsidy(scene: Scene) -> None:
    """Persons taken on in January and February 2020 by a firm that made or carried what the epidemic needs."""
    rng = scene.rng
    staff = people(rng, rng.randint(5, 14), (20, 48))
    if scene.flaw("identity-invalid"):
        staff[1] = replace(staff[1], number=spoil(staff[1].number))
    rows = [(p, rng.choice(["分拣员", "生产工", "配送员", "质检员"]), f"2020年{m}月",
        date(2020, m, rng.randint(2, 20))) for p in staff for m in [rng.choice([1, 2])]]
    recogniser = rng.choice(["北京市朝阳区发展和改革委员会", "北京市朝阳区商务局"])
    goods = rng.choice(["医用口罩", "防护服及消毒液", "民生保障物资（蔬菜粮油）", "医用隔离面罩"])
    scene.facts |= {"hired": rows, "goods": goods, "opened": date(2020, 1, rng.randint(25, 30)),
        "recogniser": recogniser, "activity": rng.choice(["生产", "配送"]),
        "recognition_no": rng.randint(11, 98), "recognised": plus(scene.today, -rng.randint(2, 6))}
    scene.fields |= {"count": str(len(rows)), "subsidy": str(len(rows) * 1000)}
    office_seal(scene, "recogniser", "bureau", recogniser)
    registrar(scene, date(2019, 6, 1))
