from __future__ import annotations

import pytest

from intake.thread import case_numbers


@pytest.mark.parametrize(
    ("subject", "numbers"),
    [
        ("回复：【SL20200212-000123】补正通知", ("SL20200212-000123",)),
        ("Re: sl20200212-000123 补充材料", ("SL20200212-000123",)),
        ("ＳＬ２０２００２１２－０００１２３", ("SL20200212-000123",)),
        ("SL 20200212 - 000123", ("SL20200212-000123",)),
        ("SL20200212-000123、SL20200213-000001", ("SL20200212-000123", "SL20200213-000001")),
        ("SL20200212-0001234", ()),
        ("XSL20200212-000123", ()),
        ("申请", ()),
    ],
)
def test_case_numbers_in_a_subject(subject: str, numbers: tuple[str, ...]) -> None:
    assert case_numbers(subject) == numbers
