"""Work: what one transaction works with.

:meth:`casework.services.Services.work` begins one that writes, :meth:`~casework.services.Services.reading` one that
only reads. What happens to a case stays in functions ``act(work, case, …)``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from cases.case import Case
from cases.history import AuditEntry, AuditEvent, AuditRecord
from cases.lifecycle import Event
from cases.working_days import receipt_date
from casework.accounts import Account, account_of
from casework.situation import Rules, Situation, situation_of
from catalogue.model import Catalogue, Office, ServiceItem
from record import audit
from record.anchors import AnchorRepository
from record.assignments import AssignmentRepository
from record.case_histories import CourseRepository
from record.contacts import ContactRepository
from record.credentials import CredentialRepository
from record.daily_reports import DailyReportRepository
from record.database import Connection
from record.desk import DeskRepository
from record.erasure import ErasureRepository
from record.files import FileStore
from record.joined_seals import JoinedSealRepository
from record.leases import LeaseRepository
from record.letter_edits import LetterEditRepository
from record.letters import LetterRepository
from record.login_attempts import LoginAttemptRepository
from record.mailboxes import MailboxRepository
from record.material import MaterialRepository
from record.messages import MessageRepository
from record.officers import OfficerRepository
from record.progress import ProgressRepository
from record.readings import ReadingRepository
from record.repository import CaseRepository
from record.rulings import RulingRepository
from record.search import SearchRepository
from record.sessions import SessionRepository
from record.stand_ins import StandInRepository
from record.steps import StepRepository
from record.tasks import TaskRepository
from record.tokens import TokenRepository
from record.tolerances import ToleranceRepository
from record.waiting_acts import WaitingActRepository
from record.whitelists import WhitelistRepository

_OF_LETTERS = frozenset({AuditEvent.LETTER_WRITTEN, AuditEvent.LETTER_RELEASED})
"""Lines that change nothing that is known of a case: a letter counts once it has left."""


@dataclass(frozen=True)
class Work:
    """What one transaction works with.

    Attributes:
        connection: The transaction.
        now: Its time, taken once from the clock.
        rulebook: The catalogue as its files say; see :attr:`catalogue`.
        reader: Name and version of reader and engine; readings are kept under it.
        accounts: Outgoing account by channel; the key ``""`` is for all others.
        undo_for: How long a letter that an officer lets leave can be taken back.
        is_trial: What is done is undone again: no paper is set for its letters, which nobody will read.
    """

    connection: Connection
    now: datetime
    rulebook: Catalogue
    office: Office
    store: FileStore
    reader: str
    accounts: Mapping[str, Account]
    letters_per_sender_and_day: int
    undo_for: timedelta = timedelta()
    is_trial: bool = False
    _situations: dict[str, Situation] = field(default_factory=dict, init=False, repr=False)
    _deputies: dict[str, list[str]] = field(default_factory=dict, init=False, repr=False)

    @property
    def today(self) -> date:
        """The office's day."""
        return receipt_date(self.now)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue with the anchor dates of the record, which win over those of its files."""
        anchors = {**self.rulebook.anchors, **self.anchors.all()}
        return replace(self.rulebook, anchors=anchors, place=self.office.code)

    def account(self, channel: str) -> Account | None:
        """Return the account that answers for a channel, None when none is set up."""
        return account_of(self.accounts, channel)

    # ---- a case

    def item(self, case: Case) -> ServiceItem | None:
        """Return the item of a case in the version in force when the case was received."""
        return self.catalogue.item_at(case.item, case.received_at)

    def situation(self, case: Case) -> Situation:
        """Return what is known of a case; it is put together once for each state of the case.

        A new version of the case asks for a new one, and so does a line in its record (:meth:`record`): every change
        of what it is made of writes one.
        """
        known = self._situations.get(case.id)
        if known is None or known.case.version != case.version:
            rules = Rules(self.item(case), self.office, self.catalogue.day_overrides)
            ledger, letters = self.debts.of_case(case.id), self.letters.of_case(case.id)
            known = situation_of(case, rules, self.history(case.id), ledger, letters)
        elif known.case != case:  # only its shown dates differ
            known = replace(known, case=case)
        self._situations[case.id] = known
        return known

    def situation_if(self, case: Case, line: AuditRecord) -> Situation:
        """Return what would be known of a case after one more line of its record; nothing of it is kept.

        Args:
            case: The case as it would stand.
            line: The line.
        """
        rules = Rules(self.item(case), self.office, self.catalogue.day_overrides)
        ledger, letters = self.debts.of_case(case.id), self.letters.of_case(case.id)
        return situation_of(case, rules, [*self.history(case.id), line], ledger, letters)

    def history(self, case_id: str) -> list[AuditRecord]:
        """Return the lines of a case's record, oldest first."""
        return audit.history(self.connection, case_id)

    def record(self, event: Event | AuditEvent, case_id: str | None, actor: str, /, **detail: object) -> None:
        """Append one line to the record, after the change that it tells of.

        Of a deputy's act on a case it names those whom he stands in for, too.

        Args:
            event: What happened.
            case_id: The case; None where it is about none.
            actor: Name of an officer, or ``system``.
            **detail: Ids, codes and an officer's note.
        """
        away = self._away(actor) if case_id is not None else []
        told = {**detail, "stands_in_for": away} if away else detail
        audit.record(self.connection, AuditEntry(case_id, self.now, actor, event, detail=told))
        if case_id is not None and event not in _OF_LETTERS:
            self._situations.pop(case_id, None)

    def _away(self, actor: str) -> list[str]:
        """Return the names of those whom somebody stands in for today."""
        if actor not in self._deputies:
            found = self.stand_ins.of_deputy(self.office.code, actor, self.today)
            self._deputies[actor] = [one.absent for one in found]
        return self._deputies[actor]

    def set_anchor(self, name: str, day: date, by: str) -> None:
        """Set an anchor date; from here on this work's catalogue has it.

        Raises:
            RequestInvalid: There is no such anchor.
        """
        self.anchors.set(name, day, self.now, by=by)
        self.__dict__.pop("catalogue", None)
        self._situations.clear()

    # ---- the record

    @cached_property
    def anchors(self) -> AnchorRepository:
        """Dates that an administrator sets."""
        return AnchorRepository(self.connection)

    @cached_property
    def assignments(self) -> AssignmentRepository:
        """Who has which case in hand."""
        return AssignmentRepository(self.connection)

    @cached_property
    def cases(self) -> CaseRepository:
        """Cases, their files and reports."""
        return CaseRepository(self.connection)

    @cached_property
    def contacts(self) -> ContactRepository:
        """The office's telephones."""
        return ContactRepository(self.connection)

    @cached_property
    def credentials(self) -> CredentialRepository:
        """What officers log in with."""
        return CredentialRepository(self.connection)

    @cached_property
    def daily_reports(self) -> DailyReportRepository:
        """Reports of days that are over."""
        return DailyReportRepository(self.connection)

    @cached_property
    def debts(self) -> ToleranceRepository:
        """The ledger of tolerated materials (容缺台账)."""
        return ToleranceRepository(self.connection)

    @cached_property
    def desk(self) -> DeskRepository:
        """What the desk lists, copied of the rest."""
        return DeskRepository(self.connection)

    @cached_property
    def erasure(self) -> ErasureRepository:
        """What nobody may keep any longer."""
        return ErasureRepository(self.connection)

    @cached_property
    def histories(self) -> CourseRepository:
        """Cases with what happened to them, streamed."""
        return CourseRepository(self.connection)

    @cached_property
    def leases(self) -> LeaseRepository:
        """Who has which case open."""
        return LeaseRepository(self.connection)

    @cached_property
    def joined_seals(self) -> JoinedSealRepository:
        """Verdicts on cross-page seals by the content of their pages."""
        return JoinedSealRepository(self.connection, self.reader)

    @cached_property
    def letter_edits(self) -> LetterEditRepository:
        """What officers changed of letters."""
        return LetterEditRepository(self.connection)

    @cached_property
    def letters(self) -> LetterRepository:
        """Letters, frozen when made."""
        return LetterRepository(self.connection)

    @cached_property
    def login_attempts(self) -> LoginAttemptRepository:
        """Failed log-ins."""
        return LoginAttemptRepository(self.connection)

    @cached_property
    def mailboxes(self) -> MailboxRepository:
        """Since when mailboxes are ours, and what was left in them."""
        return MailboxRepository(self.connection)

    @cached_property
    def material(self) -> MaterialRepository:
        """Files that do not count, cases joined to others, pages looked at without cover."""
        return MaterialRepository(self.connection)

    @cached_property
    def messages(self) -> MessageRepository:
        """What came in and what became of it."""
        return MessageRepository(self.connection)

    @cached_property
    def officers(self) -> OfficerRepository:
        """Officers and their repeated requests."""
        return OfficerRepository(self.connection)

    @cached_property
    def progress(self) -> ProgressRepository:
        """What long work is at."""
        return ProgressRepository(self.connection)

    @cached_property
    def readings(self) -> ReadingRepository:
        """What was read of pages and files."""
        return ReadingRepository(self.connection, self.reader)

    @cached_property
    def rulings(self) -> RulingRepository:
        """What officers said of cases."""
        return RulingRepository(self.connection)

    @cached_property
    def sessions(self) -> SessionRepository:
        """Browsers in which officers are logged in."""
        return SessionRepository(self.connection)

    @cached_property
    def search(self) -> SearchRepository:
        """What cases are found by, copied of the rest."""
        return SearchRepository(self.connection)

    @cached_property
    def stand_ins(self) -> StandInRepository:
        """Who stands in for whom."""
        return StandInRepository(self.connection)

    @cached_property
    def steps(self) -> StepRepository:
        """Work that has to be done."""
        return StepRepository(self.connection)

    @cached_property
    def tasks(self) -> TaskRepository:
        """What officers have to do."""
        return TaskRepository(self.connection)

    @cached_property
    def waiting_acts(self) -> WaitingActRepository:
        """Acts of officers that are carried out later."""
        return WaitingActRepository(self.connection)

    @cached_property
    def tokens(self) -> TokenRepository:
        """Keys of programs that act for officers."""
        return TokenRepository(self.connection)

    @cached_property
    def whitelists(self) -> WhitelistRepository:
        """Lists of enterprises that others confirmed."""
        return WhitelistRepository(self.connection)
