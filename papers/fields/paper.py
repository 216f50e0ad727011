"""One paper to be read: its pages, what kind of document it is, and what the catalogue says of fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cases.names.identifiers import conceal, mask
from cases.reading import PageReading
from cases.report import FieldValue
from catalogue.fields import Field
from catalogue.model import DocumentType
from papers.fields.found import Found, Parser
from papers.fields.label_words import LabelWords, label_words
from papers.fields.labels import Form, behind_labels


@dataclass(frozen=True, slots=True)
class Paper:
    """The pages of one document, in order.

    Attributes:
        fields: All that the catalogue knows, by code.
        words: All labels of all fields.
    """

    pages: Sequence[PageReading]
    document: DocumentType
    fields: Mapping[str, Field]
    words: LabelWords

    @classmethod
    def of(cls, pages: Sequence[PageReading], document: DocumentType, fields: Mapping[str, Field]) -> Paper:
        """Lay pages ready to be read."""
        return cls(pages, document, fields, label_words(tuple(fields.values())))

    def behind(self, page: PageReading, labels: Sequence[str], parse: Parser) -> Iterator[Found]:
        """Yield what stands behind any of the labels on one page."""
        return behind_labels(Form(page, self.words, parse), labels)

    def labels(self, name: str) -> tuple[str, ...]:
        """Return the labels of a field on this kind of document."""
        return self.fields[name].labels_on(self.document.code)

    def value(self, name: str, value: str, found: Found, *, repaired: bool = False) -> FieldValue:
        """Make a field's value with the place and the confidence of its text; people's numbers are masked."""
        field = self.fields[name]
        if field.private and name not in self.document.public_fields:
            shown = conceal(value)
        else:
            shown = value if field.public else mask(value)
        score = round(found.line.score * found.weight, 3)
        return FieldValue(name, shown, found.page, found.line.box, score, repaired)
