"""CaseRepository: cases, what messages brought to them, their reports. The caller owns the transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from cases.case import Case, CaseFile, new_id
from cases.errors import CaseNotFound, NotFound, VersionConflict
from cases.history import AuditEntry, AuditEvent
from cases.lifecycle import OPEN_STATES, Event, State, advance
from cases.submission import FileKind
from record import audit
from record.chain.rows import Kind
from record.inserts import add_once, insert, put
from record.material_tables import DISCARDED_FILES
from record.scoping import Scope
from record.tables import AUDIT, CASE_MESSAGES, CASE_NUMBERS, CASES, FILES, MESSAGES, REPORTS
from record.touched import mark_changed, touch

BEIJING = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases a list shows; None asks for nothing.

    Attributes:
        due_before: Their next date lies before this time.
        text: Part of the unit, the number or the subject.
    """

    state: str | None = None
    item: str | None = None
    flag: str | None = None
    due_before: datetime | None = None
    text: str | None = None

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        """Return what is asked for, as SQL."""
        found: list[sa.ColumnElement[bool]] = []
        if self.state is not None:
            found.append(CASES.c.state == self.state)
        if self.item is not None:
            found.append(CASES.c.item == self.item)
        if self.flag is not None:
            found.append(sa.cast(CASES.c.flags, sa.Text).contains(f'"{self.flag}"', autoescape=True))
        if self.due_before is not None:
            found.append(CASES.c.due_at < self.due_before)
        if self.text is not None:
            columns = (CASES.c.unit, CASES.c.number, CASES.c.subject)
            found.append(sa.or_(*(column.contains(self.text, autoescape=True) for column in columns)))
        return found


ALL_CASES = CaseFilter()


@dataclass(frozen=True, slots=True)
class Words:
    """A mail of a case as it was said."""

    case: Case
    subject: str
    body: str


