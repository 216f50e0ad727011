"""Days and times that requests state: written as ISO 8601 writes them, of years in which an office works.

A slip such as 0202 is refused, and so is a number, which would else count as seconds since 1970.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import AwareDatetime, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

STATED = "stated"
"""Type of an error whose message is a sentence for whoever asked."""
YEARS = "1990至2199"

_DAY = "(199[0-9]|2[01][0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?"
_ZONE = "([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"
DAY = f"^{_DAY}$"
TIME = f"^{_DAY}([Tt ]{_CLOCK}{_ZONE}?)?$"
MOMENT = f"^{_DAY}[Tt ]{_CLOCK}{_ZONE}$"


def _written(form: str, example: str) -> BeforeValidator:
    """Return the check that a value is written so; what is a day or a time already need not be."""
    wanted = re.compile(form)

    def check(stated: object) -> object:
        if isinstance(stated, date) or (isinstance(stated, str) and wanted.fullmatch(stated)):
            return stated
        raise PydanticCustomError(
            STATED, "须写成“{example}”的样子，年份在{years}之间", {"example": example, "years": YEARS}
        )

    return BeforeValidator(check)


Day = Annotated[
    date, _written(DAY, "2020-02-12"), WithJsonSchema({"type": "string", "format": "date", "pattern": DAY})
]
Time = Annotated[
    datetime, _written(TIME, "2020-02-12T09:00:00+08:00"), WithJsonSchema({"type": "string", "pattern": TIME})
]
"""A time, or a day for its beginning; without a zone the office's."""
Moment = Annotated[
    AwareDatetime, _written(MOMENT, "2020-02-12T09:00:00+08:00"),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": MOMENT}),
]
"""A time with its zone."""
