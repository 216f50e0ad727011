"""One place says which letter an outcome has: what is sent by itself and what an officer's decision sends agree."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from cases.lifecycle import COMPLETING, Event
from cases.report import Outcome
from catalogue.model import ServiceItem
from replies.letter_of_event import EVENT_OF_LETTER, event_of, goes_on, letter_of
from replies.selection import select
from tests.replies.made import catalogue, report

ROOT = Path(__file__).parents[2]
ITEMS = {item.code: item for item in catalogue().items}
OFFICE = catalogue().offices["bj-chaoyang"]


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_letter_of_a_judgement_is_that_of_the_event_it_asks_for(item: ServiceItem, outcome: Outcome) -> None:
    announced = letter_of(event_of(outcome, item), item)
    chosen = [kind for kind, _ in select(report(outcome), item, OFFICE, catalogue().letters)]
    assert chosen == ([] if outcome in {Outcome.REVIEW, Outcome.REFUSE} else [announced])
    assert announced is None or EVENT_OF_LETTER[announced] is event_of(outcome, item)


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_item_goes_on_by_the_letter_that_it_names(item: ServiceItem) -> None:
    assert letter_of(goes_on(item), item) == item.pass_letter
    assert goes_on(item) in COMPLETING


def test_without_an_item_nothing_is_accepted_by_itself() -> None:
    assert event_of(Outcome.ACCEPT, None) is Event.HOLD
    assert select(report(), None, OFFICE, catalogue().letters) == ()


def test_no_other_file_pairs_events_or_outcomes_with_letters() -> None:
    found = {
        str(path.relative_to(ROOT)) for folder in ("api", "casework", "replies", "views", "pipeline")
        for path in (ROOT / folder).rglob("*.py") if _pairs_letters(path.read_text(encoding="utf-8"))
    }
    assert found == {"replies/letter_of_event.py"}


def _pairs_letters(source: str) -> bool:
    """Tell whether a dictionary has events or outcomes on one side and codes of letters on the other."""
    for node in ast.walk(ast.parse(source)):
        for key, value in zip(node.keys, node.values, strict=True) if isinstance(node, ast.Dict) else ():
            sides = [ast.unparse(one) for one in (key, value) if one is not None]
            if any(one.startswith(("Event.", "Outcome.")) for one in sides) and any(
                one.strip("'") in catalogue().letters for one in sides
            ):
                return True
    return False
