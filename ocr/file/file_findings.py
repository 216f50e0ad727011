"""What the sandbox says about a file, as findings with a sentence that tells the sender what to do."""

from __future__ import annotations

from cases.finding import Finding, Severity

_Entry = tuple[str, Severity, str]

_BLOCKING: dict[str, _Entry] = {
    "empty": ("file-empty", Severity.BLOCKING, "文件为空（0字节），请检查原文件后重新发送。"),
    "damaged": ("file-damaged", Severity.BLOCKING, "文件已损坏，无法打开，请重新扫描或导出为PDF后重新发送。"),
    "encrypted": (
        "file-encrypted",
        Severity.BLOCKING,
        "文件设有打开密码，无法阅读，请取消密码后重新发送，密码请勿写在邮件中。",
    ),
    "too-many-pages": (
        "file-too-many-pages",
        Severity.BLOCKING,
        "文件页数超过上限，请按材料拆分为多个文件后重新发送。",
    ),
    "dynamic-form": (
        "file-type-refused",
        Severity.BLOCKING,
        "文件为动态表单（XFA），内容无法读取，请打印为普通PDF后重新发送。",
    ),
}

_OTHER: dict[str, _Entry] = {
    "limit": (
        "file-limit-reached",
        Severity.REVIEW,
        "文件过于庞大或复杂，未能全部读取，将转人工核对；建议改用200DPI扫描件重新发送。",
    ),
    "repaired": (
        "file-damaged",
        Severity.REVIEW,
        "文件不完整，已尽量恢复，页面可能有缺失，将转人工核对；建议重新发送完整文件。",
    ),
    "totals-differ": (
        "file-damaged",
        Severity.REVIEW,
        "文件结构异常，页数无法确定，将转人工核对；建议重新导出为PDF后发送。",
    ),
    "active": ("file-active-content", Severity.NOTICE, "文件含有脚本或自动执行的动作，未予执行，仅审阅页面内容。"),
    "embedded": (
        "file-embedded-files",
        Severity.NOTICE,
        "PDF内嵌有其他文件，内嵌文件不作为材料，如属申请材料请单独作为附件发送。",
    ),
    "signed": ("signature-present-unverified", Severity.NOTICE, "文件带有电子签名，签名有效性未作验证。"),
}

_SENTENCES = {**_BLOCKING, **_OTHER}


def finding_for(problem: str) -> Finding | None:
    """Return the finding for a word of the sandbox, None where it is for the log only."""
    if problem not in _SENTENCES:
        return None
    code, severity, message = _SENTENCES[problem]
    return Finding(code, severity, message)


def limit_reached(page: int | None = None) -> Finding:
    """Return the finding for a file, or a page of it (from 1 within the file), that went beyond a limit."""
    if page is None:
        code, severity, message = _SENTENCES["limit"]
        return Finding(code, severity, message)
    message = f"文件第{page}页过于庞大或复杂，未能读取，请将该页改用200DPI扫描后重新发送，将转人工核对。"
    return Finding("file-limit-reached", Severity.REVIEW, message)


def kind_refused() -> Finding:
    """Return the finding for a file of a kind that has no pages."""
    return Finding("file-type-refused", Severity.BLOCKING, "文件类型无法受理，请转换为PDF后重新发送。")
