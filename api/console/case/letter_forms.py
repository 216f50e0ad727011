"""Forms of the letter's pane; a field that was left empty states nothing."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field

from api.days import Day, Time
from api.routes.requests import Line, PaperBody, Stating, Text
from cases.lifecycle import Event
from record.repository import BEIJING
from replies.particulars import Particulars


def blank_to_none(value: object) -> object:
    """Take a field that was left empty for one that states nothing."""
    return None if value == "" else value


def _lines(value: object) -> object:
    """Take a field of several lines, or one with enumeration commas, apart."""
    if isinstance(value, list):
        value = "\n".join(str(one) for one in value)
    if not isinstance(value, str):
        return value
    return [one.strip() for one in value.replace("、", "\n").splitlines() if one.strip()]


StatedDay = Annotated[Day | None, BeforeValidator(blank_to_none)]
Names = Annotated[list[str], BeforeValidator(_lines)]


class _Form(Stating):
    """A form: what belongs to the page, and not to what is stated, is left alone."""

    model_config = ConfigDict(extra="ignore")


class DecisionForm(_Form):
    """A decision that is made otherwise than proposed."""

    event: Event
    note: str = Field(default="", max_length=500)
    right_office: Line = ""
    resume_when: Text = ""
    document_no: Line = ""
    permit_no: Line = ""
    valid_from: StatedDay = None
    valid_to: StatedDay = None
    pickup: Text = ""
    bring: Text = ""
    result: Text = ""
    promise: Text = ""
    headcount: Annotated[int | None, BeforeValidator(blank_to_none), Field(ge=1, le=1_000_000)] = None
    prepaid: bool = False


class PaperForm(PaperBody):
    """Paper that came."""

    model_config = ConfigDict(extra="ignore")

    received_on: StatedDay = None
    received: Names = Field(default_factory=list)
    differing: Names = Field(default_factory=list)


class VisitForm(_Form):
    """A visit that is arranged."""

    visit_at: Time
    visit_place: Line
    visitors: Names
    duration: Line = ""
    bring: Text = ""

    @property
    def stated(self) -> Particulars:
        """What the officer states; the time is the office's."""
        at = self.visit_at if self.visit_at.tzinfo is not None else self.visit_at.replace(tzinfo=BEIJING)
        return Particulars(
            visit_at=at, visit_place=self.visit_place, visitors=tuple(self.visitors), duration=self.duration,
            bring=self.bring,
        )
