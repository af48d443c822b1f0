"""The frame of every page, its style sheet and its security headers."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from aiohttp import web

from ops.sandbox.pages.markup import Child, Html, join, tag

STYLE = (Path(__file__).parent / "sandbox.css").read_bytes()
PAGE_SIZE = 40
# One dot in the accent colour.
ICON = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'>"
    "<circle cx='4' cy='4' r='4' fill='%230b6b53'/></svg>"
)
LAST_PAGE = 1000
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
SECTIONS = (
    ("/facebook/", "Facebook"),
    ("/x/", "X"),
    ("/correo/", "Correo"),
    ("/control/", "Control"),
)

T = TypeVar("T")


def page(
    title: str, *content: Child, section: str = "", wide: bool = False, status: int = 200
) -> web.Response:
    """Return a whole page; `section` is the address of the part of the sandbox it belongs to."""
    body = join(
        tag("a", "Saltar al contenido", cls="skip", href="#contenido"),
        tag("header", _brand(), _menu(section), cls="top"),
        tag("main", *content, id="contenido", cls="wide" if wide else None),
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", f"{title} · Redes de prueba"),
        tag("link", rel="icon", href=ICON),
        tag("link", rel="stylesheet", href="/sandbox.css"),
    )
    whole = "<!DOCTYPE html>" + tag("html", head, tag("body", body), lang="es")
    return web.Response(text=whole, status=status, content_type="text/html", headers=HEADERS)


def not_found(what: str, section: str) -> web.Response:
    """Return the page that says that something is not there."""
    return page(
        "No está",
        tag("h1", "No está"),
        tag("p", what, cls="lead"),
        tag("p", tag("a", "Volver", href=section)),
        section=section,
        status=404,
    )


def empty(title: str, hint: str) -> Html:
    """Return what is shown where there is nothing yet."""
    return tag("div", tag("strong", title), tag("p", hint), cls="empty")


async def stylesheet(_request: web.Request) -> web.Response:
    """GET the style sheet."""
    return web.Response(body=STYLE, content_type="text/css", headers={"Cache-Control": "no-cache"})


def _brand() -> Html:
    name = join("Redes de prueba", tag("small", "Nada de esto sale de esta máquina"))
    return tag("a", name, cls="brand", href="/")


def _menu(section: str) -> Html:
    links = (
        tag("a", name, href=address, aria_current="page" if address == section else None)
        for address, name in SECTIONS
    )
    return tag("nav", *links, aria_label="Secciones")


def paged(
    request: web.Request, things: Iterable[T], show: Callable[[T], Html]
) -> tuple[Html, Html | None]:
    """Return the things of the page that `?pagina=` asks for and the links to its neighbours."""
    text = request.query.get("pagina", "")
    number = min(int(text), LAST_PAGE) if text.isascii() and text.isdigit() and text != "0" else 1
    start, shown, more = (number - 1) * PAGE_SIZE, [], False
    for index, thing in enumerate(things):
        if index >= start + PAGE_SIZE:
            more = True
            break
        if index >= start:
            shown.append(show(thing))
    return join(*shown), _neighbours(request, number, more=more)


def _neighbours(request: web.Request, number: int, *, more: bool) -> Html | None:
    if number == 1 and not more:
        return None
    newer = _to_page(request, number - 1, "Más nuevos") if number > 1 else None
    older = _to_page(request, number + 1, "Más antiguos") if more else None
    return tag("nav", newer, older, cls="pages", aria_label="Páginas")


def _to_page(request: web.Request, number: int, label: str) -> Html:
    return tag("a", label, href=str(request.rel_url.update_query(pagina=number)), cls="button")
