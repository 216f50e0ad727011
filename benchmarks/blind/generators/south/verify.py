"""Check that the truth of written submissions agrees with their files."""

from __future__ import annotations

import email
import email.policy
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from south import china, items

Truth = dict[str, Any]


def pdf_pages(data: bytes) -> int:
    """Pages of a PDF, 0 where it cannot be opened."""
    try:
        return len(pypdfium2.PdfDocument(data))
    except pypdfium2.PdfiumError:
        return 0


def count_pages(name: str, data: bytes) -> int:
    """Pages in one file."""
    end = name.lower().rsplit(".", 1)[-1]
    if end == "pdf":
        return pdf_pages(data)
    if end == "zip":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(count_pages(i.filename, archive.read(i)) for i in archive.infolist())
    return 1 if end == "jpg" else 0


def file_pages(folder: Path) -> int:
    """Pages over the whole submission."""
    fax = folder / "fax.tif"
    if fax.exists():
        with Image.open(fax) as pages:
            return pages.n_frames
    mail = email.message_from_bytes((folder / "mail.eml").read_bytes(), policy=email.policy.default)
    return sum(
        count_pages(p.get_filename() or "", p.get_payload(decode=True) or b"")
        for p in mail.walk()
        if p.get_content_disposition() == "attachment"
    )


def seal_faults(truth: Truth) -> Iterator[str]:
    """Pages and materials whose seals do not agree with what is said of the case."""
    for index, case in enumerate(truth["cases"]):
        pages = [p for p in truth["pages"] if p["case"] == index and not p["blank"]]
        kinds = {d["kind"] for d in case["defects"]}
        if not items.strict(case["item"]):
            continue
        for page in pages:
            own = [s for s in page["seals"] if s["kind"] == "official" and s["unit"] == case["unit"] and s["whole"]]
            if not own and not kinds & {"seal-missing", "seal-other-unit", "seal-wrong-kind"}:
                yield f"page {page['page']} without seal"
        yield from strip_faults(pages, kinds)


def strip_faults(pages: list[Truth], kinds: set[str]) -> Iterator[str]:
    """Materials of several pages without a strip on every page."""
    counts = Counter(p["material"] for p in pages)
    for page in pages:
        strip = any(not s["whole"] for s in page["seals"])
        if counts[page["material"]] > 1 and not strip and not kinds & {"cross-page-missing", "cross-page-partial"}:
            yield f"page {page['page']} without strip"


def number_faults(case: Truth, received: str) -> Iterator[str]:
    """Check characters and dates that do not agree with what is said of the case."""
    kinds = {d["kind"] for d in case["defects"]}
    shown = case["printed"]
    wrong_codes = [c for c in shown["codes"] if not china.credit_valid(c)]
    if bool(wrong_codes) != ("code-invalid" in kinds):
        yield f"codes {wrong_codes}"
    if len(shown["codes"]) > 1 and not kinds & {"code-invalid", "code-inconsistent"}:
        yield "several codes"
    wrong = [n for n in shown["identities"] if not china.identity_valid(n)]
    if bool(wrong) != ("identity-invalid" in kinds):
        yield f"identities {wrong}"
    if not "2020-02-03" <= shown["dated"] <= received[:10] <= "2020-04-30":
        yield "dates"


def case_faults(truth: Truth) -> Iterator[str]:
    """Cases that contradict themselves."""
    materials = {(p["case"], p["material"]) for p in truth["pages"] if p["material"]}
    for index, case in enumerate(truth["cases"]):
        yield from number_faults(case, truth["received"])
        for code in case["present"]:
            if (index, code) not in materials:
                yield f"{code} said to be present"
        if set(case["missing"]) & set(case["present"]):
            yield "missing and present"
        if bool(case["defects"]) == (case["outcome"] in (["accept"], ["tolerate"], ["accept", "tolerate"])):
            yield "outcome and defects"
        for defect in case["defects"]:
            if defect["page"] and truth["pages"][defect["page"] - 1]["material"] != defect["material"]:
                yield f"page of {defect['kind']}"


def faults(folder: Path) -> list[str]:
    """All faults of one submission."""
    truth: Truth = json.loads((folder / "truth.json").read_text("utf-8"))
    found = list(seal_faults(truth)) + list(case_faults(truth))
    pages = file_pages(folder)
    if pages != len(truth["pages"]):
        found.append(f"{pages} pages in files, {len(truth['pages'])} in truth")
    if truth["clean"] != (not any(c["defects"] for c in truth["cases"])):
        found.append("clean flag")
    return found


def check(root: Path) -> int:
    """Print the faults of all submissions; the exit status."""
    folders = sorted(p.parent for p in root.glob("*/truth.json"))
    bad = {f.name: found for f in folders if (found := faults(f))}
    for name, found in bad.items():
        print(name, "; ".join(found))
    print(f"{len(folders)} submissions, {len(bad)} with faults")
    return 1 if bad else 0
