"""The items of the office with their materials and mailboxes."""

from dataclasses import dataclass
from random import Random

from .facts import Facts
from .firms import Firm

MAILBOXES = {
    "mail-dispatch": "cylwpqsq@126.com",
    "mail-hours": "cytsgssq@163.com",
    "mail-layoff": "cjbg@chy.example.gov.cn",
    "mail-insurance": "sbjb@chy.example.gov.cn",
}
NAMES = {
    "dispatch-new": "新申请劳务派遣行政许可",
    "dispatch-extension": "劳务派遣经营许可延续",
    "dispatch-change": "劳务派遣经营许可变更",
    "dispatch-cancellation": "劳务派遣经营许可注销",
    "dispatch-annual-report": "劳务派遣年度经营情况报告",
    "hours-comprehensive": "综合计算工时工作制",
    "hours-flexible": "不定时工作制",
    "layoff-report": "企业裁减人员报告",
    "backpay-monthly-report": "单位申报月报补缴",
    "backpay-recent-three-months": "单位申报个人补缴近三个月社会保险费",
    "backpay-base-difference": "单位申报基数差补缴",
    "backpay-extended-period": "延长缴费期社会保险费补缴",
    "backpay-over-three-years": "单位申报个人补缴超过3年",
    "backpay-three-years-general": "一般账户个人补缴",
    "backpay-three-years-temporary": "临时账户个人补缴",
    "backpay-under-ten-years": "理论与实际缴费不足10年补缴",
    "refund": "社会保险退费",
    "insured-change-general": "参保信息变更",
    "insured-change-key-fields": "参保人员关键信息变更",
    "enrol-hk-macao-taiwan": "台港澳人员参保登记",
    "enrol-foreigner": "在华就业外国人参保登记",
    "enrol-part-time": "兼职人员参保登记",
    "benefit-new-retiree": "新增退休人员申报",
    "benefit-simplified": "待遇支付简化办理",
    "late-filing": "逾期参保缴费补办",
    "injury-recognition": "工伤认定申请",
    "injury-benefit": "工伤保险待遇支付",
    "subsidy-recruitment": "一次性吸纳就业补贴人员名册报送",
}
DAILY = {
    "dispatch-new": ("劳务派遣许可申请", "办派遣证的材料"),
    "dispatch-extension": ("派遣许可证到期续期",),
    "dispatch-change": ("派遣证变更",),
    "dispatch-cancellation": ("注销派遣许可证",),
    "dispatch-annual-report": ("2019派遣年报",),
    "hours-comprehensive": ("综合工时申请", "综合工时"),
    "hours-flexible": ("不定时工时申请",),
    "layoff-report": ("裁员报告", "经济性裁员备案材料"),
    "backpay-monthly-report": ("1月社保没报上，补缴",),
    "backpay-recent-three-months": ("补近三个月社保",),
    "backpay-base-difference": ("社保基数补差",),
    "backpay-extended-period": ("延期缴纳的社保现在补",),
    "backpay-over-three-years": ("历史漏缴社保补缴",),
    "backpay-three-years-general": ("社保补缴", "个人社保补缴"),
    "backpay-three-years-temporary": ("社保补缴",),
    "backpay-under-ten-years": ("快退休员工社保补缴",),
    "refund": ("社保多缴退款", "社保退费"),
    "insured-change-general": ("员工社保信息修改",),
    "insured-change-key-fields": ("员工社保信息更正",),
    "enrol-hk-macao-taiwan": ("港澳台同事上社保",),
    "enrol-foreigner": ("外籍员工社保增员",),
    "enrol-part-time": ("兼职人员上工伤",),
    "benefit-new-retiree": ("员工退休申报",),
    "benefit-simplified": ("社保待遇申领",),
    "late-filing": ("疫情期间晚报的补办",),
    "injury-recognition": ("报工伤",),
    "injury-benefit": ("工伤费用报销",),
    "subsidy-recruitment": ("用工补贴名册",),
}
MATERIAL_NAMES = {
    "dispatch-application": "劳务派遣经营许可申请书",
    "business-licence": "营业执照副本",
    "articles-of-association": "公司章程",
    "audit-report": "财务审计报告",
    "capital-verification-report": "验资报告",
    "premises-proof": "经营场所使用证明",
    "title-deed": "房屋产权证明",
    "equipment-list": "办公设施设备和信息管理系统清单",
    "legal-representative-identity": "法定代表人身份证明",
    "appointment-letter": "法定代表人任命书",
    "authorisation-letter": "授权委托书",
    "agent-identity": "经办人身份证复印件",
    "dispatch-management-rules": "劳务派遣管理制度",
    "dispatch-agreement-sample": "劳务派遣协议样本",
    "dispatch-extension-application": "劳务派遣经营许可延续申请书",
    "three-year-operation-report": "近三年基本经营情况报告",
    "dispatch-permit": "劳务派遣经营许可证正副本",
    "dispatch-change-application": "劳务派遣经营许可变更申请书",
    "change-proof": "变更证明材料",
    "dispatch-cancellation-application": "劳务派遣经营许可注销申请书",
    "dispatched-workers-settlement": "被派遣劳动者权益处理说明",
    "annual-operation-report": "年度经营情况报告",
    "special-hours-form": "申报表",
    "special-hours-status": "申报情况表",
    "special-hours-explanation": "申请说明书",
    "staff-congress-resolution": "职代会决议",
    "union-opinion": "工会意见",
    "special-hours-roster": "职工签字花名册",
    "legal-representative-certificate": "法定代表人身份证明书",
    "identity-card-copy": "身份证复印件",
    "parent-authorisation": "法人授权",
    "work-and-rest-plan": "工作和休息安排方案",
    "layoff-legal-basis": "裁员适用法律法规情况说明",
    "layoff-schedule": "裁减时间及实施步骤",
    "layoff-compensation": "经济补偿办法和标准",
    "layoff-list": "被裁减人员名单",
    "layoff-opinion": "工会意见",
    "meeting-minutes-and-signatures": "会议纪要和员工签字单",
    "layoff-other": "其他报告事项",
    "backpay-form": "社会保险费补缴申报表",
    "bank-slip": "银行回单",
    "employment-and-wage-proof": "劳动关系和工资证明",
    "commitment-letter": "单位承诺书",
    "refund-application": "退费申请",
    "insured-change-form": "参保信息变更申报表",
    "insured-change-proof": "变更证明",
    "hk-macao-taiwan-document": "港澳台证件",
    "labour-contract": "劳动合同",
    "enrolment-person-form": "个人信息登记表",
    "enrolment-addition-form": "参保人员增加表",
    "passport-copy": "护照",
    "work-permit": "工作许可证",
    "residence-permit": "居留许可",
    "permanent-residence-card": "永久居留身份证",
    "treaty-coverage-certificate": "协定国参保证明",
    "part-time-proof": "兼职证明",
    "benefit-form": "待遇申领申报表",
    "administrative-approval": "审批件影印件",
    "injury-recognition-form": "工伤认定申请表",
    "labour-relation-proof": "劳动关系证明",
    "diagnosis-certificate": "诊断证明",
    "injury-decision": "工伤认定决定书",
    "medical-bills": "票据清单病历",
    "recruitment-roster": "吸纳就业补贴人员名册",
    "recruitment-recognition": "企业认定文件",
    "front": "封面目录",
}


