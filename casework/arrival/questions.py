"""Questions: what a sender asks, and whether it is about a case of his or about our business in general.

Told from the sender's own words. A question is heard wherever it stands; politeness (如有问题请致电) is none.
"""

from __future__ import annotations

import re

from cases.names.unit_names import without_units
from cases.plain_text import one_width
from intake.quotation import own_words

_SENTENCE = re.compile(r"[^。！!？?；;\n]*[。！!？?；;\n]?")
_ASKS = re.compile(
    r"[?？]|请问|想问|咨询(?!有限|服务|公司|管理|中心|集团|事务|顾问|企业|股份)|请教|多久|多长时间|什么时候|何时能?|哪天|几天|怎么|怎样|如何|能不能|能否|可否|可不可以|是否可以|行不行|有没有"
    r"|哪些|什么(?:材料|手续|条件|流程)|[吗呢么](?:[。!！?？,，]|$)|[请望](?:予以)?(?:告知|回复|答复|明确)"
)
_POLITE = re.compile(
    r"^\s*(?:如果?|若|倘|假如|有)(?:您|贵|还|对|材料)?(?:有|需|存在)?[^。！!？?；;\n]{0,12}"
    r"(?:问题|疑问|不妥|不足|需要|遗漏|错误)"
)
_COURTESY = re.compile(
    r"妥否|可否批准|当否|盼复|(?:收到|收悉|查收)(?:后|了)?(?:还|烦|麻烦)?请?(?:您|予以)?(?:回复|告知|回个|回信|确认)"
    r"|^(?:敬|还|烦|麻烦)?请(?:您|贵局|予以)?(?:回复|答复|告知)(?:一下|为盼|确认)?[。!]?$"
    r"|(?:如|若|有)[^,]{0,10}(?:缺|少|补|问题|不妥|不足|疑问|需要)[^,]{0,8}[请烦](?:您|予以|及时|随时)?(?:告知|联系|回复|通知|指出)"
    r"|您?(?:帮忙|给)?看(?:看|一下|下|得)?[^,]{0,6}(?:清楚|行不行|行吗|行么|可以吗|对不对|对吗|齐不齐|齐全?吗|够不够|合不合格)"
)
"""What people write below an application: it asks for nothing but what happens to it anyway."""
_GENERAL = re.compile(
    r"哪些材料|什么材料|需要(?:准备|提交|提供)(?:哪些|什么)|(?:怎么|怎样|如何)(?:办|申请|申报|弄|享受|缴|交|填|领)|流程|手续|政策|条件|标准"
)
_OF_A_CASE = re.compile(
    r"SL\d{8}-\d{6}|进度|进展|办到|办理情况|办理结果|审核结果|受理(?:了|结果|没)|批(?:了|下来|复)|多久|什么时候|何时|收到(?:了|没|我|吗)?|是否收到"
    r"|上次|之前|已(?:提交|报送|发送|发了|寄)|昨天|前天|日前|撤回|撤销|不办了|取消|补正|补充|更正|下周|稍后|明天|近日|随后|快递|邮寄|谢谢|感谢|催"
)
_HANDS_IN = re.compile(
    r"报送|上报|呈报|现将|兹将|请(?:予)?(?:查收|审[核批查]|受理)|扫描?好|准备好|盖好|补正|代为(?:提交|办理)|特?此?申请(?:办理|材料)|特申请"
    r"|(?:提交|发送|发来|发给)[^。！？?\n]{0,10}(?:材料|资料|文件|表)|(?:材料|资料|文件|表格?)[^。！？?\n]{0,6}(?:都|已|全|均)[^。！？?\n]{0,4}[发扫传盖]"
    r"|[见在]附件|附件[为是][^。！？?\n]{0,12}(?:申请|申报|材料|资料|表|证)"
)
"""What those write who hand material in, with a question beside it."""
_SUPPLEMENTS = re.compile(
    r"补正|补充(?!保险)|补齐|更正后?|修改后|改正|重新(?:盖章|提交|扫描|上传|报送)|补(?:盖|签|交)(?:的?材料|了?公?章|后)?(?!社|养|保|费|20)|按要求修改"
)


def asked(text: str) -> str:
    """Return the first sentence of a mail's own words that asks something, empty where none does.

    A firm's name asks nothing (某某财务咨询有限公司), nor does 妥否，请回复.
    """
    for sentence in _SENTENCE.findall(one_width(own_words(text))):
        if any(map(_asks, without_units(sentence).split(","))) and not _POLITE.match(sentence):
            return str(sentence).strip()
    return ""


def _asks(clause: str) -> bool:
    return _ASKS.search(clause) is not None and _COURTESY.search(clause.strip()) is None


def only_asks(text: str) -> bool:
    """Tell whether a mail asks and says nothing of material that it hands in."""
    return asked(text) != "" and _HANDS_IN.search(own_words(text)) is None


def asks_in_general(text: str) -> bool:
    """Tell whether a question is about what we ask of everybody: materials, conditions, the way."""
    return _GENERAL.search(own_words(text)) is not None


def speaks_of_a_case(text: str) -> bool:
    """Tell whether words are about something that was handed in: its progress, its withdrawal, thanks, what follows."""
    return _OF_A_CASE.search(own_words(text)) is not None


def says_supplement(text: str) -> bool:
    """Tell whether words call what comes with them a supplement (补正材料)."""
    return _SUPPLEMENTS.search(own_words(text)) is not None
