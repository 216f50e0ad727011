"""Write mails as the mail programs of small offices do."""

from __future__ import annotations

import base64
import quopri
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import escape
from urllib.parse import quote

from .chance import Chance

KINDS = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "zip": "application/zip",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "txt": "text/plain",
    "vcf": "text/x-vcard",
    "p7s": "application/pkcs7-signature",
    "tif": "image/tiff",
}


@dataclass
class Attachment:
    """A file of a mail; inline pictures carry a content id."""

    name: str
    data: bytes
    inline: str = ""


@dataclass
class Mail:
    """What a mail says, before a program writes it."""

    sender: str
    sender_name: str
    to: str
    subject: str
    text: str
    when: datetime
    files: list[Attachment] = field(default_factory=list)
    reply_to_id: str = ""
    to_name: str = ""
    cc: str = ""


@dataclass(frozen=True)
class Program:
    """A mail program: charset, file name writing (2047, 2231, both), boundary form, header lines."""

    name: str
    charset: str
    names: str
    html: bool
    agent: str
    body: str = "base64"


PROGRAMS = {
    "foxmail": Program("foxmail", "gb2312", "2047", True, "X-Mailer: Foxmail 7.2.15.80[cn]"),
    "foxmail6": Program("foxmail6", "gb2312", "2047", False, "X-mailer: Foxmail 6, 15, 201, 26 [cn]"),
    "139": Program("139", "UTF-8", "2047", True, "X-Mailer: Richmail_Webapp(V2.0.24)"),
    "sina": Program("sina", "GBK", "2047", True, "X-Mailer: Sina WebMail 4.0"),
    "163": Program(
        "163", "GBK", "2047", True, "X-Mailer: Coremail Webmail Server Version XT5.0.10 build 20190724(ac680a23) 163com"
    ),
    "qq": Program("qq", "gb18030", "2047", True, "X-Mailer: QQMail 2.x"),
    "outlook": Program("outlook", "gb2312", "2047", True, "X-Mailer: Microsoft Outlook 15.0", "quoted-printable"),
    "phone": Program("phone", "utf-8", "2231", False, "X-Mailer: iPhone Mail (17D50)"),
    "thunderbird": Program(
        "thunderbird",
        "UTF-8",
        "2231",
        False,
        "User-Agent: Mozilla/5.0 (Windows NT 6.1; rv:68.0) Thunderbird/68.4.2",
        "8bit",
    ),
    "device": Program("device", "utf-8", "2047", False, "X-Mailer: MFP-SMTP 3.2"),
}


def word(text: str, charset: str) -> str:
    """Return header text, encoded and folded where it is not plain ASCII."""
    if text.isascii():
        return text
    pieces, piece = [], ""
    for char in text:
        if len(base64.b64encode((piece + char).encode(charset, "replace"))) > 44:
            pieces.append(piece)
            piece = ""
        piece += char
    pieces.append(piece)
    coded = [f"=?{charset}?B?{base64.b64encode(p.encode(charset, 'replace')).decode()}?=" for p in pieces]
    return "\r\n ".join(coded)


def _name_lines(name: str, program: Program, key: str) -> str:
    """Return a file name parameter in the program's way."""
    if name.isascii():
        return f'{key}="{name}"'
    if program.names == "2047":
        return f'{key}="{word(name, program.charset)}"'
    coded = quote(name, safe="")
    if len(coded) <= 60:
        return f"{key}*={program.charset.lower()}''{coded}"
    parts = _cut(coded, 54)
    lines = [f"{key}*0*={program.charset.lower()}''{parts[0]}"]
    lines += [f"{key}*{n}*={part}" for n, part in enumerate(parts[1:], 1)]
    return ";\r\n ".join(lines)


def _cut(coded: str, size: int) -> list[str]:
    parts, start = [], 0
    while start < len(coded):
        end = min(start + size, len(coded))
        while end < len(coded) and "%" in coded[end - 2 : end]:
            end -= 1
        parts.append(coded[start:end])
        start = end
    return parts


def _base64(data: bytes) -> str:
    coded = base64.b64encode(data).decode()
    return "\r\n".join(coded[i : i + 76] for i in range(0, len(coded), 76))


def _text_part(text: str, kind: str, program: Program) -> str:
    raw = text.replace("\n", "\r\n").encode(program.charset, "replace")
    head = (
        f'Content-Type: text/{kind}; charset="{program.charset}"\r\nContent-Transfer-Encoding: {program.body}\r\n\r\n'
    )
    if program.body == "base64":
        return head + _base64(raw)
    if program.body == "8bit":
        return head + raw.decode("utf-8")
    return head + quopri.encodestring(raw).decode("ascii").replace("\r\n", "\n").replace("\n", "\r\n")


