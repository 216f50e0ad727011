"""Settings: the only reader of the environment and of the configuration file.

Nothing needs to be configured for a first run. ``SHOULI_CONFIG`` names one TOML file; the variables of the
contract win over it. Secrets come from the environment or from files: ``password_env``, ``password_file``.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from cases.errors import ConfigurationError

ENGINES = ("rapid", "paddle")
MAILBOX_KINDS = ("imap", "maildir", "fax")
TLS_MODES = ("ssl", "starttls", "none")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One place that submissions come in: an IMAP account, a Maildir folder or a fax spool.

    Attributes:
        channel: Channel code of the catalogue.
        folders: IMAP folders that are polled; the junk folder belongs among them.
    """

    name: str
    kind: str
    channel: str
    path: str = ""
    host: str = ""
    port: int = 993
    tls: str = "ssl"
    user: str = ""
    password: str = ""
    folders: tuple[str, ...] = ("INBOX",)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One account that letters leave by: SMTP, or a folder.

    Attributes:
        address: Sender address; NetEase wants it equal to the account.
        channels: Channels it answers for; empty for all others.
    """

    address: str
    kind: str = "smtp"
    path: str = ""
    host: str = ""
    port: int = 465
    tls: str = "ssl"
    user: str = ""
    password: str = ""
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set.

    Attributes:
        data: Folder of the embedded default: database, store, queue store.
        redis_url: Empty: a ``redis-server`` of this machine, else Valkey from the wheel, started by us.
        store_url: Folder of the file store; empty: ``data/store``.
        models: Folder with larger models; empty: those of the ``rapidocr`` wheel.
        threads: Threads of the OCR engine.
        poll_seconds: Interval at which mailboxes and spools are looked at.
        clock_offset_seconds: Added to the time of day, for demonstrations that play in the past.
        letters_per_sender_and_day: Above it, letters wait for an officer (mail loops, trust T17).
    """

    data: Path = Path("data")
    database_url: str = ""
    redis_url: str = ""
    store_url: str = ""
    catalogue: str = ""
    ocr_engine: str = "rapid"
    models: str = ""
    threads: int = 2
    office: str = "bj-chaoyang"
    policy: str = ""
    poll_seconds: float = 30.0
    sweep_seconds: float = 15.0
    fax_quiet_seconds: float = 5.0
    letters_per_sender_and_day: int = 10
    host: str = "127.0.0.1"
    port: int = 8000
    clock_offset_seconds: float = 0.0
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


_ENVIRONMENT = {
    "SHOULI_DATA": "data",
    "SHOULI_DATABASE_URL": "database_url",
    "SHOULI_REDIS_URL": "redis_url",
    "SHOULI_STORE_URL": "store_url",
    "SHOULI_OCR_ENGINE": "ocr_engine",
    "SHOULI_MODELS": "models",
    "SHOULI_CATALOGUE": "catalogue",
}


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the configuration file and the environment.

    Raises:
        ConfigurationError: A key, type or value that cannot be; the sentence names it.
    """
    environment = os.environ if environment is None else environment
    values = _file_values(environment)
    for variable, key in _ENVIRONMENT.items():
        if environment.get(variable):
            values[key] = environment[variable]
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
    for table in (*values["mailboxes"], *values["outgoing"]):
        if table["password"]:
            table["password"] = "***"
    return values


def _file_values(environment: Mapping[str, str]) -> dict[str, Any]:
    name = environment.get("SHOULI_CONFIG")
    if not name:
        return {}
    try:
        return tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(reason=f"读不到配置文件 {name}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(reason=f"配置文件 {name} 不是有效的 TOML：{error}") from error


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
    elif name := row.get("password_file"):
        try:
            values["password"] = Path(str(name)).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ConfigurationError(reason=f"读不到密码文件 {name}") from error
    return values


def _build(kind: type[Any], values: Mapping[str, Any], where: str) -> Any:
    fields = kind.__dataclass_fields__
    unknown = sorted(set(values) - set(fields))
    if unknown:
        raise ConfigurationError(reason=f"{where}：不认识“{unknown[0]}”")
    converted = {key: _convert(value, str(fields[key].type), f"{where}的“{key}”") for key, value in values.items()}
    try:
        return kind(**converted)
    except TypeError as error:
        raise ConfigurationError(reason=f"{where}：缺少必填项（{error}）") from error


def _convert(value: Any, declared: str, where: str) -> Any:
    if declared == "Path":
        return Path(str(value))
    if declared.startswith("tuple[str"):
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            raise ConfigurationError(reason=f"{where}须为文字列表")
        return tuple(value)
    wanted: dict[str, tuple[type, ...]] = {"str": (str,), "int": (int,), "float": (int, float)}
    if declared in wanted and (not isinstance(value, wanted[declared]) or isinstance(value, bool)):
        raise ConfigurationError(reason=f"{where}类型不对，须为 {declared}")
    return value


def _checked(settings: Settings) -> Settings:
    if settings.ocr_engine not in ENGINES:
        raise ConfigurationError(reason=f"识别引擎须为 {'、'.join(ENGINES)} 之一，而不是“{settings.ocr_engine}”")
    for mailbox in settings.mailboxes:
        if mailbox.kind not in MAILBOX_KINDS:
            raise ConfigurationError(reason=f"收件渠道“{mailbox.name}”的 kind 须为 {'、'.join(MAILBOX_KINDS)} 之一")
        if mailbox.kind == "imap" and mailbox.tls not in TLS_MODES:
            raise ConfigurationError(reason=f"收件渠道“{mailbox.name}”的 tls 须为 {'、'.join(TLS_MODES)} 之一")
    names = [mailbox.name for mailbox in settings.mailboxes]
    if len(names) != len(set(names)):
        raise ConfigurationError(reason="收件渠道的 name 不得重复")
    if settings.poll_seconds <= 0 or settings.threads < 1:
        raise ConfigurationError(reason="poll_seconds 与 threads 须为正数")
    return settings


def _without_password(url: str) -> str:
    scheme, separator, rest = url.partition("://")
    if "@" not in rest:
        return url
    account, _, place = rest.rpartition("@")
    return f"{scheme}{separator}{account.partition(':')[0]}:***@{place}"


def process_environment() -> dict[str, str]:
    """Return a copy of this process's environment, for child processes."""
    return dict(os.environ)
