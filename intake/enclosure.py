"""Does a mail speak of a file that is not there? Who asks, thanks, announces or withdraws has forgotten none.

What was handed in before (3月12日提交的申请) is no file of this mail.
"""

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
_POSTED = re.compile(
    r"(?:已|今日|昨日|刚)[^。\n]{0,12}(?:寄出|邮寄|快递|寄送)|(?:EMS|顺丰|快递|邮政)[^。\n]{0,8}寄|运单号|快递单号",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"保密|机密|免责|病毒|错收|误收|(?:本|此|该)(?:电子)?邮件(?:及|和|与|以及|连同)(?:其|所)?(?:任何|所有|全部)?附件"
    r"|confidential|disclaimer|virus|intended (?:only )?for|this e-?mail and",
    re.IGNORECASE,
)
"""Words of the notice that corporate mail programs put below every mail: 本邮件及其附件含有保密信息."""

_BEFORE = re.compile(
    r"(?:\d{1,2}[日号]|昨[天日]|前天|上周|上个?月|上次|前次|之前|此前|日前|早前|前[几些]天|已经?)[^。，,\n]{0,14}"
    r"(?:提交|报送|申报|申请|递交|上传|邮寄|发送|发|寄|交)(?:过去?|出)?[的了][^。，,\n]{0,30}?(?:材料|资料|文件|申请|登记|业务|件|表)"
)
_WITHDRAWS = re.compile(
    r"撤回|(?:撤销|取消)(?:本次|该|此)?(?:申请|申报)|不(?:再|需要?|用)?办理?了"
)
_NAMES_FILE = re.compile(r"附件|附上|附后|见附|随附|attach|enclosed", re.IGNORECASE)

_FEW = 12
"""Characters up to which a text beside a telling subject says nothing of its own."""


def speaks_of_enclosure(subject: str, words: str) -> bool:
    """Tell whether a mail says that files come with it.

    Args:
        subject: Its subject; one that is a file's name (单位名称+业务名称) alone stands for a file.
        words: What the sender wrote himself.
    """
    words = "\n".join(line for line in words.splitlines() if not _NOTICE.search(line))
    text = f"{subject}\n{words}"
    if _WITHDRAWS.search(text) and not _NAMES_FILE.search(text):
        return False
    text = _BEFORE.sub("", text)
    if _LATER.search(text) or (_POSTED.search(text) and "附件" not in text):
        return False
    if _ENCLOSED.search(text):
        return True
    if _ASKS.search(text):
        return False
    short = len(re.sub(r"\s", "", words)) <= _FEW
    return bool(_NAMED.search(text)) or (short and bool(units_in(subject)))
