"""Each field of each document type is read from its paper with the value that was written there."""

from __future__ import annotations

import pytest

from cases.report import FieldValue
from papers.fields.read_fields import read_fields
from tests.written.sheet import set_page
from tests.written.submission import WRITERS, rulebook
from tests.written.world import AGENT, World

pytestmark = pytest.mark.thorough

SURE = 0.85
WORLD = World(agent=AGENT, filing="个人补缴")
FIELDS = [(code, field) for code, kind in rulebook().documents.items() for field in kind.fields]
HANDWRITTEN = {("commitment-letter", "signer"), ("tolerance-commitment", "signer")}
"""Behind 签字 stands handwriting: that somebody signed is told, whose name it is not."""


def read(code: str, field: str) -> list[FieldValue]:
    page = set_page(WRITERS[code](WORLD), 1, WORLD.unit)
    return [one for one in read_fields([page], rulebook().documents[code], rulebook().fields) if one.name == field]


def _bare(value: str) -> str:
    return value.replace(" ", "")  # TANAKA HIROSHI: spaces are not kept


@pytest.mark.parametrize(("code", "field"), FIELDS, ids=lambda value: str(value))
def test_field_is_read(code: str, field: str) -> None:
    found = read(code, field)
    if (code, field) in HANDWRITTEN:
        assert found == []
        return
    written = _bare(WRITERS[code](WORLD).says[field])
    assert found, f"《{rulebook().documents[code].name}》的 {field} 未读出，应为“{written}”"
    values = [_bare(one.value) for one in sorted(found, key=lambda one: -one.confidence)]
    assert values[0] == written, f"{field}: {values}"
    sure = {_bare(one.value) for one in found if one.confidence >= SURE}
    assert sure <= {written}, f"{field}: beside “{written}” also {sure}"
    assert all(one.box is not None and one.page == 1 for one in found)


def test_no_paper_gives_a_whole_identity_number() -> None:
    numbers = {WORLD.head.number, WORLD.worker.number, AGENT.number, *(number for _, number, _ in WORLD.people)}
    for code, kind in rulebook().documents.items():
        page = set_page(WRITERS[code](WORLD), 1, WORLD.unit)
        kept = "\n".join(one.value for one in read_fields([page], kind, rulebook().fields))
        assert not any(number in kept for number in numbers), code
