"""The legal letter on paper."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pdfplumber
import pikepdf
import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics

from cases.finding import PAGES
from cases.report import LetterDraft, Outcome, Unit
from replies.letter import write
from replies.line_breaking import CLOSING
from replies.pdf import letter_pdf
from replies.typeface import stand_in, typeface
from tests.replies.made import ANNOUNCED, LETTER_NUMBER, NUMBER, UNIT, calling_for, catalogue, context, finding, report

DAY = date(2020, 2, 13)
OFFICE = catalogue().offices["bj-chaoyang"].signatory(None)
LEGAL = [kind for kind, letter in catalogue().letters.items() if letter.legal]
FOOT = re.compile(rf"{NUMBER}第\d+页，共\d+页")


def notice(count: int = 3) -> LetterDraft:
    tail = "未见公章，请加盖公章后重新提交；“本页”所在材料（含附页）一并处理"
    found = [finding("seal-missing", message=f"{PAGES}{tail}{'补' * n}。", page=n) for n in range(1, 2 * count, 2)]
    return write("supplement-notice", context(report(Outcome.SUPPLEMENT, *found), number=LETTER_NUMBER))


def lines_of(content: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(content)) as document:
        return [line for page in document.pages for line in (page.extract_text() or "").splitlines()]


def words_of(content: bytes) -> str:
    """Return all text of the pages without spaces and without what stands at their foot."""
    return FOOT.sub("", "".join(lines_of(content)).replace(" ", ""))


@pytest.mark.parametrize("kind", LEGAL)
def test_paper_says_what_the_mail_says(kind: str) -> None:
    called = calling_for(kind)
    draft = write(kind, called)
    shown = words_of(letter_pdf(draft, called.signatory, NUMBER, DAY))
    for line in filter(None, draft.text.partition("────")[0].splitlines()):
        told = line.removeprefix("- ").replace(" ", "").removeprefix("联系方式：")
        assert told in shown, line


@pytest.mark.parametrize("kind", LEGAL)
def test_paper_adds_nothing_to_the_mail_but_its_frame(kind: str) -> None:
    called = calling_for(kind)
    draft = write(kind, called)
    told = Counter(re.sub(r"[-\s─]", "", draft.text))
    frame = Counter(f"收件编号：{NUMBER}{called.signatory.name}联系方式：" + "·" * 9)
    shown = Counter(words_of(letter_pdf(draft, called.signatory, NUMBER, DAY)).replace("-", ""))
    assert shown - told - frame == Counter()


@pytest.mark.parametrize("kind", LEGAL)
def test_every_font_is_embedded(kind: str) -> None:
    with pikepdf.open(io.BytesIO(letter_pdf(write(kind, calling_for(kind)), OFFICE, NUMBER, DAY))) as document:
        fonts = [font for page in document.pages for _, font in page.resources["/Font"].items()]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font["/FontDescriptor"], font["/BaseFont"]
            assert "/ToUnicode" in font


def test_paper_has_number_signer_and_date_but_no_mail_footer() -> None:
    shown = "\n".join(lines_of(letter_pdf(notice(), OFFICE, NUMBER, DAY)))
    assert f"文号：{LETTER_NUMBER}" in shown
    assert f"收件编号：{NUMBER}" in shown
    assert "2020年2月13日" in shown
    assert f"{OFFICE.name}\n2020年2月13日" in shown
    assert "65090452" in shown
    assert "由系统" not in shown


def test_aware_time_counts_as_its_day_in_beijing() -> None:
    evening = datetime(2020, 2, 12, 20, 0, tzinfo=UTC)
    assert letter_pdf(notice(), OFFICE, NUMBER, evening) == letter_pdf(notice(), OFFICE, NUMBER, DAY)


def test_same_letter_is_the_same_paper() -> None:
    assert letter_pdf(notice(), OFFICE, NUMBER, DAY) == letter_pdf(notice(), OFFICE, NUMBER, DAY)


def test_pages_are_a4_and_numbered() -> None:
    with pdfplumber.open(io.BytesIO(letter_pdf(notice(40), OFFICE, NUMBER, DAY))) as document:
        total = len(document.pages)
        assert total > 2
        for page in document.pages:
            assert (round(page.width), round(page.height)) == (595, 842)
            assert f"{NUMBER} 第{page.page_number}页，共{total}页" in page.extract_text()


def signed_page(content: bytes) -> tuple[str, bool]:
    """Return the text of the page with signer and date, and whether it is the last one."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        found = [page for page in document.pages if f"{OFFICE.name}\n2020年2月13日" in page.extract_text()]
        assert len(found) == 1
        return found[0].extract_text(), found[0].page_number == len(document.pages)


@pytest.mark.parametrize("count", range(1, 41, 3))
def test_signer_stands_with_date_and_last_words(count: int) -> None:
    text, last = signed_page(letter_pdf(notice(count), OFFICE, NUMBER, DAY))
    assert last
    before = text.partition(f"{OFFICE.name}\n2020年2月13日")[0]
    assert "依法予以受理。" in before.replace("\n", "")