class CaseRepository:
    """The only SQL about cases, their files and reports."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    # ---- cases

    def add(self, now: datetime, received_at: datetime, **values: Any) -> Case:
        """Open a case in state ``received`` with a fresh number and return it."""
        case_id = new_id(now)
        self._connection.execute(
            CASES.insert().values(
                id=case_id, number=self._next_number(received_at), state=State.RECEIVED, version=1, revision=1,
                outcome=None, received_at=received_at, updated_at=now, **values,
            )
        )
        audit.record(self._connection, AuditEntry(case_id, now, "system", AuditEvent.RECEIVE, after=State.RECEIVED))
        return self.get(case_id)

    def get(self, case_id: str, scope: Scope | None = None) -> Case:
        """Return the case by id or printed number.

        Raises:
            CaseNotFound: No such case, or none that the scope shows.
        """
        query = sa.select(CASES).where(sa.or_(CASES.c.id == case_id, CASES.c.number == case_id))
        if scope is not None:
            query = query.where(*scope.conditions())
        row = self._connection.execute(query).one_or_none()
        if row is None:
            raise CaseNotFound(case_id=case_id)
        return case_of(row)

    def page(
        self, scope: Scope, wanted: CaseFilter = ALL_CASES, *, after: str | None = None, limit: int = 50
    ) -> list[Case]:
        """Return cases that a scope shows, newest first, beginning behind the case id ``after``."""
        conditions = [*scope.conditions(), *wanted.conditions()]
        if after is not None:
            conditions.append(CASES.c.id < after)
        query = sa.select(CASES).where(*conditions).order_by(CASES.c.id.desc()).limit(limit)
        return [case_of(row) for row in self._connection.execute(query)]

    def change(self, case: Case, now: datetime, **values: Any) -> Case:
        """Write values if nobody changed the case since it was loaded.

        Raises:
            VersionConflict: Somebody did.
        """
        result = self._connection.execute(
            CASES.update()
            .where(CASES.c.id == case.id, CASES.c.version == case.version)
            .values(version=case.version + 1, updated_at=now, **values)
        )
        if result.rowcount != 1:
            raise VersionConflict(expected=case.version, actual=self.get(case.id).version)
        touch(self._connection, case.id)
        return self.get(case.id)

    def move(
        self, case: Case, event: Event, now: datetime, *, actor: str, detail: Mapping[str, object] | None = None,
        **values: Any,
    ) -> Case:
        """Move the case along the life cycle and record who moved it and why.

        Raises:
            MoveNotAllowed: The life cycle has no such move.
            VersionConflict: Somebody else changed the case.
        """
        target = advance(case.state, event)
        moved = self.change(case, now, state=target, **values)
        audit.record(self._connection, AuditEntry(case.id, now, actor, event, case.state, target, detail or {}))
        return moved

    def show_dues(self, case_id: str, notice_due: datetime | None, due_at: datetime | None) -> None:
        """Write what the clocks say; what anybody has seen of the case stays valid, so its version stays."""
        self._connection.execute(
            CASES.update().where(CASES.c.id == case_id).values(notice_due=notice_due, due_at=due_at)
        )
        touch(self._connection, case_id)

    def watched(self, before: datetime, after: str = "", limit: int = 200) -> list[str]:
        """Return ids of cases whose next date lies before a time, in order, beginning behind the id ``after``."""
        query = sa.select(CASES.c.id).where(CASES.c.due_at < before, CASES.c.id > after)
        return [str(one) for one in self._connection.execute(query.order_by(CASES.c.id).limit(limit)).scalars()]

    def open_case(self, office: str, applicant: str | None, unit: str | None, item: str | None) -> Case | None:
        """Return the newest open case of this sender, unit and item, None when there is none."""
        query = (
            sa.select(CASES)
            .where(CASES.c.office == office, CASES.c.applicant == applicant, CASES.c.unit == unit, CASES.c.item == item)
            .where(CASES.c.state.in_(OPEN_STATES))
            .order_by(CASES.c.id.desc())
            .limit(1)
        )
        row = self._connection.execute(query).one_or_none()
        return case_of(row) if row is not None else None

    def of_sender(self, office: str, applicant: str, states: Sequence[State]) -> list[Case]:
        """Return a sender's cases in some states, newest first."""
        query = sa.select(CASES).where(
            CASES.c.office == office, CASES.c.applicant == applicant, CASES.c.state.in_(states)
        )
        return [case_of(row) for row in self._connection.execute(query.order_by(CASES.c.id.desc()))]

    def of_unit(self, scope: Scope, unit: str, limit: int) -> list[Case]:
        """Return the cases of a unit that a scope shows, newest first."""
        query = sa.select(CASES).where(*scope.conditions(), CASES.c.unit == unit)
        return [case_of(row) for row in self._connection.execute(query.order_by(CASES.c.id.desc()).limit(limit))]

    # ---- what a message brought to a case

    def join(self, case: Case, message_id: str, **values: Any) -> None:
        """Note that a message belongs to a case."""
        mark_changed(self._connection, Kind.CASE, case.id)
        self._connection.execute(
            CASE_MESSAGES.insert().values(case_id=case.id, message_id=message_id, revision=case.revision, **values)
        )

    def unjoin(self, case: Case, message_id: str) -> None:
        """Forget that a message belongs to a case; it is about to be entered anew."""
        mark_changed(self._connection, Kind.CASE, case.id)
        key = (CASE_MESSAGES.c.case_id == case.id, CASE_MESSAGES.c.message_id == message_id)
        self._connection.execute(CASE_MESSAGES.delete().where(*key))

    def joined(self, case_id: str) -> list[dict[str, Any]]:
        """Return the messages of a case, oldest first: subject, body, ids, findings, revision."""
        query = sa.select(CASE_MESSAGES).where(CASE_MESSAGES.c.case_id == case_id)
        rows = self._connection.execute(query.order_by(CASE_MESSAGES.c.revision, CASE_MESSAGES.c.message_id))
        return [dict(row._mapping) for row in rows]

    def words_of_sender(self, office: str, applicant: str, limit: int) -> list[Words]:
        """Return what a sender's mails said that opened cases without any file, newest first."""
        material = sa.exists().where(FILES.c.case_id == CASES.c.id, FILES.c.kind != FileKind.BY_PRODUCT)
        query = sa.select(CASES, CASE_MESSAGES.c.subject.label("said_subject"), CASE_MESSAGES.c.body)
        query = query.select_from(CASES).join(CASE_MESSAGES, CASE_MESSAGES.c.case_id == CASES.c.id)
        query = query.where(CASES.c.office == office, CASES.c.applicant == applicant, ~material)
        rows = self._connection.execute(query.order_by(CASES.c.id.desc()).limit(limit))
        return [Words(case_of(row), row.said_subject, row.body) for row in rows]

    def case_of_rfc_ids(self, ids: Sequence[str]) -> str | None:
        """Return the case that a message with one of these Message-IDs belongs to."""
        query = sa.select(CASE_MESSAGES.c.case_id).where(CASE_MESSAGES.c.rfc_id.in_(ids)).limit(1)
        found = self._connection.execute(query).scalar()
        return str(found) if found is not None else None

    def cases_of_message(self, message_id: str) -> list[Case]:
        """Return the cases that a message was joined to."""
        query = sa.select(CASES).join(CASE_MESSAGES).where(CASE_MESSAGES.c.message_id == message_id)
        return [case_of(row) for row in self._connection.execute(query.order_by(CASES.c.id))]

    def unparsed_message(self, case_id: str) -> str | None:
        """Return the message of a case that could not be parsed, None when there is none."""
        query = sa.select(MESSAGES.c.id).join(CASE_MESSAGES).where(CASE_MESSAGES.c.case_id == case_id)
        found = self._connection.execute(query.where(MESSAGES.c.state == "failed").limit(1)).scalar()
        return str(found) if found is not None else None

    def add_file(self, case: Case, now: datetime, **values: Any) -> None:
        """Add a file to the case's present revision, behind those it has."""
        mark_changed(self._connection, Kind.CASE, case.id)
        last = sa.select(sa.func.max(FILES.c.position)).where(FILES.c.case_id == case.id).scalar_subquery()
        row = {
            "id": new_id(now), "case_id": case.id, "revision": case.revision, "position": sa.func.coalesce(last + 1, 0),
            **values,
        }
        while not add_once(self._connection, FILES, ("case_id", "position"), row):
            pass  # somebody else took the place behind the last: the next one it is

    def files(self, case_id: str) -> list[CaseFile]:
        """Return the files of a case that count, in order of arrival: their positions run from 0."""
        return [one for one in self.all_files(case_id) if one.discarded is None]

    def all_files(self, case_id: str) -> list[CaseFile]:
        """Return the files of a case, those that an officer discarded last."""
        query = sa.select(FILES, DISCARDED_FILES.c.reason.label("discarded")).outerjoin(DISCARDED_FILES)
        rows = self._connection.execute(query.where(FILES.c.case_id == case_id).order_by(FILES.c.position))
        return [CaseFile(**{**row._mapping, "findings": tuple(row.findings)}) for row in rows]

    def known_files(self, case_id: str) -> frozenset[str]:
        """Return the digests of the files of a case."""
        query = sa.select(FILES.c.sha256).where(FILES.c.case_id == case_id)
        return frozenset(self._connection.execute(query).scalars())

    # ---- reports

    def keep_report(self, case: Case, now: datetime, *, rules: str, reader: str, content: dict[str, Any]) -> None:
        """Keep the report of the case's present revision, replacing an earlier one of the same revision."""
        put(self._connection, REPORTS, {
            "case_id": case.id, "revision": case.revision, "rules": rules, "reader": reader, "made_at": now,
            "content": content,
        })
        touch(self._connection, case.id)

    def amend_report(self, case: Case, content: dict[str, Any]) -> None:
        """Write the dates that a decision fixed into the report of the case's present revision."""
        key = (REPORTS.c.case_id == case.id, REPORTS.c.revision == case.revision)
        self._connection.execute(REPORTS.update().where(*key).values(content=content))
        touch(self._connection, case.id)

    def report(self, case_id: str) -> dict[str, Any]:
        """Return the newest report of a case.

        Raises:
            NotFound: The case was not judged yet.
        """
        return dict(json.loads(self.report_text(case_id)))

    def report_text(self, case_id: str) -> str:
        """Return the newest report of a case as it is kept, JSON.

        Raises:
            NotFound: The case was not judged yet.
        """
        query = sa.select(sa.cast(REPORTS.c.content, sa.Text)).where(REPORTS.c.case_id == case_id)
        found = self._connection.execute(query.order_by(REPORTS.c.revision.desc()).limit(1)).scalar()
        if found is None:
            raise NotFound(what="审核报告（材料尚在识别中）")
        return str(found)

    def is_judged(self, case_id: str, revision: int) -> bool:
        """Tell whether there is a report of a revision of a case."""
        query = sa.select(REPORTS.c.case_id).where(REPORTS.c.case_id == case_id, REPORTS.c.revision == revision)
        return self._connection.execute(query).scalar() is not None

    def report_before(self, case_id: str, revision: int) -> dict[str, Any] | None:
        """Return the newest report of an earlier revision, None when there is none."""
        query = (
            sa.select(REPORTS.c.content)
            .where(REPORTS.c.case_id == case_id, REPORTS.c.revision < revision)
            .order_by(REPORTS.c.revision.desc())
            .limit(1)
        )
        found = self._connection.execute(query).scalar()
        return dict(found) if found is not None else None

    # ---- what the record promises

    def cases_without_audit(self) -> list[str]:
        """Return the numbers of cases whose state is not the one their last recorded move led to (trust I27)."""
        last = (
            sa.select(AUDIT.c.case_id, sa.func.max(AUDIT.c.serial).label("serial"))
            .where(AUDIT.c.after.is_not(None))
            .group_by(AUDIT.c.case_id)
            .subquery()
        )
        moved = sa.select(AUDIT.c.case_id, AUDIT.c.after).join(last, AUDIT.c.serial == last.c.serial).subquery()
        query = sa.select(CASES.c.number).outerjoin(moved, moved.c.case_id == CASES.c.id)
        query = query.where(sa.or_(moved.c.after.is_(None), moved.c.after != CASES.c.state))
        return [str(number) for number in self._connection.execute(query.order_by(CASES.c.id)).scalars()]

    def _next_number(self, received_at: datetime) -> str:
        day = received_at.astimezone(BEIJING).strftime("%Y%m%d")
        first = insert(self._connection, CASE_NUMBERS).values(day=day, last=1)
        raised = first.on_conflict_do_update(index_elements=["day"], set_={"last": CASE_NUMBERS.c.last + 1})
        number = self._connection.execute(raised.returning(CASE_NUMBERS.c.last)).scalar_one()
        return f"SL{day}-{number:06d}"


def case_of(row: sa.Row[Any]) -> Case:
    """Return a row of the table of cases as a value; columns of other tables beside it are left out."""
    values = {name: row._mapping[name] for name in Case.__dataclass_fields__}
    values["state"] = State(str(values["state"]))
    values["flags"] = tuple(values["flags"])
    return Case(**values)
