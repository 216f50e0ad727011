"""Papers of a layoff report (附件4) and the back-payment form (附件5)."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from tests.drawing.dossier import Dossier, chinese_date
from tests.drawing.forms import Drawn, Look, Writer

EXPLAINED = date(2020, 1, 3)
"""Day on which the staff were told; the law asks thirty days before the plan."""


def _planned(dossier: Dossier) -> date:
    return EXPLAINED + timedelta(days=50)


def _staff(dossier: Dossier) -> int:
    return dossier.total_staff + 2 * len(dossier.workers)


def layoff_legal_basis(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 适用法律法规的情况说明."""
    writer = Writer(look, random)
    writer.heading("企业实施裁员适用法律法规的情况说明", 18)
    writer.paragraph("朝阳区人力资源和社会保障局：", 0)
    writer.paragraph(
        f"{dossier.unit}（统一社会信用代码：{dossier.code}）成立于{chinese_date(dossier.established)}，"
        f"现有职工{_staff(dossier)}人。"
        "自2019年下半年以来，市场需求持续下滑，加之疫情影响，主要客户订单减少六成以上，连续两个季度亏损，"
        "生产经营发生严重困难。"
    )
    writer.paragraph(
        "根据《中华人民共和国劳动合同法》第四十一条第一款第（二）项“生产经营发生严重困难的”规定，"
        "我单位拟依法裁减人员。具体情况如下："
    )
    for text in (
        "一、经营困难情况：2019年度营业收入同比下降百分之五十二，累计亏损三百余万元，已采取减少加班、停止招聘、"
        "轮岗培训等措施，仍无法扭转。",
        f"二、裁减人员数量：拟裁减{len(dossier.workers)}人，"
        f"占职工总数的{100 * len(dossier.workers) / _staff(dossier):.1f}%。",
        "三、优先留用情况：裁减人员时优先留用与本单位订立较长期限的固定期限劳动合同、"
        "无固定期限劳动合同以及家庭无其他就业人员的职工。",
        "四、我单位不存在裁减劳动合同法第四十二条规定人员的情形。",
    ):
        writer.paragraph(text)
    writer.signing(
        dossier.unit,
        chinese_date(dossier.signed),
        ("法定代表人（签字）", dossier.legal_representative.name),
        "单位（盖章）",
    )
    return writer.finish(), {
        "unit_name": dossier.unit,
        "ground": "生产经营发生严重困难的",
        "date": dossier.signed.isoformat(),
    }


