"""OFD: never drawn, never trusted, always with its pages and signatures told to the officer."""

import io
import zipfile
from pathlib import Path

import pytest

from cases.finding import Severity
from cases.submission import FileKind
from ocr.file.document import open_document
from sandbox.limits import Limits

REFUSED = ("file-type-refused", Severity.REVIEW)
SIGNED = ("signature-present-unverified", Severity.NOTICE)


def ofd(pages: int = 2, signatures: int = 1, document: str | None = None, prefix: str = "ofd:") -> bytes:
    space = f' xmlns:{prefix[:-1]}="http://www.ofdspec.org/2016"' if prefix else ' xmlns="http://www.ofdspec.org/2016"'
    listed = f"<{prefix}Signatures>/Doc_0/Signs/Signatures.xml</{prefix}Signatures>" if signatures else ""
    body = f"<{prefix}DocBody><{prefix}DocRoot>Doc_0/Document.xml</{prefix}DocRoot>{listed}</{prefix}DocBody>"
    page = f'<{prefix}Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>'
    whole = f"<{prefix}Document{space}><{prefix}Pages>{page * pages}</{prefix}Pages></{prefix}Document>"
    sign = f'<{prefix}Signature ID="1"/>'
    signs = f"<{prefix}Signatures{space}>{sign * signatures}</{prefix}Signatures>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("OFD.xml", f'<?xml version="1.0"?><{prefix}OFD{space}>{body}</{prefix}OFD>')
        container.writestr("Doc_0/Document.xml", document if document is not None else whole)
        container.writestr("Doc_0/Signs/Signatures.xml", signs)
    return stream.getvalue()


def described(content: bytes) -> tuple[list[tuple[str, Severity]], str]:
    with open_document(content, FileKind.OTHER, Limits()) as document:
        assert list(document.pages()) == []
        found = document.findings
    return [(finding.code, finding.severity) for finding in found], " ".join(finding.message for finding in found)


@pytest.mark.parametrize("prefix", ["ofd:", "", "x:"], ids=["usual prefix", "default namespace", "another prefix"])
def test_pages_and_signatures_are_counted(prefix: str) -> None:
    codes, text = described(ofd(pages=3, signatures=2, prefix=prefix))
    assert codes == [REFUSED, SIGNED]
    assert "共3页" in text
    assert "2个电子签名" in text
    assert "另存为PDF" in text


def test_without_signatures_only_the_format_is_told() -> None:
    assert described(ofd(signatures=0))[0] == [REFUSED]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(ofd(document="<!DOCTYPE a [<!ENTITY b 'c'>]><Document>&b;</Document>"), id="entities"),
        pytest.param(ofd(document="<Document>" + "<a>" * 100_000), id="not closed"),
        pytest.param(ofd(document="<Document/>" + " " * 5_000_000), id="too large"),
        pytest.param(ofd(document=""), id="empty"),
        pytest.param(ofd()[:-30], id="cut off"),
    ],
)
def test_hostile_or_broken_file_goes_to_an_officer_all_the_same(content: bytes) -> None:
    assert described(content)[0] == [REFUSED]


def test_other_archives_are_no_ofd() -> None:
    codes, _ = described(b"PK\x03\x04" + bytes(100))
    assert codes == [("file-type-refused", Severity.BLOCKING)]


def test_real_invoice_is_known_as_signed(samples: Path) -> None:
    codes, text = described((samples / "pdf/26_ofd_invoice_signed.ofd").read_bytes())
    assert codes == [REFUSED, SIGNED]
    assert "共1页" in text
    assert "1个电子签名" in text
