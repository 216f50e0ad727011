"""Bodies of what officers enter about a case."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from api.days import Day, Moment
from cases.chronicle import INFORM, VERIFY
from cases.lifecycle import Event
from cases.report import Outcome
from casework.acts import Call
from casework.registering import Comparison
from replies.particulars import Particulars

Line = Annotated[str, Field(max_length=200)]
Text = Annotated[str, Field(max_length=2000)]
Code = Annotated[str, Field(max_length=80)]
SAID: JsonDict = {"minLength": 1, "pattern": "\\S"}
"""What the interface tells of a field that must say something; without that it is refused in a sentence."""
ReasonQuery = Annotated[str, Query(max_length=500, json_schema_extra=SAID, description="查看理由，记入操作记录")]

_PARTICULARS = frozenset(one.name for one in fields(Particulars))


class _Body(BaseModel):
    """A request; fields it does not know are refused, so that nothing an officer states is lost."""

    model_config = ConfigDict(extra="forbid")


def _exactly_one(first: str, second: str) -> ConfigDict:
    """Return the configuration of a body that states one of two fields, and not the other."""
    def only(stated: str, other: str) -> JsonDict:
        return {"required": [stated], "properties": {stated: {"not": {"type": "null"}}, other: {"type": "null"}}}

    return ConfigDict(extra="forbid", json_schema_extra={"oneOf": [only(first, second), only(second, first)]})


class NoBody(_Body):
    """A request without a body."""


class ReasonBody(_Body):
    """Why something is done or looked at."""

    reason: str = Field(max_length=500, json_schema_extra=SAID, description="理由，记入操作记录")


class FilesBody(ReasonBody):
    """Some files of a case, by the ``id`` that it lists them with."""

    files: list[Annotated[str, Field(max_length=40)]] = Field(min_length=1, max_length=200)


class SplitBody(ReasonBody):
    """What becomes a case of its own: some files by their ``id``, or some pages by their numbers."""

    files: list[Annotated[str, Field(max_length=40)]] = Field(default_factory=list, max_length=200)
    pages: list[Annotated[int, Field(ge=1)]] = Field(default_factory=list, max_length=500)


class MoveFilesBody(FilesBody):
    """Files that belong to another case."""

    to: str = Field(min_length=1, max_length=40, description="另一办件的 id 或编号")


class MovePagesBody(ReasonBody):
    """Pages that belong to another case, by their numbers."""

    pages: list[Annotated[int, Field(ge=1)]] = Field(min_length=1, max_length=500)
    to: str = Field(min_length=1, max_length=40, description="另一办件的 id 或编号")


class JoinBody(ReasonBody):
    """The case that another goes over into."""

    into: str = Field(min_length=1, max_length=40, description="并入哪一件：id 或编号")


class Stating(_Body):
    """A request that states particulars of a letter, each in a field of the same name."""

    @property
    def stated(self) -> Particulars:
        """What the officer states."""
        said: dict[str, Any] = {}
        for name in _PARTICULARS.intersection(type(self).model_fields):
            value = getattr(self, name)
            if value is not None:
                said[name] = tuple(value) if isinstance(value, list) else value
        return Particulars(**said)


class DecisionBody(Stating):
    """An officer's decision: an event of the life cycle, or the outcome that is confirmed or corrected."""

    model_config = _exactly_one("outcome", "event")

    outcome: Outcome | None = None
    event: Event | None = None
    note: str = Field(default="", max_length=500, description="理由，记入操作记录；依法须告知的写入文书")
    right_office: Line = Field(default="", description="不予受理：应向何机关申请")
    resume_when: Text = Field(default="", description="延后办理：恢复办理的条件")
    document_no: Line = Field(default="", description="准予、不予许可：决定文号")
    permit_no: Annotated[Line, AfterValidator(str.strip)] = Field(default="", description="准予许可：证照编号")
    valid_from: Day | None = Field(default=None, description="准予许可：有效期自，空则自决定之日")
    valid_to: Day | None = Field(default=None, description="准予许可：有效期至，空则按事项的有效年限计算")
    pickup: Text = Field(default="", description="领取方式和批次")
    bring: Text = Field(default="", description="领取时携带的材料")
    result: Text = Field(default="", description="办理结果、处理结果")
    promise: Text = Field(default="", description="承诺办理：承诺事项")
    headcount: int | None = Field(default=None, ge=1, le=1_000_000, description="收悉证明：裁减人数")
    prepaid: bool = Field(default=False, description="待遇事项：预发待遇，作出标识并列入事后稽核")
    materials: list[Code] = Field(default_factory=list, max_length=50, description="容缺受理：另行容缺的材料代码")

    @model_validator(mode="after")
    def one_choice(self) -> DecisionBody:
        """Ask for exactly one of outcome and event."""
        if (self.outcome is None) == (self.event is None):
            raise ValueError("outcome and event: exactly one")
        return self

    @property
    def choice(self) -> Outcome | Event:
        """What was decided."""
        chosen = self.outcome if self.outcome is not None else self.event
        assert chosen is not None  # one_choice has seen to it
        return chosen


