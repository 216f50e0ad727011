"""Judge the cases of an older version's record again, on a copy of it.

``python -m tests.old_record DATA`` takes the data folder of a service that an older version ran, such as
``data/demo/service`` of its ``./run demo --once``. The copy has to be refused; then it is upgraded, each undecided case
is read and judged anew, and the rules judge every case again from the pages it has. Exit status 1 where an outcome is
not the one that the older version came to.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from cases.errors import SchemaOlder
from cases.lifecycle import UNDECIDED_STATES
from casework.services import Services
from pipeline.bootstrap import build_services
from pipeline.jobs import work
from pipeline.logs import set_up_logs
from pipeline.maintenance import reprocess, verify
from pipeline.settings import Settings
from pipeline.without_mail.rule_trial import compare, past_cases
from record.officers import Officer
from record.repository import CaseRepository
from record.steps import StepRepository
from record.tables import CASES
from record.upgrade import upgrade


def main() -> int:
    """Judge again, and tell by the exit status whether anything differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.old_record", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path, help="data folder of an older version; it is copied")
    asked = parser.parse_args()
    set_up_logs("ERROR")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(shutil.copytree(asked.data, Path(folder, "data"), ignore=shutil.ignore_patterns("queue")))
        return 1 if _judge_again(Settings(data=data)) else 0


def _judge_again(settings: Settings) -> int:
    try:
        build_services(settings).close()
        sys.exit("This record is not refused: it is of the present revision.")
    except SchemaOlder as error:
        print(error.message)
    done = upgrade(settings.database)
    print(f"{done.before} → {', '.join(done.brought)}; the copy: {done.copy.name if done.copy else 'none'}")
    with closing(build_services(settings)) as services:
        differing = sum(_told(*one) for one in (*_by_rules(services), *_anew(services)))
        problems = verify(services)
    print("\n".join(problems) or "Record and store agree.")
    return differing + len(problems)


def _by_rules(services: Services) -> Iterator[tuple[str, object, object]]:
    for past in past_cases(services):
        again = compare(past, services, services.catalogue).today
        yield f"{past.number} by its pages", past.report.outcome, again.outcome


def _anew(services: Services) -> Iterator[tuple[str, object, object]]:
    """Read and judge each undecided case anew, at the time of the newest change of the record."""
    with services.database.begin() as connection:
        latest = connection.execute(sa.select(sa.func.max(CASES.c.updated_at))).scalar_one() + timedelta(hours=1)
        found = list(connection.execute(sa.select(CASES.c.number).where(CASES.c.state.in_(UNDECIDED_STATES))).scalars())
    services = replace(services, clock=lambda: latest)
    operator = Officer("", "command line", "supervisor", services.office.code)
    for number in found:
        before = _outcome(services, number)
        reprocess(services, number, operator)
        with services.database.begin() as connection:
            due = StepRepository(connection).due(latest, "read") + StepRepository(connection).due(latest, "intake")
        for step in due:
            work(services, step.id)
        yield f"{number} read and judged anew", before, _outcome(services, number)


def _outcome(services: Services, number: str) -> object:
    with services.database.begin() as connection:
        cases = CaseRepository(connection)
        return cases.report(cases.get(number).id)["outcome"]


def _told(what: str, before: object, after: object) -> bool:
    print(f"{what}: {before} → {after}", flush=True)
    return before != after


if __name__ == "__main__":
    sys.exit(main())
