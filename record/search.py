"""SearchRepository: cases found by words of their papers. The caller owns the transaction.

Office and item are terms of the index, too, so that a scope narrows the look and not what it found; a text that holds
such a term is entered without it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from cases import search_words
from cases.case import Case
from record.repository import case_of
from record.scoping import Scope
from record.search_tables import INDEX, SEARCH_CASES, SEARCH_TEXTS
from record.tables import CASES

_NOT_WORD = re.compile(r"[^0-9a-z]")
_OFFICE, _ITEM = "zzoffice", "zzitem"


@dataclass(frozen=True, slots=True)
class SearchText:
    """What a case is found by.

    Attributes:
        head: Number, unit, sender, item.
        pages: Plain text by page, 0 for what its mails say; no identity number among them.
        digest: Of all of it: where it is the same nothing is written.
    """

    head: str
    pages: Mapping[int, str]
    digest: str


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A case that was found, with its texts by page; ``place`` is where the list goes on behind it."""

    case: Case
    place: int
    head: str
    pages: Mapping[int, str]


class SearchRepository:
    """The only SQL about the search."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def put(self, case: Case, text: SearchText) -> None:
        """Write what a case is found by in place of what it was found by."""
        known = self._known(case.id)
        if known is not None and (known.digest, known.office, known.item) == (text.digest, case.office, case.item):
            return
        values = {
            "case_id": case.id, "office": case.office, "item": case.item, "head": text.head, "digest": text.digest
        }
        if known is not None:
            self._forget(known)
            self._connection.execute(SEARCH_CASES.update().where(SEARCH_CASES.c.id == known.id).values(**values))
            place = int(known.id)
        else:
            added = self._connection.execute(SEARCH_CASES.insert().values(**values).returning(SEARCH_CASES.c.id))
            place = int(added.scalar_one())
        rows = [{"case_id": case.id, "page": page, "text": one} for page, one in text.pages.items()]
        if rows:
            self._connection.execute(SEARCH_TEXTS.insert(), rows)
        entered = _terms(case.office, case.item, text.head, text.pages)
        self._index(f"INSERT INTO {INDEX}(rowid, terms) VALUES (:place, :terms)", place, entered)

    def find(self, scope: Scope, asked: Sequence[str], before: int | None, limit: int) -> list[FoundCase]:
        """Return cases that hold all words, newest first, beginning behind a place."""
        if not asked:
            return []
        match = " AND ".join([*(search_words.phrase(word) for word in asked), *_scope_terms(scope)])
        query = sa.text(
            f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH :match AND rowid < :before ORDER BY rowid DESC LIMIT :limit"
        )
        values = {"match": match, "before": before if before is not None else 2**62, "limit": limit}
        places = [int(one) for one in self._connection.execute(query, values).scalars()]
        columns = (CASES, SEARCH_CASES.c.id.label("place"), SEARCH_CASES.c.head)
        rows = self._connection.execute(
            sa.select(*columns).join(SEARCH_CASES, SEARCH_CASES.c.case_id == CASES.c.id)
            .where(SEARCH_CASES.c.id.in_(places), *scope.conditions()).order_by(SEARCH_CASES.c.id.desc())
        ).all()
        texts = self._texts([row.id for row in rows])
        return [FoundCase(case_of(row), int(row.place), str(row.head), texts.get(row.id, {})) for row in rows]

    def digest(self, case_id: str) -> str:
        """Return the digest of what a case is found by, empty where it is not entered."""
        known = self._known(case_id)
        return str(known.digest) if known is not None else ""

    def _known(self, case_id: str) -> sa.Row[Any] | None:
        return self._connection.execute(sa.select(SEARCH_CASES).where(SEARCH_CASES.c.case_id == case_id)).one_or_none()

    def _forget(self, known: sa.Row[Any]) -> None:
        """Take a case out of the index: it has to be told the very terms that were entered."""
        pages = self._texts([known.case_id]).get(known.case_id, {})
        entered = _terms(known.office, known.item, known.head, pages)
        self._index(f"INSERT INTO {INDEX}({INDEX}, rowid, terms) VALUES ('delete', :place, :terms)", known.id, entered)
        self._connection.execute(SEARCH_TEXTS.delete().where(SEARCH_TEXTS.c.case_id == known.case_id))

    def _texts(self, case_ids: Sequence[str]) -> dict[str, dict[int, str]]:
        query = sa.select(SEARCH_TEXTS).where(SEARCH_TEXTS.c.case_id.in_(case_ids))
        found: dict[str, dict[int, str]] = {}
        for row in self._connection.execute(query.order_by(SEARCH_TEXTS.c.case_id, SEARCH_TEXTS.c.page)):
            found.setdefault(str(row.case_id), {})[int(row.page)] = str(row.text)
        return found

    def _index(self, statement: str, place: int, entered: str) -> None:
        self._connection.execute(sa.text(statement), {"place": place, "terms": entered})


def entered_terms(office: str, item: str | None, said: Sequence[str]) -> str:
    """Return what the index holds of a case: office and item, then the terms of each of its texts."""
    return f" {search_words.BREAK} ".join([f"{_office_term(office)} {_item_term(item)}", *said])


def _terms(office: str, item: str | None, head: str, pages: Mapping[int, str]) -> str:
    texts = [head, *(pages[page] for page in sorted(pages))]
    said = (filter(_is_said, search_words.terms(text)) for text in texts)
    return entered_terms(office, item, [" ".join(terms) for terms in said])


def _is_said(term: str) -> bool:
    """Tell a term of a text from one that looks like those of office and item."""
    return not term.startswith((_OFFICE, _ITEM))


def _scope_terms(scope: Scope) -> list[str]:
    office = f'"{_office_term(scope.office)}"'
    if scope.items is None:
        return [office]
    items = " OR ".join(f'"{_item_term(item)}"' for item in (*sorted(scope.items), None))
    return [office, f"({items})"]


def _office_term(office: str) -> str:
    return f"{_OFFICE}{_NOT_WORD.sub('', office.casefold())}"


def _item_term(item: str | None) -> str:
    return f"{_ITEM}{_NOT_WORD.sub('', (item or 'unknown').casefold())}"
