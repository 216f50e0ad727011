"""Questions about who applies, for what, and how it came in."""

from __future__ import annotations

from cases.evidence import EvidenceKind
from cases.questions.kind import (
    ASK_SENDER,
    ASK_SUPERVISOR,
    ILLEGIBLE,
    KEEP,
    Choice,
    Kind,
    Rank,
    Together,
    clear,
    defect,
    supposed,
    told,
)
from cases.questions.question import Asks
from cases.rulings import Awaits

_STILL = Kind(
    "受理条件", "仍按本事项受理吗？（须写理由）",
    (
        clear("受理", "按本事项往下办，记下理由", Asks.REASON),
        Choice("不受理", "留待改办结方式：不予受理", KEEP),
        ASK_SUPERVISOR,
    ),
    EvidenceKind.WORDS, Rank.ITEM,
)  # fmt: skip

_READ_RIGHT = Kind(
    "受理条件", "{pages}的数目，达到条件吗？",
    (
        clear("达到", "通过这项条件，记下理由", Asks.REASON),
        Choice("没达到", "留待改办结方式：不予受理", KEEP),
        ASK_SENDER,
    ),
    EvidenceKind.CROPS, Rank.ITEM, short="这项条件，达到了吗？",
)  # fmt: skip

_FILE = Kind(
    "文件", "这个文件，看得到要交的内容吗？",
    (
        clear("看得到", "按看到的内容核对"),
        defect("要重发", "写入补正：请重新发送", "file-damaged", "文件未能完整读取，请重新导出PDF后发送。"),
        ASK_SUPERVISOR,
    ),
    EvidenceKind.WORDS, Rank.MATERIAL,
)  # fmt: skip

_NAME = Kind(
    "文件名", "文件名不合要求，可以通过吗？",
    (clear("可以", "通过文件名"), defect("不可以", "写入补正：更正文件名"), ASK_SUPERVISOR),
    EvidenceKind.WORDS,
)  # fmt: skip

