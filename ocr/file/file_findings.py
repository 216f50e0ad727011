"""What the sandbox says about a file, as findings with a sentence that tells the sender what to do."""

from __future__ import annotations

from cases.finding import Finding, Severity
from cases.finding_codes import find

_SENTENCES: dict[str, tuple[str, str]] = {
    "empty": ("file-empty", "文件为空（0字节），请检查原文件后重新发送。"),
    "damaged": ("file-damaged", "文件已损坏，无法打开，请重新扫描或导出为PDF后重新发送。"),
    "encrypted": ("file-encrypted", "文件设有打开密码，无法阅读，请取消密码后重新发送，密码请勿写在邮件中。"),
    "too-many-pages": ("file-too-many-pages", "文件页数超过上限，请按材料拆分为多个文件后重新发送。"),
    "dynamic-form": ("file-type-refused", "文件为动态表单（XFA），内容无法读取，请打印为普通PDF后重新发送。"),
    "limit": ("file-limit-reached", "文件过于庞大或复杂，未能全部读取，将转人工核对；建议改用200DPI扫描件重新发送。"),
    "repaired": ("file-damaged", "文件不完整，已尽量恢复，页面可能有缺失，将转人工核对；建议重新发送完整文件。"),
    "totals-differ": ("file-damaged", "文件结构异常，页数无法确定，将转人工核对；建议重新导出为PDF后发送。"),
    "active": ("file-active-content", "文件含有脚本或自动执行的动作，未予执行，仅审阅页面内容。"),
    "embedded": ("file-embedded-files", "PDF内嵌有其他文件，内嵌文件不作为材料，如属申请材料请单独作为附件发送。"),
    "signed": ("signature-present-unverified", "文件带有电子签名，签名有效性未作验证。"),
}
"""Code and sentence by the sandbox's word."""

_READABLE = frozenset({"repaired", "totals-differ"})
"""Damage in spite of which pages could be read: whether any is lacking an officer has to see."""


def finding_for(problem: str) -> Finding | None:
    """Return the finding for a word of the sandbox, None where it is for the log only."""
    if problem not in _SENTENCES:
        return None
    code, message = _SENTENCES[problem]
    return find(code, message, severity=Severity.REVIEW if problem in _READABLE else None)


def limit_reached(page: int | None = None) -> Finding:
    """Return the finding for a file, or a page of it (from 1 within the file), that went beyond a limit."""
    if page is None:
        return find(*_SENTENCES["limit"])
    message = f"文件第{page}页过于庞大或复杂，未能读取，请将该页改用200DPI扫描后重新发送，将转人工核对。"
    return find("file-limit-reached", message)


def kind_refused() -> Finding:
    """Return the finding for a file of a kind that has no pages."""
    return find("file-type-refused", "文件类型无法受理，请转换为PDF后重新发送。")
