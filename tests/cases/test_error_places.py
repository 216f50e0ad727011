"""Places of errors: our line, never a library's, and never what the error says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cases.error_places import PACKAGES, place_of
from catalogue.loader import load_catalogue
from intake.charset import decode_labelled

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def test_packages_are_ours() -> None:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    assert sorted(project["tool"]["importlinter"]["root_packages"]) == sorted(PACKAGES)


def test_place_is_the_last_line_of_ours(tmp_path: Path) -> None:
    with pytest.raises(AttributeError) as ours:
        decode_labelled(b"", None)  # type: ignore[arg-type]
    assert place_of(ours.value).startswith("charset.py:")
    assert place_of(ours.value).endswith(" decode_labelled")
    with pytest.raises(TypeError) as below:
        load_catalogue(tmp_path / "张三", 1)  # type: ignore[call-arg]
    assert "张三" not in place_of(below.value)


def test_an_error_that_was_never_raised_has_no_place() -> None:
    assert place_of(ValueError("x")) == ""
