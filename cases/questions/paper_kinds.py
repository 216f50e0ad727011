"""Questions about materials and what they say."""

from __future__ import annotations

from cases.evidence import EvidenceKind
from cases.finding import PAGES
from cases.questions.kind import (
    ASK_SENDER,
    ASK_SUPERVISOR,
    ILLEGIBLE,
    Kind,
    Rank,
    Together,
    clear,
    defect,
    said,
    supposed,
    told,
)
from cases.questions.question import Asks
from cases.rulings import Presence

PAPER_KINDS: dict[str, Kind] = {
    "material-unrecognised-page": Kind(
        "材料", "{pages}，可以不算作材料吗？",
        (
            supposed("可以", "不计作材料，留在卷内"),
            told("选材料", "归入所选的材料", Asks.MATERIAL),
            ILLEGIBLE,
        ),
        EvidenceKind.PAGE, Rank.MATERIAL, Together.ADJOINING,
    ),
    "material-missing": Kind(
        "材料", "各页里，有{material}吗？",
        (
            told("有", "归入所点的那一页", Asks.PAGES),
            defect("没有", "写入补正：缺少{material}", "", "缺少{material}，请补充后重新提交。"),
            ASK_SENDER,
        ),
        EvidenceKind.SHEET, Rank.MATERIAL, short="各页里，有这份材料吗？",
    ),
    "material-uncertain": Kind(
        "材料", "{pages}这一处，可以通过吗？",
        (
            clear("可以", "通过这一处"),
            defect("不可以", "写入补正：这一处"),
            ILLEGIBLE,
        ),
        EvidenceKind.PLACE, Rank.MATERIAL, short="这一处，可以通过吗？",
    ),
    "material-field-missing": Kind(
        "栏目", "{pages}“{read}”，填了吗？",
        (clear("填了", "通过这一栏"), defect("没填", "写入补正：请补填"), ILLEGIBLE),
        EvidenceKind.CELL, short="{pages}应填之处，填了吗？",
    ),
    "material-wrong-columns": Kind(
        "栏目", "{pages}，有“{read}”栏吗？",
        (clear("有", "通过栏目"), defect("没有", "写入补正：缺少栏目"), ILLEGIBLE),
        EvidenceKind.PAGE, short="{pages}，应有的栏目齐吗？",
    ),
    "material-expired": Kind(
        "有效期", "{pages}的材料，还在有效期内吗？",
        (
            clear("有效", "通过有效期"),
            defect("已过期", "写入补正：请交有效的材料", "", f"{PAGES}（{{name}}）已过有效期，请提交有效的材料。"),
            ILLEGIBLE,
        ),
        EvidenceKind.CROPS, field="valid_until", short="这份材料，还在有效期内吗？",
    ),
    "headcount-inconsistent": Kind(
        "人数", "以{pages}的{read}人为准吗？",
        (
            supposed("是", "按这一处的人数核对"),
            told("填写", "按填写的人数核对", Asks.VALUE),
            ASK_SENDER,
        ),
        EvidenceKind.CROPS, field="headcount", short="以第一处的人数为准吗？",
    ),
    "identity-number-invalid": Kind(
        "证件号码", "{pages}的证件号码，与证件一致吗？",
        (
            clear("一致", "通过证件号码"),
            defect("有误", "写入补正：请核对号码", "material-uncertain",
                   f"{PAGES}（{{name}}）的证件号码有误，请核对更正后重新提交。"),
            ILLEGIBLE,
        ),
        EvidenceKind.CROPS, short="这个证件号码，与证件一致吗？",
    ),
    "material-out-of-order": Kind(
        "材料", "次序不合清单，可以通过吗？",
        (clear("可以", "通过次序"), defect("不可以", "写入补正：按清单排列"), ASK_SUPERVISOR),
        EvidenceKind.SHEET, Rank.CONTENT,
    ),
    "material-duplicate": Kind(
        "材料", "这是同一份，可以不再看吗？",
        (clear("可以", "不计重复的一份"), defect("不可以", "写入补正：请重新提交"), ILLEGIBLE),
        EvidenceKind.PAGE,
    ),
}  # fmt: skip

LIKELY_MATERIAL = Kind(
    "材料", "{pages}，是{material}吗？",
    (
        supposed("是", "归入{material}"),
        told("选材料", "归入所选的材料", Asks.MATERIAL),
        ILLEGIBLE,
    ),
    EvidenceKind.PAGE, Rank.MATERIAL, short="{pages}，是要找的材料吗？",
)  # fmt: skip
"""Of pages that may be the material."""

SOUGHT_AMONG = Kind(
    "材料", "{pages}里，有{material}吗？",
    (
        told("有", "归入所点的那一页", Asks.PAGES),
        said("没有", "记为缺少{material}", Presence.MISSING),
        ILLEGIBLE,
    ),
    EvidenceKind.PAGE, Rank.MATERIAL, short="这几页里，有所缺的材料吗？",
)  # fmt: skip
"""Of pages apart from each other, one of which may be the material."""

SOUGHT_MATERIAL = PAPER_KINDS["material-missing"]
"""Of a material that was not found and may be on some page."""

ASKED_MATERIAL = Kind(
    "材料", "{material}，可以不交吗？",
    (
        said("可以", "不要求{material}", Presence.NOT_NEEDED),
        said("要交", "记为缺少{material}", Presence.MISSING),
        ASK_SENDER,
    ),
    EvidenceKind.SHEET, Rank.MATERIAL, short="这份材料，可以不交吗？",
)  # fmt: skip
"""Of a material of which nobody can tell whether it is needed."""

PROPOSED_MATERIALS = Kind(
    "材料", "{material}，可以不交吗？",
    (
        clear("可以", "不要求{material}"),
        defect("要交", "写入补正：缺少{material}", "material-missing", "缺少{material}，请补充后重新提交。"),
        ASK_SENDER,
    ),
    EvidenceKind.SHEET, Rank.MATERIAL, short="这几份材料，可以不交吗？",
)  # fmt: skip
"""Of materials on a list that the office has not confirmed."""

ONE_OF_SOUGHT = Kind(
    "材料", "{pages}，是所缺的材料吗？",
    (
        told("是", "归入所选的材料", Asks.MATERIAL),
        said("不是", "记为缺少{material}", Presence.MISSING),
        ILLEGIBLE,
    ),
    EvidenceKind.PAGE, Rank.MATERIAL, short="这几页，是所缺的材料吗？",
)  # fmt: skip
"""Of pages that may be one of several materials that were not found."""

WHOLE_PAPER = Kind(
    "页码", "{pages}起的材料，页数齐全吗？",
    (
        clear("齐全", "通过页数"),
        defect("缺页", "写入补正：缺页", "material-uncertain", f"{PAGES}（{{name}}）缺页，请提交完整的材料。"),
        ILLEGIBLE,
    ),
    EvidenceKind.PAGE, Rank.MATERIAL, short="这份材料，页数齐全吗？",
)  # fmt: skip
"""Of a paper whose page numbers do not add up, or of which less came back than was there."""
