"""Identity cards: pages that bear no heading of their own slot. Source: domain f29.

法定代表人身份证明, 经办人身份证 and 居民身份证复印件 all show the same card; whose it is tells the slot.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from cases.plain_text import HAN, bare
from cases.reading import PageReading
from catalogue.model import DocumentType
from papers.fields.people import NAME

SLOTS = ("legal-representative-identity", "agent-identity", "identity-card-copy")
_CARD_WORDS = ("居民身份证", "公民身份号码", "签发机关", "有效期限", "住址", "民族", "中华人民共和国")
_NAME = f"({NAME})"
_END = rf"(?=[^{HAN}·•．.]|$|职务|性别|身份|证件|电话|联系|男|女|同志|先生|女士)"
_HOLDER = re.compile(r"姓名[:：]?" + _NAME + _END, re.M)
_REPRESENTATIVE = re.compile(r"法定代表人(?:\(?姓名\)?)?[:：]" + _NAME + _END, re.M)
_AGENT = re.compile(r"(?:受托人|被委托人|受委托人|代理人|经办人)(?:姓名)?[:：]" + _NAME + _END, re.M)


def is_identity_card(page: PageReading) -> bool:
    """Tell a copy of an identity card: several of the card's own words and little else."""
    body = bare(page.text)
    seen = sum(1 for word in _CARD_WORDS if word in body)
    return seen >= 3 and ("公民身份号码" in body or "居民身份证" in body) and len(body) <= 500


def _named(pattern: re.Pattern[str], page: PageReading) -> set[str]:
    # Label and name are often two cells of a table: joined lines are searched as well as single ones.
    lines = [bare(line.text) for line in page.lines]
    joined = [f"{left.rstrip(':')}:{right}" for left, right in itertools.pairwise(lines)]
    return {found for text in (*lines, *joined) for found in pattern.findall(text)}


def _all_named(pattern: re.Pattern[str], pages: Sequence[PageReading]) -> set[str]:
    return {name for page in pages for name in _named(pattern, page)}


def slot(
    page: PageReading,
    pages: Sequence[PageReading],
    wanted: dict[str, DocumentType],
    before: str | None,
    taken: frozenset[str],
) -> tuple[str, float] | None:
    """Return the slot of a card page and how sure it is, or None where the item asks for no card.

    Args:
        page: A page that is an identity card.
        pages: The whole submission, whose other pages name the people.
        wanted: The identity documents of the item.
        before: Document of the page before.
        taken: Slots that have a page already.
    """
    open_slots = [code for code in SLOTS if code in wanted]
    if not open_slots:
        return None
    if len(open_slots) == 1:
        return open_slots[0], 0.95
    others = [other for other in pages if other.number != page.number and not is_identity_card(other)]
    holders = _named(_HOLDER, page)
    representatives, agents = _all_named(_REPRESENTATIVE, others), _all_named(_AGENT, others)
    by_name = {
        "legal-representative-identity": bool(holders & representatives),
        "agent-identity": bool(holders & (agents - representatives)),
    }
    for code, fits in by_name.items():
        if fits and code in wanted:
            return code, 0.95
    if before == "authorisation-letter" and "agent-identity" in wanted:
        return "agent-identity", 0.8
    free = [code for code in open_slots if code not in taken] or open_slots
    return free[0], 0.75
