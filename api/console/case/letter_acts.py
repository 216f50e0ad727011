"""What an officer does from the pane of the letter: let it leave, take it back, decide otherwise, enter what came."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, File, Form, Path, Request, UploadFile
from fastapi.responses import RedirectResponse, Response
from pydantic import BeforeValidator

from api.console.case.forms import FormChangeDep, Reason, body_of
from api.console.case.letter_forms import DecisionForm, PaperForm, VisitForm, blank_to_none
from api.console.case.page import Act, carry_out, case_fragments
from api.console.shell import announce
from api.dependencies import CaseId, OfficerDep, ServicesDep
from api.routes.requests import LetterTextBody, NoBody, NoteBody, SettleBody
from cases.case import Case
from cases.desk import Queue
from cases.errors import NotFound, RequestInvalid
from cases.lifecycle import EVENT_NAMES, Event
from cases.waiting import WaitingAct
from casework import registering
from casework.editing import edit_letter
from casework.held_letters import send_capped
from casework.letters.sealing import LARGEST_SCAN, check_scan
from casework.next_case import next_case, queues_of
from casework.waiting.asked import Act as Name
from casework.waiting.asked import Asked
from casework.waiting.leaving import let_leave, recall_named
from casework.waiting.proposals import approve, put_forward, send_back
from casework.work import Work
from record.tolerances import DebtState
from replies.particulars import Particulars

router = APIRouter(include_in_schema=False, prefix="/cases")
RECALLED = "已撤回，没有发出。"
PROPOSED = "已送签，等另一名工作人员审定。"
LIST = "/sign-off"
FromList = Annotated[bool, Form(alias="list")]
"""Whether the form stands in the list of proposals, and leads back to it."""


@router.post("/{case_id}/send")
def send_letter(
    request: Request, asked: FormChangeDep, letter: Annotated[str, Form(max_length=40)] = "",
    event: Annotated[Event | None, BeforeValidator(blank_to_none), Form()] = None,
) -> Response:
    """Let the letter of the pane leave."""
    if not letter and event is None:
        raise RequestInvalid(reason="没有可以发出的文书")
    wanted = Asked.decision(event) if event is not None else Asked(Name.SEND, letter=letter)
    return _leave(request, asked, wanted, "文书已放行")


@router.post("/{case_id}/held-letters")
def send_held_letters(request: Request, asked: FormChangeDep) -> Response:
    """Let what the daily cap holds back for the applicant's address leave."""
    return carry_out(request, asked, Act(
        "held-letters", NoBody(), lambda work, case: send_capped(work, case, asked.officer), "暂缓的信件已放行。",
    ))


@router.post("/{case_id}/outcome")
def decide_otherwise(request: Request, asked: FormChangeDep, form: Annotated[DecisionForm, Form()]) -> Response:
    """Decide what the officer chose instead."""
    return _leave(request, asked, _asked_by(form), f"已办理：{EVENT_NAMES[form.event]}")


@router.post("/{case_id}/letter-text")
def edit_text(request: Request, asked: FormChangeDep, text: Annotated[str, Form(max_length=20_000)]) -> Response:
    """Keep what the officer changed of the letter."""
    return carry_out(request, asked, Act(
        "letter-text", LetterTextBody(text=text),
        lambda work, case: edit_letter(work, case, text, asked.officer), "文书已改。",
    ))


@router.post("/{case_id}/propose")
def propose_otherwise(request: Request, asked: FormChangeDep, form: Annotated[DecisionForm, Form()]) -> Response:
    """Put what the officer chose before a second one."""
    wanted = _asked_by(form)
    return carry_out(request, asked, Act(
        f"propose {wanted.kept()}", NoBody(), lambda work, case: put_forward(work, case, wanted, asked.officer),
        PROPOSED,
    ))


@router.post("/{case_id}/approve")
def approve_proposal(
    request: Request, asked: FormChangeDep, note: Annotated[str, Form(max_length=500)] = "", listed: FromList = False
) -> Response:
    """Approve what another officer proposed."""
    return _onward(request, asked, Act(
        "approve", NoteBody(text=note), lambda work, case: approve(work, case, asked.officer, note), "已同意",
        beside=True,
    ), to=LIST if listed else "")


@router.post("/{case_id}/return")
def return_proposal(
    request: Request, asked: FormChangeDep, note: Annotated[str, Form(max_length=500)] = ""
) -> Response:
    """Return what another officer proposed."""
    return _onward(request, asked, Act(
        "return", NoteBody(text=note), lambda work, case: send_back(work, case, asked.officer, note), "已退回",
        beside=True,
    ), to=LIST)


@router.post("/{case_id}/recall/{act_id}")
def take_back(
    request: Request, case_id: CaseId, act_id: str, officer: OfficerDep, services: ServicesDep
) -> Response:
    """Take a letter back within its minute; twice is once."""
    with services.work() as work:
        recall_named(work, work.cases.get(case_id, officer.scope), act_id, officer)
    if not request.headers.get("hx-request"):
        return RedirectResponse(f"/cases/{case_id}", 303)
    if f"/cases/{case_id}" not in request.headers.get("hx-current-url", ""):
        return announce(Response(status_code=204, headers={"HX-Redirect": f"/cases/{case_id}"}), RECALLED)
    return case_fragments(request, case_id, officer, sentence=RECALLED)


