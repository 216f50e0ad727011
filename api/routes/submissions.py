"""Submissions by upload: the same way in as mail, through the same ledger."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, UploadFile

from api.changes import Request, answer_once, form_of
from api.dependencies import KeyDep, OfficerDep, ServicesDep
from api.routes.schemas import SubmissionBody
from cases.errors import NotFound, NotPermitted, RequestInvalid
from casework.services import Services
from casework.work import Work
from intake.source import RawMessage
from pipeline.stages import enter_message
from record.officers import Officer

router = APIRouter(prefix="/submissions", tags=["收件"])


@dataclass(frozen=True, slots=True)
class Upload:
    """What the form holds."""

    files: list[UploadFile]
    channel: str
    sender: str
    subject: str
    body: str


def _upload(
    files: Annotated[list[UploadFile], File(min_length=1)],
    channel: Annotated[str, Form(min_length=1, max_length=80)],
    sender: Annotated[str, Form(max_length=320)] = "", subject: Annotated[str, Form(max_length=500)] = "",
    body: Annotated[str, Form(max_length=20_000)] = "",
) -> Upload:
    return Upload(files, channel, sender, subject, body)


UploadDep = Annotated[Upload, Depends(_upload)]


@router.post("", status_code=202)
def submit(upload: UploadDep, officer: OfficerDep, services: ServicesDep, key: KeyDep) -> SubmissionBody:
    """Take files in as one submission, as if they had come by mail; the same key twice is one submission."""
    if upload.channel not in services.catalogue.channels or officer.office != services.office.code:
        raise NotFound(what=f"收件渠道“{upload.channel}”")
    if not officer.registers:
        raise NotPermitted(action="登记材料")
    contents = [(one.filename or "", one.file.read()) for one in upload.files]
    size = sum(len(content) for _, content in contents)
    if size > services.intake_limits.mail_megabytes * 1024 * 1024:
        raise RequestInvalid(reason=f"文件合计超过{services.intake_limits.mail_megabytes}MB")
    raw = _as_message(services, officer, upload, contents, key)
    sha256 = services.store.put(raw.content)  # the same request makes the same bytes
    digests = [[name, _digest(content)] for name, content in contents]
    request = Request(officer, key, ("submit", upload.channel, upload.sender, upload.subject, upload.body, digests))
    enter = partial(_enter, account=f"upload:{officer.office}", raw=raw, sha256=sha256, files=len(contents))
    return answer_once(services, request, form_of(SubmissionBody), enter)


def _enter(work: Work, account: str, raw: RawMessage, sha256: str, files: int) -> SubmissionBody:
    if enter_message(work, account, raw, sha256) is None:
        return SubmissionBody(message="该次提交此前已收到，不再重复处理。", accepted=0)
    return SubmissionBody(message="已收件，正在识别。", accepted=files)


def _as_message(
    services: Services, officer: Officer, upload: Upload, contents: list[tuple[str, bytes]], key: str
) -> RawMessage:
    own = _digest(f"{officer.id} {key}".encode())
    mail = _as_mail(contents, upload)
    mail.set_boundary(own)
    return RawMessage(
        key=own, channel=upload.channel, received_at=services.clock(), content=mail.as_bytes(),
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _as_mail(contents: list[tuple[str, bytes]], upload: Upload) -> EmailMessage:
    """Return an upload as the mail it stands for; unusable header values are left out."""
    mail = EmailMessage(policy=SMTP)
    try:
        mail["From"] = " ".join(upload.sender.split())
        mail["Subject"] = " ".join(upload.subject.split())
    except ValueError as error:
        raise RequestInvalid(reason="发件人或主题不可用") from error
    mail.set_content(upload.body or "（窗口上传）")
    for name, content in contents:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=" ".join(name.split()))
    return mail
