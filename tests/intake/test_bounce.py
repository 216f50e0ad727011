"""A bounce as Postfix really writes it."""

from __future__ import annotations

import smtplib
import time

from imapclient import IMAPClient

from cases.submission import MessageKind
from intake.message import parse_message
from tests.intake.letters import PDF, attached, mail, raw
from tests.servers import Account


def test_letter_to_an_unknown_user_comes_back_and_is_recognised(
    postfix_server: dict[str, str], dovecot_server: dict[str, str], mailbox: Account
) -> None:
    letter = b"Message-ID: <letter-8@ss.test>\r\n" + mail(attached(PDF, "attachment; filename=a.pdf"))
    with smtplib.SMTP("127.0.0.1", int(postfix_server["SMTP_PORT"])) as link:
        link.sendmail(mailbox.address, ["nobody@ss.test"], letter)
    with IMAPClient("127.0.0.1", int(dovecot_server["IMAP_PORT"]), ssl=False) as client:
        client.login(mailbox.address, mailbox.password)
        deadline = time.monotonic() + 15
        while not client.select_folder("INBOX")[b"EXISTS"] and time.monotonic() < deadline:
            time.sleep(0.1)
        content = client.fetch([1], ["BODY.PEEK[]"])[1][b"BODY[]"]
    bounce = parse_message(raw(content))
    assert bounce.kind is MessageKind.BOUNCE
    assert "<letter-8@ss.test>" in bounce.references
    assert "Action: failed" in bounce.body
    assert (bounce.attachments, bounce.findings) == ((), ())
