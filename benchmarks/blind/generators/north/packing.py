"""From stamped pages to the files that are sent: PDFs, pictures, a ZIP, a born-digital PDF, a fax."""

import io
import random
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import datetime

import cv2
import numpy as np

from .convert import Sheet
from .drawing import digital_pdf, encrypted, fax_tiff, page_picture, picture_pdf
from .items import TITLES
from .mime import Blob
from .scan import Device, device, facsimile, jpeg, photograph, printer_scan
from .scene import Scene
from .stamping import Habit, Page
from .wording import file_name, photo_name

SCANNERS = ["RICOH MP C3004", "KONICA MINOLTA bizhub C368", "Canon iR-ADV C3520", "SHARP MX-2618NC",
    "Xerox ApeosPort-VI C3371", "Brother DCP-9020CDN", ""]


@dataclass
class Packed:
    """The files of one application and the pages in the order of the files."""

    blobs: list[Blob]
    pages: list[Page]
    counts: list[tuple[str, int]] = field(default_factory=list)
    readable: bool = True
    style: str = ""


@dataclass
class Job:
    """Everything needed to pack one application."""

    scene: Scene
    pages: list[Page]
    way: Habit
    device: Device
    when: datetime
    daily: bool
    rng: random.Random
    machine: bool = False

    @property
    def ink(self) -> tuple[int, int, int]:
        """The pen's colour."""
        return tuple(int(self.scene.dress.ink[i : i + 2], 16) for i in (0, 2, 4))


def shot(job: Job, page: Page) -> np.ndarray:
    """One page through the device."""
    numbers = job.scene.numbers
    if page.blank:
        image = blank(page.sheet, job.device.dpi)
    else:
        image = page_picture(page, job.device.dpi, numbers, job.way, job.ink)
    return photograph(image, numbers, job.device) if job.device.sort == "photo" else printer_scan(image, numbers,
        job.device)


def blank(sheet: Sheet, dpi: int) -> np.ndarray:
    """The empty back of a sheet."""
    return np.full((round(sheet.height / 25.4 * dpi), round(sheet.width / 25.4 * dpi), 3), 252, np.uint8)


def scanned(job: Job, pages: list[Page]) -> list[tuple[bytes, tuple[int, ...], tuple[float, float]]]:
    """JPEGs of pages with shapes and sizes for a PDF."""
    found = []
    for page in pages:
        image = shot(job, page)
        found.append((jpeg(image, job.device.quality), image.shape,
            (image.shape[1] / job.device.dpi * 25.4, image.shape[0] / job.device.dpi * 25.4)))
    return found


def way_of_packing(rng: random.Random, strict: bool, daily: bool) -> str:
    """How this firm sends: "one", "each", "pictures", "photos", "zip", "digital"."""
    if strict:
        return rng.choices(["one", "each", "zip", "digital", "photopdf"], [64, 14, 8, 8, 6])[0]
    return rng.choices(["one", "each", "pictures", "photos", "zip", "digital"],
        [48, 14, 10 if daily else 5, 16 if daily else 5, 4, 10])[0]


def pack(job: Job) -> Packed:
    """Send the pages in the firm's way."""
    broken = job.scene.flaw("file-encrypted") or job.scene.flaw("file-damaged")
    way = "one" if broken or job.machine else way_of_packing(job.rng, job.scene.item.channel != "mail-insurance",
        job.daily)
    sort = {"photos": "photo", "photopdf": "photo", "digital": "digital"}.get(way, "printer")
    job.device = device(job.scene.numbers, sort)
    if way == "one" and job.rng.random() < 0.07:
        job.pages = duplex(job.pages)
    packed = {"one": one, "photopdf": one, "each": each, "pictures": pictures, "photos": pictures, "zip": zipped,
        "digital": digital}[way](job)
    packed.style = f"{way}/{job.device.sort}/{job.device.dpi}dpi/{'grey' if job.device.grey else 'colour'}"
    return spoiled(job, packed)


def duplex(pages: list[Page]) -> list[Page]:
    """Pages with the empty backs that the feeder scanned too."""
    return [p for page in pages for p in (page, Page(page.material, page.sheet, blank=True))]


def one(job: Job) -> Packed:
    """Everything in one PDF."""
    name = file_name(job.rng, job.scene.firm, job.scene.item, job.when, job.daily) + ".pdf"
    data = picture_pdf(scanned(job, job.pages), job.rng.choice(SCANNERS) if job.device.sort == "printer" else "")
    return Packed([Blob(name, data)], job.pages, [(name, len(job.pages))])


