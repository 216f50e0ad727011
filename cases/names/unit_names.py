"""Names of units in what senders write: where one begins and ends, and what only looks like one.

A whole name ends as units end (:mod:`cases.names.unit_endings`). Two companies counted (两家公司), the office
that is written to, a sentence, a person and a document are no names of applicants.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cases.names.unit_endings import FORM, PLACES, WHOLE, ends_everyday, is_placed
from cases.plain_text import half_brackets

_END = re.compile(rf"(?:{WHOLE}|Co\.?(?:,? ?Ltd\.?)?|Ltd\.?|Inc\.?|GmbH|Limited)")
_SUFFIX = re.compile(
    rf"{FORM}|\((?:[^()]{{0,8}}(?:合伙|分公司|分店|独资|集团|筹)|(?:{PLACES})[^()]{{0,6}}|有限|股份)\)"
)
_LEAD = re.compile(
    r"(?:.*(?:[:：,，。;；!！?？、+|~—–]|(?<![A-Za-z.])[-_.·\s]|[-_.·\s](?![A-Za-z])|关于|兹有|现有|现将|报送|提交|查收"
    r"|您好|你好|附件[为是]|[这那里边头]是|我们?是|(?:我们?|本)?(?:单位|公司|企业|机构|司)(?:[是为叫]|系(?![统列])|即(?![墨时食刻]))|(?:我司|我公司|我单位|本公司|本单位)\(|附上|我单位|我公司|我司|本公司|本单位|(?:单位|企业|公司|机构)?(?:全称|名称|名字)[是为系叫]?|申请单位|受托|委托|代表(?=.{4})|转发|回复|答复))?"
    rf"(?:补正|补充|更正|修改后?|重新|复件|副本|材料|资料|盖章|签章|扫描件?|转|受|[致为由系代和与及是叫即](?=(?:{PLACES}))|是(?=[^()]{{2,4}}[省市区县])|\([^()]*\)(?!$)"
    rf"|\d{{4,}}[年月日\d]*|\d{{1,3}}(?=(?:{PLACES}))|[①-⑳]|第[一二三四五六七八九十\d]+[批次份])*",
    re.DOTALL,
)
_BESIDE = re.compile(rf"[和与及、](?=(?:{PLACES}))")
_LEADING_PLACE = re.compile(rf"\((?:{PLACES})[^()]{{0,4}}\)")
_COUNTED = re.compile(
    r"(?:[一二两三四五六七八九十几多数各\d]+(?:家|个|所)?|我们?|本|贵|该|此|某|全部|所有|以下|下列|上述|其他|新|原|子|总|分|母|用人)*"
    r"(?:股份|有限|责任|集团|劳务|派遣|科技)*(?:公司|集团|厂|中心|店)"
)
_SENTENCE = re.compile(
    r"关于|申请|报送|提交|办理|请|您|你|我们|我公司|我司|我单位|谢谢|附件|补缴|退费|吗|怎么|如何|什么|是否|不定时|综合工时|综合计算"
    r"|[,，。;；!！?？:：]"
)
_BETWEEN = re.compile(
    r"^(?:工会|职工|员工|股东|董事|监事|党|人力|财务|法定|营业|章程|[和与及代])|变更|注销|延续|备案|认定|退费|申报|登记|参保|裁减|裁员|的|、"
    rf"|[和与及](?:{PLACES})"
)
_STAFF = "共享|人力资源|人力|人事|行政|财务|薪酬|福利|社保|劳资|法务|合规|综合|员工|后勤|采购|事务|HR|SSC"
_WORK = "运营|客户|业务|结算|信息|数据|技术|研发|营销|市场|组织发展|招聘|培训|服务|管理"
"""What departments are named after: what every unit has people for, and work that gives units their names as well."""
_DEPARTMENT = rf"(?:{_STAFF}|{_WORK}|[和与及&])+(?:中心|处|部)"
_NO_NAME = re.compile(rf"(?:Co|Ltd|Inc|GmbH|Limited|[.,\s])+|{_DEPARTMENT}")
"""The end of an English name, and a department as it stands in signatures."""
_WITH_DEPARTMENT = re.compile(rf"(?:公司|集团|厂|事务所)(?=.*(?:{_STAFF})){_DEPARTMENT}$")
"""A department of a unit, as signatures and letterheads write it behind the unit's name."""
_OFFICE = re.compile(
    r"(?:社会?保险?|社保|医疗?保险?|医保|失业保险|养老保险)(?:基金|事业|事务|事业基金)?(?:管理|经办|服务|结算)*(?:中心|局|所|处)$"
    r"|(?:人力资源(?:和|与|及)?社会保障|人社|劳动和社会保障|劳动监察|劳动人事争议|税务|市场监督管理|公安|民政|医疗保障|行政审批|政务服务"
    r"(?:管理)?)(?:分局|总局|局|厅|部|所|大队|支队|院|委员会|中心|大厅)$|劳动能力鉴定(?:委员会|中心)$|公积金(?:管理)?中心$"
    r"|劳动服务管理中心$|就业服务(?:管理)?中心$|人民政府$"
)
_SERVES = re.compile(
    r"银行|信用社|(?:医院|卫生院|卫生站|学校|大学|学院|[中小]学|派出所|鉴定所|公证处|(?:会计师|审计师|律师|税务师)事务所)"
    r"(?:\([^()]*\))?$|(?:会计师|审计师|律师|税务师)事务所有限(?:责任)?公司$"
)
_SHORTEST = 4
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Cut:
    """A unit's name within a text, and what stands before and after it."""

    before: str
    unit: str
    after: str


