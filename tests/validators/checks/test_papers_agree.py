"""Figures, posts and times of the papers of one application; pages and files that do not add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any

import pytest

from cases.finding import Finding, Severity
from cases.reading import PageReading, TextLine
from catalogue.model import Deadlines
from tests.validators.builders import (
    DOCUMENTS,
    OTHER,
    TWIN,
    UNIT,
    articles_page,
    codes,
    document,
    form_page,
    item,
    licence_page,
    line,
    material,
    page,
    subject,
    value,
)
from validators.checks import (
    agreement,
    audit_year,
    expiry,
    headcount,
    layoff_notice,
    licence_copy,
    page_numbers,
    repeated_file,
    resolution,
    training_hours,
    unit_name,
)
from validators.signed_names import signed_names

FORM, LICENCE, ARTICLES = material("form", 1), material("business-licence", 2), material("articles", 3)
THREE = item(FORM, LICENCE, ARTICLES)
CLEAN = [form_page(1), licence_page(2), articles_page(3)]


def run(rule: Any, *args: Any, **more: Any) -> list[Finding]:
    return list(rule.check(subject(*args, **more)))


# agreement


@pytest.mark.parametrize(
    ("name", "first", "second", "confidence", "expected"),
    [
        ("cycle", "季", "季", 0.95, []),
        ("cycle", "季", "月", 0.95, ["material-uncertain"]),
        ("cycle", "季", "月", 0.6, []),
        ("period_to", "2021-02-28", "2021-12-31", 0.95, ["material-uncertain"]),
        ("permit_no", "京劳派0105", "京劳派0106", 0.95, ["material-uncertain"]),
        ("permit_no", "京劳派0105", "0105", 0.95, []),
        ("permit_no", "京劳派2017第348号", "京劳派2017第348號", 0.95, []),
        ("capital", "2000000", "5000000", 0.95, ["material-uncertain"]),
    ],
)
def test_values_that_must_agree(name: str, first: str, second: str, confidence: float, expected: list[str]) -> None:
    fields = {"form": (value(name, first),), "articles": (value(name, second, 3, confidence),)}
    found = run(agreement, CLEAN, THREE, fields=fields)
    assert codes(found) == expected
    assert all(one.severity is Severity.REVIEW for one in found)


def test_paper_that_tells_two_values_contradicts_nothing() -> None:
    fields = {"form": (value("cycle", "季"), value("cycle", "年")), "articles": (value("cycle", "月", 3),)}
    assert run(agreement, CLEAN, THREE, fields=fields) == []


@pytest.mark.parametrize(
    ("counts", "expected"),
    [(("5", "7", "12"), []), (("5", "7"), ["headcount-inconsistent"])],
    ids=["its total agrees", "none agrees"],
)
def test_paper_with_partial_counts(counts: tuple[str, ...], expected: list[str]) -> None:
    fields = {"form": (value("headcount", "12"),), "articles": tuple(value("headcount", one, 3) for one in counts)}
    assert codes(run(headcount, CLEAN, THREE, fields=fields)) == expected


@pytest.mark.parametrize(
    ("name", "old", "new", "rule", "item_name"),
    [
        ("legal_rep", "王伟", "李娜", unit_name, "法定代表人"),
        ("unit_name", OTHER, UNIT, unit_name, "单位名称"),
        ("capital", "2000000", "5000000", agreement, "注册资本"),
    ],
)
def test_what_is_to_be_changed_may_differ(name: str, old: str, new: str, rule: Any, item_name: str) -> None:
    fields = {"form": (value(name, new),), "business-licence": (value(name, old, 2),)}
    changed = {**fields, "articles": (value("changed_items", item_name, 3),)}
    third = {**changed, "list": (value(name, {"capital": "3000000", "unit_name": TWIN}.get(name, "赵敏"), 3),)}
    assert len(run(rule, CLEAN, THREE, fields=fields)) == 1
    assert run(rule, CLEAN, THREE, fields=changed) == []
    assert run(rule, CLEAN, THREE, fields=third) != []


@pytest.mark.parametrize(
    ("name", "old", "new", "rule", "sentence"),
    [
        ("legal_rep", "王伟", "李娜", unit_name, "变更项目 法定代表人 变更前 王伟 变更后 李娜"),
        ("capital", "2000000", "5000000", agreement, "注册资本由200万元变更为500万元"),
    ],
)
def test_change_that_a_page_states_explains_whatever_it_was_taken_for(
    name: str, old: str, new: str, rule: Any, sentence: str
) -> None:
    fields = {"form": (value(name, new),), "business-licence": (value(name, old, 2),)}
    stated, other = articles_page(3), articles_page(3)
    stated = replace(stated, lines=(*stated.lines, line(sentence, 300)))
    other = replace(other, lines=(*other.lines, line(sentence.replace("200万", "1200万").replace("王", "汪"), 300)))
    found = [run(rule, [*CLEAN[:2], one], THREE, fields=fields) for one in (stated, other)]
    assert [len(one) for one in found] == [0, 1]


OLD, ALIKE, THIRD = OTHER, "上海大涌物流股份公司", "北京和顺劳务有限公司"


@pytest.mark.parametrize(("stated", "others", "left"), [
    ("", [(OLD, 0.98), (f"单位名称{OLD}", 0.98)], []),
    ("", [(OLD, 0.98), (ALIKE, 0.97)], []),
    ("", [(OLD, 1.0), (ALIKE, 1.0)], [OLD, ALIKE]),
    ("", [(OLD, 0.98), (THIRD, 0.98)], [OLD, THIRD]),
    (f"变更项目 单位名称 变更前 {OLD} 变更后 {UNIT}", [(OLD, 0.98), (THIRD, 0.98)], [THIRD]),
    (f"原企业名称：{OLD}，准予变更为：{UNIT}", [(OLD, 0.98)], []),
    (f"单位名称更名通知：由{OLD}更名为{UNIT}", [(OLD, 0.98), (THIRD, 0.98)], [THIRD]),
], ids=["words before", "a slip", "one almost like", "a third", "a third beside", "only told", "renamed"])
def test_the_old_name_is_no_other_unit_where_the_name_is_changed(
    stated: str, others: list[tuple[str, float]], left: list[str]
) -> None:
    fields = {place: (value("unit_name", name, 2, score),) for place, (name, score) in
              zip(("business-licence", "articles"), others, strict=False)}
    if not stated:
        fields["list"] = (value("changed_items", "单位名称", 3),)
    pages = [page(1, "劳务派遣经营许可申请书", UNIT, stated), *CLEAN[1:]]
    found = run(unit_name, pages, THREE, fields=fields)
    assert [name for one in found for name in (OLD, ALIKE, THIRD) if name in one.message] == left


@pytest.mark.parametrize(("third", "score", "found"), [
    ("李桂男", 0.97, False), ("李桂男", 0.999, True), ("赵敏", 0.97, True),
])
def test_a_slip_is_no_third_person_where_the_head_is_changed(third: str, score: float, found: bool) -> None:
    fields = {
        "form": (value("legal_rep", "李桂芳", 1, 0.999), value("changed_items", "法定代表人", 1)),
        "business-licence": (value("legal_rep", "王伟", 2, 0.999),),
        "articles": (value("legal_rep", third, 3, score),),
    }
    assert bool(run(unit_name, CLEAN, THREE, fields=fields)) is found


def test_the_old_name_behind_its_label_is_read_without_it() -> None:
    for label in ("单位名称", "名称", "称", "用人单位名称"):
        (found,) = signed_names(page(2, "劳务派遣经营许可证", f"{label}{OLD}"))
        assert found.name == OLD


@pytest.mark.parametrize("said", [
    f"{OLD}（承诺单位盖章）", f"{OLD}（盖公章）", f"缴费单位盖公章：{OLD}（参保单位盖章）",
])
def test_name_beside_the_words_that_ask_for_the_seal_is_read_without_them(said: str) -> None:
    (found,) = signed_names(page(2, "单位承诺书", said))
    assert found.name == OLD


def test_capital_is_told_in_ten_thousands() -> None:
    fields = {"form": (value("capital", "2000000"),), "articles": (value("capital", "5000000", 3),)}
    (found,) = run(agreement, CLEAN, THREE, fields=fields)
    assert "500万元" in found.message
    assert "200万元" in found.message


@pytest.mark.parametrize(
    ("posts", "expected"),
    [("维修工、保安员", []), ("维修工、驾驶员", ["驾驶员"]), ("维修工、保安贝", []), ("维修工", [])],
    ids=["the same", "another", "one slip", "fewer"],
)
def test_posts_of_one_paper_stand_in_the_other(posts: str, expected: list[str]) -> None:
    fields = {"form": (value("positions", "维修工、保安员"),), "articles": (value("positions", posts, 3),)}
    found = run(agreement, CLEAN, replace(THREE, checks=("positions",)), fields=fields)
    assert [post for one in found for post in ("驾驶员",) if post in one.message] == expected
    assert len(found) == len(expected)


def test_posts_matter_only_where_the_item_asks() -> None:
    fields = {"form": (value("positions", "维修工"),), "articles": (value("positions", "驾驶员", 3),)}
    assert run(agreement, CLEAN, THREE, fields=fields) == []


# resolution


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"due": 90, "attend": 60, "agree": 46}, ""),
        ({"due": 90, "attend": 91}, "多于应到"),
        ({"due": 90, "attend": 59}, "不足三分之二"),
        ({"due": 90, "attend": 70, "agree": 45}, "未过半数"),
        ({"attend": 70, "agree": 68, "against": 3}, "多于实到"),
        ({"agree": 12}, ""),
        ({}, ""),
    ],
    ids=["enough", "too many", "too few came", "half is no majority", "more votes than people", "alone", "nothing"],
)
def test_votes(figures: dict[str, int], words: str) -> None:
    values = tuple(value(name, str(number), 2) for name, number in figures.items())
    found = run(resolution, CLEAN, THREE, fields={"staff-congress-resolution": values})
    assert [words in one.message for one in found] == ([True] if words else [])
    contradicts = words in ("多于应到", "多于实到")
    assert all(one.severity is (Severity.REVIEW if contradicts else Severity.HINT) for one in found)


def test_figure_read_in_two_ways_counts_for_nothing() -> None:
    values = (value("due", "90", 2), value("attend", "50", 2), value("attend", "80", 2))
    assert run(resolution, CLEAN, THREE, fields={"staff-congress-resolution": values}) == []


# times

PLAN = document("layoff-schedule", "裁减时间及实施步骤", ["裁减人员方案"], ["实施步骤", "裁减人员"])
LAYOFF = item(material("layoff-schedule"), group="layoff", deadlines=Deadlines(explain_before=30))


@pytest.mark.parametrize(
    ("explained", "planned", "confidence"),
    [
        (date(2020, 1, 3), date(2020, 2, 2), None),
        (date(2020, 1, 3), date(2020, 2, 1), 0.9),
        (None, date(2020, 2, 1), None),
        (date(2020, 1, 3), None, None),
    ],
    ids=["thirty days", "a day short", "explanation not read", "plan not read"],
)
def test_explanation_thirty_days_before(explained: date | None, planned: date | None, confidence: float | None) -> None:
    known = {"explain_date": explained, "plan_date": planned}
    facts = {name: day for name, day in known.items() if day is not None}
    pages = [page(1, "裁减人员方案", "实施步骤如下", "裁减人员二十人")]
    found = subject(pages, LAYOFF, facts=facts)
    told = list(layoff_notice.check(with_document(found, PLAN)))
    assert [one.confidence for one in told] == ([confidence] if confidence else [])
    assert all(one.severity is Severity.REVIEW for one in told)


def with_document(found: Any, kind: Any) -> Any:
    """The subject as it is once a document of this kind is known and on page 1."""
    first = replace(found.assignment.pages[0], document=kind.code)
    reading = replace(found.materials[0], code=kind.code, name=kind.name, pages=(1,))
    return replace(
        found, documents={**DOCUMENTS, kind.code: kind}, assignment=replace(found.assignment, pages=(first,)),
        materials=(reading,),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "confidence", "expected"),
    [
        ("valid_until", "2020-02-12", 0.95, []),
        ("valid_until", "2020-02-11", 0.95, [0.95]),
        ("valid_until", "2020-02-11", 0.6, []),
        ("to", "长期", 0.95, []),
        ("register_state", "吊销", 0.95, [0.7]),
    ],
    ids=["last day", "past", "not sure", "for ever", "revoked"],
)
def test_expiry(name: str, text: str, confidence: float, expected: list[float]) -> None:
    found = run(expiry, CLEAN, THREE, fields={"business-licence": (value(name, text, 2, confidence),)})
    assert [one.confidence for one in found] == expected
    assert set(codes(found)) <= {"material-expired"}


def test_expired_paper_that_only_a_proposed_list_asks_for_is_a_question() -> None:
    service = item(FORM, material("business-licence", 2, confirmed=False), ARTICLES)
    (found,) = run(expiry, CLEAN, service, fields={"business-licence": (value("term", "2020-01-31", 2),)})
    assert (found.severity, found.confirmed) == (Severity.REVIEW, False)


def test_expired_permit_is_no_defect_of_its_own_extension() -> None:
    service = item(material("dispatch-permit"), deadlines=Deadlines(apply_before_expiry=60))
    kind = document("dispatch-permit", "劳务派遣经营许可证正副本")
    fields = {"dispatch-permit": (value("to", "2020-01-31", 1),)}
    found = with_document(subject([form_page(1)], service, fields=fields), kind)
    other = replace(found, item=replace(service, deadlines=Deadlines()))
    assert list(expiry.check(found)) == []
    assert codes(list(expiry.check(other))) == ["material-expired"]


@pytest.mark.parametrize(("year", "count"), [("2019", 0), ("2018", 0), ("2017", 1), ("2021", 1)])
def test_year_of_an_audit_report(year: str, count: int) -> None:
    found = run(audit_year, CLEAN, THREE, fields={"audit-report": (value("year", year, 2),)})
    assert [(one.severity, one.confirmed) for one in found] == [(Severity.HINT, False)] * count


@pytest.mark.parametrize(("hours", "count"), [("40", 0), ("39", 1)])
def test_forty_lessons(hours: str, count: int) -> None:
    assert len(run(training_hours, CLEAN, THREE, fields={"training-plan": (value("hours", hours),)})) == count


@pytest.mark.parametrize(("said", "count"), [("true", 0), ("false", 1)])
def test_licence_as_duplicate_copy(said: str, count: int) -> None:
    fields = {"business-licence": (value("is_duplicate_copy", said, 2),)}
    assert len(run(licence_copy, CLEAN, THREE, fields=fields)) == count


# pages and files


def header(text: str) -> TextLine:
    return line(text, 12)


def faxed(*marks: str) -> list[PageReading]:
    made = [form_page(1), articles_page(2), articles_page(3)][: len(marks)]
    return [replace(one, lines=(header(mark), *one.lines)) for one, mark in zip(made, marks, strict=True)]


@pytest.mark.parametrize(
    ("marks", "count"),
    [
        (("2020-02-12 09:31 FROM:65090452 P.1/2", "2020-02-12 09:31 FROM:65090452 P.2/2"), 0),
        (("2020-02-12 09:31 FROM:65090452 P.01/03", "2020-02-12 09:31 FROM:65090452 P.03/03"), 1),
        (("2020-02-12 09:31 FROM:65090452 P.1/3", "2020-02-12 09:31 FROM:65090452 P.2/8"), 0),
        (("P.1/3", "P.2/3"), 0),
    ],
    ids=["whole", "second missing", "misread", "no fax header"],
)
def test_pages_of_a_fax(marks: tuple[str, ...], count: int) -> None:
    found = run(page_numbers, faxed(*marks), THREE)
    assert len(found) == count
    assert all("第2页" in one.message for one in found)


def test_printed_page_numbers_of_a_material() -> None:
    def numbered(number: int, text: str) -> PageReading:
        rest = page(number, "", "第三条 股东以货币出资。", "第四条 经营期限。")
        made = articles_page(number) if number == 2 else rest
        return replace(made, lines=(*made.lines, line(text, 800)))

    whole = [form_page(1), numbered(2, "第1页 共2页"), numbered(3, "第2页 共2页")]
    short = [form_page(1), numbered(2, "第1页 共3页"), numbered(3, "第2页 共3页")]
    assert run(page_numbers, whole, THREE) == []
    (found,) = run(page_numbers, short, THREE)
    assert (found.material, found.severity) == ("articles", Severity.REVIEW)
    assert "第3页" in found.message


def _numbered(made: PageReading, text: str, score: float = 0.99) -> PageReading:
    return replace(made, lines=(*made.lines, replace(line(text, 800), score=score)))


def _scanned(pages: Sequence[PageReading], duplex: bool) -> list[PageReading]:
    """The pages as scanned, in duplex with a blank back behind each."""
    back = page(0, ink=0.0, flags=("page-blank",))
    sides = chain.from_iterable((one, back) if duplex else (one,) for one in pages)
    return [replace(one, number=at) for at, one in enumerate(sides, 1)]


@pytest.mark.parametrize("duplex", [False, True])
def test_pages_numbered_over_two_papers_lack_none(duplex: bool) -> None:
    bill, listed = _numbered(licence_page(), "第1页 共2页", 0.6), _numbered(articles_page(), "第2页 共2页")
    assert run(page_numbers, _scanned([form_page(), bill, listed], duplex), THREE) == []
    between = [page(3, "", "其他事项见附页。")] * 2
    for without in ([form_page(), licence_page(), listed], [bill, form_page(), *between, listed]):
        (lacking,) = run(page_numbers, _scanned(without, duplex), THREE)
        assert "第1页" in lacking.message


def test_same_file_twice_is_noted_once() -> None:
    pages = [
        replace(CLEAN[0], content_key="a"), replace(CLEAN[1], content_key="b"),
        replace(form_page(3), file=1, content_key="a"), replace(licence_page(4), file=1, content_key="b"),
        replace(articles_page(5), file=2, content_key="c"),
    ]  # fmt: skip
    found = run(repeated_file, pages, THREE)
    assert [(one.code, one.severity, one.page) for one in found] == [("submission-duplicate", Severity.NOTICE, 3)]


def test_pages_without_a_digest_are_no_repetition() -> None:
    assert run(repeated_file, [replace(one, file=at) for at, one in enumerate(CLEAN)], THREE) == []
