"""Health: can the service work? Open to everybody, tells nothing about cases."""

from __future__ import annotations

import redis
from fastapi import APIRouter

from api.dependencies import ServicesDep
from api.routes.schemas import HealthBody
from casework.services import Services
from record.database import RecordUnavailable

router = APIRouter(tags=["运行状态"])


@router.get("/health")
def health(services: ServicesDep) -> HealthBody:
    """Return whether database and queue answer, and how much work is open."""
    try:
        with services.reading() as work:
            database, open_steps = True, work.steps.open_count()
    except RecordUnavailable:
        database, open_steps = False, 0
    queue = _queue_answers(services)
    return HealthBody(
        status="ok" if database and queue is not False else "degraded", database=database, queue=queue,
        open_steps=open_steps, office=services.office.code, catalogue=services.catalogue.version,
    )


def _queue_answers(services: Services) -> bool | None:
    if services.redis is None:
        return None
    try:
        return bool(services.redis.ping())
    except redis.RedisError:
        return False
