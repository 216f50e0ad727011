"""Delivery: hand a frozen letter over, once; what cannot be handed over goes to an officer (trust I16, I17, Q24)."""

from __future__ import annotations

from datetime import timedelta

import structlog

from cases.case import Flag, Letter, LetterState, Step
from cases.errors import AccountRefused, DeliveryDeferred, DeliveryRejected, DeliveryUncertain
from cases.history import AuditEvent
from cases.tasks import TaskKind
from casework.services import Services
from casework.work import Work
from record.steps import claim

LOG = structlog.get_logger()
ACCOUNT_PAUSE = timedelta(minutes=10)
"""How long an account rests after its login was refused: more tries get it locked (trust Q2)."""
SEND_AGAIN_AFTER = tuple(timedelta(minutes=minutes) for minutes in (2, 5, 15, 30, 60, 120, 240, 480, 960, 960))
"""Back-off after a passing refusal: 2, 5, 15, 30, 60 min … about 48 h in all (trust Q24)."""


def send_letter(services: Services, step: Step) -> None:
    """Hand a frozen letter over, once.

    ``sending`` is committed before the first byte. A letter found in that state was cut off in between: it may be
    out, so it is repeated at most once with the same Message-ID, then an officer looks (trust I17).
    """
    with services.work() as work:
        letter = work.letters.get(step.subject)
        refused_until = work.letters.refused_until(letter.sender, work.now, ACCOUNT_PAUSE)
        if refused_until is not None:
            work.steps.wait(step, refused_until, AccountRefused.code)
            return
        cut_off = letter.state is LetterState.SENDING
        if cut_off and letter.attempts >= 2:
            _give_up(work, letter, step, DeliveryUncertain.code)
            return
        ready = (LetterState.QUEUED, LetterState.SENDING, LetterState.UNCERTAIN)  # not: sent, failed, void
        if not work.letters.move(letter.id, ready, LetterState.SENDING, attempts=letter.attempts + 1):
            claim(work.connection, step)
            return
        channel = work.cases.get(letter.case_id).channel
    account = services.account(channel)
    try:
        if account is None or letter.recipient is None:
            raise DeliveryRejected(reason="没有可用的发信账户或收件地址")
        account.mailer.send(letter.sender, letter.recipient, services.store.get(letter.content_sha256))
    except AccountRefused as error:
        _wait_for_account(services, step, letter, error)
        return
    except (DeliveryDeferred, DeliveryUncertain, DeliveryRejected) as error:
        _delivery_failed(services, step, letter, error)
        return
    with services.work() as work:
        work.letters.move(letter.id, (LetterState.SENDING,), LetterState.SENT, sent_at=work.now, error="")
        work.record(AuditEvent.LETTER_SENT, letter.case_id, "system", letter=letter.id)
        work.steps.finish(step)  # sent is sent, even where another attempt has the lease by now


def _wait_for_account(services: Services, step: Step, letter: Letter, error: AccountRefused) -> None:
    """Let the letter wait as if it had not been tried; the account's other letters then wait without a login."""
    LOG.error("letters.account-refused", code=error.code, pause_seconds=ACCOUNT_PAUSE.total_seconds())
    with services.work() as work:
        before = LetterState.UNCERTAIN if letter.attempts else LetterState.QUEUED
        work.letters.move(letter.id, (LetterState.SENDING,), before, attempts=letter.attempts, error=error.code)
        work.steps.wait(step, work.now + ACCOUNT_PAUSE, error.code)


def _delivery_failed(
    services: Services, step: Step, letter: Letter, error: DeliveryDeferred | DeliveryUncertain | DeliveryRejected
) -> None:
    """Try again later where that makes sense, else give the letter to an officer."""
    LOG.warning("letter.failed", letter=letter.id, code=error.code)
    with services.work() as work:
        if isinstance(error, DeliveryDeferred) and step.fence <= len(SEND_AGAIN_AFTER):
            # nothing was accepted: the attempt does not count, what came before it does
            before = LetterState.UNCERTAIN if letter.attempts else LetterState.QUEUED
            work.letters.move(letter.id, (LetterState.SENDING,), before, attempts=letter.attempts, error=error.code)
            wait = SEND_AGAIN_AFTER[step.fence - 1]
            work.steps.give_back(step, work.now + wait, error.code, final=False)
        elif isinstance(error, DeliveryUncertain) and letter.attempts < 1:
            work.letters.move(letter.id, (LetterState.SENDING,), LetterState.UNCERTAIN, error=error.code)
            work.steps.give_back(step, work.now + SEND_AGAIN_AFTER[0], error.code, final=False)
        else:
            _give_up(work, letter, step, error.code)


def _give_up(work: Work, letter: Letter, step: Step, code: str) -> None:
    waiting = (LetterState.SENDING, LetterState.QUEUED)
    uncertain = code == DeliveryUncertain.code or letter.attempts > 0  # an earlier attempt may have left
    end = LetterState.UNCERTAIN if uncertain else LetterState.FAILED
    work.letters.move(letter.id, waiting, end, error=code)
    case = work.cases.get(letter.case_id)
    fate = "是否送达无法确定" if uncertain else "未能送达"
    work.tasks.renew(case, TaskKind.LETTER_FAILED, f"信件{fate}，请核对收件地址并以其他方式告知申请单位。", work.now)
    if Flag.LETTER_FAILED not in case.flags:
        work.cases.change(case, work.now, flags=[*case.flags, Flag.LETTER_FAILED])
    work.record(AuditEvent.LETTER_FAILED, case.id, "system", letter=letter.id, code=code)
    work.steps.give_back(step, work.now, code, final=True)
