"""Causes: what a failure of the machine means, in a sentence for whoever runs it."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator

_READ_ONLY = "只能读，不能写：请检查磁盘是否以只读方式挂载，以及目录的权限。"
_FULL = "磁盘已满：请腾出空间后再试。"
_SQLITE = {
    "readonly database": f"数据目录{_READ_ONLY}",
    "unable to open database": "数据库文件打不开：请检查数据目录是否存在、是否有读写权限。",
    "is full": _FULL,
    "is locked": "数据库正被另一个程序占用：请结束占用它的程序后再试。",
    "malformed": "数据库文件已损坏：请用备份恢复。",
    "not a database": "数据库文件已损坏：请用备份恢复。",
}
"""What SQLite says, by part of its sentence."""

_REFUSED = "队列服务（Valkey 或 Redis）不接受密码：请核对 SHOULI_REDIS_URL。"
_AWAY = "连不上队列服务（Valkey 或 Redis）：请检查它是否在运行，并核对 SHOULI_REDIS_URL。"
_NO_DATABASE = "数据库不能使用：请检查它是否在运行，并核对 SHOULI_DATABASE_URL 中的地址、账号和密码。"


def cause_of(error: BaseException) -> str:
    """Return what stopped a command as a sentence, empty where nothing is known of it."""
    return next(filter(None, map(_told, _chain(error))), "")


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error's causes, the first first."""
    if error.__cause__ is not None:
        yield from _chain(error.__cause__)
    yield error


def _told(error: BaseException) -> str:
    if isinstance(error, sqlite3.Error):
        return next((text for part, text in _SQLITE.items() if part in str(error)), "")
    if isinstance(error, OSError):
        return _of_file(error)
    return _of_service(error)


def _of_file(error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _FULL
    if error.errno == errno.EROFS:
        return f"“{error.filename}”{_READ_ONLY}"
    return f"没有权限读写“{error.filename}”。" if error.errno in {errno.EACCES, errno.EPERM} and error.filename else ""


def _of_service(error: BaseException) -> str:
    import redis

    if isinstance(error, redis.AuthenticationError):
        return _REFUSED
    if isinstance(error, redis.ConnectionError | redis.TimeoutError):
        return _AWAY
    if isinstance(error, redis.ResponseError) and str(error).startswith(("NOAUTH", "WRONGPASS", "invalid")):
        return _REFUSED
    return _NO_DATABASE if type(error).__name__ == "OperationalError" else ""
