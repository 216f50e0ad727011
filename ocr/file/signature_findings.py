"""What is known of a digital signature, as a finding with a Chinese sentence for the officer.

Valid is said only of a signature that covers the file and whose issuer is among the trusted roots (trust I23); the
law gives electronic seals equal effect, so one that cannot be verified is never held against the sender.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from cases.finding import Finding
from cases.finding_codes import find
from cases.working_days import ZONE

_SENTENCES: dict[str, tuple[str, str]] = {
    "valid": ("signature-valid", "{who}有效：证书由受信任的机构签发，覆盖全文，签署后未被改动。"),
    "untrusted": (
        "signature-present-unverified",
        "{who}与文件内容相符、签署后未被改动，但证书的签发机构不在受信任之列，签署人身份未作验证。",
    ),
    "changed": ("signature-invalid", "{who}未覆盖现有全部内容，文件在签署后有改动，将转人工核对。"),
    "broken": (
        "signature-invalid",
        "{who}与文件内容不符，签署后的文件被改动或签名已损坏，将转人工核对。",
    ),
    "revoked": ("signature-invalid", "{who}所用证书已被吊销，将转人工核对。"),
    "unverifiable": ("signature-present-unverified", "{who}本系统无法验证，签名有效性未作验证。"),
    "national": (
        "signature-present-unverified",
        "{who}采用国密算法（SM2），本系统无法验证，请用签章单位提供的工具核验。",
    ),
}


def signature_findings(signatures: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """Yield a finding for each signature as the sandbox describes it."""
    for number, signature in enumerate(signatures, 1):
        yield _finding(signature, f"第{number}个" if len(signatures) > 1 else "")


def _finding(signature: Mapping[str, Any], number: str) -> Finding:
    word = str(signature["verdict"])
    if word == "unverifiable" and signature["national"]:
        word = "national"
    code, sentence = _SENTENCES[word]
    return find(code, sentence.format(who=number + _who(signature)))


def _who(signature: Mapping[str, Any]) -> str:
    parts = [f"证书持有人：{signature['signer']}"] if signature["signer"] else []
    if signature["stated_at"]:
        stated = datetime.fromisoformat(str(signature["stated_at"]))
        day = stated.astimezone(ZONE) if stated.tzinfo else stated
        parts.append(f"自述签署时间：{day:%Y-%m-%d %H:%M}")
    return f"电子签名（{'，'.join(parts)}）" if parts else "电子签名"
