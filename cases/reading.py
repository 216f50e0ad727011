"""What was read from one page: text lines, seals, edge fragments.

One convention everywhere: boxes are PDF points (1/72 inch) from the top left of the
upright page, pages count from 1, scores run from 0.0 to 1.0.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in PDF points from the top left of the upright page."""

LEAST_STRIP_SCORE = 0.3
"""Below it a fragment at a page's edge is a trace and no strip of a seal."""

CHARACTER_LIMIT = 0.8
"""Weakest-character score from which a seal's text counts as read.

Below it PP-OCR's second guess is often the right one, so a difference proves nothing.
"""

UNREADABLE_MARKS = "□■?？*＊�"
"""What stands in a reading for a character that was not read."""

BLANK_INK = 0.002
"""Share of ink below which a page is the empty back of a sheet (domain f37: ink < 0.2 %)."""


class Source(StrEnum):
    """Where the text of a page comes from."""

    OCR = "ocr"
    TEXT_LAYER = "text-layer"
    MIXED = "mixed"
    NONE = "none"


class ColourMode(StrEnum):
    """What colours a page can show; a red seal is provable only on ``COLOUR``."""

    COLOUR = "colour"
    GREY = "grey"
    BILEVEL = "bilevel"


class SealKind(StrEnum):
    """印章种类."""

    OFFICIAL = "official"      # 公章
    CONTRACT = "contract"      # 合同专用章
    INVOICE = "invoice"        # 发票专用章
    FINANCE = "finance"        # 财务专用章
    PERSONNEL = "personnel"    # 人事、人力资源或部门章
    UNION = "union"            # 工会章
    GOVERNMENT = "government"  # 机关章（国徽）
    NAME = "name"              # 法定代表人名章
    UNKNOWN = "unknown"


class SealShape(StrEnum):
    """Outline of an impression."""

    ROUND = "round"
    OVAL = "oval"
    SQUARE = "square"


class InkColour(StrEnum):
    """Ink of an impression as it shows on the page."""

    RED = "red"
    BLUE = "blue"
    BLACK = "black"


class Edge(StrEnum):
    """Edge of the upright page that a fragment touches."""

    LEFT = "left"
    RIGHT = "right"
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text, in reading order of its page."""

    text: str
    box: Box
    score: float


@dataclass(frozen=True, slots=True)
class NameTest:
    """One impression against one name that it may be expected to bear, and against that name's look-alikes.

    All figures are natural logarithms; see ``ocr.seals.name_tests``.

    Attributes:
        name: The name expected.
        odds: By how much it is likelier on this impression than the likeliest name that differs by one character.
        seen_odds: The same without characters under print, and without those whose ink is that of the stamp's other
            impressions, which settle them.
        stamp_odds: The same summed over all impressions that agree with this one ink for ink.
        gap: Logarithm of the probability of the name, or of one that differs by one character, less that of whatever
            reads best: near 0, or far below it on wholly other names.
        ends: No more characters stand before or behind it.
        impressions: How many impressions ``stamp_odds`` is summed over.
        treacherous: The name holds a character that a sure reading may have taken for another.
        laid_odds: Odds of the same on all impressions of the stamp laid on each other; 0 for a single one.
        vouchers: How many other impressions of the stamp bear the name by themselves.
        reads_so: Reading found the name, or what its characters are mostly read as.
        reads_alike: Reading found a look-alike in the place of one of its characters.
    """

    name: str
    odds: float
    seen_odds: float
    stamp_odds: float
    gap: float
    ends: bool
    impressions: int = 1
    treacherous: bool = False
    laid_odds: float = 0.0
    vouchers: int = 0
    reads_so: bool = False
    reads_alike: bool = False


@dataclass(frozen=True, slots=True)
class Seal:
    """One whole seal impression.

    Attributes:
        size_mm: Width and height of the outline.
        text: Ring text (arc, left to right) followed by nothing else; empty if unreadable.
        inner_text: Centre and bottom text (合同专用章, numbers).
        score: Confidence that this is a seal impression.
        text_score: Confidence of ``text``; the weakest character counts, 0.0 if none was read.
        star: Five-pointed star seen in the middle; None where that cannot be told.
        electronic: Comes from a PDF stamp annotation or signature widget, not from pixels alone.
        image_digest: Digest of the embedded picture it was drawn from, where the PDF tells.
            Equal digests on many pages mean a pasted picture.
        strip: The impression unrolled, for comparison with the others of its submission; empty once that is done.
        tests: What came of comparing it with names that were expected.
    """

    kind: SealKind
    shape: SealShape
    colour: InkColour
    box: Box
    size_mm: tuple[float, float]
    text: str
    score: float
    inner_text: str = ""
    text_score: float = 0.0
    star: bool | None = None
    electronic: bool = False
    image_digest: str | None = None
    strip: str = ""
    tests: tuple[NameTest, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeFragment:
    """A strip of a seal at a page edge: one page's share of a cross-page seal (骑缝章).

    Attributes:
        edge: The edge it touches.
        colour: Ink.
        box: Its place on the page.
        start_mm, end_mm: Extent along the edge, from the top (or left) corner.
        depth_mm: How far it reaches into the page.
        mask: The strip's ink as packed bits, row by row, 4 px per mm, base64; always oriented
            as on the page. ``mask_size`` is (width, height) in those pixels.
        score: Confidence that it is a seal strip and not a mark, photo or letterhead; below 0.3 it is a
            trace, ink at the edge that proves nothing but leaves the page's edge not surely empty.
    """

    edge: Edge
    colour: InkColour
    box: Box
    start_mm: float
    end_mm: float
    depth_mm: float
    mask: str
    mask_size: tuple[int, int]
    score: float

    @property
    def is_trace(self) -> bool:
        """Whether it is only ink that may be a strip."""
        return self.score < LEAST_STRIP_SCORE


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Attributes:
        row, column: Where it begins, from 0.
        row_span, column_span: Rows and columns it takes; more than 1 for merged cells.
        text: Its lines joined without a break; empty for an empty cell.
        score: Of its weakest line; 1.0 for an empty cell.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    text: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table on one page.

    Attributes:
        rows: The cells that begin in each row, from left to right.
        ruled: Whether rules part its cells; else they stand in columns by alignment only.
    """

    box: Box
    rows: tuple[tuple[Cell, ...], ...]
    ruled: bool = True

    @property
    def columns(self) -> int:
        """Number of columns."""
        return max((cell.column + cell.column_span for row in self.rows for cell in row), default=0)


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """A place for a signature, found by its label.

    Attributes:
        label: Who signs there, as printed: ``法定代表人``.
        box: Where ink was looked for.
        signed: Something is written, printed or stamped in it; None where that cannot be told. Whose hand it is
            no machine can say.
        score: Confidence of ``signed``.
    """

    label: str
    box: Box
    signed: bool | None
    score: float


