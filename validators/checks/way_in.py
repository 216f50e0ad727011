"""Channel and time of filing: online-only, deferred, another mailbox, outside the window.

Source: contract §4 Outcome; 附件3 一 (mailboxes), 附件5 二（二）3 (window); domain f22, f32.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cases.finding import Clause, Finding, Severity
from catalogue.clauses import Rule
from catalogue.model import Channel, Mode
from validators.finding import find
from validators.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what stands against this way in or this day."""
    item = subject.item
    if item.online_only:
        where = f"“{item.online}”" if item.online else "网上服务平台"
        entry = f"（入口：{item.entry}）" if item.entry else ""
        message = f"“{item.name}”仅限网上办理，请登录{where}{entry}提交申请。"
        yield find(subject, "item-online-only", message, clause=Clause(item.clause))
    if item.no_application:
        message = f"“{item.name}”无需申请。"
        yield find(subject, "item-nothing-to-file", message, clause=Clause(item.clause))
    if item.mode is Mode.DEFERRED:
        until = f"{item.deferred_until}，届时另行通知。" if item.deferred_until else "恢复办理后另行通知。"
        message = f"“{item.name}”目前延后办理，已登记留存，{until}"
        yield find(subject, "item-deferred", message, clause=Clause(item.clause))
    yield from _channel(subject)
    yield from _window(subject)


def _channel(subject: Subject) -> Iterator[Finding]:
    """Yield that the material came another way; what one mailbox of an office has, the office has.

    A fax is refused only where a text names the ways in and it is none of them.
    """
    item, channel = subject.item, subject.channel
    if channel is None or item.online_only or item.no_application or channel.code == item.channel:
        return
    clause = subject.clause(Rule.CHANNEL)
    if channel.kind == "fax" and not item.fax_ok and (clause.confirmed or _is_by_post(subject.own_channel)):
        message = f"“{item.name}”不接收传真件，请与申请单位联系，改以彩色扫描的PDF发送。"
        yield replace(find(subject, "item-wrong-channel", message, clause=clause), severity=Severity.REVIEW)
    elif channel.group in ("", "any", item.group):
        return
    elif _is_ours(channel, subject.own_channel):
        message = f"“{item.name}”不由来件邮箱受理，已转由本机关负责该事项的邮箱处理，收件时间和编号不变。"
        yield find(subject, "item-wrong-channel", message, clause=clause)
    else:
        message = f"“{item.name}”由其他机关的渠道受理，请核对后转交，并告知申请单位。"
        yield replace(find(subject, "item-wrong-channel", message, clause=clause), severity=Severity.REVIEW)


def _is_ours(channel: Channel, own: Channel | None) -> bool:
    """Tell whether the way in and the item's own belong to one office."""
    return own is None or not channel.office or not own.office or channel.office == own.office


def _is_by_post(own: Channel | None) -> bool:
    """Tell an item whose originals or copies are sent by post, as its own clause says."""
    return own is not None and own.kind == "post"


def _window(subject: Subject) -> Iterator[Finding]:
    item, day = subject.item, subject.received_on
    early = item.window_from is not None and day < item.window_from
    late = item.window_to is not None and day > item.window_to
    if early or late:
        span = f"{item.window_from or ''}至{item.window_to or ''}"
        message = f"收到日期{day.isoformat()}不在“{item.name}”的受理时间（{span}）内，已转人工核对。"
        yield find(subject, "item-outside-window", message, clause=Clause(item.clause))
