"""An office behind a real HTTP server, with a judged case, officers of its own and of another office."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from record.officers import OfficerRepository
from tests.drawing import SubmissionSpec
from tests.drawing.kept import kept_submission
from tests.flow.office import Office, mail
from tests.servers.http_api import serving


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


@contextmanager
def desk_of(office: Any) -> Iterator[Desk]:
    """Serve whatever has the services of an office, with one officer of each role, and a stranger."""
    tokens = {}
    with office.services.database.begin() as connection:
        officers, now = OfficerRepository(connection), office.services.clock()
        for role in ("clerk", "officer", "supervisor", "auditor"):
            tokens[role] = officers.add(f"本局{role}", role, office.services.office.code, now)
        tokens["stranger"] = officers.add("外局人员", "supervisor", "bj", now)
    with serving(office.services) as address, httpx.Client(timeout=30) as client:
        yield Desk(office, address, tokens, client)
    office.services.close()


@pytest.fixture(scope="session")
def drawn() -> Any:
    """A short submission that reads quickly."""
    return kept_submission(SubmissionSpec("backpay-extended-period", seed=3, born_digital=True))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, drawn: Any) -> Iterator[Desk]:
    """An office with two cases: one judged, one that cannot be opened."""
    office = Office(Path(tmp_path_factory.mktemp("desk")))
    office.mail(mail([(drawn.file_name, drawn.content)]))
    office.mail(mail([("坏的.pdf", drawn.content[:900])], sender="second@corp.test", message_id="<2@corp.test>"))
    office.run()
    with desk_of(office) as found:
        yield found