@dataclass
class Choices:
    """Variants of a submission: who acts, who consents, what stands in for the audit, which papers are left out."""

    agent: bool = True
    union: bool = True
    verified: bool = False
    settled: bool = False
    lean: bool = False
    change: str = ""
    optional: bool = False


def mailbox(item: str) -> str:
    """The right channel of an item."""
    for start in ("dispatch", "hours", "layoff"):
        if item.startswith(start):
            return f"mail-{start}"
    return "mail-insurance"


def strict(item: str) -> bool:
    """Whether every page of the item needs the seal."""
    return mailbox(item) != "mail-insurance"


def _agent(choices: Choices, identity: bool = True) -> list[str]:
    """Papers of an agent."""
    return (["authorisation-letter"] + ["agent-identity"] * identity) if choices.agent else []


DISPATCH: dict[str, tuple[str, ...]] = {
    "dispatch-new": (
        "dispatch-application", "business-licence", "articles-of-association", "+capital", "premises-proof",
        "title-deed", "equipment-list", "legal-representative-identity", "+agent", "dispatch-management-rules",
        "dispatch-agreement-sample",
    ),
    "dispatch-extension": (
        "dispatch-extension-application", "three-year-operation-report", "dispatch-permit", "business-licence",
        "audit-report", "premises-proof", "+agent",
    ),
    "dispatch-change": (
        "dispatch-change-application", "dispatch-permit", "business-licence", "change-proof", "+change", "+agent",
    ),
    "dispatch-cancellation": (
        "dispatch-cancellation-application", "dispatch-permit", "dispatched-workers-settlement", "business-licence",
        "+letter",
    ),
    "dispatch-annual-report": ("annual-operation-report", "dispatch-permit"),
}
CHANGED = {
    "住所": ["premises-proof"], "法定代表人": ["legal-representative-identity"],
    "注册资本": ["capital-verification-report"], "单位名称": [],
}


def _dispatch(item: str, choices: Choices) -> list[str]:
    """Materials of the items on lending workers."""
    groups = {
        "+capital": ["capital-verification-report" if choices.verified else "audit-report"],
        "+agent": _agent(choices), "+letter": _agent(choices, False), "+change": CHANGED[choices.change],
    }
    return [code for entry in DISPATCH[item] for code in groups.get(entry, [entry])]


