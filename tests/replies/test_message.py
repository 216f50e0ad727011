"""The message that leaves: headers, parts, frozen bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.errors import DeliveryRejected
from cases.report import LetterDraft
from intake.kind import OWN_LOOP_WORD
from replies.letter import write
from replies.message import LOOP, Envelope, compose, message_id
from tests.replies.made import NUMBER, UNIT, context

SENT = datetime(2020, 2, 13, 2, 0, tzinfo=UTC)
ENVELOPE = Envelope(
    "cylwpqsq@office.test",
    "hr@corp.test",
    message_id("018f2a", "cylwpqsq@office.test"),
    SENT,
    "北京市朝阳区人力资源和社会保障局",
    "<sub@corp.test>",
    ("<first@corp.test>", "<sub@corp.test>"),
)


def parsed(content: bytes) -> EmailMessage:
    made = message_from_bytes(content, policy=default)
    assert isinstance(made, EmailMessage)
    return made


def test_headers_thread_the_letter_and_forbid_automatic_answers() -> None:
    made = parsed(compose(write("receipt", context()), ENVELOPE))
    assert made["In-Reply-To"] == "<sub@corp.test>"
    assert made["References"] == "<first@corp.test> <sub@corp.test>"
    assert made["Message-ID"] == "<letter-018f2a@office.test>"
    assert made["Auto-Submitted"] == "auto-replied"
    assert made["X-Auto-Response-Suppress"] == "All"
    assert made["X-Loop"] == LOOP
    assert made["Date"].datetime == SENT
    assert made["From"].addresses[0].addr_spec == "cylwpqsq@office.test"
    # Python's reader keeps the blank between two encoded words of a name, against RFC 2047 6.2.
    assert made["From"].addresses[0].display_name.replace(" ", "") == "北京市朝阳区人力资源和社会保障局"
    assert UNIT in made["Subject"]
    assert NUMBER in made["Subject"]
    assert made["List-Id"] is None


def test_intake_knows_our_own_mail_by_the_same_word() -> None:
    assert OWN_LOOP_WORD in LOOP


def test_text_and_html_are_alternatives() -> None:
    draft = write("receipt", context())
    made = parsed(compose(draft, ENVELOPE))
    assert made.get_content_type() == "multipart/alternative"
    text, html = made.iter_parts()
    assert text.get_content().replace("\r\n", "\n") == draft.text
    assert html.get_content().replace("\r\n", "\n") == draft.html


def test_certificate_is_attached_as_pdf() -> None:
    made = parsed(compose(write("acceptance", context()), ENVELOPE, b"%PDF-1.4 test"))
    attached = list(made.iter_attachments())
    assert [one.get_content_type() for one in attached] == ["application/pdf"]
    assert attached[0].get_content() == b"%PDF-1.4 test"
    assert attached[0].get_filename() == "受理决定书.pdf"


def test_same_letter_is_the_same_bytes() -> None:
    draft = write("acceptance", context())
    assert compose(draft, ENVELOPE, b"%PDF-") == compose(draft, ENVELOPE, b"%PDF-")


def test_message_is_seven_bit_with_crlf_and_short_lines() -> None:
    content = compose(write("electronic-pass", context()), ENVELOPE, bytes(range(256)) * 40)
    assert content.isascii()
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.split(b"\r\n")) <= 998


def test_mail_without_id_starts_a_thread_of_its_own() -> None:
    made = parsed(compose(write("receipt", context()), replace(ENVELOPE, in_reply_to=None, references=())))
    assert made["In-Reply-To"] is None
    assert made["References"] is None


@pytest.mark.parametrize("bad", ["no brackets@x", "<a b@x>", "<x@y>\r\nBcc: z@z", "<名@x>", ""])
def test_foreign_id_that_is_none_is_left_out(bad: str) -> None:
    content = compose(write("receipt", context()), replace(ENVELOPE, in_reply_to=bad, references=(bad, "<ok@x>")))
    made = parsed(content)
    assert made["In-Reply-To"] is None
    assert made["References"] == "<ok@x>"
    assert made["Bcc"] is None


def test_long_thread_keeps_its_root_and_its_newest_ids() -> None:
    ids = tuple(f"<{number}@corp.test>" for number in range(300))
    made = parsed(compose(write("receipt", context()), replace(ENVELOPE, references=ids)))
    kept = made["References"].split()
    assert len(kept) == 20
    assert kept[0] == "<0@corp.test>"
    assert kept[-2:] == ["<299@corp.test>", "<sub@corp.test>"]


@pytest.mark.parametrize("address", ["", "nobody", "a@b\r\nBcc: c@d", "a b@c.d", "a@b,c@d", "张三@corp.test", "<a@b>"])
def test_address_that_cannot_be_written_is_refused(address: str) -> None:
    with pytest.raises(DeliveryRejected):
        compose(write("receipt", context()), replace(ENVELOPE, recipient=address))


def test_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        compose(write("receipt", context()), replace(ENVELOPE, sent_at=SENT.replace(tzinfo=None)))


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_can_add_a_header(subject: str, name: str) -> None:
    draft = LetterDraft("receipt", True, subject + "\r\nBcc: victim@x.test", "正文\n", "<p>正文</p>")
    made = parsed(compose(draft, replace(ENVELOPE, sender_name=name + "\nX-Evil: 1")))
    assert made["Bcc"] is None
    assert made["X-Evil"] is None
    assert made["To"].addresses[0].addr_spec == "hr@corp.test"
    assert len(made["To"].addresses) == len(made["From"].addresses) == 1


@pytest.mark.parametrize("letter_id", ["a b", "x\r\ny", "案件1"])
def test_letter_id_of_any_form_makes_a_legal_message_id(letter_id: str) -> None:
    assert parsed(compose(write("receipt", context()), replace(ENVELOPE, message_id=message_id(letter_id, "a@b.test"))))


def test_label_of_the_envelope_is_attached_beside_the_letter() -> None:
    made = parsed(compose(write("electronic-pass", context()), ENVELOPE, b"%PDF-1 letter", b"%PDF-1 label"))
    attached = {part.get_filename(): part.get_content() for part in made.iter_attachments()}
    assert attached == {"电子材料审核合格.pdf": b"%PDF-1 letter", "封装袋标签.pdf": b"%PDF-1 label"}
