"""The mail around an application: sender, program, forwards, by-products."""

import random
import re
from dataclasses import dataclass
from datetime import timedelta

import cv2
import numpy as np

from . import wording
from .firms import ROMAN, Firm, firm
from .items import ITEMS, MAILBOXES, TITLES
from .mime import CLIENTS, Blob, Client, Envelope, compose
from .plan import Plan

PERSONAL = {"qq": "qq.com", "163": "163.com", "iphone": "qq.com", "foxmail": "126.com"}


@dataclass
class Letter:
    """A finished mail and who sent it."""

    data: bytes
    sender: str
    client: str
    channel: str


def pinyin(rng: random.Random) -> str:
    """A made-up login."""
    return "".join(rng.choice(list(ROMAN.values()))
        for _ in range(2)) + str(rng.choice(["", 66, 88, 2008, 1987, "hr", "_bj"]))


def sender(rng: random.Random, who: Firm, client: Client) -> tuple[str, str]:
    """Display name and address."""
    if client.name in ("qq", "iphone", "163") or (client.name == "foxmail" and rng.random() < 0.4):
        host = PERSONAL[client.name]
        login = str(rng.randrange(10**8, 3 * 10**9)) if host == "qq.com" else pinyin(rng)
        return rng.choice([who.agent.name, "HR", "晴天", who.short, "小" + who.agent.name[-1], ""]), f"{login}@{host}"
    login = rng.choice(["hr", "renshi", "shebao", pinyin(rng), "admin"])
    return rng.choice([who.agent.name, f"{who.short}人力资源部",
        f"{who.agent.name}-{who.short}"]), f"{login}@{who.domain}"


def client_of(rng: random.Random, daily: bool) -> Client:
    """A mail program; telephones and web mail more in daily habits."""
    names = ["qq", "qq", "163", "iphone", "foxmail", "exmail"] if daily else ["outlook", "outlook", "outlook15", "qq",
        "exmail", "foxmail", "163", "thunderbird"]
    return CLIENTS[rng.choice(names)]


def logo(rng: random.Random, text: str) -> bytes:
    """A small picture for the signature."""
    image = np.full((48, 160, 3), 255, np.uint8)
    colour = tuple(int(v) for v in np.random.default_rng(rng.randrange(2**31)).integers(20, 200, 3))
    cv2.circle(image, (24, 24), 18, colour, -1)
    cv2.putText(image, text[:8].upper(), (50, 32), cv2.FONT_HERSHEY_DUPLEX, 0.7, colour, 1, cv2.LINE_AA)
    return cv2.imencode(".png", image)[1].tobytes()


def visiting_card(who: Firm) -> bytes:
    """The agent's visiting card."""
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{who.agent.name}", f"ORG:{who.name}", f"TEL:{who.agent.phone}",
        "END:VCARD"]
    return "\r\n".join([*lines, ""]).encode()


def by_products(rng: random.Random, who: Firm, client: Client, form: bytes) -> list[Blob]:
    """What comes along unasked: empty text, visiting card, signature file, the form to edit."""
    found = []
    if (client.name == "iphone" and rng.random() < 0.3) or rng.random() < 0.05:
        found.append(Blob("ATT00001.txt", b"\r\n\r\n"))
    if rng.random() < 0.05:
        found.append(Blob(f"{who.agent.name}.vcf", visiting_card(who)))
    if client.name.startswith("outlook") and rng.random() < 0.12:
        found.append(Blob("smime.p7s", random.Random(rng.random()).randbytes(1800)))
    if form and rng.random() < 0.1:
        found.append(Blob(rng.choice(["申请表.docx", "电子版.docx", "表格（可编辑）.docx"]), form))
    return found


