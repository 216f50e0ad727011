"""Signed PDFs of our own: a test authority, a signer, and what can be done to a file after signing."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from functools import cache

from asn1crypto import keys
from asn1crypto import x509 as der
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.ocr.file.made_pdfs import letter

START = datetime(2020, 1, 1, tzinfo=UTC)
ROOT = "测试根证书"
PERSON = "张三110101199003077715"
"""A name as personal certificates carry it, with an identity number (a made one)."""


@cache
def authority(name: str) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """Return a root of our own and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    return _certificate(name, key, None, key), key


def root(name: str = ROOT) -> bytes:
    """Return a root in DER."""
    return authority(name)[0].public_bytes(serialization.Encoding.DER)


def signed(
    content: bytes | None = None, name: str = "北京华兴科技有限公司", field: str = "s1", visible: bool = False
) -> bytes:
    """Return a file signed by a signer of our authority."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content or letter()), strict=False)
    if writer.prev.encrypted:
        writer.encrypt("")
    box = (300, 100, 400, 150) if visible else None
    metadata = signers.PdfSignatureMetadata(field_name=field)
    spec = SigFieldSpec(field, box=box)
    return bytes(signers.sign_pdf(writer, metadata, _signer(name), new_field_spec=spec).getvalue())


def changed_after(content: bytes) -> bytes:
    """Return the file with an incremental update that draws another text over its page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=False)
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    stream = page.raw_get("/Contents").get_object()
    stream._data = stream.data + b" BT /F 18 Tf 72 300 Td (One more line) Tj ET"
    stream._encoded_data = None
    writer.mark_update(page.raw_get("/Contents"))
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def tampered(content: bytes) -> bytes:
    """Return the file with one signed byte changed: its page is a hair narrower."""
    return content.replace(b"595.28", b"595.27", 1)


def national(content: bytes) -> bytes:
    """Return the file as if signed with SM2 and SM3: its algorithms renamed to the national ones."""
    found = content
    for ours, theirs in (
        ("608648016503040201", "2a811ccf5501831101"),  # SHA-256, SM3: both nine bytes
        ("2a8648ce3d040302", "2a811ccf55018375"),  # ECDSA with SHA-256, SM2 with SM3
        ("2a8648ce3d0201", "2a811ccf550182"),
    ):
        found = found.replace(ours.encode(), theirs.encode())
    return found


def _signer(name: str) -> signers.SimpleSigner:
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(name, key, *authority(ROOT))
    store = SimpleCertificateStore()
    store.register(der.Certificate.load(root()))
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return signers.SimpleSigner(
        signing_cert=der.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(private), cert_registry=store,
    )  # fmt: skip


def _certificate(
    name: str, key: ec.EllipticCurvePrivateKey, issuer: x509.Certificate | None, issuer_key: ec.EllipticCurvePrivateKey
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(START)
        .not_valid_after(START + timedelta(days=36500))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True, content_commitment=issuer is not None, key_cert_sign=issuer is None,
                crl_sign=issuer is None, **usage,
            ),
            critical=True,
        )
    )  # fmt: skip
    return builder.sign(issuer_key, hashes.SHA256())
