"""Bodies of letters that leave together."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from casework.batch import LARGEST

LetterId = Annotated[str, Field(max_length=40)]


class BatchBody(BaseModel):
    """Ids of held letters, each of which an officer has looked at."""

    letters: list[LetterId] = Field(min_length=1, max_length=LARGEST)


class LeftBody(BaseModel):
    """A letter that leaves; ``act`` names what waits for its minute, null where it left at once."""

    letter: str
    case: str
    act: str | None


class RefusedBody(BaseModel):
    """A letter that does not leave, and why."""

    letter: str
    code: str
    message: str


class BatchAnswer(BaseModel):
    """What became of the letters of a batch."""

    left: list[LeftBody]
    refused: list[RefusedBody]
