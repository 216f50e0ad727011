"""Identifiers: the tables of domain e, one-way repair, and masking."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from cases.names.identifiers import (
    CREDIT_ALPHABET,
    credit_code_valid,
    identity_number_valid,
    mask,
    read_credit_code,
    read_identity_number,
)

CREDIT = ["91110105MA00XXXX79", "91371002MA3DEM0Q3B", "52110105MJ0123456N", "91350100M000100Y43"]


@pytest.mark.parametrize("code", CREDIT)
def test_valid_credit_code(code: str) -> None:
    assert credit_code_valid(code)
    assert uscc.is_valid(code)


@pytest.mark.parametrize(
    "code", ["91110105MA00XXXX78", "91110105MAOOXXXX79", "91110105MA00XXX79", "91350100M000100Y4Z", ""]
)
def test_invalid_credit_code(code: str) -> None:
    assert not credit_code_valid(code)


@given(st.text(CREDIT_ALPHABET, min_size=9, max_size=9), st.sampled_from(CREDIT_ALPHABET))
def test_credit_code_follows_the_formula_of_the_standard(body: str, check: str) -> None:
    code = f"91110105{body}{check}"
    total = sum(CREDIT_ALPHABET.index(sign) * 3**place for place, sign in enumerate(code[:17]))
    assert credit_code_valid(code) == (CREDIT_ALPHABET.index(check) == (31 - total % 31) % 31)


def test_small_l_is_taken_for_one() -> None:
    reading = read_credit_code("9lll0l05MA00XXXX79")
    assert (reading.value, reading.valid, reading.repaired) == ("91110105MA00XXXX79", True, True)


def test_letters_that_the_alphabet_lacks_are_mended() -> None:
    reading = read_credit_code("91110105MAOOXXXX79")
    assert (reading.value, reading.valid, reading.repaired) == ("91110105MA00XXXX79", True, True)


def test_full_width_and_lower_case_are_folded_without_counting_as_repair() -> None:
    reading = read_credit_code("９１1101０5 ma00xxxx79")
    assert (reading.value, reading.valid, reading.repaired) == ("91110105MA00XXXX79", True, False)


def test_one_b_taken_for_8_is_mended() -> None:
    reading = read_credit_code("91371002MA3DEM0Q38")
    assert (reading.value, reading.repaired) == ("91371002MA3DEM0Q3B", True)


@given(st.sampled_from(CREDIT), st.integers(8, 16), st.sampled_from(CREDIT_ALPHABET))
def test_any_other_slip_is_left_alone(code: str, place: int, sign: str) -> None:
    wrong = code[:place] + sign + code[place + 1 :]
    reading = read_credit_code(wrong)
    if reading.repaired:
        assert reading.valid
        assert sum(a != b for a, b in zip(wrong, reading.value, strict=True)) == 1
        assert {a + b for a, b in zip(wrong, reading.value, strict=True) if a != b} <= {"B8", "8B"}
    else:
        assert reading.value == wrong


@pytest.mark.parametrize("number", [
    "110101199001010015", "640104198811207723", "371002197906150048",
    "810000198506150020", "820000197002280048", "830000199112311037",
    "911840198506150011", "931392199002281023", "96441020001231003X",
])
def test_valid_identity_number(number: str) -> None:
    assert identity_number_valid(number)


@pytest.mark.parametrize("number", [
    "110101199001010016", "110101199002300014", "11010119900101001", "810000198506150021", "840000198506150024",
    "83000019911231103", "911840198506150012", "911840198513150011", "9118401985061500", "",
    "１１０１０１１９９００１０１００１５",
])
def test_invalid_identity_number(number: str) -> None:
    assert not identity_number_valid(number)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2029, 12, 31)), st.integers(0, 999))
def test_identity_number_follows_the_formula_of_the_standard(birth: date, serial: int) -> None:
    body = f"110101{str(birth).replace('-', '')}{serial:03}"
    total = sum(int(sign) * (2 ** (17 - place) % 11) for place, sign in enumerate(body))
    valid = [sign for sign in "0123456789X" if identity_number_valid(body + sign)]
    assert valid == ["10X98765432"[total % 11]]
    assert ric.is_valid(body + valid[0])


def test_a_letter_in_an_identity_number_is_mended() -> None:
    reading = read_identity_number("11O101199001O10015")
    assert (reading.value, reading.repaired) == ("110101199001010015", True)


def test_an_identity_number_with_a_wrong_digit_stays_wrong() -> None:
    assert not read_identity_number("110101199001010013").valid


@pytest.mark.parametrize(("text", "expected"), [
    ("身份证110101199001010015。", "身份证110*************15。"),
    ("号码110101 19900101 001X", "号码110***************1X"),
    ("电话13800138000", "电话138****8000"),
    ("+86 138-0013-8000", "+86**********8000"),
    ("卡号6222020200112233445", "卡号622**************45"),
    ("办理电话：65090452、65090450", "办理电话：65090452、65090450"),
    ("文号2020-02-12 09:00", "文号2020-02-12 09:00"),
    ("代码91110105MA00XXXX79", "代码91110105MA00XXXX79"),
    ("摘要a3f13800138000b", "摘要a3f13800138000b"),
    ("ID110101199001010015", "ID110*************15"),
])
def test_masking(text: str, expected: str) -> None:
    assert mask(text) == expected


@given(st.text(), st.from_regex(re.compile(r"[1-9][0-9]{16}[0-9X]"), fullmatch=True), st.text())
def test_no_long_number_survives(before: str, number: str, after: str) -> None:
    masked = mask(f"{before} {number} {after}")
    assert number not in masked
    assert mask(masked) == masked


@pytest.mark.parametrize("born", ["1840", "2030", "1899"])
def test_nobody_alive_was_born_then(born: str) -> None:
    assert not any(identity_number_valid(f"110101{born}0101001{sign}") for sign in "0123456789X")
