"""The application put together: networks, control, pages, mail server."""

from typing import Any

from aiohttp import web

from ops.sandbox.control import add_control, own_pages_only
from ops.sandbox.faults import Faults
from ops.sandbox.server import LARGEST_BODY, MAIL_SERVER, WORLD, add_networks
from ops.sandbox.smtp import MailServer
from ops.sandbox.state import State
from ops.sandbox.world import World


def build(*, host: str, smtp_port: int) -> web.Application:
    """Return the application; its mail server listens when it starts up."""
    app = web.Application(client_max_size=LARGEST_BODY, middlewares=[own_pages_only])
    app[WORLD] = World(State(), Faults())
    app[MAIL_SERVER] = MailServer(app[WORLD], host, smtp_port)
    app.on_startup.append(_open_mail)
    app.on_cleanup.append(_close_mail)
    add_control(app)
    add_networks(app)
    return app


async def _open_mail(app: web.Application) -> None:
    await app[MAIL_SERVER].open()


async def _close_mail(app: web.Application) -> None:
    await app[MAIL_SERVER].close()


async def open_sockets(runner: web.AppRunner, host: str, port: int) -> dict[str, Any]:
    """Listen for HTTP and return where everything is; port 0 takes a free one."""
    site = web.TCPSite(runner, host, port)
    await site.start()
    http_port = runner.addresses[0][1]
    assert runner.app is not None
    return {
        "url": f"http://{host}:{http_port}",
        "http_port": http_port,
        "smtp_host": host,
        "smtp_port": runner.app[MAIL_SERVER].port,
    }
