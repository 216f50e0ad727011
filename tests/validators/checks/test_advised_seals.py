"""Seals where no text asks for them (``seal_gate: advise``): a lacking one is a hint, a wrong one a question."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cases.finding import Severity
from cases.reading import ColourMode, InkColour, Seal, SealKind
from catalogue.model import SealGate
from tests.validators.builders import (
    DOCUMENTS,
    OTHER,
    TWIN,
    form_page,
    item,
    licence_page,
    material,
    seal,
    subject,
)
from validators.checks import official_seal
from validators.subject import Subject

ADVISED = item(material("form", 1), material("business-licence", 2, form="copy"), seal_gate=SealGate.ADVISE)
GREY = ColourMode.GREY
FOREIGN = "上海大通远方物流有限公司"
BLACK = seal(colour=InkColour.BLACK)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ({"seals": ()}, ("seal-missing", Severity.HINT)),
        ({"seals": (), "colour": GREY, "file": 1}, ("seal-uncoloured", Severity.HINT)),
        ({"seals": (BLACK,), "colour": GREY, "file": 1}, ("seal-uncoloured", Severity.HINT)),
        ({"seals": (seal("□□□□", text_score=0.3, colour=InkColour.BLACK),), "colour": GREY, "file": 1},
         ("seal-uncoloured", Severity.HINT)),
        ({"seals": (seal(FOREIGN, text_score=0.4, colour=InkColour.BLACK),), "colour": GREY, "file": 1},
         ("seal-unreadable", Severity.REVIEW)),
        ({"seals": (seal(FOREIGN, text_score=0.8, colour=InkColour.BLACK),
                    seal("北京华兴劳务有", text_score=0.3, score=0.4, colour=InkColour.BLACK)),
          "colour": GREY, "file": 1}, ("seal-uncertain", Severity.HINT)),
        ({"seals": (seal(FOREIGN, text_score=0.05, colour=InkColour.BLACK),), "colour": GREY, "file": 1},
         ("seal-uncoloured", Severity.HINT)),
        ({"seals": (seal(FOREIGN, text_score=0.2, colour=InkColour.BLACK),), "colour": GREY, "file": 1},
         ("seal-unreadable", Severity.REVIEW)),
        ({"seals": (seal("朝阳区市场监督管理局", text_score=0.2, colour=InkColour.BLACK),), "colour": GREY, "file": 1},
         ("seal-uncoloured", Severity.HINT)),
        ({"seals": (seal(text_score=0.1, inner_text="人力资源部", kind=SealKind.PERSONNEL, colour=InkColour.BLACK),),
          "colour": GREY, "file": 1}, ("seal-uncertain", Severity.REVIEW)),
        ({"seals": (seal("务有限公公", text_score=0.1, score=0.45), seal(OTHER))}, ("seal-uncertain", Severity.REVIEW)),
        ({"seals": (seal("务有限公公", text_score=0.1, score=0.45),
                    seal(inner_text="合同专用章", kind=SealKind.CONTRACT))}, ("seal-uncertain", Severity.REVIEW)),
        ({"seals": (seal("布工程", text_score=0.5, colour=InkColour.BLACK),), "colour": GREY, "file": 1},
         ("seal-uncoloured", Severity.HINT)),
        ({"seals": (seal(TWIN, text_score=0.4, colour=InkColour.BLACK),), "colour": GREY, "file": 1},
         ("seal-uncoloured", Severity.HINT)),
        ({"seals": (seal(TWIN, text_score=0.8, colour=InkColour.BLACK),), "colour": GREY, "file": 1},
         ("seal-unreadable", Severity.REVIEW)),
        ({"seals": (seal("北京市朝阳区华光商贸股份有限公司", text_score=0.39, colour=InkColour.BLACK),),
          "colour": GREY, "file": 1}, ("seal-unreadable", Severity.REVIEW)),
        ({"seals": (seal("盛通酒店管理有限责任公司", text_score=0.31, score=0.45, colour=InkColour.BLACK),),
          "colour": GREY, "file": 1}, ("seal-unreadable", Severity.REVIEW)),
        ({"seals": (seal(text_score=0.6, inner_text="合同专用章", kind=SealKind.CONTRACT, colour=InkColour.BLACK),),
          "colour": GREY, "file": 1}, ("seal-uncertain", Severity.REVIEW)),
        ({"seals": (seal("全部务有", inner_text="全部", text_score=0.2, score=0.5, kind=SealKind.PERSONNEL),)},
         ("seal-uncertain", Severity.HINT)),
        ({"seals": (seal(score=0.3),)}, ("seal-uncertain", Severity.HINT)),
        ({"seals": (seal("□□□□", text_score=0.3),)}, ("seal-unreadable", Severity.REVIEW)),
        ({"seals": (seal(OTHER),)}, ("seal-unit-mismatch", Severity.REVIEW)),
        ({"seals": (seal(inner_text="合同专用章", kind=SealKind.CONTRACT),)}, ("seal-wrong-kind", Severity.REVIEW)),
    ],
    ids=["none", "grey and bare", "black", "black and unreadable", "black and another's",
         "another's beside the own", "not read", "hardly read and wholly unlike",
         "an authority's hardly read", "a department's, unsurely",
         "a stain beside another's", "a stain beside a contract seal",
         "a piece", "a twin read unsurely", "a twin read clearly",
         "another's like it in part", "another's whole name in what may be a stain", "for contracts, unsurely",
         "print across it",
         "uncertain", "unreadable", "another's", "contract"],
)  # fmt: skip
def test_where_seals_are_advised_a_lacking_one_is_a_hint_and_a_wrong_one_a_question(
    second: dict[str, Any], expected: tuple[str, Severity]
) -> None:
    found = list(official_seal.check(subject([form_page(1), licence_page(2, **second)], ADVISED)))
    assert [(one.code, one.severity) for one in found] == [expected]


def _spoken(**more: Any) -> Subject:
    """A paper by which the unit speaks for itself, behind a sealed one in colour."""
    plain = subject([licence_page(1), form_page(2, **more)], ADVISED)
    return replace(plain, documents={**DOCUMENTS, "form": replace(DOCUMENTS["form"], own_seal=True)})


@pytest.mark.parametrize(("bare", "code"), [
    ({"colour": ColourMode.COLOUR, "file": 0}, "seal-missing"), ({"colour": GREY, "file": 0}, "seal-missing"),
    ({"colour": ColourMode.BILEVEL, "file": 1}, "seal-uncoloured"), ({"colour": GREY, "file": 1}, "seal-uncoloured"),
], ids=["colour", "grey page of a colour scan", "fax", "grey copy"])
def test_paper_by_which_the_unit_speaks_for_itself_needs_its_seal(bare: dict[str, Any], code: str) -> None:
    (found,) = official_seal.check(_spoken(seals=(), **bare))
    assert (found.code, found.severity, found.material) == (code, Severity.REVIEW, "form")
    plain = subject([licence_page(1), form_page(2, seals=(), **bare)], ADVISED)
    assert [one.severity for one in official_seal.check(plain)] == [Severity.HINT]


@pytest.mark.parametrize("star", [True, None])
def test_an_unread_middle_of_the_own_seal_is_a_question_in_colour(star: bool | None) -> None:
    unread = seal(kind=SealKind.UNKNOWN, star=star)
    plain = subject([licence_page(1), form_page(2, seals=(unread,))], ADVISED)
    for sheets in (_spoken(seals=(unread,)), plain):
        (found,) = official_seal.check(sheets)
        assert (found.code, found.severity) == ("seal-uncertain", Severity.REVIEW)
    faxed = subject([licence_page(1), form_page(2, seals=(unread,), colour=ColourMode.BILEVEL, file=1)], ADVISED)
    assert [one.severity for one in official_seal.check(faxed)] == [Severity.HINT]


@pytest.mark.parametrize("colour", [GREY, ColourMode.BILEVEL])
@pytest.mark.parametrize("seen", [BLACK, seal("□□□□", text_score=0.1, colour=InkColour.BLACK), seal(score=0.45)])
def test_a_black_ring_on_it_asks_nothing_on_a_fax(colour: ColourMode, seen: Seal) -> None:
    found = official_seal.check(_spoken(seals=(seen,), colour=colour, file=1))
    assert [one.severity for one in found] == [Severity.HINT]


def test_another_units_seal_on_it_is_a_question_on_a_fax() -> None:
    other = seal(OTHER, colour=InkColour.BLACK)
    found = official_seal.check(_spoken(seals=(other,), colour=ColourMode.BILEVEL, file=1))
    assert [(one.code, one.severity) for one in found] == [("seal-unit-mismatch", Severity.REVIEW)]


def test_pasted_seal_is_a_question_where_seals_are_advised() -> None:
    pasted = seal(image_digest="a1")
    found = subject([form_page(1, seals=(pasted,)), licence_page(2, seals=(pasted,))], ADVISED)
    assert [(one.code, one.severity) for one in official_seal.check(found)] == [("seal-pasted", Severity.REVIEW)]
