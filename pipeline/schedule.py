"""Schedule: look at the mailboxes, watch the clocks, and sweep up what a crash left behind.

The sweeper compares the record with the queue: steps whose holder died are queued again, queued steps
without a job get one. Losing Redis therefore loses nothing (trust I10).
"""

from __future__ import annotations

import os
import random
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import redis
import structlog

from cases import queue_names
from cases.error_places import place_of
from cases.errors import SourceRefused, SourceUnavailable
from cases.working_days import receipt_date
from casework.clock_watch import watch_clocks
from casework.filling import fill_copies
from casework.services import Services
from intake.source import MailSource
from pipeline import queues, stages
from pipeline.daily_reports import keep_daily_reports
from pipeline.mailbox import Mailbox
from pipeline.maintenance import keep_anchor
from record.steps import StepRepository

LOG = structlog.get_logger()
ANSWERS_KEPT = timedelta(days=7)
"""How long the same request with the same key gets its first answer: no program tries again after that."""
FREE_SHARE = 0.1
"""Below this share of free disk nothing is fetched (trust I32)."""


def poll_source(
    services: Services, source: MailSource, stopping: threading.Event | None = None, mailbox: Mailbox | None = None,
    since: datetime | None = None,
) -> int:
    """Take in what a source has new, until told to stop; return the number of new messages.

    Each message is stored and committed before its source is told; one that cannot be marked there is ours too.

    Args:
        services: Database, store, clock.
        source: What is polled.
        stopping: Set when the service stops.
        mailbox: What is known of this source from polls before.
        since: Take in what came since then; None: since the mailbox is ours.
    """
    mailbox = mailbox or Mailbox(services, source.name)
    stopping = stopping or threading.Event()
    if since is not None:  # asked for: what is noted of the mailbox is its poller's
        return _take_in(services, source, stopping, mailbox, since)
    try:
        return _take_in(services, source, stopping, mailbox, mailbox.since())
    finally:
        mailbox.note(source)


def _take_in(
    services: Services, source: MailSource, stopping: threading.Event, mailbox: Mailbox, since: datetime
) -> int:
    taken = unmarked = 0
    for raw in source.poll(mailbox.known, since):
        if stopping.is_set():
            break
        if _disk_full(services):
            LOG.error("poll.disk-full", source=source.name)
            break
        taken += stages.store_message(services, source.name, raw) is not None
        try:
            source.acknowledge(raw.key)
        except SourceUnavailable:
            unmarked += 1
    else:
        mailbox.known.forget_absent()
    if unmarked:
        LOG.warning("poll.unmarked", source=source.name, messages=unmarked)
    return taken


def sweep(services: Services) -> int:
    """Queue again what dead workers held, and what has no job; return how many jobs were made."""
    with services.database.begin() as connection:
        steps = StepRepository(connection)
        released = steps.release_dead([one for one in steps.holders() if _is_dead(one)], services.clock())
    if released:
        LOG.warning("sweep.released", steps=released)
    return enqueue_due(services)


def remind(services: Services, done: date | None = None) -> date | None:
    """Do what the passing of days asks for, and return the newest day of which all is done.

    Clocks run by days of the office, so a caller that keeps the answer looks once a day; a case that could not be
    dealt with is tried again at once, and looking again does nothing twice.
    """
    today = receipt_date(services.clock())
    if today == done:
        return done
    with services.work() as work:
        work.officers.forget_answers(work.now - ANSWERS_KEPT)
    whole = watch_clocks(services)
    return today if whole else done


def enqueue_due(services: Services) -> int:
    """Put every step whose time has come on its queue, unless it is there; a queue store that is away is no error."""
    if services.redis is None:
        return 0
    with services.database.begin() as connection:
        steps, now = StepRepository(connection), services.clock()
        due = [step for name in queue_names.ALL for step in steps.due(now, name)]  # each: no queue hides another's
    try:
        return queues.enqueue(services.redis, due)
    except redis.RedisError as error:  # the record knows what is due; the sweeper asks again
        LOG.warning("queue.unavailable", kind=type(error).__name__)
        return 0


def run_poller(services: Services, source: MailSource, seconds: float, stop: threading.Event) -> None:
    """Poll one source until told to stop, then close it; a refused login is waited out far longer than a lost link."""
    mailbox = Mailbox(services, source.name)
    while not stop.is_set():
        wait = seconds
        try:
            taken = poll_source(services, source, stop, mailbox)
            if taken:
                LOG.info("poll.taken", source=source.name, messages=taken)
        except SourceRefused as error:
            LOG.error("poll.refused", source=source.name, code=error.code)
            wait = max(seconds * 20, 600.0)  # a refused login is never hammered: accounts get locked (trust Q2)
        except SourceUnavailable as error:
            LOG.warning("poll.unavailable", source=source.name, code=error.code)
        except Exception as error:  # a poller never stops for one bad message (trust I6)
            LOG.error("poll.failed", source=source.name, kind=type(error).__name__, where=place_of(error))
        stop.wait(wait * random.uniform(0.9, 1.1))
    source.close()


def run_sweeper(services: Services, seconds: float, stop: threading.Event) -> None:
    """Sweep until told to stop, watch the clocks, keep daily reports and anchors; none stops another by failing."""
    watched: date | None = None
    filling = threading.Thread(target=_fill, args=(services, stop), daemon=True)
    filling.start()  # beside the rest: of a large record it takes a while
    while not stop.is_set():
        with _logged("sweep.failed"):
            sweep(services)
        with _logged("clocks.failed"):
            watched = remind(services, watched)
        with _logged("reports.failed"):
            keep_daily_reports(services)
        with _logged("anchors.failed"):
            keep_anchor(services)
        stop.wait(seconds)
    filling.join()


def _fill(services: Services, stop: threading.Event) -> None:
    with _logged("copies.failed"):
        fill_copies(services, stop)


@contextmanager
def _logged(event: str) -> Iterator[None]:
    """Let nothing that goes wrong stop what comes after; it is tried again in the next round."""
    try:
        yield
    except Exception as error:
        LOG.error(event, kind=type(error).__name__, where=place_of(error))


def _is_dead(holder: str) -> bool:
    """Tell whether a holder on this host has no process any more; other hosts' leases run out by themselves."""
    host, _, process = holder.rpartition(":")
    if host != socket.gethostname():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return _is_zombie(int(process))


def _is_zombie(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as stream:
            return stream.read().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return False


def _disk_full(services: Services) -> bool:
    folder = services.disk
    if folder is None:
        return False
    usage = shutil.disk_usage(folder)
    return usage.free < usage.total * FREE_SHARE
