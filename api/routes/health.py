"""Health: can the service work? Open to everybody, tells nothing about cases."""

from __future__ import annotations

import contextlib

import redis
from fastapi import APIRouter

from api.dependencies import ServicesDep
from api.routes.schemas import HealthBody
from casework.services import Services
from record import schema
from record.database import RecordUnavailable

router = APIRouter(tags=["运行状态"])


@router.get("/health")
def health(services: ServicesDep) -> HealthBody:
    """Return whether database and queue answer, whether the tables are this version's, and what waits."""
    database, open_steps, revision, skipped, older = False, 0, None, 0, 0
    with contextlib.suppress(RecordUnavailable), services.reading() as work:
        revision = schema.revision_of(work.connection)
        open_steps = work.steps.open_count()
        if schema.fit(revision) is schema.Fit.FITS:
            names = {source.name for source in services.sources}  # none: another process polls
            mailboxes = [one for one in work.mailboxes.all() if one.name in names or not names]
            skipped, older = sum(len(one.skipped) for one in mailboxes), sum(one.older for one in mailboxes)
        database = True
    fits, queue = schema.fit(revision) is schema.Fit.FITS, _queue_answers(services)
    return HealthBody(
        status="ok" if database and fits and queue is not False else "degraded", database=database,
        schema_revision=revision, schema_fits=fits, queue=queue, open_steps=open_steps,
        skipped_messages=skipped, older_messages=older, office=services.office.code,
        catalogue=services.catalogue.version,
    )


def _queue_answers(services: Services) -> bool | None:
    if services.redis is None:
        return None
    try:
        return bool(services.redis.ping())
    except redis.RedisError:
        return False
