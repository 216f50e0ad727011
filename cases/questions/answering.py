"""Answering: from a key, and what an answer needs beside it, to a ruling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cases.errors import RequestInvalid
from cases.finding import PAGES
from cases.names.identifiers import mask
from cases.questions.question import Answer, Asks, Question
from cases.rulings import Correction, Reading, Ruling, RulingKind

LONGEST = 300
"""Characters of what an officer writes beside an answer."""

LONGEST_UNIT = 100


@dataclass(frozen=True, slots=True)
class Given:
    """What an officer gives beside the key of an answer; empty where the answer asks for nothing.

    Attributes:
        value: Document code, item code, unit's name, text of the value or a colleague's name, by what the answer asks.
        pages: Page numbers.
        reason: Why, in the officer's words.
        sentence: What the letter is to say.
    """

    value: str = ""
    pages: tuple[int, ...] = ()
    reason: str = ""
    sentence: str = ""


def ruling_on(
    question: Question, key: int, given: Given, contents: Mapping[int, str], *, id_: str, round_: int
) -> Ruling:
    """Return the ruling of an answer.

    Args:
        question: As it is asked now.
        key: The answer's.
        given: What is given beside it.
        contents: Content of each page by its number.
        id_: Of the ruling.
        round_: Round of the case.

    Raises:
        RequestInvalid: The question has no such answer, or what it needs is lacking.
    """
    answer = question.answer(key)
    if answer is None:
        raise RequestInvalid(reason=f"这一问没有第{key}个答案")
    _check(answer, given, contents)
    sentence = mask(given.sentence.strip()[:LONGEST]).replace(PAGES, "") or answer.sentence
    return Ruling(
        id_, RulingKind.ANSWER, answer.effect, question.family, question.materials, question.contents, question.facts,
        key, answer.code, sentence, _corrected(question, answer, given, contents), round_, answer.awaits,
    )  # fmt: skip


def unit_name(said: str) -> str:
    """Return the name of a unit as it is kept.

    Raises:
        RequestInvalid: It is none.
    """
    name = " ".join(said.split())
    if not 2 <= len(name) <= LONGEST_UNIT or not name.isprintable():
        raise RequestInvalid(reason="请填写单位全称")
    return name


def _check(answer: Answer, given: Given, contents: Mapping[int, str]) -> None:
    lacking = {
        Asks.REASON: "" if given.reason.strip() else "请写明理由",
        Asks.SENTENCE: "" if given.sentence.strip() else "请写明须补正的内容",
        Asks.PAGES: "" if given.pages and set(given.pages) <= set(contents) else "请指明是哪一页",
        Asks.MATERIAL: "" if given.value.strip() else "请选定材料",
        Asks.ITEM: "" if given.value.strip() else "请选定事项",
        Asks.VALUE: "" if given.value.strip() else "请填写读到的内容",
        Asks.COLLEAGUE: "" if given.value.strip() else "请选定接手的同事",
    }.get(answer.asks, "")
    if lacking:
        raise RequestInvalid(reason=lacking)


def _corrected(question: Question, answer: Answer, given: Given, contents: Mapping[int, str]) -> Correction:
    value = given.value.strip()[:LONGEST]
    match answer.asks:
        case Asks.ITEM:
            return Correction(item=value)
        case Asks.UNIT:
            return Correction(unit=unit_name(given.value))
        case Asks.MATERIAL:
            seen = [contents[page] for page in question.pages if page in contents]
            return Correction(pages=tuple((content, value) for content in seen))
        case Asks.PAGES:
            return Correction(pages=tuple((contents[page], question.material) for page in given.pages))
        case Asks.VALUE:
            read = tuple(Reading(content, code, question.field, value) for content, code in question.places)
            return replace(answer.corrected, values=read)
        case _:
            return answer.corrected
