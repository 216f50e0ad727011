"""What a PDF is before it is shown: password, damage, pages, active parts, signatures, stamps. Uses qpdf (pikepdf).

Order of tools (measured on damaged files): qpdf repairs a cut tail that pdfium refuses; pdfium opens page
trees with loops that qpdf refuses; so both are tried before a file counts as damaged.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from typing import Any

import pikepdf

MAX_OBJECTS = 20_000
"""Objects looked at for active content; a file with more is looked at in its catalogue and pages only."""

_ACTIVE_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition"}
)
_UNASKED_ACTIONS = _ACTIVE_ACTIONS | {"/URI"}
"""Without anybody's click an address that is opened is active, too; a link to be clicked is none."""
_MAX_ANNOTATIONS = 200


@dataclass
class Structure:
    """Findings of qpdf about one file.

    Attributes:
        pdf: The opened file; None where qpdf cannot open it.
        pages: Page total, None where it cannot be told.
        problems: Words for the parent: ``encrypted``, ``active``, ``embedded``, ``signed``, ``dynamic-form``,
            ``warned``.
    """

    pdf: pikepdf.Pdf | None
    pages: int | None
    problems: list[str] = field(default_factory=list)


def examine(content: bytes) -> Structure:
    """Open the file with qpdf and list what is remarkable; never raises for a bad file."""
    try:
        pdf = pikepdf.open(io.BytesIO(content), suppress_warnings=True)
    except pikepdf.PasswordError:
        return Structure(None, None, ["encrypted"])
    except Exception:
        return Structure(None, None)
    try:
        pages = len(pdf.pages)
    except Exception:
        return Structure(None, None)
    structure = Structure(pdf, pages)
    try:
        structure.problems.extend(_remarkable(pdf))
    except Exception:
        structure.problems.append("warned")
    if pdf.get_warnings():
        structure.problems.append("warned")
    return structure


def repaired(pdf: pikepdf.Pdf) -> bytes:
    """Return the file as qpdf writes it anew."""
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def _remarkable(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    form = root.get("/AcroForm")
    names = root.get("/Names")
    if _is_dynamic(root, form):
        yield "dynamic-form"
    if _is_active(pdf, root, names, form):
        yield "active"
    if (isinstance(names, pikepdf.Dictionary) and "/EmbeddedFiles" in names) or "/Collection" in root or _has_file(pdf):
        yield "embedded"
    if isinstance(form, pikepdf.Dictionary) and _has_signature(form.get("/Fields"), 0):
        yield "signed"


def _is_dynamic(root: Any, form: Any) -> bool:
    # A dynamic form draws its pages from the XFA part; the PDF pages hold a "please wait" text at best.
    if bool(root.get("/NeedsRendering", False)):
        return True
    if not isinstance(form, pikepdf.Dictionary) or "/XFA" not in form:
        return False
    fields = form.get("/Fields")
    return not (isinstance(fields, pikepdf.Array) and len(fields))


def _is_active(pdf: pikepdf.Pdf, root: Any, names: Any, form: Any) -> bool:
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        return True
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        return True
    if "/AA" in root:
        return True
    if len(pdf.objects) > MAX_OBJECTS:
        return any("/AA" in page.obj for page in pdf.pages)
    return any(_acts(item) for item in pdf.objects)


def _acts(item: Any) -> bool:
    if not isinstance(item, pikepdf.Dictionary):
        return False
    if _is_action(item) or str(item.get("/Subtype", "")) in {"/RichMedia", "/Movie", "/3D"}:
        return True
    extra = item.get("/AA")
    unasked = [item.get("/OpenAction"), *(extra.values() if isinstance(extra, pikepdf.Dictionary) else ())]
    return _is_action(item.get("/A")) or any(_is_action(action, _UNASKED_ACTIONS) for action in unasked)


def _is_action(item: Any, kinds: Set[str] = _ACTIVE_ACTIONS) -> bool:
    return isinstance(item, pikepdf.Dictionary) and ("/JS" in item or str(item.get("/S", "")) in kinds)


def _has_file(pdf: pikepdf.Pdf) -> bool:
    for page in list(pdf.pages)[:_MAX_ANNOTATIONS]:
        for annotation in _annotations(page.obj):
            if str(annotation.get("/Subtype", "")) == "/FileAttachment":
                return True
    return False


def _has_signature(fields: Any, depth: int) -> bool:
    if not isinstance(fields, pikepdf.Array) or depth > 4:
        return False
    for entry in list(fields)[:_MAX_ANNOTATIONS]:
        if not isinstance(entry, pikepdf.Dictionary):
            continue
        if str(entry.get("/FT", "")) == "/Sig" and "/V" in entry:
            return True
        if _has_signature(entry.get("/Kids"), depth + 1):
            return True
    return False


def content_size(pdf: pikepdf.Pdf, index: int) -> int:
    """Return the stored bytes of a page's content streams."""
    contents = pdf.pages[index].obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return sum(len(stream.read_raw_bytes()) for stream in streams if isinstance(stream, pikepdf.Stream))


def user_unit(pdf: pikepdf.Pdf, index: int) -> float:
    """Return how many points a unit of the page is (ISO 32000-1, 14.10.2): 1 unless the page says otherwise.

    Neither pdfium nor pdfplumber looks at it.
    """
    unit = float(pdf.pages[index].obj.get("/UserUnit", 1.0))
    return unit if 0.01 < unit < 1000 else 1.0


def page_stamps(pdf: pikepdf.Pdf, index: int) -> list[dict[str, Any]]:
    """Return stamps and visible signature widgets of one page: kind, box in PDF coordinates, picture digest."""
    found = []
    for annotation in _annotations(pdf.pages[index].obj):
        kind = _stamp_kind(annotation)
        box = annotation.get("/Rect")
        if kind is None or not isinstance(box, pikepdf.Array) or len(box) != 4 or "/AP" not in annotation:
            continue
        x0, y0, x1, y1 = (float(value) for value in box)
        if abs(x1 - x0) < 1 or abs(y1 - y0) < 1:
            continue
        rectangle = [min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)]
        found.append({"kind": kind, "box": rectangle, "digest": _appearance_digest(annotation)})
    return found


def _annotations(page: Any) -> list[pikepdf.Dictionary]:
    entries = page.get("/Annots")
    if not isinstance(entries, pikepdf.Array):
        return []
    return [entry for entry in list(entries)[:_MAX_ANNOTATIONS] if isinstance(entry, pikepdf.Dictionary)]


def _stamp_kind(annotation: pikepdf.Dictionary) -> str | None:
    flags = int(annotation.get("/F", 0))
    if flags & 0b100010:  # hidden or not shown on screen (ISO 32000-1, table 165)
        return None
    subtype = str(annotation.get("/Subtype", ""))
    if subtype == "/Stamp":
        return "stamp"
    parent = annotation.get("/Parent")
    kind = annotation.get("/FT", parent.get("/FT", "") if isinstance(parent, pikepdf.Dictionary) else "")
    signed = "/V" in annotation or (isinstance(parent, pikepdf.Dictionary) and "/V" in parent)
    return "signature" if subtype == "/Widget" and str(kind) == "/Sig" and signed else None


def _appearance_digest(annotation: pikepdf.Dictionary) -> str | None:
    """Digest of the pictures in the appearance, or of the drawing itself where it holds none."""
    shown = annotation.AP.get("/N")
    if not isinstance(shown, pikepdf.Stream):
        return None
    digest = hashlib.sha256()
    pictures = list(_pictures(shown, 0))
    for stream in pictures or [shown]:
        digest.update(stream.read_raw_bytes())
    return digest.hexdigest()


def _pictures(form: pikepdf.Stream, depth: int) -> Iterator[pikepdf.Stream]:
    resources = form.get("/Resources")
    objects = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(objects, pikepdf.Dictionary) or depth > 3:
        return
    for entry in list(objects.values())[:20]:
        if not isinstance(entry, pikepdf.Stream):
            continue
        if str(entry.get("/Subtype", "")) == "/Image":
            yield entry
        else:
            yield from _pictures(entry, depth + 1)
