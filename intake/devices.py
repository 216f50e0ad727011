"""Mail that an office copier, scanner or fax machine wrote by itself, told by what their makers put into it.

Each maker's defaults leave signs: the device's software in ``X-Mailer`` or the MIME boundary, a serial name as sender
(``RNP002673A1B2C3``, ``BRN30055C1D2E3F``), a subject (``Message from KM_C258``, 扫描到邮件), sentences in the text
(``This E-mail was sent from "RNP…"``, 请勿回复本邮件), the name of the scan (``SKM_C258….pdf``). Software speaks for
itself; of the others several must come together, because a firm passes such a scan on from a person's mailbox, with
some of them left. Who writes of himself, greets, or answers and forwards is a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cases.names.unit_names import units_in
from intake.header import Letter, addresses, raw_field, raw_fields, text_field

_ENOUGH = 2
"""Signs that make a device where its software does not name itself; the name of a scan alone counts for none."""

_MAKERS = (
    r"konica|minolta|bizhub|ineo\b|ricoh|aficio|lanier|savin|nashua|infotec|canon|imagerunner|imageclass|ir-?adv"
    r"|kyocera|taskalfa|ecosys|sharp|xerox|workcentre|versalink|altalink|colorqube|apeos|docucentre|docuprint"
    r"|fuji ?film|toshiba|e-?studio|brother|epson|workforce|lexmark|samsung|\boki\b|pantum|laserjet|officejet"
    r"|pagewide|scanjet|hp digital send|deli\b|得力|奔图|理光|佳能|京瓷|夏普|施乐|东芝|兄弟|爱普生|柯尼卡|美能达|惠普"
)
_DEVICES = (
    r"scan(?:ner|2e?mail|-?to-?e?mail|s)?|copier|photocopier|mf[pcd]|multi-?function|(?:net)?printer|print|i?-?fax|efax"
)
_DEVICES_IN_CHINESE = "扫描仪|复印机|复合机|一体机|打印机|传真机"
_SERIALS = (
    r"\b(?:RNP|BR[NW]|NPI|XRX|SEC|ET|EPSON|LXK|KMBT|KM|MX|FX|HP|DEV)[-_]?(?=[0-9A-F]*\d)[0-9A-F]{6,12}\b"
    r"|\b(?:SKM|KMBT?|KM)_[A-Z]?\d{3}|\bMFP[-_ ]?\d\w*"
    r"|\b(?:DCP|MFC|HL|MX|BP|AR|MP|IM|SP|iR)[- ]?[A-Z]{0,2}\d{3,5}[A-Z]*\b"
)


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_SOFTWARE = _any_of(
    _MAKERS, r"\bmf[pcd]\b", r"scan(?:ner)?[ _-]?(?:to|2)[ _-]?e?-?mail", r"internet[ _-]?fax", r"digital sender",
)
_OWN_BOUNDARY = _any_of(
    "konica|minolta|ricoh|dc_bound|canon_|_mfp_|xerox|kyocera|sharp_|toshiba|internet_fax",
)
_MAILBOX = re.compile(
    rf"^(?:[a-z0-9]{{1,12}}[._-])?(?:(?:{_DEVICES})(?:[._-]?\d{{1,8}}|[._-][a-z0-9]{{1,12}}){{0,3}}"
    rf"|(?:{_MAKERS})[._-]?\d{{0,6}}[a-z]?)@",
    re.IGNORECASE,
)
_NAME = _any_of(
    _SERIALS, _MAKERS, _DEVICES_IN_CHINESE,
    r"^\W*(?:mf[pcd]|copier|scanner|printer|fax)\b", r"\b(?:scanner|copier)\W*$",
)
_SUBJECT = _any_of(
    r"^\W*(?:message|mail|image|data|scan(?:ned)?(?: \w+)?|document|fax) (?:from|by) .",
    r"^\W*scan(?:ned)? (?:data|image|document|file|to)", r"^\W*(?:an? )?(?:attached|scanned) (?:image|document|file)",
    r"^\W*(?:send data from|image data)", r"^\W*e-?mail from .{0,20}(?:scan|copier|printer|mfp)",
    r"^\W*扫描(?:数据|到(?:电子)?邮件|至(?:电子)?邮件|发送|文件|文档|图像)\W*\d*$",
    rf"^\W*(?:来自|从).{{0,40}}(?:扫描|传真|{_MAKERS}|{_SERIALS})", rf"^\W*(?:{_MAKERS}).{{0,30}}(?:scan|扫描|传真)",
    rf"^\W*(?:{_SERIALS})",
)
_TEXT = _any_of(
    r"this e-?mail was sent (?:from|by) [\"“]", r"queries to\s*:", r"reply to this (?:address|e-?mail|message)",
    r"do not reply", r"scan date\s*:", r"(?:device|machine|printer) (?:name|model|location|serial)",
    r"number of (?:images|pages)\s*:", r"attachment file type", r"please open the attached (?:document|file)",
    r"(?:scanned|sent) (?:\w+ ){0,4}(?:using|from|by) an? [^\n]{0,40}(?:scanner|copier|printer|multifunction|mfp)",
    r"(?:resolution|分辨率)\s*[:：]\s*\d+", r"勿(?:直接)?回[复信]", r"不要回复(?:本|此)邮件",
    r"设备(?:名称|型号|位置|序列号)", r"扫描(?:日期|时间)\s*[:：]", r"附件文件类型",
    rf"(?:由|从|来自|通过)[^\n。]{{0,24}}(?:{_DEVICES_IN_CHINESE}|设备)[^\n。]{{0,10}}(?:发送|发出|扫描|生成)",
    r"请打开附件(?:文档|查看扫描|中的扫描)", r"附件[为是]扫描的?(?:图像|文档|文件)",
)
_SCAN = re.compile(
    rf"^(?:{_SERIALS}|skm_?|kmbt_?|scan(?:ned)?[-_ ]?\w*\d|doc\d{{6,}}|img[-_]?\d{{6,}}|ccf\d{{6,}}"
    r"|\d{12,20}(?:[-_]\d{1,6})?\.)",
    re.IGNORECASE,
)
_PERSON = _any_of(
    "您好|你好|老师|领导|敬礼|此致|谢谢|感谢|麻烦|辛苦|祝好|请问|报送|申请|联系人|补正|补充材料",
    "[我本](?:们|公司|单位|司|院|店|人)", r"\bdear\b", r"\bregards\b",
)
_PASSED_ON = re.compile(r"^\W*(?:re|fwd?|aw|wg|回复|答复|转发|轉寄|回覆)\s*[:：]", re.IGNORECASE)
_MAIL_PROGRAM = _any_of(
    "outlook|foxmail|qqmail|coremail|thunderbird|webmail|apple mail|iphone|ipad|android|mail master|richmail|alimail",
    "exchange|lotus|notes|gmail|mozilla|the bat|becky|dreammail|wechat|微信|网易|roundcube|zimbra|winmail|u-?mail",
)


def is_device(message: Letter, words: str, names: Sequence[str]) -> bool:
    """Tell whether a device wrote a mail by itself.

    Args:
        message: Its header.
        words: Its text.
        names: Names of its files.
    """
    program = _program(message)
    if _MAIL_PROGRAM.search(program) or _is_answer(message):
        return False
    if _SOFTWARE.search(program) or _OWN_BOUNDARY.search(_boundary(message)):
        return True
    signs = _signs(message, words)
    return not _PERSON.search(words) and signs > 0 and signs + _are_scans(names) >= _ENOUGH


def _program(message: Letter) -> str:
    return " ".join(text_field(message, name) for name in ("X-Mailer", "User-Agent"))


def _boundary(message: Letter) -> str:
    return raw_field(message, "Content-Type").partition(b"boundary")[2].decode("ascii", "replace")


def _is_answer(message: Letter) -> bool:
    fields = (raw_field(message, name) for name in ("In-Reply-To", "References"))
    return any(fields) or _PASSED_ON.match(text_field(message, "Subject")) is not None


def _signs(message: Letter, words: str) -> int:
    """Count what speaks of a device: its mailbox, its name, its subject and its sentences."""
    found = [pair for field in raw_fields(message, "From") for pair in addresses(field)]
    return sum((
        any(_MAILBOX.match(address) for _, address in found),
        any(_NAME.search(name) and not units_in(name) for name, _ in found),  # 佳能（中国）有限公司 is no copier
        _SUBJECT.search(text_field(message, "Subject")) is not None, _TEXT.search(words) is not None,
    ))


def _are_scans(names: Sequence[str]) -> bool:
    """Tell whether all files are named as devices name scans."""
    return bool(names) and all(_SCAN.match(name) for name in names)
