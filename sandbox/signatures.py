"""Digital signatures of a PDF, verified with pyHanko. Runs in the child only: the file is hostile.

Nothing is fetched: no revocation lists, no OCSP answers, no issuers. What pyHanko has no algorithm for (SM2 and SM3
of GM/T 0009, seals of GB/T 38540) is told as present and not verifiable. Source: ISO 32000-1, 12.8.
"""

from __future__ import annotations

import io
import logging
import re
import signal
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any

from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

logging.getLogger("pyhanko").disabled = logging.getLogger("pyhanko_certvalidator").disabled = True  # names of signers

MAX_SIGNATURES = 10
SECONDS = 8
"""Time for all signatures of a file; a contract signed by ten needs half a second."""

_NATIONAL = bytes.fromhex("2a811ccf55")
"""DER of the OID arc 1.2.156.10197, that of the national algorithms."""

_USAGE = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)
_LAST_SPAN = re.compile(rb"/ByteRange\s*\[\s*\d{1,10}\s+\d{1,10}\s+(\d{1,10})\s+(\d{1,10})\s*\]")
_LONG_NUMBER = re.compile(r"[0-9]{6,}[0-9Xx]?")

Verdict = dict[str, Any]
"""``verdict``: ``valid``, ``untrusted`` (sound, its issuer is not among the roots), ``changed`` (the file was changed
after signing, or was never signed as a whole), ``broken`` (does not fit the bytes), ``revoked``, ``unverifiable``.
``signer`` by its certificate, ``stated_at`` by its own clock (ISO 8601, empty where unknown), ``national``: made with
the national algorithms."""


def verify(content: bytes, roots: Sequence[bytes]) -> list[Verdict]:
    """Verify the signatures of a file that has some; never raises for a bad one.

    Args:
        content: The file as it came.
        roots: DER certificates of the authorities that are trusted.

    Returns:
        One verdict per signature, at least one.
    """
    verdicts: list[Verdict] = []
    try:
        with _time_limit(SECONDS):
            for reader, field in _filled_fields(content):
                verdicts.append(_verify_one(reader, field, content, roots))
    except (Exception, MemoryError):  # whatever its structure: there is a signature, and it cannot be verified
        verdicts.append(_without_structure(content))
    return verdicts or [_without_structure(content)]


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _filled_fields(content: bytes) -> Iterator[tuple[PdfFileReader, Any]]:
    reader = PdfFileReader(io.BytesIO(content), strict=False)
    if reader.encrypted:
        reader.decrypt("")  # an owner's password alone does not keep a file from being read
    for count, (_, value, field) in enumerate(enumerate_sig_fields(reader, filled_status=True)):
        if count < MAX_SIGNATURES and str(value.get_object().get("/Type", "/Sig")) != "/DocTimeStamp":
            yield reader, field


def _verify_one(reader: PdfFileReader, field: Any, content: bytes, roots: Sequence[bytes]) -> Verdict:
    try:
        embedded = EmbeddedPdfSignature(reader, field.get_object(), field.get_object()["/T"])
    except TimeoutError:
        raise
    except Exception:
        return _unverifiable(content)
    try:
        context = ValidationContext(trust_roots=[Certificate.load(root) for root in roots], allow_fetching=False)
        status = validate_pdf_signature(embedded, context, key_usage_settings=_USAGE)
    except TimeoutError:
        raise
    except Exception:
        return {**_unverifiable(embedded.pkcs7_content), **_said(embedded)}
    return {"verdict": _word(status, embedded, content), "national": False, **_said(embedded)}


def _word(status: PdfSignatureStatus, embedded: EmbeddedPdfSignature, content: bytes) -> str:
    if not status.intact or not status.valid:
        return "broken"
    if not (_covers_all(embedded, content) or (_covers_revision(status) and status.docmdp_ok)):
        return "changed"
    if status.revoked:
        return "revoked"
    return "valid" if status.trusted else "untrusted"


def _covers_revision(status: PdfSignatureStatus) -> bool:
    return status.coverage is not None and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION


def _covers_all(embedded: EmbeddedPdfSignature, content: bytes) -> bool:
    """Tell whether all bytes are signed but the signature's own hexadecimal digits.

    pyHanko wants the angle brackets unsigned too; some signers sign them, which covers one byte more on either side.
    """
    spans = [int(value) for value in embedded.byte_range]
    if len(spans) != 4 or spans[0] != 0 or spans[2] < spans[1] or spans[2] + spans[3] != len(content):
        return False
    gap = content[spans[1] : spans[2]].strip(b"<>")
    try:
        return bytes.fromhex(gap.decode("ascii")) == bytes(embedded.pkcs7_content)
    except ValueError:
        return False


def _without_structure(content: bytes) -> Verdict:
    """Return the verdict for a file that pyHanko cannot open: cut off, or beyond its means."""
    ends = [int(start) + int(length) for start, length in _LAST_SPAN.findall(content)]
    verdict = _unverifiable(content)
    return {**verdict, "verdict": "broken"} if any(end > len(content) for end in ends) else verdict


def _unverifiable(content: bytes) -> Verdict:
    national = _NATIONAL in content or _NATIONAL.hex().encode() in content.lower()
    return {"verdict": "unverifiable", "national": national, "signer": "", "stated_at": ""}


def _said(embedded: EmbeddedPdfSignature) -> dict[str, str]:
    """Return what the signature says of itself, without numbers that could identify a person."""
    try:
        subject = embedded.signer_cert.subject.native
        name = subject.get("common_name") or subject.get("organization_name") or ""
        stated = embedded.self_reported_timestamp
    except Exception:
        return {"signer": "", "stated_at": ""}
    text = "".join(one for one in str(name) if unicodedata.category(one)[0] != "C")
    return {"signer": _LONG_NUMBER.sub("***", text)[:60], "stated_at": stated.isoformat() if stated else ""}
