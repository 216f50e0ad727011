"""Courier numbers and withdrawals in short replies: told from the sender's own words, never from what is quoted."""

from __future__ import annotations

import pytest

from casework.arrival.short_replies import courier_number, says_little_else, wants_withdrawal


@pytest.mark.parametrize(("text", "number"), [
    ("顺丰SF1234567890123", "SF1234567890123"),
    ("您好，材料已寄出，快递单号：SF1234567890123，请查收。", "SF1234567890123"),
    ("EMS 1234567890123", "1234567890123"),
    ("邮政EMS运单号 EA123456789CN", "EA123456789CN"),
    ("运单号：７７３１２３４５６７８９０１２", "773123456789012"),
    ("中通 78123456789012", "78123456789012"),
    ("京东快递：JDVA12345678901", "JDVA12345678901"),
    ("京东快递：JD0123456789012", "JD0123456789012"),
    ("联系电话13800138000", None),
    ("收件编号SL20200212-000123", None),
    ("统一社会信用代码91110105MA00XXXX79", None),
    ("经办人身份证110101199001010015", None),
    ("单号还没有出来", None),
    ("> 顺丰SF1234567890123", None),
    ("好的\n-----原始邮件-----\n运单号SF1234567890123", None),
])
def test_courier_number(text: str, number: str | None) -> None:
    assert courier_number(text) == number


def test_more_than_a_number_is_read_by_an_officer() -> None:
    assert says_little_else("您好，运单号SF1234567890123，请查收，谢谢！", "SF1234567890123")
    assert not says_little_else("运单号SF1234567890123，另请问许可证何时可以领取？", "SF1234567890123")
    more = "运单号SF1234567890123。我单位名称已于上月变更，新的营业执照一并寄出，请按新的名称办理本次申请，原材料作废。"
    assert not says_little_else(more, "SF1234567890123")


@pytest.mark.parametrize("text", [
    "我单位申请撤回本次劳务派遣行政许可申请。", "因经营调整，现撤回申请", "请予以撤回，谢谢",
    "我公司决定撤回该申报材料", "特此申请将上述材料撤回", "撤回申请",
])
def test_clear_words_ask_to_withdraw(text: str) -> None:
    assert wants_withdrawal(text)


@pytest.mark.parametrize("text", [
    "请问能否撤回申请？", "我单位不撤回申请", "请勿撤回我单位的申请", "如需撤回请告知流程", "材料已补交，请查收。",
    "好的\n> 贵单位可以撤回申请", "收到\n2020年2月12日，办事机关写道：\n您可以申请撤回", "若撤回申请有何影响",
])
def test_questions_denials_and_quotes_do_not(text: str) -> None:
    assert not wants_withdrawal(text)
