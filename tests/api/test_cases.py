"""Reading: lists, one case, its report, pictures, files, and the ledger."""

from __future__ import annotations

import io
import re
from typing import Any

import jsonschema
import numpy as np
import pytest
from PIL import Image
from structlog.testing import capture_logs

from tests.office.desk import Desk
from tests.record.made import open_case
from views.report_json import schema


def test_case_shows_all_that_hangs_on_it(desk: Desk, drawn: Any) -> None:
    case = desk.office.cases()[0]
    answer = desk.ask("GET", f"/cases/{case.number}")
    body = answer.json()
    assert answer.headers["ETag"] == f'"{case.version}"'
    assert (body["id"], body["unit"], body["applicant"]) == (case.id, drawn.unit, "firm@corp.test")
    assert [one["name"] for one in body["files"]] == [drawn.file_name]
    assert [one["subject"] for one in body["messages"]] == ["报送材料"]
    assert {"receipt"} <= {one["kind"] for one in body["letters"]}
    assert [line["event"] for line in body["history"]][:1] == ["receive"]
    assert all(line["actor"] for line in body["history"])


def test_report_is_valid_and_has_its_letters(desk: Desk) -> None:
    body = desk.ask("GET", f"/cases/{desk.office.cases()[0].id}/report").json()
    jsonschema.validate(body, schema())
    assert body["pages"]
    assert "receipt" in {one["kind"] for one in body["letters"]}


@pytest.mark.parametrize("boxes", ["true", "false"])
def test_page_is_a_picture(desk: Desk, boxes: str) -> None:
    answer = desk.ask("GET", f"/cases/{desk.office.cases()[0].id}/pages/1.png", params={"boxes": boxes})
    assert answer.headers["Content-Type"] == "image/png"
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.format == "PNG"
        assert picture.width > 500


def test_a_seal_is_cut_out_of_its_page(desk: Desk) -> None:
    case = desk.office.cases()[0].id
    report = desk.ask("GET", f"/cases/{case}/report").json()
    page = next(one for one in report["pages"] if one["seals"])
    answer = desk.ask("GET", f"/cases/{case}/pages/{page['number']}/seals/1.png")
    with Image.open(io.BytesIO(answer.content)) as picture:
        pixels = np.asarray(picture.convert("RGB"), np.int16)
        width_mm = picture.width / 200 * 25.4
    assert page["seals"][0]["size_mm"][0] <= width_mm <= page["seals"][0]["size_mm"][0] + 10
    assert (pixels[..., 0] > pixels[..., 1:].max(axis=2) + 60).sum() > 1000
    assert desk.ask("GET", f"/cases/{case}/pages/{page['number']}/seals/9.png").status_code == 404


def test_strips_that_no_page_has_are_not_found(desk: Desk) -> None:
    answer = desk.ask("GET", f"/cases/{desk.office.cases()[0].id}/cross-page-seals/backpay-form.png")
    assert answer.status_code == 404
    assert "骑缝印迹" in answer.json()["message"]


def test_file_is_saved_never_shown(desk: Desk, drawn: Any) -> None:
    answer = desk.ask("GET", f"/cases/{desk.office.cases()[0].id}/files/0", params={"reason": "核对证件"})
    assert answer.content == drawn.content
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E5")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/octet-stream"


def test_message_is_saved_as_it_came(desk: Desk) -> None:
    case = desk.ask("GET", f"/cases/{desk.office.cases()[0].id}").json()
    answer = desk.ask("GET", f"/messages/{case['messages'][0]['message_id']}", params={"reason": "核对证件"})
    assert b"Message-ID: <1@corp.test>" in answer.content
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    line = desk.ask("GET", f"/cases/{case['id']}").json()["history"][-1]
    assert (line["event"], line["actor"], line["detail"]["note"]) == ("original-taken", "本局officer", "核对证件")


def test_list_is_paged_and_filtered(desk: Desk) -> None:
    first = desk.ask("GET", "/cases", params={"limit": 1}).json()
    second = desk.ask("GET", "/cases", params={"limit": 1, "after": first["next"]}).json()
    assert second["next"] is None
    assert [one["id"] for one in (*second["cases"], *first["cases"])] == [case.id for case in desk.office.cases()]
    found = {state: len(desk.ask("GET", "/cases", params={"state": state}).json()["cases"])
             for state in {case.state for case in desk.office.cases()}}
    assert sum(found.values()) == 2
    due = [case.id for case in desk.office.cases() if case.due_at is not None]
    asked = desk.ask("GET", "/cases", params={"due_before": "2100-01-01T00:00:00"}).json()["cases"]
    assert [one["id"] for one in asked] == due[::-1] != []
    assert desk.ask("GET", "/cases", params={"text": "没有这样的单位"}).json()["cases"] == []


def test_ledger_is_paged(desk: Desk) -> None:
    first = desk.ask("GET", "/messages", params={"limit": 1, "state": "parsed"}).json()
    second = desk.ask("GET", "/messages", params={"limit": 1, "state": "parsed", "after": first["next"]}).json()
    senders = {one["sender"] for one in (*first["messages"], *second["messages"])}
    assert senders == {"firm@corp.test", "second@corp.test"}
    assert second["next"] is None


