"""Checks that truth files agree with the mails and with themselves."""

import json
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
from PIL import Image

from .digits import credit_code_valid, identity_valid
from .items import INSURANCE, NAMES, mailbox, strict
from .stamping import FOREIGN

STRIPLESS = {"cross-page-missing", "cross-page-partial"}
SEALED = {"seal-missing", "seal-other-unit", "seal-wrong-kind"}
KINDS = {"application", "question", "message", "machine", "other"}


def _count(name: str, data: bytes) -> int:
    """Pages of a file; other files count nothing."""
    lower = name.lower()
    if lower.endswith(".pdf"):
        with pikepdf.open(BytesIO(data)) as pdf:
            return len(pdf.pages)
    if lower.endswith(".zip"):
        with ZipFile(BytesIO(data)) as archive:
            return sum(_count(inner, archive.read(inner)) for inner in archive.namelist())
    return 1 if lower.endswith((".jpg", ".jpeg")) else 0


def _pages(folder: Path) -> int | None:
    """Pages in the mail or fax; None if a file cannot be opened."""
    fax = folder / "fax.tif"
    if fax.exists():
        with Image.open(fax) as opened:
            return getattr(opened, "n_frames", 1)
    mail = message_from_bytes((folder / "mail.eml").read_bytes(), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    try:
        return sum(_count(part.get_filename() or "", part.get_payload(decode=True)) for part in mail.iter_attachments())
    except (pikepdf.PasswordError, pikepdf.PdfError):
        return None


def _sealing(truth: dict[str, Any], case: dict[str, Any]) -> list[str]:
    """Pages of strict items without own seal or strip, set against the planted defects."""
    planted = {d["page"] for d in case["defects"] if d["kind"] in SEALED}
    bare = {
        p["page"]
        for p in truth["pages"]
        if not p["blank"]
        and p["material"] in (*case["present"], "front")
        and not any(s["kind"] == "official" and s["unit"] == case["unit"] for s in p["seals"])
    }
    wrong = [f"page {n} lacks the seal" for n in sorted(bare - planted)] + [
        f"page {n} has a seal" for n in sorted(planted - bare)
    ]
    return wrong + _strips(truth, case)


def _strips(truth: dict[str, Any], case: dict[str, Any]) -> list[str]:
    """Materials of several pages without strips, set against the planted defects."""
    lost = {d["material"] for d in case["defects"] if d["kind"] in STRIPLESS}
    wrong = []
    for code in {p["material"] for p in truth["pages"] if p["material"] in (*case["present"], "front")}:
        pages = [p for p in truth["pages"] if p["material"] == code and not p["blank"]]
        whole = all(any(s["kind"] == "cross-page" for s in p["seals"]) for p in pages)
        if len(pages) > 1 and whole == (code in lost):
            wrong.append(f"strip of {code} disagrees with the defects")
    return wrong


def _digits(truth: dict[str, Any], case: dict[str, Any]) -> list[str]:
    """Codes, identity numbers and dates set against the planted defects."""
    kinds = {d["kind"] for d in case["defects"]}
    wrong = []
    if credit_code_valid(case["code"]) == ("code-invalid" in kinds):
        wrong.append(f"code {case['code']} disagrees with the defects")
    if all(map(identity_valid, case["identities"])) == ("identity-invalid" in kinds):
        wrong.append("identity numbers disagree with the defects")
    if case["dated"] > truth["received"][:10]:
        wrong.append("papers dated after the mail")
    return wrong


def _others(truth: dict[str, Any], case: dict[str, Any]) -> list[str]:
    """Papers of other units that lack the other unit's seal."""
    wrong = []
    for code in set(case["present"]) & set(FOREIGN) - {"articles-of-association"}:
        seals = [s for p in truth["pages"] if p["material"] == code for s in p["seals"]]
        if not any(s["kind"] in ("other", "registrar", "union") for s in seals):
            wrong.append(f"{code} lacks the seal of its issuer")
    return wrong


def _case(truth: dict[str, Any], case: dict[str, Any]) -> list[str]:
    """Problems of one case."""
    wrong = [] if case["item"] in NAMES else [f"unknown item {case['item']}"]
    there = {p["material"] for p in truth["pages"]}
    wrong += [f"{code} has no page" for code in case["present"] if code not in there]
    wrong += _digits(truth, case) + _others(truth, case)
    if set(case["missing"]) & set(case["present"]):
        wrong.append("missing and present overlap")
    if bool(case["defects"]) != (case["outcome"] == ["supplement", "review"]):
        wrong.append("outcome disagrees with the defects")
    if strict(case["item"]) and len(truth["cases"]) == 1:
        wrong += _sealing(truth, case)
    if case["item"] in INSURANCE and "commitment-letter" in case["present"] and not case["defects"]:
        wrong += [
            f"{code} lacks the seal"
            for p in truth["pages"]
            for code in [p["material"]]
            if code in ("commitment-letter", "refund-application") and not p["seals"]
        ]
    return wrong


def check(folder: Path) -> list[str]:
    """Problems of one submission."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    wrong = [] if truth["kind"] in KINDS else ["unknown kind"]
    pages = _pages(folder)
    spoilt = any(d["kind"].startswith("file") for c in truth["cases"] for d in c["defects"])
    if pages is None and not spoilt:
        wrong.append("a file cannot be opened")
    if pages is not None and not spoilt and pages != len(truth["pages"]):
        wrong.append(f"{pages} pages in the files, {len(truth['pages'])} in the truth")
    if not "2020-02-03" <= truth["received"][:10] <= "2020-04-30":
        wrong.append("received out of range")
    if truth["clean"] != (not any(c["defects"] for c in truth["cases"])):
        wrong.append("clean disagrees with the defects")
    for case in truth["cases"]:
        wrong += _case(truth, case)
        right = truth["channel"] in (mailbox(case["item"]), "fax-insurance")
        if not right and truth["situation"] != "wrong-mailbox":
            wrong.append("mailbox does not fit")
    return [f"{folder.name}: {words}" for words in wrong]


def verify(root: Path) -> list[str]:
    """Problems of all submissions under a folder."""
    return [line for folder in sorted(root.iterdir()) if (folder / "truth.json").exists() for line in check(folder)]
