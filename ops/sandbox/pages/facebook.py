"""The municipality's Facebook page as the town would see it."""

from functools import partial
from urllib.parse import urlsplit

from aiohttp import web

from ops.sandbox import accounts
from ops.sandbox.facebook.tokens import PAGE_NAMES
from ops.sandbox.pages.layout import empty, not_found, page, paged
from ops.sandbox.pages.markup import Html, join, link, linked, tag
from ops.sandbox.pages.pictures import pictures
from ops.sandbox.pages.words import ago, count
from ops.sandbox.records import Post
from ops.sandbox.server import WORLD
from ops.sandbox.state import State

HERE = "/facebook/"


async def show_page(request: web.Request) -> web.Response:
    """GET the posts, newest first, and below those the public does not see."""
    state = request.app[WORLD].state
    visible = [post for post in state.posts.newest_first() if post.visible]
    hidden = [post for post in state.posts.newest_first() if not post.visible]
    posts, neighbours = paged(request, visible, partial(_post, state=state))
    return page(
        "Facebook",
        _cover(len(visible)),
        posts or empty("Todavía no hay publicaciones", "Aquí aparece lo que se publica."),
        neighbours,
        _hidden(hidden[:20], state) if hidden else None,
        section=HERE,
    )


async def show_post(request: web.Request) -> web.Response:
    """GET one post."""
    state = request.app[WORLD].state
    post = state.posts.get(request.match_info["id"])
    if post is None:
        return not_found("Esa publicación de Facebook no existe.", HERE)
    back = tag("p", tag("a", "← Toda la página", href=HERE))
    title = "Publicación de Facebook"
    return page(title, back, tag("h1", title), _post(post, state=state), section=HERE)


def _cover(posts: int) -> Html:
    about = f"Página · Organización gubernamental · {count(posts, 'publicación', 'publicaciones')}"
    name = tag("div", tag("h1", accounts.FB_PAGE_NAME), tag("p", about, cls="lead"))
    return tag("section", tag("div", cls="band"), tag("div", _face(), name, cls="who"), cls="cover")


def _hidden(posts: list[Post], state: State) -> Html:
    title = count(
        len(posts), "publicación que el público no ve", "publicaciones que el público no ve"
    )
    return tag("details", tag("summary", title), *(_post(post, state=state) for post in posts))


def _post(post: Post, *, state: State) -> Html:
    when = join(ago(post.created_at, state.clock()), _badge(post))
    name = tag("div", tag("b", PAGE_NAMES[post.page_id]), tag("span", when, cls="meta"))
    return tag(
        "article",
        tag("header", _face(), name),
        tag("p", linked(post.message), cls="said") if post.message else None,
        pictures(post.image_ids, state),
        _card(post.link) if post.link and not post.image_ids else None,
        tag("footer", tag("a", "Enlace a esta publicación", href=f"{HERE}{post.id}/")),
        id=f"p{post.id}",
        cls="post" if post.visible else "post hidden",
    )


def _badge(post: Post) -> Html | None:
    if post.deleted:
        return tag("span", "Eliminada", cls="badge")
    return None if post.published else tag("span", "Sin publicar", cls="badge")


def _card(address: str) -> Html:
    site = tag("small", (urlsplit(address).hostname or "").upper())
    return tag("div", link(join(site, tag("span", address)), address), cls="card")


def _face() -> Html:
    return tag("span", "PA", cls="face", aria_hidden="true")
