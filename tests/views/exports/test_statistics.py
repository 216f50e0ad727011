"""Every figure against a naive count over generated lives, told apart from the record."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cases.lifecycle import Event, State, advance
from cases.working_days import working_day, working_days_between
from casework.services import Services
from tests.views.exports.made import judge, live, office, table
from views.exports.figures import DEFECT_NAMES
from views.exports.statistics import middle, ninetieth

ANSWERS = {"pass", "accept", "tolerate", "promise", "certify", "correct", "refuse", "release"}
PASSES = {"pass", "accept", "promise", "certify"}
ITEMS = {"dispatch-new": "新申请劳务派遣行政许可", "hours-flexible": "不定时工作制", None: ""}
DEFECTS = ("seal-missing", "material-missing", "cross-page-seal-partial")


@dataclass
class Life:
    """What was made up: the truth that the figures are compared with."""

    received: date
    item: str | None
    channel: str
    events: list[tuple[date, str]] = field(default_factory=list)
    defects: list[tuple[str, str]] = field(default_factory=list)

    def first(self, names: set[str]) -> tuple[date, str] | None:
        return next((one for one in self.events if one[1] in names), None)


def invent(chance: random.Random) -> Life:
    """Make up a life of legal moves, a few days apart; some begin or move on days off."""
    life = Life(
        date(2020, 1, 2) + timedelta(days=chance.randrange(60)), chance.choice(list(ITEMS)),
        chance.choice(["mail-dispatch", "mail-hours", "fax-insurance", "upload"]),
    )
    state, day = State.RECEIVED, life.received
    weights = {
        Event.GRANT: 6, Event.DENY: 6, Event.DEEM: 2, Event.GUIDE: 2,
        Event.PASS: 5, Event.ACCEPT: 3, Event.CORRECT: 4, Event.SUPPLEMENT: 6,
    }
    for _ in range(chance.randrange(9)):
        moves = [event for event in Event if _legal(state, event)]
        if not moves:
            break
        event = chance.choices(moves, [weights.get(move, 1) for move in moves])[0]
        day += timedelta(days=chance.choice([0, 0, 1, 2, 5, 9]))
        life.events.append((day, str(event)))
        state = advance(state, event)
    for code in DEFECTS:
        if chance.random() < 0.4:
            life.defects.append((code, chance.choice(["blocking", "tolerable", "review", "notice"])))
    return life


def _legal(state: State, event: Event) -> bool:
    from cases.errors import MoveNotAllowed

    try:
        advance(state, event)
    except MoveNotAllowed:
        return False
    return True


def tell(services: Services, life: Life) -> None:
    steps = [(str(day), Event(event), "张三") for day, event in life.events]
    case = live(services, str(life.received), steps, item=life.item, item_name=ITEMS[life.item], channel=life.channel)
    if life.defects:
        judge(services, case, life.defects)


def naive_days(start: date, end: date) -> int:
    """Count working days one by one, the day of receipt being day 0."""
    days = 0
    while start < end:
        start += timedelta(days=1)
        days += working_day(start)[0]
    return days


def naive_tally(lives: list[Life]) -> dict[str, Any]:
    answers = [(life, answer) for life in lives if (answer := life.first(ANSWERS))]
    passed = sum(answer[1] in PASSES for _, answer in answers)
    notice = sorted(naive_days(life.received, answer[0]) for life, answer in answers)
    decision = []
    for life in lives:
        decided = life.first({"grant", "deny"})
        if decided and (accepted := naive_acceptance(life)):
            decision.append(naive_days(accepted, decided[0]))
    decision.sort()
    return {
        "收件数": len(lives), "已答复数": len(answers), "一次通过数": passed,
        "一次通过率": pytest.approx(passed / len(answers)) if answers else None,
        "答复用时中位数（工作日）": naive_median(notice), "答复用时九成位（工作日）": naive_ninetieth(notice),
        "已决定数": len(decision), "决定用时中位数（工作日）": naive_median(decision),
        "决定用时九成位（工作日）": naive_ninetieth(decision),
    }


def naive_acceptance(life: Life) -> date | None:
    """Return the first acceptance; one deemed counts from the day on which the round it answers came in."""
    basis, before = life.received, ""
    for day, event in life.events:
        if event in {"pass", "accept", "tolerate", "promise", "certify"}:
            return day
        if event == "deem":
            return basis
        if event == "resume" or (event == "supplement" and before == "correct"):
            basis = day
        if event not in {"extend", "receive-paper"}:
            before = event
    return None


def naive_median(values: list[int]) -> float | None:
    if not values:
        return None
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def naive_ninetieth(values: list[int]) -> int | None:
    return next((one for one in values if sum(other <= one for other in values) * 10 >= len(values) * 9), None)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Life], list[dict[str, Any]]]:
    """Return what was made up, and the table that the office gets of January to mid-February."""
    chance, folder = random.Random(64), tmp_path_factory.mktemp("statistics")
    lives = [invent(chance) for _ in range(150)]
    with office(folder, date(2020, 12, 31)) as services:
        for life in lives:
            tell(services, life)
        rows = table(services, "statistics", folder, "2020-01-05", "2020-02-15")
    first, last = date(2020, 1, 5), date(2020, 2, 15)
    return [one for one in lives if first <= one.received <= last and not one.first({"merge"})], rows


Told = tuple[list[Life], list[dict[str, Any]]]


def test_the_lives_are_worth_counting(told: Told) -> None:
    lives, _ = told
    counts = Counter(event for life in lives for _, event in life.events)
    wanted = ("pass", "correct", "tolerate", "grant", "deny", "deem", "guide")
    assert [event for event in wanted if not counts[event]] == []
    assert len(lives) > 70


def test_totals_items_and_channels(told: Told) -> None:
    lives, rows = told
    found = {(row["分组"], row["名称"]): row for row in rows if row["收件数"] is not None}
    expected = {("合计", "全部办件"): lives}
    for life in lives:
        word = {"mail-dispatch": "电子邮件（mail-dispatch）", "mail-hours": "电子邮件（mail-hours）",
                "fax-insurance": "传真（fax-insurance）"}.get(life.channel, life.channel)
        expected.setdefault(("按事项", ITEMS[life.item] or "事项未确定"), []).append(life)
        expected.setdefault(("按渠道", word), []).append(life)
    assert set(found) == set(expected)
    for key, mine in expected.items():
        tally = naive_tally(mine)
        assert {name: found[key][name] for name in tally} == tally, key


def test_first_answers_and_defects(told: Told) -> None:
    lives, rows = told
    counted = {(row["分组"], row["名称"]): (row["件数"], row["占比"]) for row in rows if row["件数"] is not None}
    answers = Counter(answer[1] if (answer := life.first(ANSWERS)) else "" for life in lives)
    assert counted["按首次答复", "补正告知"][0] == answers["correct"]
    assert counted["按首次答复", "审核合格"] == (answers["pass"], pytest.approx(answers["pass"] / len(lives)))
    assert sum(number for (group, _), (number, _) in counted.items() if group == "按首次答复") == len(lives)
    assert sum(number for (group, _), (number, _) in counted.items() if group == "按审核结论") == len(lives)
    for code in DEFECTS:
        mine = sum(any(one == code and severity in {"blocking", "tolerable"} for one, severity in life.defects)
                   for life in lives)
        assert counted["首轮缺陷", DEFECT_NAMES[code]][0] == mine


def test_only_the_first_rounds_defects_count(tmp_path: Path) -> None:
    with office(tmp_path) as services:
        steps = [("2020-02-12", Event.SCREEN, "system"), ("2020-02-13", Event.CORRECT, "张三")]
        case = live(services, "2020-02-12", steps)
        judge(services, case, [("seal-missing", "blocking"), ("seal-missing", "blocking")])
        with services.database.begin() as connection:
            from record.repository import CaseRepository

            repository = CaseRepository(connection)
            later = repository.move(case, Event.SUPPLEMENT, services.clock(), actor="system", revision=2)
        judge(services, later, [("material-missing", "blocking")])
        rows = [row for row in table(services, "statistics", tmp_path) if row["分组"] == "首轮缺陷"]
    assert [(row["名称"], row["件数"]) for row in rows] == [("缺少公章", 1)]


def test_quantiles_of_few_values() -> None:
    assert (middle([]), ninetieth([])) == (None, None)
    assert (middle([3]), ninetieth([3])) == (3.0, 3)
    assert (middle([1, 2]), ninetieth([1, 2])) == (1.5, 2)
    assert ninetieth(list(range(1, 11))) == 9
    assert ninetieth(list(range(1, 12))) == 10


@pytest.mark.parametrize(("start", "end", "days"), [
    ("2020-01-22", "2020-02-06", 5), ("2020-02-02", "2020-02-07", 5), ("2020-02-02", "2020-02-02", 0),
    ("2020-09-25", "2020-10-09", 5), ("2020-02-07", "2020-02-06", 0),
])
def test_working_days_between(start: str, end: str, days: int) -> None:
    assert working_days_between(date.fromisoformat(start), date.fromisoformat(end)) == days