def _hours(item: str, firm: Firm, choices: Choices) -> list[str]:
    """Materials of the special hours items."""
    consent = "union-opinion" if choices.union else "staff-congress-resolution"
    outside = firm.kind == "branch"
    plan = ["work-and-rest-plan"] if item == "hours-comprehensive" else []
    return [
        "special-hours-form", "special-hours-status", "special-hours-explanation", consent, "special-hours-roster",
        "legal-representative-certificate", *_agent(choices, False), "identity-card-copy", "business-licence",
        *(["parent-authorisation"] if outside else []), *plan,
    ]


def _layoff(firm: Firm, choices: Choices) -> list[str]:
    """Materials of the layoff report."""
    opinion = "layoff-opinion" if choices.union else "meeting-minutes-and-signatures"
    return [
        "business-licence", *(["parent-authorisation"] if firm.kind == "branch" else []), "layoff-legal-basis",
        "layoff-schedule", "layoff-compensation", "layoff-list", opinion, "authorisation-letter", "agent-identity",
        *(["layoff-other"] if choices.optional else []),
    ]


INSURANCE: dict[str, tuple[str, ...]] = {
    "backpay-monthly-report": ("backpay-form",),
    "backpay-recent-three-months": ("backpay-form",),
    "backpay-base-difference": ("backpay-form",),
    "backpay-extended-period": ("backpay-form",),
    "backpay-over-three-years": ("backpay-form", "employment-and-wage-proof"),
    "backpay-under-ten-years": ("backpay-form", "employment-and-wage-proof"),
    "backpay-three-years-general": ("backpay-form", "commitment-letter"),
    "backpay-three-years-temporary": ("backpay-form", "commitment-letter"),
    "refund": ("refund-application", "commitment-letter"),
    "insured-change-general": ("insured-change-form", "insured-change-proof"),
    "insured-change-key-fields": ("insured-change-form", "insured-change-proof"),
    "enrol-hk-macao-taiwan": (
        "hk-macao-taiwan-document",
        "labour-contract",
        "enrolment-person-form",
        "enrolment-addition-form",
    ),
    "enrol-part-time": ("identity-card-copy", "part-time-proof", "enrolment-person-form", "enrolment-addition-form"),
    "benefit-new-retiree": ("benefit-form", "administrative-approval"),
    "benefit-simplified": ("benefit-form", "administrative-approval"),
    "late-filing": ("insured-change-form",),
    "injury-recognition": ("injury-recognition-form", "labour-relation-proof", "diagnosis-certificate"),
    "injury-benefit": ("injury-decision", "commitment-letter", "medical-bills"),
    "subsidy-recruitment": ("recruitment-roster", "recruitment-recognition", "business-licence"),
}
TOLERANT = {
    "insured-change-general": ["insured-change-proof"],
    "backpay-over-three-years": ["employment-and-wage-proof"],
    "backpay-under-ten-years": ["employment-and-wage-proof"],
    "enrol-hk-macao-taiwan": ["labour-contract"],
    "enrol-foreigner": ["labour-contract"],
    "enrol-part-time": ["enrolment-addition-form"],
}


def _insurance(item: str, facts: Facts, choices: Choices) -> list[str]:
    """Materials of the insurance items."""
    if item == "enrol-foreigner":
        stay = ["permanent-residence-card"] if choices.settled else ["work-permit", "residence-permit"]
        treaty = ["treaty-coverage-certificate"] if facts.get("treaty") else []
        return ["passport-copy", *stay, *treaty, "enrolment-person-form", "enrolment-addition-form", "labour-contract"]
    codes = list(INSURANCE[item])
    if item == "injury-recognition" and choices.agent:
        codes.append("authorisation-letter")
    if item == "backpay-extended-period" and choices.optional:
        codes.append("bank-slip")
    return codes


def needed(item: str, firm: Firm, facts: Facts, choices: Choices) -> list[str]:
    """All materials the item needs in this case, in the order of the office."""
    if item.startswith("dispatch"):
        return _dispatch(item, choices)
    if item.startswith("hours"):
        return _hours(item, firm, choices)
    return _layoff(firm, choices) if item == "layoff-report" else _insurance(item, facts, choices)


def choose(item: str, rng: Random) -> Choices:
    """Random variants for an item."""
    return Choices(
        agent=item.startswith("injury") or rng.random() < 0.75, union=rng.random() < 0.6,
        verified=rng.random() < 0.25, settled=rng.random() < 0.2, lean=rng.random() < 0.6,
        change=rng.choice(("住所", "法定代表人", "注册资本", "单位名称")), optional=rng.random() < 0.4,
    )
