"""Values within running text: 拟裁减21人, 注册资本为人民币贰佰万元, 应到职工96人."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cases.names.unit_endings import is_familiar
from cases.names.unit_names import cuts
from cases.plain_text import HAN, half_brackets, plain
from cases.reading import PageReading, TextLine
from papers.fields.dates import DAY, MONTH
from papers.fields.found import BY_FORM, IN_SENTENCE, Found, Parser
from papers.fields.people import NAME

_RUNS_ON = 0.75
"""Share of the right margin that a line reaches where its sentence goes on below; a title stops short of it."""

_PERIOD = rf"{MONTH}(?:起)?(?:[至到~—-]+(?:{MONTH}|\d{{1,2}}[月且]份?))"
_PERIODS = (
    re.compile(rf"(?:补[缴交填]|退[费还])[^,。;:\d]{{0,12}}[:(]?({_PERIOD})"),
    re.compile(rf"({_PERIOD})(?:止|期间)?[,(]?共?(?:计)?\d{{1,3}}个?月"),
    re.compile(rf"(?:补[缴交]|退[费还])({MONTH})(?=的|[,。;]|共?1个月|社会保险|社保|养老)"),
)
"""What is paid later: 补缴2020年1月至2020年2月, 2019年11月—2020年1月共3个月, 补缴2020年3月的社会保险费."""

_HEAD = "(?:法定代表人|[任为是的]负责人|主要负责人)"
"""Who heads a unit; a 财务负责人 or 部门负责人 does not."""

SENTENCES: dict[str, tuple[re.Pattern[str], ...]] = {
    "capital": (re.compile(r"注册资本(?:总额)?(?:共计|共)?为(?:人民币)?([^,。;]{1,16}?[元圆])"),),
    "capital_paid": (
        re.compile(r"(?:实收资本|实收注册资本|缴纳的注册资本)(?:合计|共计)?为?(?:人民币)?([^,。;]{1,16}?[元圆])"),
    ),
    "headcount": (
        re.compile(r"(?:拟|计划|需要|共|合计|须)?裁减(?:人员|员工|职工)?(?:共计|共|总数为?|人数为?)?(\d{1,5})(?:人|名)"),
        re.compile(r"(?:共计|合计)(\d{1,5})(?:人|名)"),
        re.compile(r"以上(?:职工|员工|人员)?共(?:计)?(\d{1,5})(?:人|名)"),
    ),
    "total_staff": (
        re.compile(r"(?:现有|在册|在职|企业)?(?:职工|员工)(?:总数|总人数|人数|共)?为?(?:共)?(\d{1,6})(?:人|名)"),
    ),
    "due": (re.compile(r"应到(?:会)?(?:职工|员工|代表|职工代表|会员)?(?:人数)?:?(\d{1,5})"),),
    "attend": (re.compile(r"实到(?:会)?(?:职工|员工|代表|职工代表|会员)?(?:人数)?:?(\d{1,5})"),),
    "agree": (
        re.compile(r"(?<!不)同意:?(\d{1,5})(?:票|人|名)"),
        re.compile(r"(?:赞成|同意票|赞成票):?(\d{1,5})(?:票|人|名)?"),
        re.compile(r"(\d{1,5})(?:人|票|名)(?:表示)?(?<!不)(?:同意|赞成)"),
    ),
    "against": (re.compile(r"(?:反对|不同意)(?:票)?:?(\d{1,5})"),),
    "abstain": (re.compile(r"弃权(?:票)?:?(\d{1,5})"),),
    "explain_date": (
        re.compile(rf"({DAY})[^。]{{0,12}}(?:向|召开)[^。]{{0,16}}(?:工会|职工|员工)[^。]{{0,24}}(?:说明|听取|大会)"),
        re.compile(rf"(?:说明情况|情况说明|听取(?:工会|职工|员工)?[^。,;]{{0,8}}意见)[^。,;:]{{0,6}}[:(为于是]?({DAY})"),
    ),
    "plan_date": (
        re.compile(rf"(?:裁减|裁员|实施|解除劳动(?:合同|关系))(?:阶段|人员|工作)?(?:时间|日期)?(?:定于|为|是|于|自|:|\()?({DAY})"),
        re.compile(
            rf"(?:于|自|拟于|计划于)({DAY})(?:起)?(?![^。]{{0,8}}(?:准备|方案|动员|说明|听取|报告))[^。]{{0,8}}(?:裁减|实施|解除)"
        ),
    ),
    "from_month": _PERIODS,
    "to_month": _PERIODS,
    "months": (re.compile(r"共计?(\d{1,3})个月"),),
    "theory_years": (re.compile(r"理论(?:缴费)?(?:年限)?为?(\d{1,2})年"),),
    "actual_years": (re.compile(r"实际(?:养老)?(?:缴费)?(?:年限)?为?(\d{1,2})年"),),
    "years_in_bj": (re.compile(r"在京[^,。;:\d超不满]{0,14}(\d{1,2})年"),),
    "to": (re.compile(rf"有效期限?(?:截)?([至到止]{DAY})"),),
    "legal_rep": (
        re.compile(
            rf"^({NAME}),(?:男|女),[^。]{{0,60}}?"
            rf"(?:(?:系|为|任)(?:我|本)(?:单位|公司|厂)|在(?:我|本)(?:单位|公司|厂)[^。]{{0,16}}{_HEAD})"
        ),
        re.compile(
            rf"(?:兹证明|^)({NAME})(?:同志|先生|女士)?,?(?:现)?(?:系|为|任|在)(?:我|本)(?:单位|公司|厂)"
            rf"[^。]{{0,16}}{_HEAD}"
        ),
        re.compile(rf"[,。;]法定代表人(?:\(负责人\))?(?:为|系)?({NAME})(?=[,。;])"),
        re.compile(
            rf"(?:任命|选举|聘任|委派)({NAME})(?:同志|先生|女士)?(?:为|担任)[^。]{{0,16}}法定代表人"
        ),
    ),
    "agent": (re.compile(rf"(?:委托|授权)({NAME})(?:同志|先生|女士|[,，(（]|为|代表|作为|前往|办理)"),),
    "matter": (
        re.compile(rf"(?:办理|申请)([{HAN}、()]{{4,30}}?)(?:有关|相关|等)?(?:事宜|事项|手续|业务)"),
    ),
    "permit_no": (
        re.compile(
            r"许可证(?:编号|号)(?:为|:)?"
            rf"([{HAN}]{{0,6}}[(〔\[]?[0-9A-Z][0-9A-Z()〔〕\[\]-]{{3,25}}(?:第?\d+)?号?)"
        ),
    ),
    "report_no": (
        re.compile(rf"([{HAN}]{{1,10}}[(〔\[](?:19|20)\d{{2}}[)〕\]][{HAN}]{{0,4}}第?\d{{1,8}}号)"),
    ),
    "cert_no": (re.compile(rf"([{HAN}]?\((?:19|20)\d{{2}}\)[{HAN}]{{1,8}}不动产权第\d{{4,10}}号)"),),
    "area": (
        re.compile(r"(?:建筑面积|使用面积|租赁面积|面积)(?:共|约|为|合计)*:?(\d+(?:\.\d+)?(?:平方米|平米|㎡|m2))"),
    ),
    "hours": (re.compile(r"(?:总计|共计|合计|共|总)(\d{1,4})(?:个)?(?:课时|学时)"),),
    "auditor": (
        re.compile(rf"([{HAN}()]{{2,24}}会计师事务所(?:\((?:特殊)?普通合伙\)|有限责任公司|有限公司)?)"),
    ),
    "union_name": (re.compile(rf"([{HAN}()]{{4,40}}工会(?:联合会)?委员会)"),),
    "hospital": (re.compile(rf"([{HAN}]{{2,24}}医院)"),),
    "sex": (re.compile(r"[,，]([男女])[,，]"),),
}  # fmt: skip
"""By field; a field without sentences is read behind its labels only."""

_OURSELVES = re.compile(r"(?:我|本)(?:单位|公司|企业|厂|店|司)(?:名称|全称)?[为是系:,]?")
SPEAKS = re.compile(rf"(?:兹|现|今|有|授权|委托|由|因|特此)*{_OURSELVES.pattern}")
"""How a sentence begins that speaks of the unit itself."""

_ENTRUSTED = re.compile(r"受.{2,40}委托")
_CODE_BEHIND = re.compile(r"\(?,?统?一?社会?信?用?代[码碼玛]")
_STOPS, _TITLE = ("。", ";", ":"), 1.2
"""What ends a paragraph, and how many times as high as the line below it a title is."""

_ELSE = re.compile(r"客户|供应|职工|员工|下属|所属|子公司|关联|合作|原|与|和|向|对|在")
"""What stands between 我单位 and the name of a unit that is another's."""


