"""Material over HTTP: files left out, parted and joined, pages looked at without cover, originals taken."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.office.desk import Desk, desk_of
from tests.office.office import Office, mail


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, drawn: Any) -> Any:
    """An office with a case of two files and another one."""
    office = Office(Path(tmp_path_factory.mktemp("material")))
    office.services = replace(office.services, office=replace(office.services.office, policy="strict"))
    office.mail(mail([(drawn.file_name, drawn.content), ("坏的.pdf", drawn.content[:900])]))
    office.mail(mail([("别的.pdf", drawn.content[:800])], sender="second@corp.test", message_id="<2@corp.test>"))
    office.run()
    with desk_of(office) as found:
        yield found


def files_of(desk: Desk, case: Any) -> list[dict[str, Any]]:
    return list(desk.ask("GET", f"/cases/{case.id}").json()["files"])


def test_page_is_shown_once_without_cover_and_the_reason_is_recorded(desk: Desk) -> None:
    case = desk.office.cases()[0]
    asked = desk.ask("POST", f"/cases/{case.id}/pages/1/unmasked", key="look-1", json={"reason": "核对证件"})
    assert asked.status_code == 202
    address = asked.json()["address"].removeprefix("/api/v1")
    assert desk.ask("GET", address, who="supervisor").status_code == 404
    shown = desk.ask("GET", address)
    assert shown.status_code == 200
    with Image.open(io.BytesIO(shown.content)) as picture:
        assert np.asarray(picture).shape[1] == 1800
    assert desk.ask("GET", address).status_code == 404
    lines = [one for one in desk.ask("GET", f"/cases/{case.id}").json()["history"] if one["event"] == "unmasked"]
    assert [(one["actor"], one["detail"]["page"], one["detail"]["note"]) for one in lines] == [
        ("本局officer", 1, "核对证件")
    ]


@pytest.mark.parametrize(("page", "body", "status"), [
    (1, {"reason": ""}, 422), (1, {}, 422), (99, {"reason": "核对"}, 404), (1, {"reason": " "}, 422),
])
def test_look_without_reason_or_page_is_refused(desk: Desk, page: int, body: dict[str, str], status: int) -> None:
    case = desk.office.cases()[0]
    key = f"look-{page}-{body!a}"
    assert desk.ask("POST", f"/cases/{case.id}/pages/{page}/unmasked", key=key, json=body).status_code == status


def test_key_of_one_look_serves_no_other_reason(desk: Desk) -> None:
    address = f"/cases/{desk.office.cases()[0].id}/pages/1/unmasked"
    reasons = ("核对", "核对", "好奇")
    answers = [desk.ask("POST", address, key="one look", json={"reason": reason}) for reason in reasons]
    assert [one.status_code for one in answers] == [202, 202, 409]
    assert answers[0].json() == answers[1].json()


def test_taking_an_original_is_recorded(desk: Desk) -> None:
    case = desk.office.cases()[0]
    assert desk.ask("GET", f"/cases/{case.id}/files/0", params={"reason": "存档"}).status_code == 200
    lines = [one for one in desk.ask("GET", f"/cases/{case.id}").json()["history"] if one["event"] == "original-taken"]
    assert lines[-1]["detail"]["note"] == "存档"


@pytest.mark.parametrize("reason", [{}, {"reason": ""}, {"reason": "  "}])
def test_no_original_is_taken_without_a_reason(desk: Desk, reason: dict[str, str]) -> None:
    shown = desk.ask("GET", f"/cases/{desk.office.cases()[0].id}").json()
    for path in (f"/cases/{shown['id']}/files/0", f"/messages/{shown['messages'][0]['message_id']}"):
        answer = desk.ask("GET", path, params=reason)
        assert (answer.status_code, answer.json()["code"]) == (422, "request-invalid")
        assert "请填写查看理由" in answer.json()["message"]
    assert desk.ask("GET", f"/cases/{shown['id']}").json()["history"] == shown["history"]


def test_file_is_left_out_taken_back_and_the_case_judged_without_it(desk: Desk) -> None:
    case = desk.office.cases()[0]
    bad = next(one for one in files_of(desk, case) if one["name"] == "坏的.pdf")
    assert desk.act(case, f"files/{bad['id']}/discard", "discard-1", reason="与本件无关").status_code == 202
    desk.office.work()
    case = desk.office.cases()[0]
    assert "file-damaged" not in desk.office.codes(case.id)
    assert [one["discarded"] for one in files_of(desk, case)] == [None, "与本件无关"]
    assert desk.ask("GET", f"/cases/{case.id}/files/1", params={"reason": "核对"}).status_code == 200
    assert desk.act(case, f"files/{bad['id']}/restore", "restore-1").status_code == 202
    desk.office.work()
    assert "file-damaged" in desk.office.codes(case.id)


def test_file_is_given_to_another_case_and_comes_back_with_it(desk: Desk) -> None:
    case, other = desk.office.cases()[:2]
    bad = next(one for one in files_of(desk, case) if one["name"] == "坏的.pdf")
    moved = desk.act(case, "move-files", "move-1", files=[bad["id"]], to=other.number, reason="属于另一件")
    assert moved.status_code == 202
    desk.office.work()
    case, other = desk.office.cases()[:2]
    assert [one["name"] for one in files_of(desk, other)] == ["别的.pdf", "坏的.pdf"]
    joined = desk.act(other, "join", "join-1", into=case.number, reason="同一申请")
    assert joined.status_code == 202
    assert joined.json()["state"] == "closed"
    desk.office.work()
    assert len(files_of(desk, case)) == 3
    assert files_of(desk, other) == []


def test_parted_files_are_another_case(desk: Desk) -> None:
    before = len(desk.office.cases())
    case = desk.office.cases()[0]
    parted = [one["id"] for one in files_of(desk, case) if one["name"] != "坏的.pdf"][1:]
    assert desk.act(case, "split", "split-1", files=parted, reason="另一项申请").status_code == 202
    desk.office.work()
    assert len(desk.office.cases()) == before + 1


def test_who_only_registers_may_not(desk: Desk) -> None:
    case = desk.office.cases()[0]
    file = files_of(desk, case)[0]["id"]
    for act, body in (("split", {"files": [file]}), ("join", {"into": case.number}), (f"files/{file}/discard", {})):
        assert desk.act(case, act, f"clerk-{act}", who="clerk", reason="试", **body).status_code == 403


def test_parted_pages_are_another_case_and_count_in_one_only(desk: Desk) -> None:
    before = {one.id for one in desk.office.cases()}
    case = desk.office.cases()[0]
    total = len(desk.office.report(case.id)["pages"])
    assert desk.act(case, "split", "split-2", pages=list(range(1, total + 1)), reason="全部").status_code == 422
    assert desk.act(case, "split", "split-3", pages=[99], reason="没有").status_code == 404
    assert desk.act(case, "split", "split-4", pages=[2], reason="另一项申请").status_code == 202
    desk.office.work()
    (opened,) = [one for one in desk.office.cases() if one.id not in before]
    kept, parted = desk.office.report(case.id), desk.office.report(opened.id)
    assert "2" not in kept["page_documents"]
    assert {number for number in parted["page_documents"] if number != "2"} == set()
    assert [one["name"] for one in files_of(desk, opened)] == [files_of(desk, case)[0]["name"]]
