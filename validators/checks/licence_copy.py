"""A licence must be handed in as its 副本. Source: domain f19."""

from __future__ import annotations

from collections.abc import Iterator

from cases.finding import PAGES, Finding, Place
from catalogue.clauses import Rule
from validators.certainty import SURE_VALUE
from validators.finding import find
from validators.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield one doubt where a licence says that it is the 正本."""
    said = [v for v in subject.fields.get("business-licence", ()) if v.name == "is_duplicate_copy"]
    value = next((one for one in said if one.value == "false" and one.confidence >= SURE_VALUE), None)
    if value is not None:
        name = subject.document_name("business-licence")
        message = f"{PAGES}（{name}）显示为正本，清单要求副本，已转人工核对。"
        yield find(
            subject, "material-uncertain", message, confidence=value.confidence,
            place=Place("business-licence", value.page, value.box), clause=subject.clause(Rule.LICENCE_COPY),
        )  # fmt: skip
