"""A title on every page makes no copies: the cross-page seal is still asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.bootstrap import build_judging
from pipeline.settings import Settings
from pipeline.without_mail.inspection import inspect_files
from record.repository import BEIJING
from tests.drawing import Defect, SubmissionSpec
from tests.drawing.kept import kept_submission
from tests.office.services import one_engine


@pytest.mark.parametrize("seed", [3, 110])
def test_missing_cross_page_seal_is_never_accepted(tmp_path: Path, seed: int) -> None:
    drawn = kept_submission(SubmissionSpec("layoff-report", seed, (Defect.NO_CROSS_PAGE_SEAL,)))
    path = tmp_path / drawn.file_name
    path.write_bytes(drawn.content)
    services = replace(build_judging(Settings()), engine=one_engine)
    (one,) = inspect_files([path], services, received_at=datetime(2020, 2, 20, 9, 0, tzinfo=BEIJING))
    codes = {finding.code for finding in one.report.findings}
    assert one.report.outcome != "accept"
    assert "cross-page-seal-missing" in codes
