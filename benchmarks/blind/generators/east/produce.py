"""Finished submissions: pages, files, mail or fax, and truth."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from . import wording
from .bundle import File, damaged, digital_pdf, encrypted, grouped, material_name, picture, pixels, scan_pdf, zipped
from .fonts import font
from .items import MATERIAL_NAMES
from .mail import Writer
from .scan import faxed
from .stamping import Stamper
from .submission import Case, Defect, Sheet, Submission
from .truth import truth

PDF, JPG, ZIP = "application/pdf", "image/jpeg", "application/zip"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def stamp_cases(made: Submission) -> None:
    """Stamps all pages; a duplex feeder may add a blank back."""
    for case in made.cases:
        case.sheets = Stamper(case, made.scanner.dpi, made.bundle == "digital", made.rng).all()
        scanned = made.bundle in ("one-pdf", "pdf-each", "zip") and not made.spoil_file
        if scanned and made.scanner.mode == "feeder" and case.sheets and made.rng.random() < 0.2:
            where = made.rng.randrange(1, len(case.sheets) + 1)
            case.sheets.insert(where, Sheet(case.sheets[where - 1].material, None))


def _stem(made: Submission, case: Case) -> str:
    """File name stem of a case in one file."""
    if made.situation == "machine":
        return made.rng.choice(("SKM_C368", "SCN_", "MFP-8F_")) + f"{made.received:%y%m%d%H%M}"
    if made.daily and len(made.cases) == 1:
        return wording.short_title(case, made.rng)
    return wording.formal_title(case, made.rng)


def _pdf(made: Submission, sheets: list[Sheet], noise: np.random.Generator) -> bytes:
    """A PDF of some sheets."""
    if made.bundle == "digital":
        return digital_pdf(sheets, made)
    return scan_pdf([picture(sheet, made, noise) for sheet in sheets], made)


def _each(made: Submission, case: Case, noise: np.random.Generator) -> list[File]:
    """One PDF per material."""
    numbered = made.rng.random() < 0.6
    lead = f"{case.firm.name}+" if not made.daily and made.bundle != "zip" and made.rng.random() < 0.4 else ""
    files, seen = [], set()
    for index, (code, sheets) in enumerate(grouped(case.sheets), 1):
        name = lead + material_name(code, index, numbered)
        name = f"{wording.formal_title(case, made.rng)}" if index == 1 and len(made.cases) > 1 else name
        files.append(File((name if name not in seen else f"{name}{index}") + ".pdf", _pdf(made, sheets, noise), PDF))
        seen.add(name)
    return files


def _pictures(made: Submission, case: Case, noise: np.random.Generator) -> list[File]:
    """One picture per page, named by the phone or the material."""
    phone = made.bundle == "photos"
    start, stem = made.rng.randrange(1000, 8000), _stem(made, case)
    single = len(case.sheets) == 1
    files = []
    for index, sheet in enumerate(case.sheets):
        name = f"IMG_{start + index}" if phone else (stem if single else f"{stem}{index + 1}")
        files.append(File(f"{name}.jpg", picture(sheet, made, noise), JPG))
    return files


def files_of(made: Submission, case: Case, noise: np.random.Generator) -> list[File]:
    """The files of a case in the order of the mail."""
    if not case.sheets:
        return []
    if made.bundle in ("photos", "jpgs"):
        return _pictures(made, case, noise)
    if made.bundle == "zip":
        day = made.received
        moment = (day.year, day.month, day.day, day.hour, day.minute, day.second // 2 * 2)
        return [File(_stem(made, case) + ".zip", zipped(_each(made, case, noise), moment), ZIP)]
    if made.bundle == "pdf-each":
        return _each(made, case, noise)
    data = _pdf(made, case.sheets, noise)
    if made.spoil_file:
        data = (encrypted if made.spoil_file == "file-encrypted" else damaged)(data)
    return [File(_stem(made, case) + ".pdf", data, PDF)]


def _irrelevant(made: Submission) -> list[File]:
    """A picture that is no application: a screenshot of a download page."""
    picture = Image.new("RGB", (1080, 640), (244, 246, 250))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 1080, 70), fill=(40, 110, 190))
    pen.text((30, 35), "办事指南 - 下载中心", "white", font("sans", 28), anchor="lm")
    for row, words in enumerate(("表格名称", "暂无可下载内容", "如有疑问请拨打12333")):
        pen.text((60, 130 + row * 70), words, (60, 60, 60), font("sans", 26))
    target = BytesIO()
    picture.save(target, "PNG")
    return [File("截图.png", target.getvalue(), "image/png")]


def by_products(made: Submission, folder: Path) -> list[File]:
    """Files that mail programs and careful clerks add: text rests, cards, signatures, an editable form."""
    rng, case = made.rng, made.cases[0]
    extra = []
    editable = sorted(folder.glob(f"{made.name}-0-*.docx"))
    if editable:
        extra.append(
            File(f"{MATERIAL_NAMES[case.materials[editable_index(made)].code]}.docx", editable[0].read_bytes(), DOCX)
        )
    if made.mailer == "exchange" and rng.random() < 0.15:
        extra.append(File("ATT00001.txt", b"\r\n", "text/plain"))
    if made.mailer in ("exchange", "foxmail") and rng.random() < 0.1:
        owner = f"N;CHARSET=UTF-8:{case.firm.agent.name}\r\nORG;CHARSET=UTF-8:{case.firm.name}\r\n"
        card = f"BEGIN:VCARD\r\nVERSION:2.1\r\n{owner}END:VCARD\r\n"
        extra.append(File(f"{case.firm.agent.name}.vcf", card.encode(), "text/x-vcard"))
    if made.mailer == "exchange" and rng.random() < 0.08:
        extra.append(
            File(
                "smime.p7s", b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x80" + rng.randbytes(900),
                "application/pkcs7-signature",
            )
        )
    return extra


def editable_index(made: Submission) -> int:
    """Index of the material whose editable copy goes along."""
    codes = [m.code for m in made.cases[0].materials]
    return next((i for i, code in enumerate(codes) if "form" in code or "application" in code), 0)


def sender(made: Submission) -> tuple[str, str]:
    """Display name and address of the sender."""
    rng, firm = made.rng, made.cases[0].firm
    if made.situation == "machine":
        return rng.choice(("MFP-8F", "", "Scanner")), f"noreply@{firm.domain}"
    if made.agency:
        return rng.choice(
            (made.agency, "社保外包服务", "客户服务")
        ), f"service{rng.randrange(1, 9)}@agency-bj.example.com"
    if made.mailer == "qq":
        return rng.choice((firm.agent.name, "宁静致远", "HR小助手")), f"{rng.randrange(10**8, 10**9)}@qq.example.com"
    if made.mailer in ("netease", "phone"):
        return rng.choice(
            (firm.agent.name, firm.short + "人事")
        ), f"{firm.latin.replace('-', '')}_hr{rng.randrange(10, 99)}@mail163.example.com"
    local = rng.choice(("hr", "hr.service", "zhaopin", "legal", "ssc", "renshi"))
    return rng.choice(
        (firm.agent.name, f"{firm.agent.name}/{made.cases[0].facts['dept']}", firm.name)
    ), f"{local}@{firm.domain}"


def fax_tif(made: Submission, noise: np.random.Generator) -> bytes:
    """A one-page fax with its head line."""
    fine = made.rng.random() < 0.6
    page = faxed(pixels(made.cases[0].sheets[0], made), fine, noise)
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 0, 1728, 44 if fine else 24), fill=1)
    head = f"{made.received:%Y-%m-%d %H:%M}   FROM {made.cases[0].firm.phone.replace('-', ' ')}   TO 65090999   P.01/01"
    line = Image.new("1", (1500, 30), 1)
    ImageDraw.Draw(line).text((0, 15), head, 0, font("mono", 24), anchor="lm")
    page.paste(line if fine else line.resize((1500, 16)), (60, 6 if fine else 3))
    target = BytesIO()
    page.save(target, "TIFF", compression="group4", dpi=(204, 196 if fine else 98))
    return target.getvalue()


def number_pages(made: Submission) -> None:
    """Gives defects their page over the whole submission."""
    offset = 0
    for case in made.cases:
        for defect in case.defects:
            defect.page = _page(case, defect, offset)
        offset += len(case.sheets)


def _page(case: Case, defect: Defect, offset: int) -> int | None:
    """Page of a defect: the page of the seal, or the only page of its material."""
    numbers = [
        n
        for n, sheet in enumerate(case.sheets, offset + 1)
        if sheet.material == defect.material and sheet.leaf is not None
    ]
    if defect.leaf is not None:
        return numbers[defect.leaf]
    return numbers[0] if len(numbers) == 1 else None


def produce(made: Submission, papers: Path, target: Path) -> None:
    """Writes the folder of one submission."""
    noise = np.random.default_rng(made.rng.randrange(2**32))
    stamp_cases(made)
    if made.spoil_file:
        note = "附件加了打开密码，无法查看" if made.spoil_file == "file-encrypted" else "附件损坏，无法打开"
        made.cases[0].defects.append(Defect(made.spoil_file, None, note))
    number_pages(made)
    target.mkdir(parents=True, exist_ok=True)
    who = sender(made)
    facts: dict[str, Any] = {"sender": who[1]}
    if made.fax:
        facts["sender"] = made.cases[0].firm.phone
        (target / "fax.tif").write_bytes(fax_tif(made, noise))
    else:
        files = [file for case in made.cases for file in files_of(made, case, noise)]
        if made.situation == "question-attached":
            files = _irrelevant(made)
        _write_mail(made, who, files, papers, target)
    (target / "truth.json").write_text(
        json.dumps(truth(made, facts["sender"]), ensure_ascii=False, indent=1), encoding="utf-8"
    )


def _write_mail(made: Submission, who: tuple[str, str], files: list[File], papers: Path, target: Path) -> None:
    """Writes the mail; a bare subject or body still leaves firm and item to the papers."""
    title = wording.subject(made)
    text = wording.body(made, title) + wording.signature(made)
    logo = made.mailer == "exchange" and not made.daily and made.rng.random() < 0.5
    extra = by_products(made, papers) if files and made.situation not in ("machine", "question-attached") else []
    (target / "mail.eml").write_bytes(Writer(made).mail(who, title, text, files + extra, logo))
