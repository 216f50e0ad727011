"""Mails that hand nothing in: questions, thanks, progress, withdrawals; and scanners' mails."""

from __future__ import annotations

from random import Random

from south.cases import Case
from south.items import EVERYDAY, ITEM_NAMES
from south.wording import GREETINGS, THANKS, verb

QUESTIONS = (
    "请问要准备哪些材料？需要去现场吗？",
    "我们是小店没有工会，这个材料怎么弄？",
    "是发邮件就行还是要再寄纸质的？",
    "要盖骑缝章吗，还是每页盖公章就可以？",
    "疫情期间什么时候能办？大概多长时间？",
    "表格在哪里下载？网上没找到。",
    "能不能先发材料，公章在店里过几天再补？",
)
MACHINE_SUBJECTS = (
    "Message from RICOH MP C2504",
    "Scanned from a Xerox Multifunction Printer",
    "扫描到邮件",
    "Attached Image",
    "来自 Brother DCP-7080D 的扫描",
)
MACHINE_BODIES = (
    'This E-mail was sent from "RNP002673A1" (MP C2504).\n\nScan Date: {d} (+0800)\nQueries to: {s}',
    "请打开附件文档。该文档由多功能一体机扫描发送。\n\n附件文件类型：pdf，多页\n请勿回复本邮件。",
    "设备名称：前台一体机\n扫描时间：{d}\n分辨率：200 dpi",
)


def question(case: Case, rng: Random) -> tuple[str, str]:
    """Subject and body of a question."""
    every = rng.choice(EVERYDAY[case.item])
    body = "\n".join(
        (rng.choice(GREETINGS), f"我们是{case.unit.name}，想{verb(every)}，{rng.choice(QUESTIONS)}", rng.choice(THANKS))
    )
    return rng.choice(("咨询", "请问一下", f"关于{every}的问题", "（无主题）", f"咨询{every}")), body


def message(case: Case, twist: str, rng: Random) -> tuple[str, str]:
    """Subject and body of a short message on an earlier hand-in."""
    unit, name = case.unit.name, ITEM_NAMES[case.item]
    day = f"{case.day.month}月{case.day.day}日"
    texts = {
        "thanks": ("Re: 材料已收到", f"收到，谢谢老师！{unit}"),
        "progress": (
            "问一下进度",
            f"老师好，{unit}{day}发过来的{name}材料，请问审核到哪一步了？联系电话{case.facts['agent_phone']}。",
        ),
        "withdrawal": (
            f"{case.unit.short}撤回申请",
            f"您好，{unit}{day}提交的{name}现在不办了，申请撤回之前发的材料，给您添麻烦了。",
        ),
        "supplement-later": (
            "回复：补正通知",
            f"老师，通知看到了，{unit}办{name}缺的材料我们这两天盖好章再发，晚一点可以吗？",
        ),
    }
    subject, body = texts[twist]
    return subject, f"{rng.choice(GREETINGS)}\n{body}" if twist != "thanks" else body


def machine(sender: str, stamp: str, rng: Random) -> tuple[str, str]:
    """Subject and body of a scanner's mail."""
    body = rng.choice(MACHINE_BODIES).replace("{d}", stamp).replace("{s}", sender)
    return rng.choice(MACHINE_SUBJECTS), body
