"""Cleaning of names: the first five steps of domain d2, and what counts as the same name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header

from cases.finding import Finding
from cases.finding_codes import find
from cases.names.unit_endings import ends_everyday, ends_whole
from cases.plain_text import HAN, fold_signs, half_brackets, name_as_written, settled
from cases.submission import FileKind

WEAK_SEPARATORS = "-_ 、,.·|~—–"
"""Signs that senders use in place of the required ``+``."""

_FULL_WIDTH = str.maketrans("()", "（）")
_ILLEGAL = re.compile(r'[<>:"/\\|?*+]')
_CJK = rf"\u3007{HAN}（）()"
_SPACES_IN_CHINESE = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")
_DRIVE = re.compile(r"^[A-Za-z]:(?=.)")
_EXTENSION = re.compile(
    r"\s*[.。]\s*(pdf|tiff?|jpe?g|png|bmp|gif|webp|heic|zip|rar|7z|docx?|wps|rtf|txt|xlsx?|et|pptx?|ofd|eml|msg"
    r"|exe|com|bat|cmd|scr|js|vbs|lnk|html?|mht|tmp)\s*$",
    re.IGNORECASE,
)
_EXECUTABLE = frozenset(("exe", "com", "bat", "cmd", "scr", "js", "vbs", "lnk"))
_EXTENSIONS_OF = {
    FileKind.PDF: {"pdf"}, FileKind.TIFF: {"tif", "tiff"}, FileKind.IMAGE: {"jpg", "jpeg", "png"},
    FileKind.ARCHIVE: {"zip"}, FileKind.MESSAGE: {"eml"},
}
_READABLE = frozenset().union(*_EXTENSIONS_OF.values())
_DATE = r"(?:19|20)\d{2}(?:\d{4}|[-._年]\d{1,2}(?:[-._月]\d{1,2}日?|月)?|年)"
_NOISE_BEFORE = re.compile(
    rf"^(?:(?:fwd?|re|转发|回复|答复|主题)\s*[:：]\s*|转发|回复|关于|复件|附件\s*(?:\d{{1,2}}(?!\d)|[一二三四五六七八九十])?\s*[:：、.]?"
    rf"|{_DATE}(?!\d)|[{re.escape(WEAK_SEPARATORS)}]+|\(\d{{1,3}}\))",
    re.IGNORECASE,
)
_NOISE_AFTER = re.compile(
    rf"(?:(?:的|之)?申请材料|申报材料|的申请|材料|关于|扫描件|扫描版|扫描|最终版|最终|终版|终稿|定稿|副本|盖章版|已盖章|盖章|签字版|电子版"
    rf"|修改版|新版|v\d+(?:\.\d+)*|(?<!\d){_DATE}|\(?SL\d{{8}}-\d{{1,6}}\)?|\(\s*(?:\d{{1,3}}|副本)?\s*\)|[{re.escape(WEAK_SEPARATORS)}]+)$",
    re.IGNORECASE,
)
_NOISE_AFTER_PART = re.compile(
    rf"(?:扫描件|扫描版|最终版|终版|终稿|定稿|盖章版|已盖章|签字版|电子版|修改版|新版|v\d+(?:\.\d+)*|\(\s*\d{{0,3}}\s*\)"
    rf"|[{re.escape(WEAK_SEPARATORS)}]+)$",
    re.IGNORECASE,
)
_NOISE_AFTER_UNIT = re.compile(rf"(?:关于|扫描件|\(\s*\d{{0,3}}\s*\)|[{re.escape(WEAK_SEPARATORS)}]+)$")
_PLACEHOLDERS = frozenset(("待核单位", "待核业务"))
_NOT_A_UNIT = re.compile(
    r"(?:新建|未命名|无标题|扫描件?|文档|文件夹?|图片|照片|传真|附件|材料|scan|img|image|doc|document|file|fax|untitled|新)*[\W\d_]*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class CleanedName:
    """A name after cleaning: its stem, its last extension and what was done."""

    stem: str
    extension: str = ""
    findings: list[Finding] = field(default_factory=list)
    before: str = ""

    def note(self, message: str) -> None:
        """Keep that a step changed the name."""
        self.findings.append(find("name-normalised", message))

    def spelt_unit(self, unit: str | None) -> bool:
        """Whether the unit stands otherwise in the received name than it is kept."""
        return unit is not None and not self.findings and unit not in self.before


def clean_name(name: str, kind: FileKind | None, names_item: Callable[[str], bool]) -> CleanedName:
    """Clean a file name in the order of domain d2, steps 1 to 5.

    Args:
        name: As received.
        kind: What the content is, where known.
        names_item: Tells whether a text surely names a business item: a slash between two items
            means "or", any other slash belongs to a path.
    """
    text = _decoded(name)
    cleaned = CleanedName(text, before=text)
    if text != name:
        cleaned.note("文件名的编码已转换。")
    folded = fold_signs(text)
    if folded.translate(_FULL_WIDTH) != text.translate(_FULL_WIDTH):
        cleaned.note("文件名中的全角字符或不可见字符已规范。")
    cleaned.stem = _last_part(folded, names_item)
    if cleaned.stem != folded:
        cleaned.note("文件名中的路径或多余空格已去除。")
    _strip_extension(cleaned, kind)
    if (text := _stripped(cleaned.stem, _NOISE_BEFORE)) != cleaned.stem:
        cleaned.note("文件名前的“转发”“附件”、日期等字样已去除。")
        cleaned.stem = text
    if cleaned.stem.count("+") < 2 and (text := _stripped(cleaned.stem, _NOISE_AFTER)) != cleaned.stem:
        cleaned.note("文件名后的“扫描件”“副本”、日期、序号等字样已去除。")
        cleaned.stem = text
    return cleaned


def same_name(one: str, two: str) -> bool:
    """Tell whether two unit names are equal character by character once folded (design §5.1)."""
    return name_as_written(one) == name_as_written(two)


def looks_like_unit(text: str) -> bool:
    """Tell whether a text ends like the name of an enterprise or institution."""
    text = half_brackets(clean_unit(text))
    ends = re.sub(r"\([^()]*\)$", "", text)
    return len(text) >= 3 and (ends_whole(ends) or ends_everyday(ends))


def clean_unit(text: str) -> str:
    """Return a unit's name as it is kept: full-width brackets, no noise, legal in file names.

    Empty where nothing is left that could be a name.
    """
    text = settled(_ILLEGAL.sub("", half_brackets(text)), _clean_unit_once)
    if _NOT_A_UNIT.fullmatch(text) or text in _PLACEHOLDERS:
        return ""
    return text.translate(_FULL_WIDTH)


def clean_piece(text: str) -> str:
    """Return a part's name without noise, legal in file names; empty where nothing is left."""
    text = settled(_ILLEGAL.sub("", half_brackets(text)), _clean_piece_once)
    if not without_noise(text) or text in _PLACEHOLDERS:
        return ""
    return text.translate(_FULL_WIDTH)


