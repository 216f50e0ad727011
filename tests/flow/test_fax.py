"""A fax in its spool folder: judged without colour, answered by telephone, never by mail."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cases.lifecycle import State
from intake.fax_spool import FaxSpoolSource
from tests.drawing import SubmissionSpec
from tests.drawing.kept import kept_submission
from tests.office.office import Office


def test_fax_is_read_and_its_sender_telephoned(tmp_path: Path) -> None:
    spool = tmp_path / "recvq"
    spool.mkdir()
    later = datetime.now(UTC) + timedelta(minutes=5)
    source = FaxSpoolSource("fax", "fax-insurance", spool, clock=lambda: later)
    office = Office(tmp_path, channel="fax-insurance", sources=(source,))
    drawn = kept_submission(SubmissionSpec("backpay-extended-period", seed=4, container="tiff-fine"))
    (spool / "fax000001.tif").write_bytes(drawn.content)
    (spool / "fax000001.tif.json").write_text(json.dumps({"number": "010 8596 0000"}), encoding="utf-8")
    office.run()
    office.run()
    (case,) = office.cases()
    assert (case.telephone, case.applicant) == ("010 8596 0000", None)
    assert "fax" in case.flags
    assert case.state is State.REVIEW
    assert "telephone-sender" in office.tasks(case.id)
    assert office.outbox() == []
    report = office.report(case.id)
    assert {page["colour"] for page in report["pages"]} == {"bilevel"}
    assert set(report["page_seals"].values()) <= {"uncoloured", "absent", "uncertain"}
