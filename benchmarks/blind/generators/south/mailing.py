"""Mails as different programs write them: headers, bodies, attachment names."""

from __future__ import annotations

import base64
import quopri
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from html import escape
from random import Random
from urllib.parse import quote

from south.packing import Attached

TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "zip": "application/zip",
    "txt": "text/plain",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "vcf": "text/x-vcard",
    "p7s": "application/pkcs7-signature",
}


@dataclass(frozen=True)
class Client:
    """A mail program; `names` says how it writes attachment names."""

    key: str
    charset: str
    names: str
    mailer: str
    boundary: str
    message_id: str
    html: bool = True
    octet: bool = False
    foot: str = ""
    headers: tuple[str, ...] = ()


CLIENTS: dict[str, Client] = {
    c.key: c
    for c in (
        Client(
            "qq-web",
            "gb18030",
            "rfc2047",
            "QQMail 2.x",
            "----=_NextPart_{hex8}_0A2C{hex4}_5B9E{hex4}",
            "tencent_{hex32}@qq.com",
            octet=True,
            headers=("X-QQ-MIME: TCMime 1.0 by Tencent", "X-Priority: 3"),
        ),
        Client(
            "qq-phone",
            "utf-8",
            "rfc2047",
            "QQMail for iOS 5.7",
            "----=_NextPart_{hex8}_{hex8}_{hex8}",
            "tencent_{hex32}@qq.com",
            octet=True,
            foot="发自我的iPhone",
            headers=("X-QQ-MIME: TCMime 1.0 by Tencent",),
        ),
        Client(
            "163-web",
            "GBK",
            "rfc2047",
            "Coremail Webmail Server Version XT5.0.10 build 20190724",
            "----=_Part_{dec6}_{dec9}.{dec13}",
            "{hex8}.{hex4}.{hex11}.Coremail.{user}@163.com",
            headers=("X-Priority: 3",),
        ),
        Client(
            "163-phone",
            "UTF-8",
            "rfc2047",
            "Mail Master for Android 6.18",
            "__MESSAGE_BOUNDARY_{hex8}__",
            "{hex8}-{hex4}-{hex11}@163.com",
            foot="发自网易邮箱大师",
        ),
        Client(
            "iphone",
            "utf-8",
            "rfc2231",
            "iPhone Mail (17D50)",
            "Apple-Mail-{hex8}-{hex4}",
            "{hex8}-{hex4}-{hex11}@{domain}",
            html=False,
            foot="发自我的 iPhone",
            headers=("Mime-Version: 1.0 (1.0)",),
        ),
        Client(
            "foxmail",
            "GB2312",
            "rfc2047",
            "Foxmail 7.2.15.80[cn]",
            "----=_001_NextPart{dec9}_=----",
            "2020{dec13}@{domain}",
            octet=True,
            headers=("X-Has-Attach: yes",),
        ),
        Client(
            "outlook",
            "gb2312",
            "rfc2231",
            "Microsoft Outlook 16.0",
            "----=_NextPart_000_00{hex4}_01D5{hex4}.{hex8}",
            "000001d5${hex8}${hex8}@{domain}",
            headers=("Content-Language: zh-cn",),
        ),
        Client("scanner", "utf-8", "plain", "", "scan-boundary-{hex8}", "{hex11}@{domain}", html=False),
    )
}


@dataclass
class Letter:
    """A mail before it is written out."""

    client: Client
    sender_name: str
    sender: str
    to: str
    subject: str
    text: str
    moment: datetime
    attached: list[Attached] = field(default_factory=list)
    related: list[Attached] = field(default_factory=list)


def pattern(text: str, letter: Letter, rng: Random) -> str:
    """Fill `{hexN}`, `{decN}`, `{user}`, `{domain}`."""
    user, _, domain = letter.sender.partition("@")
    text = text.replace("{user}", user).replace("{domain}", domain)
    for size in (4, 8, 11, 32):
        while f"{{hex{size}}}" in text:
            text = text.replace(f"{{hex{size}}}", f"{rng.getrandbits(size * 4):0{size}X}", 1)
    for size in (6, 9, 13):
        text = text.replace(f"{{dec{size}}}", f"{rng.randrange(10 ** (size - 1), 10**size)}", 1)
    return text


def encoded_words(text: str, charset: str) -> str:
    """RFC 2047 words in base64, folded by whole characters."""
    if text.isascii():
        return text
    words, part = [], ""
    for char in text:
        if len((part + char).encode(charset, "replace")) > 42:
            words.append(part)
            part = ""
        part += char
    words.append(part)
    return "\r\n ".join(f"=?{charset}?B?{base64.b64encode(w.encode(charset, 'replace')).decode()}?=" for w in words)


