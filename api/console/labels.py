"""Labels of the console's fields: what a refused form tells to look at, as it stands on the page."""

from __future__ import annotations

from collections.abc import Iterable

_LABELS = {
    "reason": "理由", "note": "理由", "other": "理由", "into": "并入哪一件", "to": "移到哪一件", "files": "文件",
    "pages": "第几页", "page": "第几页", "unit": "单位全称", "item": "事项", "received_at": "收到时间",
    "received_on": "收到日", "text": "内容", "person": "与谁通话", "telephone": "号码", "result": "结果",
    "sentence": "写给申请单位的一句", "material": "材料", "code": "哪一类", "value": "看到的内容", "scan": "扫描件",
    "finding": "哪一条", "answer": "回答", "officer": "工作人员", "case": "办件", "first": "起始日", "last": "截止日",
    "deputy": "谁代班", "absent": "谁不在", "q": "搜索的内容", "day": "收到日", "headcount": "人数",
}  # fmt: skip


def to_check(names: Iterable[object]) -> str:
    """Return what to look at before a form is sent again; fields without a label are not named.

    Args:
        names: Names of the fields that were refused, and of what they lie in.
    """
    labels = dict.fromkeys(_LABELS[str(name)] for name in names if str(name) in _LABELS)
    return f"请检查“{'、'.join(labels)}”后重试" if labels else "请检查填写的内容后重试"
