"""``shouli doctor``: a sentence for each thing, and a fault where the service could not work."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cases.errors import AccountRefused
from commands.__main__ import main
from pipeline.installation import (
    Grade,
    check_account,
    check_calendar,
    check_clock,
    check_database,
    check_folder,
    check_models,
    check_queue,
    check_sandbox,
)
from record import schema
from record.database import Database
from sandbox.level import Level

NOW = datetime(2020, 2, 12, 2, tzinfo=UTC)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for key in [key for key in os.environ if key.startswith("SHOULI_")]:
        monkeypatch.delenv(key)
    monkeypatch.setenv("SHOULI_DATA", str(tmp_path / "data"))
    return tmp_path


@pytest.mark.servers
def test_machine_of_the_tests_has_no_fault_and_nothing_is_written(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out
    told = (
        "解析文件的进程", "数据目录", "磁盘剩余", "数据库尚未建立", "时钟", "放假", "队列服务", "字体", "模型", "渠道",
    )
    assert [words for words in told if words not in out] == []
    assert out.endswith("检查完毕，没有故障。\n")
    assert list(here.iterdir()) == []


def test_mailbox_without_folder_is_a_fault_unless_mail_is_left_out(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "shouli.toml").write_text(
        f'[[mailboxes]]\nname = "fax"\nkind = "maildir"\nchannel = "mail-hours"\npath = "{here}/none"\n'
    )
    monkeypatch.setenv("SHOULI_CONFIG", str(here / "shouli.toml"))
    assert main(["doctor"]) == 1
    assert f"故障　收件渠道“fax”：没有文件夹 {here}/none" in capsys.readouterr().out
    assert main(["doctor", "--no-mail"]) == 0


def test_refused_account_is_asked_once_and_is_a_fault() -> None:
    asked = []

    def ask() -> list[str]:
        asked.append(1)
        raise AccountRefused(reason="登录被拒绝（535），请检查授权码是否失效")

    found = check_account("发件账户“a@b.test”", ask)
    assert (found.grade, len(asked)) == (Grade.FAULT, 1)
    assert "授权码" in found.sentence


def test_clock_behind_the_record_is_a_fault() -> None:
    assert check_clock(NOW, 0.0, NOW + timedelta(days=1)).grade is Grade.FAULT
    assert check_clock(NOW, 0.0, NOW - timedelta(days=1)).grade is not Grade.FAULT
    assert check_clock(NOW, 60.0, None).grade is Grade.REMARK


def test_year_without_holidays_is_a_remark() -> None:
    assert check_calendar(NOW.date()).grade is Grade.GOOD
    assert check_calendar(NOW.date().replace(year=2090)).grade is Grade.REMARK


def test_folder_that_is_a_file_is_a_fault_and_an_open_one_a_remark(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "open").mkdir(mode=0o755)
    (tmp_path / "open").chmod(0o755)
    assert check_folder("数据目录", tmp_path / "file").grade is Grade.FAULT
    assert check_folder("数据目录", tmp_path / "open").grade is Grade.REMARK
    assert check_folder("数据目录", tmp_path / "open" / "new").grade is Grade.GOOD


def test_record_of_another_version_and_a_spoilt_one_are_faults(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.sqlite'}")
    database.create()
    assert check_database(str(database.engine.url))[0].grade is Grade.GOOD
    with database.begin() as connection:
        schema.stamp(connection, "9999")
    assert check_database(str(database.engine.url))[0].grade is Grade.FAULT
    database.close()
    (tmp_path / "b.sqlite").write_bytes(b"no database, whatever it is called" * 50)
    assert check_database(f"sqlite:///{tmp_path / 'b.sqlite'}")[0].grade is Grade.FAULT


def test_queue_that_is_away_models_that_lack_and_a_bare_kernel_are_told() -> None:
    def lacking() -> object:
        raise FileNotFoundError("x")

    assert check_queue("redis://127.0.0.1:1").grade is Grade.FAULT
    assert check_models(lacking).grade is Grade.FAULT
    assert [check_sandbox(one).grade for one in (Level.STRICT, Level.LIMITS)] == [Grade.GOOD, Grade.REMARK]
