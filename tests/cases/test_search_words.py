"""Words of the search: two characters of Chinese are enough, longer ones are phrases."""

from __future__ import annotations

import sqlite3

import pytest

from cases import search_words

TEXTS = {
    1: "北京三元里餐饮管理有限公司 申请新设劳务派遣行政许可",
    2: "海蓝仓储(北京)有限公司\n企业裁减人员\n报告 SL20200212-000123",
    3: "联系人:张三 邮箱 Firm@Corp.test 第3页盖章",
}


@pytest.fixture
def index() -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE i USING fts5(t, content='', tokenize=\"unicode61 remove_diacritics 0\")")
    for number, text in TEXTS.items():
        said = " ".join(search_words.terms(search_words.plain(text)))
        database.execute("INSERT INTO i(rowid, t) VALUES (?, ?)", (number, said))
    return database


@pytest.mark.parametrize(("asked", "found"), [
    ("派遣", [1]), ("裁减", [2]), ("人员报告", [2]), ("北京", [1, 2]), ("章", [3]), ("里", [1]), ("三", [1, 3]),
    ("有限公司", [1, 2]), ("三元里餐饮", [1]), ("海蓝仓储（北京）有限公司", [2]), ("仓储北京", []), ("员裁", []),
    ("sl20200212", [2]), ("SL20200212-000123", [2]), ("SL2020", [2]), ("firm@corp.test", [3]), ("第3页", [3]),
    ("北京 餐饮", [1]), ("北京 章", []), ("ＳＬ２０２００２１２", [2]),
])
def test_what_is_asked_is_found(index: sqlite3.Connection, asked: str, found: list[int]) -> None:
    match = " AND ".join(search_words.phrase(word) for word in search_words.words(asked))
    rows = index.execute("SELECT rowid FROM i WHERE i MATCH ? ORDER BY rowid", (match,)).fetchall()
    assert [row[0] for row in rows] == found


@pytest.mark.parametrize("asked", ["", "  ", "，。", '"', "*()"])
def test_what_holds_no_word_asks_for_nothing(asked: str) -> None:
    assert search_words.words(asked) == ()


@pytest.mark.parametrize("asked", ['北京" OR "', "NEAR(北京 海蓝)", "t:北京", "北京*", "-北京", "AND", "^北京"])
def test_marks_of_the_index_language_mean_nothing(index: sqlite3.Connection, asked: str) -> None:
    match = " AND ".join(search_words.phrase(word) for word in search_words.words(asked))
    index.execute("SELECT rowid FROM i WHERE i MATCH ?", (match,)).fetchall()


def test_places_of_hits_lie_apart() -> None:
    text = search_words.plain("劳务派遣公司，派遣员工；Firm")
    assert [text[start:end] for start, end in search_words.places(text, ("派遣", "遣公", "firm"))] == [
        "派遣", "派遣", "Firm"
    ]
