"""Labels of the fields as forms, certificates and letters print them, and the characters readers take for others."""

from __future__ import annotations

import re

from cases.plain_text import plain

_MONTHS = (
    "补缴起止年月", "起止年月", "补缴时间", "补缴期间", "补缴月份", "补填起止年月", "退费期间", "退费月份",
)  # fmt: skip
_PERIODS = (
    "实行期限", "实行时间", "申请实行期限", "申请期限", "劳动合同期限", "合同期限", "参保期间", "在职期间",
    "期间", "起止日期",
)  # fmt: skip
LABELS: dict[str, tuple[str, ...]] = {
    "unit_name": (
        "单位名称", "企业名称", "公司名称", "申请单位名称", "申请单位", "申报单位", "填报单位", "用人单位名称",
        "用人单位", "委托单位名称", "委托单位", "承诺单位", "缴费单位名称", "缴费单位", "名称", "单位",
        "承租方", "承租人", "委托人", "参保单位", "派遣单位",
    ),
    "parent_name": ("授权单位", "授权人", "上级单位", "总公司", "总公司名称", "法人单位", "法人单位名称"),
    "uscc": ("统一社会信用代码", "社会信用代码", "信用代码"),
    "legal_rep": ("法定代表人姓名", "法定代表人(负责人)", "法定代表人", "法人代表", "负责人"),
    "capital": ("注册资本", "注册资金"),
    "capital_paid": ("实收资本", "实缴资本", "实收注册资本"),
    "address": ("经营场所", "住所", "住址", "注册地址", "单位地址", "地址", "房屋坐落", "坐落"),
    "scope": ("经营范围",),
    "person_name": ("姓名", "职工姓名", "参保人姓名", "持证人", "劳动者姓名", "Name", "姓名/Name"),
    "agent": ("受托人姓名", "被委托人姓名", "受托人", "被委托人", "受委托人", "代理人", "经办人姓名", "经办人"),
    "contact": ("联系人", "联系人姓名", "联系人及电话"),
    "headcount": ("裁减人数", "拟裁减人数", "被裁减人数", "裁减人员总数", "申请人数", "涉及人数", "合计人数",
                  "人数合计", "培训人数", "派遣人数", "派遣员工人数", "被派遣劳动者人数"),
    "total_staff": ("企业职工总数", "职工总数", "职工总人数", "在职职工人数", "职工人数", "员工总数"),
    "explain_date": ("说明日期", "说明情况日期", "情况说明日期", "说明时间", "听取意见日期", "向工会说明日期"),
    "plan_date": ("裁减时间", "计划裁减时间", "拟裁减时间", "裁减日期", "计划裁减日期", "实施时间", "实施日期"),
    "cycle": ("综合计算周期", "计算周期"),
    "pay_method": ("缴费方式", "缴费途径", "缴款方式"),
    "term": ("营业期限", "经营期限"),
    "valid_until": ("有效期限", "保留期", "有效期", "证件有效期", "名称保留期"),
    "from": ("委托期限", "租赁期限", "实行期限", "合同期限", "有效期限", "派遣期限"),
    "to": ("委托期限", "租赁期限", "合同期限", "有效期限", "派遣期限"),
    "period_from": _PERIODS,
    "period_to": _PERIODS,
    "from_month": _MONTHS,
    "to_month": _MONTHS,
    "established": ("成立日期", "成立时间"),
    "date": ("申请日期", "填表日期", "日期", "交易日期", "填报日期"),
    "report_date": ("报告日期", "出具日期"),
    "report_no": ("报告编号", "报告文号", "报告书编号", "报告号"),
    "permit_no": ("许可证编号", "许可证号", "劳务派遣经营许可证编号", "许可编号", "编号"),
    "cert_no": ("不动产权证号", "房屋所有权证号", "产权证号", "证书编号", "证号"),
    "reg_no": ("社会保险登记证编号", "社会保险登记号", "社保登记号", "单位社保编号", "社会保险登记证号"),
    "owner": ("权利人", "房屋所有权人", "所有权人", "产权人"),
    "lessor": ("出租方", "出租人", "出租方(甲方)"),
    "area": ("建筑面积", "租赁面积", "使用面积"),
    "matter": ("委托事项", "办理事项", "申请事项", "承诺事项", "业务名称", "事项名称"),
    "missing_list": ("缺少材料", "容缺材料", "欠缺材料", "容缺材料清单", "缺少材料清单", "未提交材料", "需补正材料"),
    "correction_method": ("补正方式", "补交方式", "提交方式"),
    "due_date": ("补正期限", "补齐期限", "补交期限", "承诺补正期限", "补正时限"),
    "signer": ("承诺人", "承诺人姓名"),
    "kinds": ("补缴险种", "参加险种", "险种", "退费险种"),
    "reason": ("注销原因", "申请理由", "注销理由", "变更原因", "退费原因"),
    "nationality": ("国籍", "国家或地区", "国籍(地区)", "国籍/Nationality", "Nationality"),
    "main_unit": ("原单位", "主要用人单位", "第一用人单位"),
    "id_no": ("公民身份号码", "居民身份证号码", "身份证号码", "身份证号", "身份证件号码", "证件号码", "社会保障号码"),
    "agent_id": ("受托人身份证号码", "受托人证件号码", "身份证号码", "身份证号", "证件号码", "公民身份号码"),
    "doc_no": ("证件号码", "证件编号", "文号", "决定书编号", "编号"),
    "passport_no": ("护照号码", "护照号", "Passport No", "PassportNo.", "护照号/PassportNo."),
    "account_masked": ("银行账号", "收款账号", "账号", "银行卡号"),
    "birth": ("出生日期", "出生年月", "出生"),
    "sex": ("性别",),
    "retire_month": ("退休年月", "退休时间", "退休日期", "到达退休年龄时间"),
    "event_date": ("事故时间", "事故发生时间", "受伤时间", "发生时间"),
    "diag_date": ("诊断时间", "诊断日期", "初诊时间"),
    "apply_date": ("申请日期", "填表日期"),
    "diag": ("诊断结果", "临床诊断", "诊断", "诊断结论", "诊断意见"),
    "hospital": ("医疗机构", "诊断机构", "就诊医院", "医院名称"),
    "issuer": ("发证机关", "许可机关", "签发机关", "认定机关", "审批机关", "批准机关"),
    "amount": ("金额", "合计金额", "金额合计", "小写金额", "汇款金额", "交易金额"),
    "jan_add": ("1月增员", "1月份增员", "一月增员", "1月增员人数", "1月新增人数"),
    "feb_add": ("2月增员", "2月份增员", "二月增员", "2月增员人数", "2月新增人数"),
    "agency": ("服务机构", "推荐机构", "人力资源服务机构", "受托机构", "培训机构", "乙方"),
    "employer": ("重点企业", "用工企业", "用工单位", "招聘企业"),
    "hours": ("总课时", "培训课时", "课时合计", "课时数", "课时总数", "总学时", "课时", "学时"),
    "year": ("报告年度", "会计年度", "审计年度"),
    "auditor": ("会计师事务所", "审计机构", "事务所名称"),
    "union_name": ("工会名称", "工会组织名称"),
    "filing_kind": ("申报类型", "补缴类型", "申报种类", "业务类型", "补缴类别"),
    "theory_years": ("理论缴费年限",),
    "actual_years": ("实际缴费年限",),
    "years_in_bj": ("在京缴纳养老保险年限", "在京缴费年限", "在京累计缴费年限", "在京养老保险缴费年限"),
    "birth_date": ("出生日期", "出生年月日", "出生"),
    "changed_items": ("变更事项", "变更项目", "变更内容", "变更信息"),
    "account": ("账户类型", "账户性质", "账户类别", "缴费账户"),
}  # fmt: skip

