"""Jobs: what RQ calls. A step's id in, one stage, one commit; safe to run twice."""

from __future__ import annotations

import os
import socket
import time
from functools import cache

import structlog

from cases.case import Step, StepKind
from cases.error_places import place_of
from cases.errors import ShouliError
from casework.services import Services
from pipeline import stages
from pipeline.bootstrap import build_services
from pipeline.settings import load_settings
from record.steps import MAX_ATTEMPTS, LeaseLost

LOG = structlog.get_logger()
SHOW_EVERY = 2.0
"""Seconds between two words on how far a case is read; each renews the step's lease, which lasts 90."""


class AttemptsUsedUp(Exception):
    """A step has been tried as often as it may be; no attempt lived to say why it failed."""


@cache
def services() -> Services:
    """Return this worker's services: one engine, one database, for the life of the process."""
    settings = load_settings()
    return build_services(settings, redis_url=settings.redis_url or None)


def warm_up() -> None:
    """Load the engine and make it ready before the first job; where that fails the jobs will say why."""
    try:
        services().engine().warm_up()
    except ShouliError as error:
        LOG.warning("worker.cold", code=error.code)


def holder() -> str:
    """Return the name a lease is held under: host and process."""
    return f"{socket.gethostname()}:{os.getpid()}"


def run_step(step_id: str) -> None:
    """Lease a step and do its work. What fails is tried again by the sweeper, three times in all."""
    work(services(), step_id)


def work(services: Services, step_id: str) -> None:
    """Do one step with the given services."""
    with services.work() as work:
        step = work.steps.lease(step_id, holder(), work.now)
    if step is None:
        return
    log = LOG.bind(step=step.id, kind=step.kind, attempt=step.fence)
    started = time.monotonic()
    try:
        if step.fence > MAX_ATTEMPTS and step.kind is not StepKind.LETTER:
            raise AttemptsUsedUp(step.id)  # the attempts before were killed in the middle (trust I8)
        _do(services, step)
    except LeaseLost:
        log.warning("step.lost")
        return
    except Exception as error:  # one bad message never stops the others (trust I6)
        code = error.code if isinstance(error, ShouliError) else type(error).__name__
        final = step.fence >= MAX_ATTEMPTS and step.kind is not StepKind.LETTER
        log.error("step.failed", code=code, final=final, where=place_of(error))
        stages.fail_step(services, step, code, final=final)
        return
    log.info("step.done", seconds=round(time.monotonic() - started, 3))


def _do(services: Services, step: Step) -> None:
    if step.kind is StepKind.PARSE:
        stages.open_cases(services, step)
    elif step.kind is StepKind.READ:
        stages.judge_case(services, step, _Beat(services, step))
    elif step.kind is StepKind.ACT:
        stages.finish_leaving(services, step)
    else:
        stages.send_letter(services, step)


class _Beat:
    """Shows how far a case is read, and renews the step's lease, now and then between pages."""

    def __init__(self, services: Services, step: Step) -> None:
        self._services, self._step, self._last = services, step, time.monotonic()

    def __call__(self, phrase: str) -> None:
        if time.monotonic() - self._last < SHOW_EVERY:
            return
        self._last = time.monotonic()
        with self._services.work() as work:
            if not work.steps.renew(self._step, work.now):
                raise LeaseLost(self._step.id)
            work.progress.note(self._step.subject, phrase, work.now)
