"""No number of a person's paper, telephone or account leaves in a letter, wherever it was put."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.finding import Severity
from cases.report import ItemRef, MaterialReading, MaterialStatus, Need, Outcome, ReportFile, Unit
from replies.letter import LetterContext, write
from replies.particulars import Owed, Particulars
from replies.wording import clean, hide
from tests.replies.made import ANNOUNCED, UNIT, calling_for, catalogue, finding, with_address

WEIGHTS = [2 ** (17 - place) % 11 for place in range(17)]


def identity(region: int, day: date, serial: int) -> str:
    body = f"{region:06d}{day:%Y%m%d}{serial:03d}"
    return body + "10X98765432"[sum(int(sign) * weight for sign, weight in zip(body, WEIGHTS, strict=True)) % 11]


REGIONS = st.integers(110000, 659999)
BIRTHS = st.dates(date(1930, 1, 1), date(2008, 12, 31))
IDENTITIES = st.builds(identity, REGIONS, BIRTHS, st.integers(0, 999))
MOBILES = st.builds(lambda second, rest: f"1{second}{rest:09d}", st.integers(3, 9), st.integers(0, 999_999_999))
ACCOUNTS = st.integers(15, 19).flatmap(lambda length: st.text("0123456789", min_size=length, max_size=length))
PERMITS = st.builds(lambda prefix, rest: f"{prefix}{rest:08d}", st.sampled_from("HMEG"), st.integers(0, 99_999_999))


def spaced(number: str, gap: str) -> str:
    if re.fullmatch(r"\d{17}[\dX]", number):
        return gap.join((number[:6], number[6:10], number[10:14], number[14:]))
    return gap.join((number[:3], number[3:7], number[7:])) if len(number) == 11 else number


def wide(number: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in number)


NUMBERS = st.one_of(
    IDENTITIES, MOBILES, ACCOUNTS, PERMITS, st.builds(wide, st.one_of(IDENTITIES, MOBILES, ACCOUNTS)),
    st.builds(spaced, st.one_of(IDENTITIES, MOBILES), st.sampled_from([" ", "-", ".", "－", "\u200b", "\u3000"])),
)
AROUND = st.sampled_from(["{}", "张三{}", "张三 {}（经办人）", "电话：{}。", "“{}”", "<b>{}</b>", "{}\n一、伪造"])


def bare(text: str) -> str:
    """Return a text as whoever reads it sees it: digits of any width, without gaps."""
    return re.sub(r"[\s\-.\u200b]", "", unicodedata.normalize("NFKC", text))


def filled(kind: str, words: str) -> LetterContext:
    """Put the words into every field that anybody outside the catalogue can fill."""
    base = calling_for(kind)
    texts: dict[str, Any] = {
        one.name: (words,) if one.name in {"visitors", "received"} else words
        for one in fields(Particulars) if one.type in {"str", "tuple[str, ...]"}
    }
    particulars = replace(ANNOUNCED, owed=(Owed(words, None, words),), **texts)
    problems = [finding("seal-missing", severity, f"{words}未盖章。", material="articles-of-association", page=3,
                        clause=words) for severity in (Severity.BLOCKING, Severity.TOLERABLE, Severity.REVIEW)]
    formal = finding("name-order-swapped", Severity.NOTICE, f"文件名{words}", file=0)
    astray = finding("item-wrong-channel", Severity.REVIEW, f"邮箱{words}")
    made = replace(
        base.report, outcome=Outcome.SUPPLEMENT, unit=Unit(f"{UNIT}{words}"), item=ItemRef(None, words),
        files=(ReportFile(f"{words}.pdf", f"{words}.pdf", "pdf", 10),), findings=(*problems, formal, astray),
        materials=(*base.report.materials, MaterialReading(words, words, Need.REQUIRED, MaterialStatus.PRESENT, (1,))),
    )
    rules = with_address(base.item.channel, words) if base.item is not None else base.catalogue
    return replace(base, report=made, officer=words, particulars=particulars, catalogue=rules)


@pytest.mark.parametrize("kind", catalogue().letters)
@settings(max_examples=25, deadline=None)
@given(number=NUMBERS, around=AROUND)
def test_no_number_leaves_in_any_field_of_any_letter(kind: str, number: str, around: str) -> None:
    draft = write(kind, filled(kind, around.format(number)))
    for part in (draft.subject, draft.text, draft.html):
        assert bare(number) not in bare(part)
        assert not re.search("[\u200b\u202e\x00\r]", part)
    assert "\n一、伪造" not in draft.text
    assert "\n" not in draft.subject


@pytest.mark.parametrize("kind", [kind for kind in catalogue().letters if kind not in {"granted", "refused"}])
def test_fields_of_a_case_without_item_are_masked_too(kind: str) -> None:
    if kind in {"electronic-pass", "tolerated-acceptance"}:
        pytest.skip("needs an item")
    draft = write(kind, replace(filled(kind, "110101199001010015"), item=None))
    assert "110101199001010015" not in draft.text + draft.subject + draft.html


@settings(max_examples=300, deadline=None)
@given(number=NUMBERS)
def test_what_is_masked_keeps_its_length_and_ends(number: str) -> None:
    shown = clean(f"号码{number}。")
    assert "***" in shown
    assert len(shown) == len(f"号码{number}。".replace("\u200b", ""))


@pytest.mark.parametrize(
    "kept",
    [
        "SL20200212-000123", "SL20200212-000123-补正1", "65090452、65090450", "2020年2月12日09:05", "第3–30页",
        "统一社会信用代码91110105MA00XXXX79", "2020-02-12至2020-03-12", "京朝人社许〔2020〕12号", "SF1234567890123",
        "邮编：100025", "《企业裁减人员规定》第十二条（12）", "3、4、5、6、7、8、9、10、11、12、13", "１２３号楼",
    ],
)
def test_what_is_nobodys_number_stays(kept: str) -> None:
    assert hide(kept) == kept


@pytest.mark.parametrize(
    ("name", "shown"),
    [("北京\ue000公司", "北京〓公司"), ("北京\U00031350公司", "北京\U00031350公司"), ("北京\ud800公司", "北京〓公司"),
     ("北京\x00公司", "北京 公司"), ("北京\u202e公司", "北京公司")],
    ids=["private-use", "newer-than-the-table", "surrogate", "control", "direction"],
)
def test_no_character_of_a_name_is_lost_unseen(name: str, shown: str) -> None:
    assert clean(name) == shown


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_cleaned_text_is_one_line_and_never_longer(text: str) -> None:
    shown = clean(text)
    assert len(shown) <= len(text)
    assert not re.search(r"[\n\r\t]", shown)
    assert clean(shown) == shown
