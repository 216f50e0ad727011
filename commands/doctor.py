"""The command ``shouli doctor``: is this machine ready for the service?"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cases.working_days import receipt_date
from pipeline.installation import (
    Checked,
    Grade,
    check_account,
    check_calendar,
    check_clock,
    check_database,
    check_disk,
    check_folder,
    check_fonts,
    check_models,
    check_queue,
    check_sandbox,
)
from pipeline.settings import Mailbox, Outgoing, Settings, load_settings


def doctor(options: argparse.Namespace) -> int:
    """Check the installation, a sentence for each thing; exit 1 where something is a fault."""
    faults = 0
    for one in _checks(load_settings(), with_mail=not options.no_mail):
        print(f"{one.grade}　{one.sentence}", flush=True)
        faults += one.grade is Grade.FAULT
    print("检查完毕，没有故障。" if not faults else f"检查完毕，有 {faults} 处故障。")
    return 1 if faults else 0


def _checks(settings: Settings, *, with_mail: bool) -> Iterator[Checked]:
    from pipeline.bootstrap import build_judging
    from replies.typeface import typeface
    from sandbox.level import level

    now = datetime.now(UTC) + timedelta(seconds=settings.clock_offset_seconds)
    yield check_sandbox(level())
    yield check_folder("数据目录", settings.data)
    yield check_folder("存档目录", settings.store)
    yield check_folder("校验链摘要所在目录", settings.anchors.parent)
    yield check_disk(settings.data)
    database, newest = check_database(settings.database)
    yield database
    yield check_clock(now, settings.clock_offset_seconds, newest)
    yield check_calendar(receipt_date(now))
    yield check_queue(settings.redis_url)
    yield check_fonts(typeface)
    yield check_models(build_judging(settings).engine)
    if not settings.mailboxes:
        yield Checked(Grade.REMARK, "没有设置收件渠道")
    if not settings.outgoing:
        yield Checked(Grade.REMARK, "没有设置发件账户，信件不会发出")
    if with_mail:
        yield from (check_account(f"收件渠道“{one.name}”", _inbox(one, settings)) for one in settings.mailboxes)
        yield from (check_account(f"发件账户“{one.address}”", _sender(one)) for one in settings.outgoing)


def _inbox(one: Mailbox, settings: Settings) -> Callable[[], list[str]]:
    from intake.imap import ImapSource
    from pipeline.bootstrap import make_source

    def ask() -> list[str]:
        source = make_source(one, settings)
        if not isinstance(source, ImapSource):
            return [] if os.access(one.path, os.R_OK | os.X_OK) else [one.path]
        try:
            return source.missing_folders()
        finally:
            source.close()

    return ask


def _sender(one: Outgoing) -> Callable[[], list[str]]:
    from pipeline.bootstrap import make_mailer
    from replies.smtp import SmtpMailer

    def ask() -> list[str]:
        mailer = make_mailer(one)
        if isinstance(mailer, SmtpMailer):
            mailer.log_in()
            return []
        there = next(path for path in (Path(one.path).absolute(), *Path(one.path).absolute().parents) if path.exists())
        return [] if os.access(there, os.W_OK) else [one.path]

    return ask
