"""Handing a letter over, to real servers that fail on purpose."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from cases.errors import AccountRefused, DeliveryDeferred, DeliveryError, DeliveryRejected, DeliveryUncertain
from replies.smtp import SmtpMailer, SmtpSettings, TlsMode
from tests.servers.smtp_server import break_link, certificate

SENDER, RECIPIENT = "office@ss.test", "hr@corp.test"
CONTENT = b"Subject: test\r\n\r\n.leading dot\r\nbody\r\n..two\r\n"


@dataclass
class Post:
    """A handler that keeps what it accepts and breaks where its script says."""

    at: str = ""
    answer: str | None = None
    kept: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[str | None, list[str]]] = field(default_factory=list)

    def _fate(self, server: SMTP, step: str) -> str | None:
        if self.at != step:
            return None
        if self.answer is None:
            break_link(server)
            return "421 gone"
        return self.answer

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self._fate(server, "MAIL") or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self._fate(server, "RCPT") or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.at == "SLOW":
            await asyncio.sleep(1.5)
        if (answer := self._fate(server, "DOT")) is not None and not answer.startswith("421 gone"):
            return answer
        self.kept.append(envelope.original_content or b"")
        self.envelopes.append((envelope.mail_from, list(envelope.rcpt_tos)))
        return "250 2.0.0 kept"


class BreaksAtData(SMTP):
    """Breaks the link when DATA is asked for, before a byte of the letter."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        break_link(self)


