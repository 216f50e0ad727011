"""The record of the first version, put where a service looks for it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

FIRST_VERSION = Path(__file__).parent / "first_version"


def lay_out(data: Path) -> Path:
    """Lay the old record out as a data folder; return its database."""
    data.mkdir(parents=True)
    shutil.copytree(FIRST_VERSION / "store", data / "store")
    path = data / "shouli.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.executescript((FIRST_VERSION / "record.sql").read_text(encoding="utf-8"))
    return path


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of every table but the one that notes the revision."""
    with closing(sqlite3.connect(path)) as database:
        found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        names = sorted({str(name) for (name,) in found} - {"alembic_version"})
        return {name: sorted(database.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names}
