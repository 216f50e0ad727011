"""Bytes of Chinese mail to text: labels that lie, labels nobody knows, and no label at all."""

from __future__ import annotations

import codecs
import re

_CHINESE_LABEL = re.compile(r"gb|cp936|ms936|windows936|eucgb|euccn|chinese|hz", re.IGNORECASE)
_HZ_SHIFT = b"~{"
_NO_CHARSETS = {"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
"""Text encodings of Python that no mail may name; punycode takes quadratic time."""
_UNLABELLED = {"", "ascii", "us-ascii", "unknown-8bit", "x-unknown", "default_charset", "8bit", "binary"}
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")


def decode_labelled(data: bytes, label: str) -> str:
    """Decode by the label, or by :func:`decode_unlabelled` where the label is unknown or plainly wrong."""
    name = label.strip().strip("\"'").partition("*")[0].lower()
    if name in _UNLABELLED:
        return decode_unlabelled(data)
    if _CHINESE_LABEL.search(name):
        # gb2312 and gbk are labels for what is gb18030 in truth: 镕, 珺 and € lie outside the smaller sets
        return decode_hz(data) if _HZ_SHIFT in data and "hz" in name else decode_chinese(data)
    try:
        codec = codecs.lookup(name)
        if codec.name in _NO_CHARSETS or not codec._is_text_encoding:
            return decode_unlabelled(data)
        return data.decode(codec.name)
    except (LookupError, ValueError, UnicodeError):
        return decode_unlabelled(data)


def decode_hz(data: bytes) -> str:
    """Decode seven-bit HZ."""
    try:
        return data.decode("hz")
    except UnicodeError:
        return decode_unlabelled(data)


def decode_chinese(data: bytes) -> str:
    """Decode what is labelled as a Chinese national set; UTF-8 under such a label is recognised."""
    utf8 = _strictly(data, "utf-8")
    if utf8 is not None and _HAN.search(utf8):
        return utf8
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return decode_unlabelled(data)


def decode_unlabelled(data: bytes) -> str:
    """Decode bytes without a label: UTF-8, GB18030 or Big5, whichever they look like; never fails.

    UTF-8 first, by its strict test: most Chinese UTF-8 is also valid GB18030 (管理 as 绠＄悊), while GBK is
    hardly ever valid UTF-8. Where UTF-8 gives no Chinese character but GB2312 does, it was GBK (short names).
    """
    utf8, gb18030, big5 = (_strictly(data, charset) for charset in ("utf-8", "gb18030", "big5"))
    if utf8 is not None and (utf8.isascii() or _HAN.search(utf8) or not _is_common(data, "gb2312")):
        return utf8
    if gb18030 is not None and _is_common(data, "gb2312"):
        return gb18030
    if big5 is not None and _is_common_big5(data):
        return big5
    return gb18030 if gb18030 is not None else big5 if big5 is not None else data.decode("utf-8", "replace")


def _strictly(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except UnicodeDecodeError:
        return None


def _is_common(data: bytes, charset: str) -> bool:
    text = _strictly(data, charset)
    return text is not None and _HAN.search(text) is not None


def _is_common_big5(data: bytes) -> bool:
    """Tell whether all double bytes are symbols or frequent characters of Big5 (lead bytes A1 to C6)."""
    pairs = re.findall(rb"[\x80-\xff].", data, re.DOTALL)
    return bool(pairs) and all(0xA1 <= pair[0] <= 0xC6 for pair in pairs)
