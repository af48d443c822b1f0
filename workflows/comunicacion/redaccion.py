"""From what prensa writes (Markdown) to the HTML of the portal, where nothing can run."""

from __future__ import annotations

import html

import nh3
from django.utils.html import format_html
from markdown_it import MarkdownIt

_MARKDOWN = (
    MarkdownIt("commonmark", {"html": False, "breaks": True})
    .enable(["table", "strikethrough"])
    .disable("image")  # the one picture of a piece has its own field, with its alternative text
)
_TAGS = {
    *("p", "a", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote"),
    *("h2", "h3", "h4", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}


def a_html(entradilla: str, cuerpo: str) -> str:
    """The page's HTML: the lead as its first paragraph, then the body, made safe."""
    lead = format_html('<p class="entradilla">{}</p>\n', entradilla) if entradilla else ""
    return lead + _cuerpo(cuerpo)


def resumen(pagina: str) -> str:
    """The first paragraph of a page as plain text, for lists, feeds and cards."""
    primero = pagina.partition("</p>")[0]
    return " ".join(html.unescape(nh3.clean(primero, tags=set())).split())


def _cuerpo(cuerpo: str) -> str:
    tokens = _MARKDOWN.parse(cuerpo)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            # The title of the piece is the page's only h1.
            token.tag = f"h{min(int(token.tag[1]) + 1, 4)}"
    dicho = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return nh3.clean(dicho, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES)
