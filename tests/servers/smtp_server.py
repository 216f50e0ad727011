#!/usr/bin/env python3
"""smtp_server.py DIR PORT [--lmtp PORT] [--user NAME:PASSWORD]… [--max-size BYTES]: SMTP that fails on request.

Accepted mail lies in ``DIR/accepted/NNNNNN.eml`` (``X-MailFrom`` and ``X-RcptTo`` added), with ``--lmtp`` in Dovecot.
The recipient's local part chooses a fault: ``reject…`` 550 at RCPT; ``defer…`` 451 twice, then accepted;
``spam…`` 554 at DATA; ``slow…`` answers DATA after 3 s; ``drop…`` breaks the link at DATA, nothing kept;
``vanish…`` keeps the message and breaks the link before the answer.
"""

from __future__ import annotations

import argparse
import asyncio
import collections
import os
import pathlib
import signal
import smtplib
import ssl
import subprocess
import sys

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


def break_link(server: SMTP) -> None:
    """Drop the connection without another word."""
    assert isinstance(server.transport, asyncio.WriteTransport)
    server.transport.abort()


class Fate:
    """Decides what becomes of each recipient and message."""

    def __init__(self, folder: pathlib.Path, lmtp: int | None) -> None:
        self.folder = folder
        self.lmtp = lmtp
        self.tries: collections.Counter[str] = collections.Counter()

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Accept a recipient, or refuse it as its name asks."""
        self.tries[address] += 1
        if address.startswith("reject"):
            return "550 5.1.1 User unknown"
        if address.startswith("defer") and self.tries[address] < 3:
            return "451 4.7.1 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a message, or fail as its recipients ask."""
        names = [address.partition("@")[0] for address in envelope.rcpt_tos]
        if any(name.startswith("spam") for name in names):
            return "554 DT:SPM message refused"
        if any(name.startswith("drop") for name in names):
            break_link(server)
            return "421 bye"
        if any(name.startswith("slow") for name in names):
            await asyncio.sleep(3)
        number = self.keep(envelope)
        if any(name.startswith("vanish") for name in names):
            break_link(server)
        try:
            await asyncio.to_thread(self.deliver, envelope)
        except smtplib.SMTPRecipientsRefused:
            return "550 5.1.1 User unknown"
        except OSError as error:
            return f"451 4.4.1 LMTP: {error}"
        return f"250 2.0.0 kept as {number:06d}"

    def keep(self, envelope: Envelope) -> int:
        """Write the message to the folder and return its number."""
        number = len(list(self.folder.glob("*.eml"))) + 1
        head = f"X-MailFrom: {envelope.mail_from}\r\nX-RcptTo: {', '.join(envelope.rcpt_tos)}\r\n".encode()
        part = self.folder / f".{number:06d}.part"
        part.write_bytes(head + (envelope.original_content or b""))
        part.rename(self.folder / f"{number:06d}.eml")
        return number

    def deliver(self, envelope: Envelope) -> None:
        """Hand the message to Dovecot, where there is one."""
        if self.lmtp is None:
            return
        options = ["SMTPUTF8"] if envelope.smtp_utf8 else []
        with smtplib.LMTP("127.0.0.1", self.lmtp) as link:
            link.sendmail(envelope.mail_from or "", envelope.rcpt_tos, envelope.original_content or b"", options)


def certificate(folder: pathlib.Path) -> ssl.SSLContext:
    """Return a server context with a certificate made in the folder."""
    names = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "30",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-out",
            names[0],
            "-keyout",
            names[1],
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*names)
    return context


async def main(options: argparse.Namespace) -> None:
    """Serve until a signal comes."""
    folder = pathlib.Path(options.dir).resolve()
    (folder / "accepted").mkdir(parents=True, exist_ok=True)
    fate, context = Fate(folder / "accepted", options.lmtp), certificate(folder)
    users = dict(user.split(":", 1) for user in options.user)

    def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
        right = isinstance(data, LoginPassword) and users.get(data.login.decode()) == data.password.decode()
        return AuthResult(success=right, handled=False)

    def factory() -> SMTP:
        return SMTP(
            fate,
            hostname="mx.test",
            ident="test",
            data_size_limit=options.max_size,
            enable_SMTPUTF8=True,
            tls_context=context,
            authenticator=authenticate,
            auth_require_tls=False,
            decode_data=False,
        )

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await loop.create_server(factory, "127.0.0.1", options.port)
    sys.stdout.write(
        f"SMTP_PORT={options.port}\nSMTP_ACCEPTED={folder / 'accepted'}\nTLS_CA={folder / 'cert.pem'}\nREADY\n"
    )
    sys.stdout.flush()
    await stop.wait()
    os._exit(0)  # clients that are still connected would hold the loop


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dir")
    parser.add_argument("port", type=int)
    parser.add_argument("--lmtp", type=int)
    parser.add_argument("--user", action="append", default=[])
    parser.add_argument("--max-size", type=int, default=90_000_000)
    try:
        asyncio.run(main(parser.parse_args()))
    except OSError as error:
        sys.stderr.write(f"smtp_server.py: {error}\n")
        sys.exit(75)