@router.post("/{case_id}/debts/{debt_id}")
def settle_debt(
    request: Request, asked: FormChangeDep, debt_id: Annotated[str, Path(max_length=40)],
    state: Annotated[DebtState, Form()], reason: Reason,
) -> Response:
    """Enter that what was owed is there, or that it is not asked for any more."""
    body = body_of(SettleBody, state=state, note=reason)
    with asked.services.reading() as work:
        debt = work.debts.get(debt_id, asked.officer.scope)
        if debt.case_id != work.cases.get(asked.case_id, asked.officer.scope).id:
            raise NotFound(what="该容缺材料")
    wanted = Asked(Name.SETTLE, material=debt.material, debt=DebtState(body.state), stated=Particulars(note=body.note))
    words = {DebtState.CLEARED: "已补齐", DebtState.WAIVED: "免予补交"}[state]
    return _leave(request, asked, wanted, f"已登记：{debt.material_name}{words}")


@router.post("/{case_id}/paper")
def enter_paper(request: Request, asked: FormChangeDep, form: Annotated[PaperForm, Form()]) -> Response:
    """Enter paper that came and what comparing it showed."""
    return _leave(request, asked, Asked(Name.PAPER, comparison=form.comparison, stated=form.stated), "纸质材料已登记")


@router.post("/{case_id}/visit")
def arrange_visit(request: Request, asked: FormChangeDep, form: Annotated[VisitForm, Form()]) -> Response:
    """Arrange a visit and tell the unit."""
    return _leave(request, asked, Asked(Name.VISIT, stated=form.stated), "现场核查已约定")


@router.post("/{case_id}/visit-result")
def enter_visit(
    request: Request, asked: FormChangeDep, result: Annotated[str, Form(min_length=1, max_length=500)]
) -> Response:
    """Enter what a visit found."""
    return carry_out(request, asked, Act(
        "site-visit", NoteBody(text=result),
        lambda work, case: registering.record_visit(work, case, asked.officer, result), "核查结果已登记。",
    ))


@router.post("/{case_id}/sealed")
def send_sealed(
    request: Request, asked: FormChangeDep, letter: Annotated[str, Form(max_length=40)],
    scan: Annotated[UploadFile, File()],
) -> Response:
    """Send the sealed paper of a letter."""
    content = scan.file.read(LARGEST_SCAN + 1)
    check_scan(content, asked.officer)
    kept = asked.services.store.put(content)
    return _leave(request, asked, Asked(Name.SEALED, letter=letter, scan=kept), "盖章件已放行")


def _asked_by(form: DecisionForm) -> Asked:
    """Return what a form of other outcomes asks for: a withdrawal is the sender's wish and no decision."""
    if form.event is Event.WITHDRAW:
        return Asked(Name.WITHDRAW, stated=form.stated)
    return Asked.decision(form.event, form.stated)


def _leave(request: Request, asked: FormChangeDep, wanted: Asked, done: str) -> Response:
    """Carry out an act by which a letter may leave."""
    return _onward(request, asked, Act(
        f"leave {wanted.kept()}", NoBody(), lambda work, case: let_leave(work, case, wanted, asked.officer), done,
    ))


def _onward(request: Request, asked: FormChangeDep, act: Act, *, to: str = "") -> Response:
    """Carry out an act, say what leaves by it and how it is taken back, and go on to the next case or where stated."""
    found: list[tuple[WaitingAct | None, list[Queue]]] = []

    def change(work: Work, case: Case) -> Case:
        queues = queues_of(work, case.id)
        moved = act.change(work, case)
        found.append((work.waiting_acts.of_case(case.id), queues))
        return moved

    done = act.sentence
    answer = carry_out(request, asked, replace(act, change=change, sentence=f"{done}。"))
    if not found:  # it was asked before, or somebody else was quicker
        return answer
    waiting, queues = found[0]
    if waiting is None:
        return _go(request, to, f"{done}。") if to else answer
    if waiting.leaves_at is None:
        return announce(answer, PROPOSED)
    with asked.services.reading() as work:
        left = round((waiting.leaves_at - work.now).total_seconds())
        after = next_case(work, asked.officer, queues, waiting.case_id)
    undo = f"/cases/{waiting.case_id}/recall/{waiting.id}"
    following = to or (f"/cases/{after.id}" if after is not None else "/")
    return _go(request, following, f"{done}，{left}秒内可撤回。", undo)


def _go(request: Request, to: str, sentence: str, undo: str = "") -> Response:
    """Go on to another page and say there what was done."""
    if not request.headers.get("hx-request"):
        return RedirectResponse(to, 303)
    told = announce(Response(), sentence, undo=undo)
    told.headers["HX-Redirect"] = to
    return told
