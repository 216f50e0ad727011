"""Labels of the console's fields: what a refused form tells to look at, as it stands on the page."""

from __future__ import annotations

from collections.abc import Iterable

TYPED = {
    "reason": "理由", "note": "理由", "other": "理由", "into": "并入哪一件", "to": "移到哪一件", "pages": "第几页",
    "page": "第几页", "unit": "单位全称", "received_at": "收到时间", "received_on": "收到日", "text": "内容",
    "person": "与谁通话", "telephone": "号码", "result": "结果", "sentence": "写给申请单位的一句",
    "value": "看到的内容", "first": "起始日", "last": "截止日", "headcount": "人数", "tracking_no": "运单号",
    "right_office": "应向何机关申请", "resume_when": "恢复办理的条件", "document_no": "决定文号",
    "permit_no": "证照编号", "valid_from": "有效期自", "valid_to": "有效期至", "pickup": "领取方式和批次",
    "bring": "携带或者准备的材料", "promise": "承诺事项", "visit_at": "时间", "visit_place": "地点",
    "visitors": "核查人员", "duration": "预计用时",
}  # fmt: skip
"""Fields that an officer writes in, by name."""

_PICKED = {
    "item": "事项", "material": "材料", "code": "哪一类", "scan": "扫描件", "files": "文件", "finding": "哪一条",
    "answer": "回答", "officer": "工作人员", "case": "办件", "deputy": "谁代班", "absent": "谁不在", "q": "搜索的内容",
    "day": "收到日",
}  # fmt: skip
_LABELS = {**TYPED, **_PICKED}


def to_check(names: Iterable[object]) -> str:
    """Return what to look at before a form is sent again; fields without a label are not named.

    Args:
        names: Names of the fields that were refused, and of what they lie in.
    """
    labels = dict.fromkeys(_LABELS[str(name)] for name in names if str(name) in _LABELS)
    return f"请检查“{'、'.join(labels)}”后重试" if labels else "请检查填写的内容后重试"
