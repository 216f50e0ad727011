"""Where the sender's own words end: as mail programs of his time mark it."""

from __future__ import annotations

import pytest

from intake.body import text_of_html
from intake.message import parse_message
from intake.quotation import own_words
from tests.intake.letters import PDF, attached, mail, raw

LINK = "https://mail.qq.com/cgi-bin/ftnExs_download?t=exs_ftn_download"
FORMS = {
    "QQ": "------------------&nbsp;原始邮件&nbsp;------------------\n发件人: \"甲\"&nbsp;<a@qq.com>;",
    "QQ 英文": "------------------ Original ------------------\nFrom: \"甲\" <a@qq.com>;",
    "企业微信邮箱": "------------------ 原始邮件 ------------------\n发件人: 甲<a@firm.example>",
    "网易邮箱大师": "---- 回复的原邮件 ----\n| 发件人 | 甲<a@163.com> |\n| 发送日期 | 2020年02月20日 10:00 |",
    "网易邮箱大师 英文": "---- Replied Message ----\n| From | 甲<a@163.com> |\n| Date | 02/20/2020 10:00 |",
    "网易邮箱大师 转发": "---- 转发的原邮件 ----\n| From | 甲<a@163.com> |",
    "网易网页": "在 2020-02-20 10:00:00，\"甲\" <a@163.com> 写道：",
    "网易网页 转发": "-------- 转发邮件信息 --------\n发件人：\"甲\" <a@163.com>\n发送日期：2020-02-20 10:00:00",
    "Foxmail": "甲\n \n发件人： 甲\n发送时间： 2020-02-20 10:00\n收件人： 乙\n主题： 申请",
    "Outlook": "________________________________\n"
               "发件人: 甲 <a@firm.example>\n发送时间: 2020年2月20日 10:00\n收件人: 乙",
    "Outlook 英文": "From: A <a@firm.example>\nSent: Thursday, February 20, 2020 10:00 AM\nTo: B\nSubject: C",
    "阿里邮箱": "------------------------------------------------------------------\n发件人：甲<a@firm.example>\n"
                "日　期：2020年02月20日 10:00:00\n收件人：乙\n主　题：申请",
    "Gmail": "甲 <a@gmail.example> 于2020年2月20日周四 上午10:00写道：",
    "Gmail 折行": "On Thu, Feb 20, 2020 at 10:00 AM A\n<a@gmail.example> wrote:",
    "139邮箱": "----邮件原文----\n发件人：甲 <13800000000@139.com>",
    "新浪邮箱": "----- 原始邮件 -----\n发件人：甲 <a@sina.com>",
    "苹果邮件": "> 在 2020年2月20日，上午10:00，甲 <a@icloud.example> 写道：",
    "苹果邮件 转发": "Begin forwarded message:\nFrom: A <a@icloud.example>",
}  # fmt: skip


@pytest.mark.parametrize("form", sorted(FORMS))
def test_what_is_quoted_is_not_the_sender_s(form: str) -> None:
    own = own_words(f"已重新发送，请查收。\n\n{FORMS[form]}\n撤回申请 {LINK}")
    assert own.startswith("已重新发送，请查收。")
    assert "撤回" not in own


@pytest.mark.parametrize("text", [
    "您好：\n联系人：张三\n发件人：李四\n电话：010-65090000",
    "日期：2020年2月20日\n主题：劳务派遣\n盼复",
    "材料清单如下\n----------\n一、申请书",
    "在职职工名单写在附件二",
])
def test_words_that_only_look_like_a_quotation_are_the_sender_s(text: str) -> None:
    assert own_words(text) == text


@pytest.mark.parametrize("opening", [
    "<blockquote>", '<div class="gmail_quote">', '<div id="isReplyContent">', '<div id="divRplyFwdMsg" dir="ltr">',
    '<div class="ntes-mailmaster-quote">', '<includetail><div>',
])
def test_quotations_of_html_are_known_by_their_part(opening: str) -> None:
    assert own_words(text_of_html(f"<p>已重新发送</p>{opening}<p>{LINK}</p></div>")).strip() == "已重新发送"


def test_a_quoted_link_does_not_ask_for_files_that_came() -> None:
    text = f"材料见附件\n\n------------------&nbsp;原始邮件&nbsp;------------------\n发件人: 甲\n{LINK}"
    found = parse_message(raw(mail(attached(PDF, 'attachment; filename="a.pdf"'), text=text)))
    assert [one.code for one in found.findings] == []


def test_a_forwarded_link_is_told_where_it_is_all_that_came() -> None:
    found = parse_message(raw(mail(text=f"请查收\n-------- 转发邮件信息 --------\n发件人：甲\n{LINK}")))
    assert [one.code for one in found.findings] == ["file-link-attachment"]
