"""Whose card a page is: told by the words beside which the other papers name its holder."""

from __future__ import annotations

import pytest

from cases.reading import PageReading
from papers.identity_pages import Role, cards_of, is_identity_card, shows_card
from papers.materials import assign
from tests.validators.builders import DOCUMENTS, item, material, page

HEAD, AGENT = "王建国", "李晓娜"
SERVICE = item(
    material("legal-representative-identity", 1), material("authorisation-letter", 2), material("agent-identity", 3)
)


def card(number: int, *names: str) -> PageReading:
    fronts = [
        text for name in names
        for text in (f"姓名 {name}", "性别 女 民族 汉", "住址 北京市朝阳区", "公民身份号码 110105198909200361")
    ]
    back = ("中华人民共和国", "居民身份证", "签发机关 北京市公安局", "有效期限 2015.01.01-2035.01.01")
    return page(number, "", *fronts, *back)


@pytest.mark.parametrize(("said", "name", "role"), [
    ("法定代表人：王建国", HEAD, Role.HEAD),
    ("法人代表王建国，注册资本500万元", HEAD, Role.HEAD),
    ("王建国同志，现任我公司执行董事，为我公司法定代表人。", HEAD, Role.HEAD),
    ("本人王建国系北京恒诚远达服务有限公司的法定代表人，现委托李晓娜办理", AGENT, Role.AGENT),
    ("委托人：王建国 受托人：李晓娜", HEAD, Role.HEAD),
    ("委托人：王建国 受托人：李晓娜", AGENT, Role.AGENT),
    ("兹介绍我公司李晓娜等2人前往贵局办理", AGENT, Role.AGENT),
    ("兹有我公司员工李晓娜（身份证号110105198909200361）代为办理", AGENT, Role.AGENT),
    ("参会人员：李晓娜", AGENT, None),
])
def test_role_is_told_by_the_words_beside_a_name(said: str, name: str, role: Role | None) -> None:
    assert cards_of([page(1, "某某书", said)], ()).role(name) is role


def test_cards_go_to_their_holders_wherever_they_stand() -> None:
    letter = page(2, "授权委托书", "我公司授权李晓娜前往贵局办理，法定代表人王建国，委托事项：提交材料，委托期限一个月")
    found = assign([card(1, AGENT), letter, card(3, HEAD)], DOCUMENTS, SERVICE)
    assert [one.document for one in found.pages] == [
        "agent-identity", "authorisation-letter", "legal-representative-identity",
    ]  # fmt: skip


def test_one_page_with_two_cards_fills_both_slots() -> None:
    letter = page(1, "授权委托书", "法定代表人：王建国", "受委托人：李晓娜", "委托事项：提交材料", "委托期限：一个月")
    found = assign([letter, card(2, HEAD, AGENT)], DOCUMENTS, SERVICE)
    assert [one.page for one in found.of("agent-identity")] == [2]
    assert [one.page for one in found.of("legal-representative-identity")] == [2]


def test_card_copied_onto_a_letter_fills_its_slot_beside_the_letter() -> None:
    letter = page(
        1, "授权委托书", "法定代表人：王建国", "受委托人：李晓娜", "委托事项：提交材料", "委托期限：一个月",
        "姓名 李晓娜", "性别 女 民族 汉", "出生 1989年9月20日", "住址 北京市朝阳区", "公民身份号码 110105198909200361",
        "签发机关 北京市公安局", "有效期限 2015.01.01-2035.01.01",
    )  # fmt: skip
    found = assign([letter], DOCUMENTS, SERVICE)
    assert (found.pages[0].document, found.pages[0].also) == ("authorisation-letter", ("agent-identity",))


def test_a_form_that_asks_for_a_number_is_no_card() -> None:
    form = page(1, "", "姓名 李晓娜", "性别 女", "出生 1989年9月20日", "公民身份号码 110105198909200361", "险种 养老")
    assert not shows_card(form)
    assert is_identity_card(card(1, AGENT))
