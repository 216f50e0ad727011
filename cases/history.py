"""History of a case: the lines of its record as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from cases.lifecycle import Event


class AuditEvent(StrEnum):
    """What a line of the record tells beside the moves (:class:`cases.lifecycle.Event`)."""

    RECEIVE = "receive"                        # 收件，开立办件
    SEPARATED = "separated"                    # 一件来件中的另一项申请，分立办件
    JOINED = "joined"                          # 另一办件并入本件
    FILE_DISCARDED = "file-discarded"          # 文件作废
    FILE_RESTORED = "file-restored"            # 恢复作废的文件
    FILES_MOVED = "files-moved"                # 文件移至另一办件
    PAGES_MOVED = "pages-moved"                # 页面移至另一办件
    UNMASKED = "unmasked"                      # 查看未遮盖的页面
    ORIGINAL_TAKEN = "original-taken"          # 下载原件
    ASSIGN = "assign"                          # 分派
    NOTE = "note"                              # 备注
    TASK_DONE = "task-done"                    # 完成待办
    CALL = "call"                              # 电话记录
    LEAVING = "leaving"                        # 准予发出，尚可撤回
    RECALLED = "recalled"                      # 撤回未发出的文书
    NOT_LEFT = "not-left"                      # 情况有变，文书未发出
    PROPOSED = "proposed"                      # 提请复核
    APPROVED = "approved"                      # 复核同意
    RETURNED = "returned"                      # 复核退回
    LEASE_ASKED = "lease-asked"                # 请对方让出
    LETTER_EDITED = "letter-edited"            # 修改文书
    STAND_IN = "stand-in"                      # 代班
    LETTER_WRITTEN = "letter-written"          # 写成信件
    LETTER_RELEASED = "letter-released"        # 放行信件
    HELD_SENT = "held-sent"                    # 暂缓的信件一并放行
    LETTER_SENT = "letter-sent"                # 信件发出
    LETTER_FAILED = "letter-failed"            # 信件未发出
    LETTER_BOUNCED = "letter-bounced"          # 信件退回
    DEBTS_ENTERED = "debts-entered"            # 登记容缺
    DEBTS_MATERIAL = "debts-material"          # 收到容缺材料
    DEBTS_CALLED_IN = "debts-called-in"        # 通知提交容缺材料
    DEBTS_OVERDUE = "debts-overdue"            # 容缺超期
    DEBTS_CLEARED = "debts-cleared"            # 容缺补齐
    DEBTS_WAIVED = "debts-waived"              # 容缺免除
    REMINDED = "reminded"                      # 提醒申请单位
    REROUTED = "rerouted"                      # 转由另一邮箱办理
    REPLIED = "replied"                        # 申请单位来信，没有新材料
    COURIER_NUMBER = "courier-number"          # 来信告知快递单号
    PAPER_COMPARED = "paper-compared"          # 纸质材料比对
    AUDITED = "audited"                        # 稽核
    ANCHOR_SET = "anchor-set"                  # 设置锚点日期
    CONTACTS_IMPORTED = "contacts-imported"    # 更新联系电话
    WHITELIST_IMPORTED = "whitelist-imported"  # 更新企业名单
    DAILY_REPORT = "daily-report"              # 日报
    ANSWERED = "answered"                      # 回答问题
    CORRECTED = "corrected"                    # 更正
    RULING_WITHDRAWN = "ruling-withdrawn"      # 撤回回答或更正
    ERASED = "erased"                          # 到期或应本人请求删除
    EXPORT = "export"                          # 导出报表
    USER_ADDED = "user-added"                  # 新增用户
    USER_DISABLED = "user-disabled"            # 停用用户
    USER_ENABLED = "user-enabled"              # 恢复用户
    LOGIN = "login"                            # 登录
    LOGIN_LOCKED = "login-locked"              # 登录失败次数过多
    LOGOUT = "logout"                          # 退出或结束登录
    PASSWORD_SET = "password-set"              # 设置密码
    SECOND_FACTOR_SET = "second-factor-set"    # 设置动态口令
    SECOND_FACTOR_RESET = "second-factor-reset"  # 清除动态口令，须重新设置
    TOKEN_MADE = "token-made"                  # 新建令牌
    TOKEN_REVOKED = "token-revoked"            # 撤销令牌


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line that is to be written; ``detail`` holds ids, codes and an officer's note.

    Attributes:
        case_id: None for a line that is about no case.
        actor: Name of an officer, or ``system``.
        before, after: States of the case, of a line that moves it.
    """

    case_id: str | None
    at: datetime
    actor: str
    event: Event | AuditEvent
    before: str | None = None
    after: str | None = None
    detail: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """One line of the record; ``actor`` is an officer's name or ``system``."""

    serial: int
    at: datetime
    actor: str
    event: str
    before: str | None
    after: str | None
    detail: dict[str, object]
