"""Questions about seals, and what else is seen on a page at a look."""

from __future__ import annotations

from cases.evidence import EvidenceKind
from cases.finding import PAGES
from cases.questions.kind import (
    ASK_SUPERVISOR,
    ILLEGIBLE,
    Kind,
    Rank,
    Together,
    clear,
    defect,
)
from cases.questions.question import Asks

_OWN = Kind(
    "公章", "{pages}的印章，是申请单位的公章吗？",
    (
        clear("是", "通过{pages}公章"),
        defect("不是", "写入补正：印章与单位不符", "seal-unit-mismatch",
               f"{PAGES}的印章与申请单位的名称不一致，请加盖本单位公章后重新提交。"),
        ILLEGIBLE,
    ),
    EvidenceKind.SEAL, Rank.SEAL,
)  # fmt: skip

_JOINED = Kind(
    "骑缝章", "{pages}上的几段章，拼得成一枚吗？",
    (
        clear("拼得成", "通过{material}骑缝章"),
        defect("拼不成", "写入补正：骑缝章不完整", "cross-page-seal-partial",
               f"{{material}}（{PAGES}）的骑缝章不完整，请重新加盖后提交。"),
        ILLEGIBLE,
    ),
    EvidenceKind.STRIPS, Rank.SEAL, short="这几页上的几段章，拼得成一枚吗？",
)  # fmt: skip

SEAL_KINDS: dict[str, Kind] = {
    "seal-uncertain": _OWN,
    "seal-unreadable": _OWN,
    "seal-unit-mismatch": _OWN,
    "seal-pasted": Kind(
        "公章", "{pages}的章，是分别盖上去的吗？",
        (
            clear("是", "通过{pages}公章"),
            defect("像粘贴的", "写入补正：请加盖实物公章", "seal-missing",
                   f"{PAGES}的印章为同一图片，不是加盖的公章，请在纸上加盖公章后重新扫描提交。"),
            ILLEGIBLE,
        ),
        EvidenceKind.IMPRESSIONS, Rank.SEAL, short="这几页的章，是分别盖上去的吗？",
    ),
    "seal-uncoloured": Kind(
        "黑白件", "{pages}，等纸质原件到了再核公章吗？",
        (
            clear("等原件", "往下办，原件到了再核公章"),
            defect("要彩色件", "写入补正：发彩色扫描件", "seal-uncoloured",
                   f"{PAGES}为黑白页面，不能确认公章，请提交彩色扫描件。"),
            defect("不是公章", "写入补正：加盖公章", "seal-missing", f"{PAGES}未见公章，请加盖后重新提交。"),
        ),
        EvidenceKind.SEAL, Rank.SEAL, Together.ALL, short="等纸质原件到了再核公章吗？",
    ),
    "seal-wrong-kind": Kind(
        "公章", "{pages}盖的，是公章吗？",
        (clear("是", "通过{pages}公章"), defect("不是", "写入补正：请加盖公章"), ILLEGIBLE),
        EvidenceKind.SEAL, Rank.SEAL,
    ),
    "seal-missing": Kind(
        "公章", "{pages}，看得到本单位公章吗？",
        (
            clear("看得到", "通过{pages}公章"),
            defect("没有", "写入补正：未见公章", "seal-missing", f"{PAGES}未见公章，请加盖后重新提交。"),
            ILLEGIBLE,
        ),
        EvidenceKind.PAGE, Rank.SEAL,
    ),
    "cross-page-seal-partial": _JOINED,
    "cross-page-seal-uncertain": _JOINED,
    "cross-page-seal-missing": Kind(
        "骑缝章", "{pages}，看得到骑缝章吗？",
        (
            clear("看得到", "通过{material}骑缝章"),
            defect("没有", "写入补正：未见骑缝章", "cross-page-seal-missing",
                   f"{{material}}（{PAGES}）为多页材料，未见骑缝章，请加盖骑缝章后重新提交。"),
            ILLEGIBLE,
        ),
        EvidenceKind.STRIPS, Rank.SEAL, short="这份材料，看得到骑缝章吗？",
    ),
    "page-unreadable": Kind(
        "页面", "{pages}，看得清吗？",
        (clear("看得清", "通过{pages}"), defect("看不清", "请对方重新扫描{pages}")),
        EvidenceKind.PAGE,
    ),
    "page-hidden-text": Kind(
        "页面", "{pages}，以看到的图像为准吗？",
        (
            clear("以图像", "按看到的图像核对"),
            defect("有改动", "写入补正：请重新扫描", "page-unreadable",
                   f"{PAGES}的文字与图像不一致，请重新扫描原件后提交。"),
            ASK_SUPERVISOR,
        ),
        EvidenceKind.PAGE, together=Together.ALL, short="这几页，以看到的图像为准吗？",
    ),
    "page-not-a4": Kind(
        "纸张", "{pages}的原件，是A4纸吗？",
        (clear("是", "通过纸张大小"), defect("不是", "写入补正：改用A4纸"), ILLEGIBLE),
        EvidenceKind.PAGE, together=Together.ALL, short="这几页的原件，是A4纸吗？",
    ),
    "signature-invalid": Kind(
        "电子签名", "电子签名有改动，以纸质为准吗？",
        (
            clear("以纸质", "不看电子签名，按页面核对"),
            defect("要重发", "写入补正：请重新签名", "signature-invalid",
                   "文件的电子签名未通过验证，请重新签名后提交。"),
            ASK_SUPERVISOR,
        ),
        EvidenceKind.WORDS,
    ),
    "material-signature-missing": Kind(
        "签字", "{pages}，有“{read}”的签字吗？",
        (
            clear("有", "通过签字"),
            defect("没有", "写入补正：未见签字", "", f"{PAGES}（{{name}}）未见{{read}}签字，请签字后重新提交。"),
            ILLEGIBLE,
        ),
        EvidenceKind.PLACE, short="{pages}，有应有的签字吗？",
    ),
    "check-failed": Kind(
        "检查", "“{read}”这一项，看过没有问题吗？",
        (
            clear("没问题", "通过这一项，记入办理记录"),
            defect("有问题", "写入补正：所写的一句", "material-uncertain", asks=Asks.SENTENCE),
            ASK_SUPERVISOR,
        ),
        EvidenceKind.SHEET, short="没查完的这一项，没有问题吗？",
    ),
}  # fmt: skip
