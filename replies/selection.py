"""Which letter a judged case gets, and whether it leaves by itself (design 2.3, ruling 5.4).

The profile's table (``LetterKind.automatic``) says what may leave; this module only ever takes that
permission away: a doubt, an item that the pages do not surely show, one whose rules are not confirmed, a tolerance
without commitment letter, a defect beside the file's form.
"""

from __future__ import annotations

from collections.abc import Mapping

from cases.finding import Finding, Severity
from cases.finding_codes import About, code_of
from cases.report import Outcome, Report
from catalogue.model import LetterKind, Office, ServiceItem, ToleranceAllowed
from replies.defects import asked_now, to_mend
from replies.drafts import drafted
from replies.inquiry import ANSWER, is_inquiry
from replies.letter_of_event import event_of, letter_of

Selection = tuple[tuple[str, bool], ...]


def select(
    report: Report, item: ServiceItem | None, office: Office, letters: Mapping[str, LetterKind]
) -> Selection:
    """Return the letters of a judged case as (kind, leaves by itself); empty where only an officer can say.

    The last one announces the outcome. The receipt is not among them: it leaves at arrival, before anything is judged.
    """
    if is_inquiry(report):
        return ((ANSWER, False),)
    chosen = _of_outcome(report, item, office, letters)
    if item is None or not is_rerouted(report):
        return chosen
    return (("rerouted", _allowed("rerouted", office, letters)), *chosen)


def is_rerouted(report: Report) -> bool:
    """Tell whether the material came to another mailbox of the office than its item's, which is surely known.

    What came another way that the office cannot mend by itself (a fax, another office's item) is an officer's.
    """
    found = [one for one in report.findings if code_of(one).about in (About.ITEM, About.CHECK)]
    doubted = any(one.severity is Severity.REVIEW for one in found)
    return not doubted and any(one.code == "item-wrong-channel" for one in found)


def _of_outcome(
    report: Report, item: ServiceItem | None, office: Office, letters: Mapping[str, LetterKind]
) -> Selection:
    if only_format(report):
        safe = not report.of(Severity.REVIEW) and (report.item.surely or not _has_text(report))
        return (("format-correction", _allowed("format-correction", office, letters) and safe),)
    if report.outcome is Outcome.GUIDE and _is_deferred(report):
        return (("deferred", _allowed("deferred", office, letters)),)
    draft = drafted(report, item) if report.outcome is Outcome.REVIEW else None
    if draft is not None:
        return ((draft.kind, False),)
    if report.outcome is Outcome.REVIEW and (asked_now(report, item) or _lacks_own_seal(report)):
        return (("supplement-notice", False),)
    if report.outcome is Outcome.REVIEW and item is None:
        return (("format-correction", False),)
    kind = letter_of(event_of(report.outcome, item), item)
    if kind is None or report.outcome is Outcome.REFUSE:  # an officer's alone, and he says why
        return ()
    return ((kind, _allowed(kind, office, letters) and _is_safe(report, item)),)


def only_format(report: Report) -> bool:
    """Tell whether unusable files are all that can be said against the submission.

    A material that is missing beside a file that cannot be opened may lie in that file: its absence
    proves nothing before the file is there again, so it is no defect of its own yet.
    """
    if report.outcome not in {Outcome.SUPPLEMENT, Outcome.REVIEW}:
        return False
    if any(code_of(finding).about is About.CHECK for finding in report.findings):
        return False  # what that check would have said is not known
    defects = to_mend(report)
    return any(_is_unusable(one) for one in defects) and all(
        _is_unusable(one) or one.code == "material-missing" for one in defects
    )


def _has_text(report: Report) -> bool:
    return any(page.lines for page in report.pages)


def _lacks_own_seal(report: Report) -> bool:
    """Tell whether an application or a commitment lacks the unit's own seal: an officer's question, with its notice."""
    return any(one.code == "seal-missing" and one.severity is Severity.REVIEW for one in report.findings)


def _is_deferred(report: Report) -> bool:
    """Tell a case that waits from one that belongs elsewhere: what is filed online is guided, now or later."""
    codes = {finding.code for finding in report.findings}
    return "item-deferred" in codes and "item-online-only" not in codes


def _is_unusable(finding: Finding) -> bool:
    return code_of(finding).unusable


def _allowed(kind: str, office: Office, letters: Mapping[str, LetterKind]) -> bool:
    return kind in letters and office.policy in letters[kind].automatic


def _is_safe(report: Report, item: ServiceItem | None) -> bool:
    if report.of(Severity.REVIEW):
        return False
    if report.outcome is Outcome.GUIDE:  # where nothing contradicts the name: what is filed online has no form
        return True
    if item is None or report.unit.name is None or not report.item.surely:
        return False
    if item.officer_only or not item.confirmed:
        return False
    if any(not finding.confirmed for finding in to_mend(report)):
        return False
    if report.outcome is not Outcome.TOLERATE:
        return True
    if item.tolerance.allowed is not ToleranceAllowed.AUTOMATIC or not item.tolerance.is_granted:
        return False
    return report.has_commitment or not item.tolerance.commitment_needed
