"""Which business item a file name, subject or heading means; an officer picks where it is not certain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cases.names.item_names import RESOLVED, ItemNames, NamedItem, rank
from catalogue.model import ServiceItem

__all__ = ["RESOLVED", "match_item", "name_table"]


def name_table(items: Iterable[ServiceItem]) -> ItemNames:
    """Return items with all their names, the storing name first, as :mod:`cases.names.naming` takes them."""
    return tuple(NamedItem(item.code, (*item.aliases, *item.broad_names), item.sayings) for item in items)


def match_item(text: str, items: Sequence[ServiceItem]) -> list[tuple[ServiceItem, float]]:
    """Return candidates with scores from 0.0 to 1.0, best first.

    It is certain only where exactly one reaches :data:`RESOLVED`; see :func:`cases.names.item_names.rank`.

    Args:
        text: File name without its unit, mail subject, or heading.
        items: One version of each item, as of :meth:`catalogue.model.Catalogue.items_on`.
    """
    by_code = {item.code: item for item in items}
    return [(by_code[code], score) for code, score in rank(text, name_table(items))]
