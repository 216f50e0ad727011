"""Every letter says each thing that the catalogue asks of it, and says it in its own words, not by chance."""

from __future__ import annotations

import pytest

from replies.letter import write
from tests.replies.made import NUMBER, UNIT, calling_for, catalogue

OFFICE_SEAL = "北京市朝阳区人力资源和社会保障局（盖章处）"
REMEDY = "之日起六十日内依法申请行政复议，也可以自收到本"

SAYS: dict[str, dict[str, tuple[str, ...]]] = {
    "receipt": {
        "收件时间": ("收件时间：2020年2月12日09:05（北京时间）",),
        "收到文件清单": (f"收到文件清单（共1个）：\n1. {UNIT}+新申请劳务派遣行政许可.pdf（10页）",),
        "归档名称": (f"归档名称：{UNIT}+新申请劳务派遣行政许可.pdf",),
        "本回执不代表受理": ("本回执仅表明已收到上述文件，不代表受理",),
        "5个工作日内答复": ("我局将在5个工作日内答复，即不迟于2020年2月19日",),
        "联系方式": ("联系方式：\n- 劳动关系科，联系电话：65090452",),
    },
    "duplicate-notice": {"已有编号": (f"已有编号：{NUMBER}",), "无需重发": ("贵单位无需重发",)},
    "format-correction": {
        "逐条问题": (".pdf”：文件设有打开密码，请取消后重新发送",),
        "规范示例": (f"规范示例：{UNIT}+新申请劳务派遣行政许可.pdf",),
        "是否需要重发": ("是否需要重发：需要",),
        "期限": ("请于2020年2月27日前（含当日）重发",),
    },
    "supplement-notice": {
        "全部需补正内容": ("1. 第4页未见公章，请加盖。", "1. 文件设有打开密码，请取消后重新发送。"),
        "期限": ("请于2020年2月27日前（含当日）提交全部补正材料",),
        "补正方式": ("将补正材料制作成PDF文件作为附件发送",),
        "逾期后果": ("我局将终止本次审核，按退件处理",),
        "日期": (f"{OFFICE_SEAL}\n2020年2月13日\n",),
        "盖章处": (OFFICE_SEAL,),
    },
    "acceptance": {
        "受理日期": ("受理日期：2020年2月14日",),
        "办理期限": ("办理期限：20个工作日，至2020年3月13日止",),
        "日期": (f"{OFFICE_SEAL}\n2020年2月13日\n",),
        "盖章处": (OFFICE_SEAL,),
    },
    "deemed-accepted-alert": {
        "收件日期": ("收件日期：2020年2月12日",),
        "视为受理日期": ("视为受理日期：2020年2月12日",),
    },
    "non-acceptance": {
        "理由": ("一、理由\n申请材料所载经营场所与实际不符",),
        "应向何机关申请": ("该事项请向北京市通州区人力资源和社会保障局提出",),
        "复议诉讼权利": (REMEDY, "六个月内依法向人民法院提起行政诉讼"),
        "日期": (f"{OFFICE_SEAL}\n2020年2月13日\n",),
        "盖章处": (OFFICE_SEAL,),
    },
    "not-required": {"依法不需许可": ("依法不需要取得行政许可",)},
    "tolerated-acceptance": {
        "容缺材料清单": ("一、容缺材料清单\n- 房屋产权证明：缺少《房屋产权证明》",),
        "补正期限或条件": ("请于2020年3月9日前（含当日）补齐上述材料",),
        "补正方式": ("将所缺材料制作成PDF文件作为附件发送",),
        "超期处理": ("终止容缺办理，按退件处理",),
        "承诺书依据": ("以贵单位提交的《容缺受理承诺书》（第12页）为依据",),
    },
    "electronic-pass": {
        "按清单顺序封装": ("请将纸质材料按照材料清单顺序整理、封装：\n1. 劳务派遣经营许可申请书",),
        "寄送地址邮编": ("通讯地址：北京市朝阳区八里庄南里21号院", "邮编：100025"),
        "封袋四项信息": (
            f"1. 单位名称：{UNIT}", "2. 申请业务事项：新申请劳务派遣行政许可",
            "3. 发件人姓名：", "4. 北京号段的联系方式：",
        ),
        "每页公章多页骑缝": ("需每页加盖公章；多页（2页及以上）的，还需加盖骑缝章",),
        "是否现场核查": ("五、是否现场核查\n本事项视情况现场核查",),
    },
    "supplement-reminder": {
        "尚缺内容": ("尚缺内容：\n- 公司章程：第4页未见公章",),
        "期限": ("截止日期为2020年2月27日",),
        "补正方式": ("补正方式：请在截止日期前（含当日）直接回复本邮件",),
    },
    "overdue-closure": {
        "原定期限": ("应于2020年2月27日前（含当日）补齐",),
        "处理结果": ("我局终止本件办理，按退件处理",),
        "重新申请方式": ("请备齐全部材料，另发新邮件报送至原受理邮箱",),
    },
    "site-visit": {
        "时间地点": ("核查时间：2020年2月20日09:30（北京时间）", "核查地点：北京市朝阳区建国路1号"),
        "两名以上人员": ("我局指派的两名以上工作人员（王明、李红）",),
        "需准备材料": ("需准备的材料：\n营业执照副本原件",),
    },
    "granted": {
        "决定": ("我局于2020年2月14日作出准予行政许可的决定（决定文号：京朝人社许〔2020〕12号）",),
        "5个工作日内领取": ("自作出决定之日起5个工作日内（至2020年2月21日止）通知贵单位领取《劳务派遣经营许可证》",),
        "分批领取安排": ("我局分批安排领取。第三批，2020年2月24日至26日领取",),
    },
    "refused": {
        "理由": ("一、理由\n申请材料所载经营场所与实际不符",),
        "复议诉讼": (REMEDY, "六个月内依法向人民法院提起行政诉讼"),
    },
    "extension": {
        "延长10个工作日": ("办理期限延长10个工作日", "至2020年3月27日止"),
        "理由": ("一、延长的理由\n申请材料所载经营场所与实际不符",),
    },
    "completion": {
        "办理结果": ("办理结果：已更正缴费基数",),
        "领取方式": ("领取方式：第三批，2020年2月24日至26日领取",),
    },
    "withdrawal": {
        "撤回时间": ("撤回时间：2020年2月14日",),
        "重新申请方式": ("重新申请方式：请备齐材料，另发新邮件报送至原受理邮箱",),
    },
    "channel-guidance": {
        "系统名称": ("系统名称：北京市社会保险网上服务平台",),
        "事项名称": ("事项名称：延长缴费至7月底申请",),
        "入口": ("入口：“我要申请延长缴费”通道",),
        "如线上无法办理请回复本邮件": ("如线上无法办理，请回复本邮件",),
    },
    "receipt-certificate": {
        "收悉日期": ("收悉日期：2020年2月12日",),
        "收到材料清单": ("收到材料清单：\n1. 营业执照副本（复印件）\n2. 企业实施裁员适用法律法规的情况说明",),
        "仅表明已收悉": ("本证明仅表明已收悉报告材料",),
        "日期": (f"{OFFICE_SEAL}\n2020年2月13日\n",),
        "盖章处": (OFFICE_SEAL,),
    },
    "paper-received": {
        "收讫日期": ("收讫日期：2020年2月14日",),
        "收到材料清单": ("收到材料清单：\n1. 劳务派遣经营许可申请书\n2. 公司章程",),
    },
    "commitment-accepted": {
        "承诺事项": ("一、承诺事项\n参保人员离职前工资申报属实",),
        "办理期限": ("二、办理期限\n至2020年3月27日止",),
        "虚假承诺后果": ("三、虚假承诺后果\n我局将在办理中或者办结后核查。承诺不实的，我局依法终止办理",),
    },
    "deferred": {
        "原因": ("一、原因\n申请材料所载经营场所与实际不符",),
        "恢复条件": ("二、恢复条件\n恢复现场鉴定后办理",),
    },
}
"""What stands in the letter for each heading of ``must_say``, on the case that :func:`calling_for` makes."""

HEADINGS = [(kind, heading) for kind, letter in catalogue().letters.items() for heading in letter.must_say]


@pytest.mark.parametrize(("kind", "heading"), HEADINGS, ids=lambda value: str(value))
def test_letter_says_what_the_catalogue_asks(kind: str, heading: str) -> None:
    text = write(kind, calling_for(kind)).text
    for words in SAYS[kind][heading]:
        # Once: what stood elsewhere too would be found after the part that has to say it was gone.
        assert text.count(words) == 1, words


def test_nothing_is_asked_for_that_the_catalogue_does_not_ask() -> None:
    assert {kind: set(headings) for kind, headings in SAYS.items()} == {
        kind: set(letter.must_say) for kind, letter in catalogue().letters.items()
    }
