"""Submissions by upload: the same way in as mail, through the same ledger."""

from __future__ import annotations

import hashlib
import json
from email.message import EmailMessage
from email.policy import SMTP
from typing import Annotated

from fastapi import APIRouter, Form, UploadFile

from api.dependencies import KeyDep, OfficerDep, ServicesDep
from api.schemas import SubmissionBody
from cases.errors import NotFound, NotPermitted, RequestInvalid
from intake.source import RawMessage
from pipeline.stages import store_message
from record.officers import OfficerRepository

router = APIRouter(prefix="/submissions", tags=["收件"])


@router.post("", status_code=202)
def submit(
    files: list[UploadFile], officer: OfficerDep, services: ServicesDep, key: KeyDep,
    channel: Annotated[str, Form(max_length=80)], sender: Annotated[str, Form(max_length=320)] = "",
    subject: Annotated[str, Form(max_length=500)] = "", body: Annotated[str, Form(max_length=20_000)] = "",
) -> SubmissionBody:
    """Take files in as one submission, as if they had come by mail; the same key twice is one submission."""
    if channel not in services.catalogue.channels:
        raise NotFound(what=f"收件渠道“{channel}”")
    if not officer.registers:
        raise NotPermitted(action="登记材料")
    contents = [(one.filename or "", one.file.read()) for one in files]
    size = sum(len(content) for _, content in contents)
    if size > services.intake_limits.mail_megabytes * 1024 * 1024:
        raise RequestInvalid(reason=f"文件合计超过{services.intake_limits.mail_megabytes}MB")
    request = json.dumps(
        ["submit", channel, sender, subject, body, [[name, _digest(content)] for name, content in contents]]
    )
    with services.database.begin() as connection:
        earlier = OfficerRepository(connection).earlier_answer(officer, key, request)
    if earlier is not None:
        return SubmissionBody(**earlier)
    raw = RawMessage(
        key=_digest(f"{officer.id} {key}".encode()), channel=channel, received_at=services.clock(),
        content=_as_mail(contents, sender, subject, body),
    )
    stored = store_message(services, f"upload:{officer.office}", raw)
    message = "已收件，正在识别。" if stored is not None else "该次提交此前已收到，不再重复处理。"
    answer = SubmissionBody(message=message, accepted=len(files) if stored is not None else 0)
    if stored is not None:
        with services.database.begin() as connection:
            officers = OfficerRepository(connection)
            officers.keep_answer(officer, key, request, answer.model_dump(), services.clock())
    return answer


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _as_mail(contents: list[tuple[str, bytes]], sender: str, subject: str, body: str) -> bytes:
    """Return an upload as the mail it stands for; unusable header values are left out."""
    mail = EmailMessage(policy=SMTP)
    try:
        mail["From"] = " ".join(sender.split())
        mail["Subject"] = " ".join(subject.split())
    except ValueError as error:
        raise RequestInvalid(reason="发件人或主题不可用") from error
    mail.set_content(body or "（窗口上传）")
    for name, content in contents:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=" ".join(name.split()))
    return mail.as_bytes()
