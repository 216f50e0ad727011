"""Every letter says each thing that the catalogue asks of it, and says it in its own words, not by chance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from replies.letter import write
from tests.replies.made import ANNOUNCED, NUMBER, UNIT, calling_for, catalogue

SIGNED = "\n北京市朝阳区人力资源和社会保障局\n2020年2月13日\n"
REVIEW, COURT = "内向北京市朝阳区人民政府申请行政复议", "六个月内向北京市朝阳区人民法院提起行政诉讼"

SAYS: dict[str, dict[str, tuple[str, ...]]] = {
    "receipt": {
        "收件时间": ("收件时间：2020年2月12日09:05\n",),
        "收到文件清单": (f"收到文件清单（共1个）：\n1. {UNIT}+新申请劳务派遣行政许可.pdf（10页）\n",),
        "本回执不代表受理": ("本回执仅表明已收到上述文件，不代表受理",),
        "5个工作日内答复": ("起5个工作日内答复，即不迟于2020年2月19日",),
        "后续安排": ("审核结果将以回复本邮件的方式告知；材料需要补正的，将一次告知全部内容",),
        "联系方式": ("联系方式：\n- 劳动关系科，联系电话：65090452",),
    },
    "inquiry-answer": {
        "来信收悉": ("来信收悉。您咨询的“新申请劳务派遣行政许可”",),
        "所需材料": ("所需材料如下：\n\n1. 劳务派遣经营许可申请书",),
        "受理邮箱": ("扫描成PDF，发送至cylwpqsq@126.com",),
        "联系方式": ("联系方式：\n- 劳动关系科，联系电话：65090452",),
    },
    "rerouted": {
        "受理邮箱": ("由我局劳务派遣业务邮箱受理", "请直接发送至cylwpqsq@126.com"),
        "已转交": ("材料已转交",),
        "收件时间不变": ("收件时间仍为2020年2月12日",),
        "编号不变": (f"编号{NUMBER}不变",),
        "无需重发": ("无需重发",),
    },
    "duplicate-notice": {"已有编号": (f"已有编号：{NUMBER}",), "无需重发": ("你单位无需重发",)},
    "format-correction": {
        "收到情况": (f"你单位于2020年2月12日的来信及1个附件已收到（收件编号：{NUMBER}）",),
        "逐条问题": (".pdf”设有打开密码，请取消后重新发送",),
        "是否需要重发": ("请直接回复本邮件，只发送更正后的文件，并请于2020年2月27日前（含当日）发出",),
        "规范写法": (f"写明“单位名称+业务名称”（如：{UNIT}+新申请劳务派遣行政许可.pdf）",),
    },
    "supplement-notice": {
        "全部需补正内容": ("1. 《公司章程》第4页未见公章，请加盖。", "pdf”设有打开密码，请取消后重新发送。"),
        "补正方式": ("将补正材料制作成PDF文件作为附件发送",),
        "补正期限": ("请于2020年2月27日前（含当日）提交全部补正材料",),
        "日期": (SIGNED,),
    },
    "acceptance": {
        "受理日期": ("决定予以受理，受理日期为2020年2月14日",),
        "办理期限": ("自受理之日起20个工作日内（至2020年3月13日止）作出决定",),
        "日期": (SIGNED,),
    },
    "deemed-accepted-alert": {
        "收件日期": ("收件日期：2020年2月12日",),
        "视为受理日期": ("视为受理日期：2020年2月12日",),
    },
    "non-acceptance": {
        "理由": ("一、理由\n申请材料所载经营场所与实际不符",),
        "应向何机关申请": ("该事项请向北京市通州区人力资源和社会保障局提出",),
        "复议诉讼权利": (REVIEW, COURT),
        "日期": (SIGNED,),
    },
    "not-required": {"依法不需许可": ("依法不需要取得行政许可",)},
    "tolerated-acceptance": {
        "容缺材料清单": ("一、容缺材料清单\n1. 房屋产权证明（复印件）\n",),
        "补正期限或条件": ("请于2020年3月9日前（含当日）补齐上述材料",),
        "补正方式": ("将所缺材料制作成PDF文件作为附件发送",),
    },
    "electronic-pass": {
        "受理决定书随后送达": ("该申请自2020年2月13日起受理，《受理决定书》随后送达",),
        "按清单顺序封装": ("请将纸质材料按照下列清单的顺序整理、封装：\n1. 劳务派遣经营许可申请书",),
        "寄送地址邮编": ("通讯地址：北京市朝阳区八里庄南里21号院", "邮编：100025"),
        "封袋四项信息": (
            f"1. 单位名称：{UNIT}", "2. 申请业务事项：新申请劳务派遣行政许可",
            "3. 发件人姓名：", "4. 北京号段的联系方式：",
        ),
        "每页公章多页骑缝": ("需每页加盖公章；多页（2页及以上）的，还需加盖骑缝章",),
        "是否现场核查": ("五、是否现场核查\n本事项视情况现场核查",),
    },
    "supplement-reminder": {
        "尚缺内容": ("尚缺内容：\n1. 《公司章程》第4页未见公章",),
        "期限": ("截止日期为2020年2月27日",),
        "补正方式": ("补正方式：请在截止日期前（含当日）直接回复本邮件",),
    },
    "overdue-closure": {
        "处理结果": ("二、处理结果\n终止本件办理，按退件处理",),
        "重新申请方式": ("请备齐全部材料，另发新邮件报送至原受理邮箱",),
        "复议诉讼权利": (REVIEW, COURT),
    },
    "site-visit": {
        "时间地点": ("核查时间：2020年2月20日09:30（约两小时）", "核查地点：北京市朝阳区建国路1号"),
        "两名以上人员": ("我局指派的两名以上工作人员（王明、李红）",),
        "需准备材料": ("需准备的材料：\n营业执照副本原件",),
    },
    "granted": {
        "决定": ("本机关于2020年2月14日决定准予行政许可",),
        "5个工作日内领取": ("请于2020年2月17日至2020年2月21日的工作日领取《劳务派遣经营许可证》",),
        "分批领取安排": ("审批结果分批领取，领取时需履行签字手续",),
    },
    "refused": {
        "决定": ("本机关于2020年2月14日决定不予行政许可",),
        "理由": ("一、理由\n申请材料所载经营场所与实际不符",),
        "复议诉讼": (REVIEW, COURT),
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
        "入口": ("网址：http://fuwu.rsj.beijing.gov.cn/csibiz/home/\n", "入口：“我要申请延长缴费”通道"),
        "如线上无法办理请回复本邮件": ("如线上无法办理，请回复本邮件",),
    },
    "receipt-certificate": {
        "收悉日期": ("收悉日期：2020年2月12日",),
        "裁减人数": ("裁减人数：36人",),
        "收到材料清单": ("附：收到材料清单\n1. 营业执照副本（复印件，2页）\n2. 企业实施裁员适用法律法规的情况说明",),
        "页数": ("，共10页。",),
        "仅表明已收悉": ("本证明仅表明已收悉报告材料",),
        "日期": (SIGNED,),
    },
    "advice": {
        "有关情况": ("许可证有效期至2020年3月31日，应当在届满六十日前（2020年1月31日前）提出延续。",),
        "办理方式": ("逾期提出的，请按新申请提交材料（清单附后）。", "材料清单：\n1. 劳务派遣经营许可申请书"),
    },
    "report-received": {
        "收悉日期": ("收悉日期：2020年2月12日",),
        "收到材料清单": ("收到材料清单：\n1. 年度劳务派遣经营情况报告",),
        "仅表明已收悉": ("本告知仅表明已收悉报告材料",),
    },
    "collection-notice": {
        "应提交材料": ("现请提交下列材料：\n1. 房屋产权证明",),
        "期限": ("期限：请于2020年3月27日前（含当日）提交。",),
        "提交方式": ("将上述材料制作成PDF文件作为附件发送",),
    },
    "paper-received": {
        "收讫日期": ("收讫日期：2020年2月14日",),
        "收到材料清单": ("收到材料清单：\n1. 劳务派遣经营许可申请书\n2. 公司章程",),
    },
    "commitment-accepted": {
        "承诺事项": ("一、承诺事项\n参保人员离职前工资申报属实",),
        "后续办理": ("二、后续办理\n我中心将先与参保人电话核实，核实无误后办理。",),
        "承诺不实的处理": ("三、承诺不实的处理\n承诺不实的，依法追回并按规定处理。",),
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
    called = calling_for(kind)
    if kind == "granted":  # without how it is fetched: the days of the law
        called = replace(called, particulars=replace(ANNOUNCED, pickup=""))
    text = write(kind, called).text
    for words in SAYS[kind][heading]:
        # Once: what stood elsewhere too would be found after the part that has to say it was gone.
        assert text.count(words) == 1, words


def test_nothing_is_asked_for_that_the_catalogue_does_not_ask() -> None:
    assert {kind: set(headings) for kind, headings in SAYS.items()} == {
        kind: set(letter.must_say) for kind, letter in catalogue().letters.items()
    }
