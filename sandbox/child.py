"""What runs inside the sandbox process: one request on stdin, its answers on stdout, then the end.

Started as a script with ``python -I -B``. Libraries are imported only where a request needs them, since
the start is paid for every file (measured: 0.03 s Python, 0.1 s pikepdf, 0.1 s pypdfium2).
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, BinaryIO

from sandbox.confine import confine, shut_in
from sandbox.limits import Limits
from sandbox.protocol import read_message, write_message


def main(libraries: Sequence[str] = ()) -> None:
    """Serve one request, then leave without clean-up: the kernel does that best.

    Args:
        libraries: Modules to load before the request comes.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a native library prints must not get between the messages
    confinement = shut_in()
    for name in libraries:
        importlib.import_module(name)
    request = read_message(sys.stdin.buffer)
    if request is None:
        os._exit(2)
    header, content = request
    if header["action"] == "confinement":
        write_message(answers, {"type": "confinement", **asdict(confinement)})
        write_message(answers, {"type": "end"})
        os._exit(0)
    limits = Limits(**header["limits"])
    confine(limits.memory_mb, limits.cpu_seconds)
    try:
        serve(header, bytes(content), limits, answers)
        write_message(answers, {"type": "end"})
    except MemoryError:
        os._exit(3)
    except Exception as error:
        write_message(answers, {"type": "failed", "reason": f"{type(error).__name__}: {error}"[:300]})
    os._exit(0)


def serve(header: dict[str, Any], content: bytes, limits: Limits, answers: BinaryIO) -> None:
    """Answer one request: ``pages`` of a file from ``first`` on, ``glances`` at some of them, and so on."""
    match header["action"], header.get("kind"):
        case "pages", "pdf":
            from sandbox.fonts import let_pdfium_find_fonts
            from sandbox.pdf import serve_pages

            let_pdfium_find_fonts()
            serve_pages(header, content, limits, answers)
        case "pages", _:
            from sandbox.picture import serve_frames

            serve_frames(header, content, limits, answers)
        case "glances", kind:
            from sandbox.glance import serve_glances

            if kind == "pdf":
                from sandbox.fonts import let_pdfium_find_fonts

                let_pdfium_find_fonts()
            serve_glances(header, content, limits, answers)
        case "ofd", _:
            from sandbox.ofd import serve_description

            serve_description(content, limits, answers)
        case "archive", _:
            from sandbox.unpack import serve_members

            serve_members(content, limits, answers)
        case other:
            raise ValueError(f"unknown request {other}")
