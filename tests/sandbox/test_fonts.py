"""A PDF that names a Chinese font and does not hold it, on a machine that has none."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

ROOT = Path(__file__).parents[2]
DARK = """
import sys
sys.path.insert(0, {root!r})
from sandbox.fonts import let_pdfium_find_fonts
let_pdfium_find_fonts({folders!r})
import pypdfium2
page = pypdfium2.PdfDocument(sys.stdin.buffer.read())[0]
print(int((page.render(scale=2).to_numpy() < 128).all(axis=2).sum()))
"""

SANDBOX = """
import io, sys
from pathlib import Path
from PIL import Image
from cases.submission import FileKind
from ocr.file.document import render_page
from sandbox.limits import Limits
png = render_page(Path(sys.argv[1]).read_bytes(), FileKind.PDF, 1, Limits(), 144)
print(sum(Image.open(io.BytesIO(png)).convert("L").histogram()[:128]))
"""


def _pdf(text: str) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    page = canvas.Canvas(stream)
    page.setFont("STSong-Light", 16)
    page.drawString(72, 700, text)
    page.save()
    return stream.getvalue()


def _dark_pixels(folders: tuple[str, ...]) -> int:
    code = DARK.format(root=str(ROOT), folders=folders)
    done = subprocess.run(
        [sys.executable, "-c", code], input=_pdf("北京华兴劳务有限公司申请书"), capture_output=True, check=True
    )
    return int(done.stdout)


def test_text_is_drawn_where_the_machine_has_no_font(tmp_path: Path) -> None:
    assert _dark_pixels((str(tmp_path),)) > 1000


def test_sandbox_draws_it_with_the_font_folders_of_the_machine_hidden(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(_pdf("北京华兴劳务有限公司申请书"))
    hide = "for one in /usr/share/fonts /usr/local/share/fonts; do [ ! -d $one ] || mount -t tmpfs none $one; done"
    alone = ["unshare", "-rm", "sh", "-c", f'({hide}) && exec "$@"', "sh"]
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], capture_output=True).returncode:
        pytest.skip("no mount namespace here")
    done = subprocess.run(
        [*alone, sys.executable, "-c", SANDBOX, str(tmp_path / "a.pdf")], capture_output=True, check=True, cwd=ROOT
    )
    assert int(done.stdout) > 1000
