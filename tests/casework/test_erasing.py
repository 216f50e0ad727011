"""Erasing: nothing that says whose a case was stays, the chain holds, and what is still awaited is not erased."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from cases.case import Case
from cases.errors import MoveNotAllowed
from cases.lifecycle import Event
from casework.erasing import erase_case, forgotten_bytes, retained
from casework.services import Services
from commands.__main__ import main
from pipeline.maintenance import verify
from record.repository import CaseRepository
from tests.office.services import services_in
from tests.record.filled import LETTER, MAIL, PAPER, fill
from tests.record.made import NOW, open_case

NOTE = r"\u5df2\u7535\u8bdd\u544a\u77e5"
"""已电话告知, as JSON writes it."""
WORDS = ("某某有限公司", "firm@corp.test", "报送", "请查收", "甲.pdf", NOTE, "已收到")


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with closing(services_in(tmp_path / "data")) as opened:
        yield opened


@pytest.fixture
def case(services: Services) -> Case:
    return fill(services.database, services.store)


def _close(services: Services, case: Case) -> Case:
    with services.database.begin() as connection:
        return CaseRepository(connection).move(case, Event.CLOSE, NOW, actor="王审核")


def _dump(folder: Path) -> str:
    with closing(sqlite3.connect(folder / "data" / "shouli.sqlite")) as database:
        return "\n".join(database.iterdump())


def test_nothing_of_an_erased_case_says_whose_it_was(services: Services, case: Case, tmp_path: Path) -> None:
    case = _close(services, case)
    assert all(word in _dump(tmp_path) for word in WORDS)
    with services.work() as work:
        loose = erase_case(work, case, "王审核", "本人请求")
    assert [word for word in WORDS if word in _dump(tmp_path)] == []
    assert {services.store.get(one) for one in loose} == {MAIL, PAPER, LETTER}
    with services.reading() as work:
        assert forgotten_bytes(work) == loose
        assert work.cases.get(case.number).state == "closed"
        [line] = work.history(case.id)
        assert (line.event, line.actor, line.detail["reason"]) == ("erased", "王审核", "本人请求")
        assert work.messages.known("m", ["INBOX;1;1"])  # or the mailbox would give it us again
    assert verify(services) == []


def test_case_in_which_something_is_awaited_is_not_erased(services: Services, case: Case, tmp_path: Path) -> None:
    with services.work() as work, pytest.raises(MoveNotAllowed):
        erase_case(work, case, "王审核", "本人请求")
    assert all(word in _dump(tmp_path) for word in WORDS)


def test_mail_of_another_case_stays(services: Services, case: Case) -> None:
    with services.database.begin() as connection:
        cases, other = CaseRepository(connection), open_case(connection, services.clock())
        [joined] = cases.joined(case.id)
        words = {name: joined[name] for name in ("subject", "body", "rfc_id", "references", "findings")}
        cases.join(other, joined["message_id"], **words)
    case = _close(services, case)
    with services.work() as work:
        loose = erase_case(work, case, "王审核", "本人请求")
    assert {services.store.get(one) for one in loose} == {PAPER, LETTER}
    assert verify(services) == ["有 1 个处理步骤逾期一天以上未处理"]  # that of the mail, which stays


def test_years_run_from_the_january_after_the_last_change(services: Services) -> None:
    with services.work() as work:
        injury = open_case(work.connection, item="injury-recognition")
        assert retained(work, injury).until == date(2071, 1, 1)
        assert not retained(work, injury).is_over(date(2070, 12, 31))
        assert retained(work, open_case(work.connection)).until is None


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOULI_DATA", str(tmp_path / "data"))


@pytest.mark.usefixtures("here")
def test_address_is_forgotten_with_its_bytes(
    services: Services, case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forget", "firm@corp.test", "--reason", "本人请求"]) == 4
    _close(services, case)
    assert main(["forget", "FIRM@corp.test", "--reason", "本人请求"]) == 0
    assert "已删除 1 件办件的材料和 3 个文件" in capsys.readouterr().out
    assert [path for path in (tmp_path / "data" / "store").rglob("*") if path.is_file()] == []
    assert verify(services) == []


@pytest.mark.usefixtures("here")
def test_case_whose_years_run_is_kept_until_somebody_insists(
    services: Services, case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    case = _close(services, case)
    with services.database.begin() as connection:
        CaseRepository(connection).change(case, NOW, item="injury-recognition")
    assert main(["retention"]) == 0
    assert "没有保存期已满的办件" in capsys.readouterr().out
    assert main(["forget", case.number, "--reason", "本人请求"]) == 4
    assert "保存期至 2071-01-01" in capsys.readouterr().out
    assert main(["forget", case.number, "--reason", "本人请求", "--despite-retention"]) == 0