@pytest.mark.parametrize(("kind", "room"), [("acceptance", 42), ("supplement-notice", 16)])
def test_room_is_left_for_a_seal_where_one_belongs(kind: str, room: int) -> None:
    """The date, which the seal covers too, is half the room above what follows."""
    draft = write(kind, calling_for(kind))
    with pdfplumber.open(io.BytesIO(letter_pdf(draft, OFFICE, NUMBER, DAY))) as document:
        lines = document.pages[-1].extract_text_lines()
        (signed,) = [one for one in lines if one["text"] == OFFICE.name and one["x0"] > 200 and one["top"] > 100]
        above = max(one["bottom"] for one in lines if one["bottom"] < signed["top"])
        after = next(one for one in lines if one["text"].startswith("联系方式"))
    assert (after["top"] - above) / 72 * 25.4 > room
    assert draft.sealed is (room == 42)


@pytest.mark.parametrize("length", range(20, 520, 20))
def test_heading_never_stands_alone_at_the_foot(length: int) -> None:
    told = replace(ANNOUNCED, reason="理" * length)
    content = letter_pdf(write("overdue-closure", replace(calling_for("overdue-closure"), particulars=told)), OFFICE,
                         NUMBER, DAY)
    with pdfplumber.open(io.BytesIO(content)) as document:
        for page in document.pages:
            lines = (page.extract_text() or "").splitlines()[:-1]
            assert not re.match("[一二三四五]、", lines[-1]), lines[-1]


def test_no_line_starts_with_a_closing_mark() -> None:
    for line in lines_of(letter_pdf(notice(30), OFFICE, NUMBER, DAY)):
        assert line[0] not in CLOSING - {"—"}, line


def test_letterhead_is_red_and_nothing_else() -> None:
    with pypdfium2.PdfDocument(letter_pdf(notice(1), OFFICE, NUMBER, DAY)) as document:
        bitmap = document[0].render(scale=2).to_numpy()[:, :, ::-1].astype(int)
    red = (bitmap[:, :, 0] - bitmap[:, :, 1:].max(axis=2)) > 80
    rows = np.flatnonzero(red.any(axis=1))
    assert rows.min() > 0
    assert rows.max() < 200  # the letterhead alone; a place for a seal must not look like a seal


def test_markup_of_a_name_stays_text() -> None:
    draft = write("acceptance", context(replace(report(), unit=Unit(f"<b>{UNIT}</b> & <img src='x'>"))))
    assert f"<b>{UNIT}</b>" in "".join(lines_of(letter_pdf(draft, OFFICE, NUMBER, DAY)))


def test_name_of_sixty_characters_is_whole() -> None:
    name = f"北京{'甲乙丙丁戊己庚辛壬癸' * 5}科技有限公司"
    assert len(name) == 58
    draft = write("granted", replace(calling_for("granted"), report=replace(report(), unit=Unit(f"{name}甲乙"))))
    assert f"{name}甲乙：" in words_of(letter_pdf(draft, OFFICE, NUMBER, DAY))


@pytest.mark.parametrize("name", ["北京喆堃镕珺昇科技有限公司", "北京䶮（上海）有限公司", "北京\U0002cc56科技有限公司"])
def test_rare_characters_of_names_are_drawn(name: str) -> None:
    draft = write("acceptance", context(replace(report(), unit=Unit(name))))
    assert name in "".join(lines_of(letter_pdf(draft, OFFICE, NUMBER, DAY)))
    drawn = pdfmetrics.getFont(typeface()).face.charToGlyph
    assert all(ord(character) in drawn for character in name)


def test_name_that_looks_like_the_footer_cuts_nothing_off() -> None:
    draft = write("acceptance", context(replace(report(), unit=Unit("北京────────────────公司"))))
    shown = words_of(letter_pdf(draft, OFFICE, NUMBER, DAY))
    assert "决定予以受理" in shown
    assert "由系统" not in shown


def test_sign_that_chooses_a_shape_is_no_missing_character() -> None:
    draft = write("acceptance", context(replace(report(), unit=Unit("北京葛\U000e0100科技有限公司"))))
    shown = words_of(letter_pdf(draft, OFFICE, NUMBER, DAY))
    assert "北京葛科技有限公司：" in shown
    assert stand_in() not in shown


def test_character_without_a_glyph_is_visibly_replaced_and_named() -> None:
    draft = write("acceptance", context(replace(report(), unit=Unit("北京\U00020bb7野\U0001f600科技有限公司"))))
    shown = words_of(letter_pdf(draft, OFFICE, NUMBER, DAY))
    assert f"北京{stand_in()}野{stand_in()}科技有限公司：" in shown
    assert "U+20BB7、U+1F600" in shown
    assert "字库未收录" not in words_of(letter_pdf(notice(), OFFICE, NUMBER, DAY))
