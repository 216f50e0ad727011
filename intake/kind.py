"""What a message is: a submission, or mail of machines that must never be answered.

Source: RFC 3834 (automatic answers), RFC 3464 (bounces), RFC 3798 (receipts).
"""

from __future__ import annotations

import re

from cases.submission import MessageKind
from intake.header import Letter, addresses, parameters, raw_field, raw_fields, text_field

OWN_LOOP_WORD = "shouli"
"""Stands in the ``X-Loop`` field of every letter that we send."""

_MAIL_SYSTEM = re.compile(r"^(mailer-daemon|postmaster|mail-daemon)@", re.IGNORECASE)
_NOBODY = re.compile(r"^(no-?reply|do-?not-?reply|donotreply)\b[^@]*@", re.IGNORECASE)
_BOUNCE_SUBJECT = re.compile(
    r"系统退信|^退信|退信通知|^undeliver|^mail delivery fail|^delivery status notification|^returned mail"
    r"|^failure notice|^delivery failure|邮件未送达|投递失败|未传递",
    re.IGNORECASE,
)
_AUTO_SUBJECT = re.compile(
    r"^\W{0,2}(?:自动回复|自動回覆|自动答复|auto(?:matic)?[- ]?reply|out of office"
    r"|read:|已读[:：]|已读回执|读取回执|阅读回执)",
    re.IGNORECASE,
)
_AUTO_FIELDS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply")
_BULK_WORDS = {b"bulk", b"list", b"junk"}


def message_kind(message: Letter, own_addresses: frozenset[str]) -> MessageKind:
    """Return what the message is; bounces before everything but our own mail, because they come without a sender."""
    if _is_own(message, own_addresses):
        return MessageKind.OWN
    if _is_bounce(message):
        return MessageKind.BOUNCE
    if _is_auto_reply(message):
        return MessageKind.AUTO_REPLY
    if raw_field(message, "List-Id") or raw_field(message, "Precedence").lower() in _BULK_WORDS:
        return MessageKind.BULK
    return MessageKind.SUBMISSION


def _from(message: Letter) -> list[str]:
    return [address for field in raw_fields(message, "From") for _, address in addresses(field)]


def _is_own(message: Letter, own_addresses: frozenset[str]) -> bool:
    looped = any(OWN_LOOP_WORD.encode() in field.lower() for field in raw_fields(message, "X-Loop"))
    return looped or any(address.lower() in own_addresses for address in _from(message))


def _report_type(message: Letter) -> str:
    field = raw_field(message, "Content-Type")
    if not field.lower().startswith(b"multipart/report"):
        return ""
    return parameters(field).get("report-type", "delivery-status").lower()


def _is_bounce(message: Letter) -> bool:
    return (
        _report_type(message) == "delivery-status"
        or bool(raw_field(message, "X-Failed-Recipients"))
        or any(_MAIL_SYSTEM.match(address) for address in _from(message))
        or _BOUNCE_SUBJECT.search(text_field(message, "Subject")) is not None
    )


def _is_auto_reply(message: Letter) -> bool:
    submitted = raw_field(message, "Auto-Submitted").partition(b";")[0].strip().lower()
    return (
        submitted not in {b"", b"no"}
        or _report_type(message) != ""
        or any(raw_field(message, name) for name in _AUTO_FIELDS)
        or raw_field(message, "Precedence").lower() in {b"auto_reply", b"auto-reply"}
        or raw_field(message, "Return-Path") == b"<>"
        or any(_NOBODY.match(address) for address in _from(message))
        or _AUTO_SUBJECT.search(text_field(message, "Subject")) is not None
    )
