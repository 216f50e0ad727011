"""A made record: the cases of an office over three years, entered in bulk, kept for the next run.

The rows are those that the program writes; what lists copy of open cases is written by the program's own code.
"""

from __future__ import annotations

import io
import itertools
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa
from PIL import Image, ImageDraw

from benchmarks.console.papers import ITEMS, PLACEHOLDER, Paper, make_paper, unit_name, with_picture
from cases import search_words
from cases.lifecycle import State
from cases.report import Outcome
from casework.copies import VERSION, copy_case
from casework.search_texts import digest_of
from casework.services import Services
from record.desk import DeskRepository
from record.repository import BEIJING
from record.search import entered_terms
from record.search_tables import INDEX, SEARCH_CASES, SEARCH_TEXTS
from record.stored import REPORT
from record.tables import (
    ASSIGNMENTS,
    AUDIT,
    CASE_MESSAGES,
    CASES,
    FILES,
    LETTERS,
    MESSAGES,
    REPORTS,
    TASKS,
    TOLERANCES,
)
from tests.office.services import Watch, services_in

FORM = 5
"""Of what is made; another one is made anew."""
NOW = datetime(2023, 2, 15, 10, tzinfo=BEIJING)
YEARS, OPEN_SHARE, PICTURES, PAPERS, BATCH = 3, 0.06, 40, 240, 500
OFFICERS = tuple(f"审核{number:02d}" for number in range(50))

