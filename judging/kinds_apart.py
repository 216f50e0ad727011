"""Two kinds that one form may ask for, applied for by two forms: one application for both, or one for each.

One form may ask for both, and two forms may have their other papers in common: that is one application. Who encloses
a paper for each of them that says nothing of the kind, as his licence, has packed two. Each other file goes with the
kind that it speaks of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cases.reading import PageReading
from catalogue.model import Catalogue, ServiceItem
from judging.item_detection import SURE_LEAD, PagesSeen, look_at_pages
from papers.asked_kinds import asked_kinds

_CARD = "card"
"""Stands for a card, which bears no title."""


def holds_two_sets(pages: Sequence[PageReading], item: ServiceItem, catalogue: Catalogue) -> bool:
    """Tell whether pages, in one file or several, hold a form and a set of papers for each of an item's kinds."""
    kinds, form = frozenset(item.told_by), item.main_form
    if len(kinds) < 2 or form is None:
        return False
    seen = {at: look_at_pages([page], [item], catalogue.documents) for at, page in enumerate(pages)}
    begun = [at for at, one in seen.items() if one.strength.get(form, 0.0) >= SURE_LEAD]
    told = [asked_kinds(item.told_by, [pages[at]], ()) or frozenset() for at in begun]
    if any(len(one) > 1 for one in told) or len({*told} - {frozenset()}) < 2:
        return False
    sets = [range(at, until) for at, until in pairwise((*begun, len(pages)))]
    return not KindsApart(kinds, form, begun, seen).share(sets)


@dataclass(frozen=True, slots=True)
class KindsApart:
    """What the files of two kinds' applications say of them.

    Attributes:
        kinds: Words of each kind.
        form: Code of the form.
        begun: Files that begin with it.
        seen: What the pages of each file are.
    """

    kinds: frozenset[str]
    form: str
    begun: Collection[int]
    seen: Mapping[int, PagesSeen]

    def of_file(self, file: int) -> frozenset[str]:
        """Return the kinds that a file speaks of; none where that is open."""
        pages = [sight.page for sight in self.seen[file].sights] if file in self.seen else []
        return self._asked(pages) or frozenset()

    def share(self, members: Iterable[Sequence[int]]) -> bool:
        """Tell whether the files, as they were given to each application, have papers in common.

        A paper of theirs speaks of both kinds, or none that speaks of neither is there for each.
        """
        neutral: list[set[str]] = []
        common = False
        for files in members:
            own: set[str] = set()
            for page, papers in self._others(files):
                asked = self._asked([page])
                common |= asked is not None and len(asked) > 1
                own |= {*papers} if asked == frozenset() else set()
            neutral.append(own)
        return common or not set.intersection(*neutral)

    def dealt(self, groups: int) -> dict[int, int]:
        """Return the application of each file that speaks of no kind, where the forms do not lie among such files.

        Of as many alike the first are the first one's: files that are sorted by what they are.
        """
        neutral = [file for file in sorted(self.seen) if file not in self.begun and not self.of_file(file)]
        if any(min(self.begun) < file < max(self.begun) for file in neutral):
            return {}
        alike: dict[frozenset[str], list[int]] = {}
        for file in neutral:
            alike.setdefault(self._papers(file), []).append(file)
        return {
            file: at * groups // len(files)
            for files in alike.values() if len(files) % groups == 0 for at, file in enumerate(files)
        }

    def _asked(self, pages: Sequence[PageReading]) -> frozenset[str] | None:
        return asked_kinds(sorted(self.kinds), pages, ())

    def _papers(self, file: int) -> frozenset[str]:
        card = any(sight.card for sight in self.seen[file].sights)
        return frozenset((_CARD,)) if card else frozenset(self.seen[file].strength)

    def _others(self, files: Sequence[int]) -> list[tuple[PageReading, Mapping[str, float]]]:
        """Return the pages with a paper's title that are not the form's."""
        return [
            (sight.page, papers)
            for file in files if file in self.seen
            for sight, papers in zip(self.seen[file].sights, self.seen[file].papers, strict=True)
            if self.form not in papers
        ]
