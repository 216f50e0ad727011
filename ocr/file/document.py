"""A file as upright pages: opened in the sandbox, rendered one by one, with text layer, stamps and colour mode."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType

import cv2

from cases.errors import SandboxFailed
from cases.finding import Finding, Severity
from cases.submission import FileKind
from ocr.engine import DOTS_PER_INCH
from ocr.file.file_findings import finding_for, kind_refused, limit_reached
from ocr.file.ofd import describe_ofd
from ocr.file.rendered import Annotation, PlacedImage, RenderedPage, to_page
from ocr.file.signature_findings import signature_findings
from sandbox.limits import Limits
from sandbox.process import Child, ChildDied, Message, SandboxUnavailable, page_request

__all__ = ["Annotation", "Document", "Limits", "PlacedImage", "RenderedPage", "open_document", "render_page"]

_READABLE = (FileKind.PDF, FileKind.TIFF, FileKind.IMAGE)


class Document:
    """One file in its sandbox. Leaving the context ends the sandbox; pages can be iterated once.

    ``findings`` may grow while pages are read (a page that hits a limit); ask again afterwards.
    """

    def __init__(
        self,
        content: bytes,
        kind: FileKind,
        limits: Limits,
        dots_per_inch: float = DOTS_PER_INCH,
        roots: tuple[bytes, ...] = (),
    ) -> None:
        self._content = content
        self._roots = roots
        self._kind = kind
        self._limits = limits
        self._dots = dots_per_inch
        self._findings: list[Finding] = []
        self._child: Child | None = None
        self._messages: Iterator[Message] = iter(())
        self._waited = 0.0
        self._first = 1
        self._restarts = 0
        self.page_count = 0

    def __enter__(self) -> Document:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What speaks against the file or has to be told; a blocking one means that it has no pages."""
        return tuple(self._findings)

    @property
    def usable(self) -> bool:
        """False where a blocking finding stands against the file."""
        return not any(finding.severity is Severity.BLOCKING for finding in self._findings)

    def open(self, first: int = 1, last: int | None = None) -> Document:
        """Start the sandbox and learn what the file is; pages run from ``first`` to ``last``.

        Raises:
            SandboxFailed: The process could not be started.
        """
        self._first = first
        if self._kind not in _READABLE:
            self._findings += describe_ofd(self._content, self._limits) or [kind_refused()]
        elif not self._content:
            self._add(finding_for("empty"))
        else:
            try:
                self._begin(first, last)
            except ChildDied:
                self._findings.append(limit_reached())
        return self

    def close(self) -> None:
        """End the sandbox; harmless twice."""
        if self._child is not None:
            self._child.close()

    def pages(self) -> Iterator[RenderedPage]:
        """Yield every page once, in order; one that breaks the sandbox comes as unreadable, the others go on."""
        if not self.usable or self.page_count == 0:
            return
        number, fresh = self._first, True
        while number <= self.page_count:
            try:
                header, payload = next(self._messages)
            except (ChildDied, StopIteration):
                if fresh or not self._may_restart():
                    yield self._given_up(number)
                    number += 1
                if number > self.page_count or not self._restart(number):
                    break
                fresh = True
                continue
            if header.get("limit"):
                self._add(limit_reached(number))
            yield to_page(header, payload)
            number, fresh = number + 1, False
        for rest in range(number, self.page_count + 1):
            yield self._given_up(rest)

    def _restart(self, number: int) -> bool:
        if not self._may_restart():
            return False
        self._restarts += 1
        try:
            self._begin(number, None)
        except ChildDied:
            return False
        return True

    def _may_restart(self) -> bool:
        waited = self._waited + (self._child.waited if self._child else 0.0)
        return self._restarts < self._limits.restarts and waited < self._limits.file_seconds - 0.1

    def _begin(self, first: int, last: int | None) -> None:
        if self._child is not None:
            self._waited += self._child.waited
            self._child.close()
        roots = self._roots if self.page_count == 0 and last is None else None
        request = page_request(self._kind.value, float(self._dots), first, last, roots)
        try:
            self._child = Child(request, self._content, self._limits)
        except SandboxUnavailable as error:
            raise SandboxFailed(reason=str(error)) from error
        self._messages = self._child.messages(self._limits.file_seconds - self._waited)
        header, _ = next(self._messages)
        if self.page_count == 0:
            self.page_count = int(header["pages"])
            signatures = header.get("signatures", [])
            for problem in dict.fromkeys(header["problems"]):
                if problem != "signed" or not signatures:
                    self._add(finding_for(problem))
            for finding in signature_findings(signatures):
                self._add(finding)

    def _add(self, finding: Finding | None) -> None:
        if finding is not None and finding not in self._findings:
            self._findings.append(finding)

    def _given_up(self, number: int) -> RenderedPage:
        self._add(limit_reached(number))
        return to_page({"number": number, "unreadable": True}, bytearray())


def open_document(content: bytes, kind: FileKind, limits: Limits, roots: tuple[bytes, ...] = ()) -> Document:
    """Open a file in a fresh sandbox; use the answer as a context manager.

    Args:
        content: Its bytes.
        kind: What it is by its content.
        limits: Its caps.
        roots: DER certificates of the authorities whose signatures are trusted.

    Raises:
        SandboxFailed: The process could not be started. Everything wrong with the file is a finding.
    """
    return Document(content, kind, limits, roots=roots).open()


def render_page(content: bytes, kind: FileKind, page: int, limits: Limits, dots_per_inch: float) -> bytes:
    """Return one page (from 1) as PNG; a white pixel where it cannot be shown.

    Raises:
        SandboxFailed: The process could not be started.
        ValueError: The file has no such page.
    """
    with Document(content, kind, limits, dots_per_inch).open(page, page) as document:
        if not document.usable or not 1 <= page <= document.page_count:
            raise ValueError(f"no page {page}")
        rendered = next(document.pages())
    done, encoded = cv2.imencode(".png", cv2.cvtColor(rendered.bitmap, cv2.COLOR_RGB2BGR))
    if not done:
        raise ValueError(f"page {page} cannot be written")
    return encoded.tobytes()
