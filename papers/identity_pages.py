"""Identity cards: pages that bear no heading of their own slot. Source: domain f29.

法定代表人身份证明, 经办人身份证 and 居民身份证复印件 all show the same card. Whose it is tells the slot, and the other
papers tell whose: beside which words they name the holder.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cases.plain_text import HAN, bare
from cases.reading import PageReading

SLOTS = ("legal-representative-identity", "agent-identity", "identity-card-copy")
LEGAL_REPRESENTATIVE, AGENT, ANYBODY = SLOTS

_CARD_WORDS = (
    "居民身份证", "公民身份号码", "签发机关", "有效期限", "住址", "民族", "中华人民共和国", "性别", "出生",
)  # fmt: skip
_LEAST_WORDS, _LONGEST = 3, 600
_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_NAME = rf"([{HAN}·•]{{2,12}}?)"  # folded, a name has lost its dots
_END = rf"(?=[^{HAN}·•]|$|职务|性别|民族|身份|证件|电话|联系|男|女|同志|先生|女士)"
_HOLDER = re.compile(r"姓名[:：]?" + _NAME + _END, re.M)
_LABELS = re.compile(
    r"(?P<agent>受委托人|被委托人|受托人|被授权人|受权人|代理人|经办人|办理人|联系人|办事人|介绍|委托(?!人|单位|方|书)|授权(?!人|单位|方|书)"
    r"|指派|委派|派)|(?P<head>法定代表人|法人代表|法人|负责人|(?<![受被])委托人|(?<!被)授权人|董事长|总经理)"
)
_BEFORE, _AFTER, _BESIDE = 24, 40, 4
_HEAD_BEHIND = re.compile(
    r"^(?:\([^()]{0,12}\))?(?:同志|先生|女士)?[^。;代受委办]{0,12}?(?:系|为|是|任|担任)[^。;代受委办]{0,24}?(?:法定代表人|负责人)"
)
_AGENT_BEHIND = re.compile(
    r"^(?:\([^()]{0,30}\))?(?:同志|先生|女士|等)?[^。;]{0,30}?(?:前往|前来|代为|代理|代表我|代表本|全权)"
)
_TITLED = ((re.compile(r"法定代表人|法人|负责人"), LEGAL_REPRESENTATIVE),
           (re.compile(r"经办人|受托人|被委托人|受委托人|被授权人|代理人|代办人|联系人"), AGENT))


class Role(StrEnum):
    """What somebody is to the applicant."""

    HEAD = "head"    # 法定代表人, 负责人
    AGENT = "agent"  # 经办人, 受托人


@dataclass(frozen=True, slots=True)
class Cards:
    """What tells whose card a page is.

    Attributes:
        wanted: Identity slots that the item asks for.
        others: Folded texts of the pages that are no cards.
    """

    wanted: tuple[str, ...]
    others: tuple[str, ...]

    def slots(self, page: PageReading, title: str, before: str | None, taken: Collection[str]) -> tuple[
        tuple[str, ...], float
    ]:
        """Return the slots that a card page fills and how sure that is.

        Args:
            page: A page that shows an identity card.
            title: What stands on it as a title, folded.
            before: Document of the page before.
            taken: Slots that have a page already.
        """
        if not self.wanted:
            return (ANYBODY,), 0.8
        if len(self.wanted) == 1:
            return self.wanted, 0.95
        told = [slot for pattern, slot in _TITLED if slot in self.wanted and pattern.search(title)]
        roles = [role for name in holders(page) if (role := self.role(name)) is not None]
        told = told or [slot for role in roles if (slot := self._slot(role)) is not None]
        if told:
            return tuple(dict.fromkeys(told)), 0.95
        if before == "authorisation-letter" and AGENT in self.wanted:
            return (AGENT,), 0.8
        free = [code for code in self.wanted if code not in taken] or list(self.wanted)
        return (free[0],), 0.75

    def _slot(self, role: Role) -> str | None:
        wanted = LEGAL_REPRESENTATIVE if role is Role.HEAD else AGENT
        return wanted if wanted in self.wanted else None

    def role(self, name: str) -> Role | None:
        """Return what the other papers say somebody is: by the nearest word before the name, or what follows it."""
        votes = Counter(role for text in self.others for role in _roles(name, text))
        # An agent is named as 联系人 and so on, the head never as an agent unless he acts himself.
        return Role.HEAD if votes[Role.HEAD] else Role.AGENT if votes[Role.AGENT] else None


def cards_of(pages: Sequence[PageReading], wanted: Collection[str]) -> Cards:
    """Return what tells whose card a page is, from all pages of a submission."""
    others = tuple(bare(page.text) for page in pages if not is_identity_card(page))
    return Cards(tuple(code for code in SLOTS if code in wanted), others)


def _roles(name: str, text: str) -> Iterator[Role]:
    for found in re.finditer(re.escape(name), text):
        before, behind = text[max(0, found.start() - _BEFORE) : found.start()], text[found.end() : found.end() + _AFTER]
        labels = list(_LABELS.finditer(before))
        labelled = Role.HEAD if labels and labels[-1]["head"] else Role.AGENT
        if labels and len(before) - labels[-1].end() <= _BESIDE:
            yield labelled
        elif _HEAD_BEHIND.match(behind):
            yield Role.HEAD
        elif _AGENT_BEHIND.match(behind):
            yield Role.AGENT
        elif labels:
            yield labelled


def is_identity_card(page: PageReading) -> bool:
    """Tell a copy of an identity card: several of the card's own words and little else."""
    body = bare(page.text)
    return len(body) <= _LONGEST and shows_card(page)


def shows_card(page: PageReading) -> bool:
    """Tell whether a page shows a card, be it beside other text: no form prints 签发机关 or 住址 under 公民身份号码."""
    body = bare(page.text)
    seen = sum(1 for word in _CARD_WORDS if word in body)
    numbered = "公民身份号码" in body or "居民身份证" in body or bool(_NUMBER.search(body))
    issued = "签发机关" in body or ("住址" in body and "出生" in body) or ("居民身份证" in body and "有效期限" in body)
    return seen >= _LEAST_WORDS and numbered and issued


def is_back(page: PageReading) -> bool:
    """Tell the back of a card, which bears no name."""
    body = bare(page.text)
    return "签发机关" in body and "公民身份号码" not in body and len(body) <= _LONGEST // 2


def holders(page: PageReading) -> tuple[str, ...]:
    """Return the names of those whose cards stand on a page."""
    # Label and name are often two cells of a table: joined lines are searched as well as single ones.
    lines = [bare(line.text) for line in page.lines]
    labels = ((left.rstrip(":"), right) for left, right in itertools.pairwise(lines))
    joined = [f"{left}:{right}" for left, right in labels if left.endswith("姓名")]
    return tuple(dict.fromkeys(found for text in (*lines, *joined) for found in _HOLDER.findall(text)))
