"""Settings: the only reader of the environment and of the configuration file.

Nothing needs to be configured for a first run. ``SHOULI_CONFIG`` names one TOML file; the variables of the
contract win over it. Secrets come from the environment or from files: ``password_env``, ``password_file``.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cases.errors import ConfigurationError

ENGINES = ("rapid", "paddle")
MAILBOX_KINDS = ("imap", "maildir", "fax")
OUTGOING_KINDS = ("smtp", "outbox")
POLICIES = ("strict", "standard")
SANDBOXES = ("strict",)
LONGEST_SECONDS = 366 * 86400
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
TLS_MODES = ("ssl", "starttls", "none")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One place that submissions come in: an IMAP account, a Maildir folder or a fax spool.

    Attributes:
        channel: Channel code of the catalogue.
        folders: IMAP folders that are polled.
        junk_folder: Polled too; what lies there goes to an officer and is never answered by itself.
        certificates: File with the authority to trust instead of the system's.
        since: First day (Asia/Shanghai) whose mail is taken in by itself; None: the day of the first poll.
    """

    name: str
    kind: str
    channel: str
    path: str = ""
    host: str = ""
    port: int = 993
    tls: str = "ssl"
    user: str = ""
    password: str = field(default="", repr=False)
    folders: tuple[str, ...] = ("INBOX",)
    junk_folder: str = ""
    certificates: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One account that letters leave by: SMTP, or a folder.

    Attributes:
        address: Sender address; NetEase wants it equal to the account.
        channels: Channels it answers for; empty for all others.
        certificates: File with the authority to trust instead of the system's.
    """

    address: str
    kind: str = "smtp"
    path: str = ""
    host: str = ""
    port: int = 465
    tls: str = "ssl"
    user: str = ""
    password: str = field(default="", repr=False)
    channels: tuple[str, ...] = ()
    certificates: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set.

    Attributes:
        data: Folder of the embedded default: database, store, queue store.
        redis_url: Empty: a ``redis-server`` of this machine, else Valkey from the wheel, started by us.
        store_url: Folder of the file store; empty: ``data/store``.
        chain_anchors: File that the chains' daily digests are appended to; empty: ``data/chain-anchors.txt``.
        models: Folder with larger models; empty: those of the ``rapidocr`` wheel.
        signature_roots: Folder with root certificates whose digital signatures are trusted; empty: none is.
        threads: Threads of the OCR engine.
        poll_seconds: Interval at which mailboxes and spools are looked at.
        clock_offset_seconds: Added to the time of day, for demonstrations that play in the past.
        log_level: Least level that service processes write: DEBUG, INFO, WARNING, ERROR.
        proxies: Addresses or networks of the TLS proxies that officers' requests come through.
        sandbox: ``strict``: do not start where the kernel cannot shut in what parses files; empty: as far as it can.
        demo: A demonstration on this machine: its log-ins need no second factor.
        letters_per_sender_and_day: Above it, letters wait for an officer (mail loops, trust T17).
        undo_seconds: How long a letter that an officer lets leave can be taken back; 0: it leaves at once.
    """

    data: Path = Path("data")
    database_url: str = ""
    redis_url: str = ""
    store_url: str = ""
    chain_anchors: str = ""
    catalogue: str = ""
    ocr_engine: str = "rapid"
    models: str = ""
    signature_roots: str = ""
    threads: int = 2
    office: str = "bj-chaoyang"
    policy: str = ""
    poll_seconds: float = 30.0
    sweep_seconds: float = 15.0
    fax_quiet_seconds: float = 5.0
    letters_per_sender_and_day: int = 10
    undo_seconds: float = 60.0
    host: str = "127.0.0.1"
    port: int = 8000
    clock_offset_seconds: float = 0.0
    log_level: str = "INFO"
    sandbox: str = ""
    demo: bool = False
    proxies: tuple[str, ...] = ()
    mailboxes: tuple[Mailbox, ...] = ()
    outgoing: tuple[Outgoing, ...] = field(default_factory=tuple)

    @property
    def database(self) -> str:
        """SQLAlchemy URL in force."""
        return self.database_url or f"sqlite:///{self.data.resolve() / 'shouli.sqlite'}"

    @property
    def store(self) -> Path:
        """Folder of the file store in force."""
        return Path(self.store_url.removeprefix("file://")) if self.store_url else self.data / "store"

    @property
    def anchors(self) -> Path:
        """File of the chains' daily digests in force."""
        return Path(self.chain_anchors) if self.chain_anchors else self.data / "chain-anchors.txt"


