"""The office's items: names, mailboxes, everyday words of firms, materials."""

from dataclasses import dataclass, field

MAILBOXES = {
    "mail-dispatch": "cylwpqsq@126.com", "mail-hours": "cytsgssq@163.com",
    "mail-layoff": "cjbg@chy.example.gov.cn", "mail-insurance": "sbjb@chy.example.gov.cn",
}
TITLES = {
    "dispatch-application": "劳务派遣经营许可申请书", "business-licence": "营业执照副本",
    "articles-of-association": "公司章程",
    "audit-report": "审计报告", "capital-verification-report": "验资报告", "premises-proof": "租赁合同",
    "title-deed": "房产证",
    "equipment-list": "办公设施设备清单", "legal-representative-identity": "法人身份证",
    "authorisation-letter": "授权委托书",
    "agent-identity": "经办人身份证", "dispatch-management-rules": "劳务派遣管理制度",
    "dispatch-agreement-sample": "劳务派遣协议样本",
    "dispatch-extension-application": "延续申请书", "three-year-operation-report": "近三年经营情况报告",
    "dispatch-permit": "劳务派遣许可证正副本",
    "dispatch-change-application": "变更申请书", "change-proof": "变更证明",
    "dispatch-cancellation-application": "注销申请书",
    "dispatched-workers-settlement": "被派遣劳动者权益处理说明", "annual-operation-report": "年度经营情况报告",
    "special-hours-form": "申报表",
    "special-hours-status": "申报情况表", "special-hours-explanation": "申请说明书",
    "staff-congress-resolution": "职工大会决议",
    "union-opinion": "工会意见", "special-hours-roster": "职工签字花名册",
    "legal-representative-certificate": "法定代表人身份证明书",
    "identity-card-copy": "身份证复印件", "work-and-rest-plan": "工作和休息安排方案",
    "layoff-legal-basis": "裁员适用法律法规说明",
    "layoff-schedule": "裁减时间及步骤", "layoff-compensation": "经济补偿办法", "layoff-list": "裁减人员名单",
    "layoff-opinion": "工会意见",
    "meeting-minutes-and-signatures": "会议纪要及签字单", "backpay-form": "补缴申报表", "bank-slip": "银行回单",
    "employment-and-wage-proof": "劳动关系及工资证明", "commitment-letter": "承诺书", "refund-application": "退费申请",
    "insured-change-form": "信息变更申报表", "insured-change-proof": "变更证明材料", "hk-macao-taiwan-document": "证件",
    "labour-contract": "劳动合同",
    "enrolment-person-form": "个人信息登记表", "enrolment-addition-form": "人员增加表", "passport-copy": "护照",
    "work-permit": "工作许可证",
    "residence-permit": "居留许可", "permanent-residence-card": "永久居留证", "treaty-coverage-certificate": "参保证明",
    "part-time-proof": "兼职证明",
    "benefit-form": "待遇申报表", "administrative-approval": "审批表", "injury-recognition-form": "工伤认定申请表",
    "labour-relation-proof": "劳动关系证明",
    "diagnosis-certificate": "诊断证明", "injury-decision": "工伤认定决定书", "medical-bills": "票据清单病历",
    "recruitment-roster": "补贴人员名册",
    "recruitment-recognition": "认定文件", "cover": "目录",
}


@dataclass(frozen=True)
class Item:
    """One item: its name, mailbox, how firms call it in forms and in talk, its materials in order."""

    code: str
    name: str
    channel: str
    formal: tuple[str, ...]
    talk: tuple[str, ...]
    materials: tuple[str, ...]
    tolerated: tuple[str, ...] = field(default=())


def _item(code: str, name: str, channel: str, talk: str, materials: str, formal: str = "", tolerated: str = "") -> Item:
    words = (*(() if "不适用" in name else (name,)), *(formal.split("/") if formal else ()))
    return Item(code, name, f"mail-{channel}", words, tuple(talk.split("/")), tuple(materials.split()),
        tuple(tolerated.split()))


FORM = "enrolment-person-form enrolment-addition-form"
HOURS = ("special-hours-form special-hours-status special-hours-explanation consent special-hours-roster "
    "legal-representative-certificate authorisation-letter identity-card-copy business-licence")
