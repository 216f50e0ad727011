"""The interface keeps to its own description, whatever it is asked: what is sound is heard, what is not is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from api.app import create_app
from pipeline.bootstrap import build_judging
from pipeline.settings import Settings
from tests.office.counter import Counter, blocking
from tests.office.desk import Desk, desk_of

load_all_checks()
REPEATED: Any = CHECKS.get_by_names(["negative_data_rejection"])
"""Of a query that names a field twice, one is heard."""
EXAMPLES = 6
"""Requests of each route; every run makes the same ones."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An office with a case whose letter waits."""
    counter = Counter(tmp_path_factory.mktemp("schema"))
    counter.judge(counter.open("layoff-report"), blocking())
    with desk_of(counter) as found:
        yield found


def operations() -> list[Any]:
    """Return what the description tells of, without the stream that does not end."""
    told = create_app(build_judging(Settings())).openapi()
    told["paths"] = {path: told["paths"][path] for path in told["paths"] if not path.endswith("/events")}
    described: Any = schemathesis.openapi.from_dict(told)
    return [found.ok() for found in described.get_all_operations()]


MODES = {"sound": GenerationMode.POSITIVE, "unsound": GenerationMode.NEGATIVE}
ASKED = [
    pytest.param(operation, mode, id=f"{operation.method.upper()} {operation.path} {name}")
    for operation in operations() for name, mode in MODES.items()
    if name == "sound" or not operation.path.endswith("/health")  # which takes nothing that could be unsound
]


@pytest.mark.parametrize(("operation", "mode"), ASKED)
def test_route_keeps_to_its_description(operation: Any, mode: GenerationMode, desk: Desk) -> None:
    headers = {"Authorization": f"Bearer {desk.tokens['supervisor']}"}

    left_out: Any = REPEATED if operation.method.upper() == "GET" else []

    @settings(
        max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def keeps(case: schemathesis.Case) -> None:
        case.call_and_validate(base_url=desk.address, headers=headers, excluded_checks=left_out, timeout=60)

    keeps()