def quoted(rng: random.Random, who: Firm, plan: Plan, subject: str) -> str:
    """A forwarded or answered mail under the text."""
    when = (plan.received - timedelta(days=rng.randint(1, 2))).replace(hour=rng.randint(9, 18),
        minute=rng.randrange(60))
    line = rng.choice(wording.QUOTES)
    return (
        f"\n\n------------------ 原始邮件 ------------------\n发件人: \"{who.officer.name}\"<{pinyin(rng)}@"
        f"{who.domain}>;\n发送时间: {when.year}年{when.month}月{when.day}日 {when:%H:%M}\n"
        f"收件人: \"{who.agent.name}\";\n主题: {re.sub('^(Fw|回复|转发)[:：] ?', '', subject)}\n\n{line}")


def channel_of(plan: Plan, rng: random.Random) -> str:
    """The mailbox that the mail went to."""
    right = ITEMS[plan.items[0]].channel
    if plan.sort != "wrong-mailbox":
        return right
    return rng.choice([c for c in ("mail-dispatch", "mail-hours") if c != right])


def application_mail(
        plan: Plan, who: Firm, others: list[Firm], blobs: list[Blob], form: bytes, rng: random.Random
) -> Letter:
    """A mail with an application; others are further units in the same mail."""
    item = ITEMS[plan.items[0]]
    client = client_of(rng, plan.daily)
    agency = firm(rng, "dispatch") if (others or rng.random() < 0.12) and item.channel == "mail-insurance" else None
    subject = subject_of(plan, who, others, agency, rng)
    answer = plan.daily and rng.random() < 0.35
    text = application_text(plan, who, others, rng) + closing(who, others, agency, rng)
    text += ("\n\n发自我的iPhone" if client.name == "iphone" else "") + (quoted(rng, who, plan, subject) if answer
        else "")
    name, address = sender(rng, agency or who, client)
    channel = channel_of(plan, rng)
    copies = [f"{pinyin(rng)}@{who.domain}"] if rng.random() < 0.1 else []
    env = Envelope(name, address, MAILBOXES[channel], subject, plan.received, client, copies, answer)
    picture = logo(rng, who.domain) if client.name.startswith("outlook") and rng.random() < 0.5 else b""
    blobs = blobs + by_products(rng, who, client, form)
    return Letter(compose(env, text, blobs, rng, picture), address, client.name, channel)


def subject_of(plan: Plan, who: Firm, others: list[Firm], agency: Firm | None, rng: random.Random) -> str:
    """The subject line."""
    item = ITEMS[plan.items[0]]
    if others:
        return rng.choice(["两家公司社保材料", f"{who.short}、{others[0].short}{item.talk[0]}"])
    if len(set(plan.items)) > 1:
        return f"{who.name}+{item.name}、{ITEMS[plan.items[1]].name}"
    if agency and not plan.daily:
        return f"{who.name}+{item.formal[0]}"
    return wording.subject(rng, who, item, plan.received, plan.daily)


def closing(who: Firm, others: list[Firm], agency: Firm | None, rng: random.Random) -> str:
    """The agency's word, if one sends, and the signature."""
    about = f"\n（我司{agency.name}受{who.short}{'等单位' if others else ''}委托代办社保业务。）" if agency else ""
    signature = wording.signature(rng, who, agency)
    return about + (f"\n\n{signature}" if signature else "")


def application_text(plan: Plan, who: Firm, others: list[Firm], rng: random.Random) -> str:
    """The words of a mail with an application."""
    item = ITEMS[plan.items[0]]
    if others:
        return f"您好：\n附件是{who.name}和{others[0].name}两家单位的{item.formal[0]}材料，请分别受理，谢谢。"
    if len(set(plan.items)) > 1:
        both = f"1、{item.name}；2、{ITEMS[plan.items[1]].name}"
        text = f"{who.name}同时申请两项业务：{both}，材料分两个附件，请查收。"
        return "\n".join([rng.choice(wording.HELLO), text, rng.choice(wording.THANKS)])
    if plan.daily and rng.random() < 0.12:
        return rng.choice(["如题", "见附件", "附件", " "])
    return wording.body(rng, who, item, plan.daily, [TITLES[c] for c in item.materials if c in TITLES])


