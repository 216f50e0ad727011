"""What the name of a file says of its pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from papers.assignment import Evidence
from papers.materials import assign
from papers.named_files import material_hints
from tests.validators.builders import DOCUMENTS, THREE, form_page, page
from tests.written.submission import rulebook, service

LISTED = frozenset(line.document for line in service("dispatch-new").materials)


@pytest.mark.parametrize(("name", "document"), [
    ("02营业执照副本.pdf", "business-licence"), ("3、公司章程.jpg", "articles-of-association"),
    ("北京恒诚远达服务有限公司+办公设备清单.pdf", "equipment-list"), ("租赁合同（盖章）.pdf", "premises-proof"),
    ("扫描件001.pdf", None), ("IMG_20200218.jpg", None),
])
def test_name_of_a_material(name: str, document: str | None) -> None:
    assert material_hints([name], rulebook().documents, LISTED) == (document,)


def test_page_without_words_of_its_own_is_what_its_file_is_named_after() -> None:
    pages = [form_page(1), replace(page(2, "", "看不清的一页"), file=1, file_page=1)]
    found = assign(pages, DOCUMENTS, THREE, ["申请书.pdf", "公司章程.pdf"])
    assert (found.pages[1].document, found.pages[1].evidence) == ("articles", Evidence.FILE_NAME)


def test_title_on_the_page_wins_over_the_name_of_its_file() -> None:
    pages = [replace(page(1, "营业执照", "登记机关", "经营范围", "住所"), file=0), replace(form_page(2), file=1)]
    found = assign(pages, DOCUMENTS, THREE, ["公司章程.pdf", "申请书.pdf"])
    assert found.pages[0].document == "business-licence"
