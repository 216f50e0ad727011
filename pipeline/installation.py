"""Installation: whether this machine gives the service what it needs, one Chinese sentence for each thing."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import redis

from cases.errors import ConfigurationError, SchemaNewer, SchemaOlder, ShouliError
from cases.working_days import working_day
from pipeline.schedule import FREE_SHARE
from record import schema
from record.database import Database, RecordUnavailable
from record.private import is_private
from record.promises import last_activity
from sandbox.level import Level

AHEAD = timedelta(hours=1)
"""Nothing in the record may lie further ahead of the clock than this."""
_UNSYNCHRONISED = 0x40
_SERVERS = ("valkey-server", "redis-server")


class Grade(StrEnum):
    """What a check came to."""

    GOOD = "正常"
    REMARK = "注意"
    FAULT = "故障"


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was checked."""

    grade: Grade
    sentence: str


def check_sandbox(found: Level) -> Checked:
    """Tell how far what parses files is shut in."""
    sentences = {
        Level.STRICT: "解析文件的进程被完全隔离（strict）",
        Level.PARTIAL: "解析文件的进程只被部分隔离（partial），内核缺少 Landlock 或 seccomp",
        Level.LIMITS: "解析文件的进程只受时间和内存限制（limits），内核不支持隔离",
    }
    return Checked(Grade.GOOD if found is Level.STRICT else Grade.REMARK, sentences[found])


def check_folder(name: str, folder: Path) -> Checked:
    """Tell whether a folder of ours can be written to, or made, and is closed to others."""
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        return Checked(Grade.FAULT, f"{name} {folder} 不能写入，请检查权限")
    if there != folder.absolute():
        return Checked(Grade.GOOD, f"{name} {folder} 尚未建立，启动时自动建立")
    if not is_private(folder):
        return Checked(Grade.REMARK, f"{name} {folder} 可被其他账户访问，启动时自动收紧")
    return Checked(Grade.GOOD, f"{name} {folder} 可以写入，其他账户不能访问")


def check_disk(folder: Path) -> Checked:
    """Tell whether the disk has the room without which nothing is fetched."""
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    usage = shutil.disk_usage(there)
    share = usage.free / usage.total
    grade = Grade.FAULT if share < FREE_SHARE else Grade.GOOD
    return Checked(grade, f"磁盘剩余 {share:.0%}（{usage.free // 2**30} GB），低于 {FREE_SHARE:.0%} 时停止收件")


def check_clock(now: datetime, offset_seconds: float, newest: datetime | None) -> Checked:
    """Tell whether the time of day can be right.

    Args:
        now: The service's time.
        offset_seconds: What the settings add to the time of day.
        newest: The last time in the record, None without one.
    """
    if offset_seconds:
        return Checked(Grade.REMARK, f"时钟按设置偏移 {offset_seconds:.0f} 秒，只可用于演示")
    if newest is not None and newest > now + AHEAD:
        return Checked(Grade.FAULT, "时钟早于登记中最近的时间，请校准")
    if _is_unsynchronised():
        return Checked(Grade.REMARK, "时钟没有与时间服务器同步（NTP），期限按本机时间计算")
    return Checked(Grade.GOOD, "时钟已与时间服务器同步")


def check_calendar(today: date) -> Checked:
    """Tell whether zone and holidays are known by which days are counted."""
    try:
        ZoneInfo("Asia/Shanghai")
    except ZoneInfoNotFoundError:
        return Checked(Grade.FAULT, "缺少时区数据 Asia/Shanghai，请安装 tzdata")
    _, provisional = working_day(today)
    if provisional:
        sentence = f"{today.year}年的放假安排不在日历中，工作日按周一至周五暂计，请更新 chinesecalendar"
        return Checked(Grade.REMARK, sentence)
    return Checked(Grade.GOOD, f"时区和{today.year}年的放假安排齐备")


def check_fonts(load: Callable[[], str]) -> Checked:
    """Tell whether papers can be set."""
    try:
        load()
    except ConfigurationError as error:
        return Checked(Grade.FAULT, error.message)
    return Checked(Grade.GOOD, "中文字体可用")


def check_models(load: Callable[[], object]) -> Checked:
    """Tell whether the models of the reader load."""
    try:
        load()
    except ShouliError as error:
        return Checked(Grade.FAULT, error.message)
    except Exception as error:  # whatever stops a model: the kind tells the maintainer where to look
        return Checked(Grade.FAULT, f"识别模型不能加载（{type(error).__name__}）")
    return Checked(Grade.GOOD, "识别模型可以加载")


def check_database(url: str) -> tuple[Checked, datetime | None]:
    """Tell whether the database answers and fits, and the last time in it; it is only read."""
    path = url.removeprefix("sqlite:///")
    if url.startswith("sqlite:///") and not Path(path).exists():
        return Checked(Grade.GOOD, "数据库尚未建立，启动时自动建立"), None
    try:
        with closing(Database(url, only_read=True)) as database, database.snapshot() as connection:
            schema.check(schema.revision_of(connection))
            newest = last_activity(connection)
    except (SchemaOlder, SchemaNewer) as error:
        return Checked(Grade.FAULT, error.message), None
    except RecordUnavailable:
        return Checked(Grade.FAULT, "数据库打不开，请检查地址、权限和文件是否完好"), None
    return Checked(Grade.GOOD, f"数据库结构版本 {schema.NEWEST}，可以读取"), newest


def check_queue(url: str) -> Checked:
    """Tell whether a queue store answers, or one of our own can be started."""
    if not url:
        found = next((name for name in _SERVERS if shutil.which(name)), None)
        own = found or "随软件安装的 Valkey"
        return Checked(Grade.GOOD, f"未设置队列服务，启动时使用 {own}")
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=5, socket_timeout=5) as store:
            store.ping()
            policy = str(store.info("memory").get("maxmemory_policy", "noeviction"))
    except (redis.RedisError, ValueError):
        return Checked(Grade.FAULT, "队列服务连不上，请检查 SHOULI_REDIS_URL")
    if policy != "noeviction":
        return Checked(Grade.FAULT, f"队列服务的 maxmemory-policy 为 {policy}，须为 noeviction，否则任务会丢失")
    return Checked(Grade.GOOD, "队列服务可以连接")


def check_account(name: str, ask: Callable[[], list[str]]) -> Checked:
    """Tell whether a mail account lets us in: one try, no second.

    Args:
        name: What the account is called in the sentence.
        ask: Logs in once and returns the folders that are not there.
    """
    try:
        missing = ask()
    except ShouliError as error:
        return Checked(Grade.FAULT, f"{name}：{error.message}")
    if missing:
        return Checked(Grade.FAULT, f"{name}：没有文件夹 {'、'.join(missing)}")
    return Checked(Grade.GOOD, f"{name}可以使用")


def _is_unsynchronised() -> bool:
    """Ask the kernel (``adjtimex``) whether anything keeps its clock; where it does not tell, nothing is said."""
    answer = ctypes.create_string_buffer(512)
    try:
        ctypes.CDLL(None, use_errno=True).adjtimex(answer)
    except (AttributeError, OSError):
        return False
    status = ctypes.c_int.from_buffer(answer, ctypes.sizeof(ctypes.c_long) * 5).value  # modes, 4 longs, status
    return bool(status & _UNSYNCHRONISED)
