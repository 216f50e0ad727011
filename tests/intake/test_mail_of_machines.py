"""Bounces, automatic answers and our own mail: known as what they are, never taken for material."""

from __future__ import annotations

import base64

import pytest

from cases.submission import MessageKind, Submission
from intake.message import parse_message
from tests.intake.letters import HEAD, PDF, attached, mail, part, raw

NAME = "某某公司+新申请劳务派遣行政许可.pdf"


def codes(submission: Submission) -> list[str]:
    return [finding.code for finding in submission.findings]


def names(submission: Submission) -> list[str]:
    return [attachment.name for attachment in submission.attachments]


def word(text: bytes, charset: str = "gb2312") -> bytes:
    return f"=?{charset}?B?{base64.b64encode(text).decode()}?=".encode()


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ("Auto-Submitted: auto-replied", MessageKind.AUTO_REPLY),
        ("Auto-Submitted: no", MessageKind.SUBMISSION),
        ("Return-Path: <>", MessageKind.AUTO_REPLY),
        ("Precedence: bulk", MessageKind.BULK),
        ("List-Id: <news.example>", MessageKind.BULK),
        ("X-Loop: shouli-office", MessageKind.OWN),
        ("X-Failed-Recipients: a@b.cn", MessageKind.BOUNCE),
    ],
)
def test_mail_of_machines_is_recognised_by_its_fields(lines: str, kind: MessageKind) -> None:
    assert parse_message(raw(lines.encode() + b"\r\n" + mail())).kind is kind


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("自动回复: 申请", MessageKind.AUTO_REPLY),
        ("系统退信/Systems bounce", MessageKind.BOUNCE),
        ("Undeliverable: 电子审核合格通知", MessageKind.BOUNCE),
        ("已读: 回执", MessageKind.AUTO_REPLY),
        ("关于自动化公司劳务派遣的申请", MessageKind.SUBMISSION),
    ],
)
def test_mail_of_machines_is_recognised_by_its_subject(subject: str, kind: MessageKind) -> None:
    head = HEAD.replace(b"=?utf-8?B?55Sz6K+3?=", word(subject.encode(), "utf-8"))
    assert parse_message(raw(mail(head=head))).kind is kind


@pytest.mark.parametrize("sender", ["mailer-daemon@x.cn", "Postmaster@firm.example"])
def test_mail_systems_are_bounces_and_our_own_address_is_ours(sender: str) -> None:
    head = HEAD.replace(b"agent@firm.example", sender.encode())
    assert parse_message(raw(mail(head=head))).kind is MessageKind.BOUNCE
    own = parse_message(raw(mail()), own_addresses=frozenset({"agent@firm.example"}))
    assert own.kind is MessageKind.OWN


def test_bounce_names_our_letter_and_brings_no_files() -> None:
    letter = b"Message-ID: <letter-7@ss.test>\r\n" + mail(attached(PDF, "attachment; filename=a.pdf"))
    status = (
        b"Reporting-MTA: dns; mx.test\r\n\r\nFinal-Recipient: rfc822; a@b.cn\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    )
    report = mail(
        part(status, "Content-Type: message/delivery-status", encode=False),
        part(letter, "Content-Type: message/rfc822", encode=False),
        kind="report; report-type=delivery-status",
        boundary="=_r",
    )
    submission = parse_message(raw(report))
    assert submission.kind is MessageKind.BOUNCE
    assert "<letter-7@ss.test>" in submission.references
    assert submission.attachments == ()
    assert "Action: failed" in submission.body
    assert codes(submission) == []
