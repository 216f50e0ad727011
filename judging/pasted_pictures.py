"""Pictures that stand in a mail's own words: pages that telephones put there, or whatever else it shows."""

from __future__ import annotations

from collections.abc import Sequence

from cases.finding import Finding
from catalogue.model import ServiceItem
from judging.sorted_pages import SortedPages
from papers.assignment import Evidence

_DOUBT = "material-uncertain"
"""What intake says of such a picture: it cannot tell a page from a poster."""

_TITLED = frozenset({Evidence.HEADING, Evidence.IDENTITY})
_BADLY_TAKEN = frozenset({"page-unreadable", "page-low-resolution"})


def without_doubts_settled(findings: Sequence[Finding], papers: SortedPages, item: ServiceItem) -> tuple[Finding, ...]:
    """Return what speaks against the files, without the doubt about a picture that shows a paper of the item's list.

    It does where it bears the paper's own title, or is an identity card, and can be read well; it is then like one that
    was attached. All else is for an officer to look at.
    """
    return tuple(one for one in findings if not (_is_of_a_picture(one) and _shows_papers(one.file, papers, item)))


def _is_of_a_picture(finding: Finding) -> bool:
    return finding.code == _DOUBT and finding.file is not None and not finding.all_pages and finding.material is None


def _shows_papers(file: int | None, papers: SortedPages, item: ServiceItem) -> bool:
    listed = {material.document for material in item.materials}
    pages = {page.number: page for page in papers.pages if page.file == file}
    given = [one for one in papers.assignment.pages if one.page in pages]
    return bool(given) and all(
        one.document in listed and one.evidence in _TITLED and one.readable
        and _BADLY_TAKEN.isdisjoint(pages[one.page].flags)
        for one in given
    )
