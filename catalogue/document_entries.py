"""Reads document types, and what a letter of commitment or authorisation must hold."""

from __future__ import annotations

from catalogue.material import DocumentRule, DocumentType
from catalogue.material_entries import SIGNERS, read_wordings
from catalogue.schema import Section
from catalogue.sources import is_confirmed


def document_type(code: str, entry: Section) -> DocumentType:
    """Read one document type."""
    document = DocumentType(
        code=code,
        name=entry.text("name"),
        headings=entry.texts("headings"),
        keywords=entry.texts("keywords"),
        minimum=entry.number("minimum"),
        excluded=entry.texts("excluded"),
        fields=entry.texts("fields", names=True),
        all_keywords=entry.flag("all_keywords", False),
        listed_only=entry.flag("listed_only", False),
        rule=_rule(entry),
    )
    if document.minimum > len(document.keywords):
        entry.refuse(f"“minimum”为{document.minimum}，但只有{len(document.keywords)}个关键词", entry.line_of("minimum"))
    if document.keywords and document.minimum == 0:
        entry.refuse("有关键词时“minimum”至少为1", entry.line_of("minimum"))
    for word in set(document.excluded) & {*document.keywords, *document.headings}:
        entry.refuse(f"“{word}”不能既是特征词又是排除词", entry.line_of("excluded"))
    return document


def _rule(entry: Section) -> DocumentRule | None:
    if not entry.given("rule"):
        return None
    with entry.inner("rule", f"{entry.title}的内容要求") as rule:
        source = rule.text("source")
        found = DocumentRule(
            contents=read_wordings(rule, "contents"),
            signature=rule.one_of("signature", SIGNERS, ""),
            signature_labels=rule.texts("signature_labels"),
            seal=rule.text("seal", ""),
            source=source,
            confirmed=is_confirmed(source),
        )
        if bool(found.signature) != bool(found.signature_labels):
            rule.refuse("“signature”与“signature_labels”须同时给出", rule.line_of("signature"))
        return found
