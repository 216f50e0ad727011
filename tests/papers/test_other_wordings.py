"""Packages in other words than the catalogue's: each page is still told, and so is the item."""

from __future__ import annotations

import pytest

from cases.reading import PageReading
from judging.item_detection import shown_item
from papers.materials import assign
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
