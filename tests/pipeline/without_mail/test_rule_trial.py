"""``shouli catalogue try``: draft rules over past cases of a real database, without reading a page again."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casework.anchor_dates import set_anchor
from catalogue.loader import PACKAGED
from ocr.engine import OcrEngine
from pipeline.without_mail.rule_trial import compare, draft_catalogue, draft_files, past_cases
from tests.commands.running import run_command
from tests.drawing import SubmissionSpec
from tests.drawing.kept import kept_submission
from tests.office.office import Office, mail

ITEM = "backpay-extended-period.yaml"
STRICTER = """- order: 3
  document: commitment-letter
  need: required
  form: original
  source: beijing-insurance-notice 二（一）2
"""


def _no_engine() -> OcrEngine:
    raise AssertionError("nothing is read again")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office that has judged one clean submission, and one file that cannot be opened."""
    office = Office(tmp_path_factory.mktemp("office"))
    with office.services.work() as work:  # the rules of 2020 hold on, whatever day it is
        set_anchor(work, "epidemic_end", date(2099, 12, 31), by="李科长")
    for number, seed in enumerate((3, 4), 1):
        drawn = kept_submission(SubmissionSpec("backpay-extended-period", seed=seed, born_digital=True))
        content = drawn.content if number == 1 else drawn.content[:900]
        office.mail(mail([(drawn.file_name, content)], message_id=f"<{number}@corp.test>"))
    office.run()
    assert sorted(case.outcome for case in office.cases()) == ["accept", "supplement"]
    return office


def _draft(folder: Path, more: str = "", old: str = "", new: str = "") -> Path:
    text = (PACKAGED / "items" / ITEM).read_text("utf-8").replace(old, new) + more
    path = folder / "draft.yaml"
    path.write_text(text.replace("valid_from: 2020-01-31", "valid_from: 2030-01-01"), "utf-8")
    return path


def _try(office: Office, *words: str) -> subprocess.CompletedProcess[str]:
    return run_command(office.folder, "catalogue", "try", *words)


def test_draft_that_says_the_same_changes_nothing(office: Office, tmp_path: Path) -> None:
    services = replace(office.services, engine=_no_engine)
    draft, errors = draft_catalogue([_draft(tmp_path)], services.catalogue, None)
    compared = [compare(past, services, draft) for past in past_cases(services)]
    assert errors == []
    assert [(one.same, one.today == one.draft) for one in compared] == [(True, True)] * 2
    kept = {case.number: case.outcome for case in office.cases()}
    assert {one.number: one.today.outcome for one in compared} == kept


def test_changed_case_is_shown_side_by_side(office: Office, tmp_path: Path) -> None:
    done = _try(office, str(_draft(tmp_path, STRICTER)))
    assert (done.returncode, done.stderr) == (1, "")
    assert "共试行2件：1件结论与意见不变，1件有变化。" in done.stdout
    assert "单位承诺书" in done.stdout


def test_json_names_what_is_added_and_removed(office: Office, tmp_path: Path) -> None:
    before = office.cases()
    done = _try(office, str(_draft(tmp_path, STRICTER)), "--json")
    document: dict[str, Any] = json.loads(done.stdout)
    assert (document["cases"], document["same"], document["changed"]) == (2, 1, 1)
    (row,) = [one for one in document["rows"] if not one["same"]]
    assert (row["today"]["outcome"], row["draft"]["outcome"]) == ("accept", "supplement")
    assert [(one["code"], one["material"]) for one in row["added"]] == [("material-missing", "commitment-letter")]
    assert row["removed"] == []
    assert office.cases() == before


def test_file_that_could_not_be_opened_stays_what_it_is(office: Office, tmp_path: Path) -> None:
    done = _try(office, str(_draft(tmp_path, STRICTER)), "--json")
    (row,) = [one for one in json.loads(done.stdout)["rows"] if one["same"]]
    assert row["draft"]["outcome"] == "supplement"
    assert {one["code"] for one in row["draft"]["findings"]} & {"file-damaged", "file-empty"}


def test_wrong_draft_is_refused_with_line_and_sentence(office: Office, tmp_path: Path) -> None:
    path = _draft(tmp_path, old="form: either", new="form: paper")
    line = path.read_text("utf-8").splitlines().index("  form: paper") + 1
    done = _try(office, str(path))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"业务目录文件 draft/draft.yaml 第{line}行有误" in done.stderr
    assert "未试行" in done.stderr


@pytest.mark.parametrize(("words", "said"), [
    (["none.yaml"], "none.yaml"), (["."], "没有 .yaml 文件"), (["DRAFT", "--limit", "0"], "--limit"),
    (["DRAFT", "--item", "none"], "没有代码为“none”的业务事项"),
])
def test_wrong_usage_is_two_with_a_sentence(
    office: Office, tmp_path: Path, words: list[str], said: str
) -> None:
    draft = str(_draft(tmp_path))
    (tmp_path / "empty").mkdir()
    places = {"DRAFT": draft, ".": str(tmp_path / "empty")}
    done = _try(office, *(places.get(word, word) for word in words))
    assert done.returncode == 2
    assert said in done.stderr


def test_office_without_cases_says_so(tmp_path: Path) -> None:
    done = _try(Office(tmp_path), str(_draft(tmp_path)))
    assert done.returncode == 0
    assert "没有可供试行的办件" in done.stdout


def test_folder_of_drafts_is_taken_whole(tmp_path: Path) -> None:
    (tmp_path / "items").mkdir()
    for name in ("letters.yaml", f"items/{ITEM}"):
        (tmp_path / name).write_bytes((PACKAGED / name).read_bytes())
    assert {path.name for path in draft_files([tmp_path])} == {"letters.yaml", ITEM}
