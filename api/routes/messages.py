"""The ledger of messages: what came in and what became of it, with the bytes as they came."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from api.dependencies import OfficerDep, ServicesDep
from api.downloads import download
from api.routes.requests import ReasonQuery
from api.routes.schemas import MessageBody, MessagePage
from cases.errors import NotFound
from casework.services import Services
from casework.unmasking import take_message
from record.officers import Officer

router = APIRouter(prefix="/messages", tags=["来件登记"])


@router.get("")
def list_messages(
    officer: OfficerDep, services: ServicesDep, state: Annotated[str | None, Query(max_length=20)] = None,
    after: Annotated[str | None, Query(max_length=40)] = None, limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> MessagePage:
    """Return the messages that came in, newest first; ``state=ignored`` shows those that nothing followed from."""
    if not _is_ours(services, officer):
        return MessagePage(messages=[], next=None)
    with services.reading() as work:
        found = work.messages.page(officer.scope, state, after, limit + 1)
    shown = found[:limit]
    return MessagePage(
        messages=[MessageBody(**{name: getattr(one, name) for name in MessageBody.model_fields}) for one in shown],
        next=shown[-1].id if len(found) > limit else None,
    )


@router.get("/{message_id}", response_class=Response)
def download_message(
    message_id: Annotated[str, Path(max_length=40)], reason: ReasonQuery, officer: OfficerDep, services: ServicesDep
) -> Response:
    """Return a message as it was received, also one that could not be parsed; always saved.

    Who took it and why is recorded.
    """
    if not _is_ours(services, officer):
        raise NotFound(what="该邮件")
    with services.work() as work:
        message = take_message(work, message_id, officer, reason)
    return download(services.store.get(message.sha256), message.file_name)


def _is_ours(services: Services, officer: Officer) -> bool:
    """Tell whether the officer works in the office whose mailboxes the ledger is about."""
    return officer.office == services.office.code
