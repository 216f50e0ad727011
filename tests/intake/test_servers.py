"""The test servers keep their promises, or tests that build on them prove nothing."""

from __future__ import annotations

import pathlib
import smtplib
import socket

import pytest

from tests import servers
from tests.intake.letters import mail


def answers(port: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(port))) == 0


def test_redis_asks_for_the_password_keeps_its_jobs_and_stops() -> None:
    with servers.redis() as values, socket.create_connection(("127.0.0.1", int(values["REDIS_PORT"]))) as link:
        link.sendall(b"PING\r\n")
        assert link.recv(100).startswith(b"-NOAUTH")
        link.sendall(b"AUTH test-secret\r\nCONFIG GET maxmemory-policy\r\nCONFIG GET appendonly\r\n")
        answer = b""
        while b"yes" not in answer:
            answer += link.recv(1000)
        assert b"noeviction" in answer
    assert not answers(values["REDIS_PORT"])


@pytest.mark.parametrize(
    ("recipient", "code"), [("reject@x.cn", 550), ("defer@x.cn", 451), ("spam@x.cn", 554), ("ok@x.cn", 250)]
)
def test_smtp_server_fails_as_the_recipient_asks(smtp_server: dict[str, str], recipient: str, code: int) -> None:
    with smtplib.SMTP("127.0.0.1", int(smtp_server["SMTP_PORT"])) as link:
        link.ehlo()
        link.mail("office@ss.test")
        answer, _ = link.rcpt(recipient)
        if answer == 250:
            answer, _ = link.data(mail())
    assert answer == code
    kept = list(pathlib.Path(smtp_server["SMTP_ACCEPTED"]).glob("*.eml"))
    assert len(kept) == (code == 250)


@pytest.mark.parametrize(("recipient", "kept"), [("drop@x.cn", 0), ("vanish@x.cn", 1)])
def test_smtp_server_breaks_the_link_before_or_after_it_kept_the_message(
    smtp_server: dict[str, str], recipient: str, kept: int
) -> None:
    with (
        pytest.raises(smtplib.SMTPServerDisconnected),
        smtplib.SMTP("127.0.0.1", int(smtp_server["SMTP_PORT"])) as link,
    ):
        link.sendmail("office@ss.test", [recipient], mail())
    assert len(list(pathlib.Path(smtp_server["SMTP_ACCEPTED"]).glob("*.eml"))) == kept


def test_missing_program_is_told_from_a_failure(tmp_path: pathlib.Path) -> None:
    script = tmp_path / "none.sh"
    script.write_text(f'. "{servers.FOLDER}/supervise.sh"\nwant no-such-program "apt install it"\n', encoding="utf-8")
    with pytest.raises(servers.ServerMissing, match="no-such-program"), servers.start(str(script)):
        pass
    with pytest.raises(OSError, match="usage"), servers.start("redis.sh"):
        pass
