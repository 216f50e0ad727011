"""Health: can the service work? Open to everybody, tells nothing about cases."""

from __future__ import annotations

import redis
from fastapi import APIRouter
from sqlalchemy.exc import SQLAlchemyError

from api.dependencies import ServicesDep
from api.schemas import HealthBody
from casework.services import Services
from record.steps import StepRepository

router = APIRouter(tags=["运行状态"])


@router.get("/health")
def health(services: ServicesDep) -> HealthBody:
    """Return whether database and queue answer, and how much work is open."""
    try:
        with services.database.begin() as connection:
            database, open_steps = True, StepRepository(connection).open_count()
    except SQLAlchemyError:
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
