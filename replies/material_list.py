"""The material list of an item as letters print it: one line a material, alternatives together."""

from __future__ import annotations

from collections.abc import Iterator

from cases.report import Need
from catalogue.model import Material
from replies.context import LetterContext
from replies.wording import clean


def required(context: LetterContext) -> Iterator[str]:
    """Yield the materials in the order of the list; of an alternative one line says which may stand for which."""
    item, told = context.item, set()
    for material in sorted(item.materials, key=lambda one: one.order) if item is not None else ():
        if material.need is Need.OPTIONAL or (material.alternative and material.alternative in told):
            continue
        told.add(material.alternative)
        same = [
            one for one in (item.materials if item is not None else ())
            if one is material or (material.alternative and one.alternative == material.alternative)
        ]
        named = "或者".join(dict.fromkeys(_name(one, context) for one in same))
        yield named + _remark(material, named)


def _name(material: Material, context: LetterContext) -> str:
    document = context.catalogue.documents.get(material.document)
    name = clean(document.name) if document is not None else material.document
    return f"{name}（{material.of}）" if material.of else name


def _remark(material: Material, named: str) -> str:
    form = {"original": "原件", "copy": "复印件"}.get(material.form, "")
    form = "" if form and form in named else form
    copies = f"一式{material.copies}份" if material.copies > 1 and material.founds("copies") else ""
    when = clean(material.condition.label) if material.condition is not None else ""
    inside = "，".join(part for part in (form, copies, f"{when}的提交" if when else "") if part)
    return f"（{inside}）" if inside else ""
