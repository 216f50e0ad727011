"""What an officer sees is what leaves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from cases.case import Case, LetterState
from cases.finding import Finding
from cases.lifecycle import Event
from cases.report import Outcome
from casework.previewing import UNNUMBERED, preview, preview_case
from replies.letter import number_of
from tests.casework.holding import DOUBT, held_case
from tests.office.counter import OFFICER, Counter, blocking


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


def _previewed(counter: Counter, case: Case, event: Event) -> str:
    with counter.services.reading() as work:
        draft = preview(work, work.cases.get(case.id), event, OFFICER)
    assert draft is not None
    return draft.text


@pytest.mark.parametrize(("event", "item", "findings", "lacking"), [
    (Event.PASS, "dispatch-new", (), ()),
    (Event.CORRECT, "dispatch-new", (blocking(),), ()),
    (Event.TOLERATE, "dispatch-new", (), ("title-deed",)),
    (Event.ACCEPT, "hours-flexible", (), ()),
    (Event.CERTIFY, "layoff-report", (), ()),
    (Event.GUIDE, "dispatch-new", (), ()),
])
def test_what_is_shown_is_what_leaves(
    counter: Counter, event: Event, item: str, findings: Sequence[Finding], lacking: Sequence[str]
) -> None:
    counter.tolerating("dispatch-new")
    case = counter.judge(counter.open(item), *findings, lacking=lacking, outcome=Outcome.REVIEW)
    shown = _previewed(counter, case, event)
    counter.decide(case, event)
    left = next(one.text for one in counter.letters(case) if one.state is LetterState.QUEUED)
    number = number_of(left)
    if number:
        shown = shown.replace(number_of(shown), number)
    assert shown == left


def test_a_held_letter_is_shown_with_its_own_number_and_without_open_doubts(counter: Counter) -> None:
    case = held_case(counter, blocking(), DOUBT)
    seen = _seen(counter, case)
    assert (seen.outcome, seen.event, seen.doubts) == (Outcome.SUPPLEMENT, Event.CORRECT, (DOUBT,))
    assert "articles-of-association" in seen.draft.text
    assert "公章不能确认" not in seen.draft.text
    assert number_of(seen.draft.text) == number_of(seen.held.text)
    assert counter.case(case) == case


def test_looking_uses_no_number_up(counter: Counter) -> None:
    case = held_case(counter)
    assert _seen(counter, case).held is None
    assert UNNUMBERED in number_of(_previewed(counter, case, Event.PASS)) or not number_of(
        _previewed(counter, case, Event.PASS)
    )


def _seen(counter: Counter, case: Case) -> Any:
    with counter.services.reading() as work:
        return preview_case(work, work.cases.get(case.id), OFFICER)
