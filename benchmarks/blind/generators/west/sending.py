"""Write the mail of a submission: who sends it, how, with which words."""

from __future__ import annotations

from datetime import timedelta

from . import letters
from .assembly import Bundle
from .cards import emblem
from .chance import Chance
from .growing import Submission
from .mime import PROGRAMS, Attachment, Mail, written
from .paper import Case
from .scenes import EVERYDAY, NAMES, mailbox
from .tables import table

BOXES = {
    "mail-dispatch": "cylwpqsq@126.com",
    "mail-hours": "cytsgssq@163.com",
    "mail-layoff": "cjbg@chy.example.gov.cn",
    "mail-insurance": "sbjb@chy.example.gov.cn",
}
MIX = {
    "foxmail": 0.24,
    "foxmail6": 0.1,
    "139": 0.18,
    "sina": 0.14,
    "163": 0.11,
    "qq": 0.1,
    "outlook": 0.06,
    "phone": 0.04,
    "thunderbird": 0.03,
}
AGENTS = ("北京泓账通财务咨询有限公司", "北京岳账轩代理记账有限公司", "北京翊保垣人事代理有限公司")


def channel(sub: Submission) -> str:
    """Return the channel a submission came by."""
    if sub.spec.fax:
        return "fax-insurance"
    return "mail-dispatch" if sub.spec.kind == "wrong-mailbox" else mailbox(sub.spec.items[0])


def _address(case: Case, program: str, chance: Chance) -> str:
    """Return a sender's address that fits the mail program."""
    first = chance.pick(["bgs", "hr", "renshi", "ldk", "zhb", "xz", "office", "cw"])
    word = "".join(chance.pick("bcdfghjklmnpqrstwxyz") for _ in range(4))
    if program == "139":
        return f"{case.handler.mobile}@139.com"
    domain = {"sina": "sina.com", "163": "163.com", "qq": "qq.com", "outlook": f"{word}.example.com"}.get(
        program, chance.pick(["sina.com", "139.com", "163.com", "sohu.com", f"{word}.example.com", "vip.sina.com"])
    )
    return (
        f"{chance.digits(9)}@qq.com"
        if domain == "qq.com"
        else f"{first}_{word}{chance.digits(chance.pick([0, 2, 4]))}@{domain}"
    )


def _sender_name(case: Case, chance: Chance) -> str:
    return chance.pick(
        [case.firm.name, case.handler.name, case.firm.short, "", f"{case.firm.short}办公室", case.handler.name]
    )


def mail_bytes(sub: Submission, made: Bundle) -> tuple[bytes, str]:
    """Return the mail of a submission and its sender's address."""
    chance = sub.chance("mail")
    if sub.spec.kind == "machine":
        return _device(sub, made, chance)
    program = chance.weighted(MIX)
    case = sub.cases[0]
    sender = _address(case, program, chance)
    mail = Mail(
        sender,
        _sender_name(case, chance),
        BOXES[channel(sub)],
        "",
        "",
        sub.spec.received - timedelta(seconds=chance.randint(2, 40)),
    )
    mail.to_name = chance.pick(["", "", "朝阳人社局", mail.to.split("@")[0]])
    if sub.spec.kind in ("question", "message"):
        _plain_words(sub, made, mail, chance)
    else:
        mail.files = made.attachments
        _application(sub, mail, chance)
    _extras(sub, mail, program, chance)
    if program == "phone":
        mail.text += "\n\n发自我的iPhone"
    return written(mail, PROGRAMS[program], chance), sender


def _application(sub: Submission, mail: Mail, chance: Chance) -> None:
    """Write subject and text of an application."""
    case, daily = sub.cases[0], sub.spec.daily and not sub.cases[0].stated_item
    if len(sub.cases) > 1:
        mail.subject, mail.text = _several(sub, chance)
    elif daily:
        mail.subject = letters.loose_subject(case, chance)
        mail.text = letters.body_with_all(case, chance) if chance.yes(0.6) else letters.body(case, chance, True)
    else:
        mail.subject, mail.text = letters.proper_name(case, chance), letters.body(case, chance, False)
    if chance.yes(0.3 if daily else 0.1):
        _thread(case, mail, chance)
    elif daily and not case.strict and chance.yes(0.15):
        agent = chance.pick(AGENTS)
        mail.sender_name = agent
        words = {"firm": case.firm.name, "words": letters.item_words(case, True), "agent": agent}
        mail.text = table("letters", "lists")["agent"].format(who=chance.pick(["业务部", "客服部"]), **words)