_ENVIRONMENT = {
    "SHOULI_DATA": "data",
    "SHOULI_DATABASE_URL": "database_url",
    "SHOULI_REDIS_URL": "redis_url",
    "SHOULI_STORE_URL": "store_url",
    "SHOULI_OCR_ENGINE": "ocr_engine",
    "SHOULI_MODELS": "models",
    "SHOULI_CATALOGUE": "catalogue",
    "SHOULI_PROXIES": "proxies",
}


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the configuration file and the environment.

    Raises:
        ConfigurationError: A key, type or value that cannot be; the sentence names it.
    """
    environment = os.environ if environment is None else environment
    values = _file_values(environment)
    _refuse_secrets(values)
    for variable, key in _ENVIRONMENT.items():
        if environment.get(variable):
            text = environment[variable]
            values[key] = [one for one in text.split(",") if one.strip()] if key == "proxies" else text
    values["mailboxes"] = _tables(values.get("mailboxes", []), "mailboxes", Mailbox, environment)
    values["outgoing"] = _tables(values.get("outgoing", []), "outgoing", Outgoing, environment)
    settings = _build(Settings, values, "设置")
    return _checked(settings)


def masked(settings: Settings) -> dict[str, Any]:
    """Return the settings in force as plain values, secrets replaced by ``***``."""
    values = asdict(settings)
    values["data"] = str(settings.data)
    values["database_url"] = _without_password(settings.database)
    values["redis_url"] = _without_password(settings.redis_url)
    values["store_url"] = str(settings.store)
    values["chain_anchors"] = str(settings.anchors)
    for table in (*values["mailboxes"], *values["outgoing"]):
        if table["password"]:
            table["password"] = "***"
    return values


def _file_values(environment: Mapping[str, str]) -> dict[str, Any]:
    name = environment.get("SHOULI_CONFIG")
    if not name:
        return {}
    try:
        return tomllib.loads(Path(name).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigurationError(reason=f"读不到配置文件 {name}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(reason=f"配置文件 {name} 不是有效的 TOML：{error}") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(reason=f"配置文件 {name} 须以 UTF-8 编码保存") from error


def _refuse_secrets(values: Mapping[str, Any]) -> None:
    """Refuse addresses of the file that hold a password."""
    for key in ("database_url", "redis_url", "store_url"):
        url = str(values.get(key, ""))
        if _without_password(url) != url:
            variable = next(name for name, field_name in _ENVIRONMENT.items() if field_name == key)
            raise ConfigurationError(reason=f"“{key}”含有密码，不得写在配置文件里，请用环境变量 {variable}")


def _tables(rows: Any, key: str, kind: type[Any], environment: Mapping[str, str]) -> tuple[Any, ...]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigurationError(reason=f"“{key}”须写成 [[{key}]] 表")
    secured = [_with_password(row, environment) for row in rows]
    return tuple(_build(kind, row, f"{key} 第{number}项") for number, row in enumerate(secured, 1))


def _with_password(row: Mapping[str, Any], environment: Mapping[str, str]) -> dict[str, Any]:
    values = {key: value for key, value in row.items() if key not in {"password_env", "password_file"}}
    if "password" in row:
        raise ConfigurationError(reason="密码不得写在配置文件里，请用 password_env 或 password_file")
    if name := row.get("password_env"):
        values["password"] = environment.get(str(name), "")
        if not values["password"]:
            raise ConfigurationError(reason=f"环境变量 {name} 未设置，取不到密码")
    elif name := row.get("password_file"):
        try:
            values["password"] = Path(str(name)).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(reason=f"读不到密码文件 {name}") from error
    return values


def _build(kind: type[Any], values: Mapping[str, Any], where: str) -> Any:
    fields = kind.__dataclass_fields__
    unknown = sorted(set(values) - set(fields))
    if unknown:
        raise ConfigurationError(reason=f"{where}：不认识“{unknown[0]}”")
    needed = [key for key, one in fields.items() if one.default is MISSING and one.default_factory is MISSING]
    lacking = [key for key in needed if key not in values]
    if lacking:
        raise ConfigurationError(reason=f"{where}：缺少“{lacking[0]}”")
    return kind(**{key: _convert(value, str(fields[key].type), f"{where}的“{key}”") for key, value in values.items()})


def _convert(value: Any, declared: str, where: str) -> Any:
    if declared == "Path" and isinstance(value, str | Path):
        return Path(value)
    if declared.startswith("date"):
        return _day(value, where)
    if declared.startswith("tuple[str"):
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            raise ConfigurationError(reason=f"{where}须为文字列表")
        return tuple(value)
    types, word = _TYPES.get(declared, ((tuple,), "表"))
    if not isinstance(value, types) or isinstance(value, bool) is not (declared == "bool"):
        raise ConfigurationError(reason=f"{where}须为{word}")
    return value


def _day(value: Any, where: str) -> date:
    """Return a day written as a date of TOML or as text."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise ConfigurationError(reason=f"{where}须为日期，如 2020-02-01") from error


