"""An office behind a real HTTP server, with a judged case, officers of its own and of another office."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.drawing import SubmissionSpec
from tests.drawing.kept import kept_submission
from tests.office.desk import Desk, desk_of
from tests.office.office import Office, mail


@pytest.fixture(scope="session")
def drawn() -> Any:
    """A short submission that reads quickly."""
    return kept_submission(SubmissionSpec("backpay-extended-period", seed=3, born_digital=True))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, drawn: Any) -> Iterator[Desk]:
    """An office with two cases: one judged, one that cannot be opened."""
    office = Office(Path(tmp_path_factory.mktemp("desk")))
    office.mail(mail([(drawn.file_name, drawn.content)]))
    office.mail(mail([("坏的.pdf", drawn.content[:900])], sender="second@corp.test", message_id="<2@corp.test>"))
    office.run()
    with desk_of(office) as found:
        yield found
