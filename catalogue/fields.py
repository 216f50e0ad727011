"""Fields: what the papers tell, by its code, its name, its labels and the kind of value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of value; :mod:`papers.fields` reads each of them, ``docs/fields.md`` says how."""

    # Behind a label or in a sentence.
    UNIT = "unit"
    ORGANISATION = "organisation"
    PERSON = "person"
    HOLDER = "holder"
    YUAN = "yuan"
    MONEY = "money"
    AREA = "area"
    COUNT = "count"
    HOURS = "hours"
    DAY = "day"
    TERM_END = "term_end"
    FIRST_MONTH = "first_month"
    LAST_MONTH = "last_month"
    YEAR = "year"
    SEX = "sex"
    NUMBERED = "numbered"
    NATIONALITY = "nationality"
    DIAGNOSIS = "diagnosis"
    PHRASE = "phrase"
    PASSAGE = "passage"
    ADDRESS = "address"
    # With a check character.
    CREDIT_CODE = "credit_code"
    PERSON_NUMBER = "person_number"
    # Out of whole tables.
    ROWS = "rows"
    COLUMNS = "columns"
    POSTS = "posts"
    CHANGES = "changes"
    # One of a few.
    LAYOFF_GROUND = "layoff_ground"
    HOURS_CYCLE = "hours_cycle"
    PAY_METHOD = "pay_method"
    WORKER_KIND = "worker_kind"
    ACCOUNT_KIND = "account_kind"
    FILING_KIND = "filing_kind"
    UNION = "union"
    BRANCH = "branch"
    DUPLICATE_COPY = "duplicate_copy"
    REGISTER_STATE = "register_state"
    CERTIFIED_COPY = "certified_copy"
    YEARS = "years"
    # Not read: its labels end the value before them.
    UNREAD = "unread"


class Otherwise(StrEnum):
    """How a field is found where no label and no sentence gives it."""

    UNIT_LINE = "unit_line"
    LAST_DATE = "last_date"
    PEOPLE_COLUMN = "people_column"
    FIRST_YEAR = "first_year"


@dataclass(frozen=True, slots=True)
class OwnLabels:
    """Labels of a field on one kind of document alone: 甲方 is the employer of a contract and the lessor of a lease."""

    document: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that papers tell.

    Attributes:
        name: As letters print it: ``缴费方式``.
        labels: What stands before it on forms, certificates and letters.
        own_labels: Further labels on single kinds of documents.
        end_labels: Labels behind which a single date is the end of a term; behind others it may be its beginning,
            the rest unread.
        otherwise: How it is found without label; None: not at all.
        private: Its value is kept masked: presence can be checked, the number is nowhere but on the page.
        public: Shown as it is; in all others, numbers as long as a person's are masked.
        read_with: Field beside which it costs nothing to read, so that each document with that field has it too.
        always: Read of every document.
    """

    code: str
    name: str
    kind: Kind
    labels: tuple[str, ...] = ()
    own_labels: tuple[OwnLabels, ...] = ()
    end_labels: tuple[str, ...] = ()
    otherwise: Otherwise | None = None
    private: bool = False
    public: bool = False
    read_with: str = ""
    always: bool = False

    def labels_on(self, document: str) -> tuple[str, ...]:
        """All labels of the field on one kind of document, its own first."""
        special = (label for own in self.own_labels if own.document == document for label in own.labels)
        return (*special, *self.labels)

    @property
    def every_label(self) -> tuple[str, ...]:
        """All its labels, on whatever document."""
        return (*self.labels, *(label for own in self.own_labels for label in own.labels), *self.end_labels)
