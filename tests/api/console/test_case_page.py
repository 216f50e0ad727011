"""The page of a case: its title, the page pictures, and what it says when somebody else was quicker."""

from __future__ import annotations

import re

import httpx
import pytest

from tests.office.desk import Desk


def page_of(desk: Desk, case: object, who: str = "officer", **query: str) -> httpx.Response:
    headers = {"Authorization": f"Bearer {desk.tokens[who]}", "Accept": "text/html"}
    number = getattr(case, "number", case)
    return desk.client.get(f"{desk.address}/cases/{number}", headers=headers, params=query)


def test_case_is_shown_with_its_first_page(desk: Desk) -> None:
    case = desk.office.cases()[0]
    answer = page_of(desk, case)
    assert answer.status_code == 200
    assert case.unit in answer.text
    assert case.number in answer.text
    assert re.search(r"<b>1</b> / \d+", answer.text)


def test_page_that_is_asked_for_stands_in_the_middle(desk: Desk) -> None:
    assert "<b>2</b> / " in page_of(desk, desk.office.cases()[0], page="2").text


def test_every_picture_of_the_page_is_there_and_described(desk: Desk) -> None:
    text = page_of(desk, desk.office.cases()[0]).text
    pictures = re.findall(r'<img src="([^"]+)" alt="([^"]*)"', text)
    assert pictures
    headers = {"Authorization": f"Bearer {desk.tokens['officer']}"}
    for address, alternative in pictures:
        assert alternative
        assert desk.client.get(f"{desk.address}{address}", headers=headers).status_code == 200


def test_case_without_readable_pages_is_shown(desk: Desk) -> None:
    answer = page_of(desk, desk.office.cases()[1])
    assert answer.status_code == 200
    assert "坏的.pdf" in answer.text


@pytest.mark.parametrize("number", ["SL19990101-000001", "x"])
def test_case_that_is_not_there_is_refused_by_a_page(desk: Desk, number: str) -> None:
    answer = page_of(desk, number)
    assert answer.status_code == 404
    assert "未能完成" in answer.text


def test_other_offices_see_nothing(desk: Desk) -> None:
    assert page_of(desk, desk.office.cases()[0], who="stranger").status_code == 404


def test_one_page_is_fetched_by_itself(desk: Desk) -> None:
    case = desk.office.cases()[0]
    headers = {"Authorization": f"Bearer {desk.tokens['officer']}", "HX-Request": "true"}
    answer = desk.client.get(f"{desk.address}/cases/{case.id}/pages/2", headers=headers)
    assert answer.status_code == 200
    assert "<b>2</b> / " in answer.text
    assert "<html" not in answer.text
    assert desk.client.get(f"{desk.address}/cases/{case.id}/pages/99", headers=headers).status_code == 404


def test_row_of_seals_shows_each_of_them(desk: Desk) -> None:
    case = desk.office.cases()[0]
    pages = desk.ask("GET", f"/cases/{case.id}/report").json()["pages"]
    text = page_of(desk, case).text
    for page in pages:
        assert text.count(f"/pages/{page['number']}/seals/") == len(page["seals"])


def test_evidence_of_a_question_that_is_not_asked_is_refused(desk: Desk) -> None:
    case = desk.office.cases()[0]
    assert desk.ask("GET", f"/cases/{case.id}/evidence/nothing").status_code == 404
    assert desk.ask("GET", f"/cases/{case.id}/evidence/nothing/strip-1.png").status_code == 404
