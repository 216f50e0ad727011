"""The pane of the outcome and its letter, and what an officer can do with it now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from api.console.case.choices import choices
from cases.case import LETTER_STATE_NAMES, Case, Flag, Letter, LetterState
from cases.errors import CaseError
from cases.lifecycle import EVENT_NAMES, STATE_NAMES, State
from cases.moves import Handling
from cases.questions.causes import Seen, cause_of
from cases.report import Outcome
from cases.tasks import TaskKind
from cases.waiting import Stage, WaitingAct
from cases.working_days import receipt_date
from casework.asked_questions import view_questions
from casework.case_view import CaseView
from casework.kept_for_seal import kept_for_seal
from casework.previewing import Preview, preview_case
from casework.reports import is_unread
from casework.work import Work
from record.officers import Officer
from replies.context import signatory_of
from replies.defects import lines, to_mend
from replies.editing import body_of
from replies.letter import went_sealed
from views.letter_paper import Paper, paper_of

OUTCOME_WORDS = {
    Outcome.ACCEPT: "材料齐全", Outcome.TOLERATE: "容缺", Outcome.SUPPLEMENT: "补正", Outcome.GUIDE: "指引",
    Outcome.REVIEW: "待定", Outcome.REFUSE: "不予受理",
}
"""An outcome in the fewest words, over the letter."""

_ABOUT_ARRIVAL = frozenset({"receipt", "duplicate-notice"})
_TELEPHONE = (TaskKind.TELEPHONE_SENDER, TaskKind.TELEPHONE_REMINDER)
_COMPARED_IN = (State.ACCEPTED, State.ELECTRONIC_PASSED, State.PAPER_RECEIVED)
_VISITED_IN = (State.ACCEPTED, State.ELECTRONIC_PASSED, State.PAPER_RECEIVED, State.SITE_VISIT)


@dataclass(frozen=True, slots=True)
class Leaving:
    """A letter that can still be taken back, or that waits for a second officer.

    Attributes:
        proposed: It waits for a second officer.
        mine: The officer who looks asked for it.
        judged: The officer who looks may approve or return it.
        seconds: How long it can be taken back yet.
    """

    act: str
    officer: str
    proposed: bool
    mine: bool
    judged: bool
    seconds: int


@dataclass(frozen=True, slots=True)
class Main:
    """What ``Enter`` does.

    Attributes:
        letter: Id of the letter that leaves; empty: one is written.
        event: The decision that lets it leave, where there is no letter yet.
        words: On the button.
        hindered: Why it cannot be pressed, empty where it can.
    """

    letter: str
    event: str
    words: str
    hindered: str = ""


def pane(work: Work, view: CaseView, officer: Officer) -> dict[str, object]:
    """Return what ``case/letter.html`` shows."""
    case, waiting = view.case, view.waiting
    preview, refusal = _previewed(work, view, officer)
    draft = preview.draft if preview is not None else None
    stuck = _stuck(work, view)
    last = stuck or _last(view.letters)
    text = waiting.text if waiting is not None else draft.text if draft is not None else last.text if last else ""
    doubts, left = _asked(work, case, preview, officer) if preview is not None and waiting is None else ([], 0)
    paper = paper_of(text) if text else None
    return {
        "paper": paper, "doubts": doubts, "to_say": _to_say(work, case, paper),
        "strikes": _strikes(paper, preview, case) if paper is not None and preview is not None else {},
        "outcome": _outcome(case, preview, bool(doubts)), "refusal": refusal,
        "told": _told(work, case, preview, len(doubts)),
        "leaving": _leaving(work, waiting, officer) if waiting is not None else None,
        "main": _main(view, preview, officer, _asked_yet(len(doubts), left)) or _again(view, stuck, officer),
        "last": last if draft is None and waiting is None else None,
        "state_names": LETTER_STATE_NAMES, "recipient": _recipient(preview, last),
        "choices": choices(work, view, officer), "forms": frozenset(_forms(work, view, officer)),
        "printable": _printable(work, preview, last),
        "papers": [one for one in view.letters if _is_paper(work, view, one)],
        "returned": _returned(work, case) if waiting is None else None,
        "edited": _edited(work, preview) if waiting is None and officer.decides else None,
        "capped": [one.text.partition("\n")[0] for one in view.letters if one.is_capped],
        "materials": _materials(work, case), "undo": round(work.undo_for.total_seconds()),
    }


def _strikes(paper: Paper, preview: Preview, case: Case) -> dict[str, str]:
    """Return by line of the letter the key of the finding that it tells, where it tells one alone."""
    report = preview.report
    seen = Seen.of(report, case.revision)
    told = {lines((one,), report): cause_of(one, seen).key for one in to_mend(report)}
    keys = {line[0]: key for line, key in told.items() if len(line) == 1}
    shown = [one.text for one in (*paper.before, *paper.after) if one.flat]
    return {line: keys[bare] for line in shown if (bare := line.partition(" ")[2]) in keys}


def _to_say(work: Work, case: Case, paper: Paper | None) -> list[str]:
    """Return what to say on the telephone of a letter that cannot be mailed."""
    if paper is None:
        return []
    office, day = signatory_of(work.office, work.item(case)), receipt_date(case.received_at)
    told = [one.text for one in (*paper.before, *paper.after) if one.flat and not one.text.startswith("-")]
    return [
        f"这里是{office.name}。贵单位{day.month}月{day.day}日报送的“{case.item_name or '材料'}”，",
        f"现告知《{paper.title}》：", *told, f"收件编号{case.number}，请记下。",
    ]


def _asked(work: Work, case: Case, preview: Preview, officer: Officer) -> tuple[list[str], int]:
    """Return the questions that are open, and how many were left to somebody else, the paper or a decision by hand."""
    if not preview.doubts:
        return [], 0
    asked = view_questions(work, case, preview.report, officer)
    if not asked.open and not asked.waiting:
        return [one.message for one in preview.doubts], 0
    return [one.question.sentence for one in asked.open], len(asked.waiting)


def _asked_yet(doubts: int, left: int) -> str:
    """Return why open questions keep a letter here, empty where none does."""
    if doubts:
        return f"还有{doubts}问未答。要先放下，按 Esc 返回，已答的会留着。"
    return f"有{left}问留待主管、对方或者纸质，也可以改办结方式。" if left else ""


def _previewed(work: Work, view: CaseView, officer: Officer) -> tuple[Preview | None, str]:
    """Return what leaves, or why nothing can be written yet."""
    if view.case.state is not State.REVIEW:
        return None, ""
    try:
        return preview_case(work, view.case, officer), ""
    except CaseError as error:
        return None, error.message


def _outcome(case: Case, preview: Preview | None, open_doubts: bool) -> str:
    if preview is None:
        return STATE_NAMES[case.state]
    if Flag.INQUIRY in case.flags:
        return "咨询"
    words = EVENT_NAMES[preview.event] if preview.event is not None else OUTCOME_WORDS[preview.outcome]
    return f"暂定{words}" if open_doubts else words


def _told(work: Work, case: Case, preview: Preview | None, doubts: int) -> str:
    if preview is None:
        return ""
    if is_unread(work, case):
        return "材料没有读出来"
    return f"待答{doubts}问；每答一问随即重写" if doubts else "没有疑点"


def _leaving(work: Work, act: WaitingAct, officer: Officer) -> Leaving:
    left = (act.leaves_at - work.now).total_seconds() if act.leaves_at is not None else 0
    return Leaving(
        act.id, act.officer, act.stage is Stage.PROPOSED, act.officer == officer.name,
        act.officer != officer.name and officer.decides, max(0, round(left)),
    )


def _edited(work: Work, preview: Preview | None) -> dict[str, object] | None:
    """Return what the form shows by which a letter is edited, None where there is none to edit."""
    if preview is None or preview.draft is None:
        return None
    return {"body": body_of(preview.draft.text), "answers": work.catalogue.letters[preview.draft.kind].answers}


def _returned(work: Work, case: Case) -> WaitingAct | None:
    """Return what a second officer returned last, while nothing has come of it since."""
    act = work.waiting_acts.last_of_case(case.id)
    same = act is not None and (act.state, act.revision) == (case.state, case.revision)
    return act if act is not None and same and act.stage in {Stage.RETURNED, Stage.REFUSED} else None


def _main(view: CaseView, preview: Preview | None, officer: Officer, asked: str) -> Main | None:
    """Return what ``Enter`` does, None where there is nothing to send."""
    if preview is None or view.waiting is not None or preview.draft is None:
        return None
    held = preview.held
    title = preview.draft.text.partition("\n")[0]
    event = preview.event if held is None or not held.recipient else None
    words = "发出，看下一件" if event is None else f"发出《{title}》"
    return Main(
        held.id if held is not None and event is None else "", event or "", words,
        _hindered(view, officer) or asked,
    )


def _stuck(work: Work, view: CaseView) -> Letter | None:
    """Return the oldest letter that leaves by nothing but an officer's word: the case is past its review.

    One that failed is offered as long as somebody has to see to it, not where that was done otherwise.
    """
    if view.case.state is State.REVIEW or view.waiting is not None:
        return None
    stays = {LetterState.HELD, *([LetterState.FAILED] if _has_task(view, TaskKind.LETTER_FAILED) else [])}
    sealed = kept_for_seal(work, view.case)
    return next((one for one in view.letters if one.state in stays and one.recipient and one.id not in sealed), None)


def _again(view: CaseView, stuck: Letter | None, officer: Officer) -> Main | None:
    """Return how a letter that stays leaves after all."""
    if stuck is None:
        return None
    words = "发出，看下一件" if stuck.state is LetterState.HELD else "再次发出"
    return Main(stuck.id, "", words, _hindered(view, officer))


def _hindered(view: CaseView, officer: Officer) -> str:
    lease = view.lease
    if lease is not None and lease.officer != officer.name:
        return f"{lease.officer}正在办理这一件。"
    if not officer.decides:
        return "您的角色不发出文书。"
    return ""


def _recipient(preview: Preview | None, last: Letter | None) -> str:
    letter = preview.held if preview is not None and preview.held is not None else last
    return letter.recipient or "" if letter is not None else ""


def _last(letters: tuple[Letter, ...]) -> Letter | None:
    """Return the newest letter that is worth showing: not a receipt, not a draft that was given up."""
    told = [one for one in letters if one.state is not LetterState.VOID and one.kind not in _ABOUT_ARRIVAL]
    return max(told, key=lambda one: (one.sent_at is not None, one.sent_at or one.created_at), default=None)


def _printable(work: Work, preview: Preview | None, last: Letter | None) -> str:
    """Return the id of the letter that is printed as a PDF: one that is a legal act; empty for none."""
    letter = preview.held if preview is not None and preview.held is not None else last
    return letter.id if letter is not None and work.catalogue.letters[letter.kind].legal else ""


def _is_paper(work: Work, view: CaseView, letter: Letter) -> bool:
    """Tell whether a letter's paper has still to be sealed: neither itself nor a later one of its kind went sealed."""
    if letter.state is LetterState.VOID or not _has_task(view, TaskKind.SEAL_NEEDED):
        return False
    kin = (one for one in view.letters if one.kind == letter.kind and one.created_at >= letter.created_at)
    if any(went_sealed(one.text) for one in kin if one.state is not LetterState.VOID):
        return False
    permit = work.situation(view.case).handling is Handling.PERMIT
    return work.catalogue.letters[letter.kind].is_sealed(permit)


def _has_task(view: CaseView, *kinds: TaskKind) -> bool:
    return any(one["kind"] in kinds and one["done_at"] is None for one in view.tasks)


def _forms(work: Work, view: CaseView, officer: Officer) -> Iterator[str]:
    """Yield the names of the forms whose time has come."""
    if not officer.registers or view.waiting is not None:
        return
    case, item = view.case, work.item(view.case)
    known = work.situation(case).chronicle
    if item is not None and item.paper_required and case.state in _COMPARED_IN:
        yield "paper"
    if officer.decides and case.state in _VISITED_IN and work.situation(case).handling is Handling.PERMIT:
        yield "visit-result" if known.visit_open else "visit"
    if officer.decides and _has_task(view, TaskKind.SEAL_NEEDED):
        yield "seal"
    if _has_task(view, *_TELEPHONE) or (not case.applicant and case.telephone):
        yield "call"


def _materials(work: Work, case: Case) -> list[str]:
    """Return the names of the list's materials, as paper is compared with them."""
    item = work.item(case)
    if item is None:
        return []
    listed = sorted(item.materials, key=lambda one: one.order)
    return list(dict.fromkeys(work.catalogue.documents[one.document].name for one in listed))
