"""Write a sheet as a flat OpenDocument text for LibreOffice Writer."""

from __future__ import annotations

import base64
from xml.sax.saxutils import escape

from .chance import Chance
from .look import Look
from .sheet import Block, Cell, Sheet, Span, spans

SEAL_LINK = "http://seal.invalid/"
_NAMES = {
    "office": "office:1.0",
    "style": "style:1.0",
    "text": "text:1.0",
    "table": "table:1.0",
    "draw": "drawing:1.0",
    "fo": "xsl-fo-compatible:1.0",
    "svg": "svg-compatible:1.0",
}
_OPEN = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}"' for k, v in _NAMES.items())
_OPEN += ' xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"'
_OPEN += ' office:mimetype="application/vnd.oasis.opendocument.text"'
_ALIGNS = {
    "indent": "justify",
    "flush": "left",
    "centre": "center",
    "right": "right",
    "^": "center",
    ">": "end",
    "=": "left",
}


class Writer:
    """Writes one sheet; collects automatic styles on the way."""

    def __init__(self, sheet: Sheet, look: Look, pictures: dict[str, bytes], chance: Chance) -> None:
        self.sheet, self.look, self.pictures, self.chance = sheet, look, pictures, chance
        self.styles: dict[str, str] = {}
        self.frames = 0
        self.landscape = "landscape" in sheet.options
        self.size = float(sheet.options.get("size", look.size))
        self.pages_broken = False
        side = float(sheet.options.get("margin", look.margin[1]))
        self.width = (297 if self.landscape else 210) - 2 * side
        self.side = side

    def style(self, family: str, body: str) -> str:
        """Return the name of an automatic style with this body."""
        key = f"{family}|{body}"
        if key not in self.styles:
            self.styles[key] = f"a{len(self.styles)}"
        return self.styles[key]

    def font(self, name: str, size: float, more: str = "") -> str:
        """Return text properties for a font in points."""
        return (
            f'<style:text-properties fo:font-family="{name}" style:font-family-asian="{name}" '
            f'fo:font-size="{size:g}pt" style:font-size-asian="{size:g}pt" {more}/>'
        )

    def span(self, span: Span) -> str:
        """Write one run."""
        if span.kind == "break":
            return "<text:line-break/>"
        if span.kind == "sign" and not span.text:
            return ""
        if span.kind == "sign":
            return self.picture(f"sign:{span.text}", 26 if len(span.text) > 2 else 21, 9.5)
        if span.kind == "fill":
            return self.filled(span.text)
        if span.kind == "seal":
            return self.seal_place(span)
        return escape(span.text).replace("  ", ' <text:s text:c="1"/>')

    def seal_place(self, span: Span) -> str:
        """Write text that carries a link, so that its place in the PDF can be found."""
        text = "".join(self.span(s) for s in spans(span.text))
        plain = self.style("text", '<style:text-properties fo:color="#000000" style:text-underline-style="none"/>')
        link = f'xlink:type="simple" xlink:href="{SEAL_LINK}{span.key}"'
        styled = f'<text:span text:style-name="{plain}">{text or "　"}</text:span>'
        names = f'text:style-name="{plain}" text:visited-style-name="{plain}"'
        return f"<text:a {link} {names}>{styled}</text:a>"

    def filled(self, text: str) -> str:
        """Write what the applicant filled in: by hand, character by character, or typed."""
        if not self.look.hand:
            plain = 'fo:color="#000000" style:text-underline-style="none"'
            name = self.style("text", self.font(self.look.fill, self.size, plain))
            return f'<text:span text:style-name="{name}">{escape(text)}</text:span>'
        return "".join(self.handwritten(part) for part in _chunks(text))

    def handwritten(self, part: str) -> str:
        """Write a few characters by hand."""
        size = round(self.size * self.chance.pick([1.06, 1.12, 1.16, 1.2]), 1)
        rise = self.chance.pick(["0%", "4%", "-4%", "7%", "-3%"])
        extra = (
            f'fo:color="{self.look.pen}" style:text-underline-style="none" style:text-position="{rise} 100%" '
            f'fo:letter-spacing="{self.chance.pick([0, 0.2, 0.5])}pt"'
        )
        name = self.style("text", self.font(self.look.fill, size, extra))
        return f'<text:span text:style-name="{name}">{escape(part)}</text:span>'

    def picture(self, key: str, width: float, height: float) -> str:
        """Write a picture in the line; sizes in mm."""
        self.frames += 1
        data = base64.b64encode(self.pictures[key]).decode()
        return (
            f'<draw:frame draw:name="i{self.frames}" text:anchor-type="as-char" style:rel-width="scale" '
            f'svg:width="{width}mm" svg:height="{height}mm"><draw:image><office:binary-data>{data}'
            "</office:binary-data></draw:image></draw:frame>"
        )

    def runs(self, spans: list[Span]) -> str:
        """Write runs one after the other."""
        return "".join(self.span(s) for s in spans)

    def paragraph(self, block: Block) -> str:
        """Write a paragraph, title or heading."""
        look = self.look
        if block.kind == "title":
            props = 'fo:text-align="center" fo:margin-top="1mm" fo:margin-bottom="4mm"'
            font = self.font(look.title, float(self.sheet.options.get("titlesize", look.title_size)), _BOLD)
        elif block.kind == "heading":
            props = 'fo:margin-top="1.5mm" fo:margin-bottom="1mm" fo:keep-with-next="always"'
            font = self.font(look.title, self.size + 1, _BOLD)
        else:
            indent = f' fo:text-indent="{(self.size + look.extra) * 2:g}pt"' if block.align == "indent" else ""
            right = ' fo:margin-right="6mm"' if block.align == "right" else ""
            props = f'fo:text-align="{_ALIGNS[block.align]}" fo:line-height="{look.spacing}%"{indent}{right}'
            font = self.font(look.body, self.size + (look.extra if block.align == "indent" else 0))
        return self.wrapped(props, font, self.runs(block.spans))

    def wrapped(self, props: str, font: str, content: str) -> str:
        """Write a paragraph with its own style; starts a new page when one is due."""
        if self.pages_broken:
            props += ' fo:break-before="page"'
            self.pages_broken = False
        name = self.style("paragraph", f"<style:paragraph-properties {props}/>{font}")
        return f'<text:p text:style-name="{name}">{content}</text:p>'

    def cell(self, cell: Cell, labelled: bool) -> str:
        """Write a table cell."""
        text = "".join(s.text for s in cell.spans)
        short = len(text) <= 14 and not any(s.kind == "break" for s in cell.spans)
        align = _ALIGNS.get(cell.align) or ("center" if short else "left")
        para = self.style(
            "paragraph", f'<style:paragraph-properties fo:text-align="{align}"/>' + self.font(self.look.body, self.size)
        )
        rule = f"{self.look.rule}pt solid #000000" if "norules" not in self.sheet.options else "none"
        shade = f' fo:background-color="{self.look.shade}"' if labelled and self.look.shade else ""
        box = self.style(
            "table-cell",
            f'<style:table-cell-properties fo:border="{rule}" fo:padding="0.8mm" '
            f'style:vertical-align="middle"{shade}/>',
        )
        span = f' table:number-columns-spanned="{cell.columns}"' if cell.columns > 1 else ""
        span += f' table:number-rows-spanned="{cell.rows}"' if cell.rows > 1 else ""
        lines = self.runs(cell.spans)
        return (
            f'<table:table-cell table:style-name="{box}"{span}><text:p text:style-name="{para}">{lines}</text:p>'
            "</table:table-cell>"
        )

    def row(self, height: float, cells: list[Cell], covered: list[int]) -> str:
        """Write a row; covered counts for each column the rows still spanned from above."""
        name = self.style(
            "table-row", f'<style:table-row-properties style:min-row-height="{height}mm" ' 'fo:keep-together="always"/>'
        )
        out, column, queue = "", 0, list(cells)
        while column < len(covered):
            if covered[column]:
                covered[column] -= 1
                out += "<table:covered-table-cell/>"
                column += 1
                continue
            cell = queue.pop(0) if queue else Cell([])
            out += self.cell(cell, _is_label(cell)) + "<table:covered-table-cell/>" * (cell.columns - 1)
            for c in range(column, column + cell.columns):
                covered[c] = cell.rows - 1
            column += cell.columns
        return f'<table:table-row table:style-name="{name}">{out}</table:table-row>'

    def table(self, block: Block) -> str:
        """Write a table over the full width."""
        lead = ""
        if self.pages_broken:
            lead = self.wrapped("", self.font(self.look.body, 4), "")
        whole = sum(block.widths)
        columns = ""
        for share in block.widths:
            name = self.style(
                "table-column",
                "<style:table-column-properties " f'style:column-width="{self.width * share / whole:.2f}mm"/>',
            )
            columns += f'<table:table-column table:style-name="{name}"/>'
        table = self.style(
            "table",
            f'<style:table-properties style:width="{self.width}mm" table:align="center" '
            'fo:margin-top="1.2mm" fo:margin-bottom="1.8mm"/>',
        )
        covered = [0] * len(block.widths)
        rows = "".join(self.row(h or block.picture[1], cells, covered) for h, cells in block.rows)
        return f'{lead}<table:table table:style-name="{table}">{columns}{rows}</table:table>'

    def block(self, block: Block) -> str:
        """Write one block."""
        if block.kind == "page":
            self.pages_broken = True
            return ""
        if block.kind == "table":
            return self.table(block)
        if block.kind == "picture":
            return self.wrapped(
                'fo:text-align="center" fo:margin-top="2mm" fo:margin-bottom="3mm"',
                self.font(self.look.body, self.size),
                self.picture(*block.picture),
            )
        return self.paragraph(block)

    def layout(self) -> str:
        """Write the page layout."""
        width, height = (297, 210) if self.landscape else (210, 297)
        top = self.look.margin[0] if "top" not in self.sheet.options else float(self.sheet.options["top"])
        border = self.sheet.options.get("border")
        frame = f' fo:border="{border}" fo:padding="5mm"' if border else ""
        props = '<style:header-footer-properties fo:min-height="8mm" fo:margin-{1}="3mm"/>'
        edge = "<style:{0}-style>" + props + "</style:{0}-style>"
        head, foot = edge.format("header", "bottom"), edge.format("footer", "top")
        return (
            f'<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="{width}mm" '
            f'fo:page-height="{height}mm" style:print-orientation="{"landscape" if self.landscape else "portrait"}" '
            f'fo:margin-top="{top}mm" fo:margin-bottom="{top - 4}mm" fo:margin-left="{self.side}mm" '
            f'fo:margin-right="{self.side}mm"{frame}/>{head}{foot}</style:page-layout>'
        )

    def edge(self, place: str) -> str:
        """Write the header or footer when the sheet has one."""
        text = self.sheet.options.get(place)
        if not text:
            return ""
        align = "center" if place == "footer" else self.chance.pick(["left", "right"])
        name = self.style(
            "paragraph", f'<style:paragraph-properties fo:text-align="{align}"/>' + self.font(self.look.body, 9)
        )
        body = escape(text).replace("#n", '<text:page-number text:select-page="current"/>')
        body = body.replace("#N", "<text:page-count/>")
        return f'<style:{place}><text:p text:style-name="{name}">{body}</text:p></style:{place}>'

    def document(self) -> str:
        """Write the whole document."""
        body = "".join(self.block(b) for b in self.sheet.blocks)
        edges = self.edge("header") + self.edge("footer")
        autos = "".join(
            f'<style:style style:name="{name}" style:family="{key.split("|", 1)[0]}"'
            f'>{key.split("|", 1)[1]}</style:style>'
            for key, name in self.styles.items()
        )
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document {_OPEN}><office:styles>'
            '<style:default-style style:family="paragraph"><style:text-properties fo:language="zh" '
            'fo:country="CN" style:language-asian="zh" style:country-asian="CN"/></style:default-style>'
            f"</office:styles><office:automatic-styles>{autos}{self.layout()}</office:automatic-styles>"
            f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm">{edges}'
            f"</style:master-page></office:master-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document>"
        )


_BOLD = 'fo:font-weight="bold" style:font-weight-asian="bold"'


def _chunks(text: str) -> list[str]:
    """Cut text into pieces of at most two characters, keeping digits together by fours."""
    out: list[str] = []
    for char in text:
        limit = 4 if char.isascii() else 2
        if out and len(out[-1]) < limit and out[-1][-1].isascii() == char.isascii():
            out[-1] += char
        else:
            out.append(char)
    return out


def _is_label(cell: Cell) -> bool:
    return (
        bool(cell.spans)
        and all(s.kind in ("plain", "break") for s in cell.spans)
        and (sum(len(s.text) for s in cell.spans) <= 12)
    )


def document(sheet: Sheet, look: Look, pictures: dict[str, bytes], chance: Chance) -> bytes:
    """Return the flat OpenDocument text of a sheet."""
    return Writer(sheet, look, pictures, chance).document().encode()
