"""Packages as other firms write them: other titles, running text for tables, covers, notes, cards without a title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cases.reading import PageReading
from tests.written.sheet import Block, Paper, pairs, set_page

UNIT = "北京远恒益新物流有限公司"
HEAD, AGENT = "周启明", "许雅琴"
BACK = ("中华人民共和国", "居民身份证", "签发机关 北京市公安局朝阳分局", "有效期限 2015.01.01-2035.01.01")
HEAD_NO, AGENT_NO = "110105197003120019", "110105198811230028"


Listed = tuple[Paper, str | None]
"""A paper with the document that it is."""


def _paper(document: str | None, title: str, *blocks: Block) -> Listed:
    return Paper(title, blocks), document


def card(name: str, number: str, *, back: bool = True) -> Paper:
    """A card's copy: no title, front above back."""
    front = (
        f"姓名 {name}", "性别 男 民族 汉", "出生 1970年3月12日", "住址 北京市朝阳区某街1号", f"公民身份号码 {number}",
    )  # fmt: skip
    return Paper("", (*front, *(BACK if back else ())))


def back_of_card() -> Paper:
    """The back of a card on a page of its own."""
    return Paper("", BACK)


def licence(title: str = "营业执照") -> Paper:
    """A licence, landscape as often: some scans lose its title."""
    return Paper(title, (
        "统一社会信用代码 91110105MA01ABCD2X", f"名称 {UNIT}", "类型 有限责任公司", f"法定代表人 {HEAD}",
        "注册资本 300万元",
        "成立日期 2015年03月02日", "营业期限 2015年03月02日至长期", "住所 北京市朝阳区东四环中路88号",
        "经营范围 普通货运；仓储服务。违反规定的依法吊销营业执照。", "登记机关",
    ))  # fmt: skip


HOURS = (
    _paper(None, "不定时工作制申报材料", f"单位：{UNIT}", "二〇二〇年二月"),
    _paper(
        None, "目 录", "1. 申请表", "2. 岗位情况表", "3. 申请报告", "4. 职工代表大会决议", "5. 职工签字名册",
        "6. 营业执照",
    ),
    _paper(
        "special-hours-form", "不定时工作制申请表",
        pairs("企业名称", UNIT, "法人代表", HEAD, "申请类别", "☐综合计算工时工作制 ☑不定时工作制", "职工人数", "86人"),
        pairs("岗位", "长途司机", "人数", "12人", "申请期限", "2020年3月1日至2021年2月28日", "申请理由", "工作机动"),
    ),
    _paper(
        "special-hours-form", "填表说明", "一、本表一式两份。", "二、申请类别请在方框内打勾。",
        "三、岗位和人数须与花名册一致。",
    ),
    _paper(
        "special-hours-status", "我单位实行特殊工时岗位情况表",
        (("岗位", "人数", "工时制度"), ("长途司机", "12", "不定时")),
    ),
    _paper(
        "special-hours-explanation", f"{UNIT}\n关于申请实行不定时工作制的请示", "北京市朝阳区人力资源和社会保障局：",
        "我公司长途司机岗位共12名员工，因运输任务时间不固定，工作地点分散，",
        "无法按标准工时考勤，原因在于装卸和路况均不可控。工作方式为弹性出车，每周至少休息一日。特此请示。",
    ),
    _paper(
        "staff-congress-resolution", "职工代表大会关于实行不定时工作制的决议",
        "应到代表20人，实到19人，同意19人，会议通过本决议。",
    ),
    _paper(
        "special-hours-roster", "员工签字名册", (("序号", "姓名", "岗位", "签名"), ("1", "赵甲", "长途司机", "赵甲")),
    ),
    _paper(
        "legal-representative-certificate", "法定代表人证明", f"兹证明{HEAD}同志系我公司法定代表人，任执行董事职务。",
        UNIT,
        "2020年2月20日",
    ),
    _paper(
        "authorisation-letter", "授 权 书",
        f"{UNIT}授权{AGENT}同志代表我公司前往贵局办理特殊工时审批手续，有效期至2020年4月30日。",
    ),
    (card(HEAD, HEAD_NO), "identity-card-copy"),
    (card(AGENT, AGENT_NO), "identity-card-copy"),
    (licence(""), "business-licence"),
)  # fmt: skip
"""不定时工作制, with a cover, a table of contents and notes; the licence's title is lost."""

