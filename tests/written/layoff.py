"""Papers of a layoff report."""

from __future__ import annotations

from tests.written.sheet import Paper
from tests.written.world import World

DATED = "2020年2月18日"
DAYS = {
    "2020年1月10日": "2020-01-10", "2020年3月20日": "2020-03-20", "2020年3月1日": "2020-03-01",
    "2020年2月9日": "2020-02-09", "2020年2月8日": "2020-02-08",
}  # fmt: skip


def layoff_legal_basis(w: World) -> Paper:
    """适用法律法规的情况说明."""
    blocks = (
        f"单位名称：{w.unit}", f"自2019年下半年以来，我单位订单大幅减少，{w.ground}。",
        "根据《中华人民共和国劳动合同法》第四十一条，拟依法裁减人员。", f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    says = {"unit_name": w.unit, "date": "2020-02-18"} | ({"ground": w.ground} if "严重困难" in w.ground else {})
    return Paper("企业实施裁员适用法律法规的情况说明", blocks, says)


def layoff_schedule(w: World) -> Paper:
    """裁减时间及实施步骤."""
    blocks = (
        f"{w.unit}现有职工总数{w.staff}人，拟裁减人员{w.listed}人。", f"裁减时间：{w.planned}",
        "实施步骤如下：", f"一、提前三十日说明：{w.explained}向工会和全体职工说明情况，听取意见。",
        f"二、{DATED}向劳动行政部门报告。", f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    says = {
        "explain_date": DAYS[w.explained], "plan_date": DAYS[w.planned], "headcount": str(w.listed),
        "total_staff": str(w.staff),
    }  # fmt: skip
    return Paper("裁减时间及实施步骤", blocks, says)


def layoff_compensation(w: World) -> Paper:
    """经济补偿办法和标准."""
    blocks = (
        "经济补偿按被裁减人员在本单位的工作年限支付，标准为每满一年支付一个月工资。",
        "月工资按解除劳动合同前十二个月的平均工资计算。", f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    return Paper("被裁减人员的经济补偿办法和标准", blocks)


def layoff_list(w: World) -> Paper:
    """被裁减人员名单."""
    columns = w.columns or ("姓名", "户籍", "岗位", "劳动合同期限")
    cells = {"姓名": "", "户籍": "北京市", "岗位": "", "劳动合同期限": "2018.1.1-2020.12.31"}
    rows = (
        (str(at + 1), *(name if one == "姓名" else w.post(at) if one == "岗位" else cells[one] for one in columns))
        for at, (name, _, _) in enumerate(w.people)
    )
    return Paper(
        "被裁减人员名单", ((("序号", *columns), *rows), f"{w.unit}（盖章）"),
        {"rows": str(w.listed), "headcount": str(w.listed)},
    )  # fmt: skip


def layoff_opinion(w: World) -> Paper:
    """Opinion of the union, or of the staff where there is none."""
    if not w.union:
        told = (
            "本单位未建立工会。公司于2020年1月13日召开全体职工大会，听取了职工对裁减人员方案的意见。", "2020年1月13日",
        )
        return Paper("全体职工意见", told, {"date": "2020-01-13", "has_union": "false"})
    name = f"{w.unit}工会委员会"
    blocks = (
        "公司工会于2020年1月13日听取了公司关于裁减人员方案的说明，征求了职工意见，对方案无异议。", name,
        "2020年1月13日",
    )  # fmt: skip
    return Paper("工会意见", blocks, {"date": "2020-01-13", "has_union": "true"}, seals=(name,), union=True)


def meeting_minutes_and_signatures(w: World) -> Paper:
    """会议纪要 with the staff's signatures."""
    rows = ((str(at + 1), name, name) for at, (name, _, _) in enumerate(w.people))
    blocks = (
        "会议时间：2020年1月13日", "本单位没有工会，会议就裁减人员方案听取全体员工意见，与会员工一致同意。",
        (("序号", "姓名", "员工签字"), *rows), "2020年1月13日",
    )  # fmt: skip
    return Paper("会议纪要和员工签字单", blocks, {"rows": str(w.listed), "date": "2020-01-13"})


def layoff_other(w: World) -> Paper:
    """Anything else that the city asks to be told."""
    return Paper("其他需要报告的事项", ("本单位无其他需要报告的事项。", f"{w.unit}（盖章）"))
