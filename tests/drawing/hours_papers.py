"""Papers of special working hours: form, status, explanation, consent, roster, certificate, plan."""

from __future__ import annotations

from collections import Counter
from random import Random

from tests.drawing.dossier import Dossier, chinese_date
from tests.drawing.forms import Drawn, Look, Writer

_WORKERS = 12
"""So many rows of the dossier's roster are the posts asked for."""


def _comprehensive(dossier: Dossier) -> bool:
    return dossier.item == "hours-comprehensive"


def _system(dossier: Dossier) -> str:
    return "综合计算工时工作制" if _comprehensive(dossier) else "不定时工作制"


def _posts(dossier: Dossier) -> Counter[str]:
    return Counter(worker.post for worker in dossier.workers[:_WORKERS])


def _office_heading(writer: Writer) -> None:
    writer.paragraph("朝阳区人力资源和社会保障局：", 0)


def special_hours_form(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw the two sides of 申报表."""
    writer, cycle = Writer(look, random), "季" if _comprehensive(dossier) else "—"
    contact = dossier.agent or dossier.legal_representative
    writer.heading("企业实行综合计算工时工作制和不定时工作制申报表", 17)
    writer.fields(
        [
            ("单位名称", dossier.unit),
            ("统一社会信用代码", dossier.code),
            ("法定代表人", dossier.legal_representative.name),
            ("单位地址", dossier.address),
            ("职工总数", f"{dossier.total_staff}人"),
            ("申报种类", _system(dossier)),
            ("实行期限", "2020年3月1日至2021年2月28日"),
            ("联系人及电话", f"{contact.name}　{contact.phone}"),
        ]
    )
    writer.grid(
        [
            ["岗位或工种", "人数", "申报种类", "计算周期"],
            *[[post, str(count), _system(dossier), cycle] for post, count in _posts(dossier).items()],
        ],
        (0.3, 0.14, 0.38, 0.18),
        head=True,
    )
    writer.new_page()
    writer.subheading("申报理由")
    writer.paragraph(_reason(dossier))
    writer.subheading("职工（代表）意见")
    writer.paragraph("经职工大会讨论，同意上述岗位实行特殊工时工作制，并同意相应的休息休假办法。")
    writer.signing(
        dossier.unit,
        chinese_date(dossier.signed),
        ("法定代表人（签字）", dossier.legal_representative.name),
        "申报单位（盖章）",
    )
    writer.grid([["审批机关意见", ""]], (0.28, 0.72))
    return writer.finish(), {
        "unit_name": dossier.unit,
        "uscc": dossier.code,
        "legal_rep": dossier.legal_representative.name,
        "total_staff": str(dossier.total_staff),
        "positions": "、".join(_posts(dossier)),
        "headcount": str(_WORKERS),
        "cycle": cycle.strip("—"),
        "period_from": "2020-03-01",
        "period_to": "2021-02-28",
        "date": dossier.signed.isoformat(),
    }


def _reason(dossier: Dossier) -> str:
    if _comprehensive(dossier):
        return (
            "受疫情影响，我单位订单波动较大，部分岗位需要连续作业，无法按标准工时安排工作。拟以季为计算周期，"
            "采用集中工作、集中休息、轮休调休等方式，"
            "周期内平均日工作时间不超过八小时，平均周工作时间不超过四十小时。"
        )
    return (
        "我单位部分岗位因工作性质特殊，需机动作业，工作时间无法按标准工时衡量。拟对上述岗位实行不定时工作制，"
        "由职工在完成工作任务的前提下自行安排工作和休息时间，"
        "保障职工的休息休假权利。"
    )


def special_hours_status(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 申报情况表."""
    writer = Writer(look, random)
    writer.heading("单位实行特殊工时工作制申报情况表", 18)
    writer.paragraph(f"单位名称：{dossier.unit}", 0)
    writer.grid(
        [
            ["岗位", "人数", "现行工时", "拟实行工时制度"],
            *[[post, str(count), "标准工时", _system(dossier)] for post, count in _posts(dossier).items()],
            ["合计", str(_WORKERS), "—", "—"],
        ],
        (0.28, 0.14, 0.22, 0.36),
        head=True,
    )
    writer.paragraph(f"我单位现有职工{dossier.total_staff}人，其中申报实行特殊工时工作制{_WORKERS}人。")
    writer.signing(dossier.unit, chinese_date(dossier.signed), None, "填报单位（盖章）")
    return writer.finish(), {"unit_name": dossier.unit, "headcount": str(_WORKERS)}


def special_hours_explanation(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 申请说明书."""
    writer, system = Writer(look, random), _system(dossier)
    writer.heading("申请说明书" if look.variant == 0 else f"关于实行{system}的申请说明书", 18)
    _office_heading(writer)
    writer.paragraph(
        f"{dossier.unit}成立于{chinese_date(dossier.established)}，现有职工{dossier.total_staff}人。"
        f"因生产经营特点，部分岗位不能实行标准工时，现申请实行{system}，说明如下："
    )
    writer.subheading("一、不能实行标准工时的具体原因")
    writer.paragraph(_reason(dossier))
    writer.subheading("二、涉及的岗位和人数")
    writer.paragraph("、".join(f"{post}{count}人" for post, count in _posts(dossier).items()) + f"，共计{_WORKERS}人。")
    writer.subheading("三、计算周期和工作方式")
    writer.paragraph(
        "以季为计算周期，采用轮班方式工作，每班工作八小时，遇任务集中时连续作业，随后集中安排补休。"
        if _comprehensive(dossier)
        else "不定时工作制不设固定计算周期，工作方式为弹性工作，职工根据任务自行安排。"
    )
    writer.subheading("四、休息和休假办法")
    writer.paragraph(
        "保证职工每周至少休息一天，法定节假日安排工作的依法支付加班工资，带薪年休假按国家规定执行；"
        "对从事第三级以上体力劳动强度工作的职工，每日连续工作时间不超过十一小时。"
    )
    writer.signing(
        dossier.unit,
        chinese_date(dossier.signed),
        ("法定代表人（签字）", dossier.legal_representative.name),
        "申请单位（盖章）",
    )
    return writer.finish(), {
        "unit_name": dossier.unit,
        "positions": "、".join(_posts(dossier)),
        "headcount": str(_WORKERS),
        "cycle": "季" if _comprehensive(dossier) else "",
    }


def staff_congress_resolution(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 职工大会决议."""
    writer, due = Writer(look, random), dossier.total_staff
    present = due - random.randint(0, 6)
    writer.heading("职工大会决议" if look.variant == 0 else "职工代表大会决议")
    writer.paragraph("会议时间：2020年1月15日", 0)
    writer.paragraph("会议地点：公司会议室", 0)
    writer.paragraph(f"应到职工{due}人，实到职工{present}人，符合规定人数。", 0)
    writer.paragraph(
        f"会议审议了《{dossier.unit}实行特殊工时工作制实施方案》。经与会职工充分讨论，"
        f"一致同意对{'、'.join(_posts(dossier))}等岗位实行{_system(dossier)}，"
        f"同意公司拟定的工作和休息安排，并由公司向劳动行政部门提出申请。"
    )
    writer.paragraph("表决结果：" + f"同意{present}票，反对0票，弃权0票。特作出本决议。")
    writer.gap(4)
    writer.paragraph("职工代表签字：", 0)
    for at, worker in enumerate(dossier.workers[:6]):
        writer.sign(worker.person.name, look.margin + 6 + (at % 3) * 45, writer.top + (at // 3) * 12, 6)
    writer.gap(26)
    writer.signing(dossier.unit, "2020年1月15日", None, "")
    return writer.finish(), {
        "unit_name": dossier.unit,
        "attend": str(present),
        "agree": str(present),
        "date": "2020-01-15",
    }


def union_opinion(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 工会意见 under the union's own name."""
    writer = Writer(look, random)
    writer.heading("工会意见")
    writer.paragraph(
        f"{dossier.unit}工会委员会于2020年1月15日召开会议，听取了公司关于实行{_system(dossier)}的说明。经讨论，"
        f"工会认为该方案保障了职工的休息休假权利，同意公司提出申请，无其他意见。"
    )
    writer.signing(
        f"{dossier.unit}工会委员会", "2020年1月15日", ("工会主席（签字）", dossier.workers[0].person.name), ""
    )
    return writer.finish(), {"union_name": f"{dossier.unit}工会委员会", "date": "2020-01-15"}


def special_hours_roster(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 花名册 with a signature in each row."""
    writer = Writer(look, random)
    writer.heading("特殊工时岗位职工签字花名册", 18)
    writer.paragraph(f"单位名称：{dossier.unit}　　工时制度：{_system(dossier)}", 0)
    rows = [
        [str(at), worker.person.name, "女" if worker.person.female else "男", worker.post, worker.person.name]
        for at, worker in enumerate(dossier.workers[:_WORKERS], 1)
    ]
    writer.grid(
        [["序号", "姓名", "性别", "岗位（工种）", "本人签字"], *rows],
        (0.12, 0.2, 0.12, 0.28, 0.28),
        head=True,
        points=11.5,
        signed=True,
    )
    writer.paragraph(f"以上职工共{_WORKERS}人，均已知悉并同意所在岗位实行{_system(dossier)}。")
    writer.signing(dossier.unit, chinese_date(dossier.signed), None, "单位（盖章）")
    return writer.finish(), {"rows": str(_WORKERS), "headcount": str(_WORKERS)}


def legal_representative_certificate(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 法定代表人身份证明书."""
    writer, person = Writer(look, random), dossier.legal_representative
    writer.heading("法定代表人身份证明书")
    writer.gap(6)
    writer.paragraph(
        f"{person.name}，{'女' if person.female else '男'}，身份证号码{person.identity_number}，"
        f"系我单位执行董事，为我单位法定代表人。"
    )
    writer.paragraph("特此证明。")
    writer.paragraph(f"单位地址：{dossier.address}", 2)
    writer.signing(dossier.unit, chinese_date(dossier.signed), None, "单位（盖章）")
    return writer.finish(), {"unit_name": dossier.unit, "legal_rep": person.name, "date": dossier.signed.isoformat()}


def work_and_rest_plan(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 综合计算工时实施方案."""
    writer = Writer(look, random)
    writer.heading("综合计算工时工作制实施方案" if look.variant == 0 else "工作和休息安排方案", 18)
    writer.paragraph(f"为保障{dossier.unit}正常生产经营和职工休息权利，制定本方案。")
    for title, text in (
        ("一、计算周期", "以季为周期综合计算工作时间，周期内总工作时间不超过五百小时。"),
        ("二、工作安排", "实行三班轮班，早班8:00至16:00，中班16:00至24:00，夜班0:00至8:00，每周轮换一次。"),
        ("三、休息安排", "实行轮休、调休，每连续工作五日安排轮休两日；任务集中时经职工同意可顺延，并在周期内补足。"),
        (
            "四、加班管理",
            "周期内平均日工作时间不超过八小时、平均周工作时间不超过四十小时，超出部分视为加班，依法支付加班工资；"
            "法定节假日工作的按百分之三百支付。",
        ),
    ):
        writer.subheading(title)
        writer.paragraph(text)
    writer.signing(dossier.unit, chinese_date(dossier.signed), None, "")
    return writer.finish(), {"cycle": "季"}
