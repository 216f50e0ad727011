"""Uploading: the same way in as mail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.office.desk import Desk, desk_of
from tests.office.office import Office


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_of(Office(tmp_path)) as found:
        yield found


def _submit(desk: Desk, content: bytes, key: str, **more: Any) -> Any:
    files = [("files", (more.pop("name", "北京华兴劳务有限公司+社保补缴.pdf"), content))]
    data = {"channel": "mail-insurance", "sender": "firm@corp.test", "subject": "窗口", **more.pop("data", {})}
    return desk.ask("POST", "/submissions", key=key, files=files, data=data, **more)


def test_upload_becomes_a_case_and_the_same_key_no_second(desk: Desk, drawn: Any) -> None:
    first = _submit(desk, drawn.content, "k", name=drawn.file_name)
    again = _submit(desk, drawn.content, "k", name=drawn.file_name)
    assert (first.status_code, first.json()["accepted"]) == (202, 1)
    assert again.json() == first.json()
    desk.office.work()
    (case,) = desk.office.cases()
    assert (case.unit, case.item, case.applicant) == (drawn.unit, "backpay-extended-period", "firm@corp.test")
    assert desk.office.outbox()


def test_an_upload_whose_answer_cannot_be_kept_is_not_taken_in(desk: Desk) -> None:
    engine = desk.office.services.database.engine
    refuse = "CREATE TRIGGER refused BEFORE INSERT ON idempotency BEGIN SELECT RAISE(ABORT, 'full'); END"
    with engine.begin() as connection:
        connection.exec_driver_sql(refuse)
    failed = _submit(desk, b"%PDF-1", "k", headers={"Connection": "close"})
    assert failed.status_code == 500
    assert desk.ask("GET", "/messages").json()["messages"] == []
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER refused")
    again = _submit(desk, b"%PDF-1", "k")
    assert (again.status_code, again.json()["accepted"]) == (202, 1)
    (message,) = desk.ask("GET", "/messages").json()["messages"]
    assert _submit(desk, b"%PDF-1", "k").json() == again.json()
    assert [one["id"] for one in desk.ask("GET", "/messages").json()["messages"]] == [message["id"]]


def test_key_with_another_body_is_refused(desk: Desk) -> None:
    _submit(desk, b"%PDF-1", "k")
    refused = _submit(desk, b"%PDF-2", "k")
    assert (refused.status_code, refused.json()["code"]) == (409, "idempotency-key-reused")
    assert _submit(desk, b"%PDF-1", "k", who="supervisor").status_code == 202  # keys are each officer's own


@pytest.mark.parametrize(
    ("more", "status"),
    [({"data": {"channel": "pigeon"}}, 404), ({"who": "auditor"}, 403), ({"data": {"subject": "x" * 600}}, 422)],
)
def test_refused_uploads(desk: Desk, more: dict[str, Any], status: int) -> None:
    assert _submit(desk, b"%PDF-1", "k", **more).status_code == status
    assert desk.ask("GET", "/messages").json()["messages"] == []


def test_header_cannot_be_injected(desk: Desk) -> None:
    data = {"sender": "firm@corp.test\r\nBcc: victim@corp.test", "subject": "a\r\nX-Loop: shouli"}
    answer = _submit(desk, b"x", "k", data=data, name="a\r\nb.pdf")
    if answer.status_code == 202:
        (message,) = desk.ask("GET", "/messages").json()["messages"]
        raw = desk.ask("GET", f"/messages/{message['id']}", params={"reason": "核对"}).content
        assert b"\nBcc:" not in raw
        assert b"\nX-Loop:" not in raw
