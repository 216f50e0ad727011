"""Cases that nothing was read of: what is said and offered, the mail that they came by, and no letter by one key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from cases.case import Case
from cases.desk import Queue
from cases.lifecycle import State
from tests.casework.unread import fail_reading, unread_case
from tests.office.counter import Counter
from tests.office.desk import Desk, desk_of

IDENTITY = "110101199003078515"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_of(Counter(tmp_path)) as found:
        yield found


def page(desk: Desk, case: Case, who: str = "officer") -> str:
    headers = {"Authorization": f"Bearer {desk.tokens[who]}"}
    return desk.client.get(f"{desk.address}/cases/{case.id}", headers=headers).text


def post(desk: Desk, case: Case, act: str, who: str = "officer", **form: Any) -> httpx.Response:
    headers = {"Authorization": f"Bearer {desk.tokens[who]}", "HX-Request": "true"}
    stated = {"version": desk.office.case(case).version, "key": f"{act}-{who}-{form}", **form}
    return desk.client.post(f"{desk.address}/cases/{case.id}/{act}", headers=headers, data=stated)


def queues(desk: Desk, case: Case) -> set[Queue]:
    with desk.office.services.reading() as work:
        entry = work.desk.entry(case.id)
    return set(entry.queues) if entry is not None else set()


def test_unread_case_says_so_and_nothing_leaves_by_a_key(desk: Desk) -> None:
    case = unread_case(desk.office)
    assert case.state is State.REVIEW
    text = page(desk, case)
    assert "正在识别" not in text
    assert "没有读出来" in text
    assert 'data-opens="form-item"' in text
    assert 'id="send"' not in text  # nobody has looked: there is nothing to pass
    assert "改办结方式" in text
    assert 'data-opens="form-item"' not in page(desk, case, "clerk")


def test_item_that_is_chosen_lets_it_be_read_again(desk: Desk) -> None:
    case = unread_case(desk.office)
    assert Queue.DEAD in queues(desk, case)
    assert post(desk, case, "item", item="dispatch-new").status_code == 200
    assert Queue.DEAD not in queues(desk, case)
    assert "材料正在识别" in page(desk, case)
    fail_reading(desk.office)
    assert Queue.DEAD in queues(desk, case)
    assert "没有读出来" in page(desk, case)


def test_mail_is_shown_covered_and_taken_for_a_reason(desk: Desk) -> None:
    case = unread_case(desk.office, body=f"经办人身份证{IDENTITY}，请尽快办理。")
    other = unread_case(desk.office, "北京另一家有限公司")
    text = page(desk, case)
    assert "请尽快办理" in text
    assert IDENTITY not in text
    with desk.office.services.reading() as work:
        (mail,), (others,) = work.cases.joined(case.id), work.cases.joined(other.id)
    take = f"mails/{mail['message_id']}"
    assert f"/cases/{case.id}/{take}" in text
    assert post(desk, case, take).status_code == 422
    assert post(desk, case, f"mails/{others['message_id']}", reason="核对").status_code == 404
    assert post(desk, case, take, "stranger", reason="核对").status_code == 404
    answer = post(desk, case, take, reason="读不出来，人工看")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert desk.office.history(case, "original-taken")[-1].detail["note"] == "读不出来，人工看"
