"""Twenty thousand cases: every row is there, and memory does not grow with them."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import sqlalchemy as sa

from casework.services import Services
from record.tables import AUDIT, CASES
from tests.views.exports.made import moment, office

ROWS = 20_000
GROWTH_MIB = 16
SCRIPT = """
import resource, sys
from datetime import date
from pathlib import Path
from tests.views.exports.made import make, office
folder = Path(sys.argv[1])
with office(folder) as services:
    for first, last in (("2020-01-01", "2020-01-02"), ("2020-01-01", "2020-03-20")):
        rows = make(services, "register", "xlsx", folder, first, last).rows
        print(rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def fill(services: Services) -> None:
    """Enter cases in bulk, with two moves each."""
    cases, moves = [], []
    for number in range(ROWS):
        day = date(2020, 1, 1) + timedelta(days=number % 50)
        at, case_id = moment(day), f"{number:032x}"
        cases.append({
            "id": case_id, "number": f"SL{day:%Y%m%d}-{number:06d}", "office": "bj-chaoyang", "channel": "mail-hours",
            "unit": f"北京某某第{number}有限公司", "item": "hours-flexible", "item_name": "不定时工作制",
            "state": "accepted", "version": 1, "revision": 1, "outcome": "accept", "flags": [], "applicant": None,
            "telephone": None, "subject": "报送", "received_at": at, "notice_due": None, "due_at": None,
            "updated_at": at,
        })
        for event, after in (("receive", "received"), ("accept", "accepted")):
            moves.append({"case_id": case_id, "at": at, "actor": "system", "event": event, "before": None,
                          "after": after, "detail": {}})
    with services.database.begin() as connection:
        connection.execute(sa.insert(CASES), cases)
        connection.execute(sa.insert(AUDIT), moves)


def test_memory_stays_flat(tmp_path: Path) -> None:
    with office(tmp_path) as services:
        fill(services)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)], capture_output=True, text=True, timeout=900, check=True,
        cwd=Path(__file__).parents[3],
    )
    few, all_ = ([int(word) for word in line.split()] for line in done.stdout.splitlines())
    assert (few[0], all_[0]) == (2 * ROWS // 50, ROWS)
    assert all_[1] - few[1] < GROWTH_MIB
