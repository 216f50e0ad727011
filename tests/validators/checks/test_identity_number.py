"""Numbers of people that fail their check, wherever they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.finding import Severity
from tests.papers.fields.test_roster import table
from tests.validators.builders import form_page, item, material, page, run
from validators.checks import identity_number

THREE = item(material("form", 1), material("business-licence", 2), material("articles", 3))
NUMBER, WRONG_NUMBER = "110101199001010015", "110101199001010016"


@pytest.mark.parametrize(
    ("body", "score", "count"),
    [
        ((f"公民身份号码 {NUMBER}",), 0.999, 0),
        ((f"公民身份号码 {WRONG_NUMBER}",), 0.999, 1),
        ((f"公民身份号码 {WRONG_NUMBER}",), 0.9, 0),
        (("公民身份号码", WRONG_NUMBER), 0.999, 1),
        ((f"身份证号码：{NUMBER[:2]}O{NUMBER[3:]}",), 0.999, 0),
        (("身份证号码：830000199112311037",), 0.999, 0),
        (("身份证号码：911840198506150011",), 0.999, 0),
        (("身份证号码：",), 0.999, 0),
        (("袁秀刚", WRONG_NUMBER, "5000"), 0.999, 1),
        ((f"袁秀刚 {WRONG_NUMBER} 13800000000",), 0.999, 1),
        ((f"袁秀刚 {NUMBER} 13800000000",), 0.999, 0),
        (("身份证：110105199013011234",), 0.999, 1),
        (("银行账号：622202020011223344",), 0.999, 0),
        (("统一社会信用代码：91110105MA00XXXX79",), 0.999, 0),
    ],
    ids=[
        "right", "wrong", "badly read", "below its label", "slip of the reader", "Taiwan resident",
        "foreigner", "empty", "in a list", "beside a telephone", "right beside a telephone", "no such month", "account",
        "credit code",
    ],
)  # fmt: skip
def test_identity_numbers(body: tuple[str, ...], score: float, count: int) -> None:
    found = run(identity_number, [page(1, "居民身份证", *body, score=score)], THREE)
    assert [(one.code, one.severity) for one in found] == [("identity-number-invalid", Severity.REVIEW)] * count
    assert all(not any(number in one.message for number in (NUMBER, WRONG_NUMBER)) for one in found)


def test_a_number_that_is_too_short_is_a_remark() -> None:
    """Word processors and scanners cut the last sign off at the end of a cell."""
    for body in ((f"受托人：李娜　身份证号码：{NUMBER[:17]}",), ("公民身份号码", NUMBER[:13], NUMBER[13:])):
        found = run(identity_number, [page(1, "授权委托书", *body)], THREE)
        assert {one.severity for one in found} <= {Severity.NOTICE}


def test_a_failing_number_of_a_line_that_may_be_misread_is_a_remark() -> None:
    """A mean of 0.997 over eighteen signs may hide one that was read with 0.95, as on a fax."""
    for score in (0.97, 0.997):
        (found,) = run(identity_number, [page(1, "花名册", WRONG_NUMBER, score=score)], THREE)
        assert found.severity is Severity.NOTICE


def test_a_failing_number_on_the_application_itself_is_a_question() -> None:
    pages = [form_page(1), page(2, "营业执照")]
    wrong = replace(pages[0], lines=(*pages[0].lines, *page(1, f"公民身份号码 {WRONG_NUMBER}", score=0.999).lines))
    (found,) = run(identity_number, [wrong, pages[1]], THREE)
    assert (found.code, found.severity, found.page) == ("identity-number-invalid", Severity.REVIEW, 1)


def test_a_failing_number_that_two_papers_print_is_one_question() -> None:
    pages = [page(number, "授权委托书", f"公民身份号码 {WRONG_NUMBER}", score=0.999) for number in (1, 2)]
    found = run(identity_number, pages, THREE)
    assert [(one.page, one.severity) for one in found] == [(1, Severity.REVIEW), (2, Severity.NOTICE)]


def test_a_number_broken_at_the_end_of_its_line_is_read_on_below() -> None:
    body = (f"公民身份号码{NUMBER[:14]}", f"{NUMBER[14:]}，住北京市")
    assert run(identity_number, [page(1, "授权委托书", *body)], THREE) == []
    wrong = (f"公民身份号码{WRONG_NUMBER[:14]}", f"{WRONG_NUMBER[14:]}，住北京市")
    (found,) = run(identity_number, [page(1, "授权委托书", *wrong, score=0.999)], THREE)
    assert found.severity is Severity.REVIEW


@pytest.mark.parametrize(("number", "count"), [("110105199013011234", 1), (NUMBER, 0), ("", 0)])
@pytest.mark.parametrize("head", ["身份证号", "公民身份号码", "身份证号码（18位）"])
def test_a_number_without_a_date_in_a_column_of_numbers(head: str, number: str, count: int) -> None:
    listed = table(["序号", head, "账号"], ["1", number, "622202020011223344"])
    assert len(run(identity_number, [replace(page(1, "花名册"), tables=(listed,))], THREE)) == count


@pytest.mark.parametrize(("number", "count"), [(NUMBER, 0), (WRONG_NUMBER, 1)])
def test_a_number_broken_in_a_cell_whose_rules_were_lost_has_no_sign_of_the_columns_beside_it(
    number: str, count: int
) -> None:
    listed = table(["序号", "身份证号码", "补缴起始"], ["1", f"{number[:14]}2020.01 2020.011{number[14:]}", "5000"])
    x, y, *_ = listed.rows[1][1].box
    beside = [(number[:14], 0, 0, 40), ("2020.01 2020.01", 42, 4, 78), ("1", 66, 10, 70), (number[14:], 0, 10, 12)]
    (one,) = page(1, "", "1", score=0.9999).lines
    lines = tuple(
        replace(one, text=text, box=(x + left, y + top, x + right, y + top + 9)) for text, left, top, right in beside
    )
    reading = replace(page(1, "花名册"), lines=lines, tables=(listed,))
    assert len(run(identity_number, [reading], THREE)) == count