def in_sentences(name: str, page: PageReading, parse: Parser) -> Iterator[Found]:
    """Yield a field's values within running text; a sentence may run over two lines."""
    patterns = SENTENCES.get(name, ())
    for line, text in two_lines(page) if patterns else ():
        for match in (match for pattern in patterns for match in pattern.finditer(text)):
            if match.start() < len(plain(line.text)) and parse(match[1]):
                yield Found(match[1], line, page.number, IN_SENTENCE)


def own_names(page: PageReading) -> Iterator[Found]:
    """Yield the names by which sentences speak of the unit itself: 我单位甲公司（统一社会信用代码：…）职工某某.

    Who speaks for another (受乙公司委托) names both. A name that begins with no place needs its code behind it, and so
    does one without 我单位, at the beginning of its paragraph.
    """
    least = 0.0  # height of a line from which the one before it is no title and goes on in it
    for line, joined in two_lines(page):
        text, own, height = half_brackets(joined), plain(line.text), line.box[3] - line.box[1]
        starts = [found.end() for found in _OURSELVES.finditer(text)] + ([0] if height < least or not least else [])
        least = 0.0 if joined == own or own.endswith(_STOPS) else height / _TITLE
        for start in () if _ENTRUSTED.search(text) else starts:
            name = _own_name(text, start) if start < len(own) else None
            if name is not None:
                yield Found(name, line, page.number, BY_FORM)


def _own_name(text: str, start: int) -> str | None:
    cut = next((one for one in cuts(text[start:]) if not one.before), None)
    if cut is None or _ELSE.match(cut.unit):
        return None
    coded = _CODE_BEHIND.match(cut.after) is not None
    return cut.unit if coded or (start > 0 and is_familiar(cut.unit)) else None


def two_lines(page: PageReading) -> Iterator[tuple[TextLine, str]]:
    """Yield every line with its plain text and, where it runs on into the line behind it, that line's."""
    margin = max((line.box[2] for line in page.lines), default=0.0)
    for at, line in enumerate(page.lines):
        following = page.lines[at + 1] if at + 1 < len(page.lines) else None
        goes_on = following is not None and (
            line.box[2] >= _RUNS_ON * margin or following.box[1] < (line.box[1] + line.box[3]) / 2
        )
        yield line, plain(line.text) + (plain(following.text) if following is not None and goes_on else "")