@dataclass(frozen=True, slots=True)
class PageReading:
    """All that was read from one page.

    Attributes:
        number: Page of the whole submission, from 1.
        file: Index of its file in the submission, from 0.
        file_page: Page within that file, from 1.
        size_mm: Width and height of the upright page; as on A4 where the resolution is unknown.
        size_known: False for photos and where the resolution is a guess: rules in mm are then uncertain.
        rotation: Clockwise degrees by which the page was turned to stand upright.
        ink: Share of the page that is not paper, 0.0–1.0; below 0.002 a page is blank.
        flags: Finding codes the reader itself raises: ``page-blank``, ``page-unreadable``,
            ``page-hidden-text``, ``page-low-resolution``, ``page-rotated``.
        content_key: Digest of the page's picture and text; the same content is never read twice.
        tables: Its tables, from top to bottom.
        signature_places: Its places for signatures, from top to bottom.
    """

    number: int
    file: int
    file_page: int
    size_mm: tuple[float, float]
    source: Source
    colour: ColourMode
    rotation: int
    lines: tuple[TextLine, ...]
    seals: tuple[Seal, ...]
    fragments: tuple[EdgeFragment, ...]
    ink: float
    size_known: bool = True
    flags: tuple[str, ...] = ()
    content_key: str = ""
    tables: tuple[Table, ...] = ()
    signature_places: tuple[SignaturePlace, ...] = ()

    @property
    def text(self) -> str:
        """The lines joined by line breaks."""
        return "\n".join(line.text for line in self.lines)

    @property
    def is_blank(self) -> bool:
        """Whether it is an empty back side; a page with a seal or a line of text is never blank."""
        if self.seals or self.lines:
            return False
        return "page-blank" in self.flags or self.ink < BLANK_INK


class Coverage(StrEnum):
    """State of the cross-page seal of one set of pages."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    ABSENT = "absent"
    UNCERTAIN = "uncertain"
    NOT_NEEDED = "not-needed"


@dataclass(frozen=True, slots=True)
class CrossPageSeal:
    """How the edge fragments of a set of pages join.

    Attributes:
        coverage: Verdict over the set.
        confidence: 0.0–1.0 that the verdict is right.
        missing_pages: Page numbers without a fragment that belongs to the impression.
        foreign_pages: Page numbers whose fragment belongs to another impression.
        pages: Page numbers of the set that was judged; empty where there was no set to judge.
    """

    coverage: Coverage
    confidence: float
    missing_pages: tuple[int, ...] = ()
    foreign_pages: tuple[int, ...] = ()
    pages: tuple[int, ...] = ()
