"""Check files without mail, queue or database: ``shouli check`` and the trial of uploads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from cases.names.identifiers import sound_codes
from cases.report import LetterDraft, Report
from cases.submission import Attachment, Submission
from cases.working_days import receipt_date
from casework.arrival.grouping import NO_FILES, FileGroup, group_files, with_file
from casework.arrival.hints import hint_of
from casework.arrival.questions import only_asks
from casework.letters.correspondence import drafts
from casework.services import Services
from catalogue.match import name_table
from catalogue.model import Channel
from intake.message import parse_files, parse_message
from intake.source import RawMessage
from judging.judge import judge_applications
from judging.kept_readings import Readings, ReadingsOfOneRun
from judging.question import Question
from judging.reader import CaseContent, Progress, Reader


@dataclass(frozen=True, slots=True)
class Inspection:
    """One judged case of the files, with the letters it would lead to."""

    report: Report
    letters: tuple[LetterDraft, ...]
    contents: tuple[CaseContent, ...]
    question: Question


def inspect_files(
    paths: Sequence[Path], services: Services, *, received_at: datetime, item: str | None = None,
    channel: str | None = None, reader: Reader | None = None,
) -> list[Inspection]:
    """Judge the files as one submission; one inspection for each (unit, item) among them.

    Without a reader of the caller's they are read by one that keeps what it read for this run.

    Raises:
        OSError: A file cannot be read.
    """
    submission = _submission(paths, services, received_at, channel or "")
    day = receipt_date(received_at)
    hint = hint_of(submission, name_table(services.catalogue.items_on(day)))
    groups = group_files(submission.attachments, services.catalogue, day, hint)
    groups = groups or [replace(NO_FILES, unit=hint.unit, item=hint.item)]
    reader = reader or reader_of(services)
    way_in = services.catalogue.channels.get(channel) if channel else None
    contents = [_contents(submission, group) for group in groups]
    asked = [_question(submission, group, way_in, item) for group in groups]
    return [
        inspection for at, group in enumerate(groups)
        for inspection in _inspect(contents[at], asked[at], services, reader, _sent_beside(at, groups, contents))
    ]


def reader_of(
    services: Services, readings: Readings | None = None, progress: Progress = lambda _: None
) -> Reader:
    """Return a reader that tells its progress and, where nothing else is given, keeps what it read for this run."""
    return Reader(services.engine, services.limits, readings or ReadingsOfOneRun(), progress, services.signature_roots)


def _submission(paths: Sequence[Path], services: Services, received_at: datetime, channel: str) -> Submission:
    if len(paths) == 1 and paths[0].suffix.lower() == ".eml":  # a whole mail: its subject and words count too
        raw = RawMessage(paths[0].name, channel, paths[0].read_bytes(), received_at)
        return parse_message(raw, services.intake_limits)
    files = [(path.name, path.read_bytes()) for path in paths]
    return parse_files(files, channel, received_at, services.intake_limits)


def _contents(submission: Submission, group: FileGroup) -> tuple[CaseContent, ...]:
    return tuple(
        _content(submission.attachments[index], stored)
        for index, stored in zip(group.members, group.stored_names, strict=True)
    )


def _sent_beside(
    at: int, groups: Sequence[FileGroup], contents: Sequence[tuple[CaseContent, ...]]
) -> list[CaseContent]:
    """Return the files of the same unit's other applications, each content once."""
    known = {one.sha256 for one in contents[at]}
    others = [other for other, group in enumerate(groups) if other != at and group.unit == groups[at].unit]
    return list({one.sha256: one for other in others for one in contents[other] if one.sha256 not in known}.values())


def _question(submission: Submission, group: FileGroup, channel: Channel | None, option: str | None) -> Question:
    named = [one for index, found in enumerate(group.findings) for one in with_file(found, index)]
    return Question(
        received_at=submission.received_at, unit=group.unit, item=group.item, option=option, channel=channel,
        extra=submission.findings, file_names=tuple(named), asks=only_asks(submission.body),
        codes=sound_codes(f"{submission.subject}\n{submission.body}"),
    )


def _inspect(
    contents: tuple[CaseContent, ...], question: Question, services: Services, reader: Reader,
    beside: Sequence[CaseContent],
) -> Iterator[Inspection]:
    day = question.received_at
    for one in judge_applications(
        contents, question, catalogue=services.catalogue, office=services.office, reader=reader, beside=beside
    ):
        found = services.catalogue.item_at(one.report.item.code, day)
        letters = drafts(services, one.report, found, day, day)
        yield Inspection(one.report, letters, tuple(contents[file] for file in one.files), one.question)


def _content(attachment: Attachment, stored_name: str) -> CaseContent:
    return CaseContent(
        name=attachment.name, stored_name=stored_name, kind=attachment.kind,
        sha256=hashlib.sha256(attachment.content).hexdigest(), load=lambda: attachment.content,
        findings=attachment.findings,
    )


