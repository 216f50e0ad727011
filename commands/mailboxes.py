"""What an administrator sees and does of mailboxes: what was left in them, and mail from before they were ours."""

from __future__ import annotations

import argparse

from commands.arguments import check_known, day
from pipeline.settings import load_settings
from record.mailboxes import ALWAYS
from record.repository import BEIJING


def show(options: argparse.Namespace) -> int:
    """Show since when each mailbox is ours, how much older mail lies in it, and what cannot be fetched."""
    from pipeline.bootstrap import build_services

    services = build_services(load_settings())
    with services.reading() as work:
        rows = {one.name: one for one in work.mailboxes.all()}
    for source in services.sources:
        row = rows.get(source.name)
        if row is None:
            print(f"{source.name}　尚未收过邮件")
            continue
        since = services.since.get(source.name) or row.since
        begins = "全部邮件" if since == ALWAYS else f"自 {since} 起"
        print(f"{source.name}　{begins}　较早邮件 {row.older} 封　未能收取 {len(row.skipped)} 项")
        for one in row.skipped:
            print(f"　{one['key']}　{one['reason']}　已试 {one['attempts']} 次")
    return 0


def list_older(options: argparse.Namespace) -> int:
    """List the messages that lie in a mailbox from before it was ours, oldest first; none is fetched."""
    from pipeline import older_mail
    from pipeline.bootstrap import build_services

    services = build_services(load_settings())
    check_known(options.name, [source.name for source in services.sources], "收件渠道")
    older = older_mail.list_older(services, options.name)
    for key, at in older.items():
        print(f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}　{key}")
    print(f"共 {len(older)} 封较早的邮件，未收取。")
    return 0


def take_older(options: argparse.Namespace) -> int:
    """Take mail in that a mailbox holds from before it was ours."""
    from pipeline import older_mail
    from pipeline.bootstrap import build_services

    settings, first = load_settings(), day(options.first) if options.first else None
    services = build_services(settings, redis_url=settings.redis_url or None)
    check_known(options.name, [source.name for source in services.sources], "收件渠道")
    taken = older_mail.take_older(services, options.name, first)
    print(f"已收取 {taken.messages} 封邮件，未能收取 {taken.skipped} 项。")
    return 0
