"""Schema: which revision of the tables a database has, and whether this version of the program works with it.

The revisions themselves lie in ``record/migrations/versions``; a change of a table is a new one.
"""

from __future__ import annotations

from enum import StrEnum

import sqlalchemy as sa

from cases.errors import SchemaNewer, SchemaOlder
from record.tables import CASES

REVISIONS = {
    "0001": "第一版的表",
    "0002": "约束定名",
    "0003": "寄件人表，供同时收到的邮件依次登记",
    "0004": "收件渠道表，记起始日期和未能收取的邮件",
    "0005": "文号表，记各类文书当年用到的顺序号",
    "0006": "工作人员的密码、动态口令、令牌与登录",
    "0007": "办件台与检索",
    "0008": "工作人员的核对结论与更正",
    "0009": "办件占用、复核与文书修改",
    "0010": "作废的文件、并入他件的办件、未遮盖页面的查看",
    "0011": "登记的校验链",
}
"""Every revision, oldest first, with what it brings."""

FIRST, *_ = REVISIONS
*_, NEWEST = REVISIONS

_VERSIONS = sa.Table(
    "alembic_version", sa.MetaData(),
    sa.Column("version_num", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Alembic's own table, as Alembic makes it: one row."""


_LOCK = 0x5348554F4C49
"""Number of PostgreSQL's advisory lock: the program's name."""


class Fit(StrEnum):
    """How the revision of a database stands to this program."""

    EMPTY = "empty"  # no table of ours yet
    OLDER = "older"
    FITS = "fits"
    NEWER = "newer"


def revision_of(connection: sa.Connection) -> str | None:
    """Return the revision of a database, None for one without tables of ours.

    The first version of the program noted no revision; its tables tell it.
    """
    tables = sa.inspect(connection)
    if tables.has_table(_VERSIONS.name):
        noted = connection.execute(sa.select(_VERSIONS.c.version_num)).scalar()
        if noted is not None:
            return str(noted)
    return FIRST if tables.has_table(CASES.name) else None


def fit(revision: str | None) -> Fit:
    """Tell how a revision stands to this program; one that it does not know comes from a later program."""
    if revision is None:
        return Fit.EMPTY
    if revision == NEWEST:
        return Fit.FITS
    return Fit.OLDER if revision in REVISIONS else Fit.NEWER


def check(revision: str | None) -> None:
    """Refuse a database whose tables this program does not work with.

    Raises:
        SchemaOlder, SchemaNewer: They are another version's.
    """
    found = fit(revision)
    if found is Fit.OLDER:
        raise SchemaOlder(found=revision, needed=NEWEST)
    if found is Fit.NEWER:
        raise SchemaNewer(found=revision, needed=NEWEST)


def keep_others_out(connection: sa.Connection) -> None:
    """Let one process at a time look at the tables and make or change them; SQLite's transactions do so anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))


def stamp(connection: sa.Connection, revision: str) -> None:
    """Note the revision of a database, in place of what was noted."""
    _VERSIONS.create(connection, checkfirst=True)
    connection.execute(_VERSIONS.delete())
    connection.execute(_VERSIONS.insert().values(version_num=revision))
