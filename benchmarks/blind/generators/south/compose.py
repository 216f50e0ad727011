"""The mail of a submission: sender, program, words, attachments."""

from __future__ import annotations

import io
from random import Random

from PIL import Image, ImageDraw
from south import chatter, items, mailing, wording
from south.assemble import Submission
from south.canvas import typeface
from south.files import Bundle
from south.mailing import CLIENTS, Client, Letter
from south.packing import Attached
from south.wording import Words

DOMAINS = {
    "qq-web": "qq.com",
    "qq-phone": "qq.com",
    "163-web": "163.com",
    "163-phone": "163.com",
    "iphone": "126.com",
    "foxmail": "sina.com",
    "outlook": "126.com",
    "scanner": "163.com",
}
SYLLABLES = (
    "huai",
    "tang",
    "he",
    "li",
    "mo",
    "jiao",
    "xiang",
    "lu",
    "yu",
    "zao",
    "qing",
    "yan",
    "wan",
    "feng",
    "dian",
    "kuaiji",
)


def pick_client(rng: Random, machine: bool, phone: bool) -> Client:
    """The mail program."""
    if machine:
        return CLIENTS["scanner"]
    keys = (
        ("qq-phone", "163-phone", "iphone", "qq-web")
        if phone
        else ("qq-web", "163-web", "foxmail", "outlook", "163-phone")
    )
    return CLIENTS[rng.choice(keys)]


def address(client: Client, rng: Random) -> str:
    """A made-up address at a common provider."""
    if client.key == "scanner":
        return f"{rng.choice(('noreply', 'no-reply', 'scanner'))}@mfp-{rng.choice(SYLLABLES)}.example.com"
    domain = DOMAINS[client.key]
    if domain == "qq.com" and rng.random() < 0.7:
        return f"{rng.randrange(10**8, 3 * 10**9)}@qq.com"
    return f"{rng.choice(SYLLABLES)}{rng.choice(SYLLABLES)}_{rng.randrange(100, 9999)}@{domain}"


def sender_name(submission: Submission, agency: str, client: Client, rng: Random) -> str:
    """The name the mail program shows."""
    case = submission.jobs[0].case
    if client.key == "scanner":
        return "MFP Scanner"
    return rng.choice(
        (agency, agency[:6])
        if agency
        else (case.unit.short, case.facts["agent"], case.unit.name, "开心就好", "A" + case.unit.short)
    )


def channel_of(submission: Submission) -> tuple[str, str]:
    """The mailbox the mail came to."""
    plan = submission.plan
    box = items.mailbox(plan.slot.items[0])
    if plan.slot.twist == "wrong-mailbox":
        return items.HOURS_BOX if box == items.DISPATCH_BOX else items.DISPATCH_BOX
    return ("fax-insurance", "") if plan.fax else box


def two_words(submission: Submission, agency: str, rng: Random) -> Words:
    """Words of a mail with two cases."""
    wishes = [f"{k}、{j.case.unit.name}：{items.ITEM_NAMES[j.case.item]}" for k, j in enumerate(submission.jobs, 1)]
    shorts = list({j.case.unit.short: None for j in submission.jobs})
    titles = (
        ("两家的材料", "、".join(shorts) + "社保业务") if len(shorts) > 1 else ("两项业务材料", f"{shorts[0]}两项业务")
    )
    who = f"我们是{agency}，帮客户提交材料。" if agency else "这次一起发两项业务的材料："
    body = "\n".join((rng.choice(wording.GREETINGS), who, *wishes, rng.choice(wording.THANKS)))
    return Words(rng.choice(titles), body, "材料")


def words_for(submission: Submission, agency: str, sender: str, rng: Random) -> Words:
    """Subject, body and file stem."""
    plan, case = submission.plan, submission.jobs[0].case
    kind = plan.slot.kind
    if kind == "question":
        return Words(*chatter.question(case, rng), "")
    if kind == "message":
        return Words(*chatter.message(case, plan.slot.twist, rng), "")
    if kind == "machine":
        return Words(
            *chatter.machine(sender, f"{plan.received:%Y.%m.%d %H:%M:%S}", rng), f"{plan.received:%Y%m%d%H%M%S}"
        )
    if len(submission.jobs) > 1:
        return two_words(submission, agency, rng)
    if mail_item := submission.jobs[0].mail_item:
        title = f"{case.unit.name}+{items.ITEM_NAMES[mail_item]}"
        return Words(title, f"老师您好：\n附件是{case.unit.name}{items.ITEM_NAMES[mail_item]}的材料，请查收。", title)
    return wording.mail_words(case, rng, plan.daily, agency, plan.received)


def stems(submission: Submission, words: Words) -> list[str]:
    """File stems of the cases."""
    if len(submission.jobs) == 1:
        return [words.stem]
    return [f"{j.case.unit.name}{items.ITEM_NAMES[j.case.item]}" for j in submission.jobs]


def logo(name: str, rng: Random) -> Attached:
    """A small logo for a signature."""
    picture, buffer = Image.new("RGB", (180, 60), (250, 250, 250)), io.BytesIO()
    pen = ImageDraw.Draw(picture)
    pen.ellipse([6, 8, 50, 52], fill=tuple(rng.randrange(40, 220) for _ in range(3)))
    pen.text((60, 16), name, (60, 60, 60), typeface("kai", 26))
    picture.save(buffer, "PNG")
    return Attached("image001.png", buffer.getvalue(), "png")


def by_products(submission: Submission, letter: Letter, agency: str, rng: Random) -> None:
    """Things that mail programs add by themselves."""
    case = submission.jobs[0].case
    if letter.client.key in ("outlook", "foxmail") and rng.random() < 0.5:
        letter.related.append(logo(agency[2:5] or case.unit.short, rng))
        lines = (
            [agency, "专业代理记账、社保代办"] if agency else [case.facts["agent"], case.unit.name, case.unit.address]
        )
        letter.text += "\n\n--\n" + "\n".join(lines)
    if letter.client.key == "iphone" and rng.random() < 0.3:
        letter.attached.append(Attached("ATT00001.txt", "\r\n发自我的 iPhone".encode(), "txt"))
    if rng.random() < 0.03:
        card = f"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:{case.facts['agent']}\r\nEND:VCARD\r\n"
        letter.attached.append(Attached("card.vcf", card.encode(), "vcf"))


def editable_copy(submission: Submission, data: bytes | None, letter: Letter) -> None:
    """The Word file of the form beside the scan."""
    if data:
        name = items.ITEM_NAMES[submission.plan.slot.items[0]]
        letter.attached.append(Attached(f"{name}表格.docx", data, "docx"))


def write_letter(
    submission: Submission, client: Client, sender: str, shown: str, words: Words, bundle: Bundle
) -> Letter:
    """The letter with everything attached."""
    body = words.body + (f"\n\n{client.foot}" if client.foot else "")
    box = channel_of(submission)[1]
    letter = Letter(client, shown, sender, box, words.subject, body, submission.plan.received)
    letter.attached = list(bundle.files)
    return letter


def mail_bytes(letter: Letter, rng: Random) -> bytes:
    """The mail as sent."""
    return mailing.write_mail(letter, rng)
