"""RFC 5322 bytes, or a fax file, to a Submission; whatever the bytes are."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from cases.finding import Finding, Severity
from cases.finding_codes import find
from cases.submission import Attachment, FileKind, MessageKind, Submission
from intake.attachments import examine
from intake.body import has_file_link, text_of_html
from intake.devices import is_device
from intake.enclosure import speaks_of_enclosure
from intake.header import Letter, addresses, message_ids, one_line, raw_field, raw_fields, text_field
from intake.kind import brings_nothing, carries_material, is_of_mail_system, message_kind
from intake.limits import IntakeLimits
from intake.mime import Contents, DamagedMail, parse_bytes, read_contents, read_files
from intake.quotation import own_words
from intake.source import RawMessage
from intake.thread import references
from intake.unpacking import Expand, examine_parts, expand_in_sandbox

_LINK_MESSAGE = (
    "邮件中的“超大附件”或网盘链接不是真正的附件，本系统不会从网上下载文件。"
    "请将材料压缩或分成几封邮件，以普通附件重新发送（每封邮件不超过{limit}MB）。"
)
_NO_ATTACHMENT = "邮件中没有附件。请将申请材料盖章后扫描成PDF，按“单位名称+业务名称.pdf”命名，作为附件重新发送。"
_INQUIRY = "来信没有附件，也未提到附件，按咨询登记，由工作人员答复。"
_CUT_OFF = "邮件在传输中损坏，部分内容可能缺失，将由工作人员核对；如方便，请重新发送一次。"
_UNPARSED = "邮件格式损坏，无法自动读取，将由工作人员查看原件。"
_REPLY_TO = "邮件的回复地址与发件地址不属于同一域名，回信只发往发件地址。"
_MACHINE = "邮件带有自动发送的标记（如扫描仪、传真网关、系统邮箱），不自动答复，将由工作人员核对。"
_NO_SENDER = "无法确定唯一的发件地址，将由工作人员核对。"
_SOME_FIELD = ("From", "To", "Subject", "Date", "Received", "Message-ID", "Content-Type")
"""Bytes without any of these fields are no mail."""


def parse_message(
    raw: RawMessage,
    limits: IntakeLimits | None = None,
    *,
    expand: Expand | None = None,
    own_addresses: frozenset[str] = frozenset(),
) -> Submission:
    """Return what a message or fax brought in; a message that cannot be parsed comes with ``mail-damaged``.

    Any other exception is a slip of ours: it goes up, and the message in the end to an officer.

    Args:
        raw: As its source gave it.
        limits: Caps; by default those of the shipped settings.
        expand: Unpacks a ZIP; by default the sandbox does.
        own_addresses: Our mailboxes, lower case: mail from them is never answered.

    Raises:
        SandboxFailed: The child process for an archive could not be started; try again.
    """
    limits = limits or IntakeLimits()
    if raw.media_type != "message/rfc822":
        return _fax(raw, limits)
    try:
        message = parse_bytes(raw.content)
        if not any(raw_field(message, name) for name in _SOME_FIELD):
            return _unparsed(raw)
        return _mail(raw, message, limits, expand or expand_in_sandbox, own_addresses)
    except DamagedMail:
        return _unparsed(raw)


def parse_files(
    files: Sequence[tuple[str, bytes]],
    channel: str,
    received_at: datetime,
    limits: IntakeLimits | None = None,
    *,
    expand: Expand | None = None,
) -> Submission:
    """Return files that came by upload or from a folder as one submission; ZIP and ``.eml`` are opened.

    Raises:
        SandboxFailed: The child process for an archive could not be started; try again.
    """
    limits = limits or IntakeLimits()
    contents = read_files(files, limits)
    attachments, findings = examine_parts(contents.files, limits, expand or expand_in_sandbox)
    if contents.over_limit:
        findings.append(_over_limit(contents))
    return Submission(
        channel=channel,
        received_at=received_at,
        sender=None,
        sender_name="",
        telephone=None,
        message_id=None,
        references=(),
        subject="",
        body="",
        attachments=attachments,
        findings=tuple(findings),
    )


def _over_limit(contents: Contents) -> Finding:
    return find("file-limit-reached", f"{contents.over_limit}，其余部分将由工作人员处理。")


def content_digest(submission: Submission) -> str:
    """Return the SHA-256 over sender, subject and files, or words: it tells a redelivery from new mail."""
    digest = hashlib.sha256()
    for value in (submission.sender or "", submission.subject, submission.telephone or ""):
        digest.update(value.encode("utf-8", "replace") + b"\0")
    files = [one for one in submission.attachments if one.kind is not FileKind.BY_PRODUCT]
    for attachment in files:
        digest.update(hashlib.sha256(attachment.content).digest())
    if not files:
        digest.update(submission.body.encode("utf-8", "replace"))
    return digest.hexdigest()


def _fax(raw: RawMessage, limits: IntakeLimits) -> Submission:
    findings: tuple[Finding, ...] = ()
    if raw.incomplete:
        message = f"传真接收不完整（{one_line(raw.incomplete)}），将由工作人员与您联系。"
        findings = _damaged(message)
    return Submission(
        channel=raw.channel,
        received_at=raw.received_at,
        sender=None,
        sender_name="",
        telephone=raw.telephone,
        message_id=None,
        references=(),
        subject="",
        body="",
        attachments=(examine(raw.name or "传真", raw.content, limits),),
        findings=findings,
    )


def _damaged(message: str) -> tuple[Finding, ...]:
    """Note the damage, and what it means: files may be missing or cut off, which an officer has to look at."""
    return (
        find("mail-damaged", message),
        # what came can be read; whether anything is lacking nobody can tell
        find("file-damaged", "来件可能缺少部分文件或页面，将由工作人员核对。", severity=Severity.REVIEW),
    )


def _unparsed(raw: RawMessage) -> Submission:
    return Submission(
        channel=raw.channel,
        received_at=raw.received_at,
        sender=None,
        sender_name="",
        telephone=None,
        message_id=None,
        references=(),
        subject="",
        body="",
        attachments=(),
        findings=_damaged(_UNPARSED),
    )


def _mail(
    raw: RawMessage, message: Letter, limits: IntakeLimits, expand: Expand, own_addresses: frozenset[str]
) -> Submission:
    contents = read_contents(message, limits)
    body = _body(contents, limits)
    kind = _kind(raw, message, contents, own_addresses)
    if kind is MessageKind.SUBMISSION and is_device(message, body, [part.name for part in contents.files]):
        kind = MessageKind.MACHINE if contents.files else MessageKind.AUTO_REPLY
    name, sender = _sender(message)
    ids = message_ids(raw_field(message, "Message-ID"))
    attachments: tuple[Attachment, ...] = ()
    findings: list[Finding] = []
    if kind is not MessageKind.BOUNCE:  # a bounce returns our own letter: nothing of it is a submission
        attachments, findings = examine_parts(contents.files, limits, expand)
    findings += _findings(raw, message, contents, limits)
    if kind is MessageKind.MACHINE:
        findings.append(find("mail-sender-unauthenticated", _MACHINE))
    if kind in {MessageKind.SUBMISSION, MessageKind.MACHINE}:
        findings += _missing_files(raw, message, body, attachments, findings, limits)
    enclosed = [i for field in contents.enclosed_ids for i in message_ids(field)] if kind is MessageKind.BOUNCE else []
    return Submission(
        channel=raw.channel,
        received_at=raw.received_at,
        sender=sender,
        sender_name=name,
        telephone=None,
        message_id=ids[0] if ids else None,
        references=tuple(dict.fromkeys([*references(message), *enclosed])),
        subject=text_field(message, "Subject"),
        body=body,
        attachments=attachments,
        kind=kind,
        findings=tuple(findings),
        by_mail_system=kind is MessageKind.BOUNCE and is_of_mail_system(message),
    )


def _kind(raw: RawMessage, message: Letter, contents: Contents, own_addresses: frozenset[str]) -> MessageKind:
    """Return what a mail is; a machine's mail whose files did not all come may have brought material too."""
    kind = message_kind(message, own_addresses)
    if kind is MessageKind.SUBMISSION or brings_nothing(message, kind):
        return kind
    lacking = bool(raw.incomplete or contents.cut_off or contents.over_limit)
    return MessageKind.MACHINE if lacking or carries_material(message, kind, contents.files) else kind