def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    right = isinstance(data, LoginPassword) and data.password == b"right"
    return AuthResult(success=right, handled=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(post: Post, kind: type[SMTP] = SMTP, **options: Any) -> Iterator[SmtpSettings]:
    class Made(Controller):
        def factory(self) -> SMTP:
            return kind(self.handler, hostname="mx.test", authenticator=authenticate, auth_require_tls=False, **options)

    controller = Made(post, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield SmtpSettings(
            "127.0.0.1", controller.port, TlsMode.NONE, connect_seconds=5, reply_seconds=5, final_seconds=5
        )
    finally:
        controller.stop()


def send(settings: SmtpSettings, content: bytes = CONTENT) -> None:
    SmtpMailer(settings).send(SENDER, RECIPIENT, content)


def test_letter_arrives_byte_for_byte() -> None:
    post = Post()
    with serve(post) as settings:
        send(settings)
    assert post.kept == [CONTENT]
    assert post.envelopes == [(SENDER, [RECIPIENT])]


@pytest.mark.parametrize("content", [b".\r\n", b"a\nb\n", b"no line end", b"x\r\n.\r\ny\r\n", b"long\r\n" * 40_000])
def test_no_content_can_end_the_letter_early(content: bytes) -> None:
    post = Post()
    with serve(post) as settings:
        send(settings, content)
    lines = content.replace(b"\r\n", b"\n").removesuffix(b"\n").split(b"\n")
    assert post.kept == [b"\r\n".join(lines) + b"\r\n"]


@pytest.mark.parametrize(
    ("at", "answer", "error"),
    [
        ("MAIL", "451 4.7.1 MI:DMC try later", DeliveryDeferred),
        ("MAIL", "553 Mail from must equal authorized user", DeliveryRejected),
        ("RCPT", "450 greylisted", DeliveryDeferred),
        ("RCPT", "550 5.1.1 User not found", DeliveryRejected),
        ("DOT", "451 DT:SPM", DeliveryDeferred),
        ("DOT", "554 DT:SPM", DeliveryRejected),
        ("DOT", "421 HL:ICC shutting down", DeliveryDeferred),
        ("DOT", "552 too large", DeliveryRejected),
        ("MAIL", None, DeliveryDeferred),
        ("RCPT", None, DeliveryDeferred),
        ("DOT", None, DeliveryUncertain),
    ],
)
def test_failure_is_told_apart(at: str, answer: str | None, error: type[DeliveryError]) -> None:
    with serve(Post(at, answer)) as settings, pytest.raises(DeliveryError) as caught:
        send(settings)
    assert caught.type is error
    if answer is not None:
        assert answer[:3] in caught.value.message


def test_link_lost_at_data_is_deferred() -> None:
    post = Post()
    with serve(post, BreaksAtData) as settings, pytest.raises(DeliveryDeferred):
        send(settings)
    assert post.kept == []


def test_message_taken_before_the_link_broke_is_uncertain_not_failed() -> None:
    post = Post("DOT")
    with serve(post) as settings, pytest.raises(DeliveryUncertain):
        send(settings)
    assert post.kept == [CONTENT]


def test_answer_that_does_not_come_in_time_is_uncertain() -> None:
    post = Post("SLOW")
    with serve(post) as settings, pytest.raises(DeliveryUncertain):
        send(replace(settings, final_seconds=0.3))


def test_nobody_listening_is_deferred() -> None:
    with pytest.raises(DeliveryDeferred):
        send(SmtpSettings("127.0.0.1", free_port(), TlsMode.NONE, connect_seconds=2))


def test_login_is_used_and_its_refusal_has_a_reason_of_its_own() -> None:
    post = Post()
    with serve(post) as settings:
        send(replace(settings, user=SENDER, password="right"))
        with pytest.raises(AccountRefused) as caught:
            send(replace(settings, user=SENDER, password="wrong-secret"))
    assert post.kept == [CONTENT]
    assert "授权码" in caught.value.message
    assert "wrong-secret" not in str(caught.value)


def test_password_is_not_shown_with_the_settings() -> None:
    assert "secret" not in repr(SmtpSettings("mx", 465, user="a", password="secret"))


def test_server_without_login_is_a_matter_for_a_person() -> None:
    with raw_server([b"220 mx\r\n", b"250 mx\r\n"]) as settings, pytest.raises(AccountRefused):
        send(replace(settings, user="a", password="b"))


@pytest.mark.parametrize("address", ["a@b>\r\nRCPT TO:<evil@x", "张三@corp.test", "", "a b@c", "a@b@c"])
def test_address_that_cannot_be_sent_is_rejected_unsent(address: str) -> None:
    post = Post()
    with serve(post) as settings, pytest.raises(DeliveryRejected):
        SmtpMailer(settings).send(SENDER, address, CONTENT)
    assert post.kept == []


@contextmanager
def raw_server(script: list[bytes], finish: Callable[[socket.socket], None] | None = None) -> Iterator[SmtpSettings]:
    """Serve one client: answer each line with the next entry of the script, then do ``finish`` and hang up."""

    def run() -> None:
        client, _ = listener.accept()
        with client:
            client.settimeout(5)
            client.sendall(script[0])
            for answer in script[1:]:
                client.recv(4096)
                client.sendall(answer)
            if finish is not None:
                finish(client)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=run)
        thread.start()
        try:
            yield SmtpSettings(
                "127.0.0.1",
                listener.getsockname()[1],
                TlsMode.NONE,
                connect_seconds=5,
                reply_seconds=5,
                final_seconds=5,
            )
        finally:
            thread.join(10)


@pytest.mark.parametrize(
    ("banner", "error"),
    [
        (b"421 too many connections\r\n", DeliveryDeferred),
        (b"554 no service\r\n", AccountRefused),
        (b"", DeliveryDeferred),
    ],
)
def test_greeting_decides_like_any_other_answer(banner: bytes, error: type[DeliveryError]) -> None:
    with raw_server([banner]) as settings, pytest.raises(error):
        send(settings)


def test_link_cut_in_the_middle_of_the_letter_is_deferred() -> None:
    def cut(client: socket.socket) -> None:
        client.recv(1000)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # close with a reset

    script = [b"220 mx\r\n", b"250 mx\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n"]
    with raw_server(script, cut) as settings, pytest.raises(DeliveryDeferred):
        send(settings, b"x" * 70 + b"\r\n" + b"y" * 30_000_000)


def test_silence_is_bounded() -> None:
    started = time.monotonic()
    with (
        raw_server([b"220 mx\r\n", b"250 mx\r\n"], lambda client: time.sleep(0.8)) as settings,
        pytest.raises(DeliveryDeferred),
    ):
        send(replace(settings, reply_seconds=0.3))
    assert time.monotonic() - started < 4


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    folder = tmp_path_factory.mktemp("tls")
    return certificate(folder), folder / "cert.pem"


def test_letter_goes_over_starttls(trusted: tuple[ssl.SSLContext, Path]) -> None:
    post = Post()
    with serve(post, tls_context=trusted[0], require_starttls=True) as settings:
        send(replace(settings, tls=TlsMode.STARTTLS, certificates=str(trusted[1]), user=SENDER, password="right"))
    assert post.kept == [CONTENT]


def test_unknown_certificate_is_not_trusted(trusted: tuple[ssl.SSLContext, Path]) -> None:
    post = Post()
    with serve(post, tls_context=trusted[0]) as settings, pytest.raises(DeliveryDeferred):
        send(replace(settings, tls=TlsMode.STARTTLS))
    assert post.kept == []


def test_missing_starttls_never_falls_back_to_plain_text() -> None:
    post = Post()
    with serve(post) as settings, pytest.raises(AccountRefused):
        send(replace(settings, tls=TlsMode.STARTTLS))
    assert post.kept == []


def test_letter_goes_over_implicit_tls(trusted: tuple[ssl.SSLContext, Path]) -> None:
    post = Post()
    controller = Controller(post, hostname="127.0.0.1", port=free_port(), ssl_context=trusted[0])
    controller.start()
    try:
        send(SmtpSettings("127.0.0.1", controller.port, TlsMode.IMPLICIT, certificates=str(trusted[1])))
    finally:
        controller.stop()
    assert post.kept == [CONTENT]
