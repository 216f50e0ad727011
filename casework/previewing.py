"""Previewing: the letter of a decision as it would leave now; nothing is decided, numbered or written for it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cases.case import Case, Letter, LetterState
from cases.finding import Finding, Severity
from cases.history import AuditRecord
from cases.lifecycle import MOVES, Event, State
from cases.moves import NEEDS_REASON
from cases.questions.sorting import is_doubtful
from cases.report import LetterDraft, Outcome, Report
from casework.decisions import dated_report
from casework.kept_for_seal import kept_for_seal
from casework.letters.announcing import Announcement, particulars_of
from casework.letters.correspondence import DECISIONS, compose_letter, compose_unedited
from casework.reports import is_unread, known_report
from casework.situation import Situation
from casework.verdicts import particulars_judged
from casework.work import Work
from catalogue.model import Mode
from record.officers import Officer
from replies.context import signatory_of
from replies.drafts import reason_drafted
from replies.inquiry import INQUIRY
from replies.letter import number_of, series_of
from replies.letter_of_event import EVENT_OF_LETTER, event_of, letter_of
from replies.particulars import NOTHING_MORE, Particulars
from validators.outcome import propose

UNNUMBERED = "＿＿"
"""Stands for the serial of a number that is given only when the letter leaves."""

_OWING = frozenset({Event.TOLERATE, Event.ACCEPT, Event.PASS})


@dataclass(frozen=True, slots=True)
class Preview:
    """What leaves when an officer lets it.

    Attributes:
        report: The newest judgement.
        outcome: What it comes to, or would without its open doubts.
        event: What is decided by it, None for a letter that decides nothing.
        doubts: Findings that still wait for an answer.
        held: The letter that waits, None where it is written only then.
        draft: The letter; None where there is none to write, or none before something else is stated.
    """

    report: Report
    outcome: Outcome
    event: Event | None
    doubts: tuple[Finding, ...]
    held: Letter | None
    draft: LetterDraft | None


def preview_case(work: Work, case: Case, officer: Officer, *, as_written: bool = False) -> Preview:
    """Return what leaves of a case that waits for its officer: the letter of its judgement, doubts left out.

    Args:
        work: A reading transaction.
        case: The case as loaded.
        officer: In whose name the letter would leave.
        as_written: The letter without what an officer changed of it.
    """
    report = known_report(work, case)
    doubts = tuple(one for one in report.findings if is_doubtful(one) and one.code != INQUIRY)
    item = work.item(case)
    outcome = report.outcome
    unread = is_unread(work, case)
    if outcome is Outcome.REVIEW and not unread:
        outcome = propose([one for one in report.findings if one not in doubts], item)
    held = held_letter(work, case)
    event = EVENT_OF_LETTER.get(held.kind) if held is not None else event_of(outcome, item)
    if unread and held is None:
        return Preview(report, Outcome.REVIEW, None, doubts, None, None)
    if event is None and held is not None:
        kept = _unedited(work, case, held, report) if as_written else _as_kept(held)
        return Preview(report, outcome, None, doubts, held, kept)
    if event is None or event is Event.HOLD or event not in MOVES[case.state] or case.state is not State.REVIEW:
        return Preview(report, outcome, None, doubts, None, None)
    drafted = reason_drafted(held.kind, report, item) if held is not None and event in NEEDS_REASON else ""
    draft = preview(work, case, event, officer, Particulars(note=drafted), as_written=as_written)
    return Preview(report, outcome, event, doubts, held, draft)


def held_letter(work: Work, case: Case) -> Letter | None:
    """Return the letter of the present round that waits for an officer, before others the one that announces.

    One that waits for the seal alone is none.
    """
    sealed = kept_for_seal(work, case)
    letters = [
        one for one in work.letters.of_case(case.id)
        if one.state is LetterState.HELD and one.round == case.revision and one.id not in sealed
    ]
    return max(letters, key=lambda one: (one.kind in EVENT_OF_LETTER, one.created_at), default=None)


def preview(
    work: Work, case: Case, event: Event, officer: Officer, stated: Particulars = NOTHING_MORE, *,
    as_written: bool = False,
) -> LetterDraft | None:
    """Return the letter of a decision as it would leave now; None where nobody is told.

    Raises:
        RequestInvalid: It would not say what it has to.
    """
    before = work.situation(case)
    report = dated_report(work, before, event) or known_report(work, case)
    report = replace(report, findings=tuple(one for one in report.findings if one.severity is not Severity.REVIEW))
    kind = letter_of(event, before.item, report)
    if kind is None:
        return None
    after = _after(work, before, event, report, officer)
    particulars = particulars_of(event, before, after, stated, work.today)
    if event in _OWING:
        judged = particulars_judged(work, case, before.item, report)
        due = judged.due if event is Event.TOLERATE else particulars.due
        particulars = replace(particulars, owed=judged.owed or particulars.owed, due=due)
    told = Announcement(kind, report, particulars, officer.name)
    compose = compose_unedited if as_written else compose_letter
    return compose(work, after.case, told, _number(work, case, told))


def _as_kept(letter: Letter) -> LetterDraft:
    return LetterDraft(letter.kind, False, letter.subject, letter.text)


def _unedited(work: Work, case: Case, letter: Letter, report: Report) -> LetterDraft:
    """Return a letter that leaves as it is kept, as it was written."""
    told = Announcement(letter.kind, report, particulars_judged(work, case, work.item(case), report))
    return compose_unedited(work, case, told, _number(work, case, told))


def _after(work: Work, before: Situation, event: Event, report: Report, officer: Officer) -> Situation:
    """Return what would be known of the case after the decision."""
    case, target = before.case, MOVES[before.case.state][event]
    due = report.supplement_due if event is Event.CORRECT else None
    detail = {"due": due.isoformat()} if due is not None else {}
    line = AuditRecord(0, work.now, officer.name, event, case.state, target, {**detail})
    return work.situation_if(replace(case, state=target), line)


def _number(work: Work, case: Case, told: Announcement) -> str:
    """Return the number that the letter bears already, else its series with the serial left open."""
    same = [one for one in work.letters.of_case(case.id) if (one.kind, one.round) == (told.kind, case.revision)]
    known = [number_of(one.text) for one in same if one.state in {LetterState.HELD, LetterState.VOID}]
    if known and known[0]:
        return known[0]
    if told.kind in DECISIONS and told.particulars.document_no:
        return told.particulars.document_no
    item = work.item(case)
    permit = item is not None and item.mode is Mode.PERMIT
    series = series_of(work.catalogue.letters[told.kind], signatory_of(work.office, item), permit, work.today.year)
    return series.format(serial=UNNUMBERED)
