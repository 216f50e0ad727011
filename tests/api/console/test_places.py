"""What was found without a doubt leads to its page and its place there."""

from __future__ import annotations

from pathlib import Path

from cases.finding import PAGES, Place
from cases.finding_codes import find
from tests.office.counter import Counter, blocking
from tests.office.desk import desk_of

BOX = (10.0, 20.5, 30.0, 40.0)


def test_results_lead_to_their_places(tmp_path: Path) -> None:
    office = Counter(tmp_path)
    found = (
        find("material-field-missing", f"{PAGES}未填写“住所”。", place=Place(page=2, box=BOX)),
        find("material-field-missing", f"{PAGES}未填写“电话”。", place=Place(page=3, box=BOX, pages=(1, 3))),
    )
    case = office.judge(office.open(), *found, blocking())
    with desk_of(office) as desk:
        headers = {"Authorization": f"Bearer {desk.tokens['officer']}"}
        text = desk.client.get(f"{desk.address}/cases/{case.id}", headers=headers).text
    assert 'data-page="2" data-box="10.0 20.5 30.0 40.0">第2页未填写“住所”。</a>' in text
    assert 'data-page="1">第1、3页未填写“电话”。</a>' in text  # the place is on another page than the first
