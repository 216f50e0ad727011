"""Leaving: an act whose letter leaves waits a minute, in which it can be taken back as if it had not been asked for.

The act is tried at once, so that what speaks against it is said to the officer who asks; what it did is undone, and it
is carried out when its time has come, if the case still stands where it stood. Until then nothing is decided: a recall
has nothing to reverse. Whether it is recalled or carried out is decided by its step alone: who takes that first wins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cases import queue_names
from cases.case import Case, Flag, Letter, LetterState, Step, StepKind, new_id
from cases.errors import ActWaits, CaseError, MoveNotAllowed, NotFound, NotPermitted
from cases.history import AuditEvent
from cases.lifecycle import STATE_NAMES
from cases.tasks import TaskKind
from cases.waiting import WAITING, Stage, WaitingAct
from casework.case_moves import change_flags
from casework.services import Services
from casework.stand_ins import acting
from casework.waiting.asked import Act, Asked, carry_out
from casework.work import Work
from record.database import undone
from record.files import ScratchStore
from record.officers import Officer
from record.steps import claim
from replies.letter_of_event import EVENT_OF_LETTER

CHANGED = "办件已有变化"
_GONE = "没有可以撤回的文书，已经发出的不能撤回"
_MARKS = (Flag.LEAVING, Flag.PROPOSED)


def let_leave(work: Work, case: Case, asked: Asked, officer: Officer) -> Case:
    """Carry an act out, or let it wait for its minute where a letter leaves by it; return the case.

    Raises:
        ActWaits: Another act of the case waits.
        NotPermitted, MoveNotAllowed, RequestInvalid: As the act itself.
    """
    refuse_beside(work, case)
    if asked.act is Act.PAPER and not asked.comparison.differing:
        return carry_out(work, case, asked, officer)  # what is here is entered at once; its receipt decides nothing
    second = needs_second(work, case, asked)
    if not work.undo_for and not second:
        return carry_out(work, case, asked, officer)
    letter = try_out(work, case, asked, officer, is_told if second else _leaves)
    if letter is None:
        return carry_out(work, case, asked, officer)
    act = wait(work, case, asked, officer, letter)
    work.leases.give_up(case.id, officer.name)
    case = work.cases.get(case.id)
    return propose(work, case, act) if second else start(work, case, act, officer)


def needs_second(work: Work, case: Case, asked: Asked) -> bool:
    """Tell whether the office wants a second officer's approval; a sealed paper follows what was approved before."""
    return case.item in work.office.two_stage and asked.act is not Act.SEALED


def refuse_beside(work: Work, case: Case) -> None:
    """Refuse to act on a case of which an act waits.

    Raises:
        ActWaits: One does.
    """
    act = work.waiting_acts.of_case(case.id)
    if act is not None:
        raise ActWaits(officer=act.officer)


def try_out(
    work: Work, case: Case, asked: Asked, officer: Officer, is_waited_for: Callable[[Letter], bool]
) -> Letter | None:
    """Carry an act out and undo it; return the letter that is waited for, None where it writes none.

    Nobody will read that letter: no paper is set for it.

    Args:
        work: The transaction.
        case: The case as loaded.
        asked: The act.
        officer: Who asks.
        is_waited_for: Tells such letters.

    Raises:
        NotPermitted, MoveNotAllowed, RequestInvalid: As the act itself.
    """
    before = {one.id: (one.state, one.text) for one in work.letters.of_case(case.id)}
    trial = replace(work, store=ScratchStore(work.store), is_trial=True)
    with undone(work.connection):
        carry_out(trial, case, asked, officer)
        letters = trial.letters.of_case(case.id)
    new = [one for one in letters if is_waited_for(one) and before.get(one.id) != (one.state, one.text)]
    return max(new, key=lambda one: one.kind in EVENT_OF_LETTER, default=None)


def _leaves(letter: Letter) -> bool:
    return letter.state is LetterState.QUEUED


def is_told(letter: Letter) -> bool:
    """Tell a letter that is said to somebody, by mail or by telephone."""
    return letter.state in {LetterState.QUEUED, LetterState.HELD}


def wait(work: Work, case: Case, asked: Asked, officer: Officer, letter: Letter | None) -> WaitingAct:
    """Keep an act that waits, as one that a second officer has to approve."""
    kind, subject, text = (letter.kind, letter.subject, letter.text) if letter is not None else ("", "", "")
    act = WaitingAct(
        id=new_id(work.now), case_id=case.id, stage=Stage.PROPOSED, asked=asked.kept(), officer=officer.name,
        state=case.state, revision=case.revision, letter_kind=kind, subject=subject, text=text,
        leaves_at=None, second="", note="", made_at=work.now, ended_at=None,
    )
    work.waiting_acts.add(act)
    return act


def propose(work: Work, case: Case, act: WaitingAct) -> Case:
    """Put an act before a second officer."""
    work.record(AuditEvent.PROPOSED, case.id, act.officer, act=act.id, kind=act.letter_kind)
    return mark(work, case, Flag.PROPOSED)


def start(work: Work, case: Case, act: WaitingAct, officer: Officer) -> Case:
    """Begin the minute after which an act is carried out."""
    leaves_at = work.now + work.undo_for
    work.waiting_acts.move(act, Stage.LEAVING, leaves_at=leaves_at)
    work.steps.again(StepKind.ACT, act.id, queue_names.LETTERS, work.now, work.undo_for)
    work.record(AuditEvent.LEAVING, case.id, officer.name, act=act.id, kind=act.letter_kind)
    return mark(work, case, Flag.LEAVING)


