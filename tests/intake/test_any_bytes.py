"""Whatever the bytes are, a submission comes out of them."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.attachments import LONGEST_NAME, clean_name
from intake.header import addresses, decode_words, parameters
from intake.message import parse_message
from sandbox.archive import ArchiveContents
from tests.intake.letters import HEAD, PDF, attached, mail, part, raw, zipped

pytestmark = pytest.mark.thorough

NESTED = mail(attached(PDF, "attachment; filename*0*=utf-8''%E6%9F%90;\r\n filename*1=.pdf"), boundary="=_n")
SEEDS = [
    mail(attached(PDF, 'attachment; filename="a.pdf"'), attached(zipped(("b.pdf", PDF)), "attachment; filename=b.zip")),
    mail(part(NESTED, "Content-Type: message/rfc822", encode=False)),
    mail(part(NESTED, "Content-Type: message/rfc822")),
    HEAD + part("<p>文字</p>".encode("gbk"), "Content-Type: text/html; charset=gb2312"),
    mail(part(b"Action: failed\r\n", "Content-Type: message/delivery-status", encode=False), kind="report"),
]
JUNK = [
    b"\0",
    b"\r",
    b"\n",
    b'"',
    b";",
    b"=?",
    b"?=",
    b"<",
    b">",
    b"\xff",
    b"\x81",
    b"--=_b",
    b"boundary=",
    b"charset=",
    b"*0*=",
]
Edit = tuple[float, int, bytes]
edits = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(JUNK) | st.binary(max_size=6)),
    min_size=1,
    max_size=12,
)


def nothing(content: bytes) -> ArchiveContents:
    return ArchiveContents((), "damaged")


def mutated(seed: bytes, changes: list[Edit]) -> bytes:
    for place, length, replacement in changes:
        start = int(place * len(seed))
        seed = seed[:start] + replacement + seed[start + length :]
    return seed


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SEEDS), edits)
def test_mutated_messages(seed: bytes, changes: list[Edit]) -> None:
    submission = parse_message(raw(mutated(seed, changes)), expand=nothing)
    texts = [submission.subject, submission.sender_name, submission.body, *(a.name for a in submission.attachments)]
    assert all("\0" not in text for text in texts)
    "".join(texts).encode()  # no lone surrogates
    assert "\n" not in submission.subject + submission.sender_name


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes(content: bytes) -> None:
    parse_message(raw(content), expand=nothing)
    parse_message(raw(content, media_type="image/tiff"), expand=nothing)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_clean_names_are_short_printable_and_stable(name: str) -> None:
    cleaned = clean_name(name)
    assert len(cleaned.encode()) <= LONGEST_NAME
    assert cleaned.isprintable() or cleaned == ""
    assert not set(cleaned) & set("/\\")
    assert clean_name(cleaned) == cleaned


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_fields_of_any_bytes(data: bytes) -> None:
    decode_words(data)
    addresses(data)
    parameters(b"x; " + data)


@pytest.mark.parametrize(
    "piece", ["begin 644 a\n", "<style>", "<!--", "<a", "href=", "<br ", "On ", "在", "\n \n", "-", "a."]
)
def test_repetition_takes_no_quadratic_time(piece: str) -> None:
    head = b"From: a@b.cn\r\nReferences: <a@b>\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\n"
    for content in (head, head.replace(b"html", b"plain")):
        start = time.process_time()
        parse_message(raw(content + (piece * 60_000).encode()))
        assert time.process_time() - start < 2


@pytest.mark.parametrize("field", [b'"' * 200_000 + b"<" * 200_000, b"a" * 100_000 + b"@b.cn"], ids=["quotes", "one"])
def test_absurd_sender_costs_no_seconds(field: bytes) -> None:
    start = time.process_time()
    assert parse_message(raw(b"From: " + field + b"\r\nSubject: a\r\n\r\n")).sender is None
    assert time.process_time() - start < 1.5


def test_deep_nesting_and_endless_fields_end() -> None:
    deep = HEAD + b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n" * 3000
    assert parse_message(raw(deep)).kind
    assert parse_message(raw(b"From: " + b'"' * 200_000 + b"<" * 200_000 + b"\r\n\r\n")).sender is None
    assert parse_message(raw(b"From: a@b.cn\r\nSubject: " + b"=?utf-8?Q?" * 100_000 + b"\r\n\r\n")).sender == "a@b.cn"
