"""What an OFD file (GB/T 33190) is: its pages and signatures are counted, nothing is drawn. Counting is the child's."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.etree import ElementTree

from sandbox.limits import Limits
from sandbox.protocol import write_message

MAX_MEMBERS = 20_000
MAX_XML = 4 * 1024 * 1024
MAX_DOCUMENTS = 20
"""Documents in one container; the standard allows several, no producer seen writes more than one."""


class NotReadable(Exception):
    """The container or one of its lists does not follow the standard."""


def serve_description(content: bytes, limits: Limits, answers: BinaryIO) -> None:
    """Send one ``ofd`` message: pages and signatures, both None where the file does not tell."""
    try:
        pages, signatures = _count(content, limits)
    except (NotReadable, ElementTree.ParseError, zipfile.BadZipFile, OSError, ValueError, NotImplementedError,
            RuntimeError, KeyError):  # fmt: skip
        write_message(answers, {"type": "ofd", "pages": None, "signatures": None})
    else:
        write_message(answers, {"type": "ofd", "pages": pages, "signatures": signatures})


def _count(content: bytes, limits: Limits) -> tuple[int, int]:
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        if len(container.infolist()) > MAX_MEMBERS:
            raise NotReadable
        pages = signatures = 0
        bodies = list(_elements(_read(container, "OFD.xml"), "DocBody"))
        for body in bodies[:MAX_DOCUMENTS]:
            root = _text(body, "DocRoot")
            pages += len(list(_elements(_read(container, root), "Page")))
            if listed := _text(body, "Signatures"):
                signatures += len(list(_elements(_read(container, listed), "Signature")))
        return min(pages, limits.pages + 1), signatures


def _read(container: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """Return one XML file of the container; entities are refused, they have no place in OFD."""
    with container.open(posixpath.normpath(name).lstrip("/")) as stream:
        data = stream.read(MAX_XML + 1)
    if len(data) > MAX_XML or b"<!" in data.replace(b"<!--", b"").replace(b"<![CDATA[", b""):
        raise NotReadable
    return ElementTree.fromstring(data)


def _elements(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Yield elements by local name: producers differ in prefix and namespace."""
    return (one for one in root.iter() if one.tag.rpartition("}")[2] == name)


def _text(body: ElementTree.Element, name: str) -> str:
    return next(((one.text or "").strip() for one in _elements(body, name)), "")


def is_ofd(content: bytes) -> bool:
    """Tell whether a file is an OFD container by the names that stand in clear at both ends of a ZIP."""
    return content.startswith(b"PK\x03\x04") and b"OFD.xml" in content[:4096] + content[-65536:]


def description_request() -> dict[str, Any]:
    """Return the request for what an OFD file is."""
    return {"action": "ofd"}
