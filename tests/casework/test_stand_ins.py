"""Who stands in sees and does what the other one may, for so long, and the record names both."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cases.case import Case
from cases.errors import NotFound, NotPermitted, RequestInvalid
from cases.history import AuditEvent
from cases.lifecycle import Event
from casework import stand_ins
from casework.access import accounts
from casework.acts import add_note, assign
from record.audit import last_serial
from record.officers import Officer
from tests.office.counter import CLERK, HEAD, OFFICE, OFFICER, Counter
from views.history_words import sentence

FIRST, LAST = date(2020, 2, 4), date(2020, 2, 7)


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    counter = Counter(tmp_path)
    with counter.services.work() as work:
        for one in (CLERK, HEAD):
            work.officers.add(one.name, one.role, OFFICE, work.now)
        work.officers.add(OFFICER.name, "officer", OFFICE, work.now, items=["hours-flexible"])
        work.officers.add("周稽核", "auditor", OFFICE, work.now)
    return counter


def _named(counter: Counter, name: str) -> Officer:
    with counter.services.reading() as work:
        found = work.officers.named(name, OFFICE)
        assert found is not None
        return stand_ins.acting(work, found)


def _arrange(counter: Counter, by: Officer, absent: str, deputy: str, last: date = LAST) -> str:
    with counter.services.work() as work:
        return stand_ins.arrange(work, by, absent, deputy, (FIRST, last)).id


def test_a_deputy_sees_and_may_do_what_the_other_may_for_so_long(counter: Counter) -> None:
    _arrange(counter, HEAD, HEAD.name, OFFICER.name)
    before = _named(counter, OFFICER.name)
    assert (before.role, before.items, before.stands_in_for) == ("officer", frozenset({"hours-flexible"}), ())
    counter.watch.go_to(FIRST)
    during = _named(counter, OFFICER.name)
    assert (during.role, during.items, during.stands_in_for) == ("supervisor", None, (HEAD.name,))
    counter.watch.go_to(date(2020, 2, 8))
    assert _named(counter, OFFICER.name) == before


def test_the_record_names_both(counter: Counter) -> None:
    case: Case = counter.judge(counter.open())
    _arrange(counter, HEAD, HEAD.name, OFFICER.name)
    counter.watch.go_to(FIRST)
    counter.decide(case, Event.EXTEND, _named(counter, OFFICER.name), note="材料复杂")
    line, = counter.history(case, Event.EXTEND)
    assert (line.actor, line.detail["stands_in_for"]) == (OFFICER.name, [HEAD.name])
    counter.do(add_note, case, "已电话核实", _named(counter, OFFICER.name))
    line, = counter.history(case, AuditEvent.NOTE)
    assert sentence(line).startswith(f"{OFFICER.name}（代{HEAD.name}）：")


def test_it_can_be_ended_before_its_last_day(counter: Counter) -> None:
    stand_in = _arrange(counter, HEAD, HEAD.name, OFFICER.name)
    counter.watch.go_to(FIRST)
    with counter.services.work() as work, pytest.raises(NotPermitted):
        stand_ins.end(work, CLERK, stand_in)
    with counter.services.work() as work:
        stand_ins.end(work, OFFICER, stand_in)
    assert _named(counter, OFFICER.name).stands_in_for == ()


def test_a_deputy_lends_himself_nothing_by_what_he_stands_in_for(counter: Counter) -> None:
    stand_in = _arrange(counter, HEAD, HEAD.name, OFFICER.name)
    counter.watch.go_to(FIRST)
    acting = _named(counter, OFFICER.name)
    with pytest.raises(NotPermitted):
        _arrange(counter, acting, HEAD.name, OFFICER.name)
    with pytest.raises(RequestInvalid, match="主管"):
        _arrange(counter, acting, OFFICER.name, CLERK.name)
    with counter.services.work() as work:
        stand_ins.end(work, HEAD, stand_in)
        last = last_serial(work.connection)
        stand_ins.end(work, HEAD, stand_in)
        assert last_serial(work.connection) == last


def test_who_was_shut_out_lends_nothing_and_is_given_nothing(counter: Counter) -> None:
    _arrange(counter, HEAD, HEAD.name, OFFICER.name)
    counter.watch.go_to(FIRST)
    case = counter.open()
    with counter.services.work() as work:
        accounts.disable(work, work.officers.known(HEAD.name, OFFICE))
    assert _named(counter, OFFICER.name).role == "officer"
    with pytest.raises(NotFound):
        _arrange(counter, OFFICER, OFFICER.name, HEAD.name)
    for nobody in (HEAD.name, "周稽核"):
        with pytest.raises(NotFound):
            counter.do(assign, case, nobody, OFFICER)


def test_what_cannot_be_is_refused(counter: Counter) -> None:
    with pytest.raises(NotPermitted):
        _arrange(counter, OFFICER, HEAD.name, OFFICER.name)
    with pytest.raises(NotFound):
        _arrange(counter, HEAD, HEAD.name, "无此人")
    for absent, deputy, last in (
        (HEAD.name, HEAD.name, LAST), (HEAD.name, "周稽核", LAST), (HEAD.name, OFFICER.name, date(2020, 2, 3)),
        (HEAD.name, OFFICER.name, date(2020, 12, 3)),
    ):
        with pytest.raises(RequestInvalid):
            _arrange(counter, HEAD, absent, deputy, last)
    with pytest.raises(RequestInvalid, match="主管"):  # nobody raises another by his own word
        _arrange(counter, OFFICER, OFFICER.name, CLERK.name)
    assert _arrange(counter, HEAD, OFFICER.name, CLERK.name)


