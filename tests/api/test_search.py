"""The search over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.office.counter import Counter, blocking
from tests.office.desk import Desk, desk_of


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An office with three cases."""
    counter = Counter(Path(tmp_path_factory.mktemp("search")))
    for name in ("甲餐饮", "乙餐饮", "丙物业"):
        counter.judge(counter.open(unit=f"北京{name}有限公司", subject=f"{name}报送材料"), blocking())
    with desk_of(counter) as found:
        yield found


def test_hits_come_in_pages_with_their_places(desk: Desk) -> None:
    first = desk.ask("GET", "/search", params={"q": "餐饮", "limit": 1}).json()
    hit, = first["hits"]
    assert (hit["case"]["unit"], first["words"]) == ("北京乙餐饮有限公司", ["餐饮"])
    snippet = hit["snippets"][0]
    assert [snippet["text"][start:end] for start, end in snippet["marks"]] == ["餐饮"]
    rest = desk.ask("GET", "/search", params={"q": "餐饮", "before": first["next"]}).json()
    assert ([one["case"]["unit"] for one in rest["hits"]], rest["next"]) == (["北京甲餐饮有限公司"], None)


def test_another_office_finds_nothing(desk: Desk) -> None:
    assert desk.ask("GET", "/search", params={"q": "餐饮"}, who="stranger").json()["hits"] == []


@pytest.mark.parametrize("query", [
    {}, {"q": ""}, {"q": "长" * 101}, {"q": "词", "before": "x"}, {"q": "词", "limit": 0},
])
def test_a_query_that_makes_no_sense_is_refused(desk: Desk, query: dict[str, str]) -> None:
    assert desk.ask("GET", "/search", params=query).status_code == 422


def test_the_page_escapes_what_it_was_asked(desk: Desk) -> None:
    headers = {"Authorization": f"Bearer {desk.tokens['officer']}", "Accept": "text/html"}
    page = desk.client.get(f"{desk.address}/search", params={"q": "<b>餐饮"}, headers=headers)
    assert (page.status_code, "&lt;b&gt;餐饮" in page.text, "<b>餐饮" in page.text) == (200, True, False)
