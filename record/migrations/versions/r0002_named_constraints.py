"""Names for unique constraints and foreign keys.

The first version left naming to the database. SQLite gives no names, and what has none cannot be dropped by a later
revision, so each table that has such a constraint is rebuilt under its names; rows stay as they are. PostgreSQL gives
these very names. A table with only a primary key stays: nothing ever drops that by its name.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"
_NAMES = {
    "pk": "%(table_name)s_pkey",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
}


def upgrade() -> None:
    """Rebuild the tables of a SQLite database that have a constraint without a name."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    tables = sa.inspect(connection)
    for name in sorted(tables.get_table_names()):
        held = (*tables.get_unique_constraints(name), *tables.get_foreign_keys(name))
        if any(constraint["name"] is None for constraint in held):
            with op.batch_alter_table(name, recreate="always", naming_convention=_NAMES):
                pass
