"""Turns parsed papers into Word documents; places of seals and signatures carry a nearly black colour by number."""

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from .dress import Dress
from .markup import Block, Cell, parse, pieces

ALIGN = {"c": WD_ALIGN_PARAGRAPH.CENTER, "^": WD_ALIGN_PARAGRAPH.CENTER, "r": WD_ALIGN_PARAGRAPH.RIGHT,
    ">": WD_ALIGN_PARAGRAPH.RIGHT, "l": WD_ALIGN_PARAGRAPH.LEFT, "<": WD_ALIGN_PARAGRAPH.LEFT}


def mark_colour(number: int) -> tuple[int, int, int]:
    """The nearly black colour that carries a mark's number (below 2000)."""
    return 1 + number // 400, number % 20, 1 + number // 20 % 20


def mark_number(red: int, green: int, blue: int) -> int | None:
    """The mark's number in a colour, or None for ordinary text."""
    carries = 1 <= red <= 5 and green < 20 and 1 <= blue <= 20
    return (red - 1) * 400 + green + (blue - 1) * 20 if carries else None


class Paper:
    """One Word document under construction; marks lists (letter, payload) by number."""

    def __init__(self, dress: Dress) -> None:
        self.dress = dress
        self.marks: list[tuple[str, str]] = []
        self.document = Document()
        self.section = self.document.sections[0]
        self._page(False)
        self._base_style()

    def _page(self, landscape: bool) -> None:
        """A4 with the dress's margins."""
        section, edge = self.section, self.dress.margin
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
        section.left_margin = section.right_margin = Mm(edge)
        section.top_margin, section.bottom_margin = Mm(edge), Mm(max(18, edge - 3))
        self.text_mm = (297 if landscape else 210) - 2 * edge

    def _base_style(self) -> None:
        style = self.document.styles["Normal"]
        style.font.size = Pt(self.dress.body_pt)
        style.font.name = self.dress.body
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for side in ("w:eastAsia", "w:ascii", "w:hAnsi"):
            fonts.set(qn(side), self.dress.body)
        style.paragraph_format.space_after = Pt(0)
        self._furniture()

    def _furniture(self) -> None:
        """Header and footer as the firm's template has them."""
        if self.dress.header:
            self.section.header.paragraphs[0].alignment = ALIGN["c"]
            self._run(self.section.header.paragraphs[0], self.dress.header, "", 9, self.dress.heading)
        if self.dress.footer:
            line = self.section.footer.paragraphs[0]
            line.alignment = ALIGN["c"]
            before, between, after = {"page": ("", "", ""), "of": ("第 ", " 页 共 ", " 页"),
                "dash": ("- ", "", " -")}[self.dress.footer]
            self._run(line, before, "", 9)
            self._field(line, "PAGE")
            self._run(line, between, "", 9)
            if between:
                self._field(line, "NUMPAGES")
            self._run(line, after, "", 9)

    @staticmethod
    def _field(paragraph, code: str) -> None:
        """A page-number field."""
        simple = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), code)
        paragraph._p.append(simple)

    def _run(self, parent, text: str, letter: str, size: float = 0, font: str = ""):
        """Add one run in the look its mark letter asks for."""
        run = parent.add_run(text)
        if size:
            run.font.size = Pt(size)
        face = font or (self.dress.pen if letter == "K" else "")
        if face:
            self._face(run, face)
        if letter == "K":
            run.font.color.rgb = RGBColor.from_string(self.dress.ink)
        if letter == "R":
            run.font.color.rgb = RGBColor(0xC8, 0x10, 0x1E)
        run.font.bold = True if letter == "B" else None
        run.font.underline = True if letter == "U" else None
        return run

    @staticmethod
    def _face(run, face: str) -> None:
        fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
        for side in ("w:ascii", "w:hAnsi", "w:eastAsia"):
            fonts.set(qn(side), face)

    def _mark(self, paragraph, letter: str, payload: str, size: float) -> None:
        """A marked area: text for seals, blank room for a signature."""
        key, _, shown = payload.rpartition(":") if letter == "O" else ("", "", payload)
        text = "　" * (len(payload) + 1) + "\u00a0" if letter == "W" else shown
        number = len(self.marks)
        self.marks.append((letter, key if letter == "O" else payload))
        run = self._run(paragraph, text, "", size)
        run.font.color.rgb = RGBColor(*mark_colour(number))

    def _fill(self, paragraph, text: str, size: float = 0, font: str = "", bold: bool = False) -> None:
        """Write a marked text into a paragraph."""
        for letter, piece in pieces(text):
            if letter in ("S", "O", "W"):
                self._mark(paragraph, letter, piece, size)
            else:
                run = self._run(paragraph, piece, letter, size, font if letter != "K" else "")
                run.font.bold = True if bold or letter == "B" else None

    def add(self, text: str) -> None:
        """Append a paper written in the markup."""
        for block in parse(text):
            if block.kind == "land":
                self._page(True)
            elif block.kind == "table":
                self._table(block)
            elif block.kind == "page":
                self.document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
            elif block.kind == "gap":
                for _ in range(int(block.text)):
                    self.document.add_paragraph()
            else:
                self._paragraph(block)

    def _paragraph(self, block: Block) -> None:
        paragraph, look = self.document.add_paragraph(), self.dress
        shape = paragraph.paragraph_format
        shape.line_spacing = look.spacing
        if block.kind == "title":
            paragraph.alignment = ALIGN["c"]
            shape.space_after = Pt(8)
            self._fill(paragraph, block.text, look.title_pt, look.title, look.title_pt < 20)
        elif block.kind == "subtitle":
            paragraph.alignment = ALIGN["c"]
            self._fill(paragraph, block.text, look.title_pt - 4, look.title)
        elif block.kind == "heading":
            self._fill(paragraph, block.text, 0, look.heading, True)
        else:
            paragraph.alignment = {"center": ALIGN["c"], "right": ALIGN["r"]}.get(block.kind)
            if block.kind == "para":
                shape.first_line_indent = Pt(2 * look.body_pt)
            self._fill(paragraph, block.text)

    def _table(self, block: Block) -> None:
        widths = [float(w) for w in block.options["w"].split(",")]
        scale = self.text_mm / sum(widths)
        table = self.document.add_table(rows=len(block.rows), cols=len(widths))
        if block.options.get("border", "1") == "1":
            table.style = "Table Grid"
        table.autofit = False
        table.alignment = 1
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width * scale)
        for index, cells in enumerate(block.rows):
            self._row(table, index, cells, block, [w * scale for w in widths])
        self._join(table, block)
        self.document.add_paragraph().paragraph_format.line_spacing = Pt(4)

    def _row(self, table, index: int, cells: list[Cell], block: Block, widths: list[float]) -> None:
        line = table.rows[index]
        line.height = Mm(block.heights[index] or float(block.options.get("h", 8)))
        grid, at = line.cells, 0
        aligns = block.options.get("a", "c").split(",")
        for item in cells:
            place = grid[at] if item.span == 1 else grid[at].merge(grid[at + item.span - 1])
            place.width = Mm(sum(widths[at : at + item.span]))
            align = item.align or aligns[min(at, len(aligns) - 1)]
            self._cell(place, item, align, block)
            if self.dress.shade and block.options.get("shade") == "odd" and at % 2 == 0 and not item.joined:
                self._shade(place)
            if self.dress.shade and block.options.get("shade") == "top" and index == 0:
                self._shade(place)
            at += item.span

    def _cell(self, place, item: Cell, align: str, block: Block) -> None:
        place.vertical_alignment = 1
        size = float(block.options.get("pt", min(self.dress.body_pt, 11)))
        for number, text in enumerate(item.text.split("¶")):
            paragraph = place.paragraphs[0] if number == 0 else place.add_paragraph()
            paragraph.alignment = ALIGN[align]
            self._fill(paragraph, text.strip(" "), size)

    def _shade(self, place) -> None:
        fill = OxmlElement("w:shd")
        fill.set(qn("w:val"), "clear")
        fill.set(qn("w:fill"), self.dress.shade)
        place._tc.get_or_add_tcPr().append(fill)

    @staticmethod
    def _join(table, block: Block) -> None:
        """Merge the cells marked {v} with the cell above."""
        for index, cells in enumerate(block.rows):
            at = 0
            for item in cells:
                if item.joined:
                    table.cell(index - 1, at).merge(table.cell(index, at))
                at += item.span

    def save(self, path: str) -> None:
        """Write the .docx file."""
        self.document.core_properties.author = ""
        self.document.save(path)
