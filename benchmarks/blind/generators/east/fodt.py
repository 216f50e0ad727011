"""Flat OpenDocument texts for LibreOffice Writer from markup blocks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from .markup import Block, Cell

SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2" '
    'office:mimetype="application/vnd.oasis.opendocument.text"'
)
INLINE = re.compile(r"(~[^~]+~|\*\*[^*]+\*\*|__[^_]*__)")


@dataclass
class Look:
    """How a firm sets its papers: fonts, sizes in points, lengths in mm."""

    body: str
    title: str
    hand: str = "AR PL UKai CN"
    size: float = 12
    title_size: float = 18
    leading: int = 150
    margins: tuple[float, float, float, float] = (25, 22, 22, 26)
    shade: str = ""
    line: float = 0.5
    header: str = ""
    footer: str = ""
    indent: bool = True
    cell_size: float = 10.5


def _family(name: str) -> str:
    """Both western and asian font attributes."""
    return f'style:font-name="{name}" style:font-name-asian="{name}"'


def _size(points: float) -> str:
    """Both western and asian font sizes."""
    return f'fo:font-size="{points}pt" style:font-size-asian="{points}pt"'


def _weight(bold: bool) -> str:
    """Bold attributes, or none."""
    return 'fo:font-weight="bold" style:font-weight-asian="bold"' if bold else ""


class Sheet:
    """Collects automatic styles and body of one document."""

    def __init__(self, look: Look, facts: Mapping[str, str]) -> None:
        self.look = look
        self.styles: list[str] = []
        self.body: list[str] = []
        self.wide = False
        self.break_next = False
        self.facts = facts

    def named(self, family: str, inner: str, attributes: str = "") -> str:
        """A new automatic style; returns its name."""
        name = f"{family[0].upper()}{len(self.styles)}"
        self.styles.append(
            f'<style:style style:name="{name}" style:family="{family}" {attributes}>{inner}</style:style>'
        )
        return name

    def paragraph_style(self, layout: str, family: str, points: float, bold: bool = False) -> str:
        """A paragraph style; takes over a pending page break."""
        start = ' fo:break-before="page"' if self.break_next else ""
        self.break_next = False
        return self.named(
            "paragraph",
            f"<style:paragraph-properties {layout}{start}/>"
            f"<style:text-properties {_family(family)} {_size(points)} {_weight(bold)}/>",
        )

    def inline(self, text: str, points: float) -> str:
        """Text with handwriting, bold and underlined spans."""
        parts = []
        for piece in INLINE.split(text):
            if piece[:1] == "~" and len(piece) > 2:
                parts.append(
                    self.span(piece[1:-1], f'{_family(self.look.hand)} {_size(points + 2)} fo:color="#1c2f80"')
                )
            elif piece.startswith("**"):
                parts.append(self.span(piece[2:-2], _weight(True)))
            elif piece.startswith("__"):
                parts.append(
                    self.span(piece[2:-2], 'style:text-underline-style="solid" ' 'style:text-underline-width="auto"')
                )
            else:
                parts.append(escape(piece).replace("//", "<text:line-break/>"))
        return "".join(parts)

    def span(self, text: str, properties: str) -> str:
        """A span with its own text properties."""
        name = self.named("text", f"<style:text-properties {properties}/>")
        return f'<text:span text:style-name="{name}">{escape(text)}</text:span>'

    def paragraph(self, block: Block) -> None:
        """Any block that is a paragraph."""
        layout, family, points, bold = self.setting(block.kind)
        name = self.paragraph_style(layout, family, points, bold)
        self.body.append(f'<text:p text:style-name="{name}">{self.inline(block.text, points)}</text:p>')

    def setting(self, kind: str) -> tuple[str, str, float, bool]:
        """Layout attributes, font, size in points and weight of a kind of paragraph."""
        look = self.look
        lead = f'fo:line-height="{look.leading}%"'
        indent = f' fo:text-indent="{2 * look.size}pt"' if look.indent else ' fo:margin-top="4pt"'
        return {
            "title": (
                'fo:text-align="center" fo:margin-top="6pt" fo:margin-bottom="12pt"', look.title, look.title_size,
                True,
            ),
            "big": ('fo:text-align="center" fo:margin-top="40pt" fo:margin-bottom="20pt"', look.title, 26, True),
            "heading": (lead + ' fo:margin-top="4pt" fo:keep-with-next="always"', look.title, look.size, True),
            "centre": ('fo:text-align="center" ' + lead, look.body, look.size, False),
            "right": ('fo:text-align="end" fo:margin-right="24pt" ' + lead, look.body, look.size, False),
            "flush": (lead, look.body, look.size, False),
            "number": ('fo:text-align="end" fo:margin-bottom="8pt"', look.body, look.size - 1.5, False),
            "small": ('fo:margin-top="3pt"', look.body, look.size - 2.5, False),
            "empty": ("", look.body, look.size * 0.7, False),
        }.get(kind, ('fo:text-align="justify" ' + lead + indent, look.body, look.size, False))

    def table(self, block: Block) -> None:
        """A table over the full text width."""
        start = 'fo:break-before="page"' if self.break_next else ""
        self.break_next = False
        whole = (297 if self.wide else 210) - self.look.margins[1] - self.look.margins[3]
        name = self.named(
            "table",
            f'<style:table-properties style:width="{whole}mm" table:align="margins" {start}'
            ' fo:margin-top="3pt" fo:margin-bottom="4pt"/>',
        )
        self.body.append(f'<table:table table:name="{name}" table:style-name="{name}">')
        for width in block.widths:
            column = self.named(
                "table-column",
                "<style:table-column-properties style:column-width=" f'"{whole * width / sum(block.widths):.2f}mm"/>',
            )
            self.body.append(f'<table:table-column table:style-name="{column}"/>')
        for height, cells in block.rows:
            self.row(height, cells)
        self.body.append("</table:table>")

    def row(self, height: int, cells: list[Cell]) -> None:
        """A row with a minimum height in mm."""
        name = self.named(
            "table-row",
            f'<style:table-row-properties style:min-row-height="{max(height, 6)}mm" ' 'fo:keep-together="always"/>',
        )
        self.body.append(f'<table:table-row table:style-name="{name}">')
        for cell in cells:
            self.cell(cell)
        self.body.append("</table:table-row>")

    def cell(self, cell: Cell) -> None:
        """A bordered cell; labels may be shaded."""
        look = self.look
        shade = f'fo:background-color="{look.shade}"' if cell.label and look.shade else ""
        name = self.named(
            "table-cell",
            f'<style:table-cell-properties fo:border="{look.line}pt solid #000000" '
            f'fo:padding="1.2mm" style:vertical-align="middle" {shade}/>',
        )
        align = "center" if cell.label or cell.centred else "start"
        style = self.paragraph_style(
            f'fo:text-align="{align}"', look.title if cell.label else look.body, look.cell_size, False
        )
        span = f' table:number-columns-spanned="{cell.span}"' if cell.span > 1 else ""
        self.body.append(
            f'<table:table-cell table:style-name="{name}"{span}><text:p text:style-name="{style}">'
            f"{self.inline(cell.text, look.cell_size)}</text:p></table:table-cell>"
        )
        self.body.append("<table:covered-table-cell/>" * (cell.span - 1))

    def add(self, block: Block) -> None:
        """Appends a block."""
        if block.kind == "break":
            self.break_next = True
        elif block.kind == "wide":
            self.wide = True
        elif block.kind == "table":
            self.table(block)
        else:
            self.paragraph(block)


def _fields(text: str) -> str:
    """Escaped text with page number and page count fields for <p> and <n>."""
    pieces = {
        "&lt;p&gt;": "<text:page-number>1</text:page-number>", "&lt;n&gt;": "<text:page-count>1</text:page-count>",
    }
    text = escape(text)
    for sign, node in pieces.items():
        text = text.replace(sign, node)
    return text


def _margin_line(kind: str, text: str) -> str:
    """Header or footer of the page master."""
    return (
        f'<style:{kind}><text:p text:style-name="Margin{kind}">{_fields(text)}</text:p></style:{kind}>' if text else ""
    )


def _layout(sheet: Sheet) -> str:
    """Page layout and header/footer paragraph styles."""
    look, size = sheet.look, (297, 210) if sheet.wide else (210, 297)
    top, right, bottom, left = look.margins
    rule = 'fo:border-bottom="0.5pt solid #666666" fo:padding-bottom="2pt"'
    gap = '<style:{0}-style><style:header-footer-properties fo:min-height="8mm"/></style:{0}-style>'
    style = (
        '<style:style style:name="Margin{0}" style:family="paragraph"><style:paragraph-properties '
        'fo:text-align="{1}" {2}/><style:text-properties {3} {4}/></style:style>'
    )
    font = _family(look.body), _size(9)
    return (
        f'<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="{size[0]}mm" '
        f'fo:page-height="{size[1]}mm" style:print-orientation="{"landscape" if sheet.wide else "portrait"}" '
        f'fo:margin-top="{top}mm" fo:margin-right="{right}mm" fo:margin-bottom="{bottom}mm" fo:margin-left="{left}mm"/>'
        f"{gap.format('header') if look.header else ''}{gap.format('footer') if look.footer else ''}"
        "</style:page-layout>"
        f"{style.format('header', 'start', rule, *font)}{style.format('footer', 'center', '', *font)}"
    )


def document(blocks: list[Block], look: Look, facts: Mapping[str, str]) -> str:
    """A whole flat document."""
    sheet = Sheet(look, facts)
    for block in blocks:
        sheet.add(block)
    faces = "".join(
        f'<style:font-face style:name="{n}" svg:font-family="&apos;{n}&apos;"/>'
        for n in dict.fromkeys((look.body, look.title, look.hand))
    )
    master = f"{_margin_line('header', look.header)}{_margin_line('footer', look.footer)}"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES}>'
        f"<office:font-face-decls>{faces}</office:font-face-decls><office:styles>"
        f'<style:default-style style:family="paragraph"><style:text-properties {_family(look.body)} fo:language="zh" '
        'fo:country="CN" style:language-asian="zh" style:country-asian="CN"/></style:default-style></office:styles>'
        f"<office:automatic-styles>{_layout(sheet)}{''.join(sheet.styles)}</office:automatic-styles>"
        f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">{master}'
        "</style:master-page></office:master-styles>"
        f"<office:body><office:text>{''.join(sheet.body)}</office:text></office:body></office:document>"
    )