def digital(job: Job) -> Packed:
    """A PDF from the word processor with stamp pictures."""
    name = file_name(job.rng, job.scene.firm, job.scene.item, job.when, job.daily) + ".pdf"
    return Packed([Blob(name, digital_pdf(job.pages, job.scene.numbers, job.way, job.ink))], job.pages,
        [(name, len(job.pages))])


def by_material(job: Job) -> list[tuple[str, list[Page]]]:
    """Pages by material with file names."""
    numbered = job.rng.choice(["", "{}.", "{}-", "（{}）", "{:02d} "])
    firm_first = job.rng.random() < 0.25
    found = []
    for index, code in enumerate(dict.fromkeys(p.material for p in job.pages), 1):
        title = (job.scene.firm.short if firm_first else "") + TITLES[code]
        found.append((f"{numbered.format(index)}{title}.pdf", [p for p in job.pages if p.material == code]))
    return found


def each(job: Job) -> Packed:
    """One PDF a material."""
    blobs, pages, counts = [], [], []
    for name, part in by_material(job):
        blobs.append(Blob(name, picture_pdf(scanned(job, part), "")))
        pages += part
        counts.append((name, len(part)))
    return Packed(blobs, pages, counts)


def pictures(job: Job) -> Packed:
    """One JPEG a page, all named after materials or all as the camera names them."""
    named = job.device.sort == "printer" and job.rng.random() < 0.5
    blobs, counts = [], []
    for index, page in enumerate(job.pages, 1):
        stem = TITLES[page.material] + (str(index) if index > 1 else "")
        if not named:
            stem = photo_name(job.rng, job.scene.firm, job.scene.item, job.when, index)
        blobs.append(Blob(stem + ".jpg", jpeg(shot(job, page), job.device.quality)))
        counts.append((stem + ".jpg", 1))
    return Packed(blobs, job.pages, counts)


def zipped(job: Job) -> Packed:
    """A ZIP of one PDF a material; member names in UTF-8 or in the Chinese code page."""
    inner = each(job)
    stem = file_name(job.rng, job.scene.firm, job.scene.item, job.when, job.daily)
    old = job.rng.random() < 0.5
    data = gbk_zip(inner.blobs, job.when) if old else new_zip(inner.blobs, job.when)
    return Packed([Blob(stem + ".zip", data)], inner.pages, inner.counts)


def new_zip(blobs: list[Blob], when: datetime) -> bytes:
    """A ZIP with UTF-8 names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for blob in blobs:
            info = zipfile.ZipInfo(blob.name, (when.year, when.month, when.day, when.hour, when.minute, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, blob.data)
    return buffer.getvalue()


def gbk_zip(blobs: list[Blob], when: datetime) -> bytes:
    """A ZIP with member names in GBK and no mark for it, as Windows makes."""
    day = (when.year - 1980) << 9 | when.month << 5 | when.day
    clock = when.hour << 11 | when.minute << 5
    body, central = b"", b""
    for blob in blobs:
        name = blob.name.encode("gbk", "replace")
        fields = (20, 0, 0, clock, day, zlib.crc32(blob.data), len(blob.data), len(blob.data), len(name), 0)
        central += struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, *fields[:5], *fields[5:8], len(name), 0, 0, 0, 0, 32,
            len(body)) + name
        body += struct.pack("<4s5H3L2H", b"PK\x03\x04", *fields) + name + blob.data
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(blobs), len(blobs), len(central), len(body), 0)
    return body + central + end


def spoiled(job: Job, packed: Packed) -> Packed:
    """Encrypt or cut off the file where that is the flaw."""
    blob = packed.blobs[0]
    if flaw := job.scene.flaw("file-encrypted"):
        blob.data, flaw.note, packed.readable = encrypted(blob.data), "PDF设有打开密码", False
    if flaw := job.scene.flaw("file-damaged"):
        blob.data, flaw.note, packed.readable = blob.data[: len(blob.data) // 12], "PDF文件被截断，无法打开", False
    return packed


def fax(job: Job) -> bytes:
    """The pages as a fax with the sender's line on top."""
    fine = job.rng.random() < 0.65
    frames = []
    for index, page in enumerate(job.pages, 1):
        image = page_picture(page, 200, job.scene.numbers, job.way, job.ink)
        if image.shape[1] > image.shape[0]:
            image = np.ascontiguousarray(np.rot90(image))
        count = f"P.{index:03d}/{len(job.pages):03d}"
        line = f"{job.when:%Y-%m-%d %H:%M}  FROM {job.scene.firm.landline}  TO 65090452  {count}"
        cv2.putText(image, line, (60, 34), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (0, 0, 0), 2, cv2.LINE_AA)
        frames.append(facsimile(image, job.scene.numbers, fine))
    return fax_tiff(frames, fine)
