"""Papers of special working hours."""

from __future__ import annotations

from tests.written.sheet import Paper, pairs
from tests.written.world import World

DATED = "2020年2月18日"


def _cycle(w: World) -> str:
    return "季" if "综合" in w.system else "—"


def _spoken(w: World) -> dict[str, str]:
    return {"cycle": "季"} if "综合" in w.system else {}


def special_hours_form(w: World) -> Paper:
    """申报表."""
    agent = (f"经办人：{w.agent.name}",) if w.agent else ()
    blocks = (
        pairs("单位名称", w.unit, "统一社会信用代码", w.code, "法定代表人", w.head.name, "职工总数", f"{w.staff}人",
              "申报种类", w.system, "实行期限", "2020年3月1日至2021年2月28日"),
        (("岗位或工种", "人数", "计算周期"), *((post, str(count), _cycle(w)) for post, count in w.posts.items())),
        "申报理由：因生产经营特点，上述岗位无法按标准工时安排工作。", *agent,
        f"法定代表人（签字）：{w.head.name}", f"申报单位（盖章）：{w.unit}", DATED,
    )  # fmt: skip
    says = {
        "unit_name": w.unit, "legal_rep": w.head.name, "total_staff": str(w.staff), "positions": "、".join(w.posts),
        "headcount": str(w.listed), "period_from": "2020-03-01", "period_to": "2021-02-28", "date": "2020-02-18",
        **_spoken(w),
    }  # fmt: skip
    return Paper("企业实行综合计算工时工作制和不定时工作制申报表", blocks, says)


def special_hours_status(w: World) -> Paper:
    """申报情况表."""
    blocks = (
        f"单位名称：{w.unit}",
        (("岗位", "人数", "现行工时"), *((post, str(count), "标准工时") for post, count in w.posts.items()),
         ("合计", str(w.listed), "")),
        f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    return Paper("单位实行特殊工时工作制申报情况表", blocks, {"unit_name": w.unit, "headcount": str(w.listed)})


def special_hours_explanation(w: World) -> Paper:
    """申请说明书."""
    posts = "、".join(f"{post}{count}人" for post, count in w.posts.items())
    cycle = "以季为计算周期，采用轮班的工作方式。" if _spoken(w) else "不设计算周期，采用弹性的工作方式。"
    blocks = (
        f"单位名称：{w.unit}", "一、不能实行标准工时的具体原因：业务量随季节变化，须连续作业。",
        f"二、岗位和人数：{posts}，共计{w.listed}人。", f"三、{cycle}", "四、休息：保证职工每周至少休息一天。",
        f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    says = {"unit_name": w.unit, "positions": "、".join(w.posts), "headcount": str(w.listed), **_spoken(w)}
    return Paper("申请说明书", blocks, says)


def staff_congress_resolution(w: World) -> Paper:
    """职工代表大会决议."""
    blocks = (
        f"单位名称：{w.unit}", "会议时间：2020年1月15日", "应到职工代表60人，实到职工代表56人。",
        f"会议审议了对{'、'.join(w.posts)}岗位实行{w.system}的方案。", "表决结果：同意56票，反对0票，弃权0票。",
        "会议决议同意实行上述特殊工时制度。", "职工代表（签字）：孙志强　周丽华", "2020年1月15日",
    )  # fmt: skip
    says = {"unit_name": w.unit, "attend": "56", "agree": "56", "date": "2020-01-15"}
    return Paper("职工代表大会决议", blocks, says)


def union_opinion(w: World) -> Paper:
    """工会意见."""
    name = f"{w.unit}工会委员会"
    blocks = (
        f"{name}于2020年1月15日听取了公司关于实行{w.system}的说明，经讨论同意该方案，无其他意见。", name,
        "2020年1月16日",
    )  # fmt: skip
    return Paper("工会意见", blocks, {"union_name": name, "date": "2020-01-16"}, seals=(name,), union=True)


def special_hours_roster(w: World) -> Paper:
    """花名册 with a signature on each row."""
    rows = ((str(at + 1), name, w.post(at), name) for at, (name, _, _) in enumerate(w.people))
    blocks = ((("序号", "姓名", "岗位（工种）", "本人签字"), *rows),)
    return Paper("特殊工时岗位职工签字花名册", blocks, {"rows": str(w.listed), "headcount": str(w.listed)})


def work_and_rest_plan(w: World) -> Paper:
    """工作和休息安排方案."""
    blocks = (
        "一、以季为周期综合计算工作时间。", "二、实行三班轮班，每周轮换一次。", "三、采用轮休、调休，保证休息。",
        "四、周期内平均日工作时间不超过八小时，超出部分视为加班。", f"{w.unit}（盖章）", DATED,
    )  # fmt: skip
    return Paper("综合计算工时工作和休息安排方案", blocks, {"cycle": "季"})
