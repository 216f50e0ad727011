"""The words of a mail: text of HTML, pictures pasted into it, and links that stand for files."""

from __future__ import annotations

import base64
import html
import re

from intake.quotation import MARK

_UNSEEN_START = re.compile(r"<(script|style|head|title)\b|<!--", re.IGNORECASE)
_LINE_END = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)
_TAG = re.compile(r"<[/!?A-Za-z][^<>]{0,5000}>")
_LINK = re.compile(r"href\s{0,9}=\s{0,9}[\"']?([^\"'\s>]{1,2000})", re.IGNORECASE)
_QUOTED_PART = re.compile(
    r"<(?:blockquote|includetail)\b[^<>]{0,2000}>"
    r"|<(?:div|table|hr|section)\b[^<>]{0,2000}(?:gmail_quote|isReplyContent|divRplyFwdMsg|appendonsend|OutlookMessageHeader"
    r"|ntes-mailmaster-quote|messageReplySection|moz-cite-prefix|yahoo_quoted|foxmail_quote|qqmail_?quote)[^<>]{0,2000}>",
    re.IGNORECASE,
)
"""Where the mail programs of Gmail, QQ, Outlook, NetEase, Apple, Mozilla and Foxmail put what they quote."""
_DATA_PICTURE = re.compile(
    r"data:image/(png|jpe?g|pjpeg)\s{0,9};\s{0,9}base64\s{0,9},\s{0,9}([A-Za-z0-9+/=\s%]{16,})", re.IGNORECASE
)
_FILE_LINKS = re.compile(
    r"(?:wx\.)?mail\.qq\.com/(?:ftn/download|cgi-bin/ftnExs_download)|mail\.163\.com/large-attachment-download"
    r"|\bu\.163\.com/|dashi\.163\.com/html/cloud-attachment-download"
    r"|mail\.(?:126|yeah)\.(?:com|net)/large-attachment-download"
    r"|pan\.baidu\.com/(?:s/|share/)|share\.weiyun\.com/|www\.(?:aliyundrive|alipan)\.com/s/|cloud\.189\.cn/t/"
    r"|caiyun\.139\.com/|(?:www\.)?123pan\.com/s/|lanzou[a-z]\.com/|(?:cowtransfer|wetransfer)\.com/"
    r"|从(?:QQ|网易\S{0,6})邮箱发来的超大附件",
    re.IGNORECASE,
)


def text_of_html(source: str) -> str:
    """Return what a reader sees of an HTML text, with the targets of its links."""
    source = _QUOTED_PART.sub(f"<br>{MARK}<br>", _without_unseen(source), count=1)
    links = [html.unescape(link) for link in _LINK.findall(source)]
    lines = html.unescape(_TAG.sub("", _LINE_END.sub("\n", source))).replace("\xa0", " ").splitlines()
    return "\n".join(
        [*(line.strip() for line in lines if line.strip()), *(link for link in links if link.startswith("http"))]
    )


def _without_unseen(source: str) -> str:
    """Cut out scripts, styles and comments, in one pass: a search for each missing end would take quadratic time."""
    seen, position = [], 0
    while found := _UNSEEN_START.search(source, position):
        seen.append(source[position : found.start()])
        end = re.compile(f"</{found[1]}\\s{{0,9}}>" if found[1] else "-->", re.IGNORECASE).search(source, found.end())
        if end is None:
            return " ".join(seen)
        position = end.end()
    return " ".join([*seen, source[position:]])


def pictures_in(source: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Take pages out that were pasted into an HTML text; return the text without them, and kind and bytes of each."""
    found = [(match[1].lower(), _unpacked(match[2])) for match in _DATA_PICTURE.finditer(source)]
    return _DATA_PICTURE.sub("", source), [(kind, content) for kind, content in found if content]


def _unpacked(packed: str) -> bytes:
    try:
        return base64.b64decode(re.sub(r"\s|%0[AD]", "", packed) + "==")
    except ValueError:
        return b""


def has_file_link(body: str) -> bool:
    """Tell whether a link in the text stands for a file: QQ and NetEase's large attachments, net disks."""
    return _FILE_LINKS.search(body) is not None