def _file_part(file: Attachment, program: Program) -> str:
    kind = KINDS.get(file.name.rsplit(".", 1)[-1].lower(), "application/octet-stream")
    if program.name in ("qq", "foxmail6") and not file.inline:
        kind = "application/octet-stream"
    way = "inline" if file.inline else "attachment"
    head = (
        f"Content-Type: {kind};\r\n {_name_lines(file.name, program, 'name')}\r\nContent-Transfer-Encoding: base64\r\n"
    )
    if file.inline:
        head += f"Content-ID: <{file.inline}>\r\n"
    name = _name_lines(file.name, program, "filename")
    return f"{head}Content-Disposition: {way};\r\n {name}\r\n\r\n{_base64(file.data)}"


def _boundary(program: Program, chance: Chance, depth: int) -> str:
    code = "".join(chance.pick("0123456789ABCDEF") for _ in range(8))
    forms = {
        "foxmail": f"----=_{depth:03d}_NextPart{chance.digits(12)}_=----",
        "foxmail6": f"=====00{depth}_Dragon{chance.digits(12)}_=====",
        "139": f"----=_Part_{chance.digits(6)}_{chance.digits(9)}.{chance.digits(13)}",
        "sina": f"=-sinamail_{code.lower()}{chance.digits(12)}",
        "163": f"----=_Part_{chance.digits(6)}_{chance.digits(10)}.{chance.digits(13)}",
        "qq": f"----=_NextPart_{code}_{code[::-1]}_{chance.digits(8)}",
        "outlook": f"----=_NextPart_00{depth}_0{chance.digits(3)}_01D5{code[:4]}.{code}",
        "phone": f"Apple-Mail-{code}-{code[:4]}-{chance.digits(12)}",
        "device": f"----=_NEXTPART_{chance.digits(10)}",
        "thunderbird": f"------------{code}{chance.digits(14)}",
    }
    return forms[program.name]


def _multipart(kind: str, parts: list[str], boundary: str) -> str:
    body = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
    return f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n\r\n{body}--{boundary}--\r\n'


def _html(text: str, pictures: list[Attachment]) -> str:
    lines = "".join(f"<div>{escape(line) or '<br>'}</div>\n" for line in text.split("\n"))
    images = "".join(f'<div><img src="cid:{p.inline}"></div>' for p in pictures)
    return f'<html><body style="font-family:宋体;font-size:14px">{lines}{images}</body></html>'


def _content(mail: Mail, program: Program, chance: Chance) -> str:
    inline = [f for f in mail.files if f.inline]
    others = [f for f in mail.files if not f.inline]
    text = _text_part(mail.text, "plain", program)
    if program.html:
        both = [text, _text_part(_html(mail.text, inline), "html", program)]
        text = _multipart("alternative", both, _boundary(program, chance, 3))
    if inline:
        text = _multipart("related", [text, *(_file_part(f, program) for f in inline)], _boundary(program, chance, 2))
    if not others:
        return text
    return _multipart("mixed", [text, *(_file_part(f, program) for f in others)], _boundary(program, chance, 1))


def _address(name: str, address: str, charset: str) -> str:
    return f"{word(name, charset)} <{address}>" if name else address


def _able(mail: Mail, program: Program) -> Program:
    """Let a program fall back to a wider charset when its own lacks a character."""
    text = "".join([mail.text, mail.subject, mail.sender_name, mail.to_name, *(f.name for f in mail.files)])
    try:
        text.encode(program.charset)
    except UnicodeEncodeError:
        return replace(program, charset="GB18030" if program.charset.lower().startswith("gb") else "utf-8")
    return program


def _received(mail: Mail, domain: str, stamp: str, chance: Chance) -> list[str]:
    """Return the line of the server that took the mail in."""
    number = f"10.{chance.randint(1, 250)}.{chance.randint(1, 250)}.{chance.randint(1, 250)}"
    server = f"mx.{mail.to.split('@')[1]}"
    return [
        f"Received: from {domain} (unknown [{number}])",
        f"\tby {server} with SMTP id {chance.digits(10)};",
        f"\t{stamp}",
    ]


def written(mail: Mail, program: Program, chance: Chance) -> bytes:
    """Return the mail as it lies in the office's mailbox."""
    program = _able(mail, program)
    domain = mail.sender.split("@")[1]
    stamp = mail.when.strftime("%a, %d %b %Y %H:%M:%S +0800")
    ident = f"<{mail.when:%Y%m%d%H%M%S}{chance.digits(6)}@{domain}>"
    head = [
        *_received(mail, domain, stamp, chance),
        f"Date: {stamp}",
        f"From: {_address(mail.sender_name, mail.sender, program.charset)}",
        f"To: {_address(mail.to_name, mail.to, program.charset)}",
    ]
    if mail.cc:
        head.append(f"Cc: {mail.cc}")
    head += [f"Subject: {word(mail.subject, program.charset)}", f"Message-ID: {ident}"]
    if mail.reply_to_id:
        head += [f"In-Reply-To: {mail.reply_to_id}", f"References: {mail.reply_to_id}"]
    head += [program.agent, "MIME-Version: 1.0"]
    if program.name == "foxmail":
        head.insert(-1, "X-Priority: 3")
    if program.name == "139":
        head.insert(-1, "X-RM-TagInfo: emlType=0")
    text = "\r\n".join(head) + "\r\n" + _content(mail, program, chance)
    return text.encode("utf-8")
