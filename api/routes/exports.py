"""Reports and exports as files; who may have which, and that each is recorded: :mod:`views.exports.export`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Annotated, BinaryIO
from urllib.parse import quote

from fastapi import APIRouter, Path, Query
from fastapi.responses import StreamingResponse

from api.days import Day
from api.dependencies import OfficerDep, ServicesDep
from casework.services import Services
from record.officers import Officer
from views.exports.delivery import export_to_stream
from views.exports.export import Order

router = APIRouter(prefix="/exports", tags=["报表"])
Name = Annotated[str, Path(max_length=40, description="报表名称：register、tolerances、audits 等")]
First = Annotated[Day | None, Query(alias="from", description="第一天，默认本年第一天；日报默认为最后一天")]
Last = Annotated[Day | None, Query(alias="to", description="最后一天，默认今天")]

_MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8",
}
_CHUNK = 1 << 18


@router.get("/{name}.xlsx", response_class=StreamingResponse)
def export_xlsx(
    name: Name, officer: OfficerDep, services: ServicesDep, first: First = None, last: Last = None
) -> StreamingResponse:
    """Return an export as a spreadsheet."""
    return _answer(services, officer, Order(name, "xlsx", first, last))


@router.get("/{name}.csv", response_class=StreamingResponse)
def export_csv(
    name: Name, officer: OfficerDep, services: ServicesDep, first: First = None, last: Last = None
) -> StreamingResponse:
    """Return an export as text separated by commas, UTF-8 with byte order mark."""
    return _answer(services, officer, Order(name, "csv", first, last))


def _answer(services: Services, officer: Officer, order: Order) -> StreamingResponse:
    stream, file_name = export_to_stream(services, officer, order)
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file_name, safe='')}",
        "Content-Length": str(os.fstat(stream.fileno()).st_size),
        "Content-Security-Policy": "sandbox",
    }
    return StreamingResponse(_chunks(stream), media_type=_MEDIA_TYPES[order.form], headers=headers)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
