"""Which letter a judged case gets, and whether it leaves by itself (design 2.3, ruling 5.4).

The profile's table (``LetterKind.automatic``) says what may leave; what is below only ever takes that permission away.
A letter that announces an outcome leaves by itself only where

- no question to an officer stands, and it need not be sealed;
- the item that the pages show is surely the one judged by; a file without a readable page needs none to be sent back,
  and a pointer to another way may go by names alone, since whatever contradicts them is a question;
- for what is accepted: the unit is known, the item's rules are confirmed, and so is any favour that is granted.
"""

from __future__ import annotations

from collections.abc import Mapping

from cases.finding import Finding, Severity
from cases.finding_codes import About, code_of
from cases.report import Outcome, Report
from catalogue.model import LetterKind, Mode, Office, SealGate, ServiceItem, ToleranceAllowed
from replies.defects import asked_now, to_mend
from replies.drafts import drafted
from replies.inquiry import ANSWER, is_inquiry
from replies.letter_of_event import event_of, letter_of

Selection = tuple[tuple[str, bool], ...]

FORMAT, REROUTED = "format-correction", "rerouted"
_GUIDANCE, _NOTICE = "channel-guidance", "supplement-notice"


def select(
    report: Report, item: ServiceItem | None, office: Office, letters: Mapping[str, LetterKind]
) -> Selection:
    """Return the letters of a judged case as (kind, leaves by itself); empty where only an officer can say.

    The last one announces the outcome. The receipt is not among them: it leaves at arrival, before anything is judged.
    """
    if is_inquiry(report):
        return ((ANSWER, False),)
    announced = _announced(report, item)
    told = [REROUTED] if item is not None and is_rerouted(report) else []
    kinds = (*told, announced) if announced is not None else tuple(told)
    return tuple((kind, _is_allowed(kind, item, office, letters) and _is_sure(kind, report, item)) for kind in kinds)


def is_rerouted(report: Report) -> bool:
    """Tell whether the material came to another mailbox of the office than its item's, which is surely known.

    What came another way that the office cannot mend by itself (a fax, another office's item) is an officer's.
    """
    found = [one for one in report.findings if code_of(one).about in (About.ITEM, About.CHECK)]
    doubted = any(one.severity is Severity.REVIEW for one in found)
    return not doubted and any(one.code == "item-wrong-channel" for one in found)


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


def _announced(report: Report, item: ServiceItem | None) -> str | None:
    """Return the letter that announces the outcome, or is drafted for it; None where only an officer can say."""
    if only_format(report):
        return FORMAT
    if report.outcome is Outcome.GUIDE and _is_deferred(report):
        return "deferred"
    draft = drafted(report, item) if report.outcome is Outcome.REVIEW else None
    if draft is not None:
        return draft.kind
    if report.outcome is Outcome.REVIEW and (asked_now(report, item) or _lacks_own_seal(report, item)):
        return _NOTICE
    if report.outcome is Outcome.REVIEW and item is None:
        return FORMAT
    if report.outcome is Outcome.REFUSE:  # an officer's alone, and he says why
        return None
    return letter_of(event_of(report.outcome, item), item)


def _is_allowed(kind: str, item: ServiceItem | None, office: Office, letters: Mapping[str, LetterKind]) -> bool:
    """Tell whether the profile lets such a letter leave by itself; what must be sealed never does."""
    letter = letters.get(kind)
    permit = item is not None and item.mode is Mode.PERMIT
    if item is not None and item.code in office.two_stage and kind != REROUTED:
        return False  # what two officers have to look at does not leave without any
    return letter is not None and office.policy in letter.automatic and not letter.is_sealed(permit)


def _is_sure(kind: str, report: Report, item: ServiceItem | None) -> bool:
    """Tell whether nothing in the judgement speaks against saying it without an officer."""
    if kind == REROUTED:  # says where the material is, and nothing of an outcome
        return True
    if report.of(Severity.REVIEW):
        return False
    if kind == FORMAT:
        return report.item.surely or not any(page.lines for page in report.pages)
    if item is None:
        return False
    if kind == _GUIDANCE:
        return True
    return report.item.surely and _is_confirmed(report, item) and _is_favour_granted(report, item)


def _is_confirmed(report: Report, item: ServiceItem) -> bool:
    """Tell whether the unit is known and binding texts bear out what the item asks."""
    doubtful = item.officer_only or not item.confirmed or any(not finding.confirmed for finding in to_mend(report))
    return report.unit.name is not None and not doubtful


def _is_favour_granted(report: Report, item: ServiceItem) -> bool:
    """Tell whether what is tolerated may be, by a binding text and with the commitment that it asks for."""
    if report.outcome is not Outcome.TOLERATE:
        return True
    rule = item.tolerance
    granted = rule.allowed is ToleranceAllowed.AUTOMATIC and rule.is_granted
    return granted and (report.has_commitment or not rule.commitment_needed)


def _lacks_own_seal(report: Report, item: ServiceItem | None) -> bool:
    """Tell whether an application or a commitment lacks the unit's own seal: an officer's question, with its notice.

    On a page without colour nothing may be seen of it; where each page must be sealed, that is no such question.
    """
    advised = item is not None and item.seal_gate is SealGate.ADVISE
    codes = ("seal-missing", "seal-uncoloured") if advised else ("seal-missing",)
    return any(one.code in codes and one.severity is Severity.REVIEW for one in report.findings)


def _is_deferred(report: Report) -> bool:
    """Tell a case that waits from one that belongs elsewhere: what is filed online is guided, now or later."""
    codes = {finding.code for finding in report.findings}
    return "item-deferred" in codes and "item-online-only" not in codes


def _is_unusable(finding: Finding) -> bool:
    return code_of(finding).unusable