_TYPES: dict[str, tuple[tuple[type, ...], str]] = {
    "str": ((str,), "文字"), "bool": ((bool,), "true 或 false"), "int": ((int,), "整数"),
    "float": ((int, float), "数字"), "Path": ((str,), "文字"),
}


def _checked(settings: Settings) -> Settings:
    """Refuse values that no part could work with, each with its own sentence."""
    for problem in _problems(settings):
        raise ConfigurationError(reason=problem)
    return settings


def _problems(settings: Settings) -> Iterator[str]:
    if settings.ocr_engine not in ENGINES:
        yield f"识别引擎须为 {'、'.join(ENGINES)} 之一，而不是“{settings.ocr_engine}”"
    if settings.policy not in ("", *POLICIES):
        yield f"policy 须为 {'、'.join(POLICIES)} 之一，而不是“{settings.policy}”"
    if settings.sandbox not in ("", *SANDBOXES):
        yield f"sandbox 须为 {'、'.join(SANDBOXES)} 或不填，而不是“{settings.sandbox}”"
    for key in ("poll_seconds", "sweep_seconds", "threads"):
        if not 0 < getattr(settings, key) < LONGEST_SECONDS:
            yield f"{key} 须为正数"
    for key in ("fax_quiet_seconds", "letters_per_sender_and_day", "undo_seconds"):
        if not 0 <= getattr(settings, key) < LONGEST_SECONDS:
            yield f"{key} 不得为负数"
    if not abs(settings.clock_offset_seconds) < LONGEST_SECONDS * 100:
        yield "clock_offset_seconds 超出范围"
    if not 0 <= settings.port <= 65535:
        yield f"port 须在 0 至 65535 之间，而不是 {settings.port}"
    if settings.database_url and "://" not in settings.database_url:
        yield "database_url 须写成 sqlite:///路径 或 postgresql://… 的形式"
    if settings.redis_url and not settings.redis_url.startswith(("redis://", "rediss://", "unix://")):
        yield "redis_url 须以 redis://、rediss:// 或 unix:// 开头"
    if "://" in settings.store_url and not settings.store_url.startswith("file://"):
        yield "store_url 须为文件夹（目前不支持其他存储）"
    for mailbox in settings.mailboxes:
        yield from _mailbox_problems(mailbox)
    names = [mailbox.name for mailbox in settings.mailboxes]
    if len(names) != len(set(names)):
        yield "收件渠道的 name 不得重复"
    for outgoing in settings.outgoing:
        yield from _outgoing_problems(outgoing)
    answered = [channel for outgoing in settings.outgoing for channel in outgoing.channels or ("",)]
    if len(answered) != len(set(answered)):
        yield "同一渠道只能有一个发件账户"


def _mailbox_problems(mailbox: Mailbox) -> Iterator[str]:
    where = f"收件渠道“{mailbox.name}”"
    if mailbox.kind not in MAILBOX_KINDS:
        yield f"{where}的 kind 须为 {'、'.join(MAILBOX_KINDS)} 之一"
    if mailbox.kind in {"maildir", "fax"} and not mailbox.path:
        yield f"{where}缺少“path”"
    if mailbox.kind == "imap":
        yield from _server_problems(where, mailbox.host, mailbox.port, mailbox.tls)
        if not mailbox.user or not mailbox.password:
            yield f"{where}缺少“user”或密码（password_env、password_file）"


def _outgoing_problems(outgoing: Outgoing) -> Iterator[str]:
    where = f"发件账户“{outgoing.address}”"
    if outgoing.kind not in OUTGOING_KINDS:
        yield f"{where}的 kind 须为 {'、'.join(OUTGOING_KINDS)} 之一"
    if "@" not in outgoing.address or any(sign.isspace() for sign in outgoing.address):
        yield f"{where}的 address 不是邮箱地址"
    if outgoing.kind == "outbox" and not outgoing.path:
        yield f"{where}缺少“path”"
    if outgoing.kind == "smtp":
        yield from _server_problems(where, outgoing.host, outgoing.port, outgoing.tls)
        if outgoing.user and not outgoing.password:
            yield f"{where}缺少密码（password_env、password_file）"


def _server_problems(where: str, host: str, port: int, tls: str) -> Iterator[str]:
    if not host:
        yield f"{where}缺少“host”"
    if not 0 < port <= 65535:
        yield f"{where}的 port 须在 1 至 65535 之间"
    if tls not in TLS_MODES:
        yield f"{where}的 tls 须为 {'、'.join(TLS_MODES)} 之一"


def _without_password(url: str) -> str:
    scheme, separator, rest = url.partition("://")
    if "@" not in rest:
        return url
    account, _, place = rest.rpartition("@")
    return f"{scheme}{separator}{account.partition(':')[0]}:***@{place}"


def process_environment() -> dict[str, str]:
    """Return a copy of this process's environment, for child processes."""
    return dict(os.environ)
