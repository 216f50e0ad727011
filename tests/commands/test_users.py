"""Users by the command line: a password comes from standard input, and every act says in Chinese what it did."""

from __future__ import annotations

import re
from pathlib import Path

from tests.commands.running import run_command

NAME, PASSWORD = "张三", "长城内外惟余莽莽-7"


def _user(folder: Path, *words: str, said: str = "") -> tuple[int, str]:
    done = run_command(folder, "user", *words, said=said)
    return done.returncode, (done.stdout + done.stderr).strip()


def test_user_is_added_listed_and_shut_out(tmp_path: Path) -> None:
    status, told = _user(
        tmp_path, "add", NAME, "--role", "officer", "--items", "dispatch-new,layoff-report", "--password-stdin",
        said=PASSWORD + "\n",
    )
    assert (status, len(told.splitlines()[-1]) > 40) == (0, True)
    assert "90天内有效" in told
    status, told = _user(tmp_path, "list")
    assert status == 0
    first, second, _ = told.splitlines()
    assert first == f"{NAME}　审核　dispatch-new、layoff-report　未设动态口令　从未登录"
    assert re.fullmatch(r"　　令牌 \w+　首个令牌　全部权限　有效至 [\d-]{10} [\d:]{5}　未使用", second)
    token = re.findall(r"令牌 (\w+)", told)[0]
    assert _user(tmp_path, "revoke", token) == (0, f"已撤销“{NAME}”的令牌“首个令牌”。")
    assert _user(tmp_path, "revoke", NAME) == (0, f"已撤销“{NAME}”的0个令牌，结束0处登录。")
    assert _user(tmp_path, "second-factor", NAME, "--reset")[1].startswith("已清除")
    assert _user(tmp_path, "disable", NAME)[1].startswith("已停用")
    assert "已停用" in _user(tmp_path, "list")[1]
    assert _user(tmp_path, "disable", NAME, "--undo") == (0, f"已恢复“{NAME}”。")


def test_weak_password_unknown_user_and_item_are_refused(tmp_path: Path) -> None:
    status, told = _user(tmp_path, "add", NAME, "--role", "officer", "--password-stdin", said="1234567890\n")
    assert (status, "过于常见" in told) == (4, True)
    status, told = _user(tmp_path, "password", NAME, said=PASSWORD + "\n")
    assert (status, NAME in told) == (4, True)
    status, told = _user(tmp_path, "add", NAME, "--role", "officer", "--items", "dispatch-old")
    assert (status, "dispatch-old" in told) == (4, True)
    assert _user(tmp_path, "list") == (0, "共0名用户。")
