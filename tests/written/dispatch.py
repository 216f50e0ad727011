"""Papers of dispatch permits: application, change, extension, cancellation, yearly report, branch."""

from __future__ import annotations

from tests.written.sheet import Block, Paper, pairs
from tests.written.world import ADDRESS, World

PERMIT = "京劳派110105201700123"
DATED = "2020年2月18日"


def _agent(w: World) -> tuple[str, ...]:
    return (f"经办人：{w.agent.name}",) if w.agent else ()


def _signed(w: World) -> tuple[str, ...]:
    return (*_agent(w), f"申请单位（盖章）：{w.unit}", DATED)


def dispatch_application(w: World) -> Paper:
    """劳务派遣经营许可申请书."""
    contact = (w.agent or w.head).name
    blocks: tuple[Block, ...] = (
        pairs("申请单位", w.unit, "统一社会信用代码", w.code, "法定代表人", w.head.name, "注册资本", f"{w.capital}万元",
              "经营场所", ADDRESS, "联系人", contact),
        "本单位申请经营劳务派遣业务，所提交的材料真实、合法、有效。", *_signed(w),
    )  # fmt: skip
    says = {
        "unit_name": w.unit, "uscc": w.code, "legal_rep": w.head.name, "capital": f"{w.capital}0000",
        "address": ADDRESS, "contact": contact, "date": "2020-02-18",
    }  # fmt: skip
    return Paper("劳务派遣经营许可申请书", blocks, says)


def name_preapproval(w: World) -> Paper:
    """企业名称预先核准通知书."""
    blocks = (
        "（京朝）名称预核（内）字〔2020〕第0012345号", "根据《企业名称登记管理规定》，预先核准下列企业名称：",
        f"企业名称：{w.unit}", "名称保留期：2020年1月6日至2020年7月5日", "2020年1月6日",
    )  # fmt: skip
    return Paper("企业名称预先核准通知书", blocks, {"unit_name": w.unit, "valid_until": "2020-07-05"})


def equipment_list(w: World) -> Paper:
    """办公设施设备清单."""
    grid = (
        ("序号", "名称", "数量", "用途"), ("1", "办公桌", "20张", "办公"), ("2", "电脑", "20台", "办公"),
        ("3", "打印机", "3台", "办公"), ("4", "信息管理系统", "1套", "派遣员工管理"),
    )  # fmt: skip
    blocks = (f"单位名称：{w.unit}", grid, f"{w.unit}（盖章）", DATED)
    return Paper("办公设施设备和信息管理系统清单", blocks, {"unit_name": w.unit})


def dispatch_management_rules(w: World) -> Paper:
    """The six subjects of LP19 art. 8(6)."""
    blocks = (
        "第一章 劳动合同：公司依法与被派遣劳动者订立二年以上的固定期限劳动合同。",
        "第二章 劳动报酬：按月足额支付劳动报酬。", "第三章 社会保险：依法办理社会保险登记并缴纳。",
        "第四章 工作时间：执行国家规定的工时制度。", "第五章 休息休假：依法享受各类假期。",
        "第六章 劳动纪律：遵守公司和用工单位的规章。", f"{w.unit}", "2020年1月6日",
    )  # fmt: skip
    return Paper("劳务派遣管理制度", blocks, {"unit_name": w.unit})


def dispatch_agreement_sample(w: World) -> Paper:
    """劳务派遣协议（样本）."""
    blocks = (
        f"派遣单位（甲方）：{w.unit}", "用工单位（乙方）：", "一、派遣岗位和人数由双方另行确定。",
        "二、派遣期限自协议生效之日起二年。", "三、劳动报酬由甲方按月支付给被派遣劳动者。",
    )  # fmt: skip
    return Paper("劳务派遣协议（样本）", blocks)


def dispatch_permit(w: World) -> Paper:
    """劳务派遣经营许可证; a branch hands in its parent's."""
    owner = w.company.unit
    blocks = (
        f"编号：{PERMIT}", f"单位名称：{owner}", f"法定代表人：{w.company.head.name}", f"注册资本：{w.capital}万元",
        f"住所：{ADDRESS}", "许可经营事项：劳务派遣", f"有效期限：{w.permit_from}至{w.permit_to}",
        "许可机关：北京市朝阳区人力资源和社会保障局",
    )  # fmt: skip
    says = {
        "unit_name": owner, "permit_no": PERMIT, "from": "2017-06-01", "legal_rep": w.company.head.name,
        "capital": f"{w.capital}0000", "address": ADDRESS, **_permit_end(w),
    }  # fmt: skip
    return Paper("劳务派遣经营许可证", blocks, says, seals=(owner,))


