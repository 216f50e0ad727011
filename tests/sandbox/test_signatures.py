"""Digital signatures as findings: what holds, what was changed afterwards, what cannot be verified."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cases.finding import Finding, Severity
from cases.submission import FileKind
from ocr.file.document import open_document
from sandbox.limits import Limits
from tests.drawing.bad_files import owner_locked
from tests.ocr.file.made_pdfs import letter
from tests.sandbox.signed_pdfs import PERSON, changed_after, national, root, signed, tampered

VALID, UNVERIFIED, INVALID = "signature-valid", "signature-present-unverified", "signature-invalid"


def findings(content: bytes, *roots: bytes) -> list[Finding]:
    with open_document(content, FileKind.PDF, Limits(), roots) as document:
        assert len(list(document.pages())) == 1
        return list(document.findings)


@pytest.mark.parametrize(
    ("make", "codes"),
    [
        pytest.param(lambda: signed(), [VALID], id="trusted root"),
        pytest.param(lambda: signed(signed(), field="s2"), [VALID, VALID], id="signed twice"),
        pytest.param(lambda: signed(owner_locked(letter())), [VALID], id="owner password"),
        pytest.param(lambda: tampered(signed()), [INVALID], id="one character changed"),
        pytest.param(lambda: changed_after(signed()), [INVALID], id="page changed by a later update"),
        pytest.param(lambda: changed_after(signed()) + b"\n", [INVALID], id="and bytes behind it"),
        pytest.param(lambda: signed(changed_after(signed()), field="s2"), [INVALID, VALID], id="changed, signed again"),
        pytest.param(lambda: national(signed()), [UNVERIFIED], id="national algorithms"),
        pytest.param(lambda: signed()[:-40], [INVALID], id="tail cut off"),
        pytest.param(lambda: letter(), [], id="not signed"),
    ],
)
def test_signature(make: Callable[[], bytes], codes: list[str]) -> None:
    assert sorted(finding.code for finding in findings(make(), root())) == sorted(codes)


def test_sound_signature_without_a_trusted_root_is_not_called_valid() -> None:
    (finding,) = findings(signed())
    assert (finding.code, finding.severity) == (UNVERIFIED, Severity.NOTICE)
    assert "北京华兴科技有限公司" in finding.message
    assert "不在受信任之列" in finding.message


def test_root_that_did_not_issue_the_certificate_trusts_nothing() -> None:
    (finding,) = findings(signed(), root("另一根证书"))
    assert finding.code == UNVERIFIED


def test_identity_number_in_a_certificate_is_not_shown() -> None:
    (finding,) = findings(signed(name=PERSON), root())
    assert "张三***" in finding.message
    assert "1101" not in finding.message


def test_national_algorithms_are_named() -> None:
    (finding,) = findings(national(signed()), root())
    assert "国密" in finding.message
    assert finding.severity is Severity.NOTICE


def test_visible_signature_still_counts_as_a_seal() -> None:
    with open_document(signed(visible=True), FileKind.PDF, Limits()) as document:
        (page,) = document.pages()
    assert [item.kind for item in page.annotations] == ["signature"]


@pytest.mark.parametrize("name", ["16_digitally_signed", "17_signed_verified", "18_signed_twice"])
def test_real_signature_is_sound_and_its_issuer_unknown(samples: Path, name: str) -> None:
    found = findings((samples / "pdf" / f"{name}.pdf").read_bytes())
    assert {finding.code for finding in found} == {UNVERIFIED}
    assert len(found) == (2 if name.startswith("18") else 1)
    assert all("签署后未被改动" in finding.message for finding in found)


def test_real_signature_with_a_changed_byte_is_invalid(samples: Path) -> None:
    content = (samples / "pdf/17_signed_verified.pdf").read_bytes()
    (finding,) = findings(content.replace(b"No sub-signatures.", b"No sub_signatures."))
    assert finding.code == INVALID