_BODY = "您好，现报送申请材料，请查收。如有问题请电话联系，谢谢。"
_FATES: dict[State, tuple[Outcome, tuple[tuple[str, str | None, State], ...]]] = {
    State.CLOSED: (Outcome.ACCEPT, (
        ("screen", State.RECEIVED, State.SCREENING), ("accept", State.SCREENING, State.ACCEPTED),
        ("close", State.ACCEPTED, State.CLOSED),
    )),
    State.REVIEW: (Outcome.REVIEW, (
        ("screen", State.RECEIVED, State.SCREENING), ("hold", State.SCREENING, State.REVIEW),
    )),
    State.CORRECTION: (Outcome.SUPPLEMENT, (
        ("screen", State.RECEIVED, State.SCREENING), ("correct", State.SCREENING, State.CORRECTION),
    )),
    State.TOLERATED: (Outcome.TOLERATE, (
        ("screen", State.RECEIVED, State.SCREENING), ("tolerate", State.SCREENING, State.TOLERATED),
    )),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Made:
    """One case that is to be entered."""

    serial: int
    id: str
    received: datetime
    state: State
    held: bool
    unit: str
    paper: Paper
    content: str
    picture: str


def made_services(count: int) -> tuple[Services, Path]:
    """Return services over a record of so many cases, in a folder of this run's own.

    The record is made once and kept in the temporary folder; a run works on a copy.
    """
    kept = Path(tempfile.gettempdir()) / f"shouli-made-{FORM}-{count}"
    if not (kept / "made").exists():
        shutil.rmtree(kept, ignore_errors=True)
        with closing(services_in(kept, clock=Watch(NOW))) as services:
            _make(services, count)
        (kept / "made").touch()
    folder = Path(tempfile.mkdtemp(prefix="shouli-run-"))
    shutil.copytree(kept, folder, dirs_exist_ok=True)
    return services_in(folder, clock=Watch(NOW)), folder


def _make(services: Services, count: int) -> None:
    chance = random.Random(count)
    pictures = [services.store.put(_picture(chance)) for _ in range(min(PICTURES, count // 50))]
    papers = {
        outcome: [make_paper(chance, outcome, doubted=outcome is Outcome.REVIEW and number % 2 == 0)
                  for number in range(min(PAPERS, count))]
        for outcome, _ in _FATES.values()
    }
    with services.database.engine.connect() as bare:
        bare.exec_driver_sql("PRAGMA journal_mode=WAL")
    made = _cases(chance, count, papers, pictures)
    opened: list[str] = []
    while batch := list(itertools.islice(made, BATCH)):
        with services.database.begin() as connection:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            _enter(connection, chance, batch)
        opened += [one.id for one in batch if one.state is not State.CLOSED]
    for start in range(0, len(opened), BATCH):
        with services.work() as work:
            for case_id in opened[start : start + BATCH]:
                copy_case(work, case_id)
    with services.work() as work:
        DeskRepository(work.connection).note_filled(VERSION)
        for name in OFFICERS:
            work.officers.add(name, "officer", services.office.code, work.now)
    with services.database.engine.connect() as bare:
        bare.exec_driver_sql("ANALYZE")
        bare.commit()


def _cases(
    chance: random.Random, count: int, papers: dict[Outcome, list[Paper]], pictures: list[str]
) -> Iterator[_Made]:
    """Yield cases, oldest first; the newest are the open ones, and a few of them are one picture."""
    first, span = NOW - timedelta(days=365 * YEARS), timedelta(days=365 * YEARS)
    opened = round(count * OPEN_SHARE)
    for serial in range(count):
        left = count - serial
        received = first + span * (serial / count) if left > opened else NOW - timedelta(days=14) * (left / opened)
        state = State.CLOSED
        if left <= opened:
            state = chance.choices((State.REVIEW, State.CORRECTION, State.TOLERATED), (6, 3, 1))[0]
        paper = chance.choice(papers[_FATES[state][0]])
        unit, content, picture = unit_name(chance), paper.stored, ""
        if state is State.REVIEW and left <= opened // 2 and pictures:
            picture = pictures.pop()
            shown = with_picture(paper, f"{chance.getrandbits(256):064x}", picture)
            content = REPORT.dump_json(shown).decode()
        yield _Made(
            serial, f"{int(received.timestamp() * 1000):012x}{serial:020x}", received, state, not paper.report.findings,
            unit, paper, content.replace(PLACEHOLDER, unit), picture,
        )


def _enter(connection: sa.Connection, chance: random.Random, batch: list[_Made]) -> None:
    rows: dict[sa.Table, list[dict[str, Any]]] = {}

    def add(table: sa.Table, **values: Any) -> None:
        rows.setdefault(table, []).append(values)

    terms = []
    for one in batch:
        _add_case(add, one)
        _add_work(add, one, chance)
        terms.append(_add_search(add, one))
    reports = [
        (one.id, 1, "made", "made", one.received.strftime("%Y-%m-%d %H:%M:%S.000000"), one.content) for one in batch
    ]
    for table, values in rows.items():
        connection.execute(table.insert(), values)
    columns = ", ".join(column.name for column in REPORTS.c)
    connection.exec_driver_sql(f"INSERT INTO report ({columns}) VALUES (?, ?, ?, ?, ?, ?)", reports)
    connection.exec_driver_sql(f"INSERT INTO {INDEX}(rowid, terms) VALUES (?, ?)", terms)


def _add_case(add: Any, one: _Made) -> None:
    code, name = one.paper.report.item.code, one.paper.report.item.name
    channel = next(channel for item, _, channel in ITEMS if item == code)
    sender = f"firm{one.serial % 20_000:05d}@corp.test"
    notice = one.received + timedelta(days=7)
    shared = {"received_at": one.received}
    add(MESSAGES, id=one.id, account="made", key=one.id, channel=channel, media_type="message/rfc822", name="",
        telephone=None, incomplete="", suspect="", sha256=f"{one.serial:064x}", size=900_000, stored_at=one.received,
        state="parsed", note="", rfc_id=f"<{one.id}@corp.test>", content_digest=f"{one.serial:064x}", sender=sender,
        **shared)
    add(CASES, id=one.id, number=_number(one), office="bj-chaoyang", channel=channel, unit=one.unit, item=code,
        item_name=name, state=one.state, version=4, revision=1, outcome=_FATES[one.state][0], flags=[],
        applicant=sender, telephone=None, subject=f"{one.unit}{name}材料", updated_at=one.received,
        notice_due=notice if one.state is State.REVIEW else None,
        due_at=notice if one.state is not State.CLOSED else None, **shared)
    add(CASE_MESSAGES, case_id=one.id, message_id=one.id, revision=1, subject=f"{one.unit}{name}材料",
        body=_BODY, rfc_id=f"<{one.id}@corp.test>", references=[],
        findings=[])
    add(FILES, id=one.id, case_id=one.id, revision=1, position=0, name="申请材料.pdf", stored_name="申请材料.pdf",
        kind="image" if one.picture else "pdf", size=900_000, sha256=one.picture or "0" * 64, findings=[])


def _number(one: _Made) -> str:
    return f"SL{one.received:%Y%m%d}-{one.serial:06d}"


def _add_work(add: Any, one: _Made, chance: random.Random) -> None:
    """Add letters, tasks, debts, hands and the record's lines."""
    lines: list[tuple[str, str | None, str | None]] = [("receive", None, State.RECEIVED)]
    lines += [("letter-written", None, None), ("letter-sent", None, None), *_FATES[one.state][1]]
    for minute, (event, before, after) in enumerate(lines):
        due = (one.received + timedelta(days=14)).date().isoformat()
        add(AUDIT, case_id=one.id, at=one.received + timedelta(minutes=minute), actor="system", event=event,
            before=before, after=after, detail={"due": due} if event == "correct" else {})
    _add_letter(add, one, "receipt", "sent")
    if one.state is State.REVIEW:
        if one.held:
            _add_letter(add, one, "supplement-notice", "held")
    else:
        _add_letter(add, one, "completion" if one.state is State.CLOSED else "supplement-notice", "sent")
    if one.state is State.TOLERATED:
        add(TOLERANCES, id=one.id, case_id=one.id, office="bj-chaoyang", unit=one.unit, material="title-deed",
            material_name="房产证明", handling="hold", basis="", granted_on=one.received.date(),
            due=(one.received + timedelta(days=14)).date(), anchor=None, anchor_months=None, state="open",
            settled_at=None, settled_by="")
    if one.state is not State.CLOSED and chance.random() < 0.1:
        add(TASKS, id=one.id, case_id=one.id, kind="telephone-sender", round=1, text="请电话告知申请单位。",
            created_at=one.received, done_at=None)
    if one.state is not State.CLOSED and chance.random() < 0.7:
        add(ASSIGNMENTS, case_id=one.id, officer=chance.choice(OFFICERS), assigned_at=one.received)


def _add_letter(add: Any, one: _Made, kind: str, state: str) -> None:
    letter_id = f"{one.id[:26]}{kind[:6]:x<6}"
    add(LETTERS, id=letter_id, case_id=one.id, kind=kind, round=1, state=state, automatic=state == "sent",
        sender="office@office.test", recipient="firm@corp.test", subject=f"关于{one.unit}的函",
        text=f"{one.unit}：\n" + "经审核，您单位提交的材料如下，请按要求办理。\n" * 12,
        message_id=f"<{letter_id}@office.test>", content_sha256=f"{one.serial:064x}", attempts=1,
        created_at=one.received, sent_at=one.received if state == "sent" else None, error="")


def _add_search(add: Any, one: _Made) -> tuple[int, str]:
    code, name = one.paper.report.item.code, one.paper.report.item.name
    head = f"{_number(one)} · {one.unit} · {name} · firm{one.serial % 20_000:05d}@corp.test"
    first = one.paper.texts[1].replace(PLACEHOLDER, one.unit)
    subject = f"{one.unit}{name}材料"
    mail = search_words.plain(f"{subject} {subject} {_BODY}")
    pages = {0: mail, **one.paper.texts, 1: first}
    said = [search_words.terms(text) for text in (head, mail, first)]
    rest = [terms for page, terms in one.paper.terms.items() if page != 1]
    add(SEARCH_CASES, id=one.serial + 1, case_id=one.id, office="bj-chaoyang", item=code, head=head,
        digest=digest_of(head, pages))
    for page, text in pages.items():
        add(SEARCH_TEXTS, case_id=one.id, page=page, text=text)
    return one.serial + 1, entered_terms("bj-chaoyang", code, [*(" ".join(terms) for terms in said), *rest])


def _picture(chance: random.Random) -> bytes:
    """Return a scanned page: grain, lines of strokes, a red ring."""
    grain = np.random.default_rng(chance.getrandbits(32)).integers(228, 256, (2339, 1654, 3), dtype=np.uint8)
    sheet = Image.fromarray(grain)
    pen = ImageDraw.Draw(sheet)
    for row in range(180, 2200, 44):
        for left in range(160, 1480, 30):
            pen.rectangle((left, row, left + chance.randint(8, 22), row + chance.randint(10, 24)), fill=(40, 40, 44))
    pen.ellipse((920, 1690, 1240, 2010), outline=(196, 30, 36), width=12)
    stream = io.BytesIO()
    sheet.save(stream, "JPEG", quality=75)
    return stream.getvalue()


