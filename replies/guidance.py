"""Where a sender is pointed to: system, address, entry, conditions; the mailbox of an item (domain a6, f22, f32).

The item's own words come first, then the row of a list of online services that names the item, then words of the file
names where the item is unknown. What is not certain is not said: a wrong pointer is worse than none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from catalogue.model import Mode, ServiceItem
from catalogue.online import Pointer, point_to
from replies.context import LetterContext
from replies.drafts import drafted
from replies.material_list import required
from replies.wording import SENTENCE_LIMIT, chinese_date, clean


@dataclass(frozen=True, slots=True)
class Guidance:
    """What a guidance letter says; empty where nothing is certain.

    Attributes:
        system: Name of the online system.
        service: Name under which the system lists the matter; empty: the item's own name.
        entry: Where in the system it is found.
        window: When it is handled.
        deferred: The item is put off for the present.
        nothing: Nothing has to be filed.
        url: Address of the system.
        resumes: When a deferred item goes on.
    """

    system: str = ""
    service: str = ""
    entry: str = ""
    window: str = ""
    deferred: bool = False
    resumes: str = ""
    nothing: bool = False
    url: str = ""


def guide(context: LetterContext) -> Guidance:
    """Return where the sender of a case is pointed to."""
    item = context.item
    pointer = _pointer(context)
    system, service, entry = _named(pointer) if pointer is not None else ("", "", "")
    if item is not None and item.online:
        system, service, entry = item.online, "", item.entry or _entry_of_same(item, system, entry)
    return Guidance(
        clean(system), clean(service), clean(entry, 300),
        _window(item) if item is not None else "", item is not None and item.mode is Mode.DEFERRED,
        clean(item.deferred_until, 300) if item is not None else "", item is not None and item.no_application,
        clean((item.url if item is not None else "") or (pointer.system.url if pointer is not None else ""), 300),
    )


def advised(context: LetterContext) -> dict[str, object]:
    """Return what the text tells applicants of the item, and where its department is found."""
    item, department = context.item, context.department
    draft = drafted(context.report, item)
    other = context.catalogue.item_at(draft.list_of, context.received_at) if draft is not None else None
    return {
        "tells": tuple(f"{clean(one, SENTENCE_LIMIT)}。" for one in item.tells) if item is not None else (),
        "address": clean(department.address, 300) if department is not None else "",
        "advised": draft.sentences if draft is not None else (),
        "listed": tuple(required(replace(context, item=other))) if other is not None else (),
    }


def mailbox_of(context: LetterContext) -> str:
    """Return the mailbox that handles the item; empty where there is none.

    Empty as well where a number in it would be masked: half an address leads nowhere.
    """
    item = context.item
    if item is None or item.online_only:
        return ""
    channel = context.catalogue.channels.get(item.channel)
    address = (channel.address or "") if channel is not None and channel.kind == "imap" else ""
    return address if clean(address) == address else ""


def _pointer(context: LetterContext) -> Pointer | None:
    office, directory = context.office.code, context.catalogue.directory
    if context.item is not None:
        return point_to(context.item.code, "", directory, office)
    # Without the unit: 某某社保转移服务公司 asks for nothing by its name.
    unit = context.report.unit.name or ""
    stems = [one.name.rpartition(".")[0] or one.name for one in context.report.files]
    texts = [text.replace(unit, "") if unit else text for text in (*stems, context.report.item.name)]
    found = [one for text in texts if text and (one := point_to(None, text, directory, office)) is not None]
    return found[0] if len({id(one.service) for one in found}) == 1 else None


def _named(pointer: Pointer) -> tuple[str, str, str]:
    """Return system, service and entry as a printed list says them; in a list of portals each row is a system."""
    if pointer.system.claimed:
        return pointer.system.name, pointer.service.name, f"第{pointer.service.number}项“{pointer.service.name}”"
    system, _, part = pointer.service.name.partition("-")
    return system, "", part


def _entry_of_same(item: ServiceItem, system: str, entry: str) -> str:
    return entry if item.online.startswith(system) else ""


def _window(item: ServiceItem) -> str:
    days = [f"{chinese_date(day)}{word}" for day, word in ((item.window_from, "起"), (item.window_to, "止")) if day]
    adjusted = "（可能调整，以公告为准）" if days and item.window_adjustable else ""
    return "，".join(part for part in ("至".join(days) + adjusted, clean(item.window_note, 300)) if part)
