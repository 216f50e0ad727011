"""The command ``shouli``: exit codes, output forms, and a sentence for every mistake."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import redis

from commands.__main__ import main
from tests.commands.running import run_command
from tests.drawing import CLEAN, SubmissionSpec, bad_files
from tests.drawing.kept import kept_submission
from views.report_json import schema

GOOD = kept_submission(SubmissionSpec("backpay-extended-period", seed=3, born_digital=True))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / GOOD.file_name).write_bytes(GOOD.content)
    return tmp_path


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process stand in the folder, nothing set but where data go: a mistake needs no process of its own."""
    for key in [key for key in os.environ if key.startswith("SHOULI_")]:
        monkeypatch.delenv(key)
    monkeypatch.setenv("SHOULI_DATA", str(folder / "data"))
    monkeypatch.chdir(folder)


def _environment(folder: Path) -> dict[str, str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("SHOULI_")}
    return {**clean, "SHOULI_DATA": str(folder / "data"), "PYTHONPATH": str(Path.cwd())}


def _shouli(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    if words[:1] == ("check",) and "--received" not in words:  # the rules of 2020 hold for what came then
        words = (*words, "--received", "2020-02-18T09:00")
    return run_command(folder, *words, **more)


def test_accepted_file_is_zero_with_json_and_pictures(folder: Path) -> None:
    done = _shouli(folder, "check", GOOD.file_name, "--json", "--out", "pictures", "--received", "2020-02-18T09:00")
    document = json.loads(done.stdout)
    jsonschema.validate(document, schema())
    assert (done.returncode, document["outcome"], done.stderr) == (0, "accept", "")
    pictures = sorted(path.name for path in (folder / "pictures").iterdir())
    wanted = [f"page-{page['number']:03d}.png" for page in document["pages"]]
    for page in document["pages"]:
        wanted += [f"seal-{page['number']:03d}-{number}.png" for number in range(1, len(page["seals"]) + 1)]
    assert pictures == sorted(wanted)
    assert all((folder / "pictures" / name).read_bytes().startswith(b"\x89PNG") for name in pictures)
    assert not (folder / "data").exists()


def test_unusable_file_is_one_with_a_table(folder: Path) -> None:
    (folder / GOOD.file_name).write_bytes(bad_files.encrypted(GOOD.content))
    done = _shouli(folder, "check", GOOD.file_name, "--received", "2020-02-20T09:00+08:00")
    assert done.returncode == 1
    assert "需要补正" in done.stdout
    assert "file-encrypted" in done.stdout
    assert done.stderr == ""  # no progress where there is no terminal


def test_two_units_are_three_with_an_object_each(folder: Path) -> None:
    other = kept_submission(SubmissionSpec("backpay-extended-period", seed=4, born_digital=True))
    (folder / other.file_name).write_bytes(other.content[:700])
    done = _shouli(folder, "check", GOOD.file_name, other.file_name, "--json")
    document = json.loads(done.stdout)
    jsonschema.validate(document, schema())
    assert (done.returncode, document["outcome"]) == (3, "review")
    assert [case["unit"]["name"] for case in document["cases"]] == [GOOD.unit, other.unit]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--colour"], "--help"), ([], "--help"), (["check"], "--help"), (["fly"], "--help"),
        (["check", "none.pdf"], "none.pdf"), (["check", "."], "没有文件"),
        (["check", "F", "--item", "none"], "hours-flexible"),
        (["check", "F", "--channel", "none"], "mail-hours"), (["check", "F", "--received", "yesterday"], "yesterday"),
        (["worker", "none"], "none"), (["poll"], "SHOULI_REDIS_URL"), (["schedule"], "SHOULI_REDIS_URL"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_usage_is_two_with_a_sentence(
    folder: Path, words: list[str], said: str, here: None, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status: object = main([GOOD.file_name if word == "F" else word for word in words])
    except SystemExit as ended:  # argparse
        status = ended.code
    told = capsys.readouterr().err
    assert status == 2
    assert said in told
    assert re.search("[\u4e00-\u9fff]{2}", told)
    assert "Traceback" not in told


def test_wrong_setting_is_two(folder: Path) -> None:
    done = _shouli(folder, "settings", SHOULI_OCR_ENGINE="tesseract")
    assert (done.returncode, "tesseract" in done.stderr) == (2, True)


def test_our_own_failure_is_four_without_a_traceback(folder: Path) -> None:
    (folder / "data").write_bytes(b"a file where the folder should be")
    done = _shouli(folder, "verify")
    assert done.returncode == 4
    assert re.search("[\u4e00-\u9fff]{2}", done.stderr)
    assert "Traceback" not in done.stderr


def test_worker_says_that_the_password_is_wrong(folder: Path, redis_server: dict[str, str]) -> None:
    with redis.Redis.from_url(redis_server["REDIS_URL"]) as store:
        store.acl_setuser("clerk", enabled=True, passwords=["+right"], commands=["+@all"], keys=["*"])
    place = redis_server["REDIS_URL"].rpartition("@")[2].removeprefix("redis://")
    done = _shouli(folder, "worker", "--burst", SHOULI_REDIS_URL=f"redis://clerk:wrong@{place}")
    assert done.returncode == 4
    assert "队列服务（Valkey 或 Redis）不接受密码" in done.stderr
    assert "AuthenticationError" not in done.stderr.splitlines()[-1]


def test_models_that_are_not_there_are_two(folder: Path) -> None:
    scanned = kept_submission(SubmissionSpec("backpay-extended-period", seed=3, scan=CLEAN))
    (folder / "scan.pdf").write_bytes(scanned.content)
    done = _shouli(folder, "check", "scan.pdf", SHOULI_MODELS=str(folder / "none"))
    assert (done.returncode, "模型" in done.stderr) == (2, True)


def test_progress_is_shown_on_a_terminal_only(folder: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "commands", "check", GOOD.file_name], cwd=folder,
        env={**_environment(folder), "TERM": "xterm"}, stdout=subprocess.DEVNULL, stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 4096):
            shown += chunk
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    assert process.wait() in {0, 3}
    assert "正在打开文件" in shown.decode(errors="replace")


def test_settings_are_shown_masked(folder: Path) -> None:
    done = _shouli(folder, "settings", SHOULI_REDIS_URL="redis://:geheim@h/0")
    shown: dict[str, Any] = json.loads(done.stdout)
    assert shown["redis_url"] == "redis://:***@h/0"
    assert "geheim" not in done.stdout


def test_catalogue_lint_names_the_fault(folder: Path) -> None:
    assert _shouli(folder, "catalogue", "lint").returncode == 0
    (folder / "items").mkdir()
    done = _shouli(folder, "catalogue", "lint", str(folder))
    assert done.returncode == 1
    assert re.search(r"共 \d+ 处错误", done.stdout)


def test_user_is_added_once_and_verify_finds_nothing(folder: Path) -> None:
    done = _shouli(folder, "user", "add", "王审核", "--role", "officer")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()[-1]) > 40
    again = _shouli(folder, "user", "add", "王审核", "--role", "officer")
    assert (again.returncode, "王审核" in again.stderr) == (4, True)
    verified = _shouli(folder, "verify")
    assert (verified.returncode, verified.stdout.strip()) == (0, "核对完毕，未发现问题。")
    unknown = _shouli(folder, "reprocess", "SL20200212-000001")
    assert (unknown.returncode, "SL20200212-000001" in unknown.stderr) == (4, True)


def test_scanned_submission_validates_with_its_seals(folder: Path) -> None:
    drawn = kept_submission(SubmissionSpec("backpay-extended-period", seed=5, scan=CLEAN))
    (folder / drawn.file_name).write_bytes(drawn.content)
    done = _shouli(folder, "check", drawn.file_name, "--json", "--received", "2020-02-18T09:00+08:00")
    document = json.loads(done.stdout)
    jsonschema.validate(document, schema())
    assert any(page["seals"] for page in document["pages"])
    assert document["seconds"]["read"] > 0


def test_an_anchor_date_is_set_by_name_and_day(tmp_path: Path) -> None:
    done = _shouli(tmp_path, "anchor", "set", "epidemic_end", "2020-04-29")
    assert (done.returncode, done.stdout) == (0, "已设置。0 件办件的容缺期限随之确定。\n")
    for words, sentence in ((("epidemic_end", "29.4.2020"), "不是日期"), (("nonsense", "2020-04-29"), "没有名为")):
        refused = _shouli(tmp_path, "anchor", "set", *words)
        assert refused.returncode != 0
        assert sentence in refused.stderr