def _sender(message: Letter) -> tuple[str, str | None]:
    """Return display name and address; no address where there is none, or more than one."""
    found = [pair for field in raw_fields(message, "From") for pair in addresses(field)]
    if len({address for _, address in found}) == 1:
        return found[0]
    return (found[0][0] if found else text_field(message, "From")), None


def _body(contents: Contents, limits: IntakeLimits) -> str:
    text = "\n".join(contents.plain).strip() or text_of_html("\n".join(contents.html)).strip()
    text = "\n".join([text, *contents.reports]) if contents.reports else text
    return text.replace("\r\n", "\n").replace("\0", "").encode("utf-8", "ignore").decode()[: limits.body_characters]


def _findings(raw: RawMessage, message: Letter, contents: Contents, limits: IntakeLimits) -> list[Finding]:
    """Return what speaks against the mail as a whole."""
    findings = []
    sender = _sender(message)[1]
    if raw.incomplete:
        advice = f"请压缩或分成几封邮件重新发送（每封不超过{limits.mail_megabytes}MB）。"
        message_text = f"{one_line(raw.incomplete)}，未能接收。{advice}"
        findings.append(find("file-too-large", message_text))
    elif contents.cut_off:
        findings += _damaged(_CUT_OFF)
    if contents.over_limit:
        findings.append(_over_limit(contents))
    if sender is None:
        findings.append(find("mail-sender-unauthenticated", _NO_SENDER))
    elif any(_domain(address) != _domain(sender) for _, address in addresses(raw_field(message, "Reply-To"))):
        findings.append(find("mail-reply-to-differs", _REPLY_TO))
    if raw.suspect:
        findings.append(find("mail-sender-unauthenticated", f"{one_line(raw.suspect)}，将由工作人员核对。"))
    return findings


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()


def _missing_files(
    raw: RawMessage,
    message: Letter,
    body: str,
    attachments: Sequence[Attachment],
    findings: Sequence[Finding],
    limits: IntakeLimits,
) -> list[Finding]:
    if raw.incomplete:
        return []
    material = [one for one in attachments if one.kind is not FileKind.BY_PRODUCT]
    passed_on = not material and not references(message)  # a forwarded link is all that such a mail brings
    if has_file_link(body if passed_on else own_words(body)):
        return [find("file-link-attachment", _LINK_MESSAGE.format(limit=limits.mail_megabytes))]
    damaged = any(finding.code in {"mail-damaged", "file-limit-reached"} for finding in findings)
    if material or damaged:
        return []
    if speaks_of_enclosure(text_field(message, "Subject"), own_words(body)):
        return [find("mail-no-attachment", _NO_ATTACHMENT)]
    return [find("mail-inquiry", _INQUIRY)]
