"""Checks a folder of submissions: truth against files, digits, seals of clean ones."""

import email
import email.policy
import io
import json
import re
import zipfile
from pathlib import Path

import pypdfium2
from PIL import Image

from .digits import credit_valid, identity_valid
from .items import ITEMS, STRICT


def verify(folder: Path) -> int:
    """Print what is wrong; the exit status is 1 if anything is."""
    wrong = 0
    for path in sorted(folder.glob("*/truth.json")):
        for fault in faults(path):
            wrong += 1
            print(f"{path.parent.name}: {fault}")
    print(f"{len(list(folder.glob('*/truth.json')))} submissions, {wrong} faults")
    return 1 if wrong else 0


def faults(path: Path) -> list[str]:
    """What is wrong with one submission."""
    truth = json.loads(path.read_text(encoding="utf-8"))
    found = []
    readable = not any(d["kind"].startswith("file-") for c in truth["cases"] for d in c["defects"])
    pages = count_pages(path.parent)
    if readable and truth["kind"] in ("application", "machine") and pages != len(truth["pages"]):
        found.append(f"{pages} pages in files, {len(truth['pages'])} in truth")
    if truth["clean"] != (not any(c["defects"] for c in truth["cases"])):
        found.append("clean and defects disagree")
    if truth["clean"]:
        found += [f"number {n} has a wrong check character" for n in number_faults(text_of(path.parent))]
    for case in truth["cases"]:
        found += case_faults(case, truth, readable)
    return found


def case_faults(case: dict, truth: dict, readable: bool) -> list[str]:
    """What is wrong with one case."""
    found = []
    item = ITEMS[case["item"]]
    if not truth["clean"] or not readable:
        return [f"no note on {d['kind']}" for d in case["defects"] if not d["note"]]
    lacking = [m for m in item.materials if m in case["missing"] and m not in item.tolerated]
    if lacking:
        found.append(f"clean but without {lacking}")
    if item.channel in STRICT:
        found += seal_faults([p for p in truth["pages"] if not p["blank"]], case["unit"])
    return found


def seal_faults(pages: list[dict], unit: str) -> list[str]:
    """Pages without the unit's seal and materials without strips."""
    found = []
    own = [[s for s in p["seals"] if s["kind"] == "official" and s["unit"] == unit] for p in pages]
    names = [p["material"] for p in pages]
    for page, seals in zip(pages, own, strict=True):
        if not any(s["whole"] for s in seals) and not any(s["kind"] == "official" and s["whole"]
            for s in page["seals"]):
            found.append(f"page {page['page']} without the seal")
        if names.count(page["material"]) > 1 and all(s["whole"] for s in seals):
            found.append(f"page {page['page']} without a strip")
    return found


def count_pages(folder: Path) -> int:
    """Pages over all material files of a submission."""
    fax = folder / "fax.tif"
    if fax.exists():
        return Image.open(fax).n_frames
    return sum(part_pages(name, data) for name, data in parts(folder))


def parts(folder: Path) -> list[tuple[str, bytes]]:
    """Names and bytes of a mail's attachments, ZIPs opened."""
    if not (folder / "mail.eml").exists():
        return []
    message = email.message_from_bytes((folder / "mail.eml").read_bytes(), policy=email.policy.default)
    found = []
    for part in message.walk():
        name = part.get_filename() or ""
        data = part.get_payload(decode=True) if name else b""
        found += unzipped(data) if name.lower().endswith(".zip") else [(name, data)] if name else []
    return found


def unzipped(data: bytes) -> list[tuple[str, bytes]]:
    """Members of a ZIP."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(n, archive.read(n)) for n in archive.namelist()]


def part_pages(name: str, data: bytes) -> int:
    """Pages of one file."""
    ending = name.rsplit(".", 1)[-1].lower()
    if ending != "pdf":
        return int(ending == "jpg")
    try:
        return len(pypdfium2.PdfDocument(data))
    except pypdfium2.PdfiumError:
        return 0


def text_of(folder: Path) -> str:
    """The text layers of a submission's PDFs (empty for scans)."""
    found = []
    for name, data in parts(folder):
        if part_pages(name, data) and name.lower().endswith(".pdf"):
            found += [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    return "\n".join(found)


def number_faults(text: str) -> list[str]:
    """Identity numbers and credit codes in a text whose check characters are wrong."""
    numbers = re.findall(r"(?<![0-9A-Z])\d{17}[0-9X](?![0-9A-Z])", text)
    codes = re.findall(r"(?<![0-9A-Z])91\d{6}[0-9A-Z]{10}(?![0-9A-Z])", text)
    bad = [n for n in numbers if not identity_valid(n) and not credit_valid(n)]
    return bad + [c for c in codes if not credit_valid(c) and not identity_valid(c)]
