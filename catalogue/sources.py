"""A recorded source: which texts say something, where, and whether any of them binds.

``TEXT PLACE; TEXT PLACE; WHAT: TEXT PLACE``: a part that begins with a word says what that one demand rests on
(``copies: tongzhou-special-hours-guide``); the parts without a word are what the whole rests on.
"""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.texts import Rank, Text

UNSAID = {Rank.MEMORY: "凭记忆，待核实", Rank.DEFAULT: "本项目自定，待确认"}
"""How officers read the source of what no text says."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a source.

    Attributes:
        about: The one demand that it is the source of; empty: the whole.
        text: None for what no text says.
        place: Article or paragraph, as letters print it.
    """

    about: str
    rank: Rank
    text: Text | None = None
    place: str = ""

    @property
    def told(self) -> str:
        """The part as officers read it, what binds nobody marked."""
        said = self.text.cite(self.place) if self.text is not None else UNSAID[self.rank]
        doubt = "（无约束力）" if self.rank is Rank.GUIDE else ""
        return (f"{self.about}：" if self.about else "") + said + doubt


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of where something is said; without parts nothing is recorded."""

    parts: tuple[Part, ...] = ()

    def binds(self, about: str = "") -> bool:
        """Tell whether a binding text says it: a part of its own decides, else those of the whole."""
        own = [part for part in self.parts if part.about == about] or [part for part in self.parts if not part.about]
        return any(part.rank.is_binding for part in own)

    @property
    def is_confirmed(self) -> bool:
        """Whether every part binds, or none is recorded."""
        return all(part.rank.is_binding for part in self.parts)

    @property
    def abouts(self) -> tuple[str, ...]:
        """The single demands that have a source of their own."""
        return tuple(dict.fromkeys(part.about for part in self.parts if part.about))

    @property
    def told(self) -> str:
        """The whole source as officers read it, empty where nothing is recorded."""
        return "；".join(part.told for part in self.parts)

    @property
    def clause(self) -> str:
        """The binding texts of the whole as letters cite them, empty for none."""
        told = (part.text.cite(part.place) for part in self.parts if not part.about and part.text is not None
                and part.rank.is_binding)  # fmt: skip
        return "、".join(told)