def is_unit(text: str) -> bool:
    """Tell whether a text is the whole name of one unit that may apply, and nothing else."""
    text = half_brackets(text.strip())
    if any(cut.unit == text for cut in cuts(text)):
        return True
    return ends_everyday(text) and is_placed(text) and _is_name(text)


def cuts(text: str) -> list[Cut]:
    """Return the ways to take the first unit's name out of a text, the longest name first; none where there is none.

    甲有限公司上海分公司 may end at either 公司; who knows what the rest has to say picks one. Brackets come out
    half-width.
    """
    text = half_brackets(text)
    found: list[Cut] = []
    first: int | None = None
    for end in _ends(text):
        start = _start(text, end if first is None else first)
        department = first is not None and _WITH_DEPARTMENT.search(text[start:end]) is not None
        if _is_name(text[start:end]) and not department and (first is None or _goes_on(text[first:end])):
            found.append(Cut(text[:start], text[start:end], text[end:]))
            first = first or end
        elif first is not None:
            break
    return found[::-1]


def units_in(text: str) -> tuple[str, ...]:
    """Return the names of all units that a text speaks of, each once, in order."""
    found: list[str] = []
    while (ways := cuts(text)) and len(found) < 20:
        found.append(ways[0].unit)
        text = ways[0].after.lstrip(")")
    return tuple(dict.fromkeys(found))


def without_units(text: str) -> str:
    """Return a text with a gap for each unit's name: 某某社保服务公司 asks for nothing by its name."""
    rest = half_brackets(text)
    for unit in units_in(text):
        rest = rest.replace(unit, " ")
    return rest


def is_office(name: str) -> bool:
    """Tell whether a name is that of an authority that senders write to, not of one that applies."""
    return _OFFICE.search(half_brackets(name)) is not None


def serves_others(name: str) -> bool:
    """Tell a bank, hospital, school or accountant, which the papers of those who use it name as often as its own."""
    return _SERVES.search(half_brackets(name)) is not None


def begins_with_office(name: str) -> bool:
    """Tell whether a name is an authority's, or one that another unit's name was joined to."""
    name = half_brackets(name)
    ends = (match.end() for match in _END.finditer(name))
    return is_office(name) or any(is_office(name[:end]) and is_placed(name[end:]) for end in ends)


def _ends(text: str) -> Iterator[int]:
    """Every place where a name may end, brackets that belong to it included."""
    for match in _END.finditer(text):
        yield match.end()
        suffix = _SUFFIX.match(text, match.end())
        if suffix is not None:
            yield suffix.end()


def _start(text: str, end: int) -> int:
    match = _LEAD.match(text, 0, max(0, end - 1))
    start = match.end() if match is not None else 0
    beside = list(_BESIDE.finditer(text, start, end))
    start = beside[-1].end() if beside else start
    place = _LEADING_PLACE.search(text, 0, start)
    return place.start() if place is not None and place.end() == start else start


def _goes_on(between: str) -> bool:
    """Tell whether what follows a name's end still belongs to the name (上海分公司)."""
    return len(between) <= 20 and _BETWEEN.search(between) is None and "+" not in between


def _is_name(text: str) -> bool:
    none = _NO_NAME.fullmatch(text) is not None
    counted = none or (_COUNTED.fullmatch(text) is not None and not text.startswith("某某"))
    whole = _SHORTEST <= len(text) <= _LONGEST and text.count("(") == text.count(")")
    return whole and not counted and not _SENTENCE.search(text) and not is_office(text)
