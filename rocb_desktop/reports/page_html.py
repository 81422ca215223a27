"""A document as HTML for the printer: every text escaped, the looks in one style sheet."""

from collections.abc import Sequence
from html import escape

from rocb_desktop import tokens
from rocb_desktop.reports.document import (
    Block,
    Document,
    Facts,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Points,
    Signing,
    Table,
)
from rocb_desktop.reports.writable import writable

_NEW_PAGE = ' style="page-break-before: always"'


def page_html(document: Document) -> str:
    """The whole paper but for its header and footer, which belong to the pages."""
    parts = [f'<p class="title">{_text(document.title)}</p>']
    if document.subtitle:
        parts.append(f'<p class="subtitle">{_text(document.subtitle)}</p>')
    new_page = False
    for block in document.blocks:
        if isinstance(block, PageBreak):
            new_page = True
            continue
        parts.append(_block(block, _NEW_PAGE if new_page else ""))
        new_page = False
    body = "\n".join(parts)
    return (
        f'<html lang="{escape(document.lang, quote=True)}"><head><meta charset="utf-8">'
        f"<style>{style_sheet()}</style></head><body>\n{body}\n</body></html>"
    )


def style_sheet() -> str:
    """The looks of a paper, with the light colours: paper is white on every screen. Qt knows px alone for room."""
    t = tokens.load("light")
    return f"""
body {{ font-size: 10pt; color: {t.ink}; }}
p {{ margin-top: 0; margin-bottom: 8px; line-height: 130%; }}
.title {{ font-size: 20pt; font-weight: 600; color: {t.primary}; margin-bottom: 3px; line-height: 110%; }}
.subtitle {{ font-size: 11.5pt; color: {t.ink_2}; margin-bottom: 16px; }}
h1, h2, h3 {{ font-weight: 600; line-height: 115%; }}
h1 {{ font-size: 14pt; color: {t.primary}; margin-top: 21px; margin-bottom: 7px; }}
h2 {{ font-size: 11.5pt; color: {t.ink}; margin-top: 15px; margin-bottom: 5px; }}
h3 {{ font-size: 10pt; color: {t.ink_2}; margin-top: 11px; margin-bottom: 4px; }}
li {{ margin-bottom: 4px; line-height: 130%; }}
ul, ol {{ margin-top: 0; margin-bottom: 11px; }}
.strong {{ font-weight: 600; }}
.soft {{ color: {t.ink_3}; font-size: 9pt; }}
.quote {{ color: {t.ink_2}; margin-left: 19px; margin-right: 19px; }}
table {{ margin-top: 5px; margin-bottom: 13px; }}
.grid {{ border-collapse: collapse; border: 1px solid {t.line}; }}
.grid th {{ background-color: {t.primary_soft}; color: {t.on_primary_soft}; font-size: 9pt; font-weight: 600;
  text-align: left; padding: 5px 7px; border: 1px solid {t.line}; }}
.grid td {{ font-size: 9pt; padding: 5px 7px; border: 1px solid {t.line}; }}
.name {{ color: {t.ink_3}; padding: 3px 11px 3px 0; }}
.fact {{ padding: 3px 0; }}
.note {{ background-color: {t.surface_alt}; padding: 9px 12px; border: 1px solid {t.line}; }}
.sign {{ color: {t.ink_3}; font-size: 9pt; padding: 37px 16px 3px 0; }}
.rule {{ border-top: 1px solid {t.line_strong}; }}
"""


def _block(block: Block, where: str) -> str:
    match block:
        case Heading():
            level = min(max(block.level, 1), 3)
            return f"<h{level}{where}>{_text(block.text)}</h{level}>"
        case Paragraph():
            return f'<p class="{block.look}"{where}>{_text(block.text)}</p>'
        case Points():
            name = "ol" if block.numbered else "ul"
            return f"<{name}{where}>{''.join(f'<li>{_text(item)}</li>' for item in block.items)}</{name}>"
        case Table():
            return _table(block, where)
        case _:
            return _framed(block, where)


def _framed(block: Block, where: str) -> str:
    if isinstance(block, Facts):
        rows = [
            f'<tr><td class="name" width="28%">{_text(name)}</td><td class="fact">{_text(value)}</td></tr>'
            for name, value in block.rows
        ]
        return f'<table width="100%" cellspacing="0"{where}>{"".join(rows)}</table>'
    if isinstance(block, Note):
        title = f'<p class="strong">{_text(block.title)}</p>' if block.title else ""
        inside = f'{title}<p style="margin-bottom: 0">{_text(block.text)}</p>'
        return f'<table width="100%" cellspacing="0"{where}><tr><td class="note">{inside}</td></tr></table>'
    labels: Sequence[str] = block.labels if isinstance(block, Signing) else ()
    rows = [f'<tr><td class="sign" width="60%"><hr>{_text(label)}</td><td></td></tr>' for label in labels]
    return f'<table width="100%" cellspacing="0"{where}>{"".join(rows)}</table>'


def _table(table: Table, where: str) -> str:
    sides = ["right" if place in table.numbers else "left" for place in range(len(table.heads))]
    widths = [f"{share:.2%}" for share in table.shares()]
    heads = "".join(
        f'<th width="{width}" style="text-align: {side}">{_text(head)}</th>'
        for head, width, side in zip(table.heads, widths, sides, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(f'<td style="text-align: {side}">{_text(cell)}</td>' for cell, side in zip(row, sides, strict=True))
        + "</tr>"
        for row in table.rows
    )
    return (
        f'<table class="grid" width="100%" cellspacing="0"{where}>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _text(text: str) -> str:
    return escape(writable(text), quote=True).replace("\n", "<br>")
