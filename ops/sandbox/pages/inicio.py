"""The front door: what there is in the sandbox."""

from aiohttp import web

from ops.sandbox.pages.layout import page
from ops.sandbox.pages.markup import Html, tag
from ops.sandbox.pages.words import count
from ops.sandbox.server import WORLD

ABOUT = (
    "Aquí llega lo que el municipio publica y envía mientras se prueba el sistema. "
    "Se comporta como las redes y el correo de verdad, pero nada sale de esta máquina."
)


async def show(request: web.Request) -> web.Response:
    """GET the four sections with what each holds."""
    world = request.app[WORLD]
    posts = sum(post.visible for post in world.state.posts.all())
    tweets = sum(not tweet.deleted for tweet in world.state.tweets.all())
    mails = len(world.state.mails)
    faults = len(world.faults.all())
    cards = (
        _card("/facebook/", "Facebook", count(posts, "publicación", "publicaciones")),
        _card("/x/", "X", count(tweets, "publicación", "publicaciones")),
        _card("/correo/", "Correo", count(mails, "mensaje", "mensajes")),
        _card("/control/", "Control", count(faults, "falla activa", "fallas activas")),
    )
    return page(
        "Inicio",
        tag("h1", "Redes de prueba"),
        tag("p", ABOUT, cls="lead"),
        tag("ul", *cards, cls="doors"),
        section="/",
    )


def _card(address: str, name: str, holds: str) -> Html:
    return tag("li", tag("a", tag("b", name), tag("span", holds), href=address))
