"""What routes depend on: the services, the officer behind the token, and the change of a case that is asked for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, Path, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.changes import CaseChange
from cases.errors import NotAuthenticated, PreconditionRequired, RequestInvalid
from casework.services import Services
from record.officers import Officer

_BEARER = HTTPBearer(auto_error=False, description="由 `shouli user add` 生成的访问令牌")


def services(request: Request) -> Services:
    """Return the process's services."""
    found: Services = request.app.state.services
    return found


ServicesDep = Annotated[Services, Depends(services)]


def officer(
    services: ServicesDep, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]
) -> Officer:
    """Return the officer behind the token.

    Raises:
        NotAuthenticated: No token, or nobody's.
    """
    if credentials is None:
        raise NotAuthenticated()
    with services.reading() as work:
        return work.officers.by_token(credentials.credentials)


OfficerDep = Annotated[Officer, Depends(officer)]


def expected_version(if_match: Annotated[str | None, Header(alias="If-Match")] = None) -> int:
    """Return the version the officer has seen, from ``If-Match``.

    Raises:
        PreconditionRequired: The header is missing.
        RequestInvalid: It is no version.
    """
    if if_match is None:
        raise PreconditionRequired(header="If-Match")
    text = if_match.strip().removeprefix("W/").strip('"')
    if not text.isdigit():
        raise RequestInvalid(reason="If-Match 须为办件的版本号")
    return int(text)


VersionDep = Annotated[int, Depends(expected_version)]


def idempotency_key(key: Annotated[str | None, Header(alias="Idempotency-Key", max_length=200)] = None) -> str:
    """Return the key that makes a repeated request the same request.

    Raises:
        PreconditionRequired: The header is missing.
    """
    if not key:
        raise PreconditionRequired(header="Idempotency-Key")
    return key


KeyDep = Annotated[str, Depends(idempotency_key)]
CaseId = Annotated[str, Path(max_length=40, description="办件的 id 或编号")]


def case_change(
    case_id: CaseId, officer: OfficerDep, services: ServicesDep, version: VersionDep, key: KeyDep
) -> CaseChange:
    """Return the change that is asked for of the case in the path."""
    return CaseChange(services, officer, case_id, version, key)


CaseChangeDep = Annotated[CaseChange, Depends(case_change)]
