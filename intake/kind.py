"""What a message is: a submission, or mail of machines that must never be answered.

A sign of a machine tells that no answer may leave, not that the mail is worthless: scanners and fax gateways send
applications. Such mail with material is an officer's; only letters of ours, bounces and absence notes bring nothing.

Source: RFC 3834 (automatic answers), RFC 3464 (bounces), RFC 3798 (receipts).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cases.submission import MessageKind
from intake.by_products import is_by_product
from intake.header import Letter, addresses, parameters, raw_field, raw_fields, text_field
from intake.mime import Part
from intake.pictures import is_decoration

OWN_LOOP_WORD = "shouli"
"""Stands in the ``X-Loop`` field of every letter that we send."""

_MAIL_SYSTEM = re.compile(r"^(mailer-daemon|postmaster|mail-daemon)@", re.IGNORECASE)
_MAIL_DAEMON = re.compile(r"^(mailer-daemon|mail-daemon)@", re.IGNORECASE)
"""Writes bounces only; ``postmaster`` is some scanner's sender too."""
_NOBODY = re.compile(r"^(no-?reply|do-?not-?reply|donotreply)\b[^@]*@", re.IGNORECASE)
_BOUNCE_SUBJECT = re.compile(
    r"系统退信|^退信|退信通知|^undeliver|^mail delivery fail|^delivery status notification|^returned mail"
    r"|^failure notice|^delivery failure|邮件未送达|投递失败|未传递",
    re.IGNORECASE,
)
"""Mail programs of people quote such words too (关于系统退信后重新报送材料)."""
_AUTO_SUBJECT = re.compile(
    r"^\W{0,2}(?:自动回复|自動回覆|自动答复|auto(?:matic)?[- ]?reply|out of office"
    r"|read:|已读[:：]|已读回执|读取回执|阅读回执)",
    re.IGNORECASE,
)
_AUTO_FIELDS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply")
_BULK_WORDS = {b"bulk", b"list", b"junk"}
_AUTO_PRECEDENCE = {b"auto_reply", b"auto-reply"}
_TEXTS = (".txt", ".htm", ".html", ".asc")
"""Ends of names of files that say again what a machine's mail says."""


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


def brings_nothing(message: Letter, kind: MessageKind) -> bool:
    """Tell whether a message that must not be answered surely is a letter of ours, a bounce or an absence note.

    What a device, a gateway or a person may send as well is not sure: a subject, a sender's form, an empty return path
    or a word about automatic sending, each alone.
    """
    if kind is MessageKind.OWN:
        return _is_looped(message)
    if kind is MessageKind.BOUNCE:
        return _is_sure_bounce(message)
    return kind is MessageKind.AUTO_REPLY and _is_sure_auto_reply(message)


def is_of_mail_system(message: Letter) -> bool:
    """Tell a bounce that a mail system wrote from a person's mail that only speaks of one."""
    return _is_sure_bounce(message) or any(_MAIL_SYSTEM.match(address) for address in _from(message))


def carries_material(message: Letter, kind: MessageKind, files: Sequence[Part]) -> bool:
    """Tell whether files of a machine's mail may be an application's.

    A newsletter's pictures in the text are none, nor is a message enclosed in what looks like a bounce.
    """
    bounced = kind is MessageKind.BOUNCE and _bounce_signs(message) > 0
    return any(
        not (part.name.lower().endswith(_TEXTS) or is_by_product(part.name, part.content))
        and not (part.inline and (kind is MessageKind.BULK or is_decoration(part.content)))
        and not (bounced and part.origin)
        for part in files
    )


def _from(message: Letter) -> list[str]:
    return [address for field in raw_fields(message, "From") for _, address in addresses(field)]


def _is_own(message: Letter, own_addresses: frozenset[str]) -> bool:
    return _is_looped(message) or any(address.lower() in own_addresses for address in _from(message))


def _is_looped(message: Letter) -> bool:
    return any(OWN_LOOP_WORD.encode() in field.lower() for field in raw_fields(message, "X-Loop"))


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


def _is_sure_bounce(message: Letter) -> bool:
    """Tell a mail system's notice by its form, its writer, or two weaker signs."""
    return (
        _report_type(message) == "delivery-status"
        or bool(raw_field(message, "X-Failed-Recipients"))
        or any(_MAIL_DAEMON.match(address) for address in _from(message))
        or (_bounce_signs(message) > 0 and _bounce_signs(message) + _has_no_way_back(message) > 1)
    )


def _bounce_signs(message: Letter) -> int:
    """Count a mail system's address and a subject that begins as a bounce's."""
    named = any(_MAIL_SYSTEM.match(address) for address in _from(message))
    return named + (_BOUNCE_SUBJECT.match(text_field(message, "Subject")) is not None)


def _has_no_way_back(message: Letter) -> bool:
    return _has_empty_path(message) or _submitted(message) not in {b"", b"no"}


def _has_empty_path(message: Letter) -> bool:
    """Tell an empty return path that says something: mail systems write one for an address in Chinese letters, too.

    Seen with Postfix and Dovecot, which take such a sender without SMTPUTF8 and cannot write its address.
    """
    return raw_field(message, "Return-Path") == b"<>" and all(address.isascii() for address in _from(message))


def _is_sure_auto_reply(message: Letter) -> bool:
    """Tell an absence note or a receipt by its fields; a subject alone is only a word."""
    return (
        _submitted(message) == b"auto-replied"
        or _report_type(message) != ""
        or any(raw_field(message, name) for name in _AUTO_FIELDS)
        or raw_field(message, "Precedence").lower() in _AUTO_PRECEDENCE
        or (_AUTO_SUBJECT.search(text_field(message, "Subject")) is not None and _has_no_way_back(message))
    )


def _submitted(message: Letter) -> bytes:
    return raw_field(message, "Auto-Submitted").partition(b";")[0].strip().lower()


def _is_auto_reply(message: Letter) -> bool:
    return (
        _submitted(message) not in {b"", b"no"}
        or _report_type(message) != ""
        or any(raw_field(message, name) for name in _AUTO_FIELDS)
        or raw_field(message, "Precedence").lower() in _AUTO_PRECEDENCE
        or _has_empty_path(message)
        or any(_NOBODY.match(address) for address in _from(message))
        or _AUTO_SUBJECT.search(text_field(message, "Subject")) is not None
    )
