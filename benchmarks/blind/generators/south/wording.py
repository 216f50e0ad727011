"""Subjects, bodies and file names of mails from small shops and their bookkeepers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from random import Random

from south.cases import Case
from south.items import EVERYDAY, ITEM_NAMES, MATERIAL_NAMES

AGENCIES = ("北京渡笙财务咨询有限公司", "北京青砚记账代理事务所", "北京榆和企业服务有限公司", "朝阳汐园代理记账")
GREETINGS = ("老师您好：", "您好，", "老师好！", "朝阳人社局的老师：您好！", "社保老师您好", "尊敬的老师：", "你好")
THANKS = (
    "谢谢老师！",
    "麻烦您了，谢谢。",
    "辛苦老师，有问题请打电话。",
    "疫情期间辛苦了！",
    "收到请回复，谢谢！",
    "缺什么请告诉我，谢谢",
)
REASONS = (
    "疫情期间不方便过去，",
    "店里还没开门，",
    "看到通知说可以发邮件，",
    "街道说现在网上办，",
    "现在不让现场办，",
    "",
)
VAGUE = ("材料", "社保", "资料", "申请材料", "（无主题）", "麻烦老师看一下", "补发材料", "文件", "照片")


@dataclass
class Words:
    """Subject, body and the stem of file names."""

    subject: str
    body: str
    stem: str


def wish(case: Case, rng: Random) -> str:
    """What the sender wants, in everyday words and the item's name."""
    plain, name = rng.choice(EVERYDAY[case.item]), ITEM_NAMES[case.item]
    who = rng.choice(("会计", "店长", "人事", "老板"))
    return rng.choice(
        (
            f"我们是{case.unit.name}，想{verb(plain)}（{name}）",
            f"{case.unit.name}申请{name}",
            f"我是{case.unit.short}的{who}，单位全称{case.unit.name}，要办{name}",
            f"这是{case.unit.name}的材料，办理业务：{name}",
        )
    )


def verb(plain: str) -> str:
    """The everyday name as something one can do."""
    return plain if plain[0] in "办申补不多上要新" else f"办{plain}"


def formal_subject(case: Case, rng: Random) -> str:
    """Unit and item as the office asks."""
    sign = rng.choice(("+", "", "-", "＋", "—"))
    return f"{case.unit.name}{sign}{ITEM_NAMES[case.item]}"


def plain_subject(case: Case, rng: Random) -> str:
    """A subject that says less."""
    every = rng.choice(EVERYDAY[case.item])
    return rng.choice(
        (
            f"{case.unit.short}{every}",
            every,
            rng.choice(VAGUE),
            rng.choice(VAGUE),
            f"{case.unit.short}的材料",
            f"{case.unit.name}",
            f"{every}{case.day:%m%d}",
        )
    )


def formal_body(case: Case, rng: Random) -> str:
    """A proper body."""
    return "\n".join(
        (
            rng.choice(GREETINGS),
            f"附件为{case.unit.name}办理{ITEM_NAMES[case.item]}的电子版材料，请审核。",
            f"联系人：{case.facts['agent']}，电话：{case.facts['agent_phone']}。",
            rng.choice(THANKS),
        )
    )


def phone_body(case: Case, rng: Random) -> str:
    """A body typed on the phone."""
    end = rng.choice(("，材料在附件里", "，照片发过来了您看清楚吗", "，资料都扫描好了", "，附件请查收"))
    call = rng.choice(
        (f"我电话{case.facts['agent_phone']}", f"有事打{case.facts['agent_phone']}，{case.facts['agent'][0]}女士", "")
    )
    lines = [rng.choice(GREETINGS), f"{rng.choice(REASONS)}{wish(case, rng)}{end}", call, rng.choice(THANKS)]
    return rng.choice(("\n", "\n", " ")).join(line for line in lines if line)


def agency_body(case: Case, agency: str, rng: Random) -> str:
    """A bookkeeper writing for a client."""
    return "\n".join(
        (
            rng.choice(GREETINGS),
            f"我们是{agency}，受客户委托代为提交{case.unit.name}的材料，业务是{ITEM_NAMES[case.item]}。",
            rng.choice(("客户公章已盖好。", "原件在客户处，疫情结束后补交。", "如需补充请联系我，我通知客户。")),
            rng.choice(THANKS),
            agency,
        )
    )


def quoted(body: str, case: Case, moment: datetime, rng: Random) -> str:
    """The body above a forwarded or answered mail."""
    head = rng.choice(
        ("------------------ 原始邮件 ------------------", "-----原始邮件-----", "---------- 转发的邮件 ----------")
    )
    sent = f"{moment.year}年{moment.month}月{max(1, moment.day - 1)}日"
    old = f"发件人：{case.facts['agent']}\n发送时间：{sent}\n主题：资料"
    said = rng.choice(
        (
            "材料按你说的重新盖章扫描了，你帮忙发给人社局吧。",
            "老板签好字了，扫描件在附件。",
            "麻烦转给社保老师，公章都盖了。",
        )
    )
    return f"{body}\n\n{head}\n{old}\n\n{said}"


def mail_words(case: Case, rng: Random, daily: bool, agency: str, moment: datetime) -> Words:
    """Subject, body and file stem of an application."""
    if not daily:
        subject = formal_subject(case, rng)
        return Words(subject, formal_body(case, rng), subject)
    body = agency_body(case, agency, rng) if agency else phone_body(case, rng)
    subject = plain_subject(case, rng)
    if rng.random() < 0.2:
        body, subject = quoted(body, case, moment, rng), rng.choice(("转发：", "Fw:", "回复：", "Re: ")) + subject
    stem = rng.choice(
        (
            f"{case.unit.short}{rng.choice(EVERYDAY[case.item])}",
            "扫描件",
            "材料",
            "新文档",
            f"{moment:%Y%m%d}扫描",
            f"{case.unit.short}终稿",
            f"{case.unit.short}盖章版",
        )
    )
    return Words(subject, body, stem)


def material_file(material: str, rng: Random, case: Case, number: int, daily: bool) -> str:
    """A file name after its material, without extension."""
    name = rng.choice(MATERIAL_NAMES[material])
    if not daily:
        return rng.choice((f"{number}.{name}", f"{number:02d}{name}", f"{case.unit.name}{name}"))
    return rng.choice((name, f"{number}{name}", f"{case.unit.short}{name}", f"{name}（盖章）", name))


def picture_names(count: int, moment: datetime, rng: Random) -> list[str]:
    """File names as phones give them, without extension."""
    base = rng.randrange(1000, 8000)
    form = rng.choice(
        ("微信图片_{d}{t}{k:02d}", "IMG_{n}", "mmexport1582{m:09d}", "CamScanner {d2} {k}", "扫描_{k}", "{k}")
    )
    return [
        form.format(
            d=f"{moment:%Y%m%d}",
            d2=f"{moment:%m-%d-%Y}",
            t=f"{moment:%H%M}",
            k=k + 1,
            n=base + k,
            m=base * 100000 + k * 731,
        )
        for k in range(count)
    ]
