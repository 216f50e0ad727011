"""The batch page: clean drafts side by side, each with its first page, its seals and its list; sent after a look."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from api.console.shell import announce, render
from api.dependencies import OfficerDep, ServicesDep
from api.routes.batch import send_batch
from api.routes.batch_schemas import BatchAnswer
from cases.errors import CaseError, RequestInvalid
from cases.report import MaterialStatus
from casework.batch import LARGEST, CleanDraft, clean_drafts
from casework.waiting.leaving import recall_named

router = APIRouter(include_in_schema=False, prefix="/batch")
SHOWN = 7
"""Materials that a card names."""


@dataclass(frozen=True, slots=True)
class Card:
    """A clean draft as it is shown.

    Attributes:
        title: Of its letter.
        materials: Names of what is there, in the list's order, the last line counting the rest.
        seals: Page and number of each impression.
        pages: How many pages there are.
    """

    letter: str
    case: str
    unit: str
    item: str
    title: str
    materials: tuple[str, ...]
    seals: tuple[tuple[int, int], ...]
    pages: int


@router.get("")
def show_batch(request: Request, officer: OfficerDep, services: ServicesDep) -> Response:
    """Return the page."""
    with services.reading() as work:
        found = clean_drafts(work, officer)
        undo = round(work.undo_for.total_seconds())
    return render(
        request, "batch.html", officer, cards=[_card(one) for one in found], key=secrets.token_hex(12), undo=undo,
    )


@router.post("")
def send_cards(
    request: Request, officer: OfficerDep, services: ServicesDep, key: Annotated[str, Form(min_length=1)],
    letters: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Let the letters leave that were chosen and looked at."""
    chosen = (letters or [])[:LARGEST]
    if not chosen:
        raise RequestInvalid(reason="没有选中看过的文书")
    answer = send_batch(services, officer, chosen, key)
    if not request.headers.get("hx-request"):
        return RedirectResponse("/batch", 303)
    acts = ",".join(one.act for one in answer.left if one.act is not None)
    told = announce(Response(), _sentence(answer), undo=f"/batch/recall?acts={acts}" if acts else "")
    told.headers["HX-Redirect"] = "/batch"
    return told


@router.post("/recall")
def take_back(request: Request, officer: OfficerDep, services: ServicesDep, acts: str) -> Response:
    """Take back all letters of a batch whose minute is not over."""
    back = late = 0
    for act_id in acts.split(",")[:LARGEST]:
        try:
            with services.work() as work:
                case = work.cases.get(work.waiting_acts.get(act_id).case_id, officer.scope)
                recall_named(work, case, act_id, officer)
        except CaseError:
            late += 1
        else:
            back += 1
    if not request.headers.get("hx-request"):
        return RedirectResponse("/batch", 303)
    told = announce(Response(), f"已撤回{back}件" + (f"，{late}件已不能撤回。" if late else "。"))
    told.headers["HX-Redirect"] = "/batch"
    return told


def _sentence(answer: BatchAnswer) -> str:
    refused = f"，{len(answer.refused)}件须逐件核对" if answer.refused else ""
    return f"已放行{len(answer.left)}件{refused}。"


def _card(draft: CleanDraft) -> Card:
    report = draft.report
    names = [one.name for one in report.materials if one.status is MaterialStatus.PRESENT]
    shown = names if len(names) <= SHOWN + 1 else [*names[:SHOWN], f"其余{len(names) - SHOWN}项齐"]
    seals = tuple((page.number, number) for page in report.pages for number, _ in enumerate(page.seals, 1))
    return Card(
        draft.letter.id, draft.case.id, draft.case.unit or "单位未定", draft.case.item_name,
        draft.letter.text.partition("\n")[0], tuple(shown), seals, len(report.pages),
    )
