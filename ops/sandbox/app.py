"""The application put together: networks, control, pages, mail server."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from ops.sandbox.control import add_control, own_pages_only
from ops.sandbox.faults import Faults
from ops.sandbox.keep import Keeper
from ops.sandbox.pages import add_pages
from ops.sandbox.server import LARGEST_BODY, MAIL_SERVER, WORLD, add_networks
from ops.sandbox.smtp import MailServer
from ops.sandbox.state import State
from ops.sandbox.world import World


def build(*, host: str, smtp_port: int, state_file: Path | None = None) -> web.Application:
    """Return the application; its mail server listens when it starts up."""
    app = web.Application(client_max_size=LARGEST_BODY, middlewares=[own_pages_only])
    app[WORLD] = World(State(), Faults())
    app[MAIL_SERVER] = MailServer(app[WORLD], host, smtp_port)
    app.cleanup_ctx.append(_mail_listening)
    if state_file is not None:
        app.cleanup_ctx.append(_kept_in(state_file))
    add_control(app)
    add_pages(app)
    add_networks(app)
    return app


async def _mail_listening(app: web.Application) -> AsyncIterator[None]:
    await app[MAIL_SERVER].open()
    yield
    await app[MAIL_SERVER].close()


def _kept_in(state_file: Path) -> Callable[[web.Application], AsyncIterator[None]]:
    async def kept(app: web.Application) -> AsyncIterator[None]:
        keeper = Keeper(app[WORLD].state, state_file)
        keeper.start()
        yield
        await keeper.stop()

    return kept


async def open_sockets(
    app: web.Application, runner: web.AppRunner, host: str, port: int
) -> dict[str, Any]:
    """Listen for HTTP and return where everything is; port 0 takes a free one."""
    site = web.TCPSite(runner, host, port)
    await site.start()
    http_port = runner.addresses[0][1]
    return {
        "url": f"http://{host}:{http_port}",
        "http_port": http_port,
        "smtp_host": host,
        "smtp_port": app[MAIL_SERVER].port,
    }