DISPATCH = (
    _paper(
        "dispatch-application", "劳务派遣经营许可申请表",
        pairs("企业名称", UNIT, "注册资金", "300万元", "经营地址", "北京市", "法定代表人", HEAD),
    ),
    (licence(), "business-licence"),
    _paper(
        "articles-of-association", "", "第一章 总则",
        "第一条 依照公司法，由股东赵乙、钱丙共同出资设立公司，制定本章程。",
        "第二条 公司注册资本为人民币300万元，股东以货币出资。", "第三条 执行董事为公司的法定代表人。",
    ),
    _paper(
        "articles-of-association", "", "第四条 股东会由全体股东组成。",
        "第五条 经营期限二十年，被吊销营业执照的应当解散。",
    ),
    _paper(
        "capital-verification-report", "北京正源会计师事务所有限公司\n验 资 报 告",
        "我们审验了贵公司截至2015年3月10日止的实收资本，已收到全体股东缴纳的注册资本。", "中国注册会计师：孙丁",
    ),
    _paper(
        "premises-proof", "写字楼租赁合同", "出租方：北京安居物业管理有限公司", f"承租方：{UNIT}",
        "房屋坐落于朝阳区，建筑面积120平方米，租赁期限三年。",
    ),
    _paper(
        "premises-proof", "", "第四条 租金按季支付，承租方应于每季首月五日前付清。",
        "第五条 租赁期限届满，承租方应当腾退。",
    ),
    _paper(
        "title-deed", "不动产权证书", "权利人 北京安居物业管理有限公司", "坐落 朝阳区东四环中路88号",
        "不动产单元号 110105",
    ),
    _paper(
        "equipment-list", "办公设备清单",
        (("名称", "型号", "数量"), ("台式计算机", "X", "10"), ("复印机", "Y", "2"), ("派遣管理软件", "Z", "1")),
    ),
    (card(AGENT, AGENT_NO), "agent-identity"),
    (card(HEAD, HEAD_NO, back=False), "legal-representative-identity"),
    (back_of_card(), "legal-representative-identity"),
    _paper(
        "authorisation-letter", "介 绍 信",
        f"兹介绍我公司{AGENT}同志前往你局办理劳务派遣许可事项，请予接洽。有效期三十日。",
    ),
    _paper(
        "dispatch-management-rules", "劳务派遣规章制度",
        "劳动合同、劳动报酬、社会保险、工作时间、休息休假、劳动纪律等按下列规定执行。",
    ),
    _paper(
        "dispatch-agreement-sample", "派遣合同范本", "甲方（派遣单位）：", "乙方（用工单位）：",
        "派遣岗位、派遣期限、劳动报酬由双方约定。",
    ),
)  # fmt: skip
"""新申请劳务派遣行政许可: articles without a heading after the licence, the agent's card first, one on two pages."""

LAYOFF = (
    _paper(
        "layoff-legal-basis", f"{UNIT}\n关于经济性裁员的情况说明",
        "因生产经营发生严重困难，依据劳动合同法第四十一条，拟裁减人员25人。",
    ),
    _paper(
        "layoff-schedule", "裁员实施方案", "第一步，2月10日至20日为准备阶段；",
        "第二步，2月21日向全体职工说明情况，提前三十日；",
        "第三步，3月23日起实施裁减。",
    ),
    _paper(
        "layoff-compensation", "经济补偿方案",
        "按本单位工作年限，每满一年支付一个月工资的经济补偿金，标准为前十二个月平均工资。",
    ),
    _paper(
        "layoff-list", "裁员人员花名册",
        (("姓名", "户口性质", "岗位", "合同起止"), ("赵甲", "城镇", "司机", "2018-2021")),
    ),
    _paper("layoff-opinion", "工会关于裁员方案的复函", "来函收到，经研究，工会对裁减人员方案无异议，同意实施。"),
    _paper(
        "authorisation-letter", "法人授权书", f"兹授权{AGENT}代为办理裁员报告事宜，授权期限一个月。",
        f"法定代表人 {HEAD}",
    ),
    (card(AGENT, AGENT_NO), "agent-identity"),
    (licence(), "business-licence"),
)  # fmt: skip
"""企业裁减人员报告, the licence last."""

ITEMS = {"hours-flexible": HOURS, "dispatch-new": DISPATCH, "layoff-report": LAYOFF}


def write_package(package: Sequence[Listed]) -> list[PageReading]:
    """Set all papers of a package, one on a page."""
    return [set_page(paper, at, UNIT) for at, (paper, _) in enumerate(package, 1)]


def one_file_each(pages: Sequence[PageReading]) -> list[PageReading]:
    """Return the pages as files of one page each, as a scanner's application hands them over."""
    return [replace(page, file=at, file_page=1) for at, page in enumerate(pages)]

