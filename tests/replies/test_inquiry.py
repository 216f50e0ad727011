"""Answers to questions, and what is told of material that another mailbox has in hand."""

from __future__ import annotations

from dataclasses import replace

from cases.report import ItemRef, Outcome, Unit
from replies.letter import write
from tests.replies.made import context, finding, report, wrong_mailbox


def test_what_came_to_another_mailbox_is_told_to_be_in_hand_and_never_to_send_again() -> None:
    text = write("rerouted", wrong_mailbox()).text
    assert "请直接发送至hours@office.test" in text
    assert "无需重发" in text
    assert "重新发送" not in text


def test_answer_without_a_known_item_asks_for_it() -> None:
    made = replace(report(Outcome.REVIEW, finding("mail-inquiry")), item=ItemRef(None), unit=Unit(None), files=())
    text = write("inquiry-answer", replace(context(made), item=None)).text
    assert "请直接回复本邮件告知单位全称和具体业务" in text
    assert "所需材料" not in text


def test_receipt_of_a_question_speaks_of_no_material() -> None:
    made = replace(report(Outcome.REVIEW, finding("mail-inquiry")), files=())
    text = write("receipt", context(made)).text
    assert "来信收悉" in text
    assert "附件" not in text
    assert "材料" not in text


def test_answer_lists_what_binding_texts_ask_and_each_form_once() -> None:
    text = write("inquiry-answer", context()).text
    assert "1. 劳务派遣经营许可申请书（原件）\n" in text  # two of them only another district's guide asks for
    assert "11. 经办人身份证复印件（经办人非法定代表人的提交）\n" in text


def test_answer_about_an_online_item_shows_the_way() -> None:
    text = write("inquiry-answer", context(code="payment-extension-july")).text
    assert "请登录北京市社会保险网上服务平台" in text
    assert "发送至" not in text
