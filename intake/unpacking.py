"""The files of one message: examined, taken out of archives, decoration left out, equal ones counted once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from cases.errors import SandboxFailed
from cases.finding import Finding, Severity
from cases.finding_codes import find
from cases.submission import Attachment, FileKind
from intake.attachments import examine
from intake.limits import IntakeLimits
from intake.mime import Part, open_saved
from intake.pictures import is_decoration
from sandbox.archive import ArchiveContents, extract_archive
from sandbox.limits import Limits
from sandbox.page_order import in_number_order
from sandbox.process import SandboxUnavailable

Expand = Callable[[bytes], ArchiveContents]
"""Unpacks one ZIP."""

_REASONS = {
    "": "中没有文件。请检查后重新发送",
    "encrypted": "设有密码，无法打开。请去掉密码后重新发送",
    "damaged": "已损坏或不是可用的ZIP文件。请重新压缩，或直接发送PDF文件",
    "members": "中的文件过多。请只发送申请材料的PDF文件",
    "size": "解压后过大。请分次发送",
    "ratio": "解压后过大。请分次发送",
    "depth": "中又套有多层压缩包。请直接发送PDF文件",
    "limit": "无法在限定时间内解压。请直接发送PDF文件",
}


def expand_in_sandbox(content: bytes) -> ArchiveContents:
    """Unpack a ZIP in a child process with the shipped limits.

    Raises:
        SandboxFailed: The child could not be started.
    """
    try:
        return extract_archive(content, Limits())
    except SandboxUnavailable as error:
        raise SandboxFailed(reason=str(error)) from error


def examine_parts(
    parts: Sequence[Part], limits: IntakeLimits, expand: Expand
) -> tuple[tuple[Attachment, ...], list[Finding]]:
    """Return the files worth keeping, in the order of the mail, and what is to be said about the others."""
    kept: list[Attachment] = []
    findings: list[Finding] = []
    names: dict[bytes, str] = {}
    for place in in_number_order([part.name for part in parts]):
        part = parts[place]
        if part.inline and is_decoration(part.content):
            continue
        for attachment in _examine(part, len(kept) + 1, limits, expand):
            digest = hashlib.sha256(attachment.content).digest()
            if attachment.content and digest in names:
                message = f"附件“{attachment.name}”与“{names[digest]}”内容相同，只计一次。"
                findings.append(find("material-duplicate", message))
            elif len(kept) == limits.attachments:
                message = f"附件超过{limits.attachments}个，其余部分将由工作人员处理。"
                return tuple(kept), [*findings, find("file-limit-reached", message)]
            else:
                names[digest] = attachment.name
                kept.append(attachment)
    return tuple(kept), findings


def _examine(part: Part, number: int, limits: IntakeLimits, expand: Expand) -> list[Attachment]:
    attachment = examine(part.name, part.content, limits, part.origin, number)
    if part.inline and attachment.kind is FileKind.IMAGE:
        message = f"邮件正文中的图片“{attachment.name}”已作为材料收下，将由工作人员核对。"
        return [_with(attachment, find("material-uncertain", message))]
    blocked = any(finding.severity is Severity.BLOCKING for finding in attachment.findings)
    return [attachment] if blocked or attachment.kind is not FileKind.ARCHIVE else _unpack(attachment, limits, expand)


def _unpack(archive: Attachment, limits: IntakeLimits, expand: Expand) -> list[Attachment]:
    """Return an archive's files; the archive itself follows them where it could not be read to its end."""
    contents = expand(archive.content)
    origin = (*archive.origin, archive.name)
    parts = [Part(one.name, one.content, "", False, (*origin, *one.origin)) for one in contents.members]
    opened = open_saved(parts, limits)  # mails saved one by one and packed together
    files = [examine(one.name, one.content, limits, one.origin, number) for number, one in enumerate(opened.files, 1)]
    if files and not contents.refused:
        return files
    reason = _REASONS.get(contents.refused, _REASONS["damaged"])
    message = f"压缩包“{archive.name}”{reason}。"
    return [*files, _with(archive, find("file-archive-refused", message))]


def _with(attachment: Attachment, finding: Finding) -> Attachment:
    return replace(attachment, findings=(*attachment.findings, finding))
