"""Nothing is carried to a letter that no letter prints, and what an officer states is kept as he stated it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cases.errors import RequestInvalid
from cases.report import Unit
from catalogue.model import Catalogue
from replies.letter import LetterContext, write
from replies.particulars import Owed, Particulars
from tests.replies.made import NOW, calling_for, catalogue, defective, report

FOR_ACTS = {"materials", "prepaid"}
"""What an act uses that an officer states, and no letter says: the ledger and a flag."""

VALUES: dict[str, Any] = {
    "str": "另一说法", "date | None": date(2020, 4, 7), "datetime | None": datetime(2020, 4, 8, 1, tzinfo=UTC),
    "bool": True, "int | None": 77, "tuple[str, ...]": ("另一项",),
    "tuple[Owed, ...]": (Owed("另一材料", date(2020, 4, 9)),),
}


def _needed(**values: Any) -> Particulars:
    """Return particulars with what a letter cannot do without."""
    base = Particulars(reason="理由", visit_at=datetime(2020, 2, 20, 1, tzinfo=UTC), visit_place="某路1号",
                       valid_to=date(2023, 2, 19))
    return replace(base, **values)


def _renamed() -> Catalogue:
    kinds = catalogue().letters
    return replace(catalogue(), letters={code: replace(one, name=f"另称{one.name}") for code, one in kinds.items()})


def letters(**changes: Any) -> Iterator[str]:
    """Yield each letter on the case that calls for it, with some of the context changed."""
    for kind in catalogue().letters:
        with suppress(RequestInvalid):
            yield _text(kind, replace(calling_for(kind), **changes))


def _text(kind: str, context: LetterContext) -> str:
    draft = write(kind, context)
    return f"{draft.subject}\n{draft.text}"


@pytest.mark.parametrize("one", fields(Particulars), ids=lambda one: str(one.name))
def test_every_particular_is_printed_or_used_by_an_act(one: Any) -> None:
    due = {"due": date(2020, 4, 7)} if one.name == "provisional" else {}
    printed = any(
        before != after for before, after in zip(
            letters(particulars=_needed(**due)), letters(particulars=_needed(**{**due, one.name: VALUES[one.type]})),
            strict=True,
        )
    )
    assert printed is (one.name not in FOR_ACTS)


CHANGES: dict[str, tuple[str, Any]] = {
    "case_no": ("receipt", "SL20200212-000124"), "report": ("receipt", report(unit=Unit("北京另一家有限公司"))),
    "item": ("receipt", None), "office": ("receipt", catalogue().offices["weihai"]), "department": ("receipt", None),
    "received_at": ("receipt", datetime(2020, 2, 10, 1, tzinfo=UTC)), "now": ("receipt", NOW + timedelta(days=1)),
    "officer": ("receipt", "王审核"), "automatic": ("receipt", True), "number": ("acceptance", "朝人社许受〔2020〕3号"),
    "round": ("supplement-notice", 2), "previous": ("supplement-notice", defective()),
    "particulars": ("site-visit", _needed()), "catalogue": ("receipt", _renamed()),
}
"""A letter for each value of a context, and another value that it prints."""


def test_every_value_of_a_context_is_looked_at() -> None:
    assert set(CHANGES) == {one.name for one in fields(LetterContext)}


@pytest.mark.parametrize("name", CHANGES)
def test_every_value_of_a_context_is_printed(name: str) -> None:
    kind, value = CHANGES[name]
    base = calling_for(kind)
    assert _text(kind, replace(base, **{name: value})) != _text(kind, base)


def test_record_keeps_what_was_stated_and_nothing_that_it_tells_by_itself() -> None:
    stated = Particulars(
        note="理由", reason="理由", day=date(2020, 2, 14), due=date(2020, 3, 9), provisional=True, owed=(Owed("章程"),),
        received=("申请书",), received_on=date(2020, 2, 7), prepaid=True,
    )
    assert stated.said() == {"received": ["申请书"], "received_on": "2020-02-07", "prepaid": True}
