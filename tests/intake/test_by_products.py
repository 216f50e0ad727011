"""What mail programs and office suites add by themselves is set aside: listed, and nothing said about it."""

from __future__ import annotations

import base64
import io
from datetime import date

import pytest
from PIL import Image

from cases.submission import Attachment, FileKind
from casework.arrival.grouping import group_files
from catalogue.loader import load_catalogue
from intake.by_products import is_by_product
from intake.message import content_digest, parse_message
from sandbox.archive import ArchiveContents, Member
from tests.intake.letters import PDF, attached, mail, part, raw, zipped


def picture(width: int, height: int) -> bytes:
    """Return a white PNG."""
    target = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize("name", [
    "ATT00001.txt", "ATT00012.htm", "smime.p7s", "zhangsan.vcf", "invite.ics", "OpenPGP_signature.asc",
    "OpenPGP_0x1A2B3C4D5E6F7A8B.asc", "~$人员名单.docx", ".~lock.花名册.xlsx#", "~WRL0001.tmp", "Thumbs.db",
    "desktop.ini", ".DS_Store", "._申请书.pdf", "oledata.mso", "image001.wmz", "mime-attachment",
])
def test_by_products_are_known_by_their_name(name: str) -> None:
    assert is_by_product(name, b"-- \r\nwords of a mail program\r\n")


@pytest.mark.parametrize(("name", "content"), [
    ("ATT00001.txt", PDF), ("ATT00001.txt", b"x" * 70_000), ("smime.p7m", b"\x30\x82"), ("申请书.txt", b"x"),
    ("image001.png", picture(1240, 1754)), ("附件.docx", b"PK"), ("ATT.pdf", PDF),
])
def test_what_may_be_material_is_none(name: str, content: bytes) -> None:
    assert not is_by_product(name, content)


def test_a_logo_that_is_attached_is_no_page() -> None:
    assert is_by_product("image001.png", picture(180, 60))


def test_a_by_product_is_listed_and_nothing_is_said() -> None:
    found = parse_message(raw(mail(
        attached(PDF, 'attachment; filename="a.pdf"'),
        attached(b"--\r\nExchange\r\n", 'attachment; filename="ATT00001.txt"', "text/plain"),
        attached(b"\x30\x82", 'attachment; filename="smime.p7s"', "application/octet-stream"),
    )))  # fmt: skip
    assert [(one.name, one.kind) for one in found.attachments[1:]] == [
        ("ATT00001.txt", FileKind.BY_PRODUCT), ("smime.p7s", FileKind.BY_PRODUCT),
    ]  # fmt: skip
    assert not found.findings
    assert not any(one.findings for one in found.attachments)


def test_a_mail_of_by_products_alone_brought_no_file() -> None:
    found = parse_message(raw(mail(attached(b"x", 'attachment; filename="ATT00001.txt"', "text/plain"))))
    assert [one.code for one in found.findings] == ["mail-no-attachment"]


def test_another_signature_makes_no_other_submission() -> None:
    first, second = (
        parse_message(raw(mail(
            attached(PDF, 'attachment; filename="a.pdf"'),
            attached(signature, 'attachment; filename="smime.p7s"', "application/octet-stream"),
        )))
        for signature in (b"one", b"two")
    )  # fmt: skip
    assert content_digest(first) == content_digest(second)


def test_a_by_product_makes_no_case_and_its_name_is_no_fault() -> None:
    files = [
        Attachment("甲有限公司+不定时工作制.pdf", b"", FileKind.PDF),
        Attachment("乙有限公司+不定时工作制.pdf", b"", FileKind.PDF),
        Attachment("ATT00001.txt", b"", FileKind.BY_PRODUCT),
    ]
    groups = group_files(files, load_catalogue(), date(2020, 2, 20))
    assert [group.members for group in groups] == [(0, 2), (1,)]
    assert groups[0].findings[1] == ()


def test_mails_packed_together_are_opened() -> None:
    saved = mail(attached(PDF, 'attachment; filename="b.pdf"'))
    packed = mail(attached(zipped(("1.eml", saved)), 'attachment; filename="all.zip"'))
    found = parse_message(raw(packed), expand=lambda _: ArchiveContents((Member("1.eml", saved),)))
    assert [(one.name, one.kind, one.origin) for one in found.attachments] == [
        ("b.pdf", FileKind.PDF, ("all.zip", "1.eml"))
    ]


def test_a_picture_pasted_into_the_text_is_a_page_for_an_officer() -> None:
    packed = base64.b64encode(picture(1240, 1754)).decode()
    text = f'<p>见下图</p><img src="data:image/png;base64,{packed}">'.encode()
    body = part(text, "Content-Type: text/html; charset=utf-8")
    found = parse_message(raw(mail(body, text="")))
    assert [(one.name, one.kind) for one in found.attachments] == [("正文图片1.png", FileKind.IMAGE)]
    assert [one.code for one in found.attachments[0].findings] == ["material-uncertain"]
    assert not found.findings
    assert packed[:40] not in found.body
