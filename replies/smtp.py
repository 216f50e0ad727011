"""SmtpMailer: hand one frozen message to the mail server, and know what a failure means (trust I17, Q24).

Only the final dot makes a message the server's. What breaks before it was surely not accepted and may be
sent again; what breaks after it may or may not have been, and must not be repeated blindly.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NoReturn

from cases.errors import AccountRefused, DeliveryDeferred, DeliveryRejected, DeliveryUncertain
from replies.wording import clean

CHUNK = 64 * 1024
FAREWELL_SECONDS = 5.0


class TlsMode(StrEnum):
    """How the connection is protected."""

    NONE = "none"
    STARTTLS = "starttls"
    IMPLICIT = "implicit"


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """Where and as whom letters are handed over.

    Attributes:
        user, password: Empty user: no login (a relay on the same machine).
        connect_seconds, reply_seconds: Limits for connecting and for each answer; RFC 5321 4.5.3.2.6
            asks for ten minutes after the final dot, ``final_seconds``.
        certificates: File with the authority to trust instead of the system's.
    """

    host: str
    port: int
    tls: TlsMode = TlsMode.IMPLICIT
    user: str = ""
    password: str = field(default="", repr=False)
    connect_seconds: float = 30.0
    reply_seconds: float = 120.0
    final_seconds: float = 600.0
    certificates: str | None = None


class SmtpMailer:
    """One connection per letter: the account's own rate limit is far below what that costs."""

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings

    def send(self, sender: str, recipient: str, content: bytes) -> None:
        """Hand one message over; returns only when the server has answered 250 to the final dot.

        Raises:
            DeliveryDeferred: 4xx, or the link failed before the final dot.
            DeliveryRejected: 5xx to the letter.
            AccountRefused: 5xx before the letter was named: to the connection, its encryption or the login.
            DeliveryUncertain: The link failed after the final dot.
        """
        with self._session() as session:
            self._greet(session)
            self._log_in(session)
            _open(session, sender, recipient)
            _hand_over(session, content, self._settings.final_seconds)

    def log_in(self) -> None:
        """Log in once and send nothing.

        Raises:
            DeliveryDeferred: No connection.
            AccountRefused: The server refused the account.
        """
        with self._session() as session:
            self._greet(session)
            self._log_in(session)

    @contextmanager
    def _session(self) -> Iterator[smtplib.SMTP]:
        try:
            session = self._connect()
        except smtplib.SMTPResponseException as error:
            _refuse(error.smtp_code, error.smtp_error, AccountRefused)
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryDeferred(reason=f"无法连接邮件服务器（{type(error).__name__}）") from error
        try:
            yield session
        finally:
            with suppress(smtplib.SMTPException, OSError):
                _set_timeout(session, FAREWELL_SECONDS)
                session.quit()
            session.close()

    def _connect(self) -> smtplib.SMTP:
        # local_hostname: without it smtplib asks the resolver for our own name, a look-up that can hang.
        settings = self._settings
        if settings.tls is not TlsMode.IMPLICIT:
            return smtplib.SMTP(settings.host, settings.port, "localhost", settings.connect_seconds)
        return smtplib.SMTP_SSL(settings.host, settings.port, "localhost", timeout=settings.connect_seconds,
                                context=self._trust())

    def _trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self._settings.certificates)

    def _greet(self, session: smtplib.SMTP) -> None:
        try:
            _set_timeout(session, self._settings.reply_seconds)
            session.ehlo_or_helo_if_needed()
            if self._settings.tls is TlsMode.STARTTLS:
                session.starttls(context=self._trust())
                session.ehlo_or_helo_if_needed()
        except smtplib.SMTPNotSupportedError as error:
            raise AccountRefused(reason="邮件服务器不支持所要求的加密连接（STARTTLS）") from error
        except smtplib.SMTPResponseException as error:
            _refuse(error.smtp_code, error.smtp_error, AccountRefused)
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryDeferred(reason=f"与邮件服务器的连接中断（{type(error).__name__}）") from error

    def _log_in(self, session: smtplib.SMTP) -> None:
        if not self._settings.user:
            return
        try:
            session.login(self._settings.user, self._settings.password)
        except smtplib.SMTPNotSupportedError as error:
            raise AccountRefused(reason="邮件服务器不提供登录，请检查端口和加密方式") from error
        except smtplib.SMTPResponseException as error:
            if error.smtp_code < 500:
                _refuse(error.smtp_code, error.smtp_error)
            # The server's words are left out: some echo the account name or part of the answer.
            raise AccountRefused(reason=f"登录被拒绝（{error.smtp_code}），请检查授权码是否失效") from error
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryDeferred(reason=f"登录时连接中断（{type(error).__name__}）") from error


def _open(session: smtplib.SMTP, sender: str, recipient: str) -> None:
    """Send MAIL, RCPT and DATA; every answer but the wanted one ends the delivery."""
    if not _plain(sender) or not _plain(recipient):
        raise DeliveryRejected(reason="邮箱地址格式无效，请人工联系")
    commands = (("MAIL", f"FROM:<{sender}>", 2), ("RCPT", f"TO:<{recipient}>", 2), ("DATA", "", 3))
    for verb, argument, wanted in commands:
        try:
            code, text = session.docmd(verb, argument)
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryDeferred(reason=f"发送前连接中断（{type(error).__name__}）") from error
        if code // 100 != wanted:
            _refuse(code, text)


def _plain(address: str) -> bool:
    return re.fullmatch(r"[!-;=?-~]+@[!-;=?-~]+", address) is not None


def _hand_over(session: smtplib.SMTP, content: bytes, final_seconds: float) -> None:
    """Send the bytes, then the dot on its own, so that a break says on which side of the dot it fell."""
    body = _dot_stuffed(content)
    try:
        for start in range(0, len(body), CHUNK):
            session.send(body[start : start + CHUNK])
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryDeferred(reason=f"正文未发完连接即中断（{type(error).__name__}）") from error
    try:
        _set_timeout(session, final_seconds)
        session.send(b".\r\n")
        code, text = session.getreply()
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryUncertain(reason=f"正文发完后连接中断（{type(error).__name__}）") from error
    if code != 250:
        _refuse(code, text)


def _dot_stuffed(content: bytes) -> bytes:
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", content)
    stuffed = re.sub(rb"(?m)^\.", b"..", lines)
    return stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n"


def _set_timeout(session: smtplib.SMTP, seconds: float) -> None:
    if session.sock is not None:
        session.sock.settimeout(seconds)


def _refuse(
    code: int, text: bytes | str, final: type[AccountRefused | DeliveryRejected] = DeliveryRejected
) -> NoReturn:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    reason = f"{code} {clean(words, 200)}"
    if code >= 500:
        raise final(reason=reason)
    raise DeliveryDeferred(reason=reason)
