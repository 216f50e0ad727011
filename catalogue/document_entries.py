"""Reads document types, and what a letter of commitment or authorisation must hold."""

from __future__ import annotations

from catalogue.material import DocumentRule, DocumentType
from catalogue.material_entries import SIGNERS, read_wordings
from catalogue.schema import Section
from catalogue.source_entries import read_source


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
        one_page=entry.flag("one_page", False),
        rule=_rule(entry),
        extra_fields=entry.texts("extra_fields", names=True),
        public_fields=entry.texts("public_fields", names=True),
        own_seal=entry.flag("own_seal", False),
    )
    for name in set(document.extra_fields) & set(document.fields):
        entry.refuse(f"“{name}”已在“fields”中", entry.line_of("extra_fields"))
    for name in set(document.public_fields) - {*document.fields, *document.extra_fields}:
        entry.refuse(f"“{name}”不是本材料的字段", entry.line_of("public_fields"))
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
        source = read_source(rule, needed=True)
        found = DocumentRule(
            contents=read_wordings(rule, "contents"),
            signature=rule.one_of("signature", SIGNERS, ""),
            signature_labels=rule.texts("signature_labels"),
            source=source.told,
            confirmed=source.binds(),
            shown_by=_shown_by(rule),
        )
        for name in set(found.shown_by) - {content.name for content in found.contents}:
            rule.refuse(f"“shown_by”中的“{name}”不是“contents”之一", rule.line_of("shown_by"))
        if bool(found.signature) != bool(found.signature_labels):
            rule.refuse("“signature”与“signature_labels”须同时给出", rule.line_of("signature"))
        return found


def _shown_by(rule: Section) -> dict[str, tuple[str, ...]]:
    with rule.inner("shown_by", f"{rule.title}“shown_by”") as shown:
        return {content: shown.texts(content, names=True) for content in shown.keys}
