"""The public addresses of the networks, and the images: where links to posts lead."""

from typing import Any

from aiohttp import web

from ops.sandbox import accounts
from ops.sandbox.pages.layout import HEADERS
from ops.sandbox.server import WORLD

FACEBOOK_HOST = "/www.facebook.com"
X_HOSTS = ("/x.com", "/twitter.com")


def add_public_addresses(app: web.Application) -> None:
    """Lead the address that people use on each network to the page of the sandbox."""
    app.router.add_get(f"{FACEBOOK_HOST}/{{page}}/posts/{{id}}", facebook_post)
    app.router.add_get(f"{FACEBOOK_HOST}/{{id}}", facebook_page_or_post)
    for host in X_HOSTS:
        app.router.add_get(f"{host}/{{user}}/status/{{id}}", x_post)
        app.router.add_get(f"{host}/i/web/status/{{id}}", x_post)
        app.router.add_get(f"{host}/{{user}}", x_timeline)


async def facebook_post(request: web.Request) -> Any:
    """GET https://www.facebook.com/PAGE/posts/ID."""
    raise _to("/facebook/", f"{request.match_info['page']}_{request.match_info['id']}/")


async def facebook_page_or_post(request: web.Request) -> Any:
    """GET https://www.facebook.com/PAGE or /PAGE_ID."""
    found = request.match_info["id"]
    raise _to("/facebook/", f"{found}/" if "_" in found else "")


async def x_post(request: web.Request) -> Any:
    """GET https://x.com/USER/status/ID."""
    raise _to("/x/", f"{request.match_info['id']}/")


async def x_timeline(request: web.Request) -> Any:
    """GET https://x.com/USER."""
    known = request.match_info["user"] == accounts.X_USERNAME
    raise _to("/x/") if known else web.HTTPNotFound()


async def image(request: web.Request) -> web.Response:
    """GET the bytes of an image."""
    state = request.app[WORLD].state
    found = state.images.get(request.match_info["id"])
    data = state.image_bytes.get(request.match_info["id"])
    if found is None or data is None:
        raise web.HTTPNotFound
    return web.Response(body=data, content_type=found.mime, headers=HEADERS)


def _to(section: str, rest: str = "") -> web.HTTPFound:
    return web.HTTPFound(section + rest)
