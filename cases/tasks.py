"""Kinds of officers' tasks; a case has each once a round."""

from __future__ import annotations

from enum import StrEnum


class TaskKind(StrEnum):
    """What an officer has to do for a case, beside what its flags say."""

    NOTICE_ALARM_3 = "notice-alarm-3"            # 答复期限将至，第三日
    NOTICE_ALARM_4 = "notice-alarm-4"            # 答复期限将至，第四日，负责人督办
    NOTICE_LATE = "notice-late"                  # 答复期限已过
    DEEMED = "deemed-accepted"                   # 逾期未告知，视为受理
    GUIDED_UNANSWERED = "guided-unanswered"      # 渠道指引后无来信
    SUPPLEMENT_OVERDUE = "supplement-overdue"    # 补正超期
    TOLERANCE_OVERDUE = "tolerance-overdue"      # 容缺材料超期
    DECISION_DUE = "decision-due"                # 决定期限将至
    CLEAR_DECISION_DUE = "clear-decision-due"    # 事实清楚的决定期限将至
    DECISION_OVERDUE = "decision-overdue"        # 决定期限已过
    DELIVERY_DUE = "delivery-due"                # 送达期限将至
    DELIVERY_OVERDUE = "delivery-overdue"        # 送达期限已过
    PUBLICATION_DUE = "publication-due"          # 公示期限将至
    PUBLICATION_OVERDUE = "publication-overdue"  # 公示期限已过
    TELEPHONE_SENDER = "telephone-sender"        # 电话告知申请单位
    TELEPHONE_REMINDER = "telephone-reminder"    # 电话提醒申请单位
    DEBTS_CLEARED = "debts-cleared"              # 容缺材料已补齐
    READ_REPLY = "read-reply"                    # 阅看来信
    WITHDRAWAL_ASKED = "withdrawal-asked"        # 申请单位要求撤回
    REMIND_SENDER = "remind-sender"              # 提醒申请单位补正
    SEAL_NEEDED = "seal-needed"                  # 文书待用印
    LETTER_FAILED = "letter-failed"              # 信件未送达
    MAIL_LOOP = "mail-loop"                      # 来信疑为自动回复，不再回信
    LETTERS_HELD = "letters-held"                # 一日内自动回信已满，其余暂缓
    READING_FAILED = "reading-failed"            # 自动识别未成功
