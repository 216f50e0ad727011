"""Verification: what is not as record, store and chain promise, one Chinese sentence each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cases.errors import NotFound
from cases.working_days import receipt_date
from record import schema
from record.chain.anchors import broken_anchors, read_anchors
from record.chain.checking import AUDIT_LINES, LINKS, Fault, Problem, check_chains
from record.chain.rows import Kind
from record.database import Connection, Database
from record.files import DirectoryStore, FileStore
from record.promises import digests_named, last_activity, letters_without_step, overdue_steps, state_differs

OVERDUE = timedelta(days=1)
"""Work that waits for so long is told: the service did other things meanwhile."""

_PARTS = {
    "case": "办件登记", "case_message": "来件登记", "file": "文件登记", "discarded_file": "作废文件登记",
    "report": "审核报告", "letter": "信件登记", "letter_edit": "文书修改", "task": "待办事项", "tolerance": "容缺台账",
    "assignment": "分派", "ruling": "回答和更正", "joined_case": "并案登记", "waiting_act": "待发文书",
    "step": "处理步骤", "message": "邮件登记", "officer": "工作人员登记", "token": "访问令牌",
    "file_reading": "文件识别结果",
    "page_reading": "页面识别结果", "joined_seal": "骑缝章识别结果", "anchor": "锚点日期", "stand_in": "代班",
    "contact": "联系电话", AUDIT_LINES: "操作记录", LINKS: "校验链",
}
_FAULTS = {
    Fault.UNLINKED: "没有校验链", Fault.BROKEN: "的校验链被改动或者缺失", Fault.CHANGED: "被改动",
    Fault.LACKING: "被删除", Fault.ADDED: "多出未经本系统登记的内容",
}


def problems(connection: Connection, store: FileStore, since: datetime | None = None) -> Iterator[str]:
    """Yield one Chinese sentence for each promise that the record breaks.

    Args:
        connection: A reading transaction.
        store: Where the bytes lie.
        since: Look only at what changed since then; None: at everything.
    """
    for kind, name, sha256 in digests_named(connection, since):
        try:
            store.get(sha256)
        except NotFound as error:
            yield f"{kind}“{name}”：{error.message}"
    for problem in check_chains(connection, since):
        yield _sentence(problem)
    for number in state_differs(connection):
        yield f"办件 {number} 的状态与操作记录不一致"
    yield from (f"信件“{subject}”待发，而没有发送的步骤" for subject in letters_without_step(connection))
    late = overdue_steps(connection, last_activity(connection) - OVERDUE)
    if late:
        yield f"有 {late} 个处理步骤逾期一天以上未处理"


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found of a record: problems, and what is worth a remark and no problem."""

    problems: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Where a record lies: URL of the database, folder of the store, file of the chains' daily digests."""

    database: str
    store: Path
    anchors: Path


def verify_record(places: Places, since: datetime | None = None) -> Verification:
    """Check a record; nothing is written, so a copy on a read-only medium will do.

    Args:
        places: Where it lies.
        since: Look only at what changed since then; None: at everything.

    Raises:
        SchemaOlder, SchemaNewer: The record is another version's.
    """
    store = DirectoryStore(places.store)
    with closing(Database(places.database, only_read=True)) as database, database.snapshot() as connection:
        revision = schema.revision_of(connection)
        schema.check(revision)
        if revision is None:
            return Verification(("数据库中没有任何登记",), ())
        found = [*problems(connection, store, since), *_of_anchors(connection, places.anchors, since)]
        loose = unnamed_files(connection, store, datetime.now(UTC) - OVERDUE) if since is None else 0
    return Verification(tuple(found), (f"存档中有 {loose} 个文件没有登记指向，不影响办件",) if loose else ())


def _of_anchors(connection: Connection, path: Path, since: datetime | None) -> Iterator[str]:
    try:
        anchors = read_anchors(path)
    except (OSError, ValueError):
        yield f"校验链的每日摘要读不出：{path}"
        return
    day = receipt_date(since) if since is not None else None
    yield from (f"{broken.isoformat()}的校验链摘要与登记不符" for broken in broken_anchors(connection, anchors, day))


def unnamed_files(connection: Connection, store: DirectoryStore, before: datetime) -> int:
    """Count files of the store that no row names, stored before a time.

    They are no fault: bytes are stored before their row is written, and what came twice or was not taken in stays.
    """
    named = {sha256 for _, _, sha256 in digests_named(connection)}
    return sum(digest not in named for digest in store.digests(before))


def _sentence(problem: Problem) -> str:
    whose = {
        Kind.CASE: f"办件 {problem.number or problem.subject}", Kind.MESSAGE: f"邮件 {problem.subject}",
        Kind.OFFICER: f"工作人员 {problem.subject}", Kind.READING: f"内容 {problem.subject[:12]}",
        Kind.OFFICE: "本机构",
    }[problem.kind]
    part = "" if problem.part == LINKS else f"的{_PARTS.get(problem.part, problem.part)}"
    return f"{whose}{part}{_FAULTS[problem.fault]}"
