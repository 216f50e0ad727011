"""The two-dimensional code of a case number, as dark and light modules. The only home of zxing-cpp."""

from __future__ import annotations

import numpy as np
import zxingcpp

from cases.errors import RequestInvalid

LONGEST = 64
"""Characters of a code on a label; a case number has 17."""


def qr_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of a QR code (ISO/IEC 18004, error correction Q), True for dark, without the quiet zone.

    Raises:
        RequestInvalid: The text is empty, too long or not plain ASCII, so a hand scanner could misread it.
    """
    if not text or len(text) > LONGEST or not text.isascii() or not text.isprintable():
        raise RequestInvalid(reason="编号不能制作成条码：应为不超过64个字符的字母、数字和符号")
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    picture = np.asarray(code.to_image(scale=1, add_quiet_zones=False))
    return tuple(tuple(bool(sign == 0) for sign in row) for row in picture)
