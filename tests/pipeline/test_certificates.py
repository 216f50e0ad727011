"""Root certificates out of a folder: PEM bundles and DER, and what is refused with a sentence."""

import ssl
from pathlib import Path

import pytest

from cases.errors import ConfigurationError
from pipeline.bootstrap import build_judging
from pipeline.certificates import load_roots
from pipeline.settings import Settings
from tests.sandbox.signed_pdfs import root


def test_pem_bundle_and_der_are_read(tmp_path: Path) -> None:
    first, second, third = root("甲"), root("乙"), root("丙")
    (tmp_path / "a.pem").write_text("甲\n" + ssl.DER_cert_to_PEM_cert(first) + ssl.DER_cert_to_PEM_cert(second))
    (tmp_path / "b.cer").write_bytes(third)
    (tmp_path / "readme.txt").write_text("不是证书")
    assert load_roots(tmp_path) == (first, second, third)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.cer", b"no certificate"), ("a.txt", b""), ("a.pem", b"-----BEGIN CERTIFICATE-----\n!!\n")],
    ids=["other bytes", "no certificate file", "broken PEM"],
)
def test_folder_without_certificates_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ConfigurationError):
        load_roots(tmp_path)


def test_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="读不到"):
        load_roots(tmp_path / "none")


def test_other_roots_make_readings_anew(tmp_path: Path) -> None:
    (tmp_path / "a.cer").write_bytes(root("甲"))
    plain, trusting = build_judging(Settings()), build_judging(Settings(signature_roots=str(tmp_path)))
    assert trusting.signature_roots == (root("甲"),)
    assert plain.reader != trusting.reader
