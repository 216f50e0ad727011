"""Codes that were misread on one paper and stand rightly elsewhere."""

from __future__ import annotations

import pytest

from cases.names.identifiers import credit_code_valid, is_misreading, sound_codes
from cases.report import FieldValue
from papers.known_codes import with_known_codes

RIGHT = "91110105633478581T"
READ = "911101056334785811"


def _value(code: str, *, repaired: bool = False) -> FieldValue:
    return FieldValue("uscc", code, 1, (80.0, 100.0, 300.0, 112.0), 0.99, repaired=repaired)


@pytest.mark.parametrize(
    ("right", "read", "expected"),
    [
        (RIGHT, READ, True), ("91110105MA00XXXX79", "91110105MAODXXXX79", True), (RIGHT, RIGHT, False),
        ("91110105MA00XXXX79", "91110105MA00XXXX78", False), (RIGHT, "91110105633478581", False),
        (RIGHT, "91110105633418581T", False), ("91110105MA00XXXX79", "9ILL0105MA00XXXX79", False),
    ],
    ids=["T as 1", "two zeros", "same", "another digit", "one lost", "7 as 1", "three letters"],
)  # fmt: skip
def test_letters_that_look_like_digits(right: str, read: str, expected: bool) -> None:
    assert credit_code_valid(right)
    assert is_misreading(read, right) is expected


@pytest.mark.parametrize("said", [f"统一社会信用代码：{RIGHT}", f"（信用代码 {RIGHT.lower()}）", f"{RIGHT}，{READ}"])
def test_sound_codes_of_a_text(said: str) -> None:
    assert sound_codes(said) == {RIGHT}


def test_code_that_another_place_states_rightly_is_put_right() -> None:
    alone = with_known_codes({"form": (_value(READ),)}, ())
    assert alone["form"][0].value == READ
    by_mail = with_known_codes({"form": (_value(READ),)}, {RIGHT})
    assert by_mail["form"][0].value == RIGHT
    by_paper = with_known_codes({"form": (_value(READ),), "proof": (_value(RIGHT),)}, ())
    assert [one.value for values in by_paper.values() for one in values] == [RIGHT, RIGHT]


def test_another_code_stays_as_it_was_read() -> None:
    wrong = _value("91110105633478582T")
    assert with_known_codes({"form": (wrong,)}, {RIGHT})["form"] == (wrong,)


@pytest.mark.parametrize(("said", "repaired"), [({RIGHT}, False), (set(), True)])
def test_mended_code_that_the_mail_states_is_no_doubt(said: set[str], repaired: bool) -> None:
    (value,) = with_known_codes({"form": (_value(RIGHT, repaired=True),)}, said)["form"]
    assert value.repaired is repaired
