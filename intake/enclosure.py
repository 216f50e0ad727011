"""Does a mail speak of a file that is not there? Who only asks, thanks or announces has forgotten none."""

from __future__ import annotations

import re

from cases.names.unit_names import units_in

_ENCLOSED = re.compile(
    r"[见随]附件?|附件(?:中|里|内|[是为]|如下|请|已|所|\d|[一二三四五])|附上|附后|附有|附送|附寄|请查[收阅]|请审[核阅批查]|(?:现|兹)将?[^。\n]{0,20}(?:报送|提交|上报|呈报|发送)"
    r"|(?:材料|资料|文件|扫描件|照片|表格?)(?:已|都|均)?(?:发送|发过去|发给|上传|在附)|发送(?:材料|资料|文件)|attach|enclosed",
    re.IGNORECASE,
)
_NAMED = re.compile(r"附件|(?:报送|申报|申请|提交|补正|补充)(?:的)?(?:材料|资料)")
_ASKS = re.compile(r"[?？]|请问|咨询|怎么|如何|哪些|什么|是否|[吗呢]")
_LATER = re.compile(r"(?:下周|稍后|明天|近日|随后|之后|改日|过几天|马上)[^。\n]{0,12}(?:寄|发|提交|报送|补)")
_FEW = 12
"""Characters up to which a text beside a telling subject says nothing of its own."""


def speaks_of_enclosure(subject: str, words: str) -> bool:
    """Tell whether a mail says that files come with it.

    Args:
        subject: Its subject; one that is a file's name (单位名称+业务名称) alone stands for a file.
        words: What the sender wrote himself.
    """
    text = f"{subject}\n{words}"
    if _LATER.search(text):
        return False
    if _ENCLOSED.search(text):
        return True
    if _ASKS.search(text):
        return False
    short = len(re.sub(r"\s", "", words)) <= _FEW
    return bool(_NAMED.search(text)) or (short and bool(units_in(subject)))
