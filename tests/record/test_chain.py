"""The chain: a row or file that is changed behind the program's back is named, each kind of it."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from cases.case import LetterState
from cases.errors import CaseNotFound
from pipeline.verification import Places, problems, verify_record
from record.access_tables import OFFICERS
from record.chain.anchors import append_anchor, next_anchor, read_anchors
from record.chain.checking import check_chains
from record.chain.links import link_unlinked
from record.chain_tables import CHAIN_LINKS
from record.database import Database, undone
from record.files import DirectoryStore
from record.letters import LetterRepository
from record.repository import CaseRepository
from tests.record.filled import LETTER, MAIL, PAPER, fill
from tests.record.made import NOW, letter, open_case


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chain")
    with closing(Database(f"sqlite:///{folder / 'record.sqlite'}")) as database:
        database.create()
        fill(database, DirectoryStore(folder / "store"))
    return folder


@pytest.fixture
def copied(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "copy"))


def _sentences(folder: Path) -> list[str]:
    with closing(Database(f"sqlite:///{folder / 'record.sqlite'}")) as database, database.snapshot() as connection:
        return list(problems(connection, DirectoryStore(folder / "store")))


ROWS = {
    "case state": ("UPDATE \"case\" SET state = 'accepted'", "办件登记被改动"),
    "case outcome": ("UPDATE \"case\" SET outcome = 'accept'", "办件登记被改动"),
    "case unit": ("UPDATE \"case\" SET unit = '乙公司'", "办件登记被改动"),
    "case applicant": ("UPDATE \"case\" SET applicant = 'x@y.test'", "办件登记被改动"),
    "case received_at": ("UPDATE \"case\" SET received_at = '2020-02-01 01:00:00.000000'", "办件登记被改动"),
    "case deleted": ("DELETE FROM \"case\"", "办件登记被删除"),
    "last audit line deleted": ("DELETE FROM audit WHERE serial = (SELECT max(serial) FROM audit)", "操作记录被删除"),
    "all audit lines deleted": ("DELETE FROM audit", "操作记录被删除"),
    "audit note deleted": ("DELETE FROM audit WHERE event = 'note'", "操作记录被删除"),
    "audit actor": ("UPDATE audit SET actor = '李四' WHERE event = 'note'", "操作记录被改动"),
    "audit detail": ("UPDATE audit SET detail = '{}' WHERE event = 'note'", "操作记录被改动"),
    "audit line inserted": (
        "INSERT INTO audit (case_id, at, actor, event, detail) "
        "SELECT case_id, at, actor, 'note', '{}' FROM audit LIMIT 1", "操作记录多出",
    ),
    "letter deleted": ("DELETE FROM letter", "信件登记被删除"),
    "letter sent again": ("UPDATE letter SET state = 'queued'", "信件登记被改动"),
    "letter text": ("UPDATE letter SET text = '另一段'", "信件登记被改动"),
    "report": ("UPDATE report SET content = '{\"outcome\": \"accept\"}'", "审核报告被改动"),
    "reading": ("UPDATE file_reading SET content = '{}'", "文件识别结果被改动"),
    "file row deleted": ("DELETE FROM file", "文件登记被删除"),
    "file digest swapped": ("UPDATE file SET sha256 = (SELECT sha256 FROM message)", "文件登记被改动"),
    "message deleted": ("DELETE FROM message", "邮件登记被删除"),
    "officer's role": ("UPDATE officer SET role = 'supervisor'", "工作人员登记被改动"),
    "step deleted": ("DELETE FROM step WHERE kind = 'read'", "处理步骤被删除"),
}
LINKS = {
    "link changed": ("UPDATE chain_link SET last_line = 99 WHERE kind = 'case' AND place = 1", "校验链被改动"),
    "link deleted": ("DELETE FROM chain_link WHERE kind = 'case' AND place = 1", "校验链被改动或者缺失"),
    "chain deleted": ("DELETE FROM chain_link WHERE kind = 'case'", "没有校验链"),
    "rows bound anew": (
        "UPDATE chain_link SET rows = (SELECT rows FROM chain_link WHERE kind = 'officer') WHERE kind = 'case'",
        "校验链被改动",
    ),
}


def test_untouched_record_has_no_problem(filled: Path) -> None:
    assert _sentences(filled) == []


@pytest.mark.parametrize(("change", "sentence"), [*ROWS.values(), *LINKS.values()], ids=[*ROWS, *LINKS])
def test_changed_rows_are_named(copied: Path, change: str, sentence: str) -> None:
    with closing(sqlite3.connect(copied / "record.sqlite")) as database, database:
        assert database.execute(change).rowcount > 0
    assert any(sentence in one for one in _sentences(copied))


@pytest.mark.parametrize(("content", "name"), [(MAIL, "邮件"), (PAPER, "文件"), (LETTER, "信件")])
@pytest.mark.parametrize("deleted", [False, True])
def test_changed_and_deleted_files_are_named(copied: Path, content: bytes, name: str, deleted: bool) -> None:
    [path] = [path for path in copied.glob("store/*/*/*") if path.read_bytes() == content]
    path.unlink() if deleted else path.write_bytes(b"other")
    assert any(one.startswith(f"{name}“") for one in _sentences(copied))


@pytest.fixture
def opened(copied: Path) -> Iterator[Database]:
    with closing(Database(f"sqlite:///{copied / 'record.sqlite'}")) as database:
        yield database


def _links(connection: sa.Connection) -> int:
    return int(connection.execute(sa.select(sa.func.count()).select_from(CHAIN_LINKS)).scalar_one())


def test_change_that_is_rolled_back_or_undone_leaves_no_link(opened: Database) -> None:
    with opened.begin() as connection:
        before = _links(connection)
        with undone(connection):
            open_case(connection)
    with pytest.raises(CaseNotFound), opened.begin() as connection:
        CaseRepository(connection).get(f"no {open_case(connection).id}")
    with opened.begin() as connection:
        assert _links(connection) == before


def test_letter_on_its_way_changes_with_a_link(opened: Database) -> None:
    with opened.begin() as connection:
        case = open_case(connection)
        made = letter(case, number=2)
        LetterRepository(connection).add(made)
    for before, after in ((LetterState.QUEUED, LetterState.SENDING), (LetterState.SENDING, LetterState.SENT)):
        with opened.begin() as connection:
            assert LetterRepository(connection).move(made.id, (before,), after)
        with opened.snapshot() as connection:
            assert list(check_chains(connection)) == []


def test_record_of_a_time_before_the_chain_is_linked_as_it_stands(copied: Path, opened: Database) -> None:
    with opened.begin() as connection:
        connection.execute(CHAIN_LINKS.delete())
        assert link_unlinked(connection) == 5
    assert _sentences(copied) == []
    with closing(Database(f"sqlite:///{copied / 'record.sqlite'}")) as database, database.begin() as connection:
        connection.execute(OFFICERS.update().values(role="supervisor"))
    assert any("工作人员登记被改动" in one for one in _sentences(copied))


def _verified(folder: Path, since: datetime | None = None) -> tuple[str, ...]:
    places = Places(f"sqlite:///{folder / 'record.sqlite'}", folder / "store", folder / "a.txt")
    return verify_record(places, since).problems


def _anchored(folder: Path) -> None:
    with closing(Database(f"sqlite:///{folder / 'record.sqlite'}")) as database, database.snapshot() as connection:
        known = read_anchors(folder / "a.txt")
        anchor = next_anchor(connection, known[-1] if known else None, NOW.date() + timedelta(days=len(known)))
    assert anchor is not None
    append_anchor(folder / "a.txt", anchor)


def _write_chains_anew(folder: Path) -> None:
    with closing(Database(f"sqlite:///{folder / 'record.sqlite'}")) as database, database.begin() as connection:
        connection.execute(CHAIN_LINKS.delete())
        link_unlinked(connection)


def test_who_writes_all_chains_anew_does_not_meet_the_anchors(copied: Path) -> None:
    _anchored(copied)
    with closing(Database(f"sqlite:///{copied / 'record.sqlite'}")) as database, database.begin() as connection:
        open_case(connection)
    _anchored(copied)
    assert _verified(copied) == ()
    with closing(sqlite3.connect(copied / "record.sqlite")) as rows, rows:
        rows.execute("UPDATE \"case\" SET outcome = 'accept'")
    _write_chains_anew(copied)
    assert _sentences(copied) == []
    assert _verified(copied) == ("2020-02-12的校验链摘要与登记不符", "2020-02-13的校验链摘要与登记不符")


def test_anchors_that_somebody_else_wrote_into_are_told(copied: Path) -> None:
    (copied / "a.txt").write_text("x\n")
    assert [one[:11] for one in _verified(copied)] == ["校验链的每日摘要读不出"]


def test_since_looks_at_what_changed_since_then_alone(copied: Path) -> None:
    with closing(sqlite3.connect(copied / "record.sqlite")) as rows, rows:
        rows.execute("UPDATE letter SET text = '另一段'")
    later = datetime.now(UTC)
    with closing(Database(f"sqlite:///{copied / 'record.sqlite'}")) as database, database.begin() as connection:
        other = open_case(connection)
    with closing(sqlite3.connect(copied / "record.sqlite")) as rows, rows:
        rows.execute("UPDATE \"case\" SET unit = '乙公司' WHERE id = ?", (other.id,))
    assert _verified(copied, later) == (f"办件 {other.number}的办件登记被改动",)
    assert len(_verified(copied, later - timedelta(days=1))) == 2


def test_reading_alone_writes_nothing_beside_the_record(copied: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in copied.rglob("*")}
    assert _verified(copied) == ()
    after = {path: path.stat().st_mtime_ns for path in copied.rglob("*") if not path.name.endswith(("-shm", "-wal"))}
    assert {path: time for path, time in after.items() if path.is_file()} == {
        path: time for path, time in before.items() if path.is_file()
    }
    url = f"sqlite:///{copied / 'record.sqlite'}"
    with (
        closing(Database(url, only_read=True)) as database, database.snapshot() as connection,
        pytest.raises(sa.exc.OperationalError, match="readonly"),
    ):
        connection.execute(CHAIN_LINKS.delete())


def test_work_that_waits_while_other_work_is_done_is_told(copied: Path) -> None:
    with closing(Database(f"sqlite:///{copied / 'record.sqlite'}")) as database, database.begin() as connection:
        open_case(connection, NOW + timedelta(days=2))
    assert _sentences(copied) == ["有 3 个处理步骤逾期一天以上未处理"]


def test_letter_that_nothing_sends_is_told(copied: Path) -> None:
    with closing(Database(f"sqlite:///{copied / 'record.sqlite'}")) as database, database.begin() as connection:
        case = open_case(connection)
        LetterRepository(connection).add(letter(case, number=2, content_sha256=hashlib.sha256(MAIL).hexdigest()))
    assert _sentences(copied) == ["信件“回执”待发，而没有发送的步骤"]
