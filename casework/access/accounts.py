"""What happens to a user: added, shut out, given a password, a second factor or a token; each act with its line."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta

from cases.errors import NotFound, RequestInvalid
from cases.history import AuditEvent
from casework.access.passwords import hash_password, matches
from casework.work import Work
from record.credentials import Credentials
from record.officers import Officer
from record.tokens import Grant, Token

SCOPES = ("read", "submit", "decide", "export", "admin")
"""What a token may be used for: looking, taking files in, acting on cases, exporting, settings of the office."""

FIRST_TOKEN = timedelta(days=90)
"""How long a first token is good: until a program has one made for it, with its own uses and last day."""

COMMAND_LINE = "command line"
"""Who acts where no officer does."""


def add(work: Work, name: str, role: str, items: Collection[str] | None = None) -> tuple[Officer, str]:
    """Register somebody; return him and a first token for a while, which nobody can show again.

    Raises:
        RequestInvalid: Unknown role or item, or the name is taken.
    """
    for item in items or ():
        if item not in {one.code for one in work.catalogue.items}:
            raise RequestInvalid(reason=f"没有代码为“{item}”的业务事项")
    officer = work.officers.add(name, role, work.office.code, work.now, items)
    work.record(AuditEvent.USER_ADDED, None, COMMAND_LINE, user=officer.name, role=role, items=sorted(items or ()))
    return officer, make_token(work, officer, Grant("首个令牌", None, work.now + FIRST_TOKEN), by=COMMAND_LINE)


def disable(work: Work, officer: Officer, *, by: str = COMMAND_LINE) -> None:
    """Shut somebody out: no log-in, no token and no session is good any more."""
    work.credentials.disable(officer, work.now)
    work.sessions.end_all(officer)
    work.tokens.revoke_all(officer, work.now)
    work.record(AuditEvent.USER_DISABLED, None, by, user=officer.name)


def enable(work: Work, officer: Officer, *, by: str = COMMAND_LINE) -> None:
    """Let somebody in again; his tokens stay revoked."""
    work.credentials.disable(officer, None)
    work.record(AuditEvent.USER_ENABLED, None, by, user=officer.name)


def set_password(work: Work, officer: Officer, password_hash: str, *, by: str, keep: str = "") -> None:
    """Give somebody a new password; sessions that the old one opened end, but the one to keep.

    Args:
        work: The transaction.
        officer: Whose.
        password_hash: Computed before the transaction, for it takes long.
        by: Who does it.
        keep: Id of the session in which it was asked.
    """
    work.credentials.set_password(officer, password_hash)
    work.sessions.end_all(officer, but=keep)
    work.record(AuditEvent.PASSWORD_SET, None, by, user=officer.name)


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """An officer's own change of password."""

    present: str = field(repr=False)
    new: str = field(repr=False)
    again: str = field(repr=False)

    def hashed(self, officer: Officer, known: Credentials | None) -> str:
        """Return the hash of the new one.

        Raises:
            RequestInvalid: The present one is wrong, or the new one cannot be.
        """
        if self.new != self.again:
            raise RequestInvalid(reason="两次输入的新密码不一致")
        if not matches(self.present, known.password_hash if known is not None else None):
            raise RequestInvalid(reason="当前密码不正确")
        if self.new == self.present:
            raise RequestInvalid(reason="新密码不得与当前密码相同")
        return hash_password(self.new, officer.name)


def enrol(work: Work, officer: Officer, secret: str, step: int) -> None:
    """Keep a second factor whose code was shown to be right."""
    work.credentials.set_factor(officer, secret, step)
    work.record(AuditEvent.SECOND_FACTOR_SET, None, officer.name, user=officer.name)


def reset_factor(work: Work, officer: Officer, *, by: str = COMMAND_LINE) -> None:
    """Take somebody's second factor away: the next log-in begins with a new one."""
    work.credentials.set_factor(officer, None)
    work.sessions.end_all(officer)
    work.record(AuditEvent.SECOND_FACTOR_RESET, None, by, user=officer.name)


def make_token(work: Work, officer: Officer, grant: Grant, *, by: str) -> str:
    """Make a token and return it, which nobody can show again.

    Raises:
        RequestInvalid: No name, an unknown scope, or it would be over at once.
    """
    name = grant.name.strip()
    if not name or len(name) > 80 or not name.isprintable():
        raise RequestInvalid(reason="令牌名称须为1至80个可显示的字符")
    unknown = sorted(set(grant.scopes or ()) - set(SCOPES))
    if unknown or (grant.scopes is not None and not grant.scopes):
        raise RequestInvalid(reason=f"令牌权限须为 {'、'.join(SCOPES)} 中的一项或几项")
    if grant.expires_at is not None and grant.expires_at <= work.now:
        raise RequestInvalid(reason="令牌的失效日期须在今天之后")
    token = work.tokens.make(officer, Grant(name, grant.scopes, grant.expires_at), work.now)
    scopes = sorted(grant.scopes) if grant.scopes is not None else "all"
    work.record(AuditEvent.TOKEN_MADE, None, by, user=officer.name, token=name, scopes=scopes)
    return token


def revoke_token(work: Work, officer: Officer, token_id: str, *, by: str) -> None:
    """Make one of somebody's tokens good for nothing.

    Raises:
        NotFound: There is no such token of his.
    """
    work.tokens.revoke(officer, token_id, work.now)
    work.record(AuditEvent.TOKEN_REVOKED, None, by, user=officer.name, token=token_id)


def revoke(work: Work, officer: Officer, *, by: str = COMMAND_LINE) -> tuple[int, int]:
    """End all of somebody's sessions and tokens; return how many of each."""
    tokens, sessions = work.tokens.revoke_all(officer, work.now), work.sessions.end_all(officer)
    work.record(AuditEvent.TOKEN_REVOKED, None, by, user=officer.name, tokens=tokens, sessions=sessions)
    return tokens, sessions


def end_session(work: Work, officer: Officer, session_id: str) -> None:
    """End one of an officer's own sessions.

    Raises:
        NotFound: There is no such session of his.
    """
    work.sessions.end(officer, session_id)
    work.record(AuditEvent.LOGOUT, None, officer.name, session=session_id)


def token_named(work: Work, text: str) -> tuple[Officer, Token]:
    """Return the token of an id, with its owner, who works in this office.

    Raises:
        NotFound: There is none.
    """
    for known in work.credentials.of_office(work.office.code):
        for token in work.tokens.of(known.officer):
            if token.id == text:
                return known.officer, token
    raise NotFound(what=f"用户或令牌“{text}”")

