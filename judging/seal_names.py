"""Which names the seals of a submission ought to bear."""

from __future__ import annotations

from cases.report import Report
from validators.impressions import parent_in_name


def expected_names(report: Report) -> tuple[str, ...]:
    """Return the applicant's name and the names of companies that may seal for it, as a first judgement tells them."""
    unit = report.unit.name
    if not unit:
        return ()
    values = (value for material in report.materials for value in material.fields if value.name == "parent_name")
    return tuple(dict.fromkeys((unit, *parent_in_name(unit), *(value.value for value in values))))