class AssignBody(_Body):
    """Who has the case in hand; null: nobody."""

    officer: Annotated[str, Field(max_length=80)] | None


class NoteBody(_Body):
    """A note for the record."""

    text: Annotated[Text, Field(json_schema_extra=SAID)]


class LetterTextBody(_Body):
    """The body of a letter as an officer left it."""

    text: str = Field(max_length=20_000)


class RemarkBody(_Body):
    """What a second officer says of a proposal."""

    note: str = Field(default="", max_length=500)


class AuditBody(_Body):
    """What the check after the event found."""

    note: Annotated[Text, Field(json_schema_extra=SAID)]


class ItemChoiceBody(_Body):
    """The business item that an officer has picked."""

    item: Code


class CallBody(_Body):
    """A telephone call; of the number only its last four digits are kept."""

    purpose: Literal["verify", "inform"] = Field(description=f"{VERIFY}：与参保人核实；{INFORM}：电话告知结果")
    person: Annotated[str, Field(max_length=80, json_schema_extra=SAID)]
    telephone: Annotated[str, Field(max_length=40)] = ""
    result: Annotated[str, Field(max_length=500, json_schema_extra=SAID)]

    @property
    def stated(self) -> Call:
        """The call."""
        return Call(self.purpose, self.person, self.telephone, self.result)


class PaperBody(Stating):
    """Paper material that arrived, and what comparing it showed."""

    received_on: Day | None = None
    tracking_no: Annotated[str, Field(max_length=40), AfterValidator(str.strip)] = ""
    received: list[Line] = Field(default_factory=list, max_length=100, description="收到的纸质材料名称")
    compared: bool = Field(default=False, description="已与电子材料核对")
    differing: list[Line] = Field(default_factory=list, max_length=100, description="与电子材料不一致的材料名称")
    note: str = Field(default="", max_length=500, description="不一致之处")

    @property
    def comparison(self) -> Comparison:
        """What comparing it showed."""
        return Comparison(self.compared, tuple(self.differing), self.note)


class VisitBody(Stating):
    """A site visit: arranged with time, place and two visitors or more, or recorded with its result."""

    model_config = _exactly_one("visit_at", "result")

    visit_at: Moment | None = None
    place: Line = ""
    visitors: list[Code] = Field(default_factory=list, max_length=20)
    duration: Line = Field(default="", description="预计用时，如：约两小时")
    bring: Text = ""
    result: Annotated[str, Field(max_length=500)] | None = None

    @model_validator(mode="after")
    def one_act(self) -> VisitBody:
        """Ask for an arrangement or a result, not both."""
        if (self.result is None) == (self.visit_at is None):
            raise ValueError("visit_at and result: exactly one")
        return self

    @property
    def stated(self) -> Particulars:
        """What the officer states."""
        return replace(super().stated, visit_place=self.place)


class WithdrawBody(Stating):
    """Why a case is withdrawn: how its sender said so."""

    note: str = Field(max_length=500)


class SettleBody(_Body):
    """How a debt is settled: the material came another way, or is not asked any more."""

    state: Literal["cleared", "waived"]
    note: str = Field(max_length=500, description="收到方式，或者免除依据（数据共享等）")


class AnchorBody(_Body):
    """The day on which periods begin that have no date of their own."""

    day: Day
