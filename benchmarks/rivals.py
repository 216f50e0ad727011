"""The programs that are measured beside ours: stock PaddleOCR, Tesseract, OCRmyPDF.

Tesseract and OCRmyPDF are programs of the machine (Debian: tesseract-ocr-chi-sim, ocrmypdf); one that is not there
is left out and named.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from ocr.engine import Bitmap
from ocr.engines.models import find_models
from ocr.engines.paddle import stock_pipeline

Reader = Callable[[Bitmap], str]
"""Reads a page, lines in the order in which the program itself gives them."""

LANGUAGE = "chi_sim"


class Stock:
    """``PaddleOCR(engine="onnxruntime")`` with its constructor defaults, on our models.

    Its three models for turned and warped pages are off, since they do not come with the package: with them it
    would take longer.
    """

    def __init__(self, folder: Path) -> None:
        """Load it; ``folder`` takes the model folders that it wants."""
        self._pipeline: Any = stock_pipeline(find_models(), folder)

    def __call__(self, page: Bitmap) -> str:
        """Return the text of a page."""
        result = self._pipeline.predict(np.ascontiguousarray(page[:, :, ::-1]))[0]
        return "\n".join(result["rec_texts"])


def has_tesseract() -> bool:
    """Tell whether Tesseract and its Chinese data are there."""
    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return LANGUAGE in listed.stdout.split()


def tesseract(page: Bitmap) -> str:
    """Return the text of a page that ``tesseract -l chi_sim`` reads at 200 dpi."""
    picture = io.BytesIO()
    Image.fromarray(page).save(picture, "PPM")
    command = ["tesseract", "stdin", "stdout", "-l", LANGUAGE, "--dpi", "200"]
    done = subprocess.run(command, input=picture.getvalue(), capture_output=True, check=True)
    return done.stdout.decode()


def has_ocrmypdf() -> bool:
    """Tell whether OCRmyPDF and what it needs are there."""
    return shutil.which("ocrmypdf") is not None and has_tesseract()


def ocrmypdf(content: bytes) -> list[str]:
    """Return the text of every page that ``ocrmypdf --jobs 2 -l chi_sim --force-ocr`` reads of a PDF."""
    with tempfile.TemporaryDirectory() as folder:
        source, target, text = (Path(folder, name) for name in ("in.pdf", "out.pdf", "out.txt"))
        source.write_bytes(content)
        command = ["ocrmypdf", "--jobs", "2", "-l", LANGUAGE, "--force-ocr", "--quiet", "--sidecar", text]
        subprocess.run([*map(str, command), str(source), str(target)], capture_output=True, check=True)
        return text.read_text("utf-8").split("\f")


def missing(names: Sequence[str]) -> str:
    """Return the sentence that says what could not be measured."""
    return f"本机没有{'、'.join(names)}，未测量。"