def parameter(key: str, name: str, client: Client) -> str:
    """A file name as a header parameter."""
    if name.isascii():
        return f'{key}="{name}"'
    if client.names == "rfc2231":
        return continued(key, name)
    joined = encoded_words(name, client.charset)
    return f'{key}="{joined}"'


def continued(key: str, name: str) -> str:
    """An RFC 2231 parameter, in pieces where it is long."""
    coded = quote(name, safe="")
    if len(coded) <= 60:
        return f"{key}*=utf-8''{coded}"
    pieces, piece = [], ""
    for char in name:
        if len(piece) > 42:
            pieces.append(piece)
            piece = ""
        piece += quote(char, safe="")
    pieces.append(piece)
    return ";\r\n ".join(f"{key}*{k}*={'utf-8' + chr(39) * 2 if k == 0 else ''}{p}" for k, p in enumerate(pieces))


def wrap64(data: bytes) -> str:
    """Base64 in lines of 76."""
    return base64.encodebytes(data).decode().replace("\n", "\r\n")


def text_part(text: str, kind: str, client: Client) -> str:
    """A text body in the client's character set."""
    data = text.encode(client.charset, "replace")
    if client.key == "iphone":
        body = quopri.encodestring(data).decode().replace("\n", "\r\n")
        coding = "quoted-printable"
    else:
        body, coding = wrap64(data), "base64"
    return (
        f"Content-Type: text/{kind}; charset={client.charset}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n{body}\r\n"
    )


def attachment_part(one: Attached, client: Client, cid: str = "") -> str:
    """An attachment, or a picture in the signature."""
    kind = "application/octet-stream" if client.octet and not cid else TYPES[one.kind]
    place = "inline" if cid else "attachment"
    ident = f"Content-ID: <{cid}>\r\n" if cid else ""
    return (
        f"Content-Type: {kind};\r\n {parameter('name', one.name, client)}\r\n"
        f"Content-Transfer-Encoding: base64\r\n{ident}"
        f"Content-Disposition: {place};\r\n {parameter('filename', one.name, client)}\r\n\r\n{wrap64(one.data)}\r\n"
    )


def multipart(kind: str, parts: list[str], boundary: str) -> str:
    """Parts within a boundary."""
    inner = "".join(f"--{boundary}\r\n{part}" for part in parts)
    return f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n\r\n{inner}--{boundary}--\r\n'


def html_of(text: str, logo: bool) -> str:
    """The text as simple HTML."""
    lines = "".join(f"<div>{escape(line) or '<br>'}</div>" for line in text.split("\n"))
    picture = '<img src="cid:image001.png@01D5" width="120">' if logo else ""
    head = '<head><meta charset="utf-8"></head>'
    return f'<html>{head}<body><div style="font-size:14px">{lines}{picture}</div></body></html>'


def body_part(letter: Letter, rng: Random) -> str:
    """The text, as plain text and HTML where the client does so."""
    client = letter.client
    plain = text_part(letter.text, "plain", client)
    if not client.html:
        return plain
    html = text_part(html_of(letter.text, bool(letter.related)), "html", client)
    mark = pattern(client.boundary, letter, rng)
    if letter.related:
        logo = attachment_part(letter.related[0], client, "image001.png@01D5")
        html = multipart("related", [html, logo], mark + ".R")
    return multipart("alternative", [plain, html], mark)


def head_lines(letter: Letter, rng: Random) -> list[str]:
    """The headers before the body."""
    client = letter.client
    name = encoded_words(letter.sender_name, client.charset)
    source = f'"{name}" <{letter.sender}>' if letter.sender_name.isascii() else f"{name} <{letter.sender}>"
    lines = [
        f"From: {source}",
        f"To: {letter.to}",
        f"Subject: {encoded_words(letter.subject, client.charset)}",
        f"Date: {format_datetime(letter.moment)}",
        f"Message-ID: <{pattern(client.message_id, letter, rng)}>",
    ]
    if not any(h.lower().startswith("mime-version") for h in client.headers):
        lines.append("MIME-Version: 1.0")
    return lines + list(client.headers) + ([f"X-Mailer: {client.mailer}"] if client.mailer else [])


def write_mail(letter: Letter, rng: Random) -> bytes:
    """The whole mail as bytes."""
    head = "\r\n".join(head_lines(letter, rng)) + "\r\n"
    body = body_part(letter, rng)
    if letter.attached:
        parts = [body, *(attachment_part(a, letter.client) for a in letter.attached)]
        body = multipart("mixed", parts, pattern(letter.client.boundary, letter, rng))
    return (head + body).encode("utf-8")
