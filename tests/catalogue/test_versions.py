"""A case is handled by the version of its item that was in force at its receipt."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from catalogue.loader import load_catalogue


def test_the_version_is_that_of_the_day_of_receipt_in_the_offices_zone() -> None:
    catalogue = load_catalogue()
    item = catalogue.item("dispatch-new", date(2020, 2, 12))
    assert item is not None
    old = replace(item, version="old", valid_from=None, valid_to=date(2020, 2, 11))
    new = replace(item, version="new", valid_from=date(2020, 2, 12), valid_to=None)
    catalogue = replace(catalogue, items=(old, new))
    times = (datetime(2020, 2, 11, 15, 59, tzinfo=UTC), datetime(2020, 2, 11, 16, tzinfo=UTC))
    found = [catalogue.item_at("dispatch-new", at) for at in times]
    assert [one.version for one in found if one is not None] == ["old", "new"]
    assert catalogue.item_at(None, times[0]) is None