def layoff_schedule(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 裁减时间及实施步骤."""
    writer, plan = Writer(look, random), _planned(dossier)
    writer.heading("裁减时间及实施步骤" if look.variant == 0 else "裁减人员方案（裁减时间及实施步骤）", 18)
    writer.paragraph(
        f"{dossier.unit}现有职工总数{_staff(dossier)}人，拟裁减人员{len(dossier.workers)}人，"
        f"裁减时间为{chinese_date(plan)}。实施步骤如下："
    )
    steps = [
        ("1", chinese_date(EXPLAINED), "提前三十日向工会和全体职工说明情况"),
        ("2", chinese_date(EXPLAINED + timedelta(days=7)), "听取工会和职工的意见，修改完善方案"),
        ("3", chinese_date(dossier.signed), "向劳动行政部门报告裁减人员方案"),
        ("4", chinese_date(plan), "公布方案，与被裁减人员办理解除劳动合同手续"),
        ("5", chinese_date(plan + timedelta(days=15)), "支付经济补偿，办理档案和社会保险关系转移"),
    ]
    writer.grid([["步骤", "时间", "实施内容"], *[list(step) for step in steps]], (0.14, 0.3, 0.56), head=True)
    writer.signing(dossier.unit, chinese_date(dossier.signed), None, "单位（盖章）")
    return writer.finish(), {
        "explain_date": EXPLAINED.isoformat(),
        "plan_date": plan.isoformat(),
        "headcount": str(len(dossier.workers)),
        "total_staff": str(_staff(dossier)),
    }


def layoff_compensation(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 经济补偿办法和标准."""
    writer = Writer(look, random)
    writer.heading("被裁减人员的经济补偿办法和标准", 18)
    for text in (
        f"根据《中华人民共和国劳动合同法》第四十六条、第四十七条的规定，"
        f"{dossier.unit}对被裁减人员按以下办法和标准支付经济补偿：",
        "一、经济补偿按职工在本单位的工作年限，每满一年支付一个月工资的标准支付；六个月以上不满一年的，"
        "按一年计算；不满六个月的，支付半个月工资的经济补偿。",
        "二、月工资是指职工在劳动合同解除前十二个月的平均工资。月工资高于北京市上年度职工月平均工资三倍的，"
        "按三倍计算，年限最高不超过十二年。",
        "三、经济补偿在办理工作交接时一次性支付，由公司通过银行转账发放。",
        "四、公司在解除劳动合同后十五日内为被裁减人员办理档案和社会保险关系转移手续。",
    ):
        writer.paragraph(text)
    writer.signing(dossier.unit, chinese_date(dossier.signed), None, "单位（盖章）")
    return writer.finish(), {}


def layoff_list(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 被裁减人员名单 with the four columns of 附件4."""
    writer = Writer(look, random)
    writer.heading("被裁减人员名单", 18)
    writer.paragraph(f"单位名称：{dossier.unit}　　人数：{len(dossier.workers)}人", 0)
    rows = [
        [
            str(at),
            worker.person.name,
            worker.person.household,
            worker.post,
            f"{worker.contract_from:%Y.%m.%d}-{worker.contract_to:%Y.%m.%d}",
        ]
        for at, worker in enumerate(dossier.workers, 1)
    ]
    writer.grid(
        [["序号", "姓名", "户籍", "岗位", "劳动合同期限"], *rows], (0.1, 0.16, 0.26, 0.18, 0.3), head=True, points=10.5
    )
    writer.signing(dossier.unit, chinese_date(dossier.signed), None, "单位（盖章）")
    return writer.finish(), {"rows": str(len(rows)), "headcount": str(len(rows))}


def layoff_opinion(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw the union's opinion on the plan."""
    writer, day = Writer(look, random), EXPLAINED + timedelta(days=7)
    writer.heading("工会意见")
    writer.paragraph(f"{dossier.unit}：", 0)
    writer.paragraph(
        f"公司于{chinese_date(EXPLAINED)}向工会说明了裁减人员的情况。工会于{chinese_date(day)}召开会议，"
        f"听取了职工代表的意见。经研究，工会意见如下："
    )
    writer.paragraph("一、公司因生产经营严重困难裁减人员，符合法律规定的情形和程序，工会予以理解。")
    writer.paragraph("二、公司应按照方案足额支付经济补偿，并做好职工的安置和再就业推荐工作。")
    writer.paragraph("三、六个月内重新招用人员的，应当通知被裁减的人员，并在同等条件下优先招用。")
    writer.signing(
        f"{dossier.unit}工会委员会", chinese_date(day), ("工会主席（签字）", dossier.workers[-1].person.name), ""
    )
    return writer.finish(), {"date": day.isoformat(), "has_union": "true"}


def meeting_minutes(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 会议纪要和员工签字单 for a unit without a union."""
    writer, day = Writer(look, random), EXPLAINED + timedelta(days=7)
    writer.heading("全体员工会议纪要")
    writer.paragraph(f"会议时间：{chinese_date(day)}　　会议地点：公司会议室", 0)
    writer.paragraph(
        f"{dossier.unit}未设立工会。公司于{chinese_date(EXPLAINED)}向全体员工说明了裁减人员情况，"
        f"本次会议听取了员工对方案的意见。与会员工对经济补偿标准无异议。"
    )
    writer.subheading("员工签字单")
    rows = [
        [str(at), worker.person.name, worker.post, worker.person.name]
        for at, worker in enumerate(dossier.workers[:14], 1)
    ]
    writer.grid([["序号", "姓名", "岗位", "签字"], *rows], (0.14, 0.26, 0.3, 0.3), head=True, points=11, signed=True)
    writer.signing(dossier.unit, chinese_date(day), None, "单位（盖章）")
    return writer.finish(), {"rows": "14", "date": day.isoformat()}


def backpay_form(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 社会保险费补缴明细表."""
    writer = Writer(look, random)
    writer.heading("社会保险费补缴明细表" if look.variant == 0 else "社会保险费补缴申报表", 18)
    register = f"1101{random.randint(0, 99999999):08d}"
    contact = dossier.agent or dossier.legal_representative
    writer.fields(
        [
            ("单位名称", dossier.unit),
            ("社会保险登记号", register),
            ("统一社会信用代码", dossier.code),
            ("申报种类", "延长缴费期社会保险费补缴"),
            ("补缴险种", "养老、失业、工伤、医疗（含生育）"),
            ("补缴起止年月", "2020年1月至2020年2月"),
            ("缴费方式", "银行缴费"),
            ("联系人及电话", f"{contact.name}　{contact.phone}"),
        ]
    )
    people = dossier.workers[: random.randint(5, 9)]
    rows = [
        [
            str(at),
            worker.person.name,
            worker.person.identity_number,
            "2020.01-2020.02",
            str(random.randint(36, 120) * 100),
        ]
        for at, worker in enumerate(people, 1)
    ]
    writer.grid(
        [["序号", "姓名", "公民身份号码", "起止年月", "缴费基数"], *rows],
        (0.1, 0.15, 0.35, 0.23, 0.17),
        head=True,
        points=10,
    )
    writer.paragraph("我单位承诺以上补缴信息真实、准确，因疫情影响未能按时缴纳的社会保险费按规定办理补缴。")
    writer.signing(dossier.unit, chinese_date(date(2020, 2, 18)), None, "申报单位（盖章）")
    return writer.finish(), {
        "unit_name": dossier.unit,
        "reg_no": register,
        "person_name": people[0].person.name,
        "id_no": people[0].person.identity_number,
        "from_month": "2020-01",
        "to_month": "2020-02",
        "kinds": "养老、失业、工伤、医疗（含生育）",
        "pay_method": "银行缴费",
    }


def bank_slip(dossier: Dossier, look: Look, random: Random) -> Drawn:
    """Draw 电子回单."""
    writer, amount = Writer(look, random), f"{random.randint(8000, 60000)}.{random.randint(10, 99)}"
    writer.heading("中国某某银行电子回单", 18)
    writer.fields(
        [
            ("付款人", dossier.unit),
            ("付款人账号", f"6222{random.randint(0, 10**11):011d}"),
            ("收款人", "北京市社会保险基金管理中心"),
            ("金额", f"人民币{amount}元"),
            ("用途", "社会保险费"),
            ("交易日期", "2020年2月17日"),
            ("回单编号", f"{random.randint(10**11, 10**12 - 1)}"),
        ]
    )
    return writer.finish(), {"amount": amount, "date": "2020-02-17"}
