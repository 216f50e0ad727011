"""All kinds of cases by item."""

from __future__ import annotations

from collections.abc import Callable

from . import (
    scenes_backpay,
    scenes_benefit,
    scenes_change,
    scenes_dispatch,
    scenes_enrol,
    scenes_injury,
    scenes_labour,
)
from .paper import Case, Setting
from .tables import table

SCENES: dict[str, Callable[[Setting], Case]] = {
    **scenes_dispatch.SCENES,
    **scenes_labour.SCENES,
    **scenes_backpay.SCENES,
    **scenes_change.SCENES,
    **scenes_enrol.SCENES,
    **scenes_benefit.SCENES,
    **scenes_injury.SCENES,
}
DISPATCH = tuple(scenes_dispatch.SCENES)
HOURS = ("hours-comprehensive", "hours-flexible")
INSURANCE = tuple(i for i in SCENES if not i.startswith(("dispatch-", "hours-", "layoff-")))
NAMES: dict[str, str] = table("names", "items")
EVERYDAY: dict[str, str] = table("names", "everyday")
MATERIALS: dict[str, str] = table("names", "materials")


def mailbox(item: str) -> str:
    """Return the channel an item belongs to."""
    if item.startswith("dispatch-"):
        return "mail-dispatch"
    if item.startswith("hours-"):
        return "mail-hours"
    return "mail-layoff" if item == "layoff-report" else "mail-insurance"
