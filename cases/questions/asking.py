"""Asking: from the findings of a report to the questions that its officer is asked, in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cases.finding import PAGES
from cases.page_runs import pages_text
from cases.questions import stated
from cases.questions.causes import Seen, key_of
from cases.questions.kind import Choice, Kind
from cases.questions.question import Answer, Question
from cases.questions.shown import evidence_of
from cases.questions.sorting import Doubt, doubts, together
from cases.report import Report
from cases.rulings import NOTHING_CORRECTED, Awaits, Correction, Effect, Reading

LONGEST = 24
"""Characters of a question."""

_LONGEST_PAGES = 10
_BEYOND = 99_999
_THIS_PAPER = "这份材料"
_AWAITS_PAPER = "留待纸质原件到了再看"


@dataclass(frozen=True, slots=True)
class _Told:
    """A group of doubts with the report that they are of."""

    group: Sequence[Doubt]
    report: Report
    contents: Mapping[int, str]
    faxed: bool

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(page for one in self.group for page in one.finding.all_pages))

    @property
    def kind(self) -> Kind:
        return self.group[0].kind


def questions_of(report: Report, round_: int = 1, *, faxed: bool = False) -> tuple[Question, ...]:
    """Return the questions of a report: who and what first, then what settles most, then by page.

    Args:
        report: As it was judged, with what officers said.
        round_: Round of the case.
        faxed: It came by fax: a page that cannot be read is not asked for again, its paper is waited for.
    """
    seen = Seen.of(report, round_)
    groups = together(list(doubts(report, seen)))
    found = [_question(_Told(group, report, seen.pages, faxed)) for group in groups]
    return tuple(sorted(found, key=lambda one: (one.rank, -len(one.settles), min(one.pages, default=_BEYOND))))


def _question(told: _Told) -> Question:
    group, kind, first = told.group, told.kind, told.group[0].finding
    words = _words(told)
    return Question(
        key=key_of([one.cause for one in group]), kind=first.code, label=kind.label,
        sentence=_sentence(kind, words, named=bool(told.pages)),
        why="\n".join(dict.fromkeys(stated.for_sender(one.finding).replace(PAGES, pages_text(one.finding.pages))
                                    for one in group)),
        answers=tuple(_answer(key, choice, told, words) for key, choice in enumerate(kind.choices, 1)),
        evidence=evidence_of(group, told.report), pages=told.pages, material=first.material or "",
        settles=tuple(one.index for one in group), family=group[0].cause.family,
        materials=tuple(dict.fromkeys(one.cause.material for one in group)),
        contents=tuple(sorted({content for one in group for content in one.cause.contents})),
        facts=tuple(dict.fromkeys(one.cause.fact for one in group)), field=kind.field, places=_places(told),
        rank=int(kind.rank),
    )  # fmt: skip


def _words(told: _Told) -> dict[str, str]:
    """Return what fills the places of sentences."""
    first, report = told.group[0].finding, told.report
    names = {one.code: one.name for one in report.materials}
    material = f"《{names[first.material]}》" if first.material in names else stated.materials(first)
    pages = pages_text(told.pages) if told.pages else _THIS_PAPER
    counts = stated.counts(first)
    read = counts[0][1] if counts else next(iter(stated.quoted(first)), "")
    return {
        "pages": pages if len(pages) <= _LONGEST_PAGES else "这几页", "material": material or _THIS_PAPER,
        "read": stated.signer(first) if first.code == "material-signature-missing" else read,
        "name": stated.paper(first) or names.get(first.material or "", ""), "unit": report.unit.name or "",
        "item": report.item.name,
    }  # fmt: skip


def _sentence(kind: Kind, words: Mapping[str, str], *, named: bool) -> str:
    """Return the question in full, or in short where that is too long or names what is not known."""
    whole = kind.sentence.format_map(words)
    fits = len(whole) <= LONGEST and "“”" not in whole and (named or "{pages}" not in kind.sentence or not kind.short)
    if fits:
        return whole
    plain = {**words, "material": _THIS_PAPER, "read": "这一项"}
    short = (kind.short or kind.sentence).format_map(plain)
    return short if len(short) <= LONGEST else (kind.short or kind.sentence).format_map({**plain, "pages": "这几页"})


def _answer(key: int, choice: Choice, told: _Told, words: Mapping[str, str]) -> Answer:
    on_paper = told.faxed and choice.effect is Effect.RESCAN
    says = _AWAITS_PAPER if on_paper else choice.says
    sentence = choice.sentence.replace(PAGES, "\0").format_map(words).replace("\0", PAGES).replace("（）", "")
    return Answer(
        key, choice.word, says.format_map(words), choice.effect, choice.asks, choice.code,
        stated.without_pages(sentence, told.group[0].finding), _correction(choice, told),
        Awaits.MATERIAL if on_paper else choice.awaits,
    )  # fmt: skip


def _correction(choice: Choice, told: _Told) -> Correction:
    first, report = told.group[0].finding, told.report
    if choice.presence is not None:
        codes = (first.material,) if first.material else _sought(told)
        return Correction(materials=tuple((code, choice.presence) for code in codes))
    if not choice.supposed:
        return NOTHING_CORRECTED
    if told.kind.field == "headcount":
        count = next((number for _, number in stated.counts(first)), "")
        return Correction(values=tuple(Reading(content, code, "headcount", count) for content, code in _places(told)))
    if first.code.startswith("item-") or first.code == "name-item-ambiguous":
        return Correction(item=report.item.code)
    if first.code in ("unit-unknown", "name-unit-mismatch"):
        return Correction(unit=report.unit.name)
    pages = (told.contents[page] for page in told.pages if page in told.contents)
    return Correction(pages=tuple((content, first.material or "") for content in pages))


def _sought(told: _Told) -> tuple[str, ...]:
    """Return the codes of the materials that a sentence names."""
    named = stated.materials(told.group[0].finding)
    return tuple(one.code for one in told.report.materials if f"《{one.name}》" in named)


def _places(told: _Told) -> tuple[tuple[str, str], ...]:
    """Return content and document of the pages that state the value in doubt."""
    if not told.kind.field:
        return ()
    first = told.group[0].finding
    pages = [page for page, _ in stated.counts(first)] or list(told.pages)
    documents = told.report.page_documents
    return tuple(
        (told.contents[page], documents[page]) for page in pages if page in told.contents and page in documents
    )
