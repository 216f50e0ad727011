"""The frame of the console: what pages load, and how they refuse."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from api.console import assets
from api.console.shell import POLICY
from tests.office.desk import Desk

CONSOLE = Path(assets.__file__).parent
PAGES = sorted((CONSOLE / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_templates_hold_nothing_that_the_policy_forbids(path: Path) -> None:
    """Scripts, styles and handlers stand in files of their own."""
    forbidden = r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:|hx-on|hx-vals=.js:"
    assert not re.search(forbidden, path.read_text())


@pytest.mark.parametrize("path", sorted((CONSOLE / "static").glob("*.js")), ids=lambda path: path.name)
def test_scripts_make_no_code_of_text(path: Path) -> None:
    forbidden = r"\beval\(|new Function|\.(inner|outer)HTML|insertAdjacentHTML|document\.write"
    assert not re.search(forbidden, path.read_text())


def test_every_asset_is_kept_by_the_browser(desk: Desk) -> None:
    names = [path.name for path in (CONSOLE / "static").iterdir()]
    for name in [*names, "htmx.js"]:
        answer = httpx.get(f"{desk.address}{assets.address(name)}")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("name", ["shell.py", "..%2Fapp.py", "nothing.css", "%2e%2e%2fassets.py", f"{'a' * 300}.css"])
def test_no_other_file_is_served(desk: Desk, name: str) -> None:
    assert httpx.get(f"{desk.address}/static/{name}").status_code == 404


def test_browser_is_refused_by_a_page_and_a_program_by_a_code(desk: Desk) -> None:
    page = httpx.get(f"{desk.address}/no-such-page", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert page.headers["content-security-policy"] == POLICY
    assert "该地址" in page.text
    assert httpx.get(f"{desk.address}/no-such-page").json()["code"] == "not-found"
