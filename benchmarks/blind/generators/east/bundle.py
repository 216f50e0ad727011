"""Packs finished pages into the files a firm sends."""

import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import numpy as np
import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image

from .canvas import MM
from .ink import Mark, blend
from .items import MATERIAL_NAMES
from .scan import jpeg, scanned
from .submission import Sheet, Submission

POINTS = 72 / MM


@dataclass
class File:
    """An attachment."""

    name: str
    data: bytes
    mime: str


def pixels(sheet: Sheet, made: Submission) -> np.ndarray:
    """The page with its ink, before scanning; a blank back is white."""
    dpi = made.scanner.dpi
    if sheet.leaf is None:
        return np.full((round(297 * dpi / MM), round(210 * dpi / MM), 3), 252, np.uint8)
    page = sheet.leaf.raster(dpi)
    for mark in sheet.marks:
        blend(page, mark)
    return page


def picture(sheet: Sheet, made: Submission, noise: np.random.Generator) -> bytes:
    """JPEG of a scanned page; landscape pages may lie on their side."""
    page = scanned(pixels(sheet, made), made.scanner, noise)
    if made.scanner.mode == "feeder" and page.shape[1] > page.shape[0]:
        page = np.ascontiguousarray(np.rot90(page, 3))
    return jpeg(page, made.scanner)


def _image_page(pdf: pikepdf.Pdf, data: bytes, size: tuple[int, int], dpi: int, grey: bool) -> None:
    """Adds a page filled by a JPEG."""
    width, height = (v * 72 / dpi for v in size)
    space = Name.DeviceGray if grey else Name.DeviceRGB
    image = pikepdf.Stream(
        pdf, data,
        {
            "/Type": Name.XObject, "/Subtype": Name.Image, "/Width": size[0], "/Height": size[1],
            "/ColorSpace": space, "/BitsPerComponent": 8, "/Filter": Name.DCTDecode,
        },
    )
    content = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Im0 Do Q".encode()
    page = Dictionary(
        Type=Name.Page, MediaBox=[0, 0, round(width, 2), round(height, 2)],
        Resources=Dictionary(XObject=Dictionary(Im0=pdf.make_indirect(image))), Contents=pdf.make_stream(content),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height of a JPEG."""
    with Image.open(BytesIO(data)) as opened:
        return opened.size


def scan_pdf(pictures: list[bytes], made: Submission) -> bytes:
    """A PDF as a scanner writes it."""
    pdf = pikepdf.new()
    for data in pictures:
        _image_page(pdf, data, _jpeg_size(data), made.scanner.dpi, made.scanner.mode == "grey")
    return _saved(
        pdf, made, ("KONICA MINOLTA bizhub C368", "RICOH MP C3004", "Canon iR-ADV C5535", "FUJI XEROX ApeosPort-VI")
    )


def _saved(pdf: pikepdf.Pdf, made: Submission, producers: tuple[str, ...]) -> bytes:
    """PDF bytes with fixed dates and identifier."""
    stamp = f"D:{made.received:%Y%m%d%H%M%S}+08'00'"
    pdf.docinfo["/Producer"] = producers[len(made.name + made.cases[0].firm.name) % len(producers)]
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = stamp
    target = BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()


def _overlay(pdf: pikepdf.Pdf, page: pikepdf.Page, mark: Mark, number: int) -> None:
    """Places ink as a picture with transparency on a page; number makes its name unique there."""
    alpha = np.clip(mark.alpha * 255, 0, 255).astype(np.uint8)
    rows, columns = alpha.shape
    flat = np.broadcast_to(np.array(mark.colour, np.uint8), (rows, columns, 3)).tobytes()
    common = {
        "/Type": Name.XObject, "/Subtype": Name.Image, "/Width": columns, "/Height": rows, "/BitsPerComponent": 8,
        "/Filter": Name.FlateDecode,
    }
    mask = pikepdf.Stream(pdf, zlib.compress(alpha.tobytes()), {**common, "/ColorSpace": Name.DeviceGray})
    image = pikepdf.Stream(
        pdf, zlib.compress(flat), {**common, "/ColorSpace": Name.DeviceRGB, "/SMask": pdf.make_indirect(mask)}
    )
    height = float(page.mediabox[3])
    name = page.add_resource(pdf.make_indirect(image), Name.XObject, Name(f"/Ink{number}"))
    scale = 72 / mark.dpi
    place = f"{columns * scale:.3f} 0 0 {rows * scale:.3f} {mark.x * scale:.3f} {height - (mark.y + rows) * scale:.3f}"
    page.contents_add(f"q {place} cm {name} Do Q".encode())


def digital_pdf(sheets: list[Sheet], made: Submission) -> bytes:
    """A born-digital PDF: Writer pages with seal pictures; copies as pictures."""
    pdf = pikepdf.new()
    for sheet in sheets:
        if sheet.leaf is not None and sheet.leaf.source is not None:
            with pikepdf.open(sheet.leaf.source) as source:
                pdf.pages.append(source.pages[sheet.leaf.index])
        else:
            flat = pixels(Sheet(sheet.material, sheet.leaf), made)
            data = jpeg(flat, made.scanner)
            _image_page(pdf, data, _jpeg_size(data), made.scanner.dpi, made.scanner.mode == "grey")
        page = pdf.pages[-1]
        page.contents_add(b"q", prepend=True)
        page.contents_add(b"Q")
        for number, mark in enumerate(sheet.marks):
            _overlay(pdf, page, mark, number)
    return _saved(pdf, made, ("WPS 文字", "Microsoft® Word 2016", "福昕阅读器领鲜版", "Adobe PDF Library 15.0"))


def grouped(sheets: list[Sheet]) -> list[tuple[str, list[Sheet]]]:
    """Sheets in runs of the same material."""
    groups: list[tuple[str, list[Sheet]]] = []
    for sheet in sheets:
        code = sheet.material or (groups[-1][0] if groups else "front")
        if not groups or groups[-1][0] != code:
            groups.append((code, []))
        groups[-1][1].append(sheet)
    return groups


def zipped(files: list[File], moment: tuple[int, int, int, int, int, int]) -> bytes:
    """A ZIP whose names are in GBK, as Chinese Windows writes it."""
    target, names = BytesIO(), {}
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for index, file in enumerate(files):
            real = file.name.encode("gbk")
            stand_in = f"@{index:03d}".ljust(len(real), "=")
            names[stand_in.encode()] = real
            archive.writestr(ZipInfo(stand_in, moment), file.data, ZIP_DEFLATED)
    data = target.getvalue()
    for stand_in, real in names.items():
        data = data.replace(stand_in, real)
    return data


def encrypted(data: bytes) -> bytes:
    """The PDF locked with a password."""
    target = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(
            target, encryption=pikepdf.Encryption(owner="hr-2020", user="rl2020", R=4, aes=False, metadata=False),
            static_id=True,
        )
    return target.getvalue()


def damaged(data: bytes) -> bytes:
    """The PDF broken off and overwritten, as by a failed upload."""
    cut = data[: int(len(data) * 0.37)]
    return cut[:200] + bytes(600) + cut[1400:] if len(cut) > 3000 else cut[:60]


def material_name(code: str, index: int, numbered: bool) -> str:
    """File name stem of one material."""
    return f"{index:02d}{MATERIAL_NAMES[code]}" if numbered else MATERIAL_NAMES[code]
