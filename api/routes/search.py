"""Search: cases by words of unit, number, sender, item, mails and pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.dependencies import OfficerDep, ServicesDep
from api.routes.schemas import CaseBody
from casework.search import Hit, SearchPage, Snippet, search

router = APIRouter(tags=["检索"])


class SearchQuery(BaseModel):
    """What is looked for."""

    q: str = Field(min_length=1, max_length=100, description="一个或几个词，以空格隔开，须同时出现；两个汉字即可")
    before: int | None = Field(None, ge=0, le=2**53)
    limit: int = Field(20, ge=1, le=50)


class SnippetBody(BaseModel):
    """A piece of text; ``marks`` are the places of the hits in it. ``page`` 0 is what the mails say, null the head."""

    page: int | None
    text: str
    marks: list[tuple[int, int]]

    @classmethod
    def of(cls, snippet: Snippet) -> SnippetBody:
        """Return the body of a piece."""
        text, marks = "", []
        for part, hits in snippet.parts:
            if hits:
                marks.append((len(text), len(text) + len(part)))
            text += part
        return cls(page=snippet.page, text=text, marks=marks)


class HitBody(BaseModel):
    """A case that was found, with where."""

    case: CaseBody
    snippets: list[SnippetBody]

    @classmethod
    def of(cls, hit: Hit) -> HitBody:
        """Return the body of a case that was found."""
        return cls(case=CaseBody.of(hit.case), snippets=[SnippetBody.of(one) for one in hit.snippets])


class SearchBody(BaseModel):
    """Cases that were found, newest first; ask again with ``before=next`` until ``next`` is null."""

    words: list[str]
    hits: list[HitBody]
    next: int | None

    @classmethod
    def of(cls, found: SearchPage) -> SearchBody:
        """Return the body of what was found."""
        return cls(words=list(found.words), hits=[HitBody.of(one) for one in found.hits], next=found.next)


@router.get("/search")
def search_cases(officer: OfficerDep, services: ServicesDep, query: Annotated[SearchQuery, Query()]) -> SearchBody:
    """Return the cases that hold all words, newest first, each with the places where they stand."""
    with services.reading() as work:
        return SearchBody.of(search(work, officer, query.q, query.before, query.limit))
