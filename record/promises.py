"""What the record promises of the store and of itself, asked for as a whole."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from cases.case import LetterState, StepKind, StepState
from record.chain_tables import CHAIN_LINKS
from record.office_tables import DAILY_REPORTS
from record.repository import CaseRepository
from record.ruling_tables import RULINGS
from record.tables import AUDIT, FILES, LETTERS, MESSAGES, STEPS


def digests_named(
    connection: sa.Connection, since: datetime | None = None, case_id: str | None = None
) -> list[tuple[str, str, str]]:
    """Return kind, name and digest of everything that must lie in the store.

    Args:
        connection: A reading transaction.
        since: Only of mails and cases that changed since then; None: of all.
        case_id: Only of what this case alone holds: no mail, no daily report.
    """
    cases, mails = _changed("case", since), _changed("message", since)
    if case_id is not None:
        cases, mails = sa.select(sa.literal(case_id)), sa.select(sa.literal(""))
    queries = {
        "邮件": sa.select(MESSAGES.c.key, MESSAGES.c.sha256).where(
            MESSAGES.c.state != "erased", _among(MESSAGES.c.id, mails)
        ),
        "文件": sa.select(FILES.c.name, FILES.c.sha256).where(_among(FILES.c.case_id, cases)),
        "信件": sa.select(LETTERS.c.subject, LETTERS.c.content_sha256).where(_among(LETTERS.c.case_id, cases)),
    }
    found = [(kind, row[0], row[1]) for kind, query in queries.items() for row in connection.execute(query)]
    rulings = connection.execute(sa.select(RULINGS.c.id, RULINGS.c.shown).where(_among(RULINGS.c.case_id, cases)))
    found += [("回答所见", row[0], digest) for row in rulings for digest in row[1].get("crops", ())]
    if case_id is not None:
        return found
    reports = connection.execute(sa.select(DAILY_REPORTS.c.day, DAILY_REPORTS.c.sha256))
    return [*found, *(("日报", str(day), digest) for day, digest in reports)]


def state_differs(connection: sa.Connection) -> list[str]:
    """Return the numbers of cases whose state is not the one their last recorded move led to (trust I27)."""
    return CaseRepository(connection).cases_without_audit()


def letters_without_step(connection: sa.Connection) -> list[str]:
    """Return the subjects of letters that wait to leave and that nothing sends."""
    sent = sa.select(STEPS.c.subject).where(STEPS.c.kind == StepKind.LETTER)
    query = sa.select(LETTERS.c.subject).where(LETTERS.c.state == LetterState.QUEUED, LETTERS.c.id.not_in(sent))
    return [str(one) for one in connection.execute(query.order_by(LETTERS.c.id)).scalars()]


def last_activity(connection: sa.Connection) -> datetime:
    """Return when anything last happened, by the record's own time: a copy is measured by its own days."""
    newest = (sa.select(AUDIT.c.at).order_by(AUDIT.c.serial.desc()).limit(1),
              sa.select(MESSAGES.c.stored_at).order_by(MESSAGES.c.id.desc()).limit(1))
    times = [connection.execute(query).scalar() for query in newest]
    return max((one for one in times if one is not None), default=datetime.fromtimestamp(0, UTC))


def overdue_steps(connection: sa.Connection, before: datetime) -> int:
    """Count steps that were to be done before a time and are not."""
    waits = sa.and_(STEPS.c.state == StepState.QUEUED, STEPS.c.not_before < before)
    hangs = sa.and_(STEPS.c.state == StepState.RUNNING, STEPS.c.lease_until < before)
    return int(connection.execute(sa.select(sa.func.count()).select_from(STEPS).where(waits | hangs)).scalar_one())


def _changed(kind: str, since: datetime | None) -> sa.Select[tuple[str]] | None:
    if since is None:
        return None
    return sa.select(CHAIN_LINKS.c.subject).where(CHAIN_LINKS.c.kind == kind, CHAIN_LINKS.c.at >= since)


def _among(column: sa.Column[str], subjects: sa.Select[tuple[str]] | None) -> sa.ColumnElement[bool]:
    return sa.true() if subjects is None else column.in_(subjects)
