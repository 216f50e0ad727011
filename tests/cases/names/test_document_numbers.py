"""Numbers of papers: every valid and invalid example of domain e."""

from __future__ import annotations

import pytest

from cases.names.document_numbers import NumberKind, Verdict, check_number

VALID = [
    (NumberKind.IDENTITY, "110101199001010015"),
    (NumberKind.IDENTITY, "640104198811207723"),
    (NumberKind.IDENTITY, "371002197906150048"),
    (NumberKind.IDENTITY, "810000198506150020"),
    (NumberKind.IDENTITY, "820000197002280048"),
    (NumberKind.IDENTITY, "830000199112311037"),
    (NumberKind.IDENTITY, "110101900101001"),
    (NumberKind.PERMANENT_RESIDENCE, "911840198506150011"),
    (NumberKind.PERMANENT_RESIDENCE, "931392199002281023"),
    (NumberKind.PERMANENT_RESIDENCE, "96441020001231003X"),
    (NumberKind.PERMANENT_RESIDENCE, "USA110185061501"),
    (NumberKind.PERMANENT_RESIDENCE, "JPN310190022802"),
    (NumberKind.PERMANENT_RESIDENCE, "KOR440100123103"),
    (NumberKind.HK_MACAO_PERMIT, "H12345678"),
    (NumberKind.HK_MACAO_PERMIT, "M00123456"),
    (NumberKind.HK_MACAO_PERMIT, "h1234567800"),
    (NumberKind.TAIWAN_PERMIT, "12345678"),
    (NumberKind.TAIWAN_PERMIT, "00123456"),
    (NumberKind.TAIWAN_PERMIT, "0123456789"),
    (NumberKind.TAIWAN_PERMIT, "0123456789B"),
    (NumberKind.PASSPORT, "E12345678"),
    (NumberKind.PASSPORT, "P1234567"),
    (NumberKind.PASSPORT, "１２３ 456 789"),
]
INVALID = [
    (NumberKind.IDENTITY, "110101199001010016"),
    (NumberKind.IDENTITY, "110101199002300014"),
    (NumberKind.IDENTITY, "11010119900101001"),
    (NumberKind.IDENTITY, "810000198506150021"),
    (NumberKind.IDENTITY, "840000198506150024"),
    (NumberKind.IDENTITY, "83000019911231103"),
    (NumberKind.IDENTITY, "911840198506150011"),
    (NumberKind.PERMANENT_RESIDENCE, "911840198506150012"),
    (NumberKind.PERMANENT_RESIDENCE, "911840198513150011"),
    (NumberKind.PERMANENT_RESIDENCE, "9118401985061500"),
    (NumberKind.PERMANENT_RESIDENCE, "US1110185061501"),
    (NumberKind.PERMANENT_RESIDENCE, "USA11018506150"),
    (NumberKind.PERMANENT_RESIDENCE, "123110185061501"),
    (NumberKind.HK_MACAO_PERMIT, "H1234567"),
    (NumberKind.HK_MACAO_PERMIT, "H123456789"),
    (NumberKind.TAIWAN_PERMIT, "1234567"),
    (NumberKind.TAIWAN_PERMIT, "123456789"),
    (NumberKind.TAIWAN_PERMIT, "T12345678"),
    (NumberKind.PASSPORT, "E1234汉字"),
    (NumberKind.PASSPORT, "E123"),
    (NumberKind.PASSPORT, ""),
]


@pytest.mark.parametrize(("kind", "number"), VALID)
def test_valid_number(kind: NumberKind, number: str) -> None:
    assert check_number(number, kind) is Verdict.VALID


@pytest.mark.parametrize(("kind", "number"), INVALID)
def test_invalid_number(kind: NumberKind, number: str) -> None:
    assert check_number(number, kind) is Verdict.INVALID


def test_permit_of_another_prefix_is_not_called_wrong() -> None:
    assert check_number("A12345678", NumberKind.HK_MACAO_PERMIT) is Verdict.UNRECOGNISED
