"""What a material list is made of: document types, seal rules, and the lines of the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cases.report import Need
from catalogue.fields import Field
from catalogue.terms import Condition

DEMANDS = ("document", "columns", "copies", "signature", "tolerable")
"""What a source may speak of by itself: ``columns: project default``; ``document`` is which paper is meant."""


@dataclass(frozen=True, slots=True)
class SealRule:
    """What seals a material needs (附件3 寄递要求2, 附件4 二).

    Attributes:
        every_page: Official seal on each page (or sheet, by the item's ``seal_unit``).
        cross_page: Cross-page seal when it has two or more pages.
        owner: ``applicant``, ``parent`` or ``both``.
        union_allowed: A union seal satisfies it too (工会意见).
        clause: Public clause of the page rule, empty where there is none.
        cross_page_clause: Public clause of the cross-page rule, empty where there is none.
    """

    every_page: bool = True
    cross_page: bool = False
    owner: str = "applicant"
    union_allowed: bool = False
    clause: str = ""
    cross_page_clause: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """One thing that a paper says or must say, and the words that show it.

    Attributes:
        name: As told to the sender: ``委托期限``.
        words: Any of these words shows it.
    """

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """What a document must hold, whichever item asks for it (承诺书、授权委托书).

    Attributes:
        contents: Each must be there; where the rule is unconfirmed, what is lacking is a hint to the officer.
        shown_by: Fields whose value shows a content, in whatever words it stands there, by the content's name.
        signature: Who signs: ``法定代表人``, ``法定代表人或经办人``; empty: nobody.
        signature_labels: Words beside which the ink of the signature is looked for.
        source: As recorded.
        confirmed: A binding text asks it.
    """

    contents: tuple[Wording, ...] = ()
    signature: str = ""
    signature_labels: tuple[str, ...] = ()
    source: str = ""
    confirmed: bool = True
    shown_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentType:
    """How a kind of document is recognised and which fields it holds.

    Attributes:
        headings: Titles seen at the top of its first page; anything may stand where ``…`` parts one.
        keywords: Words of its body, ``甲|乙`` for one in two wordings; at least ``minimum`` must be seen.
        excluded: Words that speak against it.
        all_keywords: Each keyword is a required content (劳务派遣管理制度: six subjects).
        one_page: It never goes on over a page: a licence, a permit, a card.
        listed_only: Its words are everyday ones (工资、考勤、证明): it is looked for only where a list asks for it.
        rule: What it must hold and who signs it; None: nothing beyond its fields.
        extra_fields: Read as well because a rule compares them; no officer and no letter asks for them.
        public_fields: Private fields that are nobody's secret on this document: 文号 of an authority.
        own_seal: The unit speaks for itself by its seal (退费申请、承诺书): without it the paper says nothing.
    """

    code: str
    name: str
    headings: tuple[str, ...]
    keywords: tuple[str, ...]
    minimum: int
    excluded: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    all_keywords: bool = False
    listed_only: bool = False
    rule: DocumentRule | None = None
    extra_fields: tuple[str, ...] = ()
    public_fields: tuple[str, ...] = ()
    one_page: bool = False
    own_seal: bool = False

    def every_field(self, known: Mapping[str, Field]) -> tuple[str, ...]:
        """Return what is read of it: its fields, those that come with them, its extra ones, those of every paper."""
        beside = (one.code for one in known.values() if one.read_with and one.read_with in self.fields)
        always = (one.code for one in known.values() if one.always)
        return tuple(dict.fromkeys((*self.fields, *beside, *self.extra_fields, *always)))


@dataclass(frozen=True, slots=True)
class Material:
    """One line of an item's material list.

    Attributes:
        order: Place in the 材料清单, from 1; members of one alternative share it.
        alternative: Group name; one present member satisfies the group.
        form: ``original``, ``copy``, ``either``, ``electronic``.
        of: Whose document it is, where a list asks for one kind twice: ``分公司``, ``总公司``.
        paper_original: A scan will do by mail; the original is handed in with the paper.
        original_later: A copy will do now; the original is owed (复印件先行，原件后补).
        same_page: Both sides of a card on one page.
        shared_data: An officer may waive it where the office has the data (数据共享).
        whitelist: Code of the list that may prove it instead.
        signature: Who signs it, beside the seal; empty: nobody.
        columns: Column titles a list must show.
        clause: The binding texts that list it, as printed in letters; empty where none does.
        source: Source as recorded in the data.
        confirmed: A binding text lists it; else it counts where the office has confirmed the item's list.
        unfounded: Demands that no binding text makes of it: ``columns``, ``copies``, ``signature``, ``tolerable``.
    """

    order: int
    document: str
    need: Need
    form: str
    seal: SealRule
    clause: str
    source: str
    confirmed: bool
    unfounded: frozenset[str] = frozenset()
    condition: Condition | None = None
    alternative: str | None = None
    columns: tuple[str, ...] = ()
    duplex: bool = False
    handwritten_signatures: bool = False
    copies: int = 1
    note: str = ""
    of: str = ""
    paper_original: bool = False
    original_later: bool = False
    same_page: bool = False
    shared_data: bool = False
    whitelist: str | None = None
    signature: str = ""

    def founds(self, demand: str) -> bool:
        """Tell whether a binding text makes a demand of this paper, one of :data:`DEMANDS`."""
        return demand not in self.unfounded
