"""Mails as the programs of firms write them: header order, encodings, boundaries, names of attachments."""

import base64
import quopri
import random
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png", "zip": "application/zip",
    "txt": "text/plain", "vcf": "text/x-vcard",
    "p7s": "application/pkcs7-signature",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True)
class Client:
    """A mail program: its mark, its character set, how it writes attachment names, its boundaries."""

    name: str
    mailer: str
    charset: str
    names: str
    boundary: str
    html: bool = True


CLIENTS = {
    "outlook": Client("outlook", "Microsoft Outlook 16.0", "gb2312", "word",
        "----=_NextPart_000_{a:04X}_01D5{b:04X}.{c:08X}"),
    "outlook15": Client("outlook15", "Microsoft Outlook 15.0", "utf-8", "word",
        "----=_NextPart_000_{a:04X}_01D5{b:04X}.{c:08X}"),
    "qq": Client("qq", "QQMail 2.x", "gb18030", "word", "----=_NextPart_5E{a:06X}_{b:08X}_{c:08X}"),
    "exmail": Client("exmail", "QQMail 2.x", "utf-8", "word", "----=_NextPart_5E{a:06X}_{b:08X}_{c:08X}"),
    "foxmail": Client("foxmail", "Foxmail 7.2.15.80[cn]", "GB2312", "word", "----=_001_NextPart{b:012d}_=----"),
    "163": Client("163",
        "Coremail Webmail Server Version XT5.0.10 build 20190724(ac680a23) Copyright (c) 2002-2020 www.mailtech.cn 1"
        "63com",
        "GBK", "word",
        "----=_Part_{a}_{b}.158{c:010d}"),
    "iphone": Client("iphone", "iPhone Mail (17D50)", "utf-8", "star", "Apple-Mail-{a:08X}-5A0C-4E4F-9B1D-{c:012X}",
        False),
    "thunderbird": Client("thunderbird", "Mozilla Thunderbird 68.5.0", "utf-8", "continued",
        "------------{a:08X}{b:08X}{c:08X}", False),
}


@dataclass
class Blob:
    """An attachment as bytes."""

    name: str
    data: bytes
    inline_id: str = ""


@dataclass
class Envelope:
    """Who writes to whom, when, about what."""

    sender: str
    address: str
    to: str
    subject: str
    when: datetime
    client: Client
    copies: list[str] = field(default_factory=list)
    reply: bool = False


def codec(charset: str) -> str:
    """The codec behind a label: Chinese programs put all of GB18030 under the older names."""
    return "gb18030" if charset.lower() in ("gb2312", "gbk") else charset


def word(text: str, charset: str) -> str:
    """A header text as encoded words (RFC 2047), split where too long."""
    if text.isascii():
        return text
    step, parts = 12, []
    for at in range(0, len(text), step):
        data = base64.b64encode(text[at : at + step].encode(codec(charset), "replace")).decode()
        parts.append(f"=?{charset}?B?{data}?=")
    return "\r\n ".join(parts)


def stamp(when: datetime) -> str:
    """A date header's value, always in English."""
    return f"{DAYS[when.weekday()]}, {when.day} {MONTHS[when.month - 1]} {when:%Y %H:%M:%S} +0800"


def wrap(data: bytes) -> str:
    """Base64 in lines of 76."""
    text = base64.b64encode(data).decode()
    return "\r\n".join(text[i : i + 76] for i in range(0, len(text), 76))


def name_fields(name: str, client: Client) -> tuple[str, str]:
    """Parameters for Content-Type and Content-Disposition."""
    if name.isascii():
        return f'name="{name}"', f'filename="{name}"'
    if client.names == "star":
        return f"name*=utf-8''{quote(name)}", f"filename*=utf-8''{quote(name)}"
    if client.names == "continued":
        text = quote(name)
        parts = [text[i : i + 54] for i in range(0, len(text), 54)]
        lines = [f" filename*{i}*={'UTF-8' + chr(39) * 2 if i == 0 else ''}{p}" for i, p in enumerate(parts)]
        return f'name="{word(name, "UTF-8")}"', (";\r\n".join(lines)).strip()
    coded = word(name, client.charset).replace("\r\n ", "\r\n\t")
    return f'name="{coded}"', f'filename="{coded}"'


def text_part(text: str, client: Client, kind: str) -> str:
    """A text/plain or text/html part."""
    data = text.replace("\n", "\r\n").encode(codec(client.charset), "replace")
    way, coded = "base64", wrap(data)
    if client.name == "outlook" and kind == "html":
        way = "quoted-printable"
        coded = quopri.encodestring(data).decode("ascii").replace("\r\n", "\n").replace("\n", "\r\n")
    typed = f'Content-Type: text/{kind};\r\n\tcharset="{client.charset}"'
    return f"{typed}\r\nContent-Transfer-Encoding: {way}\r\n\r\n{coded}\r\n"


