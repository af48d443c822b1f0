"""The HTTP side of the networks: each call read, carried out, logged and answered."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from aiohttp import web

from ops.sandbox.facebook.network import FACEBOOK
from ops.sandbox.faults import Fault
from ops.sandbox.misbehave import COMMON, deliver
from ops.sandbox.records import CallEntry
from ops.sandbox.smtp import MailServer
from ops.sandbox.wire import Answer, Call, RefusedError, read_call
from ops.sandbox.world import Network, Route, World
from ops.sandbox.x.network import X

NETWORKS = (FACEBOOK, X)
LARGEST_BODY = 16 * 1024 * 1024
NOT_CARRIED_OUT = Answer(0, b"")
WORLD: web.AppKey[World] = web.AppKey("world", World)
MAIL_SERVER: web.AppKey[MailServer] = web.AppKey("mail_server", MailServer)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def add_networks(app: web.Application) -> None:
    """Serve every network below the name of its real hosts."""
    for network in NETWORKS:
        anything = Route("*", "/{rest:.*}", "unknown", network.unknown)
        for host in network.hosts:
            for route in (*network.routes, anything):
                app.router.add_route(
                    route.method, f"/{host}{route.path}", _endpoint(network, route)
                )


def _endpoint(network: Network, route: Route) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        world = request.app[WORLD]
        fault = world.faults.take(network.name, route.op)
        try:
            call = await read_call(request)
        except (ValueError, RecursionError):
            answer, fault = network.unreadable, None
        else:
            answer, fault = _outcome(network, route, call, world, fault)
        world.state.log(_entry(world, network, route, request, answer, fault))
        return await deliver(request, answer, fault)

    return handle


def _outcome(
    network: Network, route: Route, call: Call, world: World, fault: Fault | None
) -> tuple[Answer, Fault | None]:
    """Return the answer and the fault that acts on it; a refused call is refused, fault or not."""
    answer = NOT_CARRIED_OUT
    if fault is None or fault.accepted:
        answer = _carried_out(network, route, call, world)
    if fault is None or answer.status >= 400:
        return answer, None
    made_up = network.invented.get(fault.kind.name) or COMMON.get(fault.kind.name)
    return (made_up(fault) if made_up else answer), fault


def _carried_out(network: Network, route: Route, call: Call, world: World) -> Answer:
    try:
        answer = route.run(call, world)
    except RefusedError as refused:
        answer = refused.answer
    return replace(answer, headers={**network.headers(call), **answer.headers})


def _entry(
    world: World,
    network: Network,
    route: Route,
    request: web.Request,
    answer: Answer,
    fault: Fault | None,
) -> CallEntry:
    return CallEntry(
        id=world.state.new_id(),
        at=world.state.clock(),
        target=network.name,
        op=route.op,
        method=request.method,
        path=request.path,
        status=answer.status,
        detail=answer.detail,
        fault=fault.kind.name if fault else "",
    )
