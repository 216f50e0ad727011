"""Word lists and rules that lie in data files."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=32)
def _file(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def table(file: str, name: str) -> dict[str, Any]:
    """Return one table of a data file."""
    return _file(file)[name]
