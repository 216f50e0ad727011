"""Root certificates of the authorities whose digital signatures an office trusts: files in one folder."""

from __future__ import annotations

import ssl
from pathlib import Path

from cases.errors import ConfigurationError

SUFFIXES = {".pem", ".crt", ".cer", ".der"}
_PEM = b"-----BEGIN CERTIFICATE-----"
_END = b"-----END CERTIFICATE-----"


def load_roots(folder: Path) -> tuple[bytes, ...]:
    """Return the certificates of a folder in DER, in the order of their file names.

    Raises:
        ConfigurationError: The folder cannot be read, holds none, or a file is no certificate.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
        roots = [root for path in files for root in _certificates(path)]
    except OSError as error:
        raise ConfigurationError(reason=f"读不到根证书文件夹 {folder}") from error
    if not roots:
        raise ConfigurationError(reason=f"根证书文件夹 {folder} 里没有 .pem、.crt、.cer 或 .der 文件")
    return tuple(roots)


def _certificates(path: Path) -> list[bytes]:
    content = path.read_bytes()
    if _PEM in content:
        found = [_der(_PEM + part.partition(_END)[0] + _END, path) for part in content.split(_PEM)[1:]]
    else:
        found = [content]
    if any(not one.startswith(b"\x30") for one in found):  # a certificate is a DER sequence
        raise ConfigurationError(reason=f"{path.name} 不是证书文件")
    return found


def _der(text: bytes, path: Path) -> bytes:
    try:
        return ssl.PEM_cert_to_DER_cert(text.decode("ascii"))
    except ValueError as error:
        raise ConfigurationError(reason=f"{path.name} 不是有效的 PEM 证书") from error
