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
from record.private import is_private

router = APIRouter(tags=["运行状态"])


@router.get("/health")
def health(services: ServicesDep) -> HealthBody:
    """Return whether database, queue and mail accounts work, whether the tables fit, and what waits."""
    database, open_steps, refused, revision, skipped, older = False, 0, 0, None, 0, 0
    rules = services.catalogue
    with contextlib.suppress(RecordUnavailable), services.reading() as work:
        revision = schema.revision_of(work.connection)
        open_steps = work.steps.open_count()
        refused = work.letters.refused_accounts()
        if schema.fit(revision) is schema.Fit.FITS:
            rules = work.catalogue
            names = {source.name for source in services.sources}  # none: another process polls
            mailboxes = [one for one in work.mailboxes.all() if one.name in names or not names]
            skipped, older = sum(len(one.skipped) for one in mailboxes), sum(one.older for one in mailboxes)
        database = True
    fits, queue = schema.fit(revision) is schema.Fit.FITS, _queue_answers(services)
    works = database and fits and queue is not False and not refused
    return HealthBody(
        status="ok" if works else "degraded", database=database, schema_revision=revision, schema_fits=fits,
        queue=queue, open_steps=open_steps, refused_accounts=refused,
        data_private=_is_data_private(services), sandbox=services.sandbox, skipped_messages=skipped,
        older_messages=older, office=services.office.code, catalogue=services.catalogue.version,
        epidemic_end=rules.anchors.get("epidemic_end"), emergency_rules_until=rules.end_of("epidemic_end"),
    )


def _is_data_private(services: Services) -> bool | None:
    return is_private(services.disk) if services.disk is not None and services.disk.exists() else None


def _queue_answers(services: Services) -> bool | None:
    if services.redis is None:
        return None
    try:
        return bool(services.redis.ping())
    except redis.RedisError:
        return False