def _permit_end(w: World) -> dict[str, str]:
    return {"to": "2020-05-31"} if w.permit_to == "2020年5月31日" else {}


def dispatch_change_application(w: World) -> Paper:
    """变更申请书 with a table of what is changed."""
    grid = (("变更事项", "变更前", "变更后"), *((one, "原登记内容", "新登记内容") for one in w.changed))
    blocks: tuple[Block, ...] = (
        f"单位名称：{w.unit}", "本单位已取得劳务派遣经营许可，现申请变更下列事项：", grid, *_signed(w),
    )
    return Paper(
        "劳务派遣经营许可变更申请书", blocks, {"unit_name": w.unit, "changed_items": w.changed[0], "date": "2020-02-18"}
    )


def change_proof(w: World) -> Paper:
    """准予变更登记通知书."""
    blocks = (
        f"{w.unit}：", f"你单位提交的{w.changed[0]}变更登记申请，材料齐全，符合法定形式，准予变更登记。",
        f"变更事项：{w.changed[0]}", "2020年2月10日",
    )  # fmt: skip
    return Paper("准予变更登记通知书", blocks, {"changed_items": w.changed[0]})


def dispatch_extension_application(w: World) -> Paper:
    """延续申请书."""
    blocks = (
        f"单位名称：{w.unit}", f"许可证编号：{PERMIT}",
        f"本单位劳务派遣经营许可证有效期至{w.permit_to}届满，现申请延续三年。", *_signed(w),
    )  # fmt: skip
    return Paper(
        "劳务派遣经营许可延续申请书", blocks, {"unit_name": w.unit, "permit_no": PERMIT, "date": "2020-02-18"}
    )


def three_year_operation_report(w: World) -> Paper:
    """近三年基本经营情况报告."""
    blocks = (
        f"单位名称：{w.unit}", "2017年、2018年、2019年本单位经营情况如下：",
        "一、派遣人数：三年末分别为210人、260人、300人。", "二、劳动合同均依法订立，社会保险足额缴纳。",
        "三、合作用工单位十二家，未发生重大劳动争议。", f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    return Paper("近三年基本经营情况报告", blocks, {"unit_name": w.unit, "years": "2017、2018、2019"})


def annual_operation_report(w: World) -> Paper:
    """2019年度经营情况报告."""
    blocks = (
        f"单位名称：{w.unit}", "派遣人数：300人", "劳动合同订立情况：全部订立书面劳动合同。",
        "支付劳动报酬情况：按月足额支付。", "社会保险缴纳情况：依法足额缴纳。", f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    says = {"unit_name": w.unit, "year": "2019", "headcount": "300"}
    return Paper("2019年度劳务派遣经营情况报告", blocks, says)


def dispatch_cancellation_application(w: World) -> Paper:
    """注销申请书."""
    blocks = (
        f"单位名称：{w.unit}", f"许可证编号：{PERMIT}", "注销原因：不再经营劳务派遣业务",
        "本单位申请注销劳务派遣经营许可，并交回许可证正副本。", *_signed(w),
    )  # fmt: skip
    says = {"unit_name": w.unit, "permit_no": PERMIT, "reason": "不再经营劳务派遣业务", "date": "2020-02-18"}
    return Paper("劳务派遣经营许可注销申请书", blocks, says)


def dispatched_workers_settlement(w: World) -> Paper:
    """被派遣劳动者权益处理说明."""
    blocks = (
        f"单位名称：{w.unit}", "被派遣劳动者人数：36人",
        "上述被派遣劳动者的劳动合同均已协商解除，经济补偿已支付，社会保险关系已转出。", f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    return Paper(
        "被派遣劳动者权益处理说明", blocks, {"unit_name": w.unit, "headcount": "36", "date": "2020-02-18"}
    )


def branch_filing_form(w: World) -> Paper:
    """分公司备案表."""
    parent = w.parent or "北京恒诚远达集团有限公司"
    blocks: tuple[Block, ...] = (
        pairs("单位名称", w.unit, "总公司名称", parent, "许可证编号", PERMIT, "负责人", w.head.name),
        "现就设立分公司经营劳务派遣业务申请备案。", f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    return Paper(
        "劳务派遣单位分公司备案表", blocks, {"unit_name": w.unit, "parent_name": parent, "permit_no": PERMIT}
    )
