"""Files as scanners, fax servers, phones and mail programs really make them, each with what it must come to.

Names around files are in ``test_names_around_files.py``, a fax server's folder in ``tests/intake/test_fax_spool.py``.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from cases.reading import Coverage
from cases.report import Outcome, Report
from casework.services import Services
from pipeline.bootstrap import build_judging
from pipeline.settings import Settings
from pipeline.without_mail.inspection import Inspection, inspect_files
from record.repository import BEIJING

FOLDER = Path(__file__).parents[1] / "cases_of_others"
RECEIVED = datetime(2020, 2, 20, 9, 0, tzinfo=BEIJING)


@cache
def services() -> Services:
    return build_judging(Settings())


def inspected(folder: str, ending: str = "", item: str | None = None) -> Inspection:
    path = next(one for one in sorted((FOLDER / folder).iterdir()) if one.name.endswith(ending))
    (found,) = inspect_files([path], services(), received_at=RECEIVED, item=item)
    return found


def judged(folder: str, ending: str = "", item: str | None = None) -> Report:
    return inspected(folder, ending, item).report


def codes(report: Report) -> set[str]:
    return {one.code for one in report.findings}


def test_the_blank_back_of_a_sheet_is_a_remark() -> None:
    report = judged("01-blank-page")
    assert report.outcome is Outcome.ACCEPT
    assert "page-blank" in codes(report)


def test_a_page_is_judged_alike_whatever_size_its_file_claims() -> None:
    true, guessed = judged("02-page-size", "-A4.pdf"), judged("02-page-size", "-72dpi.pdf")
    assert codes(true) == codes(guessed)
    assert "page-not-a4" not in codes(guessed)
    assert not any("均未见公章" in one.message for one in guessed.findings)
    assert [seal.text for seal in guessed.pages[0].seals]


@pytest.mark.parametrize("ending", ["ATT00001.eml", "smime-octet-stream.eml"])
def test_by_products_are_set_aside_and_named(ending: str) -> None:
    found = inspected("03-by-products", ending)
    assert found.report.outcome is Outcome.ACCEPT
    assert [one.kind for one in found.report.files] == ["tiff", "by-product"]
    assert all(one.kind != "format-correction" for one in found.letters)


def test_a_link_in_the_quotation_is_not_the_sender_s() -> None:
    report = judged("04-quotation")
    assert report.outcome is Outcome.ACCEPT
    assert "file-link-attachment" not in codes(report)


def test_a_value_whose_rule_was_lost_is_read() -> None:
    report = judged("05-lost-rule")
    assert "material-field-missing" not in codes(report)
    values = {one.name: one.value for material in report.materials for one in material.fields}
    assert values["pay_method"] == "银行缴费"


def test_one_picture_a_page_goes_on_over_files() -> None:
    report = judged("06-one-image-per-page", item="dispatch-new")
    assert not any("未见其中第2页" in one.message for one in report.findings)
    (articles,) = (one for one in report.materials if len(one.pages) == 2)
    assert articles.cross_page_seal is not Coverage.NOT_NEEDED


@pytest.mark.parametrize("ending", ["-no-tags.tif", "-standard-tagged-fine.tif"])
def test_a_fax_is_a4_whatever_its_tags_say(ending: str) -> None:
    report = judged("07-fax-resolution", ending, "backpay-extended-period")
    assert report.outcome is Outcome.ACCEPT
    assert all(abs(page.size_mm[1] - 297) < 3 for page in report.pages)
    assert {str(one) for one in report.page_seals.values()} == {"uncoloured"}


def test_thumbnails_in_a_tiff_are_no_pages() -> None:
    report = judged("08-tiff-thumbnail", item="backpay-extended-period")
    assert (report.outcome, len(report.pages)) == (Outcome.ACCEPT, 2)


def test_numbered_pages_come_in_order() -> None:
    report = judged("09-page-order")
    assert [one.name for one in report.files] == [f"{number}.png" for number in range(1, 12)]
    assert "material-out-of-order" not in codes(report)


def test_short_names_in_gbk_are_shown_as_written() -> None:
    report = judged("12-zip", "gbk-names-valid-as-utf8.zip")
    assert [one.name for one in report.files] == ["目录.tif", "营业.tif"]


def test_an_office_s_lock_file_is_set_aside() -> None:
    report = judged("12-zip", "office-lock-file.zip")
    assert report.outcome is Outcome.ACCEPT
    assert "by-product" in {one.kind for one in report.files}


def test_a_page_pasted_into_the_mail_is_for_an_officer() -> None:
    found = inspected("13-data-uri")
    assert (found.report.outcome, len(found.report.pages)) == (Outcome.REVIEW, 1)
    assert "mail-no-attachment" not in codes(found.report)
    assert not any(one.automatic for one in found.letters)
