"""Users: who may come in, with which role, items, password, second factor and tokens."""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import datetime

from cases.errors import UsageError
from casework.services import Services
from pipeline.settings import load_settings
from record.credentials import Credentials
from record.officers import ROLE_NAMES
from record.repository import BEIJING
from record.tokens import Token


def add(options: argparse.Namespace) -> int:
    """Add a user and show a token, once."""
    from casework.access import accounts

    items = [code.strip() for code in options.items.split(",") if code.strip()] if options.items else None
    services = _services()
    hashed = _hash(_typed_password(options), options.name) if options.password_stdin else None
    with services.work() as work:
        officer, token = accounts.add(work, options.name, options.role, items)
        if hashed is not None:
            accounts.set_password(work, officer, hashed, by=accounts.COMMAND_LINE)
    if hashed is None:
        print(f"登录办件台前，请先设置密码：shouli user password {officer.name}")
    print(f"用户“{officer.name}”已创建。访问令牌（{accounts.FIRST_TOKEN.days}天内有效，只显示这一次）：\n{token}")
    return 0


def show(options: argparse.Namespace) -> int:
    """List the users with what they may and what they came in with last."""
    with _services().reading() as work:
        known = work.credentials.of_office(work.office.code)
        tokens = {one.officer.id: work.tokens.of(one.officer) for one in known}
        now = work.now
    for one in known:
        print(_line(one))
        for token in tokens[one.officer.id]:
            print(_token_line(token, now))
    print(f"共{len(known)}名用户。")
    return 0


def revoke(options: argparse.Namespace) -> int:
    """End all sessions and tokens of a user, or one token."""
    from casework.access import accounts

    with _services().work() as work:
        officer = work.officers.named(options.subject, work.office.code)
        if officer is None:
            owner, token = accounts.token_named(work, options.subject)
            accounts.revoke_token(work, owner, token.id, by=accounts.COMMAND_LINE)
            print(f"已撤销“{owner.name}”的令牌“{token.name}”。")
            return 0
        tokens, sessions = accounts.revoke(work, officer, by=accounts.COMMAND_LINE)
    print(f"已撤销“{officer.name}”的{tokens}个令牌，结束{sessions}处登录。")
    return 0


def set_password(options: argparse.Namespace) -> int:
    """Give a user a new password."""
    from casework.access import accounts

    services = _services()
    hashed = _hash(_typed_password(options), options.name)
    with services.work() as work:
        officer = work.officers.known(options.name, work.office.code)
        accounts.set_password(work, officer, hashed, by=accounts.COMMAND_LINE)
    print(f"已设置“{options.name}”的密码，此前的登录全部结束。")
    return 0


def second_factor(options: argparse.Namespace) -> int:
    """Take a user's second factor away, or tell whether there is one."""
    from casework.access import accounts

    with _services().work() as work:
        officer = work.officers.known(options.name, work.office.code)
        known = work.credentials.of(officer)
        if options.reset:
            accounts.reset_factor(work, officer, by=accounts.COMMAND_LINE)
    if options.reset:
        print(f"已清除“{options.name}”的动态口令，下次登录时须重新设置。")
    else:
        print(f"“{options.name}”{'已' if known is not None and known.totp_secret else '未'}设置动态口令。")
    return 0


def disable(options: argparse.Namespace) -> int:
    """Shut a user out, or let him in again."""
    from casework.access import accounts

    with _services().work() as work:
        officer = work.officers.known(options.name, work.office.code)
        act = accounts.enable if options.undo else accounts.disable
        act(work, officer, by=accounts.COMMAND_LINE)
    print(f"已恢复“{options.name}”。" if options.undo else f"已停用“{options.name}”，其登录和令牌全部失效。")
    return 0


def _line(one: Credentials) -> str:
    officer = one.officer
    items = "、".join(sorted(officer.items)) if officer.items is not None else "全部事项"
    factor = "已设动态口令" if one.totp_secret else "未设动态口令"
    state = "已停用" if one.disabled else "未设密码" if one.password_hash is None else factor
    last = f"上次登录 {_at(one.last_login_at)}" if one.last_login_at else "从未登录"
    return "　".join((officer.name, ROLE_NAMES[officer.role], items, state, last))


def _token_line(token: Token, now: datetime) -> str:
    scopes = "、".join(sorted(token.scopes)) if token.scopes is not None else "全部权限"
    used = f"上次使用 {_at(token.last_used_at)}" if token.last_used_at else "未使用"
    until = f"有效至 {_at(token.expires_at)}" if token.expires_at else "有效"
    state = until if token.holds_at(now) else "已失效"
    return f"　　令牌 {token.id}　{token.name}　{scopes}　{state}　{used}"


def _services() -> Services:
    from pipeline.bootstrap import build_services

    return build_services(load_settings())


def _typed_password(options: argparse.Namespace) -> str:
    """Return a password from standard input, or typed twice without being shown; never from the command line."""
    if options.password_stdin or not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("新密码：")
    if getpass.getpass("再输入一次：") != password:
        raise UsageError(reason="两次输入的密码不一致")
    return password


def _hash(password: str, name: str) -> str:
    from casework.access.passwords import hash_password

    return hash_password(password, name)


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"
