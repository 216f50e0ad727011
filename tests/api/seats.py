"""People of every kind before the application itself, and fresh cases for them to ask about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from api.app import create_app
from api.callers import COOKIE
from cases.case import Case
from record.officers import ROLES, Officer
from record.sessions import Place
from record.tokens import Grant
from record.tolerances import Promise
from tests.api.asking import VALUES, Route
from tests.office.counter import Counter, blocking
from tests.record.made import message

OTHER_ITEM = "layoff-report"
"""The only item of those who may not see the cases, which are of another."""

OURS = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class Seats:
    """The application in this process, and who asks it.

    Attributes:
        client: Asks as this machine.
        tokens: By role, ``stranger`` (of another office), ``narrow`` (a supervisor of another item).
    """

    counter: Counter
    client: TestClient
    tokens: dict[str, str] = field(default_factory=dict)
    people: dict[str, Officer] = field(default_factory=dict)
    _known: dict[str, Any] | None = None
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def employ(self, kind: str, role: str, office: str, items: list[str] | None = None) -> None:
        """Register somebody."""
        with self.counter.services.work() as work:
            self.people[kind] = work.officers.add(f"某{kind}", role, office, work.now, items)
            self.tokens[kind] = work.tokens.make(self.people[kind], Grant("接口"), work.now)

    def bearer(self, kind: str) -> dict[str, str]:
        """Return the header of somebody's token."""
        return {"Authorization": f"Bearer {self.tokens[kind]}"}

    def token(self, scope: str) -> dict[str, str]:
        """Return the header of a supervisor's token that is made for one use."""
        with self.counter.services.work() as work:
            token = work.tokens.make(self.people["supervisor"], Grant("x", {scope}), work.now)
        return {"Authorization": f"Bearer {token}"}

    def revoked(self) -> dict[str, str]:
        """Return the header of a token that was revoked."""
        with self.counter.services.work() as work:
            token = work.tokens.make(self.people["supervisor"], Grant("x"), work.now)
            _, held = work.tokens.bearer(token, work.now)
            work.tokens.revoke(self.people["supervisor"], held.id, work.now)
        return {"Authorization": f"Bearer {token}"}

    def session(self, kind: str = "supervisor", *, complete: bool = True, over: bool = False) -> dict[str, str]:
        """Return the headers of somebody's browser, without the session's word."""
        with self.counter.services.work() as work:
            begun = work.now - timedelta(hours=11 if over else 0)
            cookie = work.sessions.open(self.people[kind], begun, "127.0.0.1", Place(None, None), complete=complete)
        return {"Cookie": f"{COOKIE}={cookie}", **OURS}

    def word(self, headers: Mapping[str, str]) -> str:
        """Return the word of a session."""
        cookie = headers["Cookie"].partition("=")[2]
        with self.counter.services.reading() as work:
            return work.sessions.holder(cookie, work.now)[1].csrf

    def case(self) -> dict[str, Any]:
        """Return a case with everything that addresses name, by the names of their parts; a new one once it changed."""
        if self._known is None or self.has_changed(self._known):
            self._known = self._new_case()
        return self._known

    def has_changed(self, place: Mapping[str, Any]) -> bool:
        """Tell whether something happened to a case, or to what hangs on it, since it was made."""
        case = place["case"]
        letters = [letter.state for letter in self.counter.letters(case)]
        lines = [line.event for line in self.counter.history(case)]
        return (self.counter.case(case), letters, lines) != (case, place["letters"], place["lines"])

    def _new_case(self) -> dict[str, Any]:
        counter, services = self.counter, self.counter.services
        case = counter.judge(counter.open("dispatch-new"), blocking())
        number = next(self._numbers)
        with services.work() as work:
            incoming = message(work.messages, f"INBOX;1;{number}", sha256=services.store.put(b"From: a@b.test\r\n\r\n"))
            work.cases.join(case, str(incoming), subject="报送", body="", rfc_id=None, references=[], findings=[])
            owed = Promise("labour-contract", "劳动合同", date(2020, 3, 31))
            work.debts.grant(case, [owed], "hold", work.today, work.now)
            debt = work.debts.of_case(case.id)[0]
        (letter,) = counter.letters(case)[-1:]
        case = counter.case(case)
        return {
            "letters": [one.state for one in counter.letters(case)],
            "lines": [line.event for line in counter.history(case)],
            "case_id": case.id, "letter_id": letter.id, "message_id": incoming, "debt_id": debt.id, "case": case,
        }

    def ask(self, route: Route, headers: Mapping[str, str], place: Mapping[str, Any] | None = None, **more: Any) -> Any:
        """Ask a route about a case; nothing of the answer is waited for that never ends."""
        known = place or {"case_id": "0", "letter_id": "0", "message_id": "0", "debt_id": "0"}
        case: Case | None = known.get("case")
        version, key = case.version if case is not None else 1, f"key-{next(self._numbers)}"
        parts = dict.fromkeys(re.findall(r"\{(\w+)\}", route.path), "0")
        names = {**parts, **VALUES, **known}
        if "/exports/" in route.path:
            names["name"] = "register"
        if "/static/" in route.path:
            names["name"] = "shell.css"
        sent = {"Idempotency-Key": key, "If-Match": str(version), "Accept": "*/*", **headers}
        if route.is_page:
            sent["Accept"] = "text/html"
        cases = [known["case_id"]]
        who = next((kind for kind in self.tokens if headers.get("Authorization") == f"Bearer {self.tokens[kind]}"), "")
        body = route.body(
            version=version, key=key, letter=known["letter_id"], cases=cases, case=cases, absent=f"某{who}",
        ) if route.kind else {}
        return self.client.request(
            route.method, route.path.format(**names), headers=sent, follow_redirects=False,
            params=route.asks(version=version, key=key) or None, **_sent(route, body), **more,
        )


def _sent(route: Route, body: dict[str, Any]) -> dict[str, Any]:
    """Return a body as the client takes it."""
    if route.method == "GET" or not route.kind:
        return {}
    if route.kind == "application/json":
        return {"json": body}
    if route.kind != "multipart/form-data":
        return {"data": body}
    files = {name: ("a.pdf", b"%PDF-1.4", "application/pdf") for name in body if name in {"scan", "files"}}
    return {"data": {name: value for name, value in body.items() if name not in files}, "files": files}


@contextmanager
def seats_in(folder: Path) -> Iterator[Seats]:
    """Open an office with somebody of every kind."""
    counter = Counter(folder)
    counter.services = replace(counter.services, time_of_day=counter.watch)
    app = create_app(counter.services)
    with TestClient(app, "http://127.0.0.1", client=("127.0.0.1", 4711), raise_server_exceptions=False) as client:
        seats = Seats(counter, client)
        office = counter.services.office.code
        for role in ROLES:
            seats.employ(role, role, office)
        seats.employ("stranger", "supervisor", "bj")
        seats.employ("narrow", "supervisor", office, [OTHER_ITEM])
        yield seats
    counter.services.close()