def _several(sub: Submission, chance: Chance) -> tuple[str, str]:
    parts = [f"{c.firm.name}{NAMES[c.item]}" for c in sub.cases]
    subject = (
        "、".join(NAMES[c.item] for c in sub.cases)
        if sub.spec.kind == "two-items"
        else chance.pick(["两家单位材料", "社保材料两份"])
    )
    who = sub.cases[0].handler
    return subject, f"您好：\n附件是{'和'.join(parts)}的材料，共两项业务，请分别办理。\n{who.name} {who.mobile}"


def _thread(case: Case, mail: Mail, chance: Chance) -> None:
    """Make the mail a reply or forward with the earlier mail below."""
    mark = chance.pick(["Re: ", "回复: ", "Fw: ", "转发：", "回复：转发："])
    mail.subject = mark + (mail.subject or "材料")
    mail.text += "\n\n\n" + letters.quoted(case, mail.when - timedelta(days=1), chance)
    mail.reply_to_id = f"<{mail.when - timedelta(days=1):%Y%m%d%H}{chance.digits(10)}@chy.example.gov.cn>"


def _plain_words(sub: Submission, made: Bundle, mail: Mail, chance: Chance) -> None:
    """Write a question or message without an application."""
    case = sub.cases[0]
    pool: tuple[tuple[str, ...], ...] = letters.MESSAGES
    if sub.spec.kind == "question":
        pool = letters.QUESTIONS[-1:] if made.attachments else letters.QUESTIONS[:-1]
        mail.files = made.attachments
    subject, text = chance.pick(pool)[:2]
    day = sub.spec.received - timedelta(days=chance.randint(3, 9))
    words = {
        "words": EVERYDAY[case.item],
        "firm": case.firm.name,
        "who": case.handler.name,
        "tel": case.handler.mobile,
        "addr": case.firm.addr[6:12],
        "day": f"{day.month}月{day.day}日",
    }
    mail.subject, mail.text = subject.format(**words), text.format(**words)


def _extras(sub: Submission, mail: Mail, program: str, chance: Chance) -> None:
    """Add by-products of mail programs."""
    if program == "outlook":
        mail.files = [*mail.files, Attachment("image001.png", emblem(40), "image001.png@01D5EB2C.5A0E1F30")]
    if program in ("foxmail6", "outlook") and chance.yes(0.2):
        mail.files = [*mail.files, Attachment("ATT00001.txt", b"\r\n")]
    elif chance.yes(0.04):
        who = sub.cases[0].handler
        card = f"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8:{who.name}\r\nTEL;CELL:{who.mobile}\r\nEND:VCARD\r\n"
        mail.files = [*mail.files, Attachment("card.vcf", card.encode())]


def _device(sub: Submission, made: Bundle, chance: Chance) -> tuple[bytes, str]:
    """Return a mail that a multifunction device sends by itself."""
    sender = chance.pick(["noreply@", "scanner@", "mfp@"]) + chance.pick(["mail.example.com", "print.example.com"])
    serial = chance.digits(6)
    subject = chance.pick([f"Message from KM_C258_{serial}", f"Scan from MFP{serial}", "扫描文档", "Attached Image"])
    text = chance.pick(
        [
            f'This E-mail was sent from "MFP{serial}".\n\nScan Date: {sub.spec.received:%m.%d.%Y %H:%M:%S} (+0800)\n'
            f"Queries to: {sender}",
            "请打开附件查看扫描文件。\n本邮件由设备自动发送，请勿回复。",
            "",
        ]
    )
    mail = Mail(
        sender, "", BOXES[channel(sub)], subject, text, sub.spec.received - timedelta(seconds=5), made.attachments
    )
    return written(mail, PROGRAMS["device"], chance), sender
