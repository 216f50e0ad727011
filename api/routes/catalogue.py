"""The catalogue as officers and enterprises may see it."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter

from api.dependencies import OfficerDep, ServicesDep
from api.routes.schemas import DeadlineBody, ItemBody
from cases.report import Need
from catalogue.office import ListState
from catalogue.periods import periods

router = APIRouter(prefix="/catalogue", tags=["业务目录"])


@router.get("/items")
def list_items(officer: OfficerDep, services: ServicesDep) -> list[ItemBody]:
    """Return the items in force today with materials and periods; ``confirmed: false`` is for the office to check."""
    with services.reading() as work:
        catalogue, office, today = work.catalogue, work.office, work.today
    return [
        ItemBody(
            code=item.code, name=item.name, aliases=list(item.aliases), channel=item.channel, version=item.version,
            source=item.source or item.clause, confirmed=item.confirmed,
            list_state=str(office.list_of(item.code)),
            list_note=office.lists_note if office.list_of(item.code) is ListState.CONFIRMED else "",
            deadlines=[DeadlineBody(**asdict(one)) for one in periods(item)],
            materials=[
                {
                    "order": one.order, "code": one.document, "name": catalogue.documents[one.document].name,
                    "need": str(one.need), "clause": one.clause, "source": one.source,
                    "confirmed": one.confirmed and (one.need is not Need.TOLERABLE or one.founds("tolerable")),
                    "when": one.condition.label if one.condition is not None else None,
                }
                for one in item.materials
            ],
        )
        for item in catalogue.items_on(today)
    ]
