"""Mail of machines: what brings material is told from bounces, absence notes and our own letters."""

from __future__ import annotations

import pytest

from cases.submission import MessageKind
from intake.message import parse_message
from tests.intake.letters import HEAD, PDF, attached, mail, part, raw

FILE = attached(PDF, "attachment; filename=scan.pdf")
OUR_LETTER = part(
    b"Message-ID: <letter-7@ss.test>\r\n" + mail(FILE), "Content-Type: message/rfc822", encode=False
)
WRITER = b"agent@firm.example"


def kind_of(*lines: str, sender: str = "agent@firm.example", subject: str = "", **values: str) -> MessageKind:
    return _kind(FILE, lines, sender, subject, **values)


def _kind(file: bytes, lines: tuple[str, ...], sender: str, subject: str, **values: str) -> MessageKind:
    head = HEAD.replace(WRITER, sender.encode())
    if subject:
        head = head.replace(b"=?utf-8?B?55Sz6K+3?=", subject.encode())
    content = "".join(f"{line}\r\n" for line in lines).encode() + mail(file, head=head, boundary="=_outer")
    return parse_message(raw(content, **values), own_addresses=frozenset({"office@office.test"})).kind


@pytest.mark.parametrize(
    "line",
    [
        "Auto-Submitted: auto-generated", "Auto-Submitted: auto-notified; owner=fax", "Return-Path: <>",
        "Precedence: bulk", "Precedence: list", "Precedence: junk", "List-Id: <scan.firm.example>",
    ],
)
def test_material_with_a_field_of_machines_is_not_lost(line: str) -> None:
    assert kind_of(line) is MessageKind.MACHINE


def test_sender_whose_address_has_chinese_letters_is_no_machine() -> None:
    assert kind_of("Return-Path: <>", sender="张丽@firm.example") is MessageKind.SUBMISSION
    sent_by_itself = kind_of("Return-Path: <>", "Auto-Submitted: auto-generated", sender="张丽@firm.example")
    assert sent_by_itself is MessageKind.MACHINE


@pytest.mark.parametrize(
    "sender", ["noreply@firm.example", "no-reply@scan.firm.example", "DoNotReply@x.cn", "postmaster@firm.example",
               "office@office.test"],
)
def test_material_from_an_address_that_nobody_reads_is_not_lost(sender: str) -> None:
    assert kind_of(sender=sender) is MessageKind.MACHINE


@pytest.mark.parametrize(
    "subject",
    ["关于系统退信后重新报送材料", "退信后重报", "转发: 系统退信", "投递失败，再报", "自动回复: 报送", "Read: 材料"],
)
def test_material_under_a_subject_of_machines_is_not_lost(subject: str) -> None:
    assert kind_of(subject=subject) is MessageKind.MACHINE


@pytest.mark.parametrize(
    ("lines", "sender", "subject", "kind"),
    [
        (("Auto-Submitted: auto-replied",), "a@b.cn", "", MessageKind.AUTO_REPLY),
        (("X-Autoreply: yes",), "a@b.cn", "", MessageKind.AUTO_REPLY),
        (("Precedence: auto_reply",), "a@b.cn", "", MessageKind.AUTO_REPLY),
        (("Return-Path: <>",), "a@b.cn", "自动回复: 出差", MessageKind.AUTO_REPLY),
        (("X-Failed-Recipients: a@b.cn",), "a@b.cn", "", MessageKind.BOUNCE),
        ((), "mailer-daemon@x.cn", "", MessageKind.BOUNCE),
        ((), "postmaster@x.cn", "系统退信", MessageKind.BOUNCE),
        (("Return-Path: <>",), "bounce@x.cn", "Undelivered mail", MessageKind.BOUNCE),
        (("X-Loop: shouli-office",), "office@office.test", "", MessageKind.OWN),
    ],
)
def test_bounces_absence_notes_and_our_letters_stay_what_they_are_whatever_is_attached(
    lines: tuple[str, ...], sender: str, subject: str, kind: MessageKind
) -> None:
    assert kind_of(*lines, sender=sender, subject=subject) is kind


@pytest.mark.parametrize(("sender", "subject"), [("postmaster@x.cn", "sorry"), ("bounce@x.cn", "系统退信")])
def test_what_looks_like_a_bounce_and_encloses_a_message_is_one(sender: str, subject: str) -> None:
    assert _kind(OUR_LETTER, (), sender, subject) is MessageKind.BOUNCE


def test_message_that_a_machine_forwards_brings_its_files() -> None:
    assert _kind(OUR_LETTER, ("Auto-Submitted: auto-generated",), "a@b.cn", "") is MessageKind.MACHINE


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [("a.docx", b"PK a document", MessageKind.MACHINE), ("a.rar", b"Rar!\x1a\x07", MessageKind.MACHINE),
     ("card.vcf", b"BEGIN:VCARD", MessageKind.AUTO_REPLY), ("a.asc", b"key", MessageKind.AUTO_REPLY)],
)
def test_by_products_of_mail_programs_are_no_material(name: str, content: bytes, kind: MessageKind) -> None:
    file = attached(content, f'attachment; filename="{name}"'.encode(), "application/octet-stream")
    assert _kind(file, (), "noreply@x.cn", "") is kind


def test_newsletters_pictures_are_no_material() -> None:
    picture = attached(b"\xff\xd8\xff\xe0 of unknown size", "inline; filename=banner.jpg", "image/jpeg")
    assert _kind(picture, ("List-Id: <news.example>",), "a@b.cn", "") is MessageKind.BULK
    assert _kind(picture, ("Auto-Submitted: auto-generated",), "a@b.cn", "") is MessageKind.MACHINE


def test_machines_mail_that_is_too_large_is_not_lost() -> None:
    content = b"Auto-Submitted: auto-generated\r\n" + HEAD + b"\r\n"
    assert parse_message(raw(content, incomplete="邮件大小为70.0MB，超过60MB的上限")).kind is MessageKind.MACHINE
    assert parse_message(raw(content)).kind is MessageKind.AUTO_REPLY
