"""Files judged without a service: archives and mails are opened, every reading is valid JSON of the contract."""

from __future__ import annotations

import email.policy
import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline.bootstrap import build_judging
from pipeline.settings import Settings
from pipeline.without_mail.inspection import Inspection, inspect_files
from tests.drawing import SubmissionSpec
from tests.drawing.kept import kept_submission
from tests.office.office import mail
from views.report_json import report_document, schema, several_cases

GOOD = kept_submission(SubmissionSpec("backpay-extended-period", seed=3, born_digital=True))
NOW = datetime(2020, 2, 18, 1, 0, tzinfo=UTC)


def _inspect(*paths: Path, **more: Any) -> list[Inspection]:
    return inspect_files(paths, build_judging(Settings()), received_at=NOW, **more)


def _zip(path: Path) -> Path:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(GOOD.file_name, GOOD.content)
    path.write_bytes(target.getvalue())
    return path


def _eml(path: Path) -> Path:
    path.write_bytes(mail([(GOOD.file_name, GOOD.content)]).as_bytes(policy=email.policy.SMTP))
    return path


@pytest.mark.parametrize("make", [_zip, _eml], ids=["zip", "mail"])
def test_container_is_opened(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    (one,) = _inspect(make(tmp_path / f"a.{'zip' if make is _zip else 'eml'}"))
    assert [file.name for file in one.report.files] == [GOOD.file_name]
    assert one.report.unit.name == GOOD.unit
    assert one.report.outcome == "accept"
    assert one.letters


def test_mail_beside_a_file_is_opened_too(tmp_path: Path) -> None:
    (tmp_path / "说明.txt").write_text("你好", encoding="utf-8")
    (one,) = _inspect(_eml(tmp_path / "a.eml"), tmp_path / "说明.txt")
    assert {file.name for file in one.report.files} == {GOOD.file_name, "说明.txt"}
    assert "file-type-refused" in {finding.code for finding in one.report.findings}


def test_item_given_by_hand_wins(tmp_path: Path) -> None:
    (tmp_path / GOOD.file_name).write_bytes(GOOD.content)
    (one,) = _inspect(tmp_path / GOOD.file_name, item="layoff-report")
    assert (one.report.item.code, one.report.item.source) == ("layoff-report", "option")


def test_documents_are_valid_alone_and_together(tmp_path: Path) -> None:
    (tmp_path / GOOD.file_name).write_bytes(GOOD.content)
    (tmp_path / "上海远方贸易有限公司+社保补缴.pdf").write_bytes(b"")
    inspections = _inspect(*sorted(tmp_path.iterdir()))
    documents = [report_document(one.report, one.letters) for one in inspections]
    assert len(documents) == 2
    for document in (*documents, several_cases(documents)):
        jsonschema.validate(document, schema())
