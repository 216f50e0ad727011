"""Schema versions: what is refused, what an upgrade does and keeps, and that it ends at the tables of the code."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from cases.errors import ConfigurationError, SchemaNewer, SchemaOlder
from pipeline.maintenance import reprocess, verify
from record import schema
from record.chain.checking import check_chains
from record.database import Database
from record.officers import Officer
from record.tables import METADATA
from record.upgrade import migrate, upgrade
from tests.commands.running import run_command
from tests.docs.test_docs import commands
from tests.office.office import Office
from tests.record.old import lay_out, rows

WITHOUT_RECORD = {"check", "upgrade", "doctor", "catalogue lint", "letters preview", "settings"}
WITH_RECORD = {
    "serve": ("--port", "0"), "poll": (), "worker": (), "schedule": (), "api": ("--port", "0"),
    "retention": (), "forget": ("x@y.test", "--reason", "本人请求"),
    "reprocess": ("SL20200220-000001",), "explain": ("SL20200220-000001",), "verify": (),
    "export": ("register", "--out", "x.csv"),
    "catalogue try": ("draft.yaml",), "user add": ("李", "--role", "clerk"), "user list": (),
    "user password": ("李", "--password-stdin"), "user revoke": ("李",), "user second-factor": ("李",),
    "user disable": ("李",), "contacts import": ("x.csv",),
    "mailbox status": (), "mailbox older": ("x",), "mailbox take": ("x",),
    "whitelist import": ("x", "x.csv"), "anchor set": ("epidemic_end", "2020-04-29"),
}
OFFICER = Officer("", "李科长", "supervisor", "bj-chaoyang")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "data")


def _url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Database]:
    database = Database(_url(tmp_path / "new.sqlite"))
    yield database
    database.close()


def _shouli(folder: Path, *words: str) -> tuple[int, str, str]:
    done = run_command(folder, *words, SHOULI_REDIS_URL="redis://127.0.0.1:1")
    return done.returncode, done.stdout, done.stderr


def _is_ours(name: str | None, kind: str, _parent: object) -> bool:
    """Leave out the index of the search and what SQLite keeps for it: no table of SQLAlchemy's."""
    return kind != "table" or not str(name).startswith("search_index")


def _differences(path: Path) -> list[object]:
    with closing(Database(_url(path))) as database, database.begin() as connection:
        options = {"compare_type": True, "compare_server_default": True, "include_name": _is_ours}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), METADATA))


def _tables(path: Path) -> dict[str, list[str]]:
    """Return how each table was made, line by line, without what names a primary key: that may stay without one."""
    with closing(sqlite3.connect(path)) as database:
        made = database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    unlike = re.compile(r'CONSTRAINT \w+_pkey |["\s),]')
    return {name: sorted(unlike.sub("", line) for line in sql.splitlines()) for name, sql in made}


def test_record_of_the_first_version_is_refused_upgraded_and_judged_again(tmp_path: Path, old: Path) -> None:
    before = rows(old)
    status, out, err = _shouli(tmp_path, "verify")
    assert (status, out, err) == (2, "", SchemaOlder(found="0001", needed=schema.NEWEST).message + "\n")
    assert rows(old) == before
    status, out, err = _shouli(tmp_path, "upgrade")
    assert (status, err) == (0, "")
    assert f"由 0001 升级到 {schema.NEWEST}" in out
    assert str(old.with_name("shouli-0001.sqlite")) in out
    assert _shouli(tmp_path, "upgrade") == (0, f"数据库的结构版本已是 {schema.NEWEST}，无须升级。\n", "")
    office = Office(tmp_path, clock=lambda: datetime(2020, 2, 20, 2, tzinfo=UTC))
    first = {case.number: office.report(case.id) for case in office.cases()}
    for case in office.cases():
        if case.state == "review":
            reprocess(office.services, case.number, OFFICER)
    office.work()
    again = {case.number: office.report(case.id) for case in office.cases() if case.revision == 2}
    assert sorted(again) == ["SL20200220-000001", "SL20200220-000002"]
    for number, report in again.items():
        assert (report["outcome"], report["unit"]["name"], report["item"]["code"]) == (
            first[number]["outcome"], first[number]["unit"]["name"], first[number]["item"]["code"]
        )
    assert verify(office.services) == []
    office.services.close()


