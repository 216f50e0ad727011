"""What a machine's failure means is said in words, not by the name of an exception."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
import redis
import sqlalchemy as sa

from commands.causes import cause_of
from record.database import Database


def _raised(address: str) -> BaseException:
    """Return what the database raises when it is written to."""
    engine = sa.create_engine(address)
    with pytest.raises(sa.exc.OperationalError) as caught, engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE one (id INTEGER)"))
    engine.dispose()
    return caught.value


def test_database_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    path = tmp_path / "one.sqlite"
    made = Database(f"sqlite:///{path}")
    made.create()
    made.close()
    assert "只读方式挂载" in cause_of(_raised(f"sqlite:///file:{path}?mode=ro&uri=true"))
    assert "数据库文件打不开" in cause_of(_raised(f"sqlite:///{tmp_path}/none/one.sqlite"))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.EROFS, "Read-only file system", "/srv/data/queue"), "“/srv/data/queue”只能读，不能写"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘已满"),
        (PermissionError(errno.EACCES, "Permission denied", "/srv/data"), "没有权限读写“/srv/data”"),
        (redis.AuthenticationError("invalid password"), "不接受密码"),
        (redis.ConnectionError("Connection refused"), "连不上队列服务"),
        (ValueError("a slip of ours"), ""),
    ],
)
def test_cause_is_told_or_unknown(error: BaseException, said: str) -> None:
    assert said in cause_of(error)
    assert bool(said) == bool(cause_of(error))