def test_catalogue_lists_what_must_be_confirmed(desk: Desk) -> None:
    items = desk.ask("GET", "/catalogue/items").json()
    assert "dispatch-new" in {item["code"] for item in items}
    unconfirmed = [one for item in items for one in item["materials"] if not one["confirmed"]]
    assert unconfirmed
    told = ("本项目自定，待确认", "凭记忆，待核实", "（无约束力）")
    assert all(any(word in one["source"] for word in told) for one in unconfirmed)
    lists = {(item["list_state"], "演示" in item["list_note"]) for item in items}
    assert lists == {("confirmed", True), ("proposed", False)}
    (permit,) = (item for item in items if item["code"] == "dispatch-new")
    periods = {one["name"]: one for one in permit["deadlines"]}
    decide, supplement = periods["decide"], periods["supplement"]
    assert (decide["label"], decide["value"], decide["unit"], decide["confirmed"]) == ("办理期限", 20, "工作日", True)
    assert (supplement["value"], supplement["source"], supplement["confirmed"]) == (10, "本项目自定，待确认", False)
    assert all(one["source"] for item in items for one in item["deadlines"]), items


@pytest.mark.parametrize(
    ("method", "path", "more", "status"),
    [
        ("GET", "/nowhere", {}, 404), ("DELETE", "/cases", {}, 405), ("GET", "/cases?limit=0", {}, 422),
        ("GET", "/cases?due_before=tomorrow", {}, 422), ("GET", "/cases/{id}/pages/99.png", {}, 404),
        ("GET", "/cases/{id}/pages/0.png", {}, 422), ("GET", "/cases/{id}/files/99999999999999999999?reason=x",
         {}, 404),
        ("GET", "/cases/SL20200212-999999", {}, 404), ("GET", "/cases/" + "x" * 50, {}, 422),
        ("POST", "/cases/{id}/decision", {"content": b"{", "headers": {"If-Match": "1"}}, 422),
        ("POST", "/cases/{id}/decision", {"json": {"outcome": "maybe"}, "headers": {"If-Match": "1"}}, 422),
        ("POST", "/cases/{id}/decision", {"json": {"outcome": "accept"}, "headers": {"If-Match": "x"}}, 422),
        ("POST", "/submissions", {"content": b"--x", "headers": {"Content-Type": "multipart/form-data"}}, 422),
    ],
)
def test_errors_have_one_form_and_a_chinese_sentence(
    desk: Desk, method: str, path: str, more: dict[str, Any], status: int
) -> None:
    answer = desk.ask(method, path.replace("{id}", desk.office.cases()[0].id), key="k", **more)
    body = answer.json()
    assert answer.status_code in ({status, 400} if "submissions" in path else {status})
    assert set(body) == {"code", "message", "detail"}
    assert re.search("[\u4e00-\u9fff]{2}", body["message"])
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_no_words_of_an_exception_leak(desk: Desk) -> None:
    """A record that cannot be read is our fault: the answer says so and nothing more."""
    import sqlalchemy as sa

    from record.tables import REPORTS

    case = desk.office.cases()[1]
    with desk.office.services.database.begin() as connection:
        before = connection.execute(sa.select(REPORTS.c.content).where(REPORTS.c.case_id == case.id)).scalar_one()
        connection.execute(REPORTS.update().where(REPORTS.c.case_id == case.id).values(content={"secret": 1}))
    try:
        with capture_logs() as logs:
            answer = desk.ask("GET", f"/cases/{case.id}/report")
    finally:
        with desk.office.services.database.begin() as connection:
            connection.execute(REPORTS.update().where(REPORTS.c.case_id == case.id).values(content=before))
    assert (answer.status_code, answer.json()) == (
        500, {"code": "error", "message": "系统内部错误，请稍后再试。", "detail": {}}
    )
    (line,) = [line for line in logs if line["event"] == "api.failed"]
    assert re.fullmatch(r"\w+\.py:\d+ \w+", line["where"])
    assert "secret" not in str(line)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Connection"] == "close"


def test_description_names_the_headers_that_must_not_lack(desk: Desk) -> None:
    paths = desk.client.get(f"{desk.address}/openapi.json").json()["paths"]
    for path, methods in paths.items():
        if "post" in methods:
            headers = {one["name"]: one["required"] for one in methods["post"]["parameters"] if one["in"] == "header"}
            assert headers["Idempotency-Key"], path
            assert headers.get("If-Match", True) is (path != "/api/v1/letters/{letter_id}/send"), path


def test_refused_way_of_asking_names_the_others(desk: Desk) -> None:
    for path, allowed in (("/stand-ins", "GET, POST"), ("/cases", "GET"), ("/assignments", "POST")):
        assert desk.ask("DELETE", path).headers["Allow"] == allowed


def test_openapi_builds_and_describes_errors(desk: Desk) -> None:
    document = desk.client.get(f"{desk.address}/openapi.json").json()
    assert "/api/v1/cases/{case_id}/decision" in document["paths"]
    for path, methods in document["paths"].items():
        for method, one in methods.items():
            assert "4XX" in one["responses"], (path, method)
            assert one["description"], (path, method)


def test_number_in_a_unit_s_name_is_shown_whole_nowhere(desk: Desk) -> None:
    canary = "11010119900307771X"
    with desk.office.services.work() as work:
        case = open_case(work.connection, unit=f"张三{canary}", subject=f"张三{canary}报送", item="hours-flexible")
    answers = [desk.ask("GET", path) for path in (f"/cases/{case.id}", "/cases", "/desk", f"/search?q={canary}")]
    assert [(one.status_code, canary in one.text) for one in answers] == [(200, False)] * 4
