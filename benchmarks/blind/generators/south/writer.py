"""Flat OpenDocument texts (.fodt) from expanded papers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

from south.markup import Block, Draft, Row

INK = "#1f2f7a"
RUN = re.compile(r"(«.*?»|⟨.*?⟩)", re.S)
SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}
HAND_FONT = "AR PL UKai CN"


@dataclass(frozen=True)
class Look:
    """How a firm lays out its papers; sizes in points, margins in mm."""

    title_font: str = "Noto Sans CJK SC"
    body_font: str = "AR PL UMing CN"
    title_size: float = 18
    body_size: float = 12
    line: int = 150
    margin: int = 25
    header: str = ""
    footer: str = ""
    fill: str = "typed"
    rule: str = "0.5pt solid #000000"
    grey_labels: bool = False


def style(name: str, family: str, inner: str, parent: str = "") -> str:
    """One named style."""
    up = f' style:parent-style-name="{parent}"' if parent else ""
    return f'<style:style style:name="{name}" style:family="{family}"{up}>{inner}</style:style>'


def font_words(font: str, size: float, more: str = "") -> str:
    """Text properties for Latin and Chinese alike."""
    return (
        f'<style:text-properties style:font-name="{font}" style:font-name-asian="{font}" fo:font-size="{size}pt" '
        f'style:font-size-asian="{size}pt" {more}/>'
    )


def para(align: str, indent: float = 0, before: float = 0, after: float = 0, line: int = 100) -> str:
    """Paragraph properties; lengths in points, line height in per cent."""
    return (
        f'<style:paragraph-properties fo:text-align="{align}" fo:text-indent="{indent}pt" fo:margin-top="{before}pt" '
        f'fo:margin-bottom="{after}pt" fo:line-height="{line}%"/>'
    )


def paragraph_styles(look: Look) -> str:
    """All paragraph styles of a look."""
    size, line = look.body_size, look.line
    body = font_words(look.body_font, size)
    bold = 'fo:font-weight="bold" style:font-weight-asian="bold"'
    title = font_words(look.title_font, look.title_size, bold)
    sub = font_words(look.title_font, look.title_size - 4)
    head = font_words(look.title_font, size + 0.5, bold)
    cell, label = font_words(look.body_font, size - 1.5), font_words(look.body_font, size - 1.5, bold)
    rows = (
        ("title", para("center", 0, 6, 10, 120) + title),
        ("subtitle", para("center", 0, 4, 8, 120) + sub),
        ("head", para("start", 0, 6, 3, line) + head),
        ("body", para("justify", size * 2, 0, 0, line) + body),
        ("plain", para("start", 0, 0, 0, line) + body),
        ("centre", para("center", 0, 0, 4, line) + body),
        ("right", para("end", 0, 4, 0, line) + body),
        ("cell", para("start", 0, 1, 1, 112) + cell),
        ("label", para("center", 0, 1, 1, 112) + label),
        ("small", para("center") + font_words(look.body_font, 9)),
    )
    return "".join(style(name, "paragraph", inner) for name, inner in rows)


def text_styles(look: Look) -> str:
    """The run styles: filled values, their underlined blanks and handwriting."""
    hand = font_words(HAND_FONT, look.body_size + 1.5, f'fo:color="{INK}"')
    sign = font_words(HAND_FONT, look.body_size + 5, f'fo:color="{INK}"')
    under = '<style:text-properties style:text-underline-style="solid"/>'
    filled = {"hand": hand, "under": under}.get(look.fill, "<style:text-properties/>")
    return style("filled", "text", filled) + style("sign", "text", sign) + style("blank", "text", under)


def page_styles(look: Look, draft: Draft) -> str:
    """The page layout with header and footer."""
    wide, high = ("297mm", "210mm") if draft.landscape else ("210mm", "297mm")
    bands = "<style:header-style/><style:footer-style/>"
    layout = (
        f'<style:page-layout style:name="pl"><style:page-layout-properties fo:page-width="{wide}" '
        f'fo:page-height="{high}" fo:margin="{look.margin}mm" style:print-orientation='
        f'"{"landscape" if draft.landscape else "portrait"}"/>{bands}</style:page-layout>'
    )
    head = f'<style:header><text:p text:style-name="small">{escape(look.header)}</text:p></style:header>'
    number = '<text:page-number text:select-page="current"/>'
    foot = look.footer.replace("#", number) if draft.numbered else ""
    tail = f'<style:footer><text:p text:style-name="small">{foot}</text:p></style:footer>'
    master = (
        f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pl">'
        f"{head if look.header else ''}{tail if foot else ''}</style:master-page></office:master-styles>"
    )
    return layout + "@@" + master


def runs(text: str, blank: int) -> str:
    """The runs of a paragraph; an empty filled value shows so many blanks."""
    out = []
    for part in RUN.split(text):
        if part.startswith("«"):
            inner = part[1:-1]
            empty = f'<text:span text:style-name="blank"><text:s text:c="{blank}"/></text:span>' if blank else ""
            out.append(f'<text:span text:style-name="filled">{escape(inner)}</text:span>' if inner else empty)
        elif part.startswith("⟨"):
            out.append(f'<text:span text:style-name="sign">{escape(part[1:-1])}</text:span>')
        else:
            out.append(escape(part))
    return "".join(out).replace("　　", '<text:s text:c="4"/>')


def paragraph(block: Block, extra: str = "") -> str:
    """One paragraph."""
    return f'<text:p text:style-name="{extra or block.kind}">{runs(block.text, 10)}</text:p>'


def cell_xml(text: str, span: int, kind: str) -> str:
    """One table cell over so many columns."""
    inner = "".join(f'<text:p text:style-name="{kind}">{runs(line, 0)}</text:p>' for line in text.split("\\n"))
    wide = f' table:number-columns-spanned="{span}"' if span > 1 else ""
    cover = "<table:covered-table-cell/>" * (span - 1)
    head = f'<table:table-cell table:style-name="cellbox"{wide} office:value-type="string">'
    return f"{head}{inner}</table:table-cell>{cover}"


def row_xml(row: Row, name: str, columns: int) -> str:
    """One table row; `<` joins a cell to the one on its left."""
    out, index = [], 0
    cells = (row.cells + [""] * columns)[:columns]
    while index < columns:
        span = 1
        while index + span < columns and cells[index + span] == "<":
            span += 1
        label = row.bold or (
            index % 2 == 0 and len(cells[index]) < 15 and columns in (2, 4) and "«" not in cells[index]
        )
        out.append(cell_xml(cells[index], span, "label" if label else "cell"))
        index += span
    return f'<table:table-row table:style-name="{name}">{"".join(out)}</table:table-row>'


def table_xml(block: Block, number: int, width: float) -> tuple[str, str]:
    """Automatic styles and body of a table of that width in mm."""
    total, names, styles = sum(block.widths), [], []
    for index, share in enumerate(block.widths):
        names.append(f"t{number}c{index}")
        styles.append(
            style(
                names[-1],
                "table-column",
                f'<style:table-column-properties style:column-width="{width * share / total:.2f}mm"/>',
            )
        )
    body = "".join(f'<table:table-column table:style-name="{n}"/>' for n in names)
    for index, row in enumerate(block.rows):
        name = f"t{number}r{index}"
        styles.append(
            style(name, "table-row", f'<style:table-row-properties style:min-row-height="{row.height or 8}mm"/>')
        )
        body += row_xml(row, name, len(names))
    styles.append(
        style(f"t{number}", "table", f'<style:table-properties style:width="{width:.1f}mm" table:align="center"/>')
    )
    return "".join(styles), f'<table:table table:style-name="t{number}">{body}</table:table>'


def body_xml(draft: Draft, look: Look) -> tuple[str, str]:
    """Automatic styles and body of the whole text."""
    width = (297 if draft.landscape else 210) - 2 * look.margin
    styles, body, pending = [], [], False
    for number, block in enumerate(draft.blocks):
        if block.kind == "break":
            pending = True
            continue
        if block.kind == "table":
            more, xml = table_xml(block, number, width)
            styles.append(more)
        else:
            xml = paragraph(block, f"{block.kind}-top" if pending else "")
        body.append(xml)
        pending = False
    return "".join(styles), "".join(body)


def top_styles() -> str:
    """The paragraph styles that start a new page."""
    jump = '<style:paragraph-properties fo:break-before="page"/>'
    return "".join(style(f"{k}-top", "paragraph", jump, k) for k in ("head", "subtitle", "body", "title", "plain"))


def flat_document(draft: Draft, look: Look) -> str:
    """The whole .fodt file."""
    tables, body = body_xml(draft, look)
    layout, master = page_styles(look, draft).split("@@")
    names = " ".join(f'xmlns:{k}="{v}"' for k, v in SPACES.items())
    fonts = "".join(
        f'<style:font-face style:name="{f}" svg:font-family="&apos;{f}&apos;"/>'
        for f in sorted({look.title_font, look.body_font, HAND_FONT})
    )
    box = style(
        "cellbox",
        "table-cell",
        f'<style:table-cell-properties fo:border="{look.rule}" fo:padding="1mm" style:vertical-align="middle"/>',
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {names} office:version="1.2" '
        f'office:mimetype="application/vnd.oasis.opendocument.text"><office:font-face-decls>{fonts}'
        f"</office:font-face-decls><office:styles>{paragraph_styles(look)}{text_styles(look)}{top_styles()}"
        f"</office:styles><office:automatic-styles>{layout}{box}{tables}</office:automatic-styles>{master}"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )
