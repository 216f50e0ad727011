"""What is shown: a number that a sender wrote into a name stands whole in no answer and on no page."""

from __future__ import annotations

import json

import pytest

from api.console.shell import _ENVIRONMENT
from api.refusals import coded
from api.shown import CoveredResponse, shown
from cases.errors import RequestInvalid

CANARY = "11010119900307771X"


@pytest.mark.parametrize("text", [CANARY, f"张三{CANARY}", f"{CANARY}.pdf", f"卡6222021234567890123，证{CANARY}"])
def test_numbers_of_people_are_covered(text: str) -> None:
    assert CANARY[5:14] not in shown(text)
    assert "6222021234567890123" not in shown(text)


@pytest.mark.parametrize(
    "text",
    ["SL20201205-001010", "0" * 64, "0171e3a1b2c31234567890123456789a", "1234567890123456", "91110105MA01GFT79W",
     "2020-02-12T09:00:00+08:00", "材料见第1至3页，共12页",
     "/?queue=check&after=1581523200000000-017008c875c0e7edbeaf8cde476619f2", "见SL20201205-001010号办件，请补正。"],
)
def test_our_own_numbers_stay(text: str) -> None:
    assert shown(text) == text


def test_answers_cover_every_text_however_deep() -> None:
    answer = CoveredResponse({"unit": f"张三{CANARY}", "files": [{"name": f"{CANARY}.pdf", "size": 5, "box": [0.5]}]})
    text = bytes(answer.body).decode()
    assert CANARY not in text
    assert json.loads(text)["files"][0]["size"] == 5
    assert CANARY not in bytes(coded(RequestInvalid(reason=f"不认识{CANARY}")).body).decode()


def test_pages_cover_what_they_print() -> None:
    page = _ENVIRONMENT.from_string('<a href="/x/{{ key }}" title="{{ name }}">{{ name }}</a>{{ none }}')
    html = page.render(key="1234567890123456", name=f"<张三>{CANARY}", none=None)
    assert CANARY not in html
    assert "&lt;张三&gt;110*************1X" in html
    assert "/x/1234567890123456" in html