CASE_KINDS: dict[str, Kind] = {
    "unit-unknown": Kind(
        "单位", "申请单位是“{unit}”吗？",
        (
            supposed("是", "按这个名称登记"),
            told("填写", "按填写的名称登记", Asks.UNIT),
            ASK_SENDER,
        ),
        EvidenceKind.SHEET, Rank.UNIT, Together.ALL, short="申请单位，以所读的名称为准吗？",
    ),
    "unit-name-inconsistent": Kind(
        "单位名称", "上下两处，是同一家单位吗？",
        (clear("是", "以申请单位的名称为准"), defect("不是", "写入补正：名称不一致"), ILLEGIBLE),
        EvidenceKind.NAMES, Rank.UNIT, Together.FACT,
    ),
    "name-unit-mismatch": Kind(
        "单位名称", "申请单位是“{unit}”吗？",
        (
            supposed("是", "按这个名称登记"),
            told("填写", "按填写的名称登记", Asks.UNIT),
            ASK_SENDER,
        ),
        EvidenceKind.NAMES, Rank.UNIT, Together.ALL, short="申请单位，以材料所载为准吗？",
    ),
    "unit-credit-code-inconsistent": Kind(
        "信用代码", "{pages}的代码，是同一个吗？",
        (clear("是", "以营业执照的代码为准"), defect("不是", "写入补正：代码不一致"), ILLEGIBLE),
        EvidenceKind.NAMES, together=Together.FACT, field="uscc", short="上下两处代码，是同一个吗？",
    ),
    "unit-credit-code-invalid": Kind(
        "信用代码", "{pages}的代码，没有写错吗？",
        (
            clear("没写错", "通过信用代码"),
            defect("写错了", "写入补正：请核对代码", "unit-credit-code-inconsistent"),
            ILLEGIBLE,
        ),
        EvidenceKind.CROPS, together=Together.FACT, field="uscc", short="这个代码，没有写错吗？",
    ),
    "unit-legal-representative-inconsistent": Kind(
        "法定代表人", "{pages}的“{read}”，是另一个人吗？",
        (
            clear("是", "以另一处的法定代表人为准"),
            defect("不是", "写入补正：法定代表人不一致"),
            ILLEGIBLE,
        ),
        EvidenceKind.NAMES, together=Together.FACT, short="这个姓名，是另一个人（经办人）吗？",
    ),
    "item-unknown": Kind(
        "事项", "办的是“{item}”吗？",
        (
            supposed("是", "按这个事项核对"),
            told("选事项", "按所选的事项重新核对", Asks.ITEM),
            ASK_SENDER,
        ),
        EvidenceKind.SHEET, Rank.ITEM, Together.ALL, short="办的是所列的事项吗？",
    ),
    "name-item-ambiguous": Kind(
        "事项", "办的是“{item}”吗？",
        (
            supposed("是", "按这个事项核对"),
            told("选事项", "按所选的事项重新核对", Asks.ITEM),
            ASK_SENDER,
        ),
        EvidenceKind.SHEET, Rank.ITEM, Together.ALL, short="办的是所列的事项吗？",
    ),
    "item-green-lane": Kind(
        "事项", "仍按“{item}”办吗？",
        (
            clear("是", "按这个事项往下办"),
            told("选事项", "按所选的事项重新核对", Asks.ITEM),
            ASK_SUPERVISOR,
        ),
        EvidenceKind.SHEET, Rank.ITEM, Together.ALL, short="仍按所列的事项办吗？",
    ),
    "item-outside-window": _STILL,
    "item-excluded-from-tolerance": Kind(
        "变更项目", "{pages}所变更的，可以容缺吗？",
        (
            clear("可以", "按容缺规则核对，记下理由", Asks.REASON),
            told("不可以", "按所选的事项重新核对", Asks.ITEM),
            ASK_SUPERVISOR,
        ),
        EvidenceKind.PLACE, Rank.ITEM, short="所变更的，可以容缺吗？",
    ),
    "item-no-rules": _STILL,
    "item-below-threshold": _READ_RIGHT,
    "item-wrong-channel": Kind(
        "收件渠道", "仍由本机关办理吗？（须写理由）",
        (
            clear("仍办理", "按本事项往下办，记下理由", Asks.REASON),
            Choice("不办理", "留待改办结方式：渠道指引", KEEP),
            ASK_SUPERVISOR,
        ),
        EvidenceKind.WORDS, Rank.ITEM,
    ),
    "mail-sender-unauthenticated": Kind(
        "来信", "这封信，是这家单位发来的吗？",
        (
            clear("是", "按本单位来信往下办"),
            Choice("不是", "留待改办结方式", KEEP),
            Choice("电话核实", "留待电话核实", KEEP, awaits=Awaits.SENDER),
        ),
        EvidenceKind.WORDS, Rank.UNIT, Together.ALL,
    ),
    "mail-inquiry": Kind(
        "咨询", "这样答复可以吗？",
        (
            Choice("可以", "看文书后发出答复", KEEP),
            Choice("改写", "修改答复后再发", KEEP),
            Choice("转同事", "移交给所选的同事答复", KEEP, Asks.COLLEAGUE),
        ),
        EvidenceKind.WORDS, Rank.ITEM, Together.ALL,
    ),
    "mail-no-attachment": _FILE,
    "file-limit-reached": Kind(
        "文件", "没有读完的部分，可以不看吗？",
        (
            clear("可以", "按已读的部分核对，记下理由", Asks.REASON),
            defect("要重发", "写入补正：请重新发送", "file-damaged", "文件超过处理上限，未能读完，请拆分后重新发送。"),
            ASK_SUPERVISOR,
        ),
        EvidenceKind.WORDS, Rank.MATERIAL,
    ),
    "file-infected": Kind(
        "文件", "不看这个文件，也办得成吗？",
        (
            clear("办得成", "不看这个文件，记下理由", Asks.REASON),
            defect("要重发", "写入补正：请重新发送", "file-damaged", "文件未通过安全检查，请重新扫描原件后发送。"),
            ASK_SUPERVISOR,
        ),
        EvidenceKind.WORDS, Rank.MATERIAL,
    ),
    **{
        code: _FILE for code in (
            "file-empty", "file-damaged", "file-encrypted", "file-type-refused", "file-too-large",
            "file-too-many-pages", "file-link-attachment", "file-archive-refused",
        )
    },
    **{code: _NAME for code in ("name-unit-missing", "name-item-missing", "name-order-swapped")},
}  # fmt: skip

NOBODY_NAMED = Kind(
    "单位", "申请单位，看得出是谁吗？",
    (
        told("填写", "按填写的名称登记", Asks.UNIT),
        defect("看不出", "写入补正：写明单位名称", "unit-name-inconsistent",
               "材料未写明申请单位的名称，请补填后重新提交。"),
        ASK_SENDER,
    ),
    EvidenceKind.SHEET, Rank.UNIT, Together.ALL,
)  # fmt: skip
"""Of a case in which no name was read."""

NO_ITEM = Kind(
    "事项", "办的哪个事项，看得出吗？",
    (
        told("选事项", "按所选的事项重新核对", Asks.ITEM),
        Choice("不受理", "留待改办结方式", KEEP),
        ASK_SENDER,
    ),
    EvidenceKind.SHEET, Rank.ITEM, Together.ALL,
)  # fmt: skip
"""Of a case whose item nobody could tell."""

BY_OFFICER = Kind(
    "事项", "“{item}”，材料可以办吗？",
    (
        clear("可以", "由人工逐件办理，记下理由", Asks.REASON),
        told("改事项", "按所选的事项重新核对", Asks.ITEM),
        ASK_SUPERVISOR,
    ),
    EvidenceKind.SHEET, Rank.ITEM, Together.ALL, short="本事项的材料，可以办吗？",
)  # fmt: skip
"""Of an item that officers handle one by one."""
