"""Bootstrap: Settings → Services, once per process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path

import redis
import structlog

from cases.errors import ConfigurationError
from casework.services import Account, Services
from catalogue.loader import load_catalogue
from catalogue.model import Catalogue, Office
from intake.fax_spool import FaxSpoolSource
from intake.imap import ImapSettings, ImapSource
from intake.limits import IntakeLimits
from intake.maildir import MaildirSource
from intake.source import MailSource
from ocr.engine import OcrEngine
from ocr.engines.engines import make_engine
from pipeline import queues
from pipeline.certificates import load_roots
from pipeline.settings import Mailbox, Outgoing, Settings
from record.database import Database
from record.files import DirectoryStore
from record.pictures import PictureCache
from record.private import Privacy, make_private_folder
from replies.mailer import Mailer
from replies.outbox import OutboxMailer
from replies.smtp import SmtpMailer, SmtpSettings, TlsMode
from sandbox.level import Level, level
from sandbox.limits import Limits

LOG = structlog.get_logger()
_TLS = {"ssl": TlsMode.IMPLICIT, "starttls": TlsMode.STARTTLS, "none": TlsMode.NONE}

READER_VERSION = "12"
"""Raise it when reading changes: what was kept under another version is read anew (trust I19)."""


def build_services(settings: Settings, *, redis_url: str | None = None) -> Services:
    """Build what a process of the service works with, making folders and tables on the first run.

    Args:
        settings: All that is set.
        redis_url: The running queue store; None for a process without queue.

    Raises:
        SchemaOlder, SchemaNewer: The database has the tables of another version.
        ConfigurationError: The sandbox is to be strict and cannot be.
    """
    check_sandbox(settings)
    keep_private(settings)
    database = Database(settings.database)
    database.create()
    store = redis.Redis.from_url(redis_url) if redis_url else None
    if store is not None:
        database.announce = partial(queues.announce, store)
    services = build_judging(settings, database=database)
    accounts = {channel: account for one in settings.outgoing for channel, account in _accounts(one)}
    return replace(
        services, accounts=accounts, sources=tuple(make_source(one, settings) for one in settings.mailboxes),
        since={one.name: one.since for one in settings.mailboxes if one.since is not None},
        redis=store, disk=settings.data, undo_for=timedelta(seconds=settings.undo_seconds),
        pictures=PictureCache(settings.data / "pictures"), chain_anchors=settings.anchors,
    )


def check_sandbox(settings: Settings) -> None:
    """Refuse to start where the sandbox is to be strict and the kernel does not let it.

    Raises:
        ConfigurationError: It does not.
    """
    if settings.sandbox == Level.STRICT and (found := level()) is not Level.STRICT:
        raise ConfigurationError(
            reason=f"sandbox 设为 strict，而本机内核对文件解析进程只能隔离到“{found}”：需要 Landlock（Linux 5.13 以上）"
            "和 seccomp。在容器中运行时请勿禁用二者，或不设此项"
        )


def keep_private(settings: Settings) -> None:
    """Make the data folder for this account alone; say so where it, or the store, was open to others."""
    folders = {"data": settings.data, "store": settings.store}
    for name, folder in folders.items():
        if name == "store" and not folder.exists():
            continue  # the store makes its own when it is first written to
        found = make_private_folder(folder)
        if found is not Privacy.PRIVATE:
            LOG.warning("data.readable", folder=name, tightened=found is Privacy.TIGHTENED)


def build_judging(settings: Settings, database: Database | None = None) -> Services:
    """Build what judging alone needs: catalogue, office, engine. Touches no disk (``shouli check``)."""
    catalogue = load_catalogue(Path(settings.catalogue) if settings.catalogue else None).at(settings.office)
    roots = load_roots(Path(settings.signature_roots)) if settings.signature_roots else ()
    offset = timedelta(seconds=settings.clock_offset_seconds)
    return Services(
        database=database or Database("sqlite://"), store=DirectoryStore(settings.store), catalogue=catalogue,
        office=_office(settings, catalogue), engine=_lazy_engine(settings),
        reader=_reader(settings, roots), accounts={}, signature_roots=roots,
        clock=lambda: datetime.now(UTC) + offset, limits=Limits(), intake_limits=IntakeLimits(),
        letters_per_sender_and_day=settings.letters_per_sender_and_day, demo=settings.demo,
        proxies=settings.proxies,
    )


def _reader(settings: Settings, roots: tuple[bytes, ...]) -> str:
    """Return what readings depend on; findings about signatures hang on the roots."""
    trust = f"/{hashlib.sha256(b''.join(roots)).hexdigest()[:12]}" if roots else ""
    return f"{READER_VERSION}/{settings.ocr_engine}/{settings.models or 'small'}{trust}"


def _office(settings: Settings, catalogue: Catalogue) -> Office:
    office = catalogue.offices.get(settings.office)
    if office is None:
        raise ConfigurationError(reason=f"没有“{settings.office}”这一机关，可选：{'、'.join(catalogue.offices)}")
    return replace(office, policy=settings.policy) if settings.policy else office


def _lazy_engine(settings: Settings) -> Callable[[], OcrEngine]:
    @cache
    def engine() -> OcrEngine:
        models = Path(settings.models) if settings.models else None
        return make_engine(settings.ocr_engine, models, settings.threads)

    return engine


def make_source(one: Mailbox, settings: Settings) -> MailSource:
    """Make the source of a mailbox; nothing is opened yet."""
    if one.kind == "maildir":
        return MaildirSource(one.name, one.channel, Path(one.path))
    if one.kind == "fax":
        return FaxSpoolSource(one.name, one.channel, Path(one.path), quiet_seconds=settings.fax_quiet_seconds)
    return ImapSource(
        ImapSettings(
            name=one.name, channel=one.channel, host=one.host, port=one.port, user=one.user, password=one.password,
            tls=one.tls, folders=one.folders, junk_folder=one.junk_folder or None,
            certificate_authority=one.certificates or None,
        )
    )


def _accounts(one: Outgoing) -> list[tuple[str, Account]]:
    account = Account(one.address, make_mailer(one))
    return [(channel, account) for channel in one.channels or ("",)]


def make_mailer(one: Outgoing) -> Mailer:
    """Make the mailer of an account; nothing is opened yet."""
    if one.kind == "outbox":
        return OutboxMailer(Path(one.path))
    return SmtpMailer(
        SmtpSettings(
            host=one.host, port=one.port, tls=_TLS[one.tls], user=one.user, password=one.password,
            certificates=one.certificates or None,
        )
    )
