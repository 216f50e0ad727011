"""ReadingRepository: a page is kept by its content, for one reader."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from cases.finding import Finding, Severity
from cases.reading import Cell, Table
from record.database import Database
from record.readings import ReadingRepository
from record.tables import PAGE_READINGS
from tests.validators.builders import page as make_page


def test_page_comes_back_as_read(database: Database) -> None:
    page = replace(make_page(7, "公司章程\n第一条"), content_key="k" * 64)
    with database.begin() as connection:
        readings = ReadingRepository(connection, "1/rapid/small")
        readings.keep_page(page)
        readings.keep_page(replace(page, flags=("later",)))  # what was read first stays
        assert readings.page("k" * 64) == replace(page, number=1, file=0, file_page=1)
        assert readings.page("other") is None
        assert ReadingRepository(connection, "2/rapid/small").page("k" * 64) is None


def test_file_is_kept_with_its_findings(database: Database) -> None:
    damaged = Finding("file-damaged", Severity.BLOCKING, "文件已损坏。", file=0)
    with database.begin() as connection:
        readings = ReadingRepository(connection, "1/rapid/small")
        assert readings.file("s") is None
        readings.keep_file("s", ["a", "b", "a"], (damaged,))
        readings.keep_file("s", [], ())
        assert readings.file("s") == (["a", "b", "a"], (damaged,))
        assert ReadingRepository(connection, "2").file("s") is None


def test_tables_are_kept_and_may_be_lacking(database: Database) -> None:
    cell = Cell(0, 0, 1, 2, (1.0, 2.0, 3.0, 4.0), "姓名", 0.9)
    page = replace(make_page(1, "名单"), content_key="t" * 64, tables=(Table((1.0, 2.0, 3.0, 4.0), ((cell,),)),))
    with database.begin() as connection:
        readings = ReadingRepository(connection, "1")
        readings.keep_page(page)
        assert readings.page("t" * 64) == page
        stored = connection.execute(sa.select(PAGE_READINGS.c.content)).scalar_one()
        del stored["tables"]  # as kept before tables were read
        connection.execute(PAGE_READINGS.update().values(content=stored))
        assert readings.page("t" * 64) == replace(page, tables=())
