"""An OFD file as findings: it goes to an officer, with its pages and signatures told (ruling 9).

No library draws OFD well enough to judge a page by (seals are lost), so nothing of it is read.
"""

from __future__ import annotations

from cases.errors import SandboxFailed
from cases.finding import Finding, Severity
from cases.finding_codes import find
from sandbox.limits import Limits
from sandbox.ofd import description_request, is_ofd
from sandbox.process import Child, ChildDied, SandboxUnavailable

_HOW_TO = "请用OFD阅读器或WPS打开后“另存为PDF”，一并发送；将转人工核对。"


def describe_ofd(content: bytes, limits: Limits) -> list[Finding]:
    """Return what is to be said of an OFD file; nothing for any other file.

    Raises:
        SandboxFailed: The process could not be started.
    """
    if not is_ofd(content):
        return []
    pages, signatures = _counts(content, limits)
    many = f"（共{pages}页）" if pages else ""
    message = f"文件为OFD版式{many}，不能自动审阅，{_HOW_TO}"
    found = [find("file-type-refused", message, severity=Severity.REVIEW)]  # an officer may take it as it is
    if signatures:
        message = f"OFD文件{many}带有{signatures}个电子签名或签章（国密），本系统无法验证，签名有效性未作验证。"
        found.append(find("signature-present-unverified", message))
    return found


def _counts(content: bytes, limits: Limits) -> tuple[int, int]:
    try:
        with Child(description_request(), content, limits) as child:
            header, _ = next(child.messages(limits.file_seconds))
    except SandboxUnavailable as error:
        raise SandboxFailed(reason=str(error)) from error
    except (ChildDied, StopIteration):
        return 0, 0
    return header["pages"] or 0, header["signatures"] or 0
