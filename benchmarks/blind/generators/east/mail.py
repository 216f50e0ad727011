"""Mails byte by byte, as corporate and private mail programs write them."""

import base64
import hashlib
from dataclasses import dataclass
from email.utils import format_datetime
from html import escape
from io import BytesIO
from urllib.parse import quote

from PIL import Image, ImageDraw

from .bundle import File
from .fonts import font
from .items import MAILBOXES
from .submission import Submission

CRLF = "\r\n"


@dataclass(frozen=True)
class Program:
    """Habits of a mail program: header charset, body charset, style of attachment names, mailer header lines."""

    charset: str
    text: str
    names: str
    lines: tuple[str, ...]
    html: bool = True
    boundary: str = "----=_NextPart_{0}"


PROGRAMS = {
    "exchange": Program(
        "gb2312",
        "gb2312",
        "word",
        (
            "Accept-Language: zh-CN, en-US",
            "Content-Language: zh-CN",
            "X-MS-Has-Attach: yes",
            "X-MS-TNEF-Correlator:",
            "x-originating-ip: [10.20.31.45]",
            "MIME-Version: 1.0",
        ),
        True,
        "_004_{0}EX01corp_",
    ),
    "alimail": Program(
        "UTF-8",
        "UTF-8",
        "word",
        (
            "X-Priority: 3",
            "X-Mailer: [Alimail-Mailagent revision 1002][W4_6043][v3.62.43][Chrome]",
            "MIME-Version: 1.0",
        ),
        True,
        "----=ALIBOUNDARY_{0}",
    ),
    "coremail": Program(
        "GBK",
        "GBK",
        "word",
        (
            "X-Priority: 3",
            "X-Mailer: Coremail Webmail Server Version XT5.0.10 build 20190610(cb3344cf)"
            " Copyright (c) 2002-2020 www.mailtech.cn",
            "X-Originating-IP: [10.1.8.20]",
            "MIME-Version: 1.0",
        ),
        True,
        "----=_Part_{0}",
    ),
    "foxmail": Program(
        "GB2312",
        "GB2312",
        "word",
        ("X-Priority: 3", "X-Has-Attach: yes", "X-Mailer: Foxmail 7.2.15.80[cn]", "Mime-Version: 1.0"),
        True,
        "----=_001_NextPart{0}_=----",
    ),
    "qq": Program(
        "gb18030",
        "gb18030",
        "word",
        (
            "X-QQ-SSF: 00010000000000F000000000000000Z",
            "X-QQ-MIME: TCMime 1.0 by Tencent",
            "X-Mailer: QQMail 2.x",
            "X-Priority: 3",
            "Mime-Version: 1.0",
        ),
        True,
        "----=_NextPart_{0}",
    ),
    "netease": Program(
        "GBK",
        "GBK",
        "word",
        ("X-Priority: 3", "X-Mailer: Coremail Webmail Server Version SP_ntes V3.5 build 20190614", "MIME-Version: 1.0"),
        True,
        "----=_Part_{0}",
    ),
    "phone": Program(
        "utf-8",
        "utf-8",
        "rfc2231",
        ("Mime-Version: 1.0 (1.0)", "X-Mailer: iPhone Mail (17D50)"),
        False,
        "Apple-Mail-{0}",
    ),
    "mfp": Program(
        "UTF-8",
        "us-ascii",
        "plain",
        ("X-Mailer: KONICA MINOLTA bizhub C368", "MIME-Version: 1.0"),
        False,
        "KONICA_MINOLTA_{0}",
    ),
}


def fitting(text: str, charset: str) -> str:
    """The charset, or one that has all signs of the text, as programs switch."""
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return "gb18030" if charset.lower().startswith("gb") else "utf-8"
    return charset


def word(text: str, charset: str) -> str:
    """RFC 2047 encoded words of at most 75 signs, folded; plain ASCII stays."""
    if text.isascii():
        return text
    charset = fitting(text, charset)
    lines, line = [], ""
    for sign in text:
        if len(base64.b64encode((line + sign).encode(charset))) > 44:
            lines.append(line)
            line = ""
        line += sign
    lines.append(line)
    words = (f"=?{charset}?B?{base64.b64encode(part.encode(charset)).decode()}?=" for part in lines)
    return (CRLF + " ").join(words)


def extended(name: str, text: str) -> str:
    """RFC 2231 parameter, in numbered parts when long."""
    value = "utf-8''" + quote(text)
    if len(value) <= 60:
        return f"{name}*={value}"
    parts, current = [], ""
    for piece in value.replace("%", "\0%").split("\0"):
        if len(current) + len(piece) > 54:
            parts.append(current)
            current = ""
        current += piece
    parts.append(current)
    return (";" + CRLF + "\t").join(f"{name}*{i}*={part}" for i, part in enumerate(parts))


def folded(data: bytes) -> str:
    """Base64 in lines of 76 signs."""
    text = base64.b64encode(data).decode()
    return CRLF.join(text[i : i + 76] for i in range(0, len(text), 76))


