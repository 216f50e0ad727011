"""Packages in other words than the catalogue's: each page is still told, and so is the item."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.reading import PageReading
from judging.item_detection import shown_item
from papers.assignment import Evidence
from papers.materials import assign
from tests.validators.builders import UNIT, page, title
from tests.written.other_wordings import ITEMS, one_file_each, write_package
from tests.written.submission import RECEIVED, rulebook, service


def documents_of(pages: list[PageReading], item: str) -> list[str | None]:
    return [one.document for one in assign(pages, rulebook().documents, service(item)).pages]


@pytest.mark.parametrize("item", ITEMS)
def test_pages_in_other_words_are_told(item: str) -> None:
    assert documents_of(write_package(ITEMS[item]), item) == [document for _, document in ITEMS[item]]


@pytest.mark.parametrize("item", ITEMS)
def test_one_picture_a_page_goes_on_like_one_file(item: str) -> None:
    pages = one_file_each(write_package(ITEMS[item]))
    assert documents_of(pages, item) == [document for _, document in ITEMS[item]]


@pytest.mark.parametrize("item", ITEMS)
def test_item_is_surely_shown_by_pages_in_files_without_a_name(item: str) -> None:
    found = shown_item(write_package(ITEMS[item]), rulebook().items_on(RECEIVED.date()), rulebook().documents)
    assert found is not None
    assert found.item is not None
    assert (found.item.code, found.surely) == (item, True)


@pytest.mark.parametrize("cover", ["申报材料", "申 请 材 料", "报送材料"])
def test_cover_sheet_that_names_the_item_is_no_application(cover: str) -> None:
    named = page(1, "", f"单位名称：{UNIT}", "联系人：王芳", "二〇二〇年二月")
    named = replace(named, lines=(title("新申请劳务派遣行政许可", 140), title(cover, 210), *named.lines))
    form = page(2, "劳务派遣经营许可申请书", f"单位名称：{UNIT}", "申请许可事项：劳务派遣经营许可", "注册资本：200万元")
    assert documents_of([named, form], "dispatch-new") == [None, "dispatch-application"]


def test_table_of_contents_is_told_by_its_two_signs_far_apart() -> None:
    listed = page(1, "", "1 劳务派遣经营许可申请书 第3页", "2 营业执照副本 第4页")
    signs = (replace(title("目", 70), box=(266, 70, 284, 88)), replace(title("录", 70), box=(320, 70, 338, 88)))
    listed = replace(listed, lines=(*signs, *listed.lines))
    found = assign([listed], rulebook().documents, service("dispatch-new"))
    assert [one.evidence for one in found.pages] == [Evidence.CONTENTS]
