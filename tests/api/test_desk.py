"""The desk over HTTP: queues with counts, filters, pages, and cases given to officers in bulk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cases.finding import PAGES, Place
from cases.finding_codes import find
from tests.office.counter import Counter
from tests.office.desk import PEOPLE, Desk, desk_of

DOUBT = find("seal-uncertain", f"{PAGES}的印章，是申请单位的公章吗？", place=Place(page=3))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An office with three cases that are doubted."""
    counter = Counter(tmp_path)
    for number in range(3):
        counter.watch.at += timedelta(minutes=1)  # what comes in one moment is in any order
        counter.judge(counter.open(unit=f"北京第{number}有限公司"), DOUBT)
    with desk_of(counter) as found:
        yield found


def _shown(desk: Desk, who: str = "officer", **query: Any) -> dict[str, Any]:
    answer = desk.ask("GET", "/desk", who=who, params=query)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_a_queue_with_the_counts_of_all(desk: Desk) -> None:
    shown = _shown(desk, queue="check", limit=2)
    counts = {one["queue"]: (one["all"], one["mine"], one["nobodys"]) for one in shown["queues"]}
    assert (counts["check"], counts["open"], counts["letters"]) == ((3, 0, 3), (3, 0, 3), (0, 0, 0))
    first, _ = shown["rows"]
    doubt, = first["doubts"]
    assert doubt["sentence"].endswith("是申请单位的公章吗？")
    assert first["days_left"] == 5
    rest = _shown(desk, queue="check", after=shown["next"])
    assert (len(rest["rows"]), rest["next"], rest["total"]) == (1, None, 3)
    assert _shown(desk, text="第1有限", day="2020-02-03")["total"] == 1
    assert _shown(desk, day="2020-02-04")["total"] == 0


def test_others_see_nothing_of_it(desk: Desk) -> None:
    shown = _shown(desk, who="stranger")
    assert (shown["rows"], {one["all"] for one in shown["queues"]}) == ([], {0})


@pytest.mark.parametrize("query", [{"queue": "none"}, {"after": "x"}, {"day": "gestern"}, {"limit": "0"}])
def test_a_query_that_makes_no_sense_is_refused(desk: Desk, query: dict[str, str]) -> None:
    assert desk.ask("GET", "/desk", params=query).status_code == 422


def test_several_cases_are_given_to_one_officer(desk: Desk) -> None:
    numbers = [row["number"] for row in _shown(desk)["rows"]]
    body = {"cases": numbers[:2], "officer": PEOPLE["officer"]}
    for _ in range(2):  # the same request again does nothing more
        answer = desk.ask("POST", "/assignments", key="1", json=body)
        assert (answer.status_code, answer.json()) == (202, {"assigned": 2})
    assert [row["number"] for row in _shown(desk, whose="mine")["rows"]] == numbers[:2]
    assert [row["assigned_to"] for row in _shown(desk)["rows"]] == [PEOPLE["officer"]] * 2 + [None]
    assert desk.ask("POST", "/assignments", key="2", json=body, who="clerk").status_code == 403
    assert desk.ask("POST", "/assignments", key="3", json=body, who="stranger").status_code == 404
