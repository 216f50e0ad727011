"""Arguments that several commands take, read strictly; and the exit statuses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from cases.errors import UsageError
from record.repository import BEIJING

EXIT_USAGE, EXIT_FAILED = 2, 4


def moment(text: str | None) -> datetime:
    """Return a time given as text, now for none; a time without zone is Beijing's.

    Raises:
        UsageError: It is none.
    """
    if text is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(reason=f"“{text}”不是时间，应写作 2020-02-12T09:00+08:00") from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=BEIJING)


def day(text: str) -> date:
    """Return a day given as text.

    Raises:
        UsageError: It is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(reason=f"“{text}”不是日期，应写作 2020-02-12") from error


def check_known(code: str | None, codes: Sequence[str], what: str) -> None:
    """Refuse a code that is not among those there are.

    Raises:
        UsageError: It is not.
    """
    if code is not None and code not in codes:
        raise UsageError(reason=f"没有代码为“{code}”的{what}，可用：{'、'.join(dict.fromkeys(codes))}")
