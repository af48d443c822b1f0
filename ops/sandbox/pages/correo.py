"""The mailbox: every message that was sent, to whomever."""

from collections.abc import Iterator
from functools import partial

from aiohttp import web

from ops.sandbox.pages.layout import empty, not_found, page, paged
from ops.sandbox.pages.markup import Html, join, linked, tag
from ops.sandbox.pages.words import ago, count
from ops.sandbox.records import Mail
from ops.sandbox.server import WORLD
from ops.sandbox.state import State

HERE = "/correo/"
LONGEST_FILTER = 200
NEW_TAB = '<base target="_blank">'
NO_SUBJECT = "(sin asunto)"


async def show_list(request: web.Request) -> web.Response:
    """GET the messages, newest first; `?para=` keeps those to an address that contains it."""
    state = request.app[WORLD].state
    wanted = request.query.get("para", "").strip()[:LONGEST_FILTER]
    mails = list(_to(wanted, state))
    rows, neighbours = paged(request, mails, partial(_row, now=state.clock()))
    return page(
        "Correo",
        tag("h1", "Correo"),
        tag("p", count(len(mails), "mensaje", "mensajes"), cls="lead"),
        _filter(wanted),
        tag("ul", rows, cls="mails") if rows else _none(wanted),
        neighbours,
        section=HERE,
    )


async def show_mail(request: web.Request) -> web.Response:
    """GET one message: as it looks, as text, its headers."""
    state = request.app[WORLD].state
    mail = state.mails.get(request.match_info["id"])
    if mail is None:
        return not_found("Ese mensaje no existe.", HERE)
    subject = mail.subject or NO_SUBJECT
    return page(
        subject,
        tag("p", tag("a", "← Todo el correo", href=HERE)),
        tag("h1", subject),
        _envelope(mail, state),
        _frame(mail) if mail.html else None,
        _section("Versión de texto", tag("div", linked(mail.text), cls="plain"))
        if mail.text
        else None,
        _attachments(mail) if mail.attachments else None,
        _headers(mail),
        section=HERE,
    )


def _to(wanted: str, state: State) -> Iterator[Mail]:
    for mail in state.mails.newest_first():
        if not wanted or any(wanted.lower() in address.lower() for address in mail.recipients):
            yield mail


def _filter(wanted: str) -> Html:
    field = tag("input", type="search", id="para", name="para", value=wanted)
    clear = tag("a", "Ver todo", href=HERE) if wanted else None
    button = tag("button", "Filtrar", cls="button")
    label = tag("label", "Para", for_="para")
    return tag("form", label, field, button, clear, cls="filter", action=HERE, role="search")


def _none(wanted: str) -> Html:
    if wanted:
        return empty("Nada para esa dirección", "Pruebe con menos letras o vea todo.")
    return empty("Todavía no hay correo", "Aquí aparece cada mensaje que envía el sistema.")


def _row(mail: Mail, *, now: float) -> Html:
    about = join("Para ", ", ".join(mail.recipients), " · ", ago(mail.created_at, now))
    subject = tag("b", mail.subject or NO_SUBJECT)
    return tag("li", tag("a", subject, tag("span", about, cls="meta"), href=f"{HERE}{mail.id}/"))


def _envelope(mail: Mail, state: State) -> Html:
    facts = (
        ("De", _header(mail, "From") or mail.sender),
        ("Para", ", ".join(mail.recipients)),
        ("Recibido", ago(mail.created_at, state.clock())),
        ("Tamaño", count(mail.size, "byte", "bytes")),
    )
    return tag("dl", *(join(tag("dt", name), tag("dd", value)) for name, value in facts))


def _header(mail: Mail, wanted: str) -> str:
    return next((value for name, value in mail.headers if name.lower() == wanted.lower()), "")


def _frame(mail: Mail) -> Html:
    """Show the HTML where it can run nothing, load nothing and reach nothing of the page."""
    frame = tag(
        "iframe",
        srcdoc=NEW_TAB + mail.html,
        sandbox="allow-popups allow-popups-to-escape-sandbox",
        title="El mensaje como se ve",
        referrerpolicy="no-referrer",
    )
    return _section("Como se ve", frame)


def _attachments(mail: Mail) -> Html:
    rows = (
        tag(
            "li", f"{item.name or 'sin nombre'} · {item.mime} · {count(item.size, 'byte', 'bytes')}"
        )
        for item in mail.attachments
    )
    return _section("Adjuntos", tag("ul", *rows))


def _headers(mail: Mail) -> Html:
    rows = (
        tag("tr", tag("th", name, scope="row"), tag("td", value)) for name, value in mail.headers
    )
    table = tag("div", tag("table", tag("tbody", *rows)), cls="scroll")
    return tag("details", tag("summary", "Encabezados"), table)


def _section(title: str, content: Html) -> Html:
    return tag("section", tag("h2", title), content)
