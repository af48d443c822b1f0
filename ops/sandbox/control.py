"""The control API: what was received, the faults in force, forget everything."""

import json
from typing import Any

from aiohttp import web

from ops.sandbox.faults import BadFaultError
from ops.sandbox.kinds import KINDS, OPS
from ops.sandbox.server import MAIL_SERVER, WORLD

CROSS_SITE = "cross-site"


def add_control(app: web.Application) -> None:
    """Serve `/_sandbox/`."""
    app.router.add_get("/_sandbox/state", state)
    app.router.add_post("/_sandbox/reset", reset)
    app.router.add_get("/_sandbox/faults", list_faults)
    app.router.add_post("/_sandbox/faults", add_fault)
    app.router.add_delete("/_sandbox/faults", clear_faults)


@web.middleware
async def own_pages_only(request: web.Request, handler: Any) -> web.StreamResponse:
    """Refuse orders that a page of another site sends through somebody's browser."""
    changes = request.method not in ("GET", "HEAD")
    if changes and request.headers.get("Sec-Fetch-Site") == CROSS_SITE:
        raise web.HTTPForbidden(text="cross-site request")
    response: web.StreamResponse = await handler(request)
    return response


async def state(request: web.Request) -> web.Response:
    """GET: posts, tweets, images, mails, calls and their counts, or `?only=` one of them.

    With `?to=` only the mails whose envelope names the address.
    """
    found = request.app[WORLD].state.dump()
    only, recipient = request.query.get("only"), request.query.get("to")
    if only is not None:
        found = {only: found.get(only)}
    if recipient is not None and "mails" in found:
        found["mails"] = [mail for mail in found["mails"] if recipient in mail.recipients]
    return web.json_response(found, dumps=as_json)


def as_json(found: Any) -> str:
    """Write records as objects."""
    return json.dumps(found, default=vars, ensure_ascii=False)


async def reset(request: web.Request) -> web.Response:
    """POST: forget what was received and end all faults."""
    world = request.app[WORLD]
    world.state.reset()
    world.faults.clear()
    await request.app[MAIL_SERVER].obey()
    return web.json_response({"ok": True})


async def list_faults(request: web.Request) -> web.Response:
    """GET: the faults in force and the catalogue of those there are."""
    faults = request.app[WORLD].faults.all()
    catalogue = [vars(kind) for kind in KINDS]
    return web.json_response(
        {"faults": [fault.as_json() for fault in faults], "kinds": catalogue, "ops": OPS}
    )


async def add_fault(request: web.Request) -> web.Response:
    """POST a fault as JSON; 400 with the reason when it is none."""
    try:
        order = json.loads(await request.read())
        if not isinstance(order, dict):
            raise BadFaultError("a JSON object is expected")
        fault = request.app[WORLD].faults.add(order)
    except ValueError as error:
        return web.json_response({"error": str(error)}, status=400)
    await request.app[MAIL_SERVER].obey()
    return web.json_response(fault.as_json(), status=201)


async def clear_faults(request: web.Request) -> web.Response:
    """DELETE all faults, or those of `?target=`, or the one of `?id=`."""
    fault_id = request.query.get("id")
    if fault_id is not None and not fault_id.isdecimal():
        return web.json_response({"error": "id: a number"}, status=400)
    request.app[WORLD].faults.clear(
        int(fault_id) if fault_id else None, request.query.get("target")
    )
    await request.app[MAIL_SERVER].obey()
    return web.json_response({"ok": True})