def mark(work: Work, case: Case, *raised: Flag) -> Case:
    """Show on a case what waits, and nothing else; what anybody has seen of it is old from here on."""
    lowered = [flag for flag in _MARKS if flag not in raised]
    return work.cases.change(case, work.now, flags=change_flags(case.flags, raised=raised, lowered=lowered))


def recall(work: Work, case: Case, officer: Officer) -> Case:
    """Take back an act whose minute is not over, or one's own proposal; what was approved is a proposal again.

    Raises:
        NotPermitted: The role does not decide, and it was not the officer's own act.
        MoveNotAllowed: Nothing waits, or it is being carried out at this moment.
    """
    act = work.waiting_acts.of_case(case.id)
    _may_recall(act, officer)
    if act is not None and act.stage is Stage.PROPOSED and act.officer == officer.name:
        work.record(AuditEvent.RECALLED, case.id, officer.name, act=act.id, kind=act.letter_kind)
        work.waiting_acts.end(act, Stage.RECALLED, work.now)
        return mark(work, case)
    if act is None or act.stage is not Stage.LEAVING or not work.steps.cancel(StepKind.ACT, act.id):
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event="撤回文书", reason=_GONE)
    work.record(AuditEvent.RECALLED, case.id, officer.name, act=act.id, kind=act.letter_kind)
    if act.second:
        work.waiting_acts.move(act, Stage.PROPOSED, leaves_at=None, second="")
        return mark(work, case, Flag.PROPOSED)
    work.waiting_acts.end(act, Stage.RECALLED, work.now)
    return mark(work, case)


def recall_named(work: Work, case: Case, act_id: str, officer: Officer) -> Case:
    """Take back one act of a case and no other that waits by now; what was taken back before stays so.

    Raises:
        NotFound: The case has no such act.
        NotPermitted, MoveNotAllowed: As for :func:`recall`; also of an act that was carried out or returned.
    """
    _may_recall(work.waiting_acts.of_case(case.id), officer)
    act = work.waiting_acts.get(act_id)
    if act.case_id != case.id:
        raise NotFound(what="该项办理")
    if act.stage is Stage.RECALLED:
        return case
    if act.stage not in WAITING:
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event="撤回文书", reason=_GONE)
    return recall(work, case, officer)


def _may_recall(act: WaitingAct | None, officer: Officer) -> None:
    if not officer.decides and (act is None or act.officer != officer.name):
        raise NotPermitted(action="撤回文书")


def recall_letter(work: Work, letter: Letter, officer: Officer) -> Case:
    """Take back the act by which a letter is about to leave.

    Raises:
        NotPermitted, MoveNotAllowed: As for :func:`recall`.
        MoveNotAllowed: What waits lets another letter leave.
    """
    case = work.cases.get(letter.case_id)
    act = work.waiting_acts.of_case(case.id)
    named = Asked.read(act.asked).letter if act is not None else ""
    if act is not None and (named != letter.id if named else act.letter_kind != letter.kind):
        reason = "等候发出的是另一封信件"
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event="撤回文书", reason=reason)
    return recall(work, case, officer)


def finish_leaving(services: Services, step: Step) -> None:
    """Carry out an act whose minute is over, once; where the case has changed it is an officer's again.

    Raises:
        LeaseLost: Another attempt has the step.
    """
    try:
        with services.work() as work:
            claim(work.connection, step)
            act = work.waiting_acts.get(step.subject)
            if act.stage is Stage.LEAVING:
                carry_out_waiting(work, work.cases.get(act.case_id), act)
    except CaseError as refusal:
        with services.work() as work:
            claim(work.connection, step)
            give_back(work, step.subject, refusal.message)


def refuse_if_moved(case: Case, act: WaitingAct) -> None:
    """Refuse an act whose case does not stand any more where it stood when the act was asked for.

    Raises:
        MoveNotAllowed: It has moved, or new material came.
    """
    if (case.state, case.revision) != (act.state, act.revision):
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event="发出文书", reason=CHANGED)


def carry_out_waiting(work: Work, case: Case, act: WaitingAct) -> Case:
    """Carry out an act in the name of who asked for it, by leave of who approved it.

    Raises:
        MoveNotAllowed: The case has moved meanwhile, or as the act itself.
    """
    refuse_if_moved(case, act)
    by = actor_of(work, case, act)
    moved = carry_out(work, mark(work, case), Asked.read(act.asked), by)
    work.waiting_acts.end(act, Stage.DONE, work.now)
    return moved


def actor_of(work: Work, case: Case, act: WaitingAct) -> Officer:
    """Return who asked, with the role of who approved: a head signs what an officer proposes."""
    asked_by = work.officers.named(act.officer, case.office)
    second = work.officers.named(act.second, case.office) if act.second else asked_by
    if asked_by is None or second is None:
        raise NotPermitted(action="发出文书")
    asked_by, second = acting(work, asked_by), acting(work, second)
    return replace(asked_by, role=second.role)


def give_back(work: Work, act_id: str, why: str) -> None:
    """Give an act that could not be carried out back to the officers, with the reason."""
    act = work.waiting_acts.get(act_id)
    if not work.waiting_acts.end(act, Stage.REFUSED, work.now, why):
        return
    case = work.cases.get(act.case_id)
    what = f"《{act.subject}》没有发出" if act.subject else "准予办理的决定没有办成"
    text = f"{what}：{why}请核对后重新办理。"
    work.tasks.renew(case, TaskKind.LETTER_FAILED, text, work.now)
    work.record(AuditEvent.NOT_LEFT, case.id, "system", act=act.id, kind=act.letter_kind)
    mark(work, case)
