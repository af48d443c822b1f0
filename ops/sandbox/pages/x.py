"""The municipality's timeline on X as the town would see it."""

from functools import partial

from aiohttp import web

from ops.sandbox import accounts
from ops.sandbox.pages.layout import empty, not_found, page, paged
from ops.sandbox.pages.markup import Child, Html, join, link, tag
from ops.sandbox.pages.pictures import pictures
from ops.sandbox.pages.words import ago, count
from ops.sandbox.records import Tweet
from ops.sandbox.server import WORLD
from ops.sandbox.state import State
from ops.sandbox.x.text import parts

HERE = "/x/"


async def show_timeline(request: web.Request) -> web.Response:
    """GET the posts, newest first, and below those that were deleted."""
    state = request.app[WORLD].state
    living = [tweet for tweet in state.tweets.newest_first() if not tweet.deleted]
    deleted = [tweet for tweet in state.tweets.newest_first() if tweet.deleted]
    posts, neighbours = paged(request, living, partial(_post, state=state))
    return page(
        "X",
        _cover(len(living)),
        posts or empty("Todavía no hay publicaciones", "Aquí aparece lo que se publica."),
        neighbours,
        _deleted(deleted[:20], state) if deleted else None,
        section=HERE,
    )


async def show_post(request: web.Request) -> web.Response:
    """GET one post."""
    state = request.app[WORLD].state
    tweet = state.tweets.get(request.match_info["id"])
    if tweet is None:
        return not_found("Esa publicación de X no existe.", HERE)
    back = tag("p", tag("a", "← Toda la línea de tiempo", href=HERE))
    title = "Publicación de X"
    return page(title, back, tag("h1", title), _post(tweet, state=state), section=HERE)


def _cover(posts: int) -> Html:
    about = f"@{accounts.X_USERNAME} · {count(posts, 'publicación', 'publicaciones')}"
    name = tag("div", tag("h1", accounts.X_NAME), tag("p", about, cls="lead"))
    return tag(
        "section", tag("div", cls="band"), tag("div", _face(), name, cls="who"), cls="cover dark"
    )


def _deleted(tweets: list[Tweet], state: State) -> Html:
    title = count(len(tweets), "publicación eliminada", "publicaciones eliminadas")
    return tag("details", tag("summary", title), *(_post(tweet, state=state) for tweet in tweets))


def _post(tweet: Tweet, *, state: State) -> Html:
    badge = tag("span", "Eliminada", cls="badge") if tweet.deleted else None
    when = join(f"@{accounts.X_USERNAME} · ", ago(tweet.created_at, state.clock()), badge)
    name = tag("div", tag("b", accounts.X_NAME), tag("span", when, cls="meta"))
    return tag(
        "article",
        tag("header", _face(), name),
        tag("p", *_said(tweet.text), cls="said") if tweet.text else None,
        pictures(tweet.image_ids, state),
        tag("footer", tag("a", "Enlace a esta publicación", href=f"{HERE}{tweet.id}/")),
        id=f"p{tweet.id}",
        cls="post hidden" if tweet.deleted else "post",
    )


def _said(text: str) -> list[Child]:
    """Return the text with its links named as X names them."""
    return [
        link(part.display_url, part.expanded_url) if part.expanded_url else part.text
        for part in parts(text)
    ]


def _face() -> Html:
    return tag("span", "PA", cls="face", aria_hidden="true")
