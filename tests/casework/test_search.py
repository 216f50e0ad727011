"""Search: by unit, number, sender, item and words of pages; scope, masked numbers, hits in their place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cases.case import Case
from cases.reading import PageReading, TextLine
from casework.search import SearchPage, search
from casework.verdicts import announce_judgement
from record.officers import Officer
from record.scoping import Scope
from record.search import SearchRepository
from tests.office.counter import OFFICER, Counter, blocking, judged
from tests.validators.builders import page

IDENTITY = "110105199003071234"


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


def _case(counter: Counter, *texts: str, **values: str) -> Case:
    case = counter.open(**values)
    pages = tuple(_page(number, text) for number, text in enumerate(texts, 1))
    return counter.do(announce_judgement, case, replace(judged(case, blocking()), pages=pages))


def _page(number: int, text: str) -> PageReading:
    return replace(page(number), lines=(TextLine(text, (0.0, 0.0, 1.0, 1.0), 1.0),))


def _found(counter: Counter, asked: str, officer: Officer = OFFICER, **more: int) -> SearchPage:
    with counter.services.reading() as work:
        return search(work, officer, asked, **more)


def _numbers(counter: Counter, asked: str) -> list[str]:
    return [hit.case.number for hit in _found(counter, asked).hits]


def test_by_unit_number_sender_item_and_page_text(counter: Counter) -> None:
    one = _case(counter, "申请书", "本公司章程共二十条", unit="北京甲餐饮有限公司", applicant="jia@corp.test")
    _case(counter, "裁员名单", unit="北京乙物业有限公司", item="layoff-report")
    for asked in ("餐饮", one.number, "jia@corp.test", "新申请劳务派遣", "章程", "餐饮 章程", "二十"):
        assert _numbers(counter, asked) == [one.number], asked
    assert _numbers(counter, "章程 裁员") == []
    assert len(_numbers(counter, "北京")) == 2


def test_a_hit_is_shown_in_its_text_with_its_page(counter: Counter) -> None:
    _case(counter, "封面", "前言" * 30 + "本公司章程共二十条" + "尾声" * 60)
    hit, = _found(counter, "章程").hits
    snippet, = hit.snippets
    assert snippet.page == 2
    assert [text for text, hits in snippet.parts if hits] == ["章程"]
    text = "".join(part for part, _ in snippet.parts)
    assert (text[0], text[-1]) == ("…", "…")


def test_what_changes_is_found_as_it_is_now(counter: Counter) -> None:
    case = _case(counter, "旧的内容", unit="北京旧名有限公司")
    counter.do(lambda work, now: work.cases.change(now, work.now, unit="北京新名有限公司"), case)
    again = replace(judged(case), pages=(_page(1, "新的材料"),))
    counter.do(announce_judgement, counter.case(case), again)
    assert _numbers(counter, "新的材料") == [case.number]
    assert _numbers(counter, "旧的内容") == []


def test_identity_numbers_are_neither_found_nor_shown(counter: Counter) -> None:
    _case(counter, f"经办人张三丰 身份证号{IDENTITY}", applicant="a@corp.test")
    assert _numbers(counter, IDENTITY) == []
    assert _numbers(counter, "19900307") == []
    hit, = _found(counter, "张三丰").hits
    assert "19900307" not in str(hit.snippets)


def test_other_offices_and_items_are_not_found(counter: Counter) -> None:
    case = _case(counter, "申请书")
    with counter.services.reading() as work:
        repository = SearchRepository(work.connection)
        found = {
            scope: [one.case.number for one in repository.find(scope, ["申请"], None, 9)]
            for scope in (Scope("bj"), Scope(case.office, frozenset({"layoff-report"})),
                          Scope(case.office, frozenset({"dispatch-new"})))
        }
    assert list(found.values()) == [[], [], [case.number]]


def test_pages_of_hits_newest_first(counter: Counter) -> None:
    cases = [_case(counter, "申请书", unit=f"北京{name}有限公司").number for name in "甲乙丙"]
    first = _found(counter, "申请", limit=2)
    assert first.next is not None
    second = _found(counter, "申请", limit=2, before=first.next)
    assert [hit.case.number for hit in (*first.hits, *second.hits)] == cases[::-1]
    assert second.next is None


def test_nothing_is_found_for_nothing(counter: Counter) -> None:
    _case(counter, "申请书")
    assert _found(counter, " ，").hits == ()


def test_words_of_a_sender_open_no_other_items_cases(counter: Counter) -> None:
    _case(counter, "申请书 zzitemlayoffreport zzofficebjchaoyang")
    others = replace(OFFICER, items=frozenset({"layoff-report"}))
    assert _found(counter, "申请", others).hits == ()
