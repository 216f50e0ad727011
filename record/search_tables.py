"""SQL tables of the search: what cases are found by, and the texts that hits are shown in.

The index itself is SQLite's FTS5, without content of its own: it holds terms (:mod:`cases.search_words`), not texts.
"""

from __future__ import annotations

import sqlalchemy as sa

from record.tables import METADATA

SEARCH_CASES = sa.Table(
    "search_case", METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("case_id", sa.ForeignKey("case.id"), nullable=False, unique=True),
    sa.Column("office", sa.String(60), nullable=False),
    sa.Column("item", sa.String(80)),
    sa.Column("head", sa.Text, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
)

SEARCH_TEXTS = sa.Table(
    "search_text", METADATA,
    sa.Column("case_id", sa.ForeignKey("case.id"), primary_key=True),
    sa.Column("page", sa.Integer, primary_key=True),  # 0: what the mails say
    sa.Column("text", sa.Text, nullable=False),
)

INDEX = "search_index"
MAKE_INDEX = (
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5(terms, content='', tokenize=\"unicode61 remove_diacritics 0\")"
)

sa.event.listen(SEARCH_CASES, "after_create", sa.DDL(MAKE_INDEX).execute_if(dialect="sqlite"))  # type: ignore[no-untyped-call]