def attachment(blob: Blob, client: Client) -> str:
    """An attachment part."""
    ending = blob.name.rsplit(".", 1)[-1].lower()
    sort = TYPES.get(ending, "application/octet-stream")
    if client.name in ("qq", "exmail") and sort != "image/png":
        sort = "application/octet-stream"
    typed, disposed = name_fields(blob.name, client)
    place = "inline" if blob.inline_id or (client.name == "iphone" and sort.startswith("image")) else "attachment"
    lines = [f"Content-Type: {sort};\r\n\t{typed}", "Content-Transfer-Encoding: base64",
        f"Content-Disposition: {place};\r\n\t{disposed}"]
    if blob.inline_id:
        lines.append(f"Content-ID: <{blob.inline_id}>")
    return "\r\n".join(lines) + f"\r\n\r\n{wrap(blob.data)}\r\n"


def multipart(sort: str, parts: list[str], boundary: str, nested: bool = True) -> str:
    """A multipart entity; nested ones carry their own header."""
    inner = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts) + f"--{boundary}--\r\n"
    head = f'Content-Type: multipart/{sort};\r\n\tboundary="{boundary}"\r\n\r\n'
    lead = "This is a multi-part message in MIME format.\r\n\r\n" if not nested else ""
    return head + lead + inner


def html_of(text: str, logo: str, client: Client) -> str:
    """The body as the program's HTML."""
    font = {"outlook": "等线", "outlook15": "宋体"}.get(client.name, "微软雅黑")
    rows = "".join(f'<div style="font-family:{font};font-size:14px">{line or "<br>"}</div>'
        for line in text.split("\n"))
    picture = f'<div><img width="120" src="cid:{logo}"></div>' if logo else ""
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={client.charset}">'
    return f"<html><head>{meta}</head><body>{rows}{picture}</body></html>"


def compose(env: Envelope, text: str, blobs: list[Blob], rng: random.Random, logo: bytes = b"") -> bytes:
    """The whole mail."""
    client = env.client

    def fresh() -> str:
        return client.boundary.format(a=rng.randrange(16**4), b=rng.randrange(16**4), c=rng.randrange(16**8))

    content_id = f"image001.png@01D5{rng.randrange(16**4):04X}.{rng.randrange(16**8):08X}" if logo else ""
    body = text_part(text, client, "plain")
    if client.html:
        body = multipart("alternative", [body, text_part(html_of(text, content_id, client), client, "html")], fresh())
    if logo:
        body = multipart("related", [body, attachment(Blob("image001.png", logo, content_id), client)], fresh())
    entity = body if not blobs else multipart("mixed", [body, *[attachment(b, client) for b in blobs]], fresh(),
        nested=False)
    return ("\r\n".join(headers(env, rng)) + "\r\n" + entity).encode("utf-8")


def headers(env: Envelope, rng: random.Random) -> list[str]:
    """The header lines in the program's order."""
    client, charset = env.client, env.client.charset
    host = env.address.split("@")[1]
    mark = f"{rng.randrange(16**12):012X}"
    sender = f'"{word(env.sender, charset)}" <{env.address}>' if env.sender else env.address
    lines = [
        f"Received: from {host} (unknown [10.{rng.randrange(255)}.{rng.randrange(255)}.{rng.randrange(255)}])\r\n\tb"
        f"y mx.example.gov.cn; {stamp(env.when)}"]
    main = [f"From: {sender}", f"To: <{env.to}>", *([f"Cc: {', '.join(env.copies)}"] if env.copies else []),
        f"Subject: {word(env.subject, charset)}",
        f"Date: {stamp(env.when)}", f"Message-ID: <{mark}@{host}>"]
    if env.reply:
        main.append(f"In-Reply-To: <{rng.randrange(16**12):012X}@{host}>")
    extra = {"qq": [f"X-QQ-mid: webmail{rng.randrange(999)}t158{rng.randrange(10**7)}",
        "X-QQ-MIME: TCMime 1.0 by Tencent", "X-Priority: 3"],
        "exmail": ["X-QQ-STYLE: 1", "X-QQ-MIME: TCMime 1.0 by Tencent", "X-QQ-Mailer: QQMail 2.x"],
        "foxmail": ["X-Priority: 3", f"X-GUID: {mark}-6A3B-4C21", "X-Has-Attach: yes"],
        "outlook": ["Content-Language: zh-cn", f"Thread-Index: AdXq{mark}=="],
        "163": ["X-Priority: 3", "X-CM-CTRLDATA: "]}.get(client.name, [])
    if client.name == "iphone":
        main = [f"From: {sender}", f"Date: {stamp(env.when)}", f"Subject: {word(env.subject, charset)}",
            f"Message-Id: <{mark}@{host}>", f"To: {env.to}"]
    return [*lines, *main, *extra, "MIME-Version: 1.0", f"X-Mailer: {client.mailer}"]
