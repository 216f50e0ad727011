"""Questions: heard wherever they stand, told from politeness, and whether they are about a case."""

from __future__ import annotations

import pytest

from casework.arrival.questions import asked, asks_in_general, only_asks, says_supplement, speaks_of_a_case
from intake.enclosure import speaks_of_enclosure


@pytest.mark.parametrize(("text", "sentence"), [
    ("材料见附件。另外多久能批下来？急！", "另外多久能批下来?"),
    ("请查收。请问还需要交原件吗", "请问还需要交原件吗"),
    ("附件是申请表。能否今天答复，谢谢", "能否今天答复,谢谢"),
])
def test_a_question_beside_material_is_heard(text: str, sentence: str) -> None:
    assert asked(text) == sentence


@pytest.mark.parametrize("text", [
    "材料见附件，请查收。如有问题请联系张丽。", "如有疑问，请致电13800000000。", "请审核，谢谢！",
    "若材料有不足之处请告知。", "", "有任何问题请随时联系我",
    "请查收\n------------------ 原始邮件 ------------------\n请问？",
    "请审核，如需补充请告知。", "妥否，请回复。", "收到请回复，谢谢！", "材料都扫好了在附件里，您看看行不行",
    "照片发过来了，您看清楚吗", "我们是北京某某财务咨询有限公司，代为提交客户的材料。", "以上材料收到后请告知",
])
def test_politeness_and_quotation_ask_nothing(text: str) -> None:
    assert asked(text) == ""


@pytest.mark.parametrize(("text", "alone"), [
    ("公章拿不到，派遣证注销能不能先不盖章？附件是停工通知，供参考。", True), ("请问现在能邮件办理吗？", True),
    ("材料见附件，请问多久能批？", False), ("附件是申请表，另外要交原件吗？", False),
    ("资料都扫描好了，什么时候能办？", False), ("现将材料报送贵局，是否还需原件？", False), ("谢谢", False),
])
def test_who_only_asks_hands_nothing_in(text: str, alone: bool) -> None:
    assert only_asks(text) is alone


@pytest.mark.parametrize("text", ["撤回申请", "材料下周寄", "请问办到哪一步了", "谢谢，已收到", "什么时候能批下来"])
def test_words_about_a_case(text: str) -> None:
    assert speaks_of_a_case(text)


@pytest.mark.parametrize("text", ["请问需要哪些材料", "社保减免政策怎么享受", "退费流程是什么"])
def test_words_about_our_business(text: str) -> None:
    assert asks_in_general(text)


@pytest.mark.parametrize(("text", "is_one"), [
    ("补正材料.pdf", True), ("补充材料见附件", True), ("已按要求修改", True), ("重新盖章的申请表", True),
    ("社保补缴", False),
    ("补交社保", False), ("补充保险登记", False), ("不定时工作制", False),
])
def test_a_supplement_calls_itself_one(text: str, is_one: bool) -> None:
    assert says_supplement(text) is is_one


@pytest.mark.parametrize(("subject", "words"), [
    ("报送材料", ""), ("社保补缴", "材料见附件，请查收。"), ("北京星河科技有限公司+不定时工作制", ""),
    ("申报材料", "您好"), ("补缴", "附件：申报表"),
    ("退费", "现将退费材料报送贵中心。"), ("撤回", "撤回申请书见附件"), ("退费", "材料已发送，请查收"),
    ("application", "Please find attached"),
])
def test_who_speaks_of_an_enclosure_has_forgotten_it(subject: str, words: str) -> None:
    assert speaks_of_enclosure(subject, words)


@pytest.mark.parametrize(("subject", "words"), [
    ("社保补缴", "请问怎么办理？"), ("咨询", "请问需要哪些材料"), ("撤回申请", "我单位撤回上周的申请"),
    ("感谢", "谢谢老师"), ("通知", "材料下周寄过去"),
    ("撤回申请", "因情况变化，现申请撤回3月12日提交的综合工时申请，请不再办理。"),
    ("取消", "上次报送的材料不办了，给您添麻烦了"),
    ("进度", "我公司8日提交的补缴材料，麻烦老师看一下进度"), ("材料", "昨天发的退费材料收悉后请告知"),
    ("请问附件用什么格式", ""), ("", ""),
    ("申请", "北京星河科技有限公司因生产需要，拟对司机岗位实行不定时工作制，共30人。"),
])
def test_who_asks_thanks_or_announces_has_forgotten_nothing(subject: str, words: str) -> None:
    assert not speaks_of_enclosure(subject, words)


@pytest.mark.parametrize(("subject", "words"), [
    ("咨询年度报告", "请问表格在哪里下载？谢谢。\n\n本邮件及其附件含有保密信息，仅限于发送给上面地址中的个人或群组。"),
    ("咨询", "请问如何办理？\nThis e-mail and its attachments contain confidential information."),
    ("Re: 电子材料审核合格", "收到，谢谢！纸质材料已于今日用EMS寄出，请查收。"),
])
def test_a_notice_below_every_mail_and_papers_by_post_are_no_enclosure(subject: str, words: str) -> None:
    assert not speaks_of_enclosure(subject, words)