def test_every_command_that_opens_the_record_refuses_it(tmp_path: Path, old: Path) -> None:
    assert set(WITH_RECORD) | WITHOUT_RECORD == set(commands())
    (tmp_path / "draft.yaml").touch()
    (tmp_path / "x.csv").touch()
    sentence = SchemaOlder(found="0001", needed=schema.NEWEST).message
    for name, more in WITH_RECORD.items():
        status, out, err = _shouli(tmp_path, *name.split(), *more)
        told = [line for line in err.splitlines() if not line.startswith("{")]  # the logs apart
        assert (name, status, told, out) == (name, 2, [sentence], "")


def test_newer_database_is_refused(tmp_path: Path, opened: Database) -> None:
    opened.create()
    with opened.begin() as connection:
        schema.stamp(connection, "9999")
    for action in (opened.create, lambda: upgrade(str(opened.engine.url))):
        with pytest.raises(SchemaNewer, match="9999"):
            action()


def test_new_database_is_of_the_newest_revision_and_has_the_tables_of_the_code(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    assert upgrade(_url(path)).before is None
    assert upgrade(_url(path)).before == schema.NEWEST
    assert _differences(path) == []
    assert [one.name for one in tmp_path.iterdir()] == ["new.sqlite"]  # nothing to copy


def test_all_revisions_lead_to_the_tables_of_the_code(tmp_path: Path, old: Path, opened: Database) -> None:
    opened.create()
    upgrade(_url(old))
    from_nothing = tmp_path / "from-nothing.sqlite"
    with closing(Database(_url(from_nothing), foreign_keys=False)) as database, database.begin() as connection:
        migrate(connection)
        assert schema.revision_of(connection) == schema.NEWEST
    for path in (old, from_nothing):
        assert _differences(path) == []
        assert _tables(path) == _tables(tmp_path / "new.sqlite")


def test_revisions_are_those_of_the_scripts() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert found[::-1] == list(schema.REVISIONS)


def test_upgrade_keeps_every_row_and_leaves_a_copy_of_what_was(old: Path) -> None:
    before = rows(old)
    kept = old.with_name("shouli-0001.sqlite")
    kept.write_bytes(b"an earlier copy")
    done = upgrade(_url(old))
    after = rows(old)
    ((_, name, *_, token, made_at),) = before.pop("officer")
    assert [row[1:5] for row in after["officer"]] == [(name, "officer", "bj-chaoyang", made_at)]
    assert [row[3:6] for row in after["token"]] == [(token, None, made_at)]  # it keeps working
    assert {name: after[name] for name in before} == before
    assert after["sender"] == []
    assert done.copy == old.with_name("shouli-0001-2.sqlite")
    assert {name: kept_rows for name, kept_rows in rows(done.copy).items() if name != "officer"} == before
    assert kept.read_bytes() == b"an earlier copy"
    with closing(Database(_url(old))) as database, database.snapshot() as connection:
        assert list(check_chains(connection)) == [], "what was there before the chain is linked as it stands"


def test_names_are_given_and_rows_still_held_together(old: Path) -> None:
    upgrade(_url(old))
    with closing(Database(_url(old))) as database:
        tables = sa.inspect(database.engine)
        (key,) = tables.get_foreign_keys("letter")
        unique = {one["name"] for one in tables.get_unique_constraints("letter")}
        assert key["name"] == "letter_case_id_fkey"
        assert unique == {"letter_case_id_kind_round_key", "letter_message_id_key"}
        with pytest.raises(sa.exc.IntegrityError), database.begin() as connection:
            connection.exec_driver_sql('DELETE FROM "case"')


def test_upgrade_that_fails_leaves_the_database_as_it_was(old: Path) -> None:
    with closing(sqlite3.connect(old)) as database, database:
        database.execute("UPDATE task SET case_id = 'nowhere'")
    before = rows(old)
    made = _tables(old)
    with pytest.raises(ConfigurationError, match="未作任何改动"):
        upgrade(_url(old))
    assert (rows(old), _tables(old)) == (before, made)
