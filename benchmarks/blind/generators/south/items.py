"""The items of the office, their mailboxes and the names of materials in everyday use."""

from __future__ import annotations

DISPATCH_BOX = ("mail-dispatch", "cylwpqsq@126.com")
HOURS_BOX = ("mail-hours", "cytsgssq@163.com")
LAYOFF_BOX = ("mail-layoff", "cjbg@chy.example.gov.cn")
INSURANCE_BOX = ("mail-insurance", "sbjb@chy.example.gov.cn")

ITEM_NAMES: dict[str, str] = {
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
    "backpay-three-years-general": "一般账户个人补缴（2011年7月后不超过3年）",
    "backpay-three-years-temporary": "临时账户个人补缴（2011年7月后不超过3年）",
    "backpay-under-ten-years": "一般账户理论与实际缴费不足10年的补缴",
    "refund": "社会保险退费",
    "insured-change-general": "参保信息其他变更",
    "insured-change-key-fields": "参保人员关键信息变更",
    "enrol-hk-macao-taiwan": "台港澳人员参保登记",
    "enrol-foreigner": "在华就业外国人参保登记",
    "enrol-part-time": "兼职人员参保登记",
    "benefit-new-retiree": "新增退休人员申报",
    "benefit-simplified": "待遇支付简化办理",
    "late-filing": "逾期参保登记补办",
    "injury-recognition": "工伤认定申请",
    "injury-benefit": "工伤保险待遇支付",
    "subsidy-recruitment": "一次性吸纳就业补贴人员名册报送",
}
EVERYDAY: dict[str, tuple[str, ...]] = {
    "dispatch-new": ("办劳务派遣证", "新办劳务派遣", "申请劳务派遣许可"),
    "dispatch-extension": ("派遣证到期延续", "劳务派遣许可续期"),
    "dispatch-change": ("派遣证变更", "劳务派遣许可证变更"),
    "dispatch-cancellation": ("派遣证注销", "不做派遣了，注销许可证"),
    "dispatch-annual-report": ("派遣年报", "劳务派遣2019年度报告"),
    "hours-comprehensive": ("申请综合工时", "综合工时材料"),
    "hours-flexible": ("申请不定时工时", "不定时工作制材料"),
    "layoff-report": ("裁员报告", "裁减人员的材料"),
    "backpay-monthly-report": ("补1月份月报", "月报补缴"),
    "backpay-recent-three-months": ("补缴近三个月社保", "员工近三个月漏缴补缴"),
    "backpay-base-difference": ("补基数差", "基数报低了要补差"),
    "backpay-extended-period": ("疫情延缓缴费后补缴", "延长期社保补缴"),
    "backpay-over-three-years": ("三年以上的社保补缴", "补缴三年以前的社保"),
    "backpay-three-years-general": ("一般账户补缴", "社保补缴（一般账户）"),
    "backpay-three-years-temporary": ("临时账户补缴", "社保补缴（临时账户）"),
    "backpay-under-ten-years": ("缴费不足十年的员工补缴", "年限不够10年补缴"),
    "refund": ("社保退费", "多交的社保申请退"),
    "insured-change-general": ("员工社保信息修改", "参保信息变更"),
    "insured-change-key-fields": ("员工关键信息变更", "社保个人信息变更"),
    "enrol-hk-macao-taiwan": ("港澳台员工上社保", "港澳台同事参保"),
    "enrol-foreigner": ("外籍员工上社保", "外国员工参保"),
    "enrol-part-time": ("兼职人员上工伤", "兼职人员参保"),
    "benefit-new-retiree": ("员工退休申报", "新退休人员"),
    "benefit-simplified": ("待遇申领", "丧葬费待遇申请"),
    "late-filing": ("因疫情晚办的增员", "逾期增员补办"),
    "injury-recognition": ("工伤认定", "员工受伤申请工伤"),
    "injury-benefit": ("工伤报销", "工伤医疗费"),
    "subsidy-recruitment": ("吸纳就业补贴名册", "春节开工企业补贴名单"),
}
MATERIAL_NAMES: dict[str, tuple[str, ...]] = {
    "dispatch-application": ("申请书", "劳务派遣申请书"),
    "business-licence": ("营业执照", "执照副本"),
    "articles-of-association": ("公司章程", "章程"),
    "audit-report": ("审计报告", "财务审计报告"),
    "capital-verification-report": ("验资报告",),
    "premises-proof": ("租房合同", "经营场所证明"),
    "title-deed": ("房产证", "房屋产权证"),
    "equipment-list": ("设备清单", "办公设施清单"),
    "legal-representative-identity": ("法人身份证明", "法人身份证"),
    "authorisation-letter": ("授权委托书", "委托书"),
    "agent-identity": ("经办人身份证",),
    "dispatch-management-rules": ("管理制度", "劳务派遣管理制度"),
    "dispatch-agreement-sample": ("派遣协议样本", "协议样本"),
    "dispatch-extension-application": ("延续申请书",),
    "three-year-operation-report": ("近三年经营情况报告",),
    "dispatch-permit": ("派遣许可证正副本", "许可证"),
    "dispatch-change-application": ("变更申请书",),
    "change-proof": ("变更通知书", "变更证明"),
    "dispatch-cancellation-application": ("注销申请书",),
    "dispatched-workers-settlement": ("人员处理说明",),
    "annual-operation-report": ("2019年度报告", "年度经营情况报告"),
    "special-hours-form": ("申报表", "特殊工时申报表"),
    "special-hours-status": ("申报情况表",),
    "special-hours-explanation": ("申请说明书", "说明"),
    "staff-congress-resolution": ("职工大会决议",),
    "union-opinion": ("工会意见",),
    "special-hours-roster": ("签字花名册", "花名册"),
    "legal-representative-certificate": ("法人身份证明书",),
    "identity-card-copy": ("身份证复印件", "身份证"),
    "parent-authorisation": ("总公司授权", "法人授权"),
    "work-and-rest-plan": ("工作休息安排方案",),
    "layoff-legal-basis": ("裁员情况说明", "适用法律说明"),
    "layoff-schedule": ("裁减时间和步骤",),
    "layoff-compensation": ("补偿办法",),
    "layoff-list": ("裁减人员名单",),
    "layoff-opinion": ("工会意见",),
    "meeting-minutes-and-signatures": ("会议纪要和签字单",),
    "layoff-other": ("其他事项",),
    "backpay-form": ("补缴申报表", "补缴明细"),
    "bank-slip": ("银行回单",),
    "employment-and-wage-proof": ("劳动关系工资证明",),
    "commitment-letter": ("承诺书", "单位承诺书"),
    "refund-application": ("退费申请",),
    "insured-change-form": ("变更表", "信息变更申报表"),
    "insured-change-proof": ("变更证明",),
    "hk-macao-taiwan-document": ("居住证", "证件"),
    "labour-contract": ("劳动合同",),
    "enrolment-person-form": ("个人信息登记表",),
    "enrolment-addition-form": ("增加表", "增员表"),
    "passport-copy": ("护照",),
    "work-permit": ("工作许可证",),
    "residence-permit": ("居留许可",),
    "permanent-residence-card": ("永居证",),
    "treaty-coverage-certificate": ("参保证明",),
    "part-time-proof": ("兼职证明",),
    "benefit-form": ("待遇申报表", "申领表"),
    "administrative-approval": ("批复", "审批件"),
    "injury-recognition-form": ("工伤认定申请表",),
    "labour-relation-proof": ("劳动关系证明",),
    "diagnosis-certificate": ("诊断证明",),
    "injury-decision": ("工伤认定书",),
    "medical-bills": ("票据清单病历", "医院票据"),
    "recruitment-roster": ("人员名册", "补贴名册"),
    "recruitment-recognition": ("认定文件",),
}


def mailbox(item: str) -> tuple[str, str]:
    """Channel and address of an item's mailbox."""
    if item.startswith("dispatch-"):
        return DISPATCH_BOX
    if item.startswith("hours-"):
        return HOURS_BOX
    return LAYOFF_BOX if item == "layoff-report" else INSURANCE_BOX


def strict(item: str) -> bool:
    """Whether the item wants the seal on every page and across the pages."""
    return mailbox(item) is not INSURANCE_BOX
