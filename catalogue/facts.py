"""The closed list of facts that conditions may name; :mod:`papers.facts` tells them from the pages."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Kind of a fact or literal; the Chinese word goes into messages."""

    FLAG = "是非值"
    NUMBER = "数字"
    DATE = "日期"
    TEXT = "文字"


FACTS: dict[str, Kind] = {
    "received_on": Kind.DATE,            # 收件日（机关所在地）
    "received_month": Kind.DATE,         # 收件当月的第一日
    "agent_differs": Kind.FLAG,          # 经办人非法定代表人
    "is_branch": Kind.FLAG,              # 分支机构
    "out_of_town_branch": Kind.FLAG,     # 外地在京分支机构
    "applicant_established": Kind.FLAG,  # 已设立公司
    "has_union": Kind.FLAG,              # 有工会
    "epidemic_affected": Kind.FLAG,      # 受疫情影响
    "account_clearing": Kind.FLAG,       # 涉账户清算
    "medical_staff": Kind.FLAG,          # 医护及相关工作人员
    "has_gaps": Kind.FLAG,               # 有容缺材料
    "headcount": Kind.NUMBER,            # 人数
    "total_staff": Kind.NUMBER,          # 职工总数
    "capital": Kind.NUMBER,              # 注册资本，人民币元
    "explain_date": Kind.DATE,           # 向工会或职工说明之日
    "plan_date": Kind.DATE,              # 计划裁减之日
    "pay_method": Kind.TEXT,             # 缴费方式
    "changes_address": Kind.FLAG,        # 变更住所
    "changes_legal_rep": Kind.FLAG,      # 变更法定代表人
    "changes_capital": Kind.FLAG,        # 变更注册资本
    "permit_to": Kind.DATE,              # 许可证有效期届满之日
    "filing_kind": Kind.TEXT,            # 申报类型：月报、基数差、退费、个人补缴
    "account": Kind.TEXT,                # 缴费账户：一般、临时
    "from_month": Kind.DATE,             # 补缴起始年月，写作该月第一日
    "to_month": Kind.DATE,               # 补缴终止年月，写作该月第一日
    "backpay_months": Kind.NUMBER,       # 补缴月数，含首尾两月
    "years_in_bj": Kind.NUMBER,          # 在京缴纳养老保险年数
    "theory_years": Kind.NUMBER,         # 理论缴费年数
    "actual_years": Kind.NUMBER,         # 实际缴费年数
    "birth_date": Kind.DATE,             # 出生日期
    "sex": Kind.TEXT,                    # 性别：男、女
    "is_cadre": Kind.FLAG,               # 干部（不是工人）
    "holds_permanent_residence": Kind.FLAG,  # 持永久居留或海外高层次证件
    "treaty_national": Kind.FLAG,        # 协定国国民（申请免缴的）
    "training_delegated": Kind.FLAG,     # 委托培训
    "event_date": Kind.DATE,             # 事故伤害发生之日
    "diag_date": Kind.DATE,              # 职业病诊断之日
}
"""Name and kind of every fact; a condition that names another is refused."""
