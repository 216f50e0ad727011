"""``shouli check`` on a ten-page scan, in a fresh process: outcome, report's form, time and memory."""

from __future__ import annotations

from pathlib import Path

import jsonschema

from benchmarks.submission import MEGABYTES_LIMIT, SECONDS_LIMIT, SPECIFICATION, check, is_right
from tests.drawing.kept import kept_submission
from views.report_json import schema

NOISE = 2.0
"""Other work on a test machine may double the time; ``./run bench submission`` holds the limit itself."""


def test_ten_page_scan_is_judged_rightly_in_time(tmp_path: Path) -> None:
    drawn = kept_submission(SPECIFICATION)
    path = tmp_path / drawn.file_name
    path.write_bytes(drawn.content)
    seconds, megabytes, report = check(path)
    jsonschema.validate(report, schema())
    assert len(report["pages"]) == 10
    assert is_right(drawn, report), report["findings"]
    assert report["unit"]["name"] == drawn.unit
    assert [page["document"] for page in report["pages"]] == [page.document for page in drawn.truth.pages]
    assert seconds <= SECONDS_LIMIT * NOISE
    assert megabytes <= MEGABYTES_LIMIT