class Writer:
    """Writes one mail."""

    def __init__(self, made: Submission) -> None:
        self.made, self.program = made, PROGRAMS[made.mailer]
        self.number = hashlib.sha1(made.name.encode() + made.cases[0].firm.code.encode()).hexdigest().upper()
        self.count = 0

    def boundary(self) -> str:
        """A boundary no part contains."""
        self.count += 1
        return self.program.boundary.format(f"{self.number[self.count:self.count + 18]}_{self.count}")

    def part(self, headers: list[str], text: str) -> str:
        """Headers, empty line, text."""
        return CRLF.join(headers) + CRLF * 2 + text + CRLF

    def multipart(self, kind: str, parts: list[str]) -> tuple[str, str]:
        """Content type line and text of a multipart."""
        mark = self.boundary()
        body = "".join(f"--{mark}{CRLF}{part}{CRLF}" for part in parts) + f"--{mark}--{CRLF}"
        return f'Content-Type: multipart/{kind};{CRLF}\tboundary="{mark}"', body

    def text_part(self, kind: str, text: str) -> str:
        """A text part in the charset of the program."""
        charset = self.program.text
        if charset == "us-ascii" and text.isascii():
            return self.part(
                [f'Content-Type: text/{kind}; charset="us-ascii"', "Content-Transfer-Encoding: 7bit"], text
            )
        charset = "utf-8" if charset == "us-ascii" else fitting(text, charset)
        data = text.replace("\n", CRLF).encode(charset)
        return self.part(
            [f'Content-Type: text/{kind};{CRLF}\tcharset="{charset}"', "Content-Transfer-Encoding: base64"],
            folded(data),
        )

    def attachment(self, file: File) -> str:
        """An attachment with the program's habit of names."""
        if self.program.names == "rfc2231":
            named = [
                f"Content-Type: {file.mime};{CRLF}\t{extended('name', file.name)}",
                f"Content-Disposition: attachment;{CRLF}\t{extended('filename', file.name)}",
            ]
        else:
            name = word(file.name, self.program.charset)
            named = [
                f'Content-Type: {file.mime};{CRLF}\tname="{name}"',
                f'Content-Disposition: attachment;{CRLF}\tfilename="{name}"',
            ]
        return self.part([named[0], "Content-Transfer-Encoding: base64", named[1]], folded(file.data))

    def body(self, text: str, logo: bool) -> str:
        """The body: text alone, or text and HTML, with a logo picture related to it."""
        plain = self.text_part("plain", text)
        if not self.program.html:
            return plain
        head, inner = self.multipart("alternative", [plain, self.text_part("html", self.html(text, logo))])
        both = self.part([head], inner)
        if not logo:
            return both
        name = f"image001.png@01D5E{self.number[:3]}.{self.number[4:12]}"
        picture = self.part(
            [
                f'Content-Type: image/png; name="image001.png"{CRLF}Content-Description: image001.png',
                f'Content-Disposition: inline; filename="image001.png"{CRLF}Content-ID: <{name}>',
                "Content-Transfer-Encoding: base64",
            ],
            folded(logo_png(self.made)),
        )
        head, inner = self.multipart("related", [both, picture])
        return self.part([head], inner)

    def html(self, text: str, logo: bool) -> str:
        """HTML of the body in the program's manner."""
        style = {"exchange": 'class="MsoNormal"', "alimail": 'style="line-height:1.7;font-size:14px"'}.get(
            self.made.mailer, ""
        )
        lines = "".join(f"<p {style}>{escape(line) or '&nbsp;'}</p>" for line in text.split("\n"))
        name = f"image001.png@01D5E{self.number[:3]}.{self.number[4:12]}"
        image = f'<p><img width="160" height="48" src="cid:{name}"></p>' if logo else ""
        head = f'<meta http-equiv="Content-Type" content="text/html; charset={fitting(text, self.program.text)}">'
        return f"<html><head>{head}</head><body>{lines}{image}</body></html>"

    def headers(self, sender: tuple[str, str], subject: str) -> list[str]:
        """All headers before the content type."""
        made, charset = self.made, self.program.charset
        domain = sender[1].split("@")[1]
        day = format_datetime(made.received)
        received = (
            f"Received: from {domain} (unknown [203.0.113.{len(made.name) + 40}]){CRLF}\t"
            "by mx.chy.example.gov.cn (Coremail) with SMTP id "
            f"{self.number[:16]};{CRLF}\t{day}"
        )
        shown = f'"{word(sender[0], charset)}" <{sender[1]}>' if sender[0] else sender[1]
        number = f"Message-ID: <{self.number[:24].lower()}.{made.received:%Y%m%d%H%M%S}@{domain}>"
        return [
            received, f"Date: {day}", f"From: {shown}", f"To: <{MAILBOXES[made.channel]}>",
            f"Subject: {word(subject, charset)}", number, *self.program.lines,
        ]

    def mail(self, sender: tuple[str, str], subject: str, text: str, files: list[File], logo: bool) -> bytes:
        """The whole mail."""
        body = self.body(text, logo)
        if files:
            head, inner = self.multipart("mixed", [body, *(self.attachment(file) for file in files)])
            lead = "This is a multi-part message in MIME format." + CRLF * 2
            rest = head + CRLF * 2 + lead + inner
        else:
            rest = body
        return (CRLF.join(self.headers(sender, subject)) + CRLF + rest).encode("ascii")


def logo_png(made: Submission) -> bytes:
    """A small firm logo for the signature."""
    firm = made.cases[0].firm
    picture = Image.new("RGB", (160, 48), "white")
    pen = ImageDraw.Draw(picture)
    tone = (20 + sum(map(ord, firm.latin)) % 120, 70, 140)
    pen.polygon([(6, 42), (24, 6), (42, 42)], fill=tone)
    pen.text((50, 24), firm.english.split()[0][:11], tone, font("sans-bold", 18), anchor="lm")
    target = BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()