_LIKE = {
    "人": "入八", "本": "木", "社": "杜礼", "代": "伐", "期": "朗", "限": "眼", "日": "曰", "证": "征", "称": "祢",
    "住": "往", "号": "亏", "资": "贵", "统": "绕", "码": "玛", "位": "拉", "单": "卑", "申": "中",
}  # fmt: skip
_PLAIN = str.maketrans({other: sign for sign, others in _LIKE.items() for other in others})


def likeness(text: str) -> str:
    """Return text with characters that readers confuse made one, sign for sign; for comparing labels, not values."""
    return plain(text).translate(_PLAIN)


SINGLE_END = ("有效期至", "证件有效期至", "保留期至", "有效期截止日期")
"""Behind these labels a single date is the end of a term; behind others it may be its beginning, the rest unread."""

OWN_LABELS: dict[tuple[str, str], tuple[str, ...]] = {
    ("agent-identity", "agent"): LABELS["person_name"],
    ("legal-representative-identity", "legal_rep"): LABELS["person_name"],
    ("labour-contract", "unit_name"): ("甲方",),
    ("labour-contract", "person_name"): ("乙方",),
    ("branch-filing-form", "unit_name"): ("分公司名称", "分支机构名称"),
    ("parent-authorisation", "unit_name"): ("分支机构", "分支机构名称", "分公司名称", "被授权单位"),
}
"""Labels of a field on one kind of document alone: 甲方 is the employer of a contract and the lessor of a lease."""

OTHER_LABELS = ("登记机关", "联系电话", "签发机关")
"""Labels of nothing that is kept; the value before them ends there."""

ALL_LABELS = frozenset(
    likeness(label)
    for labels in (*LABELS.values(), *OWN_LABELS.values(), SINGLE_END, OTHER_LABELS) for label in labels
)


def is_label(text: str) -> bool:
    """Tell a text that is nothing but a field's label."""
    return re.sub(r"\([^)]{0,8}\)", "", likeness(text)).rstrip(":") in ALL_LABELS
