"""Upgrade: bring the tables of a database to this version of the program, after a copy of what is there.

All revisions run in one transaction: the database ends with all of them, or stays as it was.
"""

from __future__ import annotations

import itertools
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from cases.errors import ConfigurationError
from record import schema
from record.chain.links import link_unlinked
from record.database import Database

_SCRIPTS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What was done to a database.

    Attributes:
        before: Its revision, None where it was empty.
        copy: Where it was copied to before it was changed; None where nothing was, or the engine is no SQLite.
    """

    before: str | None
    copy: Path | None = None

    @property
    def brought(self) -> dict[str, str]:
        """Revisions that it went through, with what each brings."""
        return {key: text for key, text in schema.REVISIONS.items() if self.before is not None and key > self.before}


def upgrade(url: str) -> Upgrade:
    """Bring a database to the newest revision; one that is there already, or is empty, is not copied.

    Raises:
        SchemaNewer: Its tables are a later version's.
        ConfigurationError: It cannot be copied, or its rows do not hold together; it stays as it was.
    """
    with closing(Database(url, foreign_keys=False)) as database:
        copy = None
        with database.begin() as connection:
            schema.keep_others_out(connection)
            before = schema.revision_of(connection)
            if before is not None and schema.fit(before) is schema.Fit.OLDER:
                copy = _copy(database.engine.url, before)  # while nobody else may write
                migrate(connection)
                link_unlinked(connection)
        database.create()
    return Upgrade(before, copy)


def _copy(url: sa.URL, revision: str) -> Path | None:
    """Copy a SQLite database beside itself; what an earlier try left there stays."""
    if url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}:
        return None
    source = Path(str(url.database)).resolve()
    endings = itertools.chain([""], (f"-{number}" for number in itertools.count(2)))
    paths = (source.with_name(f"{source.stem}-{revision}{ending}{source.suffix}") for ending in endings)
    target = next(path for path in paths if not path.exists())
    try:
        reader = sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)
        with closing(reader) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
        shutil.copymode(source, target)
    except (OSError, sqlite3.Error) as error:
        target.unlink(missing_ok=True)
        reason = f"升级前的数据库无法另存为 {target}（{type(error).__name__}），未作任何改动"
        raise ConfigurationError(reason=reason) from error
    return target


def migrate(connection: sa.Connection) -> None:
    """Run every revision that a database does not have yet, on an empty one all of them.

    Raises:
        ConfigurationError: Rows do not hold together.
    """
    before = schema.revision_of(connection)
    if before is not None:
        schema.stamp(connection, before)  # the first version noted none
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, schema.NEWEST)
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise ConfigurationError(reason="数据库中有登记指向不存在的登记，未作任何改动，请联系维护人员")
