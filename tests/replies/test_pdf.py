"""The legal letter on paper."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pdfplumber
import pikepdf
import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics

from cases.report import LetterDraft, Outcome, Unit
from replies.letter import write
from replies.line_breaking import CLOSING
from replies.pdf import FONT, letter_pdf
from tests.replies.made import NUMBER, UNIT, catalogue, context, finding, report

DAY = date(2020, 2, 13)
OFFICE = catalogue().offices["bj-chaoyang"]


def notice(count: int = 3) -> LetterDraft:
    tail = "未见公章，请加盖公章后重新提交；“本页”所在材料（含附页）一并处理"
    found = [finding("seal-missing", message=f"第{n}页{tail}{'补' * n}。", page=n) for n in range(1, 2 * count, 2)]
    return write("supplement-notice", context(report(Outcome.SUPPLEMENT, *found)))


def lines_of(content: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(content)) as document:
        return [line for page in document.pages for line in (page.extract_text() or "").splitlines()]


@pytest.mark.parametrize(
    "kind", ["supplement-notice", "electronic-pass", "receipt-certificate", "tolerated-acceptance"]
)
def test_paper_says_what_the_mail_says(kind: str) -> None:
    draft = notice() if kind == "supplement-notice" else write(kind, context())
    shown = "".join(lines_of(letter_pdf(draft, OFFICE, NUMBER, DAY))).replace(" ", "")
    body = draft.text.partition("联系方式：")[0]
    for line in filter(None, (line.removeprefix("- ").strip() for line in body.splitlines())):
        assert line.replace(" ", "") in shown.replace(f"{NUMBER}—1—", "").replace(f"{NUMBER}—2—", "")


def test_paper_has_number_date_and_place_for_the_seal_but_no_mail_footer() -> None:
    shown = "\n".join(lines_of(letter_pdf(notice(), OFFICE, NUMBER, DAY)))
    assert f"编号：{NUMBER}" in shown
    assert "2020年2月13日" in shown
    assert "（盖章处）" in shown
    assert "65090452" in shown
    assert "由系统" not in shown


def test_aware_time_counts_as_its_day_in_beijing() -> None:
    evening = datetime(2020, 2, 12, 20, 0, tzinfo=UTC)
    assert letter_pdf(notice(), OFFICE, NUMBER, evening) == letter_pdf(notice(), OFFICE, NUMBER, DAY)


def test_same_letter_is_the_same_paper() -> None:
    assert letter_pdf(notice(), OFFICE, NUMBER, DAY) == letter_pdf(notice(), OFFICE, NUMBER, DAY)


def test_pages_are_a4_and_fonts_embedded() -> None:
    with pikepdf.open(io.BytesIO(letter_pdf(notice(30), OFFICE, NUMBER, DAY))) as document:
        assert len(document.pages) > 1
        for page in document.pages:
            assert [round(float(side)) for side in page.mediabox] == [0, 0, 595, 842]
            fonts = [font for _, font in page.resources["/Font"].items() if font["/Subtype"] == "/TrueType"]
            assert fonts
            assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


def test_no_line_starts_with_a_closing_mark() -> None:
    for line in lines_of(letter_pdf(notice(30), OFFICE, NUMBER, DAY)):
        assert line[0] not in CLOSING - {"—"}, line


def test_letterhead_is_red_and_the_seal_place_is_dotted_grey() -> None:
    with pypdfium2.PdfDocument(letter_pdf(notice(1), OFFICE, NUMBER, DAY)) as document:
        bitmap = document[0].render(scale=2).to_numpy()[:, :, ::-1].astype(int)
    red = (bitmap[:, :, 0] - bitmap[:, :, 1:].max(axis=2)) > 80
    rows = np.flatnonzero(red.any(axis=1))
    assert rows.min() > 0
    assert rows.max() < 200  # the letterhead alone; a place for a seal must not look like a seal


def test_markup_of_a_name_stays_text() -> None:
    draft = write("acceptance", context(replace(report(), unit=Unit(f"<b>{UNIT}</b> & <img src='x'>"))))
    assert f"<b>{UNIT}</b>" in "".join(lines_of(letter_pdf(draft, OFFICE, NUMBER, DAY)))


@pytest.mark.parametrize("name", ["北京喆堃镕珺昇科技有限公司", "北京䶮（上海）有限公司"])
def test_rare_characters_of_names_are_drawn(name: str) -> None:
    draft = write("acceptance", context(replace(report(), unit=Unit(name))))
    assert name in "".join(lines_of(letter_pdf(draft, OFFICE, NUMBER, DAY)))
    drawn = pdfmetrics.getFont(FONT).face.charToGlyph
    assert all(ord(character) in drawn for character in name)
