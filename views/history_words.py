"""What happened to a case, each line of its record as a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cases.history import AuditEvent, AuditRecord
from cases.lifecycle import EVENT_NAMES, STATE_NAMES, Event, State

SYSTEM = "自动"
Detail = Mapping[str, Any]

_WORDS: dict[AuditEvent, Callable[[Detail], str]] = {
    AuditEvent.RECEIVE: lambda of: "收件，开立办件",
    AuditEvent.SEPARATED: lambda of: _separated(of),
    AuditEvent.JOINED: lambda of: f"{of.get('joined', '另一件')}并入本件",
    AuditEvent.FILE_DISCARDED: lambda of: f"把“{of.get('file', '')}”作废，不再审核",
    AuditEvent.FILE_RESTORED: lambda of: f"恢复“{of.get('file', '')}”",
    AuditEvent.FILES_MOVED: lambda of: _moved(of),
    AuditEvent.PAGES_MOVED: lambda of: _pages_moved(of),
    AuditEvent.UNMASKED: lambda of: f"查看第{of.get('page', '')}页未遮盖的证件号码",
    AuditEvent.ORIGINAL_TAKEN: lambda of: f"下载原件“{of.get('file', '')}”",
    AuditEvent.ERASED: lambda of: f"删除材料，只留编号和状态：{of.get('reason', '')}",
    AuditEvent.ASSIGN: lambda of: f"分派给{of['to']}" if of.get("to") else "取消分派",
    AuditEvent.NOTE: lambda of: "记事",
    AuditEvent.TASK_DONE: lambda of: "完成一项待办",
    AuditEvent.CALL: lambda of: f"与{of.get('person', '对方')}通话：{of.get('result', '')}",
    AuditEvent.LEAVING: lambda of: "准予发出文书，一分钟内可以撤回",
    AuditEvent.RECALLED: lambda of: "撤回尚未发出的文书",
    AuditEvent.NOT_LEFT: lambda of: "情况有变，文书没有发出",
    AuditEvent.PROPOSED: lambda of: "提请复核",
    AuditEvent.APPROVED: lambda of: f"复核同意{of.get('of', '')}的意见",
    AuditEvent.RETURNED: lambda of: f"复核退回{of.get('of', '')}的意见",
    AuditEvent.LEASE_ASKED: lambda of: f"请{of.get('of', '对方')}让出",
    AuditEvent.LETTER_EDITED: lambda of: "修改文书",
    AuditEvent.STAND_IN: lambda of: "登记代班",
    AuditEvent.LETTER_WRITTEN: lambda of: f"写成文书{_letter(of)}",
    AuditEvent.LETTER_RELEASED: lambda of: f"准予发出文书{_letter(of)}",
    AuditEvent.HELD_SENT: lambda of: f"发往同一邮箱、暂缓的{of.get('letters', '')}封信件一并放行",
    AuditEvent.LETTER_SENT: lambda of: f"文书已发出{_letter(of)}",
    AuditEvent.LETTER_FAILED: lambda of: f"文书没有发出{_letter(of)}",
    AuditEvent.LETTER_BOUNCED: lambda of: "文书被退回",
    AuditEvent.DEBTS_ENTERED: lambda of: "登记容缺" + _until(of),
    AuditEvent.DEBTS_MATERIAL: lambda of: "收到补交的材料",
    AuditEvent.DEBTS_CALLED_IN: lambda of: "通知提交容缺材料" + _until(of),
    AuditEvent.DEBTS_OVERDUE: lambda of: "容缺材料超期未补",
    AuditEvent.DEBTS_CLEARED: lambda of: "容缺材料补齐",
    AuditEvent.DEBTS_WAIVED: lambda of: "免除容缺材料",
    AuditEvent.REMINDED: lambda of: "提醒申请单位",
    AuditEvent.REROUTED: lambda of: "转由本事项的邮箱办理",
    AuditEvent.REPLIED: lambda of: "申请单位来信",
    AuditEvent.COURIER_NUMBER: lambda of: f"来信告知快递单号{of.get('number', '')}",
    AuditEvent.PAPER_COMPARED: lambda of: "比对纸质材料",
    AuditEvent.AUDITED: lambda of: "稽核",
    AuditEvent.ANSWERED: lambda of: f"“{of.get('question', '')}”答：{of.get('said', '')}",
    AuditEvent.CORRECTED: lambda of: f"更正{of.get('of', '')}：{of.get('said', '')}",
    AuditEvent.RULING_WITHDRAWN: lambda of: f"撤回“{of.get('of', '')}”的回答：{of.get('said', '')}",
}
"""Lines about cases; those about users, exports and dates of the office belong to no case."""


def sentence(record: AuditRecord, letters: Mapping[str, str] | None = None) -> str:
    """Return a line of the record as a sentence: who did what, what came of it, and why.

    Args:
        record: The line.
        letters: Subjects of the case's letters by id.
    """
    detail = dict(record.detail)
    who = SYSTEM if record.actor == "system" else f"{record.actor}{_away(detail)}"
    letter = (letters or {}).get(str(detail.get("letter")))
    if letter:
        detail["subject"] = letter
    return f"{who}：{_what(record, detail)}{_became(record)}{_why(detail)}"


def _what(record: AuditRecord, detail: Detail) -> str:
    if record.event in set(Event):
        return _move(Event(record.event), detail)
    if record.event in set(AuditEvent):
        words = _WORDS.get(AuditEvent(record.event))
        if words is not None:
            return words(detail)
    return record.event


def _move(event: Event, detail: Detail) -> str:
    if event is Event.MERGE:
        return f"并入{detail.get('into', '另一件')}"
    if event is Event.SUPPLEMENT and detail.get("reprocess"):
        return "重新核对"
    files = detail.get("files")
    brought = f"（{'、'.join(map(str, files))}）" if isinstance(files, list) and files else ""
    return EVENT_NAMES[event] + brought


def _became(record: AuditRecord) -> str:
    if record.after is None or record.after == record.before:
        return ""
    return f"，{STATE_NAMES[State(record.after)]}"


def _why(detail: Detail) -> str:
    note = str(detail.get("note") or "").strip()
    return f"。{note}" if note else ""


def _separated(of: Detail) -> str:
    if of.get("separated"):
        return f"另立{of['separated']}"
    return f"自{of.get('separated_from', '另一件')}分出"


def _moved(of: Detail) -> str:
    names = "、".join(f"“{name}”" for name in of.get("files", []))
    return f"把{names}移至{of['to']}" if of.get("to") else f"从{of.get('moved_from', '另一件')}移入{names}"


def _pages_moved(of: Detail) -> str:
    pages = "、".join(str(number) for number in of.get("pages", []))
    return f"把第{pages}页移至{of['to']}" if of.get("to") else f"从{of.get('moved_from', '另一件')}移入其第{pages}页"


def _away(of: Detail) -> str:
    names = of.get("stands_in_for")
    return f"（代{'、'.join(map(str, names))}）" if isinstance(names, list) and names else ""


def _letter(of: Detail) -> str:
    return f"“{of['subject']}”" if of.get("subject") else ""


def _until(of: Detail) -> str:
    return f"，{of['due']}前补齐" if of.get("due") else ""
