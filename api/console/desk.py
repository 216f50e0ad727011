"""The desk's page: queues with their counts, a queue's rows by urgency, the row under the cursor unfolded."""

from __future__ import annotations

import secrets
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from api.changes import Request as Asked
from api.changes import answer_once, form_of
from api.console.desk_lines import grouped, way_in
from api.console.shell import announce, render
from api.days import Day
from api.dependencies import OfficerDep, ServicesDep
from api.routes.desk import DeskQuery
from api.routes.desk_schemas import AssignedBody
from cases.desk import Queue
from cases.report import Outcome
from cases.waiting import Lease
from casework.acts import assign_all
from casework.desk import Chosen, DeskPage, Due, count_of, name_of, view_desk
from casework.events import begin
from casework.services import Services
from casework.work import Work
from record.desk import Whose
from record.officers import Officer
from record.scoping import Scope
from views.words import OUTCOMES

router = APIRouter(include_in_schema=False)

BY_DUE: tuple[Chosen, ...] = tuple(Due)
BY_WORK: tuple[Chosen, ...] = (
    Queue.CHECK, Queue.LETTERS, Queue.SECOND, Queue.SEAL, Queue.SUPPLEMENT, Queue.INQUIRY, Queue.CALL, Queue.TOLERANCE,
    Queue.PAPER, Queue.OTHER, Queue.DEAD, Queue.OPEN,
)
WHOSE = {Whose.MINE: "我的", Whose.ALL: "本科", Whose.NOBODYS: "未分派"}


class PageQuery(DeskQuery):
    """Which rows the page lists; a form sends empty fields."""

    queue: Due | Queue = Queue.CHECK
    day: Annotated[Day | None, BeforeValidator(lambda given: given or None)] = None

    @classmethod
    def of(cls, address: str) -> PageQuery:
        """Return what an address of the page asks for; of one that is none, the page as it is first shown."""
        try:
            return cls.model_validate(dict(parse_qsl(urlsplit(address).query)))
        except ValidationError:
            return cls.model_validate({})

    def address(self, **changes: object) -> str:
        """Return the page's address with some of the query changed; it begins with the first row."""
        kept = {**self.model_dump(exclude_defaults=True, mode="json", exclude={"after"}), **changes}
        asked = {name: str(value) for name, value in kept.items() if value not in (None, "")}
        return f"/?{urlencode(asked)}" if asked else "/"

    @property
    def is_filtered(self) -> bool:
        """Whether rows of the queue are left out."""
        return any((self.item, self.channel, self.outcome, self.sender, self.day, self.text))


class AssignForm(BaseModel):
    """Cases that were selected, and who gets them; nobody's name takes them back."""

    case: list[str] = Field(min_length=1, max_length=200)
    officer: str = Field("", max_length=80)
    key: str = Field(min_length=1, max_length=200)
    back: str = Field("/", max_length=2000, pattern=r"^/(\?|$)")


@router.get("/")
def show_desk_page(
    request: Request, officer: OfficerDep, services: ServicesDep, query: Annotated[PageQuery, Query()]
) -> Response:
    """Return the desk; before anything came in, what is to be done first."""
    with services.reading() as work:
        if not work.cases.page(Scope(officer.office), limit=1):
            return render(request, "desk/first.html", officer, **_first(services))
        seen = view_desk(work, officer, query.queue, query.wanted, query.after, query.limit)
        return render(request, "desk/page.html", officer, **_values(work, officer, query, seen))


@router.get("/desk/rail")
def show_rail(
    request: Request, officer: OfficerDep, services: ServicesDep, query: Annotated[PageQuery, Query()],
    shown: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """Return the counts as they are now, and whether the list that is shown has changed since."""
    with services.reading() as work:
        seen = view_desk(work, officer, query.queue, query.wanted, limit=1)
        return render(request, "desk/rail.html", officer, fragment=True, **_rail(query, seen), more=seen.total - shown)


@router.post("/desk/assignments")
def assign_selected(
    request: Request, officer: OfficerDep, services: ServicesDep, form: Annotated[AssignForm, Form()]
) -> Response:
    """Give the selected cases to an officer and show the desk again."""
    def assign(work: Work) -> AssignedBody:
        return AssignedBody(assigned=assign_all(work, form.case, form.officer or None, officer))

    asked = Asked(officer, form.key, ("assignments", form.case, form.officer))
    done = answer_once(services, asked, form_of(AssignedBody), assign)
    if not request.headers.get("hx-request"):
        return RedirectResponse(form.back, 303)
    query = PageQuery.of(form.back)
    with services.reading() as work:
        seen = view_desk(work, officer, query.queue, query.wanted, query.after, query.limit)
        answer = render(request, "desk/page.html", officer, **_values(work, officer, query, seen))
    told = f"已把{done.assigned}件分派给{form.officer}。" if form.officer else f"已收回{done.assigned}件。"
    return announce(answer, told)


def _values(work: Work, officer: Officer, query: PageQuery, seen: DeskPage) -> dict[str, Any]:
    channels = [one for one in work.catalogue.channels.values() if one.office in {"", officer.office}]
    items = sorted({one.code: one.name for one in work.catalogue.items}.items(), key=lambda pair: pair[1])
    return {
        **_rail(query, seen), "groups": grouped(work, seen.rows), "seen": seen, "key": secrets.token_hex(12),
        "next": query.address(after=seen.next) if seen.next else None, "first": query.address(), "items": items,
        "channels": sorted((one.code, f"{way_in(work, one.code)} {one.address or one.code}") for one in channels),
        "outcomes": {**OUTCOMES, Outcome.REVIEW: "待核对"},
        "leases": _leases(work, officer, seen), "serial": begin(work).serial,
        "colleagues": work.assignments.colleagues(officer.office),
    }


def _leases(work: Work, officer: Officer, seen: DeskPage) -> dict[str, Lease]:
    """Return who else has which case open."""
    found = work.leases.of_cases([row.case.id for row in seen.rows], work.now)
    return {case_id: lease for case_id, lease in found.items() if lease.officer != officer.name}


def _rail(query: PageQuery, seen: DeskPage) -> dict[str, Any]:
    """Return the queues with counts and addresses; a filter goes on to another queue."""
    def entry(chosen: Chosen) -> dict[str, Any]:
        count = count_of(seen.counts, chosen)
        return {
            "queue": str(chosen), "name": name_of(chosen), "address": query.address(queue=str(chosen)),
            "count": {Whose.MINE: count.mine, Whose.NOBODYS: count.nobodys}.get(query.whose, count.all),
        }

    counted = count_of(seen.counts, query.queue)
    numbers = {Whose.MINE: counted.mine, Whose.ALL: counted.all, Whose.NOBODYS: counted.nobodys}
    return {
        "query": query, "by_due": [entry(one) for one in BY_DUE], "by_work": [entry(one) for one in BY_WORK],
        "name": name_of(query.queue), "total": seen.total,
        "tabs": [(one, word, numbers[one], query.address(whose=str(one))) for one, word in WHOSE.items()],
    }


def _first(services: Services) -> dict[str, Any]:
    """Return what is set up already and what is to be done next."""
    return {
        "sources": [one.name for one in services.sources], "items": len({one.code for one in services.catalogue.items}),
    }
