"""Subjects, file names and bodies in the offices' own words."""

from __future__ import annotations

from datetime import datetime

from .chance import Chance
from .firms import Firm
from .paper import Case
from .persons import Person
from .scenes import EVERYDAY, MATERIALS, NAMES
from .tables import table

_WORDS = table("letters", "lists")
GREETINGS: list[str] = _WORDS["greetings"]
CLOSINGS: list[str] = _WORDS["closings"]
WISHES: list[str] = _WORDS["wishes"]
DEPARTMENTS: list[str] = _WORDS["departments"]
QUESTIONS: list[list[str]] = _WORDS["questions"]
MESSAGES: list[list[str]] = _WORDS["messages"]


def item_words(case: Case, everyday: bool) -> str:
    """Return the item in the office's or everyday words, as the firm states it."""
    item = case.stated_item or case.item
    return (EVERYDAY if everyday else NAMES)[item]


def proper_name(case: Case, chance: Chance) -> str:
    """Return unit name and item as the office asks for them."""
    joint = chance.pick(["+", "+", "＋", "-", "", "_", " "])
    return f"{case.firm.name}{joint}{item_words(case, False)}"


def loose_name(case: Case, when: datetime, chance: Chance) -> str:
    """Return a file name of daily habit."""
    words = item_words(case, True)
    return chance.pick(
        [
            "扫描件",
            "材料",
            "盖章材料",
            f"{words}",
            f"{case.firm.short}{words}",
            f"{words}-终稿",
            f"{words}（最终版）",
            f"{when:%Y%m%d}",
            f"{when.month}.{when.day}",
            f"SKM_C258{when:%y%m%d%H%M%S}",
            f"doc{when:%Y%m%d%H%M}",
            f"{case.firm.short}",
            "新建文档",
            "img-" + f"{when:%m%d%H%M%S}",
        ]
    )


def loose_subject(case: Case, chance: Chance) -> str:
    """Return a subject of daily habit."""
    words = item_words(case, True)
    return chance.pick(
        [
            words,
            f"{case.firm.short}{words}",
            "材料",
            "扫描件",
            "申报材料",
            f"{case.firm.short}材料",
            "",
            f"{words}，请查收",
            f"{case.firm.name}",
            "请查收附件",
            f"关于{words}的材料",
        ]
    )


def material_name(code: str, number: int, case: Case, chance: Chance) -> str:
    """Return the file name of one material."""
    base = MATERIALS[code]
    return [f"{number}.{base}", base, f"{number:02d}{base}", f"{base}（{case.firm.short}）", f"附件{number}：{base}"][
        sum(map(ord, case.firm.name)) % 5
    ]


def signature_block(firm: Firm, who: Person, chance: Chance) -> str:
    """Return the lines at the foot of a mail."""
    if chance.yes(0.3):
        return f"{who.name}\n{who.mobile}"
    line = "-" * chance.pick([20, 28, 32])
    first = f"{line}\n{firm.name}\n{chance.pick(DEPARTMENTS)}　{who.name}"
    return f"{first}\n电话：{firm.phone}　手机：{who.mobile}\n地址：{firm.addr}"


def body(case: Case, chance: Chance, daily: bool) -> str:
    """Return the text of an application mail."""
    if daily and chance.yes(0.15):
        return chance.pick(["", "见附件", "请查收", "发自139邮箱"]) + "\n"
    words = item_words(case, daily)
    wish = chance.pick(WISHES).format(item=words)
    lines = [chance.pick(GREETINGS), f"我们是{case.firm.name}。{wish}"]
    if chance.yes(0.35):
        lines.append(f"统一社会信用代码：{case.form.code}")
    if chance.yes(0.5):
        lines.append(f"联系人：{case.handler.name}，电话：{case.handler.mobile}")
    lines += [chance.pick(CLOSINGS), "", signature_block(case.firm, case.handler, chance)]
    return "\n".join(lines)


def body_with_all(case: Case, chance: Chance) -> str:
    """Return a text that alone says unit and wish, when subject and names say nothing."""
    words = item_words(case, True)
    return "\n".join(
        [
            chance.pick(GREETINGS),
            f"{case.firm.name}，{chance.pick(['想办', '申请', '现在要办', '来办'])}{words}，扫描件在附件，麻烦给看看。",
            f"联系人{case.handler.name} {case.handler.mobile}",
            chance.pick(CLOSINGS),
        ]
    )


def quoted(case: Case, when: datetime, chance: Chance) -> str:
    """Return an earlier mail below the text: of a colleague or of the office."""
    who = case.handler
    if chance.yes(0.5):
        inner = f"{who.name}：\n材料我都盖好章扫描了，你发给朝阳人社局，别忘了写联系电话。\n厂办"
        name, address = f"{case.firm.short}办公室", f"office{len(case.firm.name)}{chance.digits(3)}@sina.com"
    else:
        inner = _WORDS["office-reply"]
        name, address = "朝阳区人力社保局", "cyrsj@chy.example.gov.cn"
    lines = [
        f"发件人： {name} <{address}>",
        f"发送时间： {when:%Y-%m-%d} 16:{chance.randint(10, 59)}",
        f"收件人： {who.name}",
        f"主题： {chance.pick(['材料', '业务办理', '关于材料'])}",
        "",
        *inner.split("\n"),
    ]
    mark = chance.pick(["> ", "", ""])
    head = chance.pick(
        ["-----邮件原件-----", "------------------ 原始邮件 ------------------", "-------- 转发邮件信息 --------"]
    )
    return head + "\n" + "\n".join(mark + line for line in lines)
