"""The API of an office under test, behind a real HTTP server: who may use it, and the seat of one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from casework.services import Services
from casework.work import Work
from record.tokens import Grant
from tests.servers.http_api import serving

PEOPLE = {role: f"本局{role}" for role in ("clerk", "officer", "supervisor", "auditor")}


@dataclass
class Desk:
    """A running API and who may use it."""

    office: Any
    address: str
    tokens: dict[str, str]
    client: httpx.Client

    def ask(self, method: str, path: str, *, who: str = "officer", key: str = "", **more: Any) -> httpx.Response:
        """Send one request under ``/api/v1``; nobody's where ``who`` is empty."""
        headers = dict(more.pop("headers", {}))
        if who:
            headers["Authorization"] = f"Bearer {self.tokens[who]}"
        if key:
            headers["Idempotency-Key"] = key
        return self.client.request(method, f"{self.address}/api/v1{path}", headers=headers, **more)

    def decide(self, case: Any, outcome: str, key: str, *, version: int | None = None, **more: Any) -> httpx.Response:
        """Decide a case as the officer who has just looked at it."""
        stated = version if version is not None else case.version
        who = more.pop("who", "officer")
        body = {"outcome": outcome, "note": more.pop("note", ""), **more}
        return self.act(case, "decision", key, version=stated, who=who, **body)

    def act(
        self, case: Any, act: str, key: str, *, version: int | None = None, who: str = "officer", **body: Any
    ) -> httpx.Response:
        """Do something to a case as somebody who has just looked at it."""
        stated = version if version is not None else case.version
        return self.ask(
            "POST", f"/cases/{case.id}/{act}", key=key, headers={"If-Match": f'"{stated}"'}, json=body, who=who
        )


def with_token(work: Work, name: str, role: str, office: str) -> str:
    """Register somebody and return a token of his."""
    return work.tokens.make(work.officers.add(name, role, office, work.now), Grant("首个令牌"), work.now)


@contextmanager
def desk_of(office: Any, people: Mapping[str, str] = PEOPLE, services: Services | None = None) -> Iterator[Desk]:
    """Serve an office over HTTP, with users of its own and a supervisor of another office, the stranger.

    Args:
        office: Whatever has the services of one.
        people: Names by role.
        services: What the server works with, as a process of its own would; None: the office's. Closed in the end.
    """
    served = services or office.services
    with served.work() as work:
        code = served.office.code
        tokens = {role: with_token(work, name, role, code) for role, name in people.items()}
        tokens["stranger"] = with_token(work, "外局人员", "supervisor", "bj")
    with serving(served) as address, httpx.Client(timeout=60) as client:
        yield Desk(office, address, tokens, client)
    served.close()


@dataclass
class Seat:
    """One officer before the API; what he does is carried out to its end, letters included.

    Attributes:
        carry_out: Does what an act leaves to be done.
    """

    desk: Desk
    role: str
    carry_out: Callable[[], None]
    acts: int = 0

    def get(self, path: str, **query: str) -> httpx.Response:
        """Fetch something."""
        answer = self.desk.ask("GET", path, params=query, who=self.role)
        assert answer.status_code == 200, answer.text
        return answer

    def case(self, number: str) -> dict[str, Any]:
        """Return a case with all that hangs on it."""
        return dict(self.get(f"/cases/{number}").json())

    def cases(self, **query: str) -> list[dict[str, Any]]:
        """Return the cases of a list by their numbers: those of one moment come in any order."""
        return sorted(self.get("/cases", **query).json()["cases"], key=lambda case: str(case["number"]))

    def act(self, number: str, act: str, **body: Any) -> dict[str, Any]:
        """Do something to a case as it is now, and let its letters leave."""
        answer = self._post(f"/cases/{number}/{act}", self.case(number)["version"], body)
        assert answer.status_code == 202, answer.text
        self.carry_out()
        return dict(answer.json())

    def refused(self, number: str, act: str, **body: Any) -> str:
        """Try something that is not allowed; return the sentence that says why, and see that nothing moved."""
        before = self.case(number)
        answer = self._post(f"/cases/{number}/{act}", before["version"], body)
        assert 400 <= answer.status_code < 500, answer.text
        assert self.case(number) == before
        return str(answer.json()["message"])

    def send(self, letter: dict[str, Any]) -> None:
        """Let a held letter leave."""
        answer = self._post(f"/letters/{letter['id']}/send", None, None)
        assert answer.status_code == 202, answer.text
        self.carry_out()

    def paper(self, letter: Mapping[str, Any]) -> bytes:
        """Return a legal letter as it is printed."""
        return self.get(f"/letters/{letter['id']}/paper.pdf").content

    def seal(self, letter: Mapping[str, Any], scan: bytes) -> None:
        """Send the sealed paper of a letter."""
        self.acts += 1
        files = {"scan": ("scan.pdf", scan, "application/pdf")}
        path = f"/letters/{letter['id']}/sealed"
        answer = self.desk.ask("POST", path, who=self.role, key=f"{self.role}-{self.acts}", files=files)
        assert answer.status_code == 202, answer.text
        self.carry_out()

    def _post(self, path: str, version: int | None, body: dict[str, Any] | None) -> httpx.Response:
        self.acts += 1
        headers = {} if version is None else {"If-Match": f'"{version}"'}
        return self.desk.ask("POST", path, who=self.role, key=f"{self.role}-{self.acts}", headers=headers, json=body)
