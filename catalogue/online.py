"""Lists of online services (网上人社、掌上12333、我的宁夏 …), and where one of them answers a mail.

Source: S003 附件2–4; S004-1; domain a6. Numbers and names are stored as printed; where a text claims another number
of services than its table lists, both are kept and nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cases.plain_text import letters_only
from catalogue.office import OnlineService, OnlineSystem, is_of
from catalogue.schema import Node, Problems, Section
from catalogue.shared_entries import read_all
from catalogue.source_entries import read_source

AUDIENCES = ("单位", "个人", "地方", "全国")

SHORTEST_KEYWORD = 3
"""Characters of a keyword that alone may point somewhere; a shorter one (挂失) names the service only by itself."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A service that answers what a mail asks for."""

    system: OnlineSystem
    service: OnlineService


def read_online(node: Node, file: str, problems: Problems) -> dict[str, OnlineSystem]:
    """Read the lists of online services."""
    return read_all(node, file, problems, "线上渠道", lambda code, entry: _system(code, entry, problems))


def _system(code: str, entry: Section, problems: Problems) -> OnlineSystem:
    services = tuple(_service(node, entry.file, problems) for node in entry.nodes("services"))
    system = OnlineSystem(
        code=code,
        name=entry.text("name"),
        services=services,
        claimed=entry.number("claimed", 0),
        listed=entry.number("listed", len(services)),
        source_doubt=entry.flag("source_doubt", False),
        office=entry.text("office", ""),
        url=entry.text("url", ""),
        source=read_source(entry).told,
    )
    if system.listed != len(services):
        entry.refuse(f"“listed”为{system.listed}，但列出了{len(services)}项", entry.line_of("listed"))
    if system.claimed and system.claimed != system.listed and not system.source_doubt:
        reason = f"文中称{system.claimed}项、表中列{system.listed}项，须标明“source_doubt: true”"
        entry.refuse(reason, entry.line_of("claimed"))
    if [one.number for one in services] != list(range(1, len(services) + 1)):
        entry.refuse("“services”的序号应从1起连续", entry.line_of("services"))
    return system


def _service(node: Node, file: str, problems: Problems) -> OnlineService:
    with Section.reading(node, file, problems, "线上事项") as entry:
        return OnlineService(
            number=entry.number("no", least=1),
            audience=entry.one_of("for", AUDIENCES),
            name=entry.text("name"),
            keywords=entry.texts("keywords"),
            item=entry.code_or_none("item"),
        )


def point_to(
    item: str | None, text: str, directory: Mapping[str, OnlineSystem], office: str = ""
) -> Pointer | None:
    """Return the one online service for an item, else for a mail's words; None where it is not certain which.

    A wrong pointer is worse than none (domain a6): two services that fit equally well come to nothing.

    Args:
        item: Code of the business item; None: unknown.
        text: Subject or file name.
        directory: Lists by code, as of :class:`catalogue.model.Catalogue`.
        office: Only lists of this office, of the city it belongs to (``bj`` for ``bj-chaoyang``) and of no office.
    """
    systems = [one for one in directory.values() if not one.office or is_of(one.office, office)]
    if item is not None:
        served = [Pointer(system, one) for system in systems for one in system.services if one.item == item]
        return served[0] if len(served) == 1 else None
    scored = sorted(_scored(letters_only(text), systems), key=lambda pair: -pair[0])
    if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    return scored[0][1]


def _scored(text: str, systems: list[OnlineSystem]) -> Iterator[tuple[int, Pointer]]:
    """The longest name or keyword in the text tells how well a service fits; its own name tells most."""
    for system in systems:
        for service in system.services:
            names = [letters_only(name) for name in (service.name, *service.keywords)]
            hits = [len(name) for name in names if name == text or (len(name) >= SHORTEST_KEYWORD and name in text)]
            if hits:
                yield max(hits), Pointer(system, service)
