"""What is asked of judging about a case: its files, and what mail and file names say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from cases.case import Case, CaseFile, Flag
from cases.finding import Finding
from cases.finding_codes import About, code_of, find
from cases.names.identifiers import sound_codes
from cases.submission import FileKind
from casework.arrival.grouping import with_file
from casework.arrival.questions import only_asks
from casework.work import Work
from catalogue.model import Catalogue
from judging.question import Question
from judging.reader import CaseContent
from record.stored import FINDINGS

_WITHOUT_FILES = frozenset(("mail-no-attachment", "mail-inquiry"))


@dataclass(frozen=True, slots=True)
class CaseQuestion:
    """A case as judging sees it.

    Attributes:
        contents: Its files.
        catalogue: What it is judged by.
        beside: Files of the same unit's other cases that came with the same mails.
    """

    case: Case
    contents: tuple[CaseContent, ...]
    question: Question
    catalogue: Catalogue
    beside: tuple[CaseContent, ...] = ()


def question_about(work: Work, case_id: str) -> CaseQuestion:
    """Return what is asked about a case; the bytes of its files are loaded only when they are needed."""
    case = work.cases.get(case_id)
    files = work.cases.files(case.id)
    named = [
        with_file([finding], one.position)[0]
        for one in files for finding in _findings_of(one) if code_of(finding).about is About.NAME
    ]
    mails = [one for one in work.cases.joined(case.id) if one["revision"] == case.revision]
    question = Question(
        received_at=case.received_at, unit=case.unit, item=case.item if case.item_name else None,
        channel=work.catalogue.channels.get(case.channel), extra=tuple(_said_by_mail(case, mails, files)),
        file_names=tuple(named), asks=any(mails) and all(only_asks(one["body"]) for one in mails),
        codes=sound_codes("\n".join(f"{one['subject']}\n{one['body']}" for one in work.cases.joined(case.id))),
        rulings=work.rulings.holding(case.id), round=case.revision,
    )
    contents, beside = (tuple(_content(work, one) for one in those) for those in (files, _sent_beside(work, case)))
    return CaseQuestion(case, contents, question, work.catalogue, beside)


def _sent_beside(work: Work, case: Case) -> list[CaseFile]:
    """Return the files of the same unit's other cases of the same mails, each content once."""
    messages = [one["message_id"] for one in work.cases.joined(case.id)]
    others = {one.id: one for message in messages for one in work.cases.cases_of_message(message)}
    files = [
        file for one in others.values() if one.id != case.id and one.unit == case.unit
        for file in work.cases.files(one.id)
    ]
    known = work.cases.known_files(case.id)
    return list({file.sha256: file for file in files if file.sha256 not in known}.values())


def _said_by_mail(case: Case, mails: Sequence[Mapping[str, Any]], files: Sequence[CaseFile]) -> list[Finding]:
    """Return what intake found about the mails of the present round."""
    found = [finding for one in mails for finding in FINDINGS.validate_python(one["findings"])]
    if Flag.SENDER_DIFFERS in case.flags:
        message = "补正材料来自与原申请不同的邮箱地址，请工作人员核实发件人身份。"
        found.append(find("mail-sender-unauthenticated", message))
    if files:  # a later mail of words alone asks for nothing
        found = [finding for finding in found if finding.code not in _WITHOUT_FILES]
    return found


def _findings_of(file: CaseFile) -> tuple[Finding, ...]:
    return FINDINGS.validate_python(file.findings)


def _content(work: Work, file: CaseFile) -> CaseContent:
    against = tuple(finding for finding in _findings_of(file) if code_of(finding).about is not About.NAME)
    return CaseContent(
        name=file.name, stored_name=file.stored_name, kind=FileKind(file.kind), sha256=file.sha256,
        load=partial(work.store.get, file.sha256), revision=file.revision, findings=against,
    )
