"""Delivery: hand a frozen letter over, once; what cannot be handed over goes to an officer (trust I16, I17, Q24)."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from cases.case import Flag, Letter, LetterState, Step
from cases.errors import DeliveryDeferred, DeliveryRejected, DeliveryUncertain
from casework.services import Services
from record import audit
from record.letters import LetterRepository
from record.repository import CaseRepository
from record.steps import StepRepository, claim
from record.tasks import TaskRepository

SEND_AGAIN_AFTER = tuple(timedelta(minutes=minutes) for minutes in (2, 5, 15, 30, 60, 120, 240, 480, 960, 960))
"""Back-off after a passing refusal: 2, 5, 15, 30, 60 min … about 48 h in all (trust Q24)."""


def send_letter(services: Services, step: Step) -> None:
    """Hand a frozen letter over, once.

    ``sending`` is committed before the first byte. A letter found in that state was cut off in between: it may be
    out, so it is repeated at most once with the same Message-ID, then an officer looks (trust I17).
    """
    with services.database.begin() as connection:
        letters = LetterRepository(connection)
        letter = letters.get(step.subject)
        cut_off = letter.state is LetterState.SENDING
        if cut_off and letter.attempts >= 2:
            _give_up(connection, services, letter, step, DeliveryUncertain.code)
            return
        ready = (LetterState.QUEUED, LetterState.SENDING, LetterState.UNCERTAIN)  # not: sent, failed, void
        if not letters.move(letter.id, ready, LetterState.SENDING, attempts=letter.attempts + 1):
            claim(connection, step)
            return
        channel = CaseRepository(connection).get(letter.case_id).channel
    account = services.account(channel)
    try:
        if account is None or letter.recipient is None:
            raise DeliveryRejected(reason="没有可用的发信账户或收件地址")
        account.mailer.send(letter.sender, letter.recipient, services.store.get(letter.content_sha256))
    except (DeliveryDeferred, DeliveryUncertain, DeliveryRejected) as error:
        _delivery_failed(services, step, letter, error)
        return
    now = services.clock()
    with services.database.begin() as connection:
        LetterRepository(connection).move(letter.id, (LetterState.SENDING,), LetterState.SENT, sent_at=now, error="")
        audit.record(
            connection, case_id=letter.case_id, at=now, actor="system", event="letter-sent",
            detail={"letter": letter.id},
        )
        StepRepository(connection).finish(step)  # sent is sent, even where another attempt has the lease by now


def _delivery_failed(
    services: Services, step: Step, letter: Letter, error: DeliveryDeferred | DeliveryUncertain | DeliveryRejected
) -> None:
    """Try again later where that makes sense, else give the letter to an officer."""
    now = services.clock()
    with services.database.begin() as connection:
        letters = LetterRepository(connection)
        if isinstance(error, DeliveryDeferred) and step.fence <= len(SEND_AGAIN_AFTER):
            # nothing was accepted: the attempt does not count, what came before it does
            before = LetterState.UNCERTAIN if letter.attempts else LetterState.QUEUED
            letters.move(letter.id, (LetterState.SENDING,), before, attempts=letter.attempts, error=error.code)
            wait = SEND_AGAIN_AFTER[step.fence - 1]
            StepRepository(connection).give_back(step, now + wait, error.code, final=False)
        elif isinstance(error, DeliveryUncertain) and letter.attempts < 1:
            letters.move(letter.id, (LetterState.SENDING,), LetterState.UNCERTAIN, error=error.code)
            StepRepository(connection).give_back(step, now + SEND_AGAIN_AFTER[0], error.code, final=False)
        else:
            _give_up(connection, services, letter, step, error.code)


def _give_up(connection: sa.Connection, services: Services, letter: Letter, step: Step, code: str) -> None:
    now = services.clock()
    repository = CaseRepository(connection)
    waiting = (LetterState.SENDING, LetterState.QUEUED)
    uncertain = code == DeliveryUncertain.code
    end = LetterState.UNCERTAIN if uncertain else LetterState.FAILED
    LetterRepository(connection).move(letter.id, waiting, end, error=code)
    case = repository.get(letter.case_id)
    fate = "是否送达无法确定" if uncertain else "未能送达"
    TaskRepository(connection).add(case, "letter-failed", f"信件{fate}，请核对收件地址并以其他方式告知申请单位。", now)
    if Flag.LETTER_FAILED not in case.flags:
        repository.change(case, now, flags=[*case.flags, Flag.LETTER_FAILED])
    audit.record(
        connection, case_id=case.id, at=now, actor="system", event="letter-failed",
        detail={"letter": letter.id, "code": code},
    )
    StepRepository(connection).give_back(step, now, code, final=True)