def without_noise(text: str) -> str:
    """Strip noise words, dates, copy numbers and separators from both ends."""
    return _stripped(_stripped(text.strip(), _NOISE_AFTER), _NOISE_BEFORE)


def decode_bytes(raw: bytes) -> str:
    """Decode a raw file name: UTF-8 where it is valid, else the reading with most Chinese characters."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        readings = [raw.decode(charset, "replace") for charset in ("gb18030", "big5", "utf-8")]
        return max(readings, key=lambda text: (text.count("\ufffd") == 0, len(re.findall(r"[\u4e00-\u9fff]", text))))


def _decoded(name: str) -> str:
    """Undo what a mail program left undecoded: raw bytes as surrogates, RFC 2047 words."""
    if any("\udc80" <= sign <= "\udcff" for sign in name):
        try:
            name = decode_bytes(name.encode("utf-8", "surrogateescape"))
        except UnicodeEncodeError:
            return name
    if "=?" in name and "?=" in name:
        try:
            pieces = decode_header(name)
            return "".join(
                piece if isinstance(piece, str) else piece.decode(charset or "utf-8", "replace")
                for piece, charset in pieces
            )
        except (HeaderParseError, LookupError, ValueError):
            return name
    return name


def _last_part(text: str, names_item: Callable[[str], bool]) -> str:
    parts = [part for part in re.split(r"[/\\]", _DRIVE.sub("", text)) if part.strip(" .")]
    if not parts:
        return ""
    kept = parts[-1]
    for part in reversed(parts[:-1]):
        first = _EXTENSION.sub("", kept.split("/")[0])
        if not (names_item(first) and names_item(part.rsplit("+", 1)[-1])):
            break
        kept = f"{part}/{kept}"
    return re.sub(r"\s+", " ", kept).strip()


def _strip_extension(cleaned: CleanedName, kind: FileKind | None) -> None:
    stem, found = cleaned.stem.rstrip(" ."), []
    while (match := _EXTENSION.search(stem)) and match.start() > 0:
        found.append(match[1].lower())
        stem = stem[: match.start()].rstrip(" .")
    plain = stem + (f".{found[0]}" if found else "")
    if plain != cleaned.stem:
        cleaned.note("文件扩展名已规范。")
    elif not found and kind is FileKind.PDF:
        cleaned.note("文件名缺少扩展名，已补为“.pdf”。")
    cleaned.stem, cleaned.extension = stem, found[0] if found else ""
    right = _EXTENSIONS_OF.get(kind) if kind is not None else None
    wrong = bool(found) and (found[0] not in right if right else kind is FileKind.OTHER and found[0] in _READABLE)
    if wrong or _EXECUTABLE.intersection(found):
        message = f"文件扩展名“.{found[0]}”与文件内容不符或不被接受，请以 PDF 格式提交。"
        cleaned.findings.append(find("file-extension-mismatch", message))


def _clean_unit_once(text: str) -> str:
    text = _SPACES_IN_CHINESE.sub("", re.sub(r"\s+", " ", text).strip())
    text = _stripped(_EXTENSION.sub("", text), _NOISE_BEFORE)
    if text.startswith("(") and text.find(")") == len(text) - 1:
        text = text[1:-1]
    return _stripped(text, _NOISE_AFTER_UNIT)


def _clean_piece_once(text: str) -> str:
    text = _EXTENSION.sub("", re.sub(r"\s+", "", text))
    return _stripped(_stripped(text, _NOISE_AFTER_PART), _NOISE_BEFORE)


def _stripped(text: str, pattern: re.Pattern[str]) -> str:
    before = ""
    while before != text:
        before, text = text, pattern.sub("", text).strip()
    return text
