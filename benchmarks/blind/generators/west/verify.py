"""Check that written submissions and their truth agree."""

from __future__ import annotations

import email
import email.policy
import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image

from .firms import code_valid
from .persons import identity_valid
from .tables import table

NEEDED: dict[str, list[str]] = table("demands", "needed")


def _pages(name: str, data: bytes) -> int:
    """Return the number of pages in a file; by-products have none."""
    ending = name.rsplit(".", 1)[-1].lower()
    if ending == "pdf":
        return len(pdfium.PdfDocument(data))
    if ending == "jpg":
        return 1
    if ending == "zip":
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            return sum(_pages(n, pack.read(n)) for n in pack.namelist())
    return 0


def _count(folder: Path) -> int:
    """Return the number of pages of a submission."""
    if (folder / "fax.tif").exists():
        with Image.open(folder / "fax.tif") as image:
            return int(getattr(image, "n_frames", 1))
    message = email.message_from_bytes((folder / "mail.eml").read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return sum(
        _pages(part.get_filename() or "", part.get_payload(decode=True) or b"")  # type: ignore[arg-type]
        for part in message.walk()
        if part.get_filename()
    )


def _seal_faults(truth: dict[str, Any]) -> list[str]:
    """Find pages of clean cases without the firm's seal where each needs it, and materials without strips."""
    out: list[str] = []
    for number, case in enumerate(truth["cases"]):
        if not case["item"].startswith(("dispatch-", "hours-", "layoff")):
            continue
        pages = [p for p in truth["pages"] if p["case"] == number and not p["blank"]]
        for page in pages:
            if not any(s["kind"] == "official" and s["unit"] == case["unit"] and s["whole"] for s in page["seals"]):
                out.append(f"page {page['page']} lacks the seal")
        for code in {p["material"] for p in pages}:
            some = [p for p in pages if p["material"] == code]
            if len(some) > 1 and not all(any(not s["whole"] for s in p["seals"]) for p in some):
                out.append(f"{code} lacks a strip")
    return out


def _faults(folder: Path) -> list[str]:
    """Return what is wrong with one submission."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    out: list[str] = []
    kinds = {d["kind"] for c in truth["cases"] for d in c["defects"]}
    if not kinds & {"file-damaged", "file-encrypted"} and _count(folder) != len(truth["pages"]):
        out.append(f"{_count(folder)} pages in files, {len(truth['pages'])} in truth")
    if truth["clean"]:
        out += _seal_faults(truth)
    if bool(kinds) == truth["clean"] and truth["cases"]:
        out.append("clean and defects disagree")
    if not "2020-02-03" <= truth["received"][:10] <= "2020-04-30":
        out.append("received out of range")
    for case in truth["cases"]:
        if not code_valid(case["code"]) or not all(map(identity_valid, case["persons"])):
            out.append("a code or identity number is wrong")
        lacking = set(NEEDED.get(case["item"], ())) - set(case["present"]) - set(case["missing"])
        if lacking:
            out.append(f"unexplained absence of {sorted(lacking)}")
    return out


def verify(root: Path) -> int:
    """Check every submission below a folder; returns the number of faulty ones."""
    bad = 0
    folders = sorted(p.parent for p in root.glob("*/truth.json"))
    for folder in folders:
        faults = _faults(folder)
        bad += bool(faults)
        for fault in faults:
            print(f"{folder.name}: {fault}")
    print(f"{len(folders)} submissions, {bad} with faults")
    return bad
