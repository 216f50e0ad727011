"""Settings: every wrong value has one Chinese sentence, and no secret is ever shown."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cases.errors import ConfigurationError
from pipeline.bootstrap import build_services
from pipeline.settings import Settings, load_settings, masked

MAILBOX = '[[mailboxes]]\nname = "m"\nkind = "imap"\nchannel = "c"\nhost = "h"\nuser = "u"\npassword_env = "SECRET"\n'
OUTGOING = '[[outgoing]]\naddress = "o@office.test"\nhost = "h"\n'


def _load(folder: Path, text: str, **environment: str) -> Settings:
    config = folder / "shouli.toml"
    config.write_text(text, encoding="utf-8")
    return load_settings({"SHOULI_CONFIG": str(config), "SECRET": "geheim123", **environment})


WRONG = {
    "unknown key": ("colour = 1", "colour"),
    "no TOML": ("data = ", "TOML"),
    "text for a number": ('port = "8000"', "port"),
    "truth for a number": ("threads = true", "threads"),
    "number for text": ("office = 1", "office"),
    "number for a folder": ("data = 1", "data"),
    "engine": ('ocr_engine = "tesseract"', "tesseract"),
    "policy": ('policy = "kind"', "kind"),
    "no threads": ("threads = 0", "threads"),
    "endless poll": ("poll_seconds = inf", "poll_seconds"),
    "no number": ("sweep_seconds = nan", "sweep_seconds"),
    "negative cap": ("letters_per_sender_and_day = -1", "letters_per_sender_and_day"),
    "port": ("port = 70000", "70000"),
    "clock": ("clock_offset_seconds = inf", "clock_offset_seconds"),
    "database": ('database_url = "shouli.sqlite"', "database_url"),
    "redis": ('redis_url = "localhost:6379"', "redis_url"),
    "other store": ('store_url = "s3://bucket"', "store_url"),
    "mailboxes no tables": ('mailboxes = "m"', "mailboxes"),
    "mailboxes one table": ('[mailboxes]\nname = "m"', "mailboxes"),
    "mailbox without name": (MAILBOX.replace('name = "m"\n', ""), "name"),
    "mailbox unknown key": (MAILBOX + "ssl = true", "ssl"),
    "mailbox kind": (MAILBOX.replace("imap", "pop3"), "kind"),
    "mailbox since": (MAILBOX + 'since = "soon"', "since"),
    "mailbox tls": (MAILBOX + 'tls = "tls13"', "tls"),
    "mailbox without host": (MAILBOX.replace('host = "h"\n', ""), "host"),
    "mailbox port": (MAILBOX + "port = 0", "port"),
    "mailbox without password": (MAILBOX.replace('password_env = "SECRET"\n', ""), "password"),
    "mailbox folders": (MAILBOX + 'folders = "INBOX"', "folders"),
    "two of one name": (MAILBOX + MAILBOX, "name"),
    "maildir without path": ('[[mailboxes]]\nname = "m"\nkind = "maildir"\nchannel = "c"', "path"),
    "outgoing kind": (OUTGOING + 'kind = "pigeon"', "kind"),
    "outgoing tls": (OUTGOING + 'tls = "implicit"', "tls"),
    "outgoing no address": (OUTGOING.replace("@", " at "), "address"),
    "outgoing without host": (OUTGOING.replace('host = "h"\n', ""), "host"),
    "outgoing login without password": (OUTGOING + 'user = "u"', "password"),
    "outbox without path": (OUTGOING + 'kind = "outbox"', "path"),
    "two accounts for one channel": (OUTGOING + OUTGOING, "渠道"),
    "password in the file": (MAILBOX + 'password = "geheim123"', "password_env"),
    "password in an address": ('redis_url = "redis://:geheim123@h/0"', "SHOULI_REDIS_URL"),
    "password variable not set": (MAILBOX.replace("SECRET", "NOBODY"), "NOBODY"),
    "password file missing": (MAILBOX.replace('password_env = "SECRET"', 'password_file = "/nowhere"'), "/nowhere"),
}


@pytest.mark.parametrize(("text", "word"), WRONG.values(), ids=WRONG.keys())
def test_wrong_value_has_one_chinese_sentence(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        _load(tmp_path, text)
    message = refused.value.message
    assert word in message
    assert re.search("[\u4e00-\u9fff]{2}", message)
    assert "\n" not in message
    assert "geheim123" not in message


def test_missing_and_badly_encoded_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="读不到"):
        load_settings({"SHOULI_CONFIG": str(tmp_path / "none.toml")})
    (tmp_path / "gbk.toml").write_bytes('office = "朝阳"'.encode("gbk"))
    with pytest.raises(ConfigurationError, match="UTF-8"):
        load_settings({"SHOULI_CONFIG": str(tmp_path / "gbk.toml")})


def test_nothing_has_to_be_set() -> None:
    settings = load_settings({})
    assert settings == Settings()
    assert settings.database.endswith("/data/shouli.sqlite")
    assert settings.store == Path("data/store")


def test_environment_wins_over_the_file(tmp_path: Path) -> None:
    settings = _load(
        tmp_path, 'data = "a"\nocr_engine = "rapid"', SHOULI_DATA="b", SHOULI_OCR_ENGINE="paddle",
        SHOULI_REDIS_URL="redis://:geheim123@h/0", SHOULI_STORE_URL="file:///srv/store",
    )
    assert (settings.data, settings.ocr_engine) == (Path("b"), "paddle")
    assert settings.redis_url == "redis://:geheim123@h/0"
    assert settings.store == Path("/srv/store")


def test_passwords_come_from_environment_or_file_and_are_masked(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("geheim456\n", encoding="utf-8")
    outgoing = OUTGOING + f'user = "u"\npassword_file = "{tmp_path / "secret"}"\n'
    settings = _load(
        tmp_path, MAILBOX + outgoing, SHOULI_REDIS_URL="redis://:geheim123@h/0",
        SHOULI_DATABASE_URL="postgresql://shouli:geheim123@h/shouli",
    )
    assert settings.mailboxes[0].password == "geheim123"
    assert settings.outgoing[0].password == "geheim456"
    shown = json.dumps(masked(settings), default=str)
    assert "geheim" not in shown + repr(settings.mailboxes) + repr(settings.outgoing)
    assert shown.count("***") == 4
    assert "postgresql://shouli:***@h/shouli" in shown


@pytest.mark.parametrize("tls", ["ssl", "starttls", "none"])
def test_every_way_of_tls_builds_a_mailer_and_a_source(tmp_path: Path, tls: str) -> None:
    text = f'data = "{tmp_path / "data"}"\n{MAILBOX}tls = "{tls}"\njunk_folder = "Junk"\n{OUTGOING}tls = "{tls}"\n'
    services = build_services(_load(tmp_path, text))
    assert [source.name for source in services.sources] == ["m"]
    assert services.own_addresses == {"o@office.test"}
    services.close()


def test_unknown_office_is_named(tmp_path: Path) -> None:
    settings = _load(tmp_path, f'office = "atlantis"\ndata = "{tmp_path / "data"}"')
    with pytest.raises(ConfigurationError, match="atlantis"):
        build_services(settings)
