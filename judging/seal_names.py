"""Which names the seals of a submission ought to bear."""

from __future__ import annotations

from cases.reading import SealKind
from cases.report import Report
from cases.seal_words import union_name
from validators.impressions import parent_in_name
from validators.seal_names import ring_words


def expected_names(report: Report) -> tuple[str, ...]:
    """Return the applicant's name and the names of companies that may seal for it, as a first judgement tells them.

    Where an impression is a union's, those of their unions as well.
    """
    unit = report.unit.name
    if not unit:
        return ()
    values = (value for material in report.materials for value in material.fields if value.name == "parent_name")
    names = tuple(dict.fromkeys((unit, *parent_in_name(unit), *(value.value for value in values))))
    seals = (seal for page in report.pages for seal in page.seals if seal.kind is SealKind.UNION)
    unions = [union for seal in seals for name in names if (union := union_name(name, ring_words(seal)))]
    return tuple(dict.fromkeys((*names, *unions)))
