"""Reads texts, sources and clauses; a text that nobody knows is refused, and a clause that does not bind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.schema import CODE, Node, Problems, Section
from catalogue.sources import Part, Source
from catalogue.texts import MARKS, Rank, Text

_ABOUT = re.compile(r"([a-z_]+): (.*)")


def read_texts(node: Node, file: str, problems: Problems) -> dict[str, Text]:
    """Read the texts by code."""
    texts = {}
    with Section.reading(node, file, problems) as whole:
        for code, entry in whole.entries():
            if not CODE.fullmatch(code):
                whole.refuse(f"文件编码“{code}”应为小写英文编码", entry.line)
            with Section.reading(entry, file, problems, f"文件 {code}") as section:
                texts[code] = _text(code, section)
    return texts


def _text(code: str, section: Section) -> Text:
    rank = section.choice("rank", Rank)
    if rank in MARKS:
        section.refuse(f"“rank”不能是 {rank}：那不是一份文件", section.line_of("rank"))
    title = section.text("title")
    if title.strip("《》") != title:
        section.refuse("“title”不写书名号", section.line_of("title"))
    return Text(code, title, rank, section.text("number", ""))


def read_source(section: Section, key: str = "source", *, needed: bool = False) -> Source:
    """Read a recorded source; an empty one where it is not given and not needed."""
    recorded = section.text(key) if needed else section.text(key, "")
    return Source(tuple(_parts(recorded, section, key)))


def read_clause(section: Section, key: str = "clause") -> str:
    """Read a clause and return it as letters print it; empty where it is not given."""
    source = read_source(section, key)
    if source.abouts or not source.is_confirmed:
        section.refuse(f"“{key}”只能引用有约束力的文件", section.line_of(key))
    return source.clause


def _parts(recorded: str, section: Section, key: str) -> Iterator[Part]:
    for written in filter(None, (part.strip() for part in recorded.split(";"))):
        own = _ABOUT.fullmatch(written)
        about, said = (own[1], own[2]) if own else ("", written)
        code, _, place = said.partition(" ")
        if said in MARKS:
            yield Part(about, Rank(said))
        elif code in section.texts_known:
            text = section.texts_known[code]
            yield Part(about, text.rank, text, place)
        else:
            section.refuse(f"“{key}”中的“{written}”：texts.yaml 中没有编码为“{code}”的文件", section.line_of(key))
