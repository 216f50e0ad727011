"""Texts that a demand may rest on, and how far they bind: title, number and rank are data (``texts.yaml``).

Format: ``docs/catalogue.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Rank(StrEnum):
    """Who speaks: what only a guide, our memory or our own default asks binds nobody."""

    LAW = "law"                      # 法律
    STATE_COUNCIL = "state-council"  # 国务院
    MINISTRY = "ministry"            # 部门规章和文件
    CITY = "city"                    # 本市对各区的规定
    OFFICE = "office"                # 本机关自己公布的
    GUIDE = "guide"                  # 其他区、其他城市的办事指南
    MEMORY = "memory (verify)"       # 凭记忆，待核实
    DEFAULT = "project default"      # 本项目自定

    @property
    def is_binding(self) -> bool:
        """Whether an applicant has to do what such a text asks."""
        return self not in (Rank.GUIDE, Rank.MEMORY, Rank.DEFAULT)


MARKS = (Rank.MEMORY, Rank.DEFAULT)
"""Ranks of what no text says; a source writes them out instead of a text."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text.

    Attributes:
        title: Full title without 《》.
        number: Number or date, printed behind the title; empty for laws, which everybody knows.
    """

    code: str
    title: str
    rank: Rank
    number: str = ""

    def cite(self, place: str) -> str:
        """Return the text and a place in it as letters print them: 《…》（…号）第八条."""
        number = f"（{self.number}）" if self.number else ""
        return f"《{self.title}》{number}{place}"
