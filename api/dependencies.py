"""What routes depend on: the services, the officer who asks, and the change of a case that is asked for."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Depends, Header, Path, Request
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer
from pydantic import WithJsonSchema
from starlette.concurrency import run_in_threadpool

from api.callers import COOKIE, SAFE, Caller, identify, refuse_foreign_page, refuse_other_use
from api.changes import CaseChange
from cases.errors import RequestInvalid, SecondFactorRequired
from casework.services import Services
from record.officers import Officer

PREFIX = "/api/v1"
_VERSION = re.compile(r"(?:W/)?\"?([0-9]{1,15})\"?")
_SEEN = WithJsonSchema({"type": "string", "pattern": f"^{_VERSION.pattern}$"})
_BEARER = HTTPBearer(auto_error=False, description="由 `shouli user add` 或“我的账户”生成的访问令牌")
_COOKIE = APIKeyCookie(name=COOKIE, auto_error=False, description="登录后的浏览器；修改时须带 `X-CSRF-Token`")


def services(request: Request) -> Services:
    """Return the process's services."""
    found: Services = request.app.state.services
    return found


ServicesDep = Annotated[Services, Depends(services)]


async def caller(
    request: Request, services: ServicesDep,
    _token: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
    _cookie: Annotated[str | None, Depends(_COOKIE)],
) -> Caller:
    """Return who asks, also one who has still to enrol his second factor.

    Raises:
        NotAuthenticated: Nobody.
        CsrfFailed: A change that no page of ours asked.
        TokenScopeLacking: A token that was not made for this.
    """
    found: Caller | None = getattr(request.state, "caller", None)  # the gate may know already
    if found is None:
        found = await run_in_threadpool(identify, services, request)
    if found.session is not None:
        request.state.csrf = found.session.csrf
    if found.session is not None and request.method not in SAFE:
        await refuse_foreign_page(request, found.session)
    refuse_other_use(found, request.method, request.scope["path"].removeprefix(PREFIX))
    return found


CallerDep = Annotated[Caller, Depends(caller)]


def officer(caller: CallerDep) -> Officer:
    """Return the officer who asks.

    Raises:
        SecondFactorRequired: He has still to enrol his second factor.
    """
    if not caller.complete:
        raise SecondFactorRequired()
    return caller.officer


OfficerDep = Annotated[Officer, Depends(officer)]


def expected_version(if_match: Annotated[str, Header(alias="If-Match"), _SEEN]) -> int:
    """Return the version the officer has seen, from ``If-Match``.

    Raises:
        RequestInvalid: It is no version.
    """
    stated = _VERSION.fullmatch(if_match.strip())
    if stated is None:
        raise RequestInvalid(reason="If-Match 须为办件的版本号")
    return int(stated[1])


VersionDep = Annotated[int, Depends(expected_version)]


def seen_version(if_match: Annotated[str | None, Header(alias="If-Match"), _SEEN] = None) -> int | None:
    """Return the version the officer has seen, None where he does not say.

    Raises:
        RequestInvalid: It is no version.
    """
    return None if if_match is None else expected_version(if_match)


SeenDep = Annotated[int | None, Depends(seen_version)]


KeyDep = Annotated[str, Header(alias="Idempotency-Key", min_length=1, max_length=200)]
"""The key that makes a repeated request the same request."""
CaseId = Annotated[str, Path(max_length=40, description="办件的 id 或编号")]


def case_change(
    case_id: CaseId, officer: OfficerDep, services: ServicesDep, version: VersionDep, key: KeyDep
) -> CaseChange:
    """Return the change that is asked for of the case in the path."""
    return CaseChange(services, officer, case_id, version, key)


CaseChangeDep = Annotated[CaseChange, Depends(case_change)]