def machine_mail(plan: Plan, who: Firm, blobs: list[Blob], rng: random.Random) -> Letter:
    """What the multi-function printer sends by itself."""
    model = rng.choice(["RNP00267391A2C4", "KMBT_C368", "iR-ADV C3520", "SHARP-MX2618"])
    address = f"{rng.choice(['noreply', 'scanner', 'copier', 'scan'])}@{who.domain}"
    subject = rng.choice([f"Message from {model}", "扫描数据", f"Scanned from {model}", "Attached Image"])
    text = rng.choice(
        [
            f"This E-mail was sent from \"{model}\" ({model}).\n\nScan Date: {plan.received:%d.%m.%Y %H:%M:%S}(+0800"
            f")\nQueries to: {address}",
            f"设备名称: {model}\n设备型号: MP C3004\n\n文件格式: PDF\n分辨率: 200dpi x 200dpi\n附件为扫描"
            f"的图像。", "Reply to this address is not monitored."])
    client = Client("mfp", "KONICA MINOLTA bizhub", "UTF-8", "word", "KONICA_MINOLTA_Internet_Fax_Boundary_{b}", False)
    channel = ITEMS[plan.items[0]].channel
    return Letter(compose(Envelope(model, address, MAILBOXES[channel], subject, plan.received, client), text, blobs,
        rng), address, "mfp", channel)


def written_mail(plan: Plan, who: Firm, rng: random.Random) -> tuple[Letter, str]:
    """A question or a message without an application; also what it is about."""
    item = ITEMS[plan.items[0]]
    client = client_of(rng, plan.daily)
    values = {"unit": who.name, "item": item.name, "name": item.name, "talk": item.talk[0],
        "days": str(rng.randint(3, 9)), "number": str(rng.randint(1000, 9999))}
    kind = "question" if plan.sort == "question" else rng.choice(list(wording.MESSAGES))
    text = rng.choice(wording.QUESTIONS) if kind == "question" else wording.MESSAGES[kind]
    text = f"{rng.choice(wording.HELLO)}\n{text.format(**values)}"
    if rng.random() < 0.7:
        text += f"\n\n{wording.signature(rng, who, None) or who.name}"
    subject = {"question": ["咨询", f"咨询{item.talk[0]}", "请教老师", f"关于{item.name}的咨询", "问个问题"],
        "thanks": ["回复: 审核意见", "谢谢"], "progress": ["催办", "进度查询", f"{who.short}材料进度"],
        "withdraw": ["撤回申请", f"{who.name}撤回{item.name}申请"],
        "posted": ["纸质材料已寄出", "快递单号"]}[kind]
    blobs = [screenshot(rng)] if kind == "question" and rng.random() < 0.45 else []
    name, address = sender(rng, who, client)
    env = Envelope(name, address, MAILBOXES[item.channel], rng.choice(subject), plan.received, client,
        reply=kind == "thanks")
    return Letter(compose(env, text, blobs, rng), address, client.name, item.channel), kind


def screenshot(rng: random.Random) -> Blob:
    """A picture that has nothing to do with an application: a screen's part."""
    image = np.full((720, 540, 3), 245, np.uint8)
    for row in range(8):
        left = 30 if row % 2 else 160
        cv2.rectangle(image, (left, 40 + row * 80), (left + 320, 95 + row * 80),
            (255, 255, 255) if row % 2 else (140, 225, 150), -1)
        for step in range(rng.randint(4, 9)):
            cv2.rectangle(image, (left + 18 + step * 30, 60 + row * 80), (left + 40 + step * 30, 76 + row * 80),
                (90, 90, 90), -1)
    return Blob(rng.choice(["截图.png", "微信截图_20200224.png", "QQ图片20200226.png"]),
        cv2.imencode(".png", image)[1].tobytes())
