"""Identifiers drawn are valid by their standards."""

from random import Random

import pytest

from tests.drawing.identifiers import (
    credit_check,
    draw_credit_code,
    draw_identity_number,
    identity_check,
    organisation_check,
)


@pytest.mark.parametrize(
    "code", ["91110105MA00XXXX79", "91371002MA3DEM0Q3B", "52110105MJ0123456N", "91350100M000100Y43"]
)
def test_check_character_of_known_credit_codes(code: str) -> None:
    assert credit_check(code[:17]) == code[17]


@pytest.mark.parametrize("code", ["123456788", "D2143569X", "MA00XXXX7"])
def test_check_character_of_known_organisation_codes(code: str) -> None:
    assert organisation_check(code[:8]) == code[8]


@pytest.mark.parametrize("number", ["110101199001010015", "640104198811207723", "371002197906150048"])
def test_check_character_of_known_identity_numbers(number: str) -> None:
    assert identity_check(number[:17]) == number[17]


def test_drawn_identifiers_pass_their_own_checks() -> None:
    random = Random(1)
    for _ in range(200):
        code, number = draw_credit_code(random), draw_identity_number(random, female=True)
        assert credit_check(code[:17]) == code[17]
        assert organisation_check(code[8:16]) == code[16]
        assert identity_check(number[:17]) == number[17]
        assert int(number[16]) % 2 == 0