ITEMS: dict[str, Item] = {item.code: item for item in (
    _item("dispatch-new", "新申请劳务派遣行政许可", "dispatch", "劳务派遣资质/办劳务派遣证/派遣许可新办",
        "dispatch-application business-licence articles-of-association audit-report premises-proof title-deed equi"
        "pment-list "
        "legal-representative-identity authorisation-letter agent-identity dispatch-management-rules dispatch-agre"
        "ement-sample",
        "劳务派遣经营许可（新申请）/申请劳务派遣经营许可"),
    _item("dispatch-extension", "劳务派遣经营许可延续", "dispatch", "派遣证到期续期/劳务派遣续证/许可证延期",
        "dispatch-extension-application three-year-operation-report dispatch-permit business-licence audit-report "
        "premises-proof "
        "authorisation-letter agent-identity", "延续劳务派遣经营许可"),
    _item("dispatch-change", "劳务派遣经营许可变更", "dispatch", "派遣证变更/许可证信息变更",
        "dispatch-change-application dispatch-permit business-licence change-proof authorisation-letter agent-iden"
        "tity", "变更劳务派遣经营许可"),
    _item("dispatch-cancellation", "劳务派遣经营许可注销", "dispatch", "注销派遣证/派遣许可不做了要注销",
        "dispatch-cancellation-application dispatch-permit dispatched-workers-settlement business-licence authoris"
        "ation-letter", "注销劳务派遣经营许可"),
    _item("dispatch-annual-report", "劳务派遣年度经营情况报告", "dispatch", "派遣年报/2019年报/年度核验材料",
        "annual-operation-report dispatch-permit audit-report"),
    _item("hours-comprehensive", "综合计算工时工作制", "hours", "综合工时/综合工时申请/申请综合计时",
        HOURS + " work-and-rest-plan",
        "申请实行综合计算工时工作制"),
    _item("hours-flexible", "不定时工作制", "hours", "不定时工时/不定时/不定时工作制审批", HOURS,
        "申请实行不定时工作制"),
    _item("layoff-report", "企业裁减人员报告", "layoff", "裁员报备/裁员报告/经济性裁员材料",
        "business-licence layoff-legal-basis layoff-schedule layoff-compensation layoff-list opinion authorisation"
        "-letter agent-identity"),
    _item("backpay-monthly-report", "单位申报月报补缴", "insurance", "月报补缴/补上个月的月报", "backpay-form",
        "月报补缴"),
    _item("backpay-recent-three-months", "单位申报个人补缴近三个月社会保险费", "insurance", "补缴近三个月/三个月内补缴",
        "backpay-form", "个人补缴近三个月社会保险费"),
    _item("backpay-base-difference", "单位申报基数差补缴", "insurance", "基数差补缴/补基数差", "backpay-form",
        "基数差补缴"),
    _item("backpay-extended-period", "延长缴费期社会保险费补缴", "insurance", "疫情延缴的社保补缴/1、2月延期的费用补缴",
        "backpay-form", "疫情延长缴费期补缴"),
    _item("backpay-over-three-years", "单位申报个人补缴超过3年", "insurance", "补缴三年以上/早年社保补缴",
        "backpay-form employment-and-wage-proof",
        "单位申报个人补缴2011年7月之后超过3年", "employment-and-wage-proof"),
    _item("backpay-three-years-general", "一般账户个人补缴(2011年7月后不超过3年)", "insurance",
        "一般账户补缴/承诺制补缴", "backpay-form commitment-letter",
        "一般账户补缴2011年7月之后不超过3年（承诺制）"),
    _item("backpay-three-years-temporary", "临时账户个人补缴(2011年7月后不超过3年)", "insurance",
        "临时账户补缴/临时户补缴", "backpay-form commitment-letter",
        "临时账户补缴2011年7月之后不超过3年（承诺制）"),
    _item("backpay-under-ten-years", "一般账户理论与实际缴费不足10年的补缴", "insurance", "不足10年补缴/年限不够的补缴",
        "backpay-form employment-and-wage-proof",
        "一般账户理论缴费年限加实际缴费年限不足10年补缴", "employment-and-wage-proof"),
    _item("refund", "社会保险退费(含基数差退费)", "insurance", "社保退费/多缴退费",
        "refund-application commitment-letter", "社会保险退费"),
    _item("insured-change-general", "参保信息其他变更", "insurance", "社保信息变更/改个人信息",
        "insured-change-form insured-change-proof",
        "参保人员信息变更", "insured-change-proof"),
    _item("insured-change-key-fields", "关键信息变更(不适用容缺)", "insurance", "社保关键信息修改/社保个人信息修改",
        "insured-change-form insured-change-proof",
        "参保人员关键信息变更/参保信息变更（关键信息）"),
    _item("enrol-hk-macao-taiwan", "台港澳人员参保登记", "insurance", "港澳台员工上社保/台港澳员工参保",
        "hk-macao-taiwan-document labour-contract " + FORM,
        "", "labour-contract enrolment-addition-form"),
    _item("enrol-foreigner", "在华就业外国人参保登记", "insurance", "外籍员工参保/外国人上社保",
        "passport-copy work-permit residence-permit " + FORM + " labour-contract", "外国人参保登记",
        "labour-contract enrolment-addition-form"),
    _item("enrol-part-time", "兼职人员参保登记", "insurance", "兼职人员上工伤/兼职参保",
        "identity-card-copy part-time-proof " + FORM, "",
        "enrolment-addition-form"),
    _item("benefit-new-retiree", "新增退休人员申报", "insurance", "退休申报/新退休人员",
        "benefit-form administrative-approval"),
    _item("benefit-simplified", "待遇支付简化办理", "insurance", "待遇申领/待遇支付",
        "benefit-form administrative-approval", "待遇支付申领（简化办理）"),
    _item("late-filing", "逾期参保登记或缴费补办", "insurance", "疫情耽误补办参保/逾期补办", "insured-change-form",
        "逾期参保登记补办"),
    _item("injury-recognition", "工伤认定申请", "insurance", "申请工伤/工伤认定",
        "injury-recognition-form labour-relation-proof diagnosis-certificate"),
    _item("injury-benefit", "工伤保险待遇支付", "insurance", "工伤报销/工伤医疗费",
        "injury-decision commitment-letter medical-bills", "工伤保险医疗待遇支付"),
    _item("subsidy-recruitment", "一次性吸纳就业补贴人员名册报送", "insurance", "吸纳就业补贴/补贴名册",
        "recruitment-roster recruitment-recognition business-licence",
        "一次性吸纳就业补贴"),
)}
STRICT = ("mail-dispatch", "mail-hours", "mail-layoff")
MAIN_FORM = {code: item.materials[0] for code, item in ITEMS.items()} | {"layoff-report": "layoff-legal-basis",
    "injury-benefit": "commitment-letter",
    "enrol-hk-macao-taiwan": "enrolment-person-form", "enrol-foreigner": "enrolment-person-form",
    "enrol-part-time": "enrolment-person-form"}
