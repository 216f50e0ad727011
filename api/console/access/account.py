"""The account of who is logged in: password, second factor, tokens, sessions. A token cannot change any of it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, BeforeValidator, Field

from api.callers import Caller
from api.console.access.cookies import ENROLMENT
from api.console.shell import render
from api.days import Day
from api.dependencies import CallerDep, OfficerDep, ServicesDep
from cases.errors import NotPermitted, ShouliError
from casework.access import accounts, enrolment
from casework.access.accounts import PasswordChange
from casework.services import Services
from record.officers import Officer
from record.repository import BEIJING
from record.sessions import Session
from record.tokens import Grant

router = APIRouter(include_in_schema=False)

SCOPE_NAMES = {"read": "查看", "submit": "上传材料", "decide": "办理", "export": "导出", "admin": "本局设置"}


class Seat:
    """Who is logged in, and in which session."""

    def __init__(self, caller: CallerDep) -> None:
        self.officer, self.session = caller.officer, _session(caller)


def _session(caller: Caller) -> Session:
    if caller.session is None:
        raise NotPermitted(action="用令牌修改账户")
    return caller.session


SeatDep = Annotated[Seat, Depends(Seat)]


class PasswordForm(BaseModel):
    """A new password, with the present one."""

    present: str = Field(max_length=1000, repr=False)
    new: str = Field(max_length=1000, repr=False)
    again: str = Field(max_length=1000, repr=False)


class FactorForm(BaseModel):
    """The code of a new second factor; with the password where there was one before."""

    code: str = Field(max_length=40, repr=False)
    password: str = Field("", max_length=1000, repr=False)


class TokenForm(BaseModel):
    """A token that is asked for; it ends with its last day."""

    name: str = Field(max_length=80)
    scopes: list[str] = Field(default_factory=list, max_length=10)
    last_day: Annotated[Day | None, BeforeValidator(lambda given: given or None)] = None

    @property
    def grant(self) -> Grant:
        """What the token is to be good for."""
        end = None
        if self.last_day is not None:
            end = datetime.combine(self.last_day, time(), tzinfo=BEIJING) + timedelta(days=1)
        return Grant(self.name, frozenset(self.scopes), end)


@router.get("/account")
def show_account(request: Request, officer: OfficerDep, seat: SeatDep, services: ServicesDep) -> Response:
    """Return the account."""
    return _page(request, services, seat)


@router.post("/account/password")
def change_password(
    request: Request, officer: OfficerDep, seat: SeatDep, services: ServicesDep, form: Annotated[PasswordForm, Form()]
) -> Response:
    """Change the password; the other sessions end."""
    try:
        enrolment.change_password(services, officer, PasswordChange(form.present, form.new, form.again), seat.session)
    except ShouliError as error:
        return _page(request, services, seat, error)
    return _page(request, services, seat, done="密码已修改，其他浏览器中的登录已结束。")


@router.get(ENROLMENT)
def show_enrolment(request: Request, seat: SeatDep, services: ServicesDep) -> Response:
    """Return the page on which a second factor is enrolled, or renewed."""
    enrolment.begin(services, seat.session)
    return _enrolment(request, services, seat)


@router.get(f"{ENROLMENT}.svg")
def show_code(seat: SeatDep, services: ServicesDep) -> Response:
    """Return the QR code of the second factor that is being enrolled."""
    picture = enrolment.picture(services, seat.officer, seat.session)
    return Response(picture, media_type="image/svg+xml", headers={"Content-Security-Policy": "default-src 'none'"})


@router.post(ENROLMENT)
def enrol(
    request: Request, seat: SeatDep, services: ServicesDep, form: Annotated[FactorForm, Form()]
) -> Response:
    """Keep the second factor whose code is shown."""
    try:
        enrolment.finish(services, seat.officer, seat.session, form.code, form.password)
    except ShouliError as error:
        return _enrolment(request, services, seat, error)
    return RedirectResponse("/account" if seat.session.complete else "/", 303)


@router.post("/account/tokens")
def make_token(
    request: Request, officer: OfficerDep, seat: SeatDep, services: ServicesDep, form: Annotated[TokenForm, Form()]
) -> Response:
    """Make a token and show it, once."""
    try:
        with services.work() as work:
            token = accounts.make_token(work, officer, form.grant, by=officer.name)
    except ShouliError as error:
        return _page(request, services, seat, error)
    return _page(request, services, seat, token=token)


@router.post("/account/tokens/{token_id}/revoke")
def revoke_token(token_id: str, officer: OfficerDep, seat: SeatDep, services: ServicesDep) -> Response:
    """Make a token good for nothing."""
    with services.work() as work:
        accounts.revoke_token(work, officer, token_id, by=officer.name)
    return RedirectResponse("/account", 303)


@router.post("/account/sessions/{session_id}/end")
def end_session(session_id: str, officer: OfficerDep, seat: SeatDep, services: ServicesDep) -> Response:
    """End a session in another browser."""
    with services.work() as work:
        accounts.end_session(work, officer, session_id)
    return RedirectResponse("/account" if session_id != seat.session.id else "/login", 303)


def _page(
    request: Request, services: Services, seat: Seat, error: ShouliError | None = None, **told: str
) -> Response:
    officer: Officer = seat.officer
    with services.reading() as work:
        values: dict[str, Any] = {
            "tokens": work.tokens.of(officer), "sessions": work.sessions.of(officer, work.now), "now": work.now,
            "items": [one.name for one in work.catalogue.items_on(work.today) if one.code in (officer.items or ())],
            "enrolled": enrolment.is_enrolled(work, officer),
        }
    return render(
        request, "access/account.html", officer, status=error.status if error is not None else 200, mine=seat.session,
        scope_names=SCOPE_NAMES, done=told.get("done", ""), token=told.get("token", ""),
        told=_sentence(error), **values,
    )


def _enrolment(request: Request, services: Services, seat: Seat, error: ShouliError | None = None) -> Response:
    with services.reading() as work:
        enrolled = enrolment.is_enrolled(work, seat.officer)
    return render(
        request, "access/second-factor.html", seat.officer if seat.session.complete else None,
        status=error.status if error is not None else 200, enrolled=enrolled, who=seat.officer.name,
        secret=enrolment.secret_in_groups(services, seat.session), told=_sentence(error),
    )


def _sentence(error: ShouliError | None) -> str:
    """Return why something was refused, without what is said to programs."""
    return "" if error is None else str(error.detail.get("reason", error.message))
